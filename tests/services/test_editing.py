"""Changing answers: by whom, which, when, and by two at once."""

from functools import partial

import pytest
from sqlalchemy import select

from domain.access import SEEN_BY_COLLEAGUES, seen_by
from domain.errors import (
    AlreadyDecided,
    ContainsCpr,
    NotAReviewer,
    NotFound,
    NotThisPhase,
    NotYours,
    Outdated,
    Unreadable,
)
from domain.people import Actor, Role
from domain.process import Phase, Process, Visibility
from domain.questions import Circle
from services.editing import edit
from services.holding import claim
from services.privacy import personal_data
from services.steering import move
from storage.tables import EventRow, ProcessRow
from tests.municipality import Municipality, accept, at_once, reject


def test_a_submitter_corrects_what_they_wrote_until_it_is_claimed(
    odense: Municipality, anna: Actor, rie: Actor, process: Process
) -> None:
    edited = odense.does(edit, anna, process.id, {"title": "Ny titel", "annual_occurrences": "20 om ugen"})
    assert (edited.title, edited.answers["annual_occurrences"]) == ("Ny titel", 920)
    assert edited.version > process.version
    odense.does(claim, rie, process.id)
    with pytest.raises(NotYours):
        odense.does(edit, anna, process.id, {"title": "Endnu en titel"})


def test_what_lists_sort_by_and_the_figures_follow(
    odense: Municipality, rie: Actor, process: Process
) -> None:
    changes = {"seconds_per_occurrence": "20 min", "domains": "HR", "automation_degree": "50"}
    odense.does(edit, rie, process.id, changes)
    with odense.database.session(None) as session:
        row = session.get_one(ProcessRow, process.id)
        assert (row.seconds_per_occurrence, row.domains, row.potential) == (1200, ["HR"], 115)


def test_a_change_says_what_was_changed_and_by_whom_but_not_the_words(
    odense: Municipality, rie: Actor, process: Process
) -> None:
    odense.does(edit, rie, process.id, {"kle": "27.12.16", "title": "Ny titel", "domains": "Administration"})
    with odense.database.session(None) as session:
        event = session.scalars(select(EventRow).where(EventRow.kind == "edited")).one()
        assert event.actor_id == rie.person_id
        assert event.data == {"section": "classification answers", "keys": "kle title"}


def test_what_changes_nothing_is_no_event(odense: Municipality, anna: Actor, process: Process) -> None:
    changes = {
        "title": process.title,
        "challenges": "",
        "domains": ["Administration"],
        "it_systems": "Outlook, Nexus",
    }
    assert odense.does(edit, anna, process.id, changes, version=0) == process
    assert odense.events(process) == ["submitted"]


def test_an_optional_answer_is_taken_back_by_leaving_it_empty(
    odense: Municipality, rie: Actor, process: Process
) -> None:
    odense.does(edit, rie, process.id, {"kle": "27.12.16"})
    assert "kle" not in odense.does(edit, rie, process.id, {"kle": " "}).answers


@pytest.mark.parametrize(
    ("changes", "field", "problem"),
    [
        ({"title": ""}, "title", "empty"),
        ({"domains": []}, "domains", "empty"),
        ({"annual_occurrences": "20"}, "annual_occurrences", "unclear"),
        ({"automation_degree": "120"}, "automation_degree", "out-of-range"),
        ({"kle": "27.12"}, "kle", "not-a-code"),
        ({"visibility": "networks"}, "visibility", "not-a-choice"),
        ({"phase": "operation"}, "phase", "not-a-choice"),
        ({"kl_id": {"a": 1}}, "kl_id", "type"),
    ],
)
def test_what_cannot_be_read_changes_nothing(
    odense: Municipality, changes: dict[str, object], field: str, problem: str
) -> None:
    rie = odense.person("Rie", Role.REVIEWER)
    process = odense.suggests(rie)
    with pytest.raises(Unreadable) as refused:
        odense.does(edit, rie, process.id, {"short_description": "Kort", **changes})
    assert refused.value.args_for_text["field"] == field
    assert refused.value.args_for_text["problem"] == problem
    assert odense.stored(process) == process


def test_a_cpr_number_is_kept_in_no_answer(odense: Municipality, rie: Actor, process: Process) -> None:
    with pytest.raises(ContainsCpr):
        odense.does(edit, rie, process.id, {"internal_notes": "Borgeren 010190-1234"})


