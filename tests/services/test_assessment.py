"""What reviewers judge: half done, given, changed, by one or by several."""

from functools import partial
from typing import Any

import pytest
from sqlalchemy import select

from domain.access import shown_assessments
from domain.assessment import CRITERIA
from domain.errors import (
    AlreadyDecided,
    ContainsCpr,
    NotAReviewer,
    NotFound,
    NotThisPhase,
    Outdated,
    ReasonNeeded,
    Refusal,
    Unreadable,
)
from domain.people import Actor, Person, Role
from domain.process import Phase, Process
from domain.scoring import score
from domain.settings import Settings
from services.assessment import assess, own_assessment, save_unfinished
from services.holding import claim
from services.review import ask
from services.seeing import read
from services.steering import move, override_judgement
from storage.processes import load
from storage.tables import AssessmentRow, ProcessRow
from tests.municipality import Municipality, accept, at_once, reject

ALL = dict.fromkeys((criterion.key for criterion in CRITERIA), "some")
TAKES_JUDGEMENT = ALL | {"professional_judgement": "high"}


def fields_of(odense: Municipality, actor: Actor, process: Process) -> dict[str, str]:
    with odense.database.session(actor) as session:
        found = load(session, process.id)
        assert found
        return dict(own_assessment(session, actor, found))


def test_the_first_assessment_is_told_and_claims_nothing(odense: Municipality) -> None:
    anna, rie = odense.person("Anna"), odense.person("Rie", Role.REVIEWER)
    process = odense.suggests(anna)
    odense.sends()
    assessed = odense.does(
        assess, rie, process.id, ALL | {"variation": "not_at_all"}, version=process.version
    )
    [given] = assessed.assessments
    assert (given.reviewer, given.given) == (Person(id=rie.person_id, name="Rie"), True)
    assert given.judgements == ALL | {"variation": "not_at_all"}
    assert (assessed.holder, assessed.phase, assessed.status) == (None, process.phase, process.status)
    assert odense.owed(odense.chat_of(anna)) == ["update receipt", "post told_assessed"]
    assert odense.stored(process) == assessed


def test_later_and_changed_assessments_are_on_record_and_told_to_nobody(odense: Municipality) -> None:
    anna = odense.person("Anna")
    rie, mads = odense.person("Rie", Role.REVIEWER), odense.person("Mads", Role.REVIEWER)
    process = odense.suggests(anna)
    odense.does(assess, rie, process.id, ALL)
    odense.sends()
    odense.does(assess, mads, process.id, ALL)
    changed = odense.does(assess, rie, process.id, ALL | {"variation": "high"})
    assert odense.stored(process) == changed
    assert odense.events(process) == ["submitted", "assessed", "reassessed", "reassessed"]
    assert odense.owed(odense.chat_of(anna)) == ["update receipt"]


def test_giving_the_same_twice_changes_nothing_even_on_an_old_page(odense: Municipality) -> None:
    rie, process = odense.person("Rie", Role.REVIEWER), odense.suggests(odense.person("Anna"))
    once = odense.does(assess, rie, process.id, ALL, version=process.version)
    assert odense.does(assess, rie, process.id, ALL, version=process.version) == once
    assert odense.events(process) == ["submitted", "assessed"]


def test_any_reviewer_assesses_from_idea_on_also_what_another_holds(odense: Municipality) -> None:
    rie, mads = odense.person("Rie", Role.REVIEWER), odense.person("Mads", Role.REVIEWER)
    process = odense.suggests(odense.person("Anna"))
    odense.does(claim, rie, process.id)
    odense.does(assess, mads, process.id, ALL)
    moved = odense.does(move, rie, process.id, Phase.PREANALYSIS)
    odense.does(assess, rie, process.id, ALL)
    assert moved.holder
    assert len(odense.stored(process).assessments) == 2


def test_what_follows_in_figures_stands_on_the_row_that_lists_sort_by(odense: Municipality) -> None:
    rie, process = odense.person("Rie", Role.REVIEWER), odense.suggests(odense.person("Anna"))
    assessed = odense.does(assess, rie, process.id, ALL | {"automation_degree": "50"})
    figures = score(assessed, Settings())
    with odense.database.session(None) as session:
        row = session.get_one(ProcessRow, process.id)
        assert (row.potential, row.stars, row.priority) == (57.5, figures.stars, figures.priority)
    assert not figures.provisional


