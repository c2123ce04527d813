"""A channel's weekly digest: turned on by a coordinator, told once for each due time."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from sandbox.app import Sandbox
from storage.tables import DeliveryRow, EventRow, ProcessRow, ScheduleRow, ScheduleRunRow, ToldRow
from tests.actors import Person, Shown, words_of
from tests.clock import SteeredClock
from tests.faketime import clean_up_after, living_at
from tests.journeys.door import logged, press
from tests.journeys.rpa_team import TEAM, channel_of_the_team, suggests_on_the_page
from tests.service import ODENSE, ODENSE_BOT, Guldkorn, guldkorn

MONDAY, SUNDAY = "0", "6"
ONLY_COORDINATORS = {"kind": "message", "text": "Det er der kun koordinatorer, der kan."}


@pytest.fixture
def clock() -> SteeredClock:
    """Ten in the morning of a Monday, in the last week of summer time."""
    return SteeredClock(datetime(2026, 10, 19, 8, tzinfo=UTC))


@pytest.fixture
async def susie(stage: Guldkorn, susanne: Person, channel: str) -> Person:
    """The coordinator, in the channel, with the digest's card before her."""
    person = Person(stage, susanne.name, channel)
    await person.says("opsamling", mention=True)
    return person


async def at(stage: Guldkorn, *when: int) -> None:
    """Let it become this time (UTC), and do what is due by then."""
    stage.clock.advance((datetime(*when, tzinfo=UTC) - stage.clock.now()).total_seconds())  # type: ignore[misc,arg-type]
    await wakes(stage)


async def wakes(stage: Guldkorn) -> None:
    await stage.service.timetable.carry_out("digests")
    await stage.settle()


async def suggests(person: Person, *titles: str) -> None:
    for title in titles:
        await person.says("hej")
        await suggests_on_the_page(person, title=title)


async def digests(reader: Person) -> list[Shown]:
    """The digests that stand in a channel, oldest first."""
    return [
        told for told in await reader.told() if (told["summary"] or "").startswith(("Siden sidst", "Since"))
    ]


def rows(stage: Guldkorn, table: type[Any]) -> list[Any]:
    with stage.service.database.session(None) as session:
        return list(session.scalars(select(table)))


async def test_a_channel_is_told_once_a_week_what_is_new(
    stage: Guldkorn, mette: Person, susie: Person
) -> None:
    await suggests(mette, "Flyttesager", "Rykkere")
    await susie.taps("digest_on", weekday=MONDAY, time="08:00")
    assert "hver mandag kl. 08.00. Næste gang er den 26. oktober 2026" in words_of(susie.answered["shown"])
    assert "Susanne Dam har slået opsamlingen til. Hver mandag kl. 08.00" in await susie.reads()
    await at(stage, 2026, 10, 26, 6, 59)
    assert await digests(susie) == []
    await at(stage, 2026, 10, 26, 7, 0)
    await at(stage, 2026, 10, 26, 7, 1)
    (first,) = await digests(susie)
    assert first["summary"] == "Siden sidst: 2 nye forslag"
    assert first["thread"] == first["id"]
    assert "Nr. 2 · 690 gange om året × 10 min = 115 timer\n" in words_of(first)
    assert words_of(first).index("Rykkere") < words_of(first).index("Flyttesager")
    await suggests(mette, "Kørsel")
    await at(stage, 2026, 11, 2, 7, 0)
    (_, second) = await digests(susie)
    assert second["summary"] == "Siden sidst: ét nyt forslag"
    assert "Kørsel" in words_of(second)
    assert "Rykkere" not in words_of(second)


async def test_where_nothing_is_new_nothing_is_said(stage: Guldkorn, susie: Person) -> None:
    await susie.taps("digest_on", weekday=MONDAY, time="08:00")
    before = len(await susie.told())
    await at(stage, 2026, 10, 26, 7, 0)
    assert len(await susie.told()) == before
    assert [run.told for run in rows(stage, ScheduleRunRow)] == [0]


