"""What an answer looks like when it is shown can be typed again, and means the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.values import say_answer, say_rate
from domain.form import question
from domain.reading.parsed import Understood
from domain.reading.quantities import parse_occurrences
from domain.reading.rates import Period, Rate
from texts import LOCALES, sayer

languages = st.sampled_from(sorted(LOCALES))


@given(languages, st.integers(1, 40_000), st.sampled_from(Period))
def test_a_rate_is_read_as_it_is_said(language: str, count: int, period: Period) -> None:
    said = say_rate(sayer(language), count, period.name.lower())
    assert parse_occurrences(said) == Understood(Rate(count, period))


@given(languages, st.integers(1, 6_000_000))
def test_a_duration_is_read_as_it_is_said(language: str, seconds: int) -> None:
    asked = question("seconds_per_occurrence")
    assert asked.parse(say_answer(sayer(language), asked, seconds)) == Understood(seconds)


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("annual_occurrences", None),
        ("annual_occurrences", 10_000_000),
        ("seconds_per_occurrence", None),
        ("it_systems", []),
        ("it_systems", ["KMD Opus", "Nexus"]),
        ("employees", 1200),
        ("domains", ["Økonomi", "Miljø"]),
        *(("professional_judgement", key) for key in ("high", "some", "lesser", "not_at_all", "unknown")),
        *(("personal_data", key) for key in ("none", "ordinary", "sensitive", "unknown")),
    ],
)
def test_an_answer_is_read_as_it_is_shown(
    language: str, key: str, value: int | str | list[str] | None
) -> None:
    asked = question(key)
    assert asked.parse(say_answer(sayer(language), asked, value)) == Understood(value)
