"""When Teams, the database or the service itself fails: nothing is lost, said twice unseen, or held up."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, closing
from functools import partial
from io import StringIO
from pathlib import Path
from typing import Any, TypeAlias

import aiohttp
import psycopg
import pytest
import structlog
from sqlalchemy import make_url, select

from bot.sending.courier import WRITTEN_AGAIN
from bot.watching.logs import set_up_logs
from sandbox import activities
from sandbox.app import Sandbox
from sandbox.client import Client
from sandbox.world import demo_world
from storage.database import Database
from storage.tables import ConversationRow, DeliveryRow
from tests.actors import Person, words_of
from tests.clock import SteeredClock, until
from tests.journeys.door import Json, answered, invocation, logged, nothing_comes_of_it, post, tap
from tests.journeys.rpa_team import (
    TEAM,
    calls_so_far,
    connector_calls,
    offers_to_review,
    review_cards,
    suggests_on_the_page,
)
from tests.journeys.stored import drafts, everything, processes
from tests.journeys.suggesting import ANSWERS, is_asked_for, suggests
from tests.program import serving, told_by_bot
from tests.service import ODENSE_BOT, Guldkorn, guldkorn
from tests.trouble import locked, shut

OutOfReach: TypeAlias = Callable[[], AbstractAsyncContextManager[None]]


async def fault(guldkorn: Guldkorn, kind: str, person: Person, **more: Any) -> None:
    """Let something go wrong with what is said to this person next."""
    chat = (await person.messages())[0]["conversation"]
    await guldkorn.api.post("faults", kind=kind, conversation=chat, **more)


def deliveries(guldkorn: Guldkorn, **which: object) -> list[DeliveryRow]:
    """What is owed or was, in order."""
    with guldkorn.service.database.session(None) as session:
        return list(session.scalars(select(DeliveryRow).filter_by(**which).order_by(DeliveryRow.id)))


def stopped(guldkorn: Guldkorn) -> list[str]:
    """Why conversations are not written to."""
    with guldkorn.service.database.session(None) as session:
        because = select(ConversationRow.stopped_because).where(ConversationRow.stopped_because.is_not(None))
        return [str(each) for each in session.scalars(because)]


async def held(guldkorn: Guldkorn, count: int = 1) -> None:
    """Wait until Teams keeps so many calls waiting."""
    faults = await guldkorn.api.get("faults", held=count, wait=20)
    assert sum(each["held"] for each in faults["faults"]) >= count


async def has_been_told(person: Person, count: int) -> None:
    """Wait, though nobody wakes the service, until the bot has said so much."""
    world = person.guldkorn.sandbox.world
    chat = world.personal_chat(world.people[person.name])
    async with asyncio.timeout(20):
        await until(lambda: sum(message.sender is None for message in chat.messages.values()) >= count)


# The same activity more than once


async def test_a_message_that_comes_again_is_not_heard_again(stage: Guldkorn, mette: Person) -> None:
    await mette.says("forslag")
    async with nothing_comes_of_it(stage):
        await stage.api.post("resend")


async def test_a_message_that_comes_many_times_at_once_is_heard_once(stage: Guldkorn, mette: Person) -> None:
    before = len(await mette.told())
    answers = await asyncio.gather(*(post(stage, {"id": "1", "text": "forslag"}) for _ in range(8)))
    await stage.settle()
    assert {answer.status for answer in answers} == {200}
    assert len(await mette.told()) == before + 1


async def test_a_tap_that_comes_again_gets_the_same_answer(stage: Guldkorn, mette: Person) -> None:
    await is_asked_for(mette, "long_description")
    await mette.taps("answer", long_description="Jeg slår op.")
    first = mette.answered["turns"][0]
    async with nothing_comes_of_it(stage):
        again = (await stage.api.post("resend"))["turns"][0]
    assert again["body"] == first["body"]
    assert again["body"]["value"]["type"] == "AdaptiveCard"


async def test_a_tap_that_comes_many_times_at_once_is_taken_once(stage: Guldkorn, mette: Person) -> None:
    await suggests(mette)
    answers = await asyncio.gather(*(post(stage, {"id": "1", **tap("submit")}) for _ in range(8)))
    await stage.settle()
    assert len(processes(stage)) == 1
    assert answers == [answers[0]] * 8
    assert answers[0].status == 200
    assert len(deliveries(stage, kind="receipt")) == 1


async def test_an_activity_that_reaches_two_replicas_at_once_is_taken_once(
    stage: Guldkorn, mette: Person, database_url: str, sandbox: Sandbox, clock: SteeredClock
) -> None:
    async with guldkorn(database_url, sandbox, clock) as replica:
        before, activity = len(await mette.told()), message_of(mette, "forslag")
        posting = [answered(each, activity) for each in (stage, replica) * 4]
        assert {answer.status for answer in await asyncio.gather(*posting)} == {200}
        await stage.settle()
        await replica.settle()
        assert len(await mette.told()) == before + 1


@pytest.mark.parametrize("database_kind", [pytest.param("postgresql", marks=pytest.mark.slow)])
async def test_two_messages_that_reach_two_replicas_at_once_are_both_heard(
    stage: Guldkorn, mette: Person, database_url: str, sandbox: Sandbox, clock: SteeredClock
) -> None:
    await mette.says("forslag")
    said = ("Bopælskontrol ved tilflytning", "Jeg slår borgeren op.")
    async with guldkorn(database_url, sandbox, clock) as replica:
        with psycopg.connect(database_url) as other:
            other.execute("SELECT id FROM draft FOR UPDATE")
            replicas = zip((stage, replica), said, strict=True)
            posting = [
                asyncio.create_task(answered(each, message_of(mette, text))) for each, text in replicas
            ]
            await until(lambda: waiting_for_a_lock(other) == 2)
        assert [answer.status for answer in await asyncio.gather(*posting)] == [200, 200]
    assert [set(draft["answers"].values()) for draft in drafts(stage)] == [set(said)]


def waiting_for_a_lock(connection: psycopg.Connection[Any]) -> int:
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
    with psycopg.connect(connection.info.dsn) as other:
        row = other.execute(waiting).fetchone()
        return int(row[0]) if row else 0


def message_of(person: Person, text: str) -> Json:
    """What Teams would post if the person wrote this in their chat."""
    world = person.guldkorn.sandbox.world
    writer = world.people[person.name]
    basis = activities.envelope(world, writer, world.personal_chat(writer), locale=person.locale)
    return {**basis, "type": "message", "text": text}


# Teams does not take what is said


async def test_teams_is_given_the_time_it_asks_for_and_nothing_overtakes(
    stage: Guldkorn, mette: Person
) -> None:
    await fault(stage, "status", mette, status=429, retry_after=30)
    before = len(await mette.told())
    with logged(problem="Throttled"):
        await mette.says("sprog")
    await mette.says("mine")
    await stage.later(29)
    assert len(await mette.told()) == before
    await stage.later(4)
    first, second = (await mette.told())[before:]
    assert "language" in str(first["card"])
    assert "language" not in str(second["card"])
    assert {row.uncertain for row in deliveries(stage)} == {0}


@pytest.mark.parametrize(
    ("kind", "asked", "times_told"), [("status", {"status": 500}, 1), ("cut", {}, 1), ("cut_after", {}, 2)]
)
async def test_what_may_have_arrived_is_said_again_and_counted(
    stage: Guldkorn, mette: Person, kind: str, asked: Json, times_told: int
) -> None:
    await fault(stage, kind, mette, **asked)
    before = len(await mette.told())
    with logged(problem="Uncertain"):
        await mette.says("sprog")
    await stage.later(5)
    assert len(await mette.told()) == before + times_told
    delivery = deliveries(stage)[-1]
    assert (delivery.status, delivery.attempts, delivery.uncertain) == ("sent", 2, 1)


async def test_it_is_tried_ever_more_seldom_and_given_up_after_a_day(stage: Guldkorn, mette: Person) -> None:
    await fault(stage, "status", mette, status=503, times=1000)
    await mette.says("sprog")
    for _ in range(60):
        await stage.later(1800)
    delivery = deliveries(stage)[-1]
    assert (delivery.status, delivery.reason) == ("given_up", "Throttled")
    assert 20 < delivery.attempts < 60
    await stage.api.delete("faults")
    before = len(await mette.told())
    await mette.says("sprog")
    assert len(await mette.told()) == before + 1


async def test_a_slow_conversation_holds_nobody_else_up(stage: Guldkorn, mette: Person) -> None:
    jonas = Person(stage, "odense-jonas")
    await jonas.installs_the_app()
    await fault(stage, "slow", mette)
    before = len(await mette.told())
    waiting = asyncio.create_task(post(stage, {"text": "sprog"}))
    await held(stage)
    told = len(await jonas.told())
    assert (await post(stage, {"text": "sprog"}, **{"as": jonas.name})).status == 200
    assert len(await jonas.told()) == told + 1
    assert not waiting.done()
    stage.clock.advance(5)
    assert (await waiting).status == 200
    second = await post(stage, {"text": "mine"})
    assert second.status == 200
    assert len(await mette.told()) == before
    await stage.api.delete("faults")
    await has_been_told(mette, before + 2)
    assert "language" in str((await mette.told())[before]["card"])


async def test_a_tap_is_answered_while_what_follows_is_slow(stage: Guldkorn, mette: Person) -> None:
    await is_asked_for(mette, "long_description")
    await fault(stage, "slow", mette)
    before = len(await mette.told())
    answer = await post(stage, tap("answer", key="long_description", value="Jeg slår op."))
    assert answer.body["value"]["type"] == "AdaptiveCard"
    assert len(await mette.told()) == before
    await stage.api.delete("faults")
    await has_been_told(mette, before + 1)
    assert await mette.is_asked() == "annual_occurrences"


# Doors that are closed to us


async def test_who_blocks_the_bot_is_left_in_peace_until_they_write(
    stage: Guldkorn, mette: Person, anne: Person
) -> None:
    await suggests_on_the_page(mette)
    await stage.api.put("people", mette.name, "block")
    with logged(problem="Blocked"):
        await anne.taps("claim")
    assert stopped(stage) == ["Blocked"]
    given_up = deliveries(stage, status="given_up")
    assert {row.reason for row in given_up} == {"Blocked"}
    called = await calls_so_far(stage)
    await anne.taps("ask")
    await anne.fills_in("ask", text="Hvor får du adressen fra?")
    assert {call["conversation"] for call in await connector_calls(stage, called)} == {anne.conversation}
    await stage.api.delete("people", mette.name, "block")
    await mette.says("status 1")
    assert stopped(stage) == []
    assert "nr. 1" in (await mette.reads()).lower()


async def test_of_several_replies_none_is_tried_once_the_chat_is_found_closed(
    stage: Guldkorn, mette: Person
) -> None:
    await fault(stage, "status", mette, status=403, code="ConversationBlockedByUser", times=1000)
    called = await calls_so_far(stage)
    await mette.says("Hvad er der til frokost?")
    assert [call["operation"] for call in await connector_calls(stage, called)] == ["send"]
    assert [row.reason for row in deliveries(stage, status="given_up")] == ["Blocked", "Blocked"]


async def test_who_removes_the_app_is_left_in_peace_until_they_add_it(
    stage: Guldkorn, mette: Person, anne: Person
) -> None:
    await suggests_on_the_page(mette)
    await fault(stage, "status", mette, status=429, retry_after=600)
    await anne.taps("claim")
    assert len(deliveries(stage, status="owed")) == 2
    await stage.api.delete("people", mette.name, "app")
    await stage.settle()
    assert stopped(stage) == ["AppRemoved"]
    assert {row.reason for row in deliveries(stage, status="given_up")} == {"AppRemoved"}
    called = await calls_so_far(stage)
    await anne.taps("accept")
    await stage.later(3600)
    assert {call["conversation"] for call in await connector_calls(stage, called)} == {anne.conversation}
    await stage.api.delete("faults")
    await mette.installs_the_app()
    assert stopped(stage) == []
    await mette.says("status 1")
    assert "nr. 1" in (await mette.reads()).lower()


async def test_a_deleted_review_channel_is_given_up_and_its_cards_go_to_the_next(
    stage: Guldkorn, susanne: Person, mette: Person
) -> None:
    await stage.api.put("teams", TEAM, "app", by=susanne.name)
    old, new = await reviews_in(stage, "Gammel"), await reviews_in(stage, "Ny")
    await reviews_in(stage, "Gammel")
    await stage.api.delete("channels", str(old.conversation), by=susanne.name)
    with logged(problem="ConversationGone"):
        await suggests_on_the_page(mette, title="Den første")
    for _ in range(2):
        assert stopped(stage) == []
        await stage.later(10)
    assert stopped(stage) == ["ConversationGone"]
    assert [row.reason for row in deliveries(stage, status="given_up")] == ["ConversationGone"]
    await suggests_on_the_page(mette, title="Den anden")
    assert len(deliveries(stage, kind="review")) == 1
    await offers_to_review(new)
    await new.taps("make_review_channel")
    shown = [words_of(card) for card in await review_cards(new)]
    assert ["Den første" in shown[0], "Den anden" in shown[1]] == [True, True]


async def test_a_review_channel_that_opens_again_gets_what_it_missed(
    stage: Guldkorn, mette: Person, anne: Person
) -> None:
    await suggests_on_the_page(mette, title="Den første")
    await stage.api.delete("teams", TEAM, "app", by="odense-susanne")
    await stage.settle()
    for title in ("Den anden", "Den tredje"):
        await suggests_on_the_page(mette, title=title)
    assert len(await review_cards(anne)) == 1
    await stage.api.put("teams", TEAM, "app", by="odense-susanne", channel=anne.conversation)
    await stage.settle()
    shown = [words_of(card) for card in await review_cards(anne)]
    assert [title in card for title, card in zip(("første", "anden", "tredje"), shown, strict=True)] == [
        True
    ] * 3


async def reviews_in(stage: Guldkorn, name: str) -> Person:
    """Let Susanne make this channel the review channel."""
    made = await stage.api.post("teams", TEAM, "channels", name=name, by="odense-susanne")
    susanne = Person(stage, "odense-susanne", made["channel"]["id"])
    await offers_to_review(susanne)
    await susanne.taps("make_review_channel")
    return susanne


# The database does not answer


async def test_while_the_database_does_not_answer_people_are_told_and_nothing_is_lost(
    mette: Person, stage: Guldkorn, out_of_reach: OutOfReach
) -> None:
    await mette.says("forslag")
    stored = everything(stage)
    async with out_of_reach():
        for activity in ({"text": "Bopælskontrol"}, tap("save"), invocation("task/fetch", {})):
            with logged(event="the database does not answer"):
                answer = await post(stage, activity)
            assert answer.status == 503
            assert "kan ikke komme til mine data" in answer.body["error"]
        with logged(event="the database does not answer"):
            english = await post(stage, {"locale": "en-GB"})
        assert "my data" in english.body["error"]
        async with stage.http.get(f"{stage.url}/livez") as alive:
            assert alive.status == 200
    assert everything(stage) == stored
    await mette.says("Bopælskontrol ved tilflytning")
    assert await mette.is_asked() == "long_description"


@pytest.fixture
def database_url(database_kind: str, database_url: str) -> str:
    """The database, which SQLite gives up to wait for after a tenth of a second."""
    return f"{database_url}?timeout=0.1" if database_kind == "sqlite" else database_url


@pytest.fixture
def out_of_reach(database_kind: str, database_url: str, request: pytest.FixtureRequest) -> OutOfReach:
    """For a while somebody else has the SQLite file locked, or the PostgreSQL server lets nobody in."""
    if database_kind == "sqlite":
        return partial(locked, str(make_url(database_url).database))
    return partial(shut, request.getfixturevalue("postgres"), str(make_url(database_url).database))


async def test_what_teams_took_while_the_database_was_away_is_not_said_twice(
    stage: Guldkorn, mette: Person, out_of_reach: OutOfReach
) -> None:
    await fault(stage, "slow", mette)
    before = len(await mette.told())
    saying = asyncio.create_task(post(stage, {"text": "sprog"}))
    await held(stage)
    async with out_of_reach():
        await stage.api.delete("faults")
        await until(lambda: WRITTEN_AGAIN in stage.clock.waits)
    stage.clock.advance(WRITTEN_AGAIN)
    assert (await saying).status == 200
    await stage.later(120)
    assert len(await mette.told()) == before + 1
    [delivery] = deliveries(stage, kind="language")
    assert (delivery.status, delivery.uncertain) == ("sent", 0)


# What of all this stands in the logs


SAID = {
    "title": "Kattegatbroens kontrol",
    "long_description": "Jeg sammenholder brobilletterne i Silkeborg.",
    "it_systems": "Hvalfangeren",
}


async def test_whatever_goes_well_or_wrong_the_logs_do_not_repeat_what_people_say(
    stage: Guldkorn, mette: Person, anne: Person, out_of_reach: OutOfReach, logs: StringIO
) -> None:
    await suggests(mette, ANSWERS | SAID)
    await mette.edits((await mette.wrote())["id"], "Efterklogskab")
    await mette.taps("submit")
    await mette.says("010190-1234 ringede")
    await anne.taps("ask")
    await anne.fills_in("ask", text="Hvorfor Langelandsbælt?")
    await fault(stage, "cut", mette, operation="send")
    await mette.says("Fordi Storebælt er lukket")
    await stage.later(60)
    await fault(stage, "status", mette, status=403, code="MessageWritesBlocked")
    await mette.says("Vrøvleord")
    await anne.taps("reject")
    await anne.fills_in("reject", reason="Broen er solgt")
    async with out_of_reach():
        for activity in ({"text": "Utilgængelig"}, tap("answer", key="title", value="Utilgængelig")):
            assert (await post(stage, activity)).status == 503
    token = stage.sandbox.channel.authorization(stage.sandbox.world.bots[ODENSE_BOT], None)
    assert (await post(stage, {"text": "Ulæselig"}, authorization=f"{token}x")).status == 401
    assert (await post(stage, raw='{"text": "Halvfærdig"')).status == 400
    written = logs.getvalue()
    for expected in ("turn done", "ContainsCpr", "Uncertain", "Blocked", "Unauthenticated", "Malformed"):
        assert expected in written
    assert written.count("the database does not answer") == 2
    unsaid = [*SAID.values(), "010190", "Langelandsbælt", "Storebælt", "Vrøvleord", "solgt", "Efterklogskab"]
    unsaid += ["Utilgængelig", "Ulæselig", "Halvfærdig", "Mette", "Anne", token.removeprefix("Bearer ")[:40]]
    assert [words for words in unsaid if words in written] == []


@pytest.fixture
def logs(logs_as_before: None) -> StringIO:
    """All that the service writes to standard error, libraries included."""
    written = StringIO()
    set_up_logs("json")
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(written), cache_logger_on_first_use=False)
    for handler in logging.getLogger().handlers:
        assert isinstance(handler, logging.StreamHandler)
        handler.setStream(written)
    return written


# The service itself dies


@pytest.mark.slow
@pytest.mark.parametrize(("taken_by_teams", "times_told"), [(False, 1), (True, 2)])
async def test_a_service_killed_while_it_sends_loses_nothing_and_counts_what_may_have_come_twice(
    database_url: str, out_of_reach: OutOfReach, tmp_path: Path, taken_by_teams: bool, times_told: int
) -> None:
    async with Sandbox.running(world=demo_world()) as sandbox, aiohttp.ClientSession() as http:
        api, person = Client(http, sandbox.url), sandbox.world.people["odense-mette"]
        async with serving(database_url, sandbox, http, tmp_path) as process:
            chat = sandbox.world.personal_chat(person)
            await api.put("people", person.id, "app")
            await api.post("faults", kind="slow", operation="send", conversation=chat.id)
            saying = asyncio.create_task(api.post("people", person.id, "say", text="hvad er klokken"))
            await api.get("faults", held=1, wait=20)
            if taken_by_teams:
                async with out_of_reach():
                    await api.delete("faults")
                    await sandbox.world.until(lambda: len(told_by_bot(chat)) == 2, 20)
                    process.kill()
            else:
                process.kill()
            assert (await saying)["turns"][0]["status"] is None
            await process.wait()
        await api.delete("faults")
        async with serving(database_url, sandbox, http, tmp_path):
            # What the dead one held is not waited for.
            await api.post("people", person.id, "say", text="sprog")
            await sandbox.world.until(lambda: len(told_by_bot(chat)) == 3 + times_told, 20)
        _, *sentences, offer, language = told_by_bot(chat)
        assert len(sentences) == times_told
        assert len(set(sentences)) == 1
        assert "forslag" in offer
        assert "language" in language
    with closing(Database(database_url)) as database, database.session(None) as session:
        every = session.scalars(select(DeliveryRow).order_by(DeliveryRow.id)).all()
    assert [(row.kind, row.status) for row in every] == [
        (kind, "sent") for kind in ("welcome", "note", "help", "language")
    ]
    assert [row.uncertain for row in every[:2]] == [0, 1]
