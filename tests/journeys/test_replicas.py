"""Two replicas of the service on one database, and the same thing done at both in the same moment."""

import asyncio
import threading
from collections.abc import AsyncIterator, Awaitable
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from sqlalchemy import make_url, select, update

from sandbox import activities, cards
from sandbox.app import Sandbox
from storage.engines import POOL_SIZE
from storage.tables import DeliveryRow, TransferRow
from tests.actors import Person
from tests.clock import SteeredClock, until
from tests.journeys.door import Answer, Json, answered, invocation, post
from tests.journeys.rpa_team import FORM, becomes_coordinator, review_cards, suggests_on_the_page
from tests.journeys.stored import drafts, processes
from tests.journeys.suggesting import KEPT
from tests.journeys.test_assessing import FITS, given
from tests.service import Guldkorn, guldkorn

WENT_WRONG = "Der gik noget galt"


@pytest.fixture
async def replica(
    stage: Guldkorn, database_url: str, sandbox: Sandbox, clock: SteeredClock
) -> AsyncIterator[Guldkorn]:
    async with guldkorn(database_url, sandbox, clock) as running:
        yield running


def pressed(person: Person, verb: str, **inputs: str) -> Json:
    """What Teams posts when this person presses a button of the page before them."""
    action = cards.button(person.page, press={"verb": verb})
    value = {"data": cards.sent(person.page, action, inputs), "context": {"theme": "default"}}
    world = person.guldkorn.sandbox.world
    presser = world.people[person.name]
    place = world.conversation(person.conversation) if person.conversation else world.personal_chat(presser)
    return {
        **activities.envelope(world, presser, place, locale=person.locale),
        **invocation("task/submit", value),
    }


async def together(database_url: str, table: str, *posting: Awaitable[Answer]) -> list[Answer]:
    """Let all come as far as writing to a table before any of them writes; SQLite lets in one by one."""
    if make_url(database_url).get_backend_name() == "sqlite":
        return await asyncio.gather(*posting)
    with psycopg.connect(database_url) as other:
        other.execute(f"LOCK TABLE {table} IN SHARE MODE")
        answers = asyncio.gather(*posting)
        await until(lambda: waiting_for_a_lock(database_url) == len(posting))
    return await answers


def waiting_for_a_lock(database_url: str) -> int:
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
    with psycopg.connect(database_url) as other:
        row: Any = other.execute(waiting).fetchone()
        return int(row[0])


async def test_who_comes_later_leaves_alone_what_another_is_sending(
    stage: Guldkorn, mette: Person, database_url: str, sandbox: Sandbox, clock: SteeredClock
) -> None:
    before = len(await mette.told())
    await stage.api.post("faults", kind="slow", operation="send")
    waiting = asyncio.create_task(post(stage, {"text": "sprog"}))
    await stage.api.get("faults", held=1, wait=20)
    async with guldkorn(database_url, sandbox, clock) as replica:
        await replica.settle()
        await stage.api.delete("faults")
        assert (await waiting).status == 200
        await replica.settle()
    assert len(await mette.told()) == before + 1


async def test_who_waited_long_for_the_database_leaves_alone_what_another_is_sending(
    stage: Guldkorn, replica: Guldkorn, mette: Person, clock: SteeredClock
) -> None:
    before = len(await mette.told())
    database, go_on = stage.service.database, threading.Event()
    frozen = asyncio.gather(*(database.run(go_on.wait) for _ in range(POOL_SIZE)))
    looking = asyncio.create_task(stage.service.courier.round())
    await asyncio.sleep(0)
    clock.advance(2 * 3600)
    await stage.api.post("faults", kind="slow", operation="send")
    waiting = asyncio.create_task(post(replica, {"text": "sprog"}))
    await stage.api.get("faults", held=1, wait=20)
    go_on.set()
    await asyncio.gather(frozen, looking)
    await stage.api.delete("faults")
    assert (await waiting).status == 200
    await stage.settle()
    assert len(await mette.told()) == before + 1


