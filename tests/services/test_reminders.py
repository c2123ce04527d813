"""What time brings about: reminders, and what comes back on its day."""

from datetime import date, timedelta

import pytest

from domain.people import Actor, Part, Role
from domain.process import Phase, Process, Status
from services.holding import claim, release
from services.involving import give_part
from services.merging import merge, unmerge
from services.queue import dashboard
from services.reminders import find_due, remind
from services.settings import change_settings
from services.steering import end, move, set_aside, take_up
from storage.tables import ProcessRow
from tests.municipality import Municipality, accept, at_once, reject

DAY = timedelta(days=1)


@pytest.fixture
def process(odense: Municipality) -> Process:
    return odense.suggests(odense.person("Anna"))


def hour_strikes(odense: Municipality) -> list[str]:
    """Do all that is due; what that was."""
    with odense.database.session(None) as session:
        due = find_due(session, odense.now)
    for kind, process_id in due:
        with odense.database.session(None) as session:
            remind(session, kind, process_id, odense.now)
    return [kind for kind, _ in due]


def test_who_holds_what_waits_too_long_is_reminded_once_a_week(
    odense: Municipality, rie: Actor, process: Process
) -> None:
    odense.does(claim, rie, process.id)
    odense.sends()
    odense.now += 14 * DAY
    assert hour_strikes(odense) == []
    odense.now += DAY
    assert hour_strikes(odense) == ["waited_long"]
    assert odense.owed(odense.chat_of(rie)) == ["post told_waiting"]
    assert hour_strikes(odense) == []
    odense.now += 6 * DAY
    assert hour_strikes(odense) == []
    odense.now += DAY
    assert hour_strikes(odense) == ["waited_long"]
    assert odense.events(process).count("waited_long") == 2


def test_a_reminder_makes_no_card_outdated(odense: Municipality, rie: Actor, process: Process) -> None:
    claimed = odense.does(claim, rie, process.id)
    odense.now += 20 * DAY
    hour_strikes(odense)
    assert odense.stored(process).version == claimed.version


def test_the_limit_is_the_organisations_own_and_counts_from_the_phase(
    odense: Municipality, rie: Actor, process: Process
) -> None:
    karen = odense.person("Karen", Role.COORDINATOR)
    odense.does(change_settings, karen, {"waiting_limit_idea": "100", "waiting_limit_preanalysis": "3"})
    odense.does(claim, rie, process.id)
    odense.now += 20 * DAY
    assert hour_strikes(odense) == []
    odense.does(accept, rie, process.id)
    odense.now += 3 * DAY
    assert hour_strikes(odense) == []
    odense.now += DAY
    assert hour_strikes(odense) == ["waited_long"]


def test_nobody_is_reminded_of_what_nobody_holds_what_is_decided_or_what_waits_for_its_day(
    odense: Municipality, rie: Actor, process: Process
) -> None:
    rejected, aside, free = (odense.suggests(odense.person("Anna")) for _ in range(3))
    odense.does(reject, rie, rejected.id, "Nej", None)
    odense.does(set_aside, rie, aside.id, odense.now.date() + 90 * DAY)
    odense.does(claim, rie, free.id)
    odense.does(release, rie, free.id)
    odense.now += 60 * DAY
    assert hour_strikes(odense) == []


def test_a_deputy_is_reminded_too(odense: Municipality, rie: Actor, process: Process) -> None:
    sten = odense.person("Sten", Role.REVIEWER)
    odense.does(claim, rie, process.id)
    odense.does(give_part, rie, process.id, Part.DEPUTY, sten.person_id)
    odense.sends()
    odense.now += 20 * DAY
    hour_strikes(odense)
    assert odense.owed(odense.chat_of(sten)) == odense.owed(odense.chat_of(rie)) == ["post told_waiting"]


@pytest.mark.parametrize("status", [Status.REJECTED, Status.FAILED, Status.NOT_RELEVANT])
def test_what_was_ended_comes_back_on_its_day_to_who_ended_it(
    odense: Municipality, rie: Actor, process: Process, status: Status
) -> None:
    channel = odense.review_channel()
    odense.does(end, rie, process.id, status, "Til efteråret", odense.now.date() + 30 * DAY)
    odense.sends()
    odense.now += 29 * DAY
    assert hour_strikes(odense) == []
    odense.now += DAY
    assert hour_strikes(odense) == ["brought_back"]
    back = odense.stored(process)
    assert (back.status, back.look_again_on) == (Status.IN_PROGRESS, None)
    assert back.holder is not None
    assert odense.owed(odense.chat_of(rie)) == ["post told_brought_back"]
    assert odense.owed(channel) == ["update review", "reply brought_back"]
    assert hour_strikes(odense) == [], "who looks at it again has a week before they are reminded"
    odense.now += 7 * DAY
    assert hour_strikes(odense) == ["waited_long"]


