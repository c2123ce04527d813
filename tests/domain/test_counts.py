"""Whole numbers as people say them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.reading.counts import parse_count
from domain.reading.parsed import Refused, Unclear, Understood


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("12", 12),
        ("ca. 12", 12),
        ("cirka tolv medarbejdere", 12),
        ("vi er 12", 12),
        ("1.200", 1200),
        ("1,200", 1200),
        ("1 200", 1200),
        ("about 30 people", 30),
        ("fem og tyve", 25),
        ("en", 1),
        ("to", 2),
        ("0", 0),
        ("-3", -3),
        ("80 %", 80),
    ],
)
def test_a_number_is_read(said: str, number: int) -> None:
    assert parse_count(said) == Understood(number)


@pytest.mark.parametrize(
    ("said", "readings", "why"),
    [
        ("10-15", (10, 15), "which-number"),
        ("mellem 10 og 15", (10, 15), "which-number"),
        ("12 om vinteren", (12,), "is-it-this"),
        ("12, nogle gange flere", (12,), "is-it-this"),
    ],
)
def test_what_may_be_meant_otherwise_is_asked_back(said: str, readings: tuple[int, ...], why: str) -> None:
    assert parse_count(said) == Unclear(readings, why)


@pytest.mark.parametrize("said", ["mange", "1,5", "hele afdelingen", "?", "x" * 200])
def test_what_is_no_whole_number_is_refused(said: str) -> None:
    assert parse_count(said) == Refused("not-a-number")


@given(st.text(max_size=400))
def test_no_text_is_too_odd_to_be_read(said: str) -> None:
    assert parse_count(said)


@given(st.integers(0, 10**9))
def test_digits_are_read_as_they_stand(number: int) -> None:
    assert parse_count(str(number)) == Understood(number)
