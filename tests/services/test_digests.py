"""Once for each due time, also when several processes look at once or one of them is killed."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import time, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select, update

from domain.errors import NotACoordinator, NotFound
from domain.people import Actor, Role
from services.digests import carry_out, find_due, turn_off, turn_on
from storage.database import Database
from storage.digests import newest, untold
from storage.tables import DeliveryRow, ProcessRow, ScheduleRow, ScheduleRunRow, ToldRow
from tests.municipality import NOW, Municipality

FRIDAY, NINE = 4, time(9)
"""In Copenhagen's winter that is NOW."""

LOOKS = """
import sys
from datetime import datetime
from services.digests import carry_out, find_due
from storage.database import Database

def halt(word):
    print(word, flush=True)
    sys.stdin.readline()

database = Database(sys.argv[1])
halt("looks")
now = datetime.fromisoformat(sys.argv[2])
with database.session(None) as session:
    due = find_due(session, now)
for schedule_id in due:
    with database.session(None) as session:
        carry_out(session, schedule_id, now)
    if sys.argv[3:] == ["dawdles"]:
        session.flush()
        halt("dawdles")
"""


@contextmanager
def looking(url: str, *how: str) -> Iterator[subprocess.Popen[str]]:
    """Another process, about to look for what is due."""
    command = [sys.executable, "-c", LOOKS, url, NOW.isoformat(), *how]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert heard(process) == "looks"
            yield process
        finally:
            process.kill()


def heard(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline().strip()


def goes_on(process: subprocess.Popen[str]) -> None:
    assert process.stdin
    process.stdin.write("\n")
    process.stdin.flush()


@pytest.fixture
def channel(odense: Municipality, karen: Actor) -> UUID:
    """A channel that wants its digest now, and since a week ago."""
    channel = odense.channel()
    odense.now = NOW - timedelta(days=7)
    turns_on(odense, karen, channel)
    odense.now = NOW
    return channel


def turns_on(odense: Municipality, actor: Actor, conversation_id: UUID) -> None:
    with odense.database.session(actor) as session:
        turn_on(session, actor, conversation_id, FRIDAY, NINE, odense.now, language="da")


def looks(odense: Municipality) -> None:
    with odense.database.session(None) as session:
        due = find_due(session, odense.now)
    for schedule_id in due:
        with odense.database.session(None) as session:
            carry_out(session, schedule_id, odense.now)


def stored(odense: Municipality) -> dict[str, int]:
    """How many runs, processes told of and digests owed there are."""
    with odense.database.session(None) as session:
        tables = {"runs": ScheduleRunRow, "told": ToldRow}
        counted = {name: len(session.scalars(select(table)).all()) for name, table in tables.items()}
        owed = select(DeliveryRow).where(DeliveryRow.kind == "digest")
        return counted | {"owed": len(session.scalars(owed).all())}


@pytest.mark.slow
def test_of_many_processes_that_look_at_once_one_tells(
    odense: Municipality, channel: UUID, shared_url: str
) -> None:
    odense.suggests(odense.person("Anna"))
    with (
        looking(shared_url) as a,
        looking(shared_url) as b,
        looking(shared_url) as c,
        looking(shared_url) as d,
    ):
        for process in (a, b, c, d):
            goes_on(process)
        assert [process.wait(30) for process in (a, b, c, d)] == [0, 0, 0, 0]
    assert stored(odense) == {"runs": 1, "told": 1, "owed": 1}


@pytest.mark.slow
def test_what_a_killed_process_had_begun_another_does_in_whole(
    odense: Municipality, channel: UUID, shared_url: str
) -> None:
    odense.suggests(odense.person("Anna"))
    with looking(shared_url, "dawdles") as first, looking(shared_url) as second:
        goes_on(first)
        assert heard(first) == "dawdles"
        goes_on(second)
        first.kill()
        assert second.wait(30) == 0
    assert stored(odense) == {"runs": 1, "told": 1, "owed": 1}


def test_a_run_its_ledger_and_its_delivery_come_together_or_not_at_all(
    odense: Municipality, channel: UUID
) -> None:
    odense.suggests(odense.person("Anna"))
    with suppress(RuntimeError), odense.database.session(None) as session:
        [schedule_id] = find_due(session, odense.now)
        carry_out(session, schedule_id, odense.now)
        session.flush()
        raise RuntimeError
    assert stored(odense) == {"runs": 0, "told": 0, "owed": 0}
    looks(odense)
    assert stored(odense) == {"runs": 1, "told": 1, "owed": 1}


def test_what_was_due_before_it_was_turned_on_is_not_made_up_for(odense: Municipality, karen: Actor) -> None:
    odense.suggests(odense.person("Anna"))
    turns_on(odense, karen, odense.channel())
    looks(odense)
    assert stored(odense)["runs"] == 0


def test_two_channels_are_told_each_by_itself(odense: Municipality, karen: Actor, channel: UUID) -> None:
    odense.suggests(odense.person("Anna"))
    looks(odense)
    turns_on(odense, karen, odense.channel())
    odense.now += timedelta(days=7)
    looks(odense)
    assert stored(odense) == {"runs": 3, "told": 2, "owed": 2}


def test_what_was_given_up_about_nothing_in_particular_makes_nothing_new_again(
    odense: Municipality, channel: UUID
) -> None:
    odense.suggests(odense.person("Anna"))
    looks(odense)
    with odense.database.session(None) as session:
        note = DeliveryRow(
            organisation_id=odense.id,
            conversation_id=channel,
            kind="note",
            status="given_up",
            due_at=odense.now,
            created_at=odense.now,
        )
        session.add(note)
    odense.now += timedelta(days=7)
    looks(odense)
    assert stored(odense) == {"runs": 2, "told": 1, "owed": 1}


def test_a_digest_is_about_the_organisations_own_whatever_others_share(
    odense: Municipality, database: Database, channel: UUID
) -> None:
    gladsaxe = Municipality(database, "tenant-gladsaxe")
    shared, _ = (gladsaxe.suggests(gladsaxe.person(name)) for name in ("Bo", "Ida"))
    with database.session(None) as session:
        session.execute(update(ProcessRow).where(ProcessRow.id == shared.id).values(visibility="everyone"))
        new, total = newest(session, untold(odense.id, None), limit=10)
    assert (new, total) == ([], 0)
    looks(odense)
    assert stored(odense)["told"] == 0


def test_a_private_one_is_new_to_nobody_not_even_to_who_sent_it(odense: Municipality, channel: UUID) -> None:
    odense.suggests(odense.person("Anna"), visibility="private")
    looks(odense)
    assert stored(odense) == {"runs": 1, "told": 0, "owed": 0}


def test_only_a_coordinator_of_the_same_organisation_decides_and_only_about_channels(
    odense: Municipality, database: Database, karen: Actor, channel: UUID
) -> None:
    gladsaxe = Municipality(database, "tenant-gladsaxe")
    for actor, place, refusal in (
        (odense.person("Anna", Role.REVIEWER), channel, NotACoordinator),
        (gladsaxe.person("Bo", Role.COORDINATOR), channel, NotFound),
        (karen, odense.chat_of(karen), NotFound),
        (karen, UUID(int=0), NotFound),
    ):
        with pytest.raises(refusal):
            turns_on(odense, actor, place)
        with pytest.raises(refusal):
            odense.does(turn_off, actor, place)
    with database.session(None) as session:
        assert [row.conversation_id for row in session.scalars(select(ScheduleRow))] == [channel]
