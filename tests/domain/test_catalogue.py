import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.catalogue import LONGEST_LIST, LONGEST_NAME, MOST_NAMES, as_list, parse_names
from domain.parsed import Refused, Understood

NAMES = st.lists(st.text(min_size=1, max_size=40), min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("KMD Opus\nNexus\n\n Outlook \n", ("KMD Opus", "Nexus", "Outlook")),
        ("KMD Opus; Nexus;Outlook", ("KMD Opus", "Nexus", "Outlook")),
        ("KMD Opus, Nexus", ("KMD Opus", "Nexus")),
        ("Nexus\nWord, Excel\nOutlook", ("Nexus", "Word", "Excel", "Outlook")),
        ("Byg og Miljø", ("Byg og Miljø",)),
        ("System;Leverandør\nNexus;KMD\nSBSYS;Fællesskabet", ("Nexus", "SBSYS")),
        ("it-system\tejer\r\nNexus\tAnne\r\n", ("Nexus",)),
        ('System,Leverandør\n"Word, Excel",Microsoft\n"Nexus",KMD', ("Word, Excel", "Nexus")),
        ('"Ydelse; refusion"\nNexus', ("Ydelse; refusion", "Nexus")),
        ("nexus\nNEXUS\nOpus\nNexus", ("nexus", "Opus")),
        ("\ufeffSystemer\nNexus", ("Nexus",)),
        ("Kunde  \x01 tjeneste", ("Kunde tjeneste",)),
    ],
)
def test_a_list_and_a_table_are_read(said: str, names: tuple[str, ...]) -> None:
    assert parse_names(said) == Understood(names)


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        (" \n;;\n ", Refused("empty")),
        ("System", Refused("empty")),
        ("\n".join(map(str, range(300))), Refused("too-many", {"max": MOST_NAMES, "count": 300})),
        ("x" * 101, Refused("too-long", {"max": LONGEST_NAME, "length": 101})),
        ("😀" * 51, Refused("too-long", {"max": LONGEST_NAME, "length": 102})),
        (
            "\n".join(f"{number:100}".replace(" ", "x") for number in range(101)),
            Refused("too-long", {"max": LONGEST_LIST, "length": 10_100}),
        ),
        ('"' + "x" * 200_000, Refused("too-long", {"max": LONGEST_LIST, "length": 200_001})),
    ],
    ids=["nothing", "only a heading", "too many", "too long", "in emoji", "too much", "endless"],
)
def test_what_is_no_catalogue_is_refused(said: str, problem: Refused) -> None:
    assert parse_names(said) == problem


@given(NAMES)
def test_a_catalogue_reads_back_as_it_is_written(said: list[str]) -> None:
    parsed = parse_names(as_list(said))
    if isinstance(parsed, Understood):
        assert parse_names(as_list(parsed.value)) == parsed


@given(st.text())
def test_whatever_is_pasted_is_a_catalogue_within_bounds_or_refused(said: str) -> None:
    parsed = parse_names(said)
    if isinstance(parsed, Understood):
        names = parsed.value
        assert 1 <= len(names) <= MOST_NAMES
        assert len({name.casefold() for name in names}) == len(names)
        assert all(name == " ".join(name.split()) and name.isprintable() for name in names)
    else:
        assert isinstance(parsed, Refused)