async def test_who_comes_when_nobody_is_left_goes_on_at_once_with_what_was_held(
    database_url: str, sandbox: Sandbox, clock: SteeredClock
) -> None:
    async with guldkorn(database_url, sandbox, clock) as gone:
        mette = Person(gone, "odense-mette")
        await mette.installs_the_app()
        for operation in ("send", "download"):
            await gone.api.post("faults", kind="status", status=503, operation=operation, times=9)
        await mette.sends("film.mp4")
        await mette.says("sprog")
        before = len(await mette.told())
        held = {"due_at": clock.now(), "leased_until": clock.now() + timedelta(seconds=50)}
        with gone.service.database.session(None) as session:
            session.execute(update(DeliveryRow).where(DeliveryRow.status == "owed").values(held))
            session.execute(update(TransferRow).values(held))
        await gone.api.delete("faults")
    async with guldkorn(database_url, sandbox, clock) as heir:
        await heir.settle()
        with heir.service.database.session(None) as session:
            assert session.scalars(select(TransferRow)).all() == []
            uncertain = select(DeliveryRow.uncertain).where(DeliveryRow.kind == "language")
            assert session.scalars(uncertain).all() == [1]
        mette = Person(heir, "odense-mette")
        assert len(await mette.told()) > before


async def test_a_page_saved_at_both_at_once_is_saved_and_neither_says_that_it_is_not(
    stage: Guldkorn, replica: Guldkorn, mette: Person, database_url: str
) -> None:
    await mette.opens_the_form()
    posting = [answered(each, pressed(mette, "form_save", **FORM)) for each in (stage, replica)]
    answers = await together(database_url, "draft", *posting)
    assert [answer.status for answer in answers] == [200, 200]
    assert not any(WENT_WRONG in str(answer.body) for answer in answers)
    (draft,) = drafts(stage)
    assert draft["answers"]["title"] == KEPT["title"]


async def test_a_page_sent_at_both_at_once_makes_one_suggestion(
    stage: Guldkorn, replica: Guldkorn, mette: Person, database_url: str
) -> None:
    await mette.opens_the_form()
    posting = [answered(each, pressed(mette, "form_submit", **FORM)) for each in (stage, replica)]
    answers = await together(database_url, "draft", *posting)
    assert not any(WENT_WRONG in str(answer.body) for answer in answers)
    assert processes(stage) == [KEPT]
    assert drafts(stage) == []


async def test_a_page_that_reaches_both_twice_is_taken_once_and_answered_the_same(
    stage: Guldkorn, replica: Guldkorn, mette: Person, database_url: str
) -> None:
    await mette.opens_the_form()
    activity = pressed(mette, "form_submit", **FORM)
    posting = [answered(each, activity) for each in (stage, replica)]
    one, other = await together(database_url, "seen_activity", *posting)
    assert one == other
    assert one.status == 200
    assert processes(stage) == [KEPT]


async def test_of_two_reviewers_who_judge_the_same_at_once_one_is_told_of_the_other(
    stage: Guldkorn, replica: Guldkorn, mette: Person, anne: Person, peter: Person, database_url: str
) -> None:
    await suggests_on_the_page(mette)
    await replica.settle()
    card = str((await review_cards(anne))[-1]["id"])
    for reviewer in (anne, peter):
        await reviewer.taps("assess", card)
    posting = [
        answered(where, pressed(who, "assess_give", **FITS))
        for where, who in ((stage, anne), (replica, peter))
    ]
    answers = await together(database_url, "assessment", *posting)
    assert not any(WENT_WRONG in str(answer.body) for answer in answers)
    assert sorted("Din vurdering tæller med" in str(answer.body) for answer in answers) == [False, True]
    assert sum("Der er sket noget med forslaget" in str(answer.body) for answer in answers) == 1
    assert given(stage) == [FITS]


async def test_of_two_who_settle_something_at_once_one_is_told_of_the_other(
    stage: Guldkorn, replica: Guldkorn, susanne: Person, database_url: str
) -> None:
    jonas = Person(stage, "odense-jonas")
    await jonas.installs_the_app()
    await becomes_coordinator(jonas)
    for coordinator in (susanne, jonas):
        await coordinator.says("indstillinger")
        await coordinator.taps("settings")
    posting = [
        answered(where, pressed(who, "settings_save", setting_bar=bar))
        for where, who, bar in ((stage, susanne, "40"), (replica, jonas, "50"))
    ]
    answers = await together(database_url, "settings", *posting)
    assert not any(WENT_WRONG in str(answer.body) for answer in answers)
    assert sorted("Det er gemt" in str(answer.body) for answer in answers) == [False, True]