async def test_private_withdrawn_and_rejected_ones_are_left_out(
    stage: Guldkorn, mette: Person, anne: Person, susie: Person
) -> None:
    await suggests(mette, "Privat", "Afvist", "Trukket", "Almindelig")
    make_private(stage, 1)
    await anne.taps("reject", (await review_card(anne, "Afvist"))["id"])
    await anne.fills_in("reject", reason="Ikke nu.")
    await mette.says("status 3")
    await mette.taps("withdraw")
    await susie.taps("digest_on", weekday=MONDAY, time="08:00")
    await at(stage, 2026, 10, 26, 7, 0)
    (told,) = await digests(susie)
    assert told["summary"] == "Siden sidst: ét nyt forslag"
    assert "Almindelig" in words_of(told)
    make_private(stage, 1, "organisation")
    await at(stage, 2026, 11, 2, 7, 0)
    assert "Privat" in words_of((await digests(susie))[1])


async def review_card(reader: Person, title: str) -> Shown:
    return next(card for card in await reader.told() if (card["summary"] or "").endswith(title))


def make_private(stage: Guldkorn, number: int, visibility: str = "private") -> None:
    with stage.service.database.session(None) as session:
        session.execute(update(ProcessRow).where(ProcessRow.number == number).values(visibility=visibility))


async def test_what_is_gone_by_the_time_it_is_sent_is_not_told(
    stage: Guldkorn, mette: Person, susie: Person, channel: str
) -> None:
    await suggests(mette, "Flyttesager", "Rykkere")
    await susie.taps("digest_on", weekday=MONDAY, time="08:00")
    busy = {"kind": "status", "operation": "create", "status": 429, "retry_after": 3600}
    await stage.api.post("faults", **busy)
    await at(stage, 2026, 10, 26, 7, 0)
    await mette.says("status 1")
    await mette.taps("withdraw")
    await stage.later(3700)
    (told,) = await digests(susie)
    assert told["summary"] == "Siden sidst: ét nyt forslag"
    assert "Flyttesager" not in words_of(told)
    await suggests(mette, "Kørsel")
    await stage.api.post("faults", **busy)
    await at(stage, 2026, 11, 2, 7, 0)
    make_private(stage, 3)
    await stage.later(3700)
    assert len(await digests(susie)) == 1
    assert [row.status for row in rows(stage, DeliveryRow) if row.kind == "digest"] == ["sent", "skipped"]


async def test_a_long_list_ends_in_a_number_and_each_row_opens_its_process(
    stage: Guldkorn, mette: Person, peter: Person, susie: Person
) -> None:
    await suggests(mette, *(f"Opgave {number:02}" for number in range(1, 13)))
    await susie.taps("digest_on", weekday=MONDAY, time="08:00")
    await at(stage, 2026, 10, 26, 7, 0)
    (told,) = await digests(peter)
    assert told["summary"] == "Siden sidst: 12 nye forslag"
    assert "… 2 flere" in words_of(told)
    assert ("Opgave 03" in words_of(told), "Opgave 02" in words_of(told)) == (True, False)
    await peter.taps("more", told["id"], press={"title": "Nr.\xa07 · Opgave 07"})
    assert "Nr. 7 · Opgave 07" in words_of({"card": peter.page})
    make_private(stage, 7)
    await peter.taps("more", told["id"], press={"title": "Nr.\xa07 · Opgave 07"})
    assert peter.answered["shown"]["text"].startswith("Det kan jeg ikke finde")


async def test_who_is_no_coordinator_is_told_why_not(stage: Guldkorn, susie: Person, peter: Person) -> None:
    await peter.says("opsamling", mention=True)
    assert await peter.reads() == ONLY_COORDINATORS["text"]
    card = (await peter.card_with("digest_on"))["id"]
    for verb in ("digest_on", "digest_preview"):
        await peter.taps(verb, card)
        assert peter.answered["shown"] == ONLY_COORDINATORS
    await press(peter, "digest_off")
    assert rows(stage, ScheduleRow) == []


