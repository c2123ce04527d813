"""What a description says of how often and how long, and what it only seems to say."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.reading.described import Found, find_quantities
from domain.reading.rates import Period, Rate

ANSWERS = json.loads((Path(__file__).parents[2] / "sandbox" / "demo_answers.json").read_text("utf-8"))


@pytest.mark.parametrize(
    ("description", "rate", "seconds"),
    [
        ("Det tager 20 minutter, 300 om året.", "300/year", 1200),
        (
            "Jeg slår borgeren op og sammenholder adressen, det tager 10 min og jeg gør det 15 gange om ugen",
            "15/week",
            600,
        ),
        ("20 min, 300 om året", "300/year", 1200),
        ("Opgaven tager 30 min. Vi har 12 om måneden.", "12/month", 1800),
        ("Det tager 1 time og 20 minutter pr. sag. Vi får 50 fakturaer om ugen.", "50/week", 4800),
        ("Vi laver det ca. 20 gange om måneden, og hver gang tager det et kvarter.", "20/month", 900),
        ("Folk bogfører det, cirka fem minutter pr. styk. Vi er pilot på det.", None, 300),
        ("I do it 5 times a week and it takes me about half an hour each time.", "5/week", 1800),
        ("It takes 20 minutes, 300 a year.", "300/year", 1200),
        ("20 om ugen, og svaret skal være der inden 2 timer", "20/week", None),
    ],
)
def test_what_is_plainly_said_is_found(description: str, rate: str | None, seconds: int | None) -> None:
    found = find_quantities(description)
    assert (str(found.occurrences) if found.occurrences else None, found.seconds) == (rate, seconds)


@pytest.mark.parametrize(
    "description",
    [
        "",
        "Hver dag gennemgår robotten journalerne.",
        "Robotten følger selv op 11 dage efter.",
        "De sidste tre års fakturalinjer.",
        "Det har vi gjort i tre år, i oktober var der 106 ansøgninger.",
        "Svaret skal sendes inden 14 dage, efter 20 minutter går det i stå.",
        "Den rykker 20 minutter senere.",
        "Vi bruger 2 timer om ugen på det.",
        "Det tager 20 minutter om dagen.",
        "Vi sparer 300 timer om året.",
        "Det koster 5.000 kr. om året, og vi betaler 100.000 om året.",
        "Rettigheder til over 270 systemer for 4.500 ansatte.",
        "Over 300 sager om året.",
        "En kvart million regninger om året, tusind gange om dagen.",
        "Før 300 om året, nu 500 om året.",
        "Det tager mellem 5 og 10 min, 10-20 gange om ugen.",
        "Det tager 5 min at åbne og 10 min at læse.",
        "I 2019. Hver dag gør vi det.",
        "Vi brugte hver dag en-halvanden sekretær, det seneste døgn.",
        "Det tager tre dage.",
        "Fristen er 20 minutter.",
        "Hver 20. minut kommer der en mail.",
    ],
)
def test_deadlines_spans_totals_and_money_are_left_alone(description: str) -> None:
    assert find_quantities(description) == Found()


def test_the_real_descriptions_say_it_plainly_once() -> None:
    found = {case: find_quantities(answers["said"]["long_description"]) for case, answers in ANSWERS.items()}
    assert {case: each for case, each in found.items() if each != Found()} == {"case-08": Found(seconds=300)}


@given(
    count=st.integers(1, 900),
    minutes=st.integers(1, 90),
    around=st.sampled_from(["", "Jeg åbner sagen. ", "Vi tjekker adressen, "]),
)
def test_what_is_found_is_what_was_said(count: int, minutes: int, around: str) -> None:
    found = find_quantities(f"{around}Det tager {minutes} min, og vi gør det {count} gange om måneden.")
    assert found == Found(occurrences=Rate(count, Period.MONTH), seconds=minutes * 60)


@given(st.text(max_size=300))
def test_no_description_is_too_odd(text: str) -> None:
    assert isinstance(find_quantities(text), Found)


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    ["det tager 10 min, 5 om ugen ", "i ", "1.000 ", "½", "hver mandag og ", "en time og ", "p. ", "-", "a"],
)
def test_a_very_long_description_is_read_to_its_end(piece: str) -> None:
    text = (piece * 100_000)[:100_000]
    assert find_quantities(f"Det tager 10 min.\n{text}\n15 gange om ugen.") == find_quantities(
        f"Det tager 10 min.\n{piece * 20}\n15 gange om ugen."
    )