@pytest.mark.parametrize("phase", [Phase.IDEA, Phase.PREANALYSIS])
def test_what_nobody_holds_any_more_comes_back_to_be_claimed(
    odense: Municipality, rie: Actor, process: Process, phase: Phase
) -> None:
    if phase is Phase.PREANALYSIS:
        odense.does(accept, rie, process.id)
    odense.does(reject, rie, process.id, "Senere", odense.now.date() + DAY)
    with odense.database.session(None) as session:
        session.get_one(ProcessRow, process.id).holder_id = None
    odense.now += DAY
    hour_strikes(odense)
    expected = Status.NOT_RATED if phase is Phase.IDEA else Status.PENDING
    assert odense.stored(process).status is expected
    assert odense.does(claim, rie, process.id).status is Status.IN_PROGRESS


def test_what_was_set_aside_comes_back_and_what_was_taken_up_before_does_not(
    odense: Municipality, rie: Actor, process: Process
) -> None:
    taken_up = odense.suggests(odense.person("Bo"))
    for each in (process, taken_up):
        odense.does(set_aside, rie, each.id, odense.now.date() + DAY)
    odense.does(take_up, rie, taken_up.id)
    odense.now += DAY
    assert hour_strikes(odense) == ["brought_back"]
    assert odense.stored(process).status is Status.IN_PROGRESS


@pytest.mark.parametrize("way", ["ended", "set aside", "merged"])
def test_what_is_taken_up_again_begins_its_wait_anew(
    odense: Municipality, rie: Actor, process: Process, way: str
) -> None:
    odense.does(accept, rie, process.id)
    odense.now += 20 * DAY
    if way == "ended":
        odense.does(reject, rie, process.id, "Ikke nu.", None)
    elif way == "set aside":
        odense.does(set_aside, rie, process.id, odense.now.date() + 400 * DAY)
    else:
        odense.does(merge, rie, process.id, odense.suggests(rie).id)
    odense.now += 300 * DAY
    odense.does(unmerge if way == "merged" else take_up, rie, process.id)
    odense.now += 30 * DAY
    assert hour_strikes(odense) == []
    odense.now += DAY
    assert hour_strikes(odense) == ["waited_long"]
    odense.does(move, rie, process.id, Phase.IDEA, reason="Forfra.")
    assert odense.does(dashboard, rie).days == {Phase.IDEA: 0, Phase.PREANALYSIS: 31}


def in_operation(odense: Municipality, process: Process, **answers: str) -> None:
    with odense.database.session(None) as session:
        row = session.get_one(ProcessRow, process.id)
        row.phase, row.status = Phase.OPERATION.value, Status.IN_PROGRESS.value
        row.answers = {**row.answers, **answers}


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, []),
        ({"legal_clause": "CPR-lovens § 6"}, ["clause_unverified"]),
        ({"legal_clause": "CPR-lovens § 6", "legal_clause_verified": "2026-05-20"}, ["clause_unverified"]),
        ({"legal_clause": "CPR-lovens § 6", "legal_clause_verified": "2026-05-21"}, []),
        ({"legal_clause_verified": "2020-01-01"}, []),
    ],
)
def test_a_clause_behind_a_robot_is_to_be_verified_every_half_year(
    odense: Municipality, process: Process, answers: dict[str, str], expected: list[str]
) -> None:
    assert odense.now.date() == date(2026, 11, 20)
    in_operation(odense, process, **answers)
    assert hour_strikes(odense) == expected


def test_the_expert_and_the_coordinators_are_asked_about_the_clause_once_a_month(
    odense: Municipality, rie: Actor, process: Process
) -> None:
    karen, otto = odense.person("Karen", Role.COORDINATOR), odense.person("Otto", Role.COORDINATOR)
    odense.does(give_part, rie, process.id, Part.EXPERT, karen.person_id)
    in_operation(odense, process, legal_clause="CPR-lovens § 6")
    odense.sends()
    assert hour_strikes(odense) == ["clause_unverified"]
    assert odense.owed(odense.chat_of(karen)) == odense.owed(odense.chat_of(otto)) == ["post told_clause"]
    odense.now += 29 * DAY
    assert hour_strikes(odense) == []
    odense.now += DAY
    assert hour_strikes(odense) == ["clause_unverified"]


@pytest.mark.parametrize("kind", ["waited_long", "brought_back"])
def test_several_replicas_that_find_the_same_do_it_once(
    odense: Municipality, rie: Actor, process: Process, kind: str
) -> None:
    if kind == "waited_long":
        odense.does(claim, rie, process.id)
    else:
        odense.does(set_aside, rie, process.id, odense.now.date() + DAY)
    odense.now += 20 * DAY
    with odense.database.session(None) as session:
        assert find_due(session, odense.now) == [(kind, process.id)]

    def replica() -> None:
        with odense.database.session(None) as session:
            remind(session, kind, process.id, odense.now)

    at_once(replica, replica, replica)
    assert odense.events(process).count(kind) == 1