async def test_outside_a_channel_it_is_said_where_to_ask(
    stage: Guldkorn, susanne: Person, mette: Person
) -> None:
    await susanne.says("opsamling")
    assert "En opsamling kommer i en kanal" in await susanne.reads()
    await mette.says("digest")
    assert await mette.reads() == ONLY_COORDINATORS["text"]
    await press(susanne, "digest_on", weekday=MONDAY, time="08:00")
    assert rows(stage, ScheduleRow) == []


ODD_TIMES: Sequence[object] = ("", "24:00", "8", "08:00:00", "08:00+01:00", "nu", 8, None, {})
ODD: Sequence[dict[str, Any]] = [
    {},
    {"weekday": "7", "time": "08:00"},
    {"weekday": 0, "time": "08:00"},
    {"weekday": ["0"], "time": "08:00"},
    {"weekday": MONDAY},
    *({"weekday": MONDAY, "time": odd} for odd in ODD_TIMES),
]


@pytest.mark.parametrize("odd", ODD, ids=str)
async def test_a_day_or_time_that_cannot_be_read_changes_nothing(
    stage: Guldkorn, susie: Person, odd: dict[str, Any]
) -> None:
    answer = await press(susie, "digest_on", **odd)
    assert answer.body["value"].startswith("Der er et felt, jeg ikke kunne læse")
    assert rows(stage, ScheduleRow) == []


async def test_a_preview_shows_what_is_new_now_and_counts_for_nothing(
    stage: Guldkorn, mette: Person, susie: Person
) -> None:
    await susie.taps("digest_preview")
    assert "Der er ikke kommet noget nyt siden sidst." in await susie.reads()
    await suggests(mette, "Flyttesager")
    for _ in range(2):
        await susie.taps("digest_preview")
        assert "Sådan ser opsamlingen ud lige nu.\nNr. 1" in await susie.reads()
    assert (await susie.last())["thread"] == (await susie.wrote())["id"]
    assert [rows(stage, table) for table in (ScheduleRow, ScheduleRunRow, ToldRow)] == [[], [], []]
    await susie.taps("digest_on", weekday=MONDAY, time="08:00")
    await at(stage, 2026, 10, 26, 7, 0)
    assert "Flyttesager" in words_of((await digests(susie))[-1])
    await susie.taps("digest_preview")
    assert "Der er ikke kommet noget nyt siden sidst." in await susie.reads()


@pytest.mark.parametrize("old_client", [False, True])
async def test_it_can_be_turned_off_and_on_again_and_remembers_what_was_told(
    stage: Guldkorn, mette: Person, susie: Person, old_client: bool
) -> None:
    susie.old_client = old_client
    await suggests(mette, "Flyttesager")
    await susie.taps("digest_on", weekday=MONDAY, time="08:00")
    await at(stage, 2026, 10, 26, 7, 0)
    await susie.says("opsamling", mention=True)
    for _ in range(2):
        await susie.taps("digest_off", (await susie.card_with("digest_off"))["id"])
        assert "Susanne Dam har slået opsamlingen fra" in await susie.reads()
    await suggests(mette, "Rykkere")
    await at(stage, 2026, 11, 9, 7, 0)
    assert len(await digests(susie)) == 1
    await susie.taps("digest_on", weekday=MONDAY, time="08:00")
    await wakes(stage)
    assert len(await digests(susie)) == 1
    await at(stage, 2026, 11, 16, 7, 0)
    (_, second) = await digests(susie)
    assert second["summary"] == "Siden sidst: ét nyt forslag"
    kinds = [event.kind for event in rows(stage, EventRow) if event.kind.startswith("digest")]
    assert kinds == ["digest_turned_on", "digest_turned_off", "digest_turned_on"]


