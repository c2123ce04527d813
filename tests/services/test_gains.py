"""What a robot saves: told by hand or by its runs, month by month."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from domain.errors import AlreadyDecided, NotAReviewer, NotThisPhase, Outdated, Refusal, Unreadable
from domain.gains import Gain, GainSource, hours_by_month, hours_saved
from domain.people import Actor, Role
from domain.process import Answer, Phase, Process
from services.editing import edit
from services.gains import report_gain, report_runs
from services.steering import move
from storage.tables import ProcessRow
from tests.municipality import Municipality, at_once

SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)


@pytest.fixture
def robot(odense: Municipality, karen: Actor) -> Process:
    """A process in operation since the middle of August."""
    process = odense.takes(karen, odense.suggests(odense.person("Anna")), Phase.OPERATION)
    answer(odense, process, put_into_operation="2026-08-17")
    return process


def answer(odense: Municipality, process: Process, **answers: Answer) -> None:
    with odense.database.session(None) as session:
        row = session.get_one(ProcessRow, process.id)
        row.answers = {**row.answers, **answers}


def test_hours_told_by_hand_replace_those_of_their_month(
    odense: Municipality, karen: Actor, robot: Process
) -> None:
    odense.does(report_gain, karen, robot.id, "2026-09-30", "7,5")
    odense.does(report_gain, karen, robot.id, "2026-10-01", 10)
    told = odense.does(report_gain, karen, robot.id, "2026-09-01", "8 timer")
    assert hours_by_month(told.gains) == {SEPTEMBER: 8.0, OCTOBER: 10.0}
    assert hours_saved(told.gains) == 18
    assert odense.does(report_gain, karen, robot.id, "2026-09-01", "8", version=1) == told
    assert odense.events(robot).count("gain_reported") == 3


def test_runs_add_up_within_their_month(odense: Municipality, karen: Actor, robot: Process) -> None:
    odense.does(report_runs, karen, robot.id, "2026-09-02", 30, 10)
    odense.does(report_runs, karen, robot.id, "2026-09-28", 12, 2.5)
    told = odense.does(report_runs, karen, robot.id, "2026-10-02", 6, 10)
    assert set(told.gains) == {
        Gain(month=SEPTEMBER, source=GainSource.RUNS, hours=5.5, runs=42),
        Gain(month=OCTOBER, source=GainSource.RUNS, hours=1.0, runs=6),
    }


def test_what_somebody_writes_goes_before_what_the_runs_came_to(
    odense: Municipality, karen: Actor, robot: Process
) -> None:
    odense.does(report_runs, karen, robot.id, "2026-09-02", 30, 10)
    odense.does(report_gain, karen, robot.id, "2026-09-02", 4)
    told = odense.does(report_runs, karen, robot.id, "2026-09-03", 30, 10)
    assert hours_by_month(told.gains) == {SEPTEMBER: 4.0}


@pytest.mark.parametrize(
    ("month", "problem"),
    [
        ("2026-12-01", "month-future"),
        ("9999-12-31", "month-future"),
        ("2026-07-31", "month-not-in-operation"),
        ("0001-01-01", "month-not-in-operation"),
        ("2026-13-01", "not-a-date"),
        ("september", "not-a-date"),
        ("", "empty"),
        (None, "empty"),
        (9, "not-a-date"),
    ],
)
def test_a_month_in_which_it_was_not_in_operation_is_refused(
    odense: Municipality, karen: Actor, robot: Process, month: object, problem: str
) -> None:
    for report, said in ((report_gain, (5,)), (report_runs, (5, 10))):
        with pytest.raises(Unreadable) as refused:
            odense.does(report, karen, robot.id, month, *said)
        assert (refused.value.args_for_text["field"], refused.value.args_for_text["problem"]) == (
            "month",
            problem,
        )


def test_the_month_under_way_and_the_one_it_began_in_can_be_told(
    odense: Municipality, karen: Actor, robot: Process
) -> None:
    for month in ("2026-08-01", "2026-11-30"):
        odense.does(report_gain, karen, robot.id, month, 1)
    assert hours_saved(odense.stored(robot).gains) == 2


def test_after_decommissioning_only_the_months_before_it_can_be_told(
    odense: Municipality, karen: Actor, robot: Process
) -> None:
    odense.does(move, karen, robot.id, Phase.DECOMMISSIONED, reason="Systemet er skiftet.")
    odense.now = datetime(2027, 1, 4, 8, tzinfo=UTC)
    odense.does(report_gain, karen, robot.id, "2026-11-01", 3)
    with pytest.raises(Unreadable):
        odense.does(report_gain, karen, robot.id, "2026-12-01", 3)


def test_a_robot_that_is_taken_back_into_operation_goes_on_saving(
    odense: Municipality, karen: Actor, robot: Process
) -> None:
    odense.does(move, karen, robot.id, Phase.DECOMMISSIONED, reason="Systemet er skiftet.")
    back = odense.does(move, karen, robot.id, Phase.OPERATION, reason="Det nye kan det ikke.")
    assert "decommissioned_on" not in back.answers
    odense.now = datetime(2027, 1, 4, 8, tzinfo=UTC)
    odense.does(report_gain, karen, robot.id, "2026-12-01", 3)
    assert hours_saved(odense.stored(robot).gains) == 3


@pytest.mark.parametrize(
    "hours", [None, "", "mange", -1, "-0,5", 100_001, 1e9, float("inf"), [3, 4], "x" * 9_999]
)
def test_hours_that_cannot_be_are_refused(
    odense: Municipality, karen: Actor, robot: Process, hours: object
) -> None:
    with pytest.raises(Unreadable) as refused:
        odense.does(report_gain, karen, robot.id, "2026-09-01", hours)
    assert refused.value.args_for_text["field"] == "hours_saved"
    assert not odense.stored(robot).gains


@pytest.mark.parametrize(
    ("runs", "minutes", "field"),
    [
        (10**9, 1, "runs"),
        (0, 1, "runs"),
        (-5, 1, "runs"),
        (1.5, 1, "runs"),
        ("mange", 1, "runs"),
        (10, -1, "minutes_each"),
        (10, 10**6, "minutes_each"),
        (10, None, "minutes_each"),
        (9_000_000, 60, "runs"),
    ],
)
def test_runs_that_cannot_be_are_refused(
    odense: Municipality, karen: Actor, robot: Process, runs: object, minutes: object, field: str
) -> None:
    with pytest.raises(Unreadable) as refused:
        odense.does(report_runs, karen, robot.id, "2026-09-01", runs, minutes)
    assert refused.value.args_for_text["field"] == field
    assert not odense.stored(robot).gains


def test_runs_cannot_add_up_beyond_what_a_month_may_hold(
    odense: Municipality, karen: Actor, robot: Process
) -> None:
    odense.does(report_runs, karen, robot.id, "2026-09-01", 6_000_000, 1)
    with pytest.raises(Unreadable):
        odense.does(report_runs, karen, robot.id, "2026-09-01", 6_000_000, 0)
    with pytest.raises(Unreadable):
        odense.does(report_runs, karen, robot.id, "2026-09-01", 1, 100)
    assert hours_saved(odense.stored(robot).gains) == 100_000


def test_who_watches_the_robot_tells_it_too_and_others_do_not(
    odense: Municipality, karen: Actor, robot: Process
) -> None:
    anna, willy = odense.person("Anna 2"), odense.person("Willy")
    with odense.database.session(None) as session:
        session.execute(update(ProcessRow).values(watcher_id=willy.person_id))
    odense.does(report_gain, willy, robot.id, "2026-09-01", 5)
    odense.does(report_gain, odense.person("Rie", Role.REVIEWER), robot.id, "2026-10-01", 5)
    with pytest.raises(NotAReviewer):
        odense.does(report_gain, anna, robot.id, "2026-09-01", 6)
    stranger = Municipality(odense.database, "tenant-vejle").person("Vera", Role.COORDINATOR)
    with pytest.raises(Refusal):
        odense.does(report_gain, stranger, robot.id, "2026-09-01", 6)
    assert hours_saved(odense.stored(robot).gains) == 10


def test_nothing_is_saved_before_operation_nor_told_after_the_end(odense: Municipality, karen: Actor) -> None:
    process = odense.takes(karen, odense.suggests(odense.person("Anna")), Phase.IMPLEMENTATION)
    with pytest.raises(NotThisPhase):
        odense.does(report_gain, karen, process.id, "2026-11-01", 5)
    with odense.database.session(None) as session:
        session.execute(update(ProcessRow).values(phase="operation", status="failed"))
    with pytest.raises(AlreadyDecided):
        odense.does(report_gain, karen, process.id, "2026-11-01", 5)


def test_stars_for_the_gains_are_an_event_of_their_own(
    odense: Municipality, karen: Actor, robot: Process
) -> None:
    rated = odense.does(edit, karen, robot.id, {"rating": "two", "rating_comment": "Næsten som ventet."})
    assert (rated.answers["rating"], rated.answers["rating_comment"]) == ("two", "Næsten som ventet.")
    odense.does(edit, karen, robot.id, {"rating_comment": "Som ventet."})
    assert odense.events(robot)[-2:] == ["rated", "edited"]


def test_runs_reported_at_once_are_all_counted(odense: Municipality, karen: Actor, robot: Process) -> None:
    outcomes: list[Any] = at_once(
        *(lambda: odense.does(report_runs, karen, robot.id, "2026-09-01", 6, 10) for _ in range(3))
    )
    assert not [outcome for outcome in outcomes if isinstance(outcome, Refusal)]
    assert hours_saved(odense.stored(robot).gains) == 3


def test_a_page_that_has_been_overtaken_replaces_nothing(
    odense: Municipality, karen: Actor, robot: Process
) -> None:
    shown = odense.stored(robot).version
    odense.does(report_gain, karen, robot.id, "2026-09-01", 5, version=shown)
    with pytest.raises(Outdated):
        odense.does(report_gain, karen, robot.id, "2026-09-01", 6, version=shown)


@given(
    st.lists(
        st.tuples(
            st.dates(date(2025, 1, 1), date(2026, 12, 31)).map(lambda day: day.replace(day=1)),
            st.sampled_from(GainSource),
            st.integers(0, 100),
        ),
        unique_by=lambda gain: gain[:2],
    )
)
def test_of_each_month_the_hours_by_hand_count_else_those_of_its_runs(
    told: list[tuple[date, GainSource, int]],
) -> None:
    gains = [Gain(month=month, source=source, hours=hours) for month, source, hours in told]
    by_hand = {month: hours for month, source, hours in told if source is GainSource.HAND}
    by_runs = {month: hours for month, source, hours in told if source is GainSource.RUNS}
    assert hours_by_month(gains) == by_runs | by_hand
    assert list(hours_by_month(gains)) == sorted(by_runs | by_hand)
    assert hours_saved(gains) == sum((by_runs | by_hand).values())
