"""What the RPA team does with a submission, alone and at the same moment."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest
from uuid_utils.compat import uuid7

from domain.errors import (
    AlreadyAnswered,
    AlreadyDecided,
    ContainsCpr,
    HeldByAnother,
    NotAReviewer,
    NotFound,
    NotThisPhase,
    NotYours,
    Outdated,
    Refusal,
    Unreadable,
)
from domain.people import Part, Role
from domain.process import Phase, Process, Status
from services.holding import claim, release
from services.involving import give_part
from services.review import answer, ask
from services.steering import set_aside
from services.submission import withdraw
from tests.municipality import Municipality, accept, at_once, reject

ACTS: dict[str, tuple[Callable[..., Process], tuple[Any, ...]]] = {
    "claim": (claim, ()),
    "release": (release, ()),
    "ask": (ask, ("Hvor får du adressen fra?",)),
    "accept": (accept, ()),
    "reject": (reject, ("Reglerne ændres 1. juli.", None)),
}


def test_who_claims_a_process_holds_it_until_they_let_go(odense: Municipality) -> None:
    rie, process = odense.person("Rie", Role.REVIEWER), odense.suggests(odense.person("Anna"))
    claimed = odense.does(claim, rie, process.id)
    assert claimed.holder
    assert (claimed.holder.name, claimed.status) == ("Rie", Status.IN_PROGRESS)
    released = odense.does(release, rie, process.id)
    assert (released.holder, released.status) == (None, Status.NOT_RATED)
    with pytest.raises(Outdated):
        odense.does(release, rie, process.id)
    assert odense.stored(process) == released


def test_claiming_twice_changes_nothing(odense: Municipality) -> None:
    rie, process = odense.person("Rie", Role.REVIEWER), odense.suggests(odense.person("Anna"))
    assert odense.does(claim, rie, process.id) == odense.does(claim, rie, process.id)
    assert odense.events(process) == ["submitted", "claimed"]


def test_an_accepted_idea_is_in_preanalysis_and_is_accepted_once(odense: Municipality) -> None:
    rie, process = odense.person("Rie", Role.REVIEWER), odense.suggests(odense.person("Anna"))
    accepted = odense.does(accept, rie, process.id, version=process.version)
    assert (accepted.phase, accepted.status) == (Phase.PREANALYSIS, Status.IN_PROGRESS)
    assert odense.events(process) == ["submitted", "claimed", "moved"]
    with pytest.raises(NotThisPhase):
        odense.does(accept, rie, process.id)
    assert odense.does(release, rie, process.id).status is Status.PENDING


def test_a_rejection_keeps_its_reason_and_the_day_to_look_again(odense: Municipality) -> None:
    rie, process = odense.person("Rie", Role.REVIEWER), odense.suggests(odense.person("Anna"))
    rejected = odense.does(reject, rie, process.id, " Reglerne ændres. ", date(2027, 7, 1))
    assert (rejected.status, rejected.look_again_on) == (Status.REJECTED, date(2027, 7, 1))
    assert [(remark.kind, remark.text) for remark in rejected.remarks] == [("reason", "Reglerne ændres.")]
    for work, more in ACTS.values():
        with pytest.raises(AlreadyDecided):
            odense.does(work, rie, process.id, *more)
    assert odense.stored(process) == rejected


@pytest.mark.parametrize(
    ("reason", "problem"),
    [("", "empty"), ("  ", "empty"), (None, "empty"), (7.5, "type"), ("a" * 2001, "too-long")],
)
def test_a_rejection_needs_a_reason_that_can_be_read(
    odense: Municipality, reason: object, problem: str
) -> None:
    rie, process = odense.person("Rie", Role.REVIEWER), odense.suggests(odense.person("Anna"))
    with pytest.raises(Unreadable) as refused:
        odense.does(reject, rie, process.id, reason, None)
    assert refused.value.args_for_text["field"] == "reason"
    assert refused.value.args_for_text["problem"] == problem
    assert odense.stored(process) == process


@pytest.mark.parametrize(
    ("day", "problem"),
    [
        (date(2026, 11, 20), "date-past"),
        (date(2020, 1, 1), "date-past"),
        ("2026-11-20", "date-past"),
        ("i morgen", "not-a-date"),
        (7.5, "type"),
    ],
)
def test_the_day_to_look_again_is_one_that_lies_ahead(
    odense: Municipality, day: object, problem: str
) -> None:
    rie, process = odense.person("Rie", Role.REVIEWER), odense.suggests(odense.person("Anna"))
    for act, said in ((reject, ("Ikke nu", day)), (set_aside, (day,))):
        with pytest.raises(Unreadable) as refused:
            odense.does(act, rie, process.id, *said)
        assert refused.value.args_for_text == {"field": "look_again_on", "problem": problem}
    assert odense.stored(process) == process


def test_the_day_to_look_again_may_come_as_a_page_sends_it(odense: Municipality) -> None:
    rie, process = odense.person("Rie", Role.REVIEWER), odense.suggests(odense.person("Anna"))
    waiting = odense.does(set_aside, rie, process.id, "2026-11-21")
    assert waiting.look_again_on == date(2026, 11, 21)
    assert odense.does(set_aside, rie, process.id, "").look_again_on is None


def test_a_cpr_number_is_kept_in_no_question_answer_or_reason(odense: Municipality) -> None:
    anna, rie = odense.person("Anna"), odense.person("Rie", Role.REVIEWER)
    process = odense.suggests(anna)
    question = odense.does(ask, rie, process.id, "Hvor fra?").remarks[0]
    with pytest.raises(ContainsCpr):
        odense.does(ask, rie, process.id, "Er det 010190-1234?")
    with pytest.raises(ContainsCpr):
        odense.does(answer, anna, question.id, "Fra 0101901234")
    with pytest.raises(ContainsCpr):
        odense.does(reject, rie, process.id, "010190 1234", None)
    assert odense.stored(process).remarks == (question,)


def test_question_and_answer_stay_on_the_record(odense: Municipality) -> None:
    anna, rie = odense.person("Anna"), odense.person("Rie", Role.REVIEWER)
    process = odense.suggests(anna)
    asked = odense.does(ask, rie, process.id, "Hvor får du adressen fra?")
    assert asked.holder
    assert asked.holder.name == "Rie"
    answered = odense.does(answer, anna, asked.remarks[0].id, "Fra flytteanmeldelsen")
    said = [(remark.kind, remark.author and remark.author.name, remark.text) for remark in answered.remarks]
    assert said == [
        ("question", "Rie", "Hvor får du adressen fra?"),
        ("answer", "Anna", "Fra flytteanmeldelsen"),
    ]
    assert answered.remarks[1].answers_id == asked.remarks[0].id
    assert process.version < asked.version < answered.version
    assert odense.events(process) == ["submitted", "claimed", "asked", "answered"]


def test_only_who_was_asked_answers(odense: Municipality) -> None:
    anna, bo, rie = odense.person("Anna"), odense.person("Bo"), odense.person("Rie", Role.REVIEWER)
    process = odense.suggests(anna)
    question = odense.does(ask, rie, process.id, "Hvor fra?").remarks[0]
    stranger = Municipality(odense.database, "tenant-aarhus").person("Claus", Role.COORDINATOR)
    for actor, refusal in ((bo, NotYours), (rie, NotYours), (stranger, NotFound)):
        with pytest.raises(refusal):
            odense.does(answer, actor, question.id, "Derfra")
    reason = odense.does(reject, rie, process.id, "Nej", None).remarks[-1]
    for remark_id in (reason.id, uuid7()):
        with pytest.raises(NotFound):
            odense.does(answer, anna, remark_id, "Derfra")
    with pytest.raises(AlreadyDecided):
        odense.does(answer, anna, question.id, "Derfra")


def test_the_expert_may_answer_too_and_the_first_answer_counts(odense: Municipality) -> None:
    anna, erik, rie = odense.person("Anna"), odense.person("Erik"), odense.person("Rie", Role.REVIEWER)
    process = odense.suggests(anna)
    odense.does(give_part, rie, process.id, Part.EXPERT, erik.person_id)
    first = odense.does(ask, rie, process.id, "Hvor fra?").remarks[0]
    odense.does(answer, erik, first.id, "Derfra")
    for late in (anna, erik):
        with pytest.raises(AlreadyAnswered):
            odense.does(answer, late, first.id, "Nej, herfra")
    second = odense.does(ask, rie, process.id, "Hvor tit?").remarks[-1]
    odense.does(answer, anna, second.id, "Dagligt")
    with pytest.raises(AlreadyAnswered):
        odense.does(answer, erik, second.id, "Ugentligt")
    assert [remark.text for remark in odense.stored(process).remarks if remark.kind == "answer"] == [
        "Derfra",
        "Dagligt",
    ]


@pytest.mark.parametrize("act", ["accept", "reject"])
def test_a_decision_on_an_older_card_is_refused(odense: Municipality, act: str) -> None:
    anna, rie = odense.person("Anna"), odense.person("Rie", Role.REVIEWER)
    process = odense.suggests(anna)
    asked = odense.does(ask, rie, process.id, "Hvor fra?")
    answered = odense.does(answer, anna, asked.remarks[0].id, "Derfra")
    work, more = ACTS[act]
    for version in (process.version, asked.version, answered.version + 1):
        with pytest.raises(Outdated):
            odense.does(work, rie, process.id, *more, version=version)
    assert odense.stored(process) == answered
    assert odense.does(work, rie, process.id, *more, version=answered.version).version > answered.version


@pytest.mark.parametrize("act", ACTS)
def test_who_is_not_of_the_review_team_changes_nothing(odense: Municipality, act: str) -> None:
    aarhus = Municipality(odense.database, "tenant-aarhus")
    process = odense.suggests(odense.person("Anna"))
    hidden = odense.suggests(odense.person("Anna"), visibility="private")
    work, more = ACTS[act]
    cases = [
        (odense.person("Bo"), process, NotAReviewer),
        (odense.person("Anna"), process, NotAReviewer),
        (aarhus.person("Claus", Role.REVIEWER), process, NotFound),
        (aarhus.person("Dorte", Role.COORDINATOR), process, NotFound),
        (odense.person("Rie", Role.REVIEWER), hidden, NotFound),
    ]
    for actor, target, refusal in cases:
        with pytest.raises(refusal):
            odense.does(work, actor, target.id, *more)
        assert odense.stored(target) == target
    with pytest.raises(NotFound):
        odense.does(work, odense.person("Rie", Role.REVIEWER), uuid7(), *more)


@pytest.mark.parametrize("act", ["claim", "release", "accept", "reject"])
def test_what_a_colleague_holds_is_left_to_them(odense: Municipality, act: str) -> None:
    rie, sten = odense.person("Rie", Role.REVIEWER), odense.person("Sten", Role.REVIEWER)
    process = odense.suggests(odense.person("Anna"))
    held = odense.does(claim, rie, process.id)
    work, more = ACTS[act]
    with pytest.raises(HeldByAnother) as refused:
        odense.does(work, sten, process.id, *more)
    assert refused.value.args_for_text == {"number": 1, "holder": "Rie"}
    assert odense.stored(process) == held


@pytest.mark.parametrize("act", ["release", "ask", "accept", "reject"])
def test_a_coordinator_acts_over_the_holder(odense: Municipality, act: str) -> None:
    rie, karen = odense.person("Rie", Role.REVIEWER), odense.person("Karen", Role.COORDINATOR)
    process = odense.suggests(odense.person("Anna"))
    odense.does(claim, rie, process.id)
    work, more = ACTS[act]
    assert odense.does(work, karen, process.id, *more).version > process.version


def test_of_reviewers_who_claim_at_once_one_wins(odense: Municipality) -> None:
    team = [odense.person(name, Role.REVIEWER) for name in ("Rie", "Sten", "Tom", "Una")]
    anna = odense.person("Anna")
    for _ in range(5):
        process = odense.suggests(anna)
        results = at_once(*(partial(odense.does, claim, actor, process.id) for actor in team))
        won = [result for result in results if isinstance(result, Process)]
        lost = [result for result in results if isinstance(result, Refusal)]
        assert len(won) == 1
        assert won[0].holder
        assert [type(refusal) for refusal in lost] == [HeldByAnother] * 3
        assert {refusal.args_for_text["holder"] for refusal in lost} == {won[0].holder.name}
        assert odense.events(process) == ["submitted", "claimed"]


def test_of_opposite_decisions_at_once_one_stands(odense: Municipality) -> None:
    rie, karen = odense.person("Rie", Role.REVIEWER), odense.person("Karen", Role.COORDINATOR)
    anna = odense.person("Anna")
    for _ in range(5):
        process = odense.suggests(anna)
        shown = {"version": process.version}
        results = at_once(
            partial(odense.does, accept, rie, process.id, **shown),
            partial(odense.does, reject, karen, process.id, "Nej", None, **shown),
            partial(odense.does, withdraw, anna, process.id),
        )
        won = [result for result in results if isinstance(result, Process)]
        assert len(won) == 1
        assert odense.stored(process) == won[0]
