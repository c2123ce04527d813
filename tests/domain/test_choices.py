"""Typed words for degrees, personal data, domains and systems."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.reading.choices import (
    DOMAINS,
    LONGEST,
    LONGEST_SYSTEM,
    MOST_SYSTEMS,
    as_systems,
    guess_domains,
    parse_domains,
    parse_likert,
    parse_personal_data,
    parse_systems,
)
from domain.reading.parsed import Parsed, Refused, Unclear, Understood

ANSWERS = json.loads((Path(__file__).parents[2] / "sandbox" / "demo_answers.json").read_text("utf-8"))


@pytest.mark.parametrize("case", ANSWERS)
def test_every_choice_of_the_real_cases_is_understood(case: str) -> None:
    said, expected = ANSWERS[case]["said"], ANSWERS[case]["expected"]
    assert parse_likert(said["professional_judgement"]) == Understood(expected["professional_judgement"])
    assert parse_personal_data(said["personal_data"]) == Understood(expected["personal_data"])
    assert parse_domains(said["domains"]) == Understood(tuple(expected["domains"]))
    assert parse_systems(said["it_systems"]) == Understood(tuple(expected["it_systems"]))


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("i høj grad", "high"),
        ("I HØJ GRAD!", "high"),
        ("meget", "high"),
        ("to a high degree", "high"),
        ("jeg tror i nogen grad", "some"),
        ("somewhat", "some"),
        ("i mindre grad", "lesser"),
        ("lidt", "lesser"),
        ("slet ikke", "not_at_all"),
        ("nej", "not_at_all"),
        ("not at all", "not_at_all"),
        ("not_at_all", "not_at_all"),
        ("ved ikke", "unknown"),
        ("det ved jeg ikke", "unknown"),
        ("unknown", "unknown"),
        ("?", "unknown"),
    ],
)
def test_a_degree_is_understood(said: str, key: str) -> None:
    assert parse_likert(said) == Understood(key)


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("nej", "none"),
        ("Ingen.", "none"),
        ("no personal data", "none"),
        ("almindelige", "ordinary"),
        ("ja, almindelige", "ordinary"),
        ("ikke-følsomme", "ordinary"),
        ("følsomme personoplysninger", "sensitive"),
        ("sensitive", "sensitive"),
        ("aner det ikke", "unknown"),
    ],
)
def test_personal_data_is_understood(said: str, key: str) -> None:
    assert parse_personal_data(said) == Understood(key)


@pytest.mark.parametrize(
    ("parsed", "readings"),
    [
        (parse_likert("ja"), ("high", "some")),
        (parse_likert("i mndre grad"), ("lesser",)),
        (parse_likert("i nogen eller høj grad"), ("high", "some")),
        (parse_personal_data("ja"), ("ordinary", "sensitive")),
        (parse_personal_data("almindlige"), ("ordinary",)),
        (parse_personal_data("både almindelige og følsomme"), ("ordinary", "sensitive")),
    ],
)
def test_what_only_resembles_a_choice_is_offered(parsed: Parsed[str], readings: tuple[str, ...]) -> None:
    assert parsed == Unclear(readings, "is-it-this" if len(readings) == 1 else "which-number")


@pytest.mark.parametrize("said", ["blå", "måske", "42", "i weekenden"])
def test_what_resembles_no_choice_is_refused(said: str) -> None:
    assert parse_likert(said) == parse_personal_data(said) == parse_domains(said) == Refused("not-a-choice")


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("Økonomi", ("Økonomi",)),
        ("økonomi og teknik", ("Økonomi", "Teknik")),
        ("Teknik; Miljø\nHR", ("Teknik", "Miljø", "HR")),
        ("social- og sundhed", ("Social", "Sundhed")),
        ("IT, it", ("IT",)),
        ("finance and health", ("Økonomi", "Sundhed")),
        ("information technology", ("IT",)),
        ("Kultur og fritid", ("Kultur",)),
        ("miljø/teknik", ("Miljø", "Teknik")),
    ],
)
def test_domains_are_understood(said: str, names: tuple[str, ...]) -> None:
    assert parse_domains(said) == Understood(names)


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("Økonmi", ("Økonomi",)),
        ("sund", ("Sundhed",)),
        ("Social, sundhd", ("Social", "Sundhed")),
        ("skole", ("Uddannelse",)),
        ("børn og unge", ("Familie",)),
        ("økonomi, xyz", ("Økonomi",)),
        ("jeg gætter på Administration", ("Administration",)),
    ],
)
def test_domains_that_are_only_near_are_offered(said: str, names: tuple[str, ...]) -> None:
    assert parse_domains(said) == Unclear((names,), "is-it-this")


@given(
    st.lists(st.sampled_from(DOMAINS), min_size=1, unique=True),
    st.sampled_from([", ", ";", "\n", " og ", " & "]),
)
def test_any_domains_read_back_as_themselves(names: list[str], separator: str) -> None:
    assert parse_domains(separator.join(names)) == Understood(tuple(names))
    assert parse_domains(separator.join(names).upper()) == Understood(tuple(names))


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("nexus og outlook", ("nexus", "outlook")),
        ("KMD LetBetaling", ("KMD LetBetaling",)),
        ("KMD Opus, SD Løn & Excel", ("KMD Opus", "SD Løn", "Excel")),
        ("vi bruger Nexus, Outlook.", ("Nexus", "Outlook")),
        ("- Nexus\n- Outlook", ("Nexus", "Outlook")),
        ("Nexus; nexus ;NEXUS", ("Nexus",)),
        ("Nexus;Outlook", ("Nexus", "Outlook")),
        ("S/4HANA and Teams", ("S/4HANA", "Teams")),
        ('"Byg og Miljø" og Nexus', ("Byg og Miljø", "Nexus")),
        ('Nexus, "Word, Excel"', ("Nexus", "Word, Excel")),
        ('Nexus "Core" modul og A 15", B 17"', ('Nexus "Core" modul', 'A 15"', 'B 17"')),
        ("ingen", ()),
        ("no", ()),
        ("nej, ingen", ()),
        ("vi bruger ingen", ()),
    ],
)
def test_systems_keep_their_names(said: str, names: tuple[str, ...]) -> None:
    assert parse_systems(said) == Understood(names)


@given(st.text(alphabet='ab ,"&o g-.\n', max_size=40) | st.text(max_size=100))
def test_systems_read_back_as_themselves(said: str) -> None:
    parsed = parse_systems(said)
    if isinstance(parsed, Understood) and parsed.value:
        assert parse_systems(as_systems(parsed.value)) == parsed


def test_systems_have_bounds() -> None:
    assert parse_systems(" ,; ") == Refused("empty")
    assert parse_systems("ved ikke") == parse_systems("i use don't know") == Refused("not-a-choice")
    assert parse_systems("x" * 61) == Refused("too-long", {"max": LONGEST_SYSTEM, "length": 61})
    many = ", ".join(f"System {number}" for number in range(31))
    assert parse_systems(many) == Refused("too-many", {"max": MOST_SYSTEMS, "count": 31})


def test_nothing_and_too_much_are_refused() -> None:
    for parse in parse_likert, parse_personal_data, parse_domains:
        assert parse("") == parse(" . ") == Refused("empty")
        assert parse("økonomi " * 100) == Refused("too-long", {"max": LONGEST, "length": 800})


def test_the_domain_of_most_real_cases_is_guessed() -> None:
    missed = [
        case
        for case, answers in ANSWERS.items()
        if not set(guess_domains(f"{answers['said']['title']}\n{answers['said']['long_description']}"))
        & set(answers["expected"]["domains"])
    ]
    assert len(missed) <= len(ANSWERS) // 8, missed


def test_nothing_is_guessed_from_nothing() -> None:
    assert guess_domains("Vi gør noget igen og igen.") == ()


@given(st.text(max_size=400))
def test_no_text_is_too_odd(text: str) -> None:
    parsed = [parse_likert(text), parse_personal_data(text), parse_domains(text), parse_systems(text)]
    assert all(isinstance(each, Understood | Unclear | Refused) for each in parsed)
    assert len(guess_domains(text)) <= 2
