"""The questions of both forms: what they take, from which phase, and who sees it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.access import SEEN_BY_COLLEAGUES
from domain.bookkeeping import MONTH
from domain.form import (
    FORM,
    REVIEW_FORM,
    SUBMISSION_FORM,
    is_question,
    question,
    questions_asked,
    questions_of,
    shown_answers,
)
from domain.process import Answer, Answers, Phase
from domain.questions import Asked, Circle, Question, Section
from domain.reading.parsed import Refused, Understood
from domain.settings_form import CATALOGUES
from domain.steering import LOOK_AGAIN

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("key", "said", "kept"),
    [
        ("citizens_affected", "yes", "yes"),
        ("automation_degree", "80 %", 80),
        ("automation_degree", "0", 0),
        ("expected_development_hours", "37,5 timer", 37.5),
        ("kle", "27.12.16", "27.12.16"),
        ("form_number", "27.12.16.05", "27.12.16.05"),
        ("kla", "27.12.16", "27.12.16"),
        ("kla", "27.12.16.05", "27.12.16.05"),
        ("kla", "27.12.16.05.01", "27.12.16.05.01"),
        ("legal_clause_verified", "2026-11-20", "2026-11-20"),
        ("technologies", "UiPath, Python", ["UiPath", "Python"]),
        ("schedule", "daily", "daily"),
        ("rating", "three", "three"),
        ("code_repository", "https://a.dk/x \n https://b.dk", "https://a.dk/x\nhttps://b.dk"),
    ],
)
def test_an_answer_is_read(key: str, said: str, kept: Answer) -> None:
    assert question(key).parse(said, TODAY) == Understood(kept)


def test_a_day_that_must_have_been_is_refused_before_it_has_and_where_nobody_says_what_day_it_is() -> None:
    verified, begins = question("legal_clause_verified"), question("put_into_operation")
    assert verified.parse("2026-11-21", TODAY) == verified.parse("2026-11-20") == Refused("date-ahead")
    assert verified.parse("20. november", TODAY) == Refused("not-a-date")
    assert verified.reread("2026-11-20") == Understood("2026-11-20")
    assert begins.parse("2027-01-01") == Understood("2027-01-01")


def test_a_day_to_come_is_refused_once_it_is_there_and_where_nobody_says_what_day_it_is() -> None:
    again = LOOK_AGAIN.parse("2026-11-21", TODAY)
    assert again == LOOK_AGAIN.parse(date(2026, 11, 21), TODAY) == Understood("2026-11-21")
    assert LOOK_AGAIN.parse("2026-11-20", TODAY) == LOOK_AGAIN.parse("2027-01-01") == Refused("date-past")
    assert LOOK_AGAIN.reread("2026-11-20") == Understood("2026-11-20")


def test_any_day_names_its_month_once_that_has_begun() -> None:
    assert MONTH.parse("2026-11-30", TODAY) == MONTH.parse(TODAY, TODAY) == Understood("2026-11-01")
    assert MONTH.parse("2026-12-01", TODAY) == MONTH.parse("2026-11-01") == Refused("month-future")
    assert MONTH.parse("november", TODAY) == Refused("not-a-date")
    assert MONTH.reread("2026-11-01") == Understood("2026-11-01")


@pytest.mark.parametrize(
    ("key", "said", "problem"),
    [
        ("citizens_affected", "måske", "not-a-choice"),
        ("automation_degree", "101", "out-of-range"),
        ("automation_degree", "-1", "out-of-range"),
        ("expected_development_hours", "-1", "out-of-range"),
        ("kle", "27.12", "not-a-code"),
        ("kle", "٢٧.12.16", "not-a-code"),
        ("form_number", "27.12.16", "not-a-code"),
        ("kla", "27.12", "not-a-code"),
        ("kla", "27.12.16.05.01.02", "not-a-code"),
        ("kl_id", "x" * 65, "too-long"),
        ("legal_clause", "x" * 141, "too-long"),
        ("legal_clause_verified", "i går", "not-a-date"),
        ("case_reference", "x" * 301, "too-long"),
        ("schedule", "hourly", "not-a-choice"),
        ("rating", "four", "not-a-choice"),
        ("code_repository", "http://a.dk", "not-a-link"),
        ("code_repository", "https://", "not-a-link"),
    ],
)
def test_what_is_out_of_bounds_is_refused(key: str, said: str, problem: str) -> None:
    refused = question(key).parse(said)
    assert isinstance(refused, Refused)
    assert refused.problem == problem


_WORDS = ("ingen", "none", "nej", "vi bruger", "mest", "ved", "ikke", "og", ",", "Nexus", "it")
SAID = st.lists(st.sampled_from(_WORDS), max_size=5).map(" ".join)


@given(
    st.sampled_from((*FORM, *CATALOGUES.values())),
    st.text() | st.integers() | st.none() | st.lists(st.text()) | SAID,
)
def test_each_question_reads_back_what_it_keeps(asked: Question, said: object) -> None:
    parsed = asked.parse(said)
    if isinstance(parsed, Understood):
        assert asked.reread(parsed.value) == parsed


@pytest.mark.parametrize("asked", FORM, ids=lambda asked: asked.key)
def test_no_question_keeps_a_cpr_number(asked: Question) -> None:
    assert asked.parse("Borgeren 010190-1234 ringer") == Refused("cpr")


def test_the_chat_asks_nothing_of_what_reviewers_fill_in() -> None:
    assert {row.key for where in Asked for row in questions_asked(where, {})} == {
        row.key for row in SUBMISSION_FORM
    }
    assert not any(is_question(row.key) for row in REVIEW_FORM)


@pytest.mark.parametrize(
    ("section", "phase", "keys"),
    [
        (Section.CLASSIFICATION, Phase.IDEA, ["kle", "form_number", "kl_id", "kla"]),
        (Section.SOLUTION, Phase.IDEA, []),
        (Section.SOLUTION, Phase.PREANALYSIS, ["code_repository"]),
        (Section.CONTACTS, Phase.SPECIFICATION, ["shared_contact", "case_reference"]),
        (Section.OPERATION, Phase.IMPLEMENTATION, ["put_into_operation"]),
        (Section.NOTES, Phase.IDEA, ["internal_notes"]),
    ],
)
def test_a_section_asks_what_its_phase_is_ripe_for(section: Section, phase: Phase, keys: list[str]) -> None:
    assert [row.key for row in questions_of(section, phase)] == keys


def test_in_the_last_phase_everything_is_asked() -> None:
    asked = [row for section in Section for row in questions_of(section, Phase.DECOMMISSIONED)]
    assert asked == list(FORM)


def test_internal_notes_are_the_reviewers_own_and_case_references_the_organisations() -> None:
    answers: Answers = {"title": "Rykkere", "case_reference": "2026-1", "internal_notes": "Hemmeligt"}
    assert set(shown_answers(answers, frozenset({Circle.ALL}))) == {"title"}
    assert set(shown_answers(answers, SEEN_BY_COLLEAGUES)) == {"title", "case_reference"}
    assert shown_answers(answers, frozenset(Circle)) == answers
