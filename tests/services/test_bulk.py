"""One action on several: each done as by itself, or refused by itself with nothing of it kept."""

from uuid import UUID

import pytest
from sqlalchemy import select

from domain.errors import (
    ContainsCpr,
    GateClosed,
    HeldByAnother,
    NotAReviewer,
    NotFound,
    NotThisPhase,
    Outdated,
    Unreadable,
)
from domain.people import Actor, Role
from domain.process import Phase, Process, Status
from domain.settings import Settings
from services.bulk import MOST, Chosen, Treated, assign_all, move_all, reject_all
from services.holding import claim
from services.seeing import read_numbered
from services.settings import change_settings
from storage.database import Database
from storage.tables import EventRow, ProcessRow, RemarkRow
from tests.municipality import Municipality, accept, at_once


def chosen(*processes: Process) -> list[Chosen]:
    return [Chosen(process_id=process.id, version=process.version) for process in processes]


def refusals(outcomes: list[Treated]) -> dict[int | None, type[Exception] | None]:
    return {each.number: type(each.refusal) if each.refusal else None for each in outcomes}


def as_it_is(odense: Municipality, actor: Actor, process: Process) -> Process:
    with odense.database.session(actor) as session:
        return read_numbered(session, actor, process.number)


def test_several_are_rejected_with_one_reason_which_each_submitter_is_told(
    odense: Municipality, anna: Actor, rie: Actor
) -> None:
    bo = odense.person("Bo")
    of_anna, of_bo = odense.suggests(anna), odense.suggests(bo)
    odense.sends()
    outcomes = odense.does(reject_all, rie, chosen(of_anna, of_bo), "Reglerne ændres til juli.")
    assert refusals(outcomes) == {1: None, 2: None}
    for process in (of_anna, of_bo):
        now = as_it_is(odense, rie, process)
        assert now.status is Status.REJECTED
        assert [remark.text for remark in now.remarks] == ["Reglerne ændres til juli."]
    for person in (anna, bo):
        assert "post told_ended" in odense.owed(odense.chat_of(person))


def test_what_stands_in_the_way_of_one_stops_no_other(odense: Municipality, anna: Actor, rie: Actor) -> None:
    karl = odense.person("Karl", Role.REVIEWER)
    free, held, outdated, private = (
        odense.suggests(anna, visibility=visibility)
        for visibility in ("organisation", "organisation", "organisation", "private")
    )
    odense.does(claim, karl, held.id)
    held = as_it_is(odense, rie, held)
    odense.does(claim, rie, outdated.id)
    unknown = Chosen(process_id=UUID(int=99), version=1)
    outcomes = odense.does(move_all, rie, [*chosen(free, held, outdated, private), unknown])
    assert refusals(outcomes) == {1: None, 2: HeldByAnother, 3: Outdated, 4: NotFound, None: NotFound}
    assert as_it_is(odense, rie, free).phase is Phase.PREANALYSIS
    assert odense.events(held) == ["submitted", "claimed"]
    assert odense.events(outdated) == ["submitted", "claimed"]


def test_each_moves_into_the_phase_that_is_next_for_it(odense: Municipality, anna: Actor, rie: Actor) -> None:
    idea, steered, last = (odense.suggests(anna) for _ in range(3))
    steered = odense.does(accept, rie, steered.id)
    with odense.database.session(None) as session:
        row = session.get_one(ProcessRow, last.id)
        row.phase = Phase.DECOMMISSIONED.value
    last = as_it_is(odense, rie, last)
    outcomes = odense.does(move_all, rie, chosen(idea, steered, last))
    assert refusals(outcomes) == {1: None, 2: GateClosed, 3: NotThisPhase}
    assert outcomes[1].refusal
    assert outcomes[1].refusal.args_for_text["line"] == "assessed"
    assert as_it_is(odense, rie, idea).phase is Phase.PREANALYSIS


def test_several_are_given_to_a_colleague(odense: Municipality, anna: Actor, rie: Actor) -> None:
    karl = odense.person("Karl", Role.REVIEWER)
    processes = [odense.suggests(anna) for _ in range(3)]
    assert set(refusals(odense.does(assign_all, rie, chosen(*processes), karl.person_id)).values()) == {None}
    for process in processes:
        holder = as_it_is(odense, rie, process).holder
        assert holder
        assert holder.name == "Karl"


def test_somebody_of_another_organisation_holds_nothing_here(
    database: Database, odense: Municipality, anna: Actor, rie: Actor
) -> None:
    stranger = Municipality(database, "tenant-aarhus").person("Bo", Role.REVIEWER)
    process = odense.suggests(anna)
    outcomes = odense.does(assign_all, rie, chosen(process), stranger.person_id)
    assert refusals(outcomes) == {1: NotFound}
    assert odense.events(process) == ["submitted"]
    assert refusals(odense.does(move_all, stranger, chosen(process))) == {None: NotFound}


def test_a_reason_that_cannot_be_kept_stops_all(odense: Municipality, anna: Actor, rie: Actor) -> None:
    process = odense.suggests(anna)
    with pytest.raises(Unreadable):
        odense.does(reject_all, rie, chosen(process), "  ")
    with pytest.raises(ContainsCpr):
        odense.does(reject_all, rie, chosen(process), "Se 010190-1234.")
    assert odense.events(process) == ["submitted"]


@pytest.mark.parametrize(("count", "problem"), [(0, "empty"), (MOST + 1, "too-many")])
def test_none_and_too_many_are_refused(odense: Municipality, rie: Actor, count: int, problem: str) -> None:
    many = [Chosen(process_id=UUID(int=number), version=1) for number in range(count)]
    with pytest.raises(Unreadable) as refused:
        odense.does(move_all, rie, many)
    assert refused.value.args_for_text["problem"] == problem


def test_an_employee_does_nothing_in_bulk(odense: Municipality, anna: Actor) -> None:
    process = odense.suggests(anna)
    with pytest.raises(NotAReviewer):
        odense.does(move_all, anna, chosen(process))


def test_bulk_and_new_settings_at_once_do_not_wait_for_each_other(
    odense: Municipality, anna: Actor, rie: Actor
) -> None:
    karen = odense.person("Karen", Role.COORDINATOR)
    drafts = [odense.draft(anna) for _ in range(12)]
    processes = [odense.submits(anna, draft) for draft in reversed(drafts)]
    rejected, settled = at_once(
        lambda: odense.does(reject_all, rie, chosen(*processes), "Nej."),
        lambda: odense.does(change_settings, karen, {"bar": "40"}),
    )
    assert isinstance(rejected, list)
    assert isinstance(settled, Settings)


def test_of_two_who_do_the_same_at_once_one_is_told_that_it_is_done(
    odense: Municipality, anna: Actor, rie: Actor
) -> None:
    karl = odense.person("Karl", Role.REVIEWER)
    processes = [odense.suggests(anna) for _ in range(5)]
    came = at_once(
        lambda: odense.does(reject_all, rie, chosen(*processes), "Nej."),
        lambda: odense.does(reject_all, karl, chosen(*reversed(processes)), "Nej tak."),
    )
    done = [each.refusal is None for outcomes in came if isinstance(outcomes, list) for each in outcomes]
    assert sorted(done) == [False] * 5 + [True] * 5
    with odense.database.session(None) as session:
        assert len(session.scalars(select(RemarkRow)).all()) == 5
        rejected = select(EventRow).where(EventRow.kind == "rejected")
        assert len(session.scalars(rejected).all()) == 5