def test_half_done_work_is_the_reviewers_own_and_counts_for_nothing(odense: Municipality) -> None:
    rie, mads = odense.person("Rie", Role.REVIEWER), odense.person("Mads", Role.REVIEWER)
    process = odense.suggests(odense.person("Anna"))
    before = score(process, Settings())
    begun = {"variation": "high", "professional_judgement": "", "expected_development_hours": "ca. 37"}
    kept = odense.does(save_unfinished, rie, process.id, begun)
    assert fields_of(odense, rie, process) == {"variation": "high", "expected_development_hours": "ca. 37"}
    assert fields_of(odense, mads, process) == {}
    assert score(odense.stored(process), Settings()) == before
    assert (kept.version, odense.events(process)) == (process.version, ["submitted"])
    odense.does(assess, rie, process.id, ALL, version=process.version)
    assert fields_of(odense, rie, process) == ALL


def test_half_done_changes_leave_what_was_given_as_it_is(odense: Municipality) -> None:
    rie, process = odense.person("Rie", Role.REVIEWER), odense.suggests(odense.person("Anna"))
    given = odense.does(assess, rie, process.id, ALL)
    odense.does(save_unfinished, rie, process.id, ALL | {"variation": "high"})
    assert fields_of(odense, rie, process) == ALL | {"variation": "high"}
    assert odense.stored(process) == given


def test_half_done_work_does_not_bring_back_what_others_have_changed_since(odense: Municipality) -> None:
    rie, mads = odense.person("Rie", Role.REVIEWER), odense.person("Mads", Role.REVIEWER)
    process = odense.suggests(odense.person("Anna"))
    odense.does(assess, mads, process.id, ALL | {"automation_degree": "80", "citizens_affected": "no"})
    as_shown = {"variation": "high", "automation_degree": "80", "citizens_affected": "yes"}
    odense.does(save_unfinished, rie, process.id, as_shown)
    odense.does(assess, mads, process.id, ALL | {"automation_degree": "60"})
    assert fields_of(odense, rie, process) == {"variation": "high", "citizens_affected": "yes"}


def test_what_the_team_expects_is_stored_and_an_empty_field_takes_it_back(odense: Municipality) -> None:
    rie, process = odense.person("Rie", Role.REVIEWER), odense.suggests(odense.person("Anna"))
    expected = {
        "automation_degree": "60",
        "expected_development_hours": "37,5 timer",
        "citizens_affected": "yes",
    }
    answers = odense.does(assess, rie, process.id, ALL | expected).answers
    assert answers == {
        **process.answers,
        "automation_degree": 60,
        "expected_development_hours": 37.5,
        "citizens_affected": "yes",
    }
    answers = odense.does(assess, rie, process.id, ALL | {"automation_degree": ""}).answers
    assert "automation_degree" not in answers
    assert answers["expected_development_hours"] == 37.5


def test_reviewers_see_the_others_assessments_once_they_have_given_theirs(odense: Municipality) -> None:
    anna, karen = odense.person("Anna"), odense.person("Karen", Role.COORDINATOR)
    rie, mads = odense.person("Rie", Role.REVIEWER), odense.person("Mads", Role.REVIEWER)
    process = odense.suggests(anna)
    odense.does(assess, rie, process.id, ALL)
    odense.does(save_unfinished, mads, process.id, ALL)

    def seen_by(actor: Actor) -> list[str]:
        shown = shown_assessments(actor, odense.stored(process))
        return [each.reviewer.name for each in shown if each.reviewer]

    assert [seen_by(actor) for actor in (anna, karen, mads, rie)] == [[], [], [], ["Rie"]]
    odense.does(assess, mads, process.id, ALL)
    assert seen_by(mads) == seen_by(rie) == ["Rie", "Mads"]
    left = Actor(person_id=rie.person_id, organisation_id=rie.organisation_id)
    assert seen_by(left) == []


