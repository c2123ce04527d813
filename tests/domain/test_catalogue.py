import csv
from io import StringIO

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.reading.catalogue import (
    LONG_LIST,
    LONGEST_LIST,
    LONGEST_NAME,
    MOST_NAMES,
    as_list,
    drops_most,
    parse_names,
)
from domain.reading.parsed import Parsed, Refused, Unclear, Understood

NAMES = st.lists(st.text(min_size=1, max_size=40), min_size=1, max_size=20)
WORDS = st.text("abcxyzæøå01 -./", min_size=2, max_size=12).filter(
    lambda words: words.strip(" -./0123456789")
)
PASTED = st.lists(st.sampled_from(["Navn", "IT System", *'ab,;\t"\n•'])).map("".join)
REGISTER = """\
Status\tStatus (Datofelter)\tIT System\tLeverandør\tSystemejer\tNavn
Aktivt\tAktivt\tNexus\tKMD A/S\tOmsorg\tHanne
Aktivt\tIkke aktivt\tSBSYS; ESDH\tFællesskabet\tStab, fælles\tBo

Ikke aktivt\tIkke aktivt\tPrisme\tFujitsu\tØkonomi\tHanne
"""


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
    assert parse_names(said, "systems") == Understood(names)


@pytest.mark.parametrize(
    ("said", "names"),
    [
        (REGISTER, ("Nexus", "SBSYS; ESDH", "Prisme")),
        (f"Systemer i Odense Kommune\n\n{REGISTER}", ("Nexus", "SBSYS; ESDH", "Prisme")),
        (f"Udtræk af it-systemer\t\t\t\t\t\n\t\t\t\t\t\n{REGISTER}", ("Nexus", "SBSYS; ESDH", "Prisme")),
        ("sep=;\nId;Systemnavn;System\n1;Nexus;NX\n2;Opus;OP", ("Nexus", "Opus")),
        ("Navn;Ejer\nNexus;Anne", ("Nexus",)),
        ("owner,IT-SYSTEM:\nAnne,Nexus\nBo,\nKim,nexus", ("Nexus",)),
        (
            'Ejer;"IT system\n(navn)"\nAnne;"Nexus\nJournal"\nBo;"Word; Excel"',
            ("Nexus Journal", "Word; Excel"),
        ),
        ("IT System\tEjer\nNexus\tAnne\nIT System\tEjer\nOpus\tBo", ("Nexus", "Opus")),
        ("\u2022\tNexus\n\u2022\tKMD Opus", ("Nexus", "KMD Opus")),
        ("Systemer\nNexus\nKMD Opus, Outlook", ("Nexus", "KMD Opus", "Outlook")),
        ("Byg og Miljø\tNexus", ("Byg og Miljø", "Nexus")),
    ],
    ids=[
        "the municipal register of systems",
        "a title above it",
        "a title in a grid, and an empty row",
        "Excel's first line, and a column of codes",
        "names in the first column",
        "an empty cell, and a name said twice",
        "cells in several lines",
        "headings on every page",
        "bullets",
        "a heading above a list",
        "one line",
    ],
)
def test_of_a_table_the_column_with_the_names_is_read(said: str, names: tuple[str, ...]) -> None:
    assert parse_names(said, "systems") == Understood(names)


@pytest.mark.parametrize(
    ("of", "names"), [("systems", ("Nexus", "Opus")), ("technologies", ("UiPath", "Power Automate"))]
)
def test_each_catalogue_has_headings_of_its_own(of: str, names: tuple[str, ...]) -> None:
    said = "Navn;IT-system;Teknologi\nFakturaer;Nexus;UiPath\nRykkere;Opus;Power Automate"
    assert parse_names(said, of) == Understood(names)


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("Status\tProdukt\nAktivt\tNexus\nAktivt\tOpus", ("Produkt", "Nexus", "Opus")),
        ("Vore systemer\nStatus;Produkt\nAktivt;Nexus\nAktivt;Opus", ("Produkt", "Nexus", "Opus")),
        ("Produkt;Type\nNexus;System\nOpus;System", ("Produkt", "Nexus", "Opus")),
        ("Word, Excel\nOutlook, Nexus", ("Word", "Outlook")),
        ("Word, Excel\nOutlook, Nexus, Opus", ("Word", "Excel", "Outlook", "Nexus", "Opus")),
        ("System;Ejer\nNexus;Anne\nI alt;1;2", ("Nexus", "I alt")),
        ("Vore programmer\nSystemnavn\nNexus\nOpus", ("Nexus", "Opus")),
        ("Status\tIT System\tLeverandør", ("Status", "Leverandør")),
    ],
    ids=[
        "no heading is known",
        "a title, and no heading is known",
        "a word among the cells that could be a heading",
        "a table or a list",
        "a list in lines of several",
        "a line unlike the others",
        "a title or a name",
        "headings without anything below",
    ],
)
def test_names_that_are_a_guess_are_asked_about(said: str, names: tuple[str, ...]) -> None:
    assert parse_names(said, "systems") == Unclear((names,), "which-column")


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
    assert parse_names(said, "systems") == problem


@given(NAMES)
def test_a_catalogue_reads_back_as_it_is_written(said: list[str]) -> None:
    for names in found(parse_names(as_list(said), "systems")):
        assert parse_names(as_list(names), "systems") == Understood(names)


@given(st.one_of(st.text(), PASTED))
def test_whatever_is_pasted_is_a_catalogue_within_bounds_or_refused(said: str) -> None:
    parsed = parse_names(said, "systems")
    for names in found(parsed):
        assert 1 <= len(names) <= MOST_NAMES
        assert len({name.casefold() for name in names}) == len(names)
        assert all(name == " ".join(name.split()) and name.isprintable() for name in names)
        assert all(visible(name) in visible(said) for name in names)
        assert parse_names(as_list(names), "systems") == Understood(names)


@given(st.data(), st.sampled_from([*"\t;,"]))
def test_whatever_the_table_the_column_is_the_one_whose_heading_names_a_system(
    data: st.DataObject, separator: str
) -> None:
    width = data.draw(st.integers(2, 5))
    rows = data.draw(st.lists(st.lists(WORDS, min_size=width, max_size=width), min_size=1, max_size=8))
    column = data.draw(st.integers(0, width - 1))
    headings = [f"Felt {number}" for number in range(width)]
    headings[column] = data.draw(st.sampled_from(["IT System", "it-system", "Systemnavn", "Navn", "SYSTEM"]))
    titles = data.draw(st.lists(WORDS, max_size=2))
    assume(not any(parse_names(cell, "systems") == Refused("empty") for row in rows for cell in row))
    pasted = StringIO()
    csv.writer(pasted, delimiter=separator).writerows([*([title] for title in titles), headings, [], *rows])
    names = {" ".join(row[column].split()).casefold() for row in rows}
    parsed = parse_names(pasted.getvalue(), "systems")
    assert isinstance(parsed, Understood)
    assert {name.casefold() for name in parsed.value} == names


def test_a_long_list_of_which_little_is_left_is_noticed() -> None:
    held = [f"System {number}" for number in range(LONG_LIST)]
    assert drops_most(held, ["Nexus"])
    assert drops_most(held, [])
    assert not drops_most(held, [name.upper() for name in held[LONG_LIST // 2 :]])
    assert not drops_most(held[1:], ["Nexus"])


def found(parsed: Parsed[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """What a text was read as, if it could be read."""
    match parsed:
        case Understood(names):
            return (names,)
        case Unclear(readings):
            return readings
        case _:
            return ()


def visible(words: str) -> str:
    return "".join(letter for letter in words if letter.isprintable() and letter not in ' "')