async def test_another_time_the_same_day_is_another_digest(
    stage: Guldkorn, mette: Person, susie: Person
) -> None:
    await suggests(mette, "Flyttesager")
    await susie.taps("digest_on", weekday=MONDAY, time="10:05")
    await at(stage, 2026, 10, 19, 8, 5)
    assert len(await digests(susie)) == 1
    await suggests(mette, "Rykkere")
    card = (await susie.card_with("digest_on"))["id"]
    await susie.taps("digest_on", card, weekday=MONDAY, time="10:10")
    assert "Næste gang er den 19. oktober" in words_of(susie.answered["shown"])
    await at(stage, 2026, 10, 19, 8, 10)
    assert "Rykkere" in words_of((await digests(susie))[1])


async def test_weeks_that_were_missed_become_one(
    database_url: str, sandbox: Sandbox, clock: SteeredClock, stage: Guldkorn, mette: Person, susie: Person
) -> None:
    await suggests(mette, "Flyttesager")
    await susie.taps("digest_on", weekday=MONDAY, time="08:00")
    await at(stage, 2026, 11, 18, 12, 0)
    (told,) = await digests(susie)
    assert "Flyttesager" in words_of(told)
    assert [run.due_at for run in rows(stage, ScheduleRunRow)] == [datetime(2026, 11, 16, 7, tzinfo=UTC)]


async def test_a_restart_or_a_second_replica_tells_nothing_twice(
    database_url: str, sandbox: Sandbox, clock: SteeredClock, stage: Guldkorn, mette: Person, susie: Person
) -> None:
    await suggests(mette, "Flyttesager")
    await susie.taps("digest_on", weekday=MONDAY, time="08:00")
    async with guldkorn(database_url, sandbox, clock) as replica:
        clock.advance(7 * 24 * 3600)
        await asyncio.gather(*(each.service.timetable.carry_out("digests") for each in (stage, replica) * 4))
        await stage.settle()
        await replica.settle()
    async with guldkorn(database_url, sandbox, clock) as restarted:
        await wakes(restarted)
    assert len(await digests(susie)) == 1
    assert len(rows(stage, ScheduleRunRow)) == 1


async def test_what_could_not_be_told_is_told_when_the_channel_is_open_again(
    stage: Guldkorn, mette: Person, susie: Person, channel: str
) -> None:
    await suggests(mette, "Flyttesager")
    await susie.taps("digest_on", weekday=MONDAY, time="08:00")
    await stage.api.delete("teams", TEAM, "app", by=susie.name)
    await stage.settle()
    with logged(event="a conversation is closed to us"):
        await at(stage, 2026, 10, 26, 7, 0)
    await at(stage, 2026, 11, 2, 7, 0)
    assert [(run.due_at.day, run.told) for run in rows(stage, ScheduleRunRow)] == [(26, 1)]
    await stage.api.put("teams", TEAM, "app", by=susie.name, channel=channel)
    await stage.settle()
    for _ in range(2):
        await wakes(stage)
        (told,) = await digests(susie)
        assert "Flyttesager" in words_of(told)


async def test_each_channel_is_told_in_the_language_it_was_asked_in(
    stage: Guldkorn, mette: Person, susie: Person
) -> None:
    await stage.api.post("teams", TEAM, "channels", name="English", by=susie.name)
    there = Person(stage, susie.name, await channel_of_the_team(stage, "English"))
    there.locale = "en-GB"
    await there.says("digest", mention=True)
    await there.taps("digest_on", weekday=MONDAY, time="08:00")
    assert "every Monday at 08:00. The next one is on 26 October 2026" in words_of(there.answered["shown"])
    await susie.taps("digest_on", weekday=MONDAY, time="08:00")
    await suggests(mette, "Flyttesager")
    await at(stage, 2026, 10, 26, 7, 0)
    assert [told["summary"] for told in await digests(there)] == ["Since last time: one new suggestion"]
    assert [told["summary"] for told in await digests(susie)] == ["Siden sidst: ét nyt forslag"]