@pytest.mark.parametrize(
    ("changes", "field", "problem"),
    [
        ({"variation": "4"}, "variation", "not-a-choice"),
        ({"variation": 3}, "variation", "not-a-choice"),
        ({"variation": -1}, "variation", "not-a-choice"),
        ({"variation": ["high", "some"]}, "variation", "unclear"),
        ({"variation": {"high": 1}}, "variation", "type"),
        ({"variation": []}, "variation", "empty"),
        ({"variation": 0}, "variation", "not-a-choice"),
        ({"variation": True}, "variation", "type"),
        ({"variation": "x" * 100_000}, "variation", "too-long"),
        ({"mood": "high"}, "mood", "not-a-choice"),
        ({"title": "Et andet navn"}, "title", "not-a-choice"),
        ({"automation_degree": "101"}, "automation_degree", "out-of-range"),
        ({"automation_degree": "-5"}, "automation_degree", "out-of-range"),
        ({"expected_development_hours": "mange"}, "expected_development_hours", "not-a-number"),
        ({"citizens_affected": "måske"}, "citizens_affected", "not-a-choice"),
    ],
)
@pytest.mark.parametrize("act", [assess, save_unfinished])
def test_what_cannot_be_read_is_refused_by_its_field(
    odense: Municipality, act: Any, changes: dict[str, Any], field: str, problem: str
) -> None:
    rie, process = odense.person("Rie", Role.REVIEWER), odense.suggests(odense.person("Anna"))
    with pytest.raises(Unreadable) as refused:
        odense.does(act, rie, process.id, ALL | changes)
    assert (refused.value.args_for_text["field"], refused.value.args_for_text["problem"]) == (field, problem)
    assert (odense.stored(process), fields_of(odense, rie, process)) == (process, {})


@pytest.mark.parametrize("without", [{}, {"automatable": ""}, {"automatable": None}])
def test_a_missing_criterion_is_refused(odense: Municipality, without: dict[str, Any]) -> None:
    rie, process = odense.person("Rie", Role.REVIEWER), odense.suggests(odense.person("Anna"))
    judged = {key: said for key, said in ALL.items() if key != "automatable"}
    with pytest.raises(Unreadable) as refused:
        odense.does(assess, rie, process.id, judged | without)
    assert refused.value.args_for_text == {"field": "automatable", "problem": "empty"}
    assert odense.stored(process) == process


@pytest.mark.parametrize("act", [assess, save_unfinished])
@pytest.mark.parametrize("field", ["variation", "expected_development_hours"])
def test_a_cpr_number_is_kept_in_no_field(odense: Municipality, act: Any, field: str) -> None:
    rie, process = odense.person("Rie", Role.REVIEWER), odense.suggests(odense.person("Anna"))
    with pytest.raises(ContainsCpr):
        odense.does(act, rie, process.id, ALL | {field: "010190-1234"})
    assert fields_of(odense, rie, process) == {}


@pytest.mark.parametrize("act", [assess, save_unfinished])
def test_only_reviewers_of_its_own_organisation_assess_and_only_while_it_is_open(
    odense: Municipality, act: Any
) -> None:
    aarhus = Municipality(odense.database, "tenant-aarhus")
    anna, rie = odense.person("Anna"), odense.person("Rie", Role.REVIEWER)
    process, secret = odense.suggests(anna), odense.suggests(anna, visibility="private")
    with pytest.raises(NotAReviewer):
        odense.does(act, anna, process.id, ALL)
    with pytest.raises(NotFound):
        aarhus.does(act, aarhus.person("Aage", Role.REVIEWER), process.id, ALL)
    with pytest.raises(NotFound):
        odense.does(act, rie, secret.id, ALL)
    odense.does(reject, rie, process.id, "Ikke nu.", None)
    with pytest.raises(AlreadyDecided):
        odense.does(act, rie, process.id, ALL)
    with odense.database.session(None) as session:
        assert session.scalars(select(AssessmentRow)).all() == []


