"""The queue, the stand-up and the dashboard, as they are read from what is stored."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from domain.errors import NotAReviewer
from domain.gains import GainSource
from domain.people import Actor, Reader, ReviewTeam, Role
from domain.process import Phase, Process, Status
from domain.queue import PAGE, Blocked, Filter, Queued
from services.holding import claim
from services.queue import dashboard, next_idea, queue, stand_up
from storage.database import Database
from storage.queue import MOST_COUNTED
from storage.tables import GainRow, ProcessRow
from tests.municipality import NOW, Municipality, accept, reject

WEEKLY = {"annual_occurrences": 52}


@pytest.fixture
def rie(odense: Municipality) -> Actor:
    return odense.person("Rie Rådgiver", Role.REVIEWER)


def numbers(rows: Sequence[Queued]) -> list[int]:
    return [row.number for row in rows]


def asks(odense: Municipality, reader: Reader, page: int = 0, **fields: Any) -> list[int]:
    with odense.database.session(None) as session:
        return numbers(queue(session, reader, Filter(**fields), odense.now, page=page).rows)


def change(odense: Municipality, process: Process, **columns: Any) -> None:
    """Let a process be as only years of work would make it."""
    with odense.database.session(None) as session:
        row = session.get_one(ProcessRow, process.id)
        for name, value in columns.items():
            setattr(row, name, value)


def test_what_matters_most_comes_first_and_what_cannot_be_ranked_last(
    odense: Municipality, anna: Actor, rie: Actor
) -> None:
    unknown = {"annual_occurrences": None, "professional_judgement": "unknown"}
    odense.suggests(anna, **unknown)
    odense.suggests(anna, **WEEKLY)
    odense.suggests(anna, annual_occurrences=50_000)
    odense.suggests(anna, **unknown)
    odense.suggests(anna, **WEEKLY)
    assert asks(odense, rie) == [3, 2, 5, 1, 4]


def test_a_row_tells_who_holds_a_process_and_since_when_it_waits(
    odense: Municipality, anna: Actor, rie: Actor
) -> None:
    process = odense.suggests(anna)
    odense.now = NOW + timedelta(days=3)
    odense.does(accept, rie, process.id)
    with odense.database.session(rie) as session:
        found = queue(session, rie, Filter(), odense.now)
    [row] = found.rows
    assert (row.title, row.holder, row.phase) == (process.title, "Rie Rådgiver", Phase.PREANALYSIS)
    assert (row.since, row.stars, found.total) == (odense.now, None, 1)
    assert row.priority is not None
    assert [holder.name for holder in found.holders] == ["Rie Rådgiver"]


def test_who_holds_something_is_listed_as_danes_sort_names(odense: Municipality, anna: Actor) -> None:
    in_order = ["bo", "Zenia", "Ærlig", "Aage", "Åse"]
    holding = [odense.person(name, Role.REVIEWER) for name in sorted(in_order)]
    for somebody in holding:
        odense.does(claim, somebody, odense.suggests(anna).id)
    with odense.database.session(holding[0]) as session:
        found = queue(session, holding[0], Filter(), odense.now)
    assert [holder.name for holder in found.holders] == in_order


def test_next_comes_the_foremost_idea_that_is_left_to_a_reviewer(
    odense: Municipality, anna: Actor, rie: Actor
) -> None:
    peter = odense.person("Peter", Role.REVIEWER)
    small, large, taken, aside, secret = (
        odense.suggests(anna, annual_occurrences=often, **more)
        for often, more in (
            (50, {}),
            (900, {}),
            (5_000, {}),
            (6_000, {}),
            (7_000, {"visibility": "private"}),
        )
    )
    odense.does(claim, peter, taken.id)
    change(odense, aside, status=Status.PENDING.value)
    with odense.database.session(rie) as session:
        assert next_idea(session, rie, secret.id) == large.id
        assert next_idea(session, rie, large.id) == small.id
        assert next_idea(session, rie, small.id) == large.id
    odense.does(claim, peter, large.id)
    with odense.database.session(rie) as session:
        assert next_idea(session, rie, small.id) is None


def test_every_field_of_the_filter_shows_just_what_it_says(
    odense: Municipality, anna: Actor, rie: Actor
) -> None:
    one, two, three, four = (
        odense.suggests(anna, domains=domains)
        for domains in (["IT"], ["Økonomi", "Administration"], ["Økonomi"], ["Kultur"])
    )
    odense.does(claim, rie, two.id)
    odense.does(reject, rie, three.id, "Nej.", None)
    change(odense, one, stars=3)
    change(odense, four, phase=Phase.OPERATION.value, status=Status.IN_PROGRESS.value)
    odense.now = NOW + timedelta(days=7)
    five = odense.suggests(anna, domains=["IT"])
    assert set(asks(odense, rie)) == {one.number, two.number, five.number}
    assert asks(odense, rie, phase=Phase.OPERATION) == [four.number]
    assert asks(odense, rie, status=Status.REJECTED) == [three.number]
    assert asks(odense, rie, status=Status.IN_PROGRESS) == [two.number]
    assert asks(odense, rie, domain="Økonomi") == [two.number]
    assert asks(odense, rie, domain="Social") == []
    assert asks(odense, rie, holder=rie.person_id) == [two.number]
    assert set(asks(odense, rie, holder="free")) == {one.number, five.number}
    assert asks(odense, rie, stars=3) == [one.number]
    assert set(asks(odense, rie, waiting=7)) == {one.number, two.number}
    assert asks(odense, rie, domain="IT", stars=2) == []


def test_a_page_follows_the_other(odense: Municipality, anna: Actor, rie: Actor) -> None:
    for _ in range(PAGE + 2):
        odense.suggests(anna)
    first, second = asks(odense, rie), asks(odense, rie, page=1)
    assert (len(first), len(second)) == (PAGE, 2)
    assert first + second == list(range(1, PAGE + 3))
    assert asks(odense, rie, page=2) == []


def test_a_private_one_is_shown_to_who_may_read_it(odense: Municipality, anna: Actor, rie: Actor) -> None:
    karen = odense.person("Karen", Role.COORDINATOR)
    secret, open_to_all = odense.suggests(anna, visibility="private"), odense.suggests(anna)
    team = ReviewTeam(organisation_id=odense.id)
    assert asks(odense, karen) == [secret.number, open_to_all.number]
    assert asks(odense, rie) == asks(odense, team) == [open_to_all.number]
    change(odense, secret, deputy_id=rie.person_id)
    assert asks(odense, rie) == [secret.number, open_to_all.number]


def test_another_organisation_is_another_queue(database: Database, odense: Municipality, anna: Actor) -> None:
    aarhus = Municipality(database, "tenant-aarhus")
    change(odense, odense.suggests(anna), visibility="everyone")
    assert asks(aarhus, aarhus.person("Bo", Role.COORDINATOR)) == []


@pytest.mark.parametrize("look", [stand_up, dashboard])
def test_an_employee_sees_none_of_it(odense: Municipality, anna: Actor, look: Any) -> None:
    with pytest.raises(NotAReviewer):
        odense.does(look, anna)
    with pytest.raises(NotAReviewer):
        odense.does(queue, anna, Filter())


def test_beyond_what_is_counted_a_list_only_says_that_there_is_more(
    odense: Municipality, anna: Actor, rie: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.queue.MOST_COUNTED", 2)
    for _ in range(4):
        odense.suggests(anna)
    with odense.database.session(rie) as session:
        found = queue(session, rie, Filter(), odense.now)
    assert (found.total, found.more) == (2, True)
    assert MOST_COUNTED > PAGE


def test_the_stand_up_tells_what_is_new_late_and_blocked(
    odense: Municipality, anna: Actor, rie: Actor
) -> None:
    old, steered, taken = (odense.suggests(anna) for _ in range(3))
    odense.does(claim, rie, taken.id)
    odense.does(accept, rie, steered.id)
    change(odense, steered, professional_judgement="high")
    odense.now = NOW + timedelta(days=15)
    new = odense.suggests(anna)
    told = odense.does(stand_up, rie)
    assert numbers(told.new.rows) == [new.number]
    assert numbers(told.late.rows) == [old.number, taken.number]
    assert told.late.total == 2
    assert told.blocked == {
        "claimed": Blocked(numbers=[old.number, new.number], more=False),
        "assessed": Blocked(numbers=[steered.number], more=False),
    }


def test_the_stand_up_knows_that_there_may_be_more_than_it_has_looked_at(
    odense: Municipality, anna: Actor, rie: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.queue.MOST_STEERED", 2)
    steered = odense.suggests(anna)
    odense.does(accept, rie, steered.id)
    for _ in range(3):
        odense.suggests(anna)
    told = odense.does(stand_up, rie)
    assert {line: (len(each.numbers), each.more) for line, each in told.blocked.items()} == {
        "claimed": (2, True),
        "assessed": (1, False),
    }


def test_what_has_ended_or_works_is_neither_late_nor_blocked(
    odense: Municipality, anna: Actor, rie: Actor
) -> None:
    ended, works = odense.suggests(anna), odense.suggests(anna)
    odense.does(reject, rie, ended.id, "Nej.", None)
    change(odense, works, phase=Phase.OPERATION.value)
    odense.now = NOW + timedelta(days=400)
    told = odense.does(stand_up, rie)
    assert (told.new.total, told.late.total, told.blocked) == (0, 0, {})


def test_the_dashboard_adds_up(odense: Municipality, anna: Actor, rie: Actor) -> None:
    idea, steered, works, ended = (odense.suggests(anna) for _ in range(4))
    odense.now = NOW + timedelta(days=4)
    odense.does(accept, rie, steered.id)
    odense.does(reject, rie, ended.id, "Nej.", None)
    change(odense, works, phase=Phase.OPERATION.value)
    odense.now = NOW + timedelta(days=6)
    odense.does(accept, rie, idea.id)
    told = odense.does(dashboard, rie)
    assert {phase: count for phase, count in told.phases.items() if count} == {
        Phase.PREANALYSIS: 2,
        Phase.OPERATION: 1,
    }
    potential = 690 * 600 / 3600 * 0.8
    assert told.promised == pytest.approx(3 * potential)
    assert told.promised_in_operation == pytest.approx(potential)
    assert told.days == {Phase.IDEA: 5}
    assert numbers(told.waiting) == [steered.number, idea.number]


def test_hours_written_by_hand_go_before_those_of_the_robots_runs(
    odense: Municipality, anna: Actor, rie: Actor
) -> None:
    one, other = odense.suggests(anna), odense.suggests(anna)
    gains = [
        (one, date(2026, 1, 1), GainSource.RUNS, 10.0),
        (one, date(2026, 1, 1), GainSource.HAND, 4.0),
        (other, date(2026, 1, 1), GainSource.RUNS, 2.5),
        (other, date(2026, 3, 1), GainSource.RUNS, 1.0),
        (other, date(2025, 12, 1), GainSource.HAND, 99.0),
    ]
    with odense.database.session(None) as session:
        for process, month, source, hours in gains:
            session.add(
                GainRow(
                    organisation_id=odense.id,
                    process_id=process.id,
                    month=month,
                    source=source.value,
                    hours=hours,
                    at=NOW,
                )
            )
    assert odense.does(dashboard, rie).saved == {date(2026, 1, 1): 6.5, date(2026, 3, 1): 1.0}