@pytest.mark.parametrize(
    ("night", "told_at"),
    [
        (datetime(2026, 10, 25, tzinfo=UTC), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        (datetime(2027, 3, 28, tzinfo=UTC), datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),
    ],
    ids=["half past two comes twice", "half past two does not come"],
)
async def test_when_the_clocks_change_it_comes_once(
    stage: Guldkorn, mette: Person, susie: Person, night: datetime, told_at: datetime
) -> None:
    stage.clock.advance((night - timedelta(days=3) - stage.clock.now()).total_seconds())
    await susie.taps("digest_on", weekday=SUNDAY, time="02:30")
    for quarter in range(16):
        await suggests(mette, f"Kl. {quarter}")
        await at(stage, *(night + timedelta(minutes=15 * quarter)).timetuple()[:5])
    assert len(await digests(susie)) == 1
    (run,) = rows(stage, ScheduleRunRow)
    assert (run.at, run.due_at) == (told_at, told_at)


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("database_kind", ["postgresql"])
async def test_real_processes_tell_once_in_the_night_that_has_half_past_two_twice(
    stage: Guldkorn, mette: Person, susie: Person, database_url: str
) -> None:
    await stage.api.post("teams", TEAM, "channels", name="Efter natten", by=susie.name)
    later = Person(stage, susie.name, await channel_of_the_team(stage, "Efter natten"))
    await later.says("opsamling", mention=True)
    await susie.taps("digest_on", weekday=SUNDAY, time="02:30")
    await later.taps("digest_on", weekday=SUNDAY, time="03:00")
    await suggests(mette, "Flyttesager")
    async with served(stage, database_url, "2026-10-25 00:28"):
        await is_told(susie)
    async with (
        served(stage, database_url, "2026-10-25 01:28"),
        served(stage, database_url, "2026-10-25 01:28"),
    ):
        await is_told(later)
    runs = sorted((run.due_at.hour, run.due_at.minute) for run in rows(stage, ScheduleRunRow))
    assert runs == [(0, 30), (2, 0)]
    assert len([row for row in rows(stage, DeliveryRow) if row.kind == "digest"]) == 2


@asynccontextmanager
async def served(stage: Guldkorn, database_url: str, since: str) -> AsyncIterator[None]:
    """Serve from another process, for which it is this time (UTC) and time flies.

    Its seconds of patience are so short that on a busy machine it may find no database: it is started anew.
    """
    environment = (
        os.environ
        | living_at(f"{since}:00", times_as_fast=100)
        | {
            "GULDKORN_DATABASE_URL": database_url,
            "GULDKORN_PORT": "0",
            "GULDKORN_BOTS": json.dumps([{"app_id": ODENSE_BOT, "tenant_id": ODENSE, "serves": [ODENSE]}]),
            "GULDKORN_CHANNEL_OPENID_URL": stage.sandbox.openid_url,
            "GULDKORN_CHANNEL_ISSUER": stage.sandbox.issuer,
        }
    )
    kept = asyncio.create_task(keeps_serving(environment))
    try:
        yield
    finally:
        kept.cancel()
        await asyncio.wait([kept])


async def keeps_serving(environment: Mapping[str, str]) -> None:
    """Serve, again and again, until told otherwise; then kill what serves."""
    while True:
        serving = await asyncio.create_subprocess_exec(
            Path(sys.executable).with_name("guldkorn"), "serve", env=environment
        )
        try:
            await serving.wait()
        finally:
            if serving.returncode is None:
                serving.kill()
                await serving.wait()
            clean_up_after(serving.pid)


async def is_told(reader: Person) -> None:
    """Wait until a digest stands in the reader's channel."""
    while not await digests(reader):
        now = (await reader.guldkorn.api.get("world"))["at"]
        where = ("conversations", str(reader.conversation), "messages")
        await reader.guldkorn.api.get(*where, **{"as": reader.name, "after": now, "wait": 1})
