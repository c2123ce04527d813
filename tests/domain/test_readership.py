"""Typed words for who may read a suggestion."""

import pytest

from domain.form import question
from domain.reading.parsed import Refused, Unclear, Understood


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("privat", "private"),
        ("Kun mig", "private"),
        ("only me", "private"),
        ("alle", "organisation"),
        ("Alle i kommunen", "organisation"),
        ("everyone", "organisation"),
        ("private", "private"),
        ("organisation", "organisation"),
    ],
)
def test_who_may_read_it_is_said_in_words(said: str, key: str) -> None:
    assert question("visibility").parse(said) == Understood(key)


def test_what_only_resembles_an_answer_is_asked_back() -> None:
    assert question("visibility").parse("kun mig og min leder") == Unclear(("private",), "is-it-this")


@pytest.mark.parametrize("said", ["ved ikke", "everyone else's", "ja", "networks"])
def test_what_says_nothing_about_readers_is_not_guessed_at(said: str) -> None:
    assert not isinstance(question("visibility").parse(said), Understood)


def test_not_knowing_is_no_answer_to_who_may_read_it() -> None:
    assert question("visibility").parse("ved ikke") == Refused("not-a-choice")