def test_a_page_that_has_been_overtaken_gives_nothing(odense: Municipality) -> None:
    rie, mads = odense.person("Rie", Role.REVIEWER), odense.person("Mads", Role.REVIEWER)
    process = odense.suggests(odense.person("Anna"))
    asked = odense.does(ask, mads, process.id, "Hvor fra?")
    odense.does(save_unfinished, rie, process.id, {"variation": "high"})
    with pytest.raises(Outdated):
        odense.does(assess, rie, process.id, ALL | {"automation_degree": "60"}, version=process.version)
    assert odense.stored(process).answers == asked.answers
    assert fields_of(odense, rie, process) == {"variation": "high"}


def test_of_two_who_assess_at_once_neither_is_lost(odense: Municipality) -> None:
    reviewers = [odense.person(name, Role.REVIEWER) for name in ("Rie", "Mads", "Bo")]
    process = odense.suggests(odense.person("Anna"))
    works = [partial(odense.does, assess, reviewer, process.id, ALL) for reviewer in reviewers]
    given = at_once(*works)
    assert not [each for each in given if isinstance(each, Refusal)]
    assert len(odense.stored(process).assessments) == 3
    assert sorted(odense.events(process)) == ["assessed", "reassessed", "reassessed", "submitted"]


def test_of_two_on_the_same_page_one_is_told_that_it_was_overtaken(odense: Municipality) -> None:
    reviewers = [odense.person(name, Role.REVIEWER) for name in ("Rie", "Mads")]
    process = odense.suggests(odense.person("Anna"))
    degrees = ("60", "70")
    works = [
        partial(
            odense.does,
            assess,
            reviewer,
            process.id,
            ALL | {"automation_degree": degree},
            version=process.version,
        )
        for reviewer, degree in zip(reviewers, degrees, strict=True)
    ]
    first, second = sorted(at_once(*works), key=lambda outcome: isinstance(outcome, Refusal))
    assert isinstance(first, Process)
    assert isinstance(second, Outdated)
    assert odense.stored(process) == first


def test_other_organisations_never_see_who_judged_what(odense: Municipality) -> None:
    aarhus = Municipality(odense.database, "tenant-aarhus")
    rie, process = odense.person("Rie", Role.REVIEWER), odense.suggests(odense.person("Anna"))
    odense.does(assess, rie, process.id, ALL)
    with odense.database.session(None) as session:
        session.get_one(ProcessRow, process.id).visibility = "everyone"
    aage = aarhus.person("Aage", Role.REVIEWER)
    with odense.database.session(aage) as session:
        seen = read(session, aage, process.id)
    assert [each.reviewer for each in seen.assessments] == [None]
    assert shown_assessments(aage, seen) == ()


def test_what_takes_judgement_leaves_preanalysis_for_a_reason_only(odense: Municipality) -> None:
    rie, process = odense.person("Rie", Role.REVIEWER), odense.suggests(odense.person("Anna"))
    odense.does(assess, rie, process.id, TAKES_JUDGEMENT)
    odense.does(accept, rie, process.id)
    with pytest.raises(Refusal) as refused:
        odense.does(move, rie, process.id, Phase.SPECIFICATION)
    assert refused.value.args_for_text["line"] == "judgement"
    with pytest.raises(ReasonNeeded):
        odense.does(override_judgement, rie, process.id, "")
    overridden = odense.does(override_judgement, rie, process.id, "Skønnet er en fast regel.")
    assert overridden.judgement_overridden
    assert [(each.kind, each.text) for each in overridden.remarks] == [
        ("override", "Skønnet er en fast regel.")
    ]
    assert odense.events(process)[-1] == "judgement_overridden"
    with pytest.raises(Outdated):
        odense.does(override_judgement, rie, process.id, "Igen.")
    assert odense.does(move, rie, process.id, Phase.SPECIFICATION).phase is Phase.SPECIFICATION
    later = odense.suggests(odense.person("Bo"), professional_judgement="high")
    with odense.database.session(None) as session:
        session.get_one(ProcessRow, later.id).phase = Phase.DEVELOPMENT.value
    with pytest.raises(NotThisPhase):
        odense.does(override_judgement, rie, later.id, "For sent.")