def test_only_reviewers_fill_in_what_reviewers_are_asked(
    odense: Municipality, anna: Actor, process: Process
) -> None:
    with pytest.raises(NotAReviewer):
        odense.does(edit, anna, process.id, {"kle": "27.12.16"})
    with pytest.raises(NotYours):
        odense.does(edit, odense.person("Bo"), process.id, {"title": "Ny titel"})


def test_the_process_expert_corrects_answers_and_reads_no_internal_notes(
    odense: Municipality, rie: Actor, process: Process
) -> None:
    expert = odense.person("Eva")
    with odense.database.session(None) as session:
        session.get_one(ProcessRow, process.id).expert_id = expert.person_id
    odense.does(claim, rie, process.id)
    odense.does(edit, rie, process.id, {"internal_notes": "Vi venter på et tilbud."})
    odense.does(edit, expert, process.id, {"title": "Ny titel"})
    with pytest.raises(NotAReviewer):
        odense.does(edit, expert, process.id, {"internal_notes": "Hej"})
    assert "internal_notes" not in odense.reads(expert, process).answers
    assert seen_by(expert, process) == SEEN_BY_COLLEAGUES
    assert seen_by(rie, process) == frozenset(Circle)


def test_what_a_submitter_is_sent_of_what_is_held_about_them_holds_no_internal_notes(
    odense: Municipality, anna: Actor, rie: Actor, process: Process
) -> None:
    odense.does(edit, rie, process.id, {"internal_notes": "Vi venter på et tilbud.", "kle": "27.12.16"})
    with odense.database.session(anna) as session:
        [suggestion] = personal_data(session, anna)["suggestions"]
    assert suggestion["answers"] == {**process.answers, "kle": "27.12.16"}


def test_only_the_submitter_says_who_may_read_it(
    odense: Municipality, anna: Actor, rie: Actor, process: Process
) -> None:
    with pytest.raises(NotYours):
        odense.does(edit, rie, process.id, {"visibility": "private"})
    odense.does(edit, anna, process.id, {"visibility": "private"})
    with odense.database.session(None) as session:
        assert session.get_one(ProcessRow, process.id).visibility == Visibility.PRIVATE
    with pytest.raises(NotFound):
        odense.does(edit, rie, process.id, {"title": "Ny titel"})
    with pytest.raises(NotFound):
        odense.does(edit, rie, process.id, {})


def test_what_belongs_to_a_later_phase_is_not_taken_yet(
    odense: Municipality, rie: Actor, process: Process
) -> None:
    with pytest.raises(NotThisPhase):
        odense.does(edit, rie, process.id, {"legal_clause": "CPR-loven § 12"})
    odense.does(accept, rie, process.id)
    odense.does(edit, rie, process.id, {"legal_clause": "CPR-loven § 12"})
    odense.does(move, rie, process.id, Phase.IDEA, reason="Vi mangler noget")
    with pytest.raises(NotThisPhase):
        odense.does(edit, rie, process.id, {"legal_clause": ""})


def test_a_clause_was_verified_no_later_than_today(
    odense: Municipality, rie: Actor, process: Process
) -> None:
    odense.does(accept, rie, process.id)
    with pytest.raises(Unreadable) as refused:
        odense.does(edit, rie, process.id, {"legal_clause_verified": "2026-11-21"})
    assert refused.value.args_for_text == {"field": "legal_clause_verified", "problem": "date-ahead"}
    today = odense.does(edit, rie, process.id, {"legal_clause_verified": "2026-11-20"})
    assert today.answers["legal_clause_verified"] == "2026-11-20"


def test_what_is_decided_stays_as_it_is(odense: Municipality, rie: Actor, process: Process) -> None:
    odense.does(reject, rie, process.id, "Ikke nu", None)
    with pytest.raises(AlreadyDecided):
        odense.does(edit, rie, process.id, {"kle": "27.12.16"})


def test_of_two_who_write_on_the_same_page_the_second_is_told(
    odense: Municipality, rie: Actor, process: Process
) -> None:
    bo = odense.person("Bo", Role.REVIEWER)
    outcomes = at_once(
        *(
            partial(odense.does, edit, reviewer, process.id, {"kle": code}, version=process.version)
            for reviewer, code in ((rie, "27.12.16"), (bo, "27.12.17"))
        )
    )
    assert [type(outcome) for outcome in sorted(outcomes, key=lambda each: isinstance(each, Outdated))] == [
        Process,
        Outdated,
    ]
    assert odense.events(process) == ["submitted", "edited"]
