"""Trouble of one organisation, conversation or letter stays its own, and what may pass is not the end."""

import asyncio
from collections import OrderedDict
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event, select

from bot.sending.courier import SHARE, Letter
from bot.teams.roster import PATIENCE
from bot.turn.turn import address_of
from storage.tables import ConversationRow, DeliveryRow, PersonRow, ProcessRow, ScheduleRow
from tests.actors import Person, words_of
from tests.clock import until
from tests.journeys.door import Answer, logged, post, tap
from tests.journeys.rpa_team import TEAM, review_cards, suggests_on_the_page
from tests.service import Guldkorn

UNKNOWN = "Teams svarer ikke på, hvem der er med i RPA-teamet. Prøv igen om lidt."
CLOSED = "Jeg kan ikke længere skrive i kanalen med forslag"
MAY_PASS = (401, 403, 404, 408, 409, 412, 423, 425, 428, 429, 500, 502, 503, 504)


@pytest.fixture
async def laerke(stage: Guldkorn) -> Person:
    """An employee of Gladsaxe."""
    person = Person(stage, "gladsaxe-laerke")
    await person.installs_the_app()
    return person


async def fails(stage: Guldkorn, kind: str = "status", **strike: Any) -> None:
    await stage.api.post("faults", kind=kind, **strike)


async def held(stage: Guldkorn, count: int = 1) -> None:
    """Wait until Teams keeps exactly so many calls waiting."""
    faults = await stage.api.get("faults", held=count, wait=20)
    assert sum(each["held"] for each in faults["faults"]) == count


def deliveries(stage: Guldkorn, **which: object) -> list[DeliveryRow]:
    with stage.service.database.session(None) as session:
        return list(session.scalars(select(DeliveryRow).filter_by(**which).order_by(DeliveryRow.id)))


def status_of(stage: Guldkorn, delivery_id: UUID) -> str:
    [row] = deliveries(stage, id=delivery_id)
    return row.status


def why_closed(stage: Guldkorn) -> list[str]:
    with stage.service.database.session(None) as session:
        because = select(ConversationRow.stopped_because).where(ConversationRow.stopped_because.is_not(None))
        return [str(each) for each in session.scalars(because)]


def owe(stage: Guldkorn, chat: ConversationRow, **delivery: Any) -> UUID:
    """Owe a conversation something beside all turns."""
    now = stage.clock.now()
    told: dict[str, Any] = {"kind": "note", "args": {"key": "note-unmuted", "args": {}}} | delivery
    with stage.service.database.session(None) as session:
        row = DeliveryRow(
            organisation_id=chat.organisation_id, conversation_id=chat.id, due_at=now, created_at=now, **told
        )
        session.add(row)
        session.flush()
        return row.id


def conversation(stage: Guldkorn, person: Person) -> ConversationRow:
    """Where this person speaks to the bot."""
    world = stage.sandbox.world
    teams_id = person.conversation or world.personal_chat(world.people[person.name]).id
    with stage.service.database.session(None) as session:
        return session.scalars(select(ConversationRow).filter_by(teams_id=teams_id)).one()


async def is_told_more(person: Person, before: int) -> None:
    """Wait, though nobody settles anything, until the bot has said more to this person."""
    world = person.guldkorn.sandbox.world
    chat = world.personal_chat(world.people[person.name])
    await until(lambda: sum(message.sender is None for message in chat.messages.values()) > before)


async def claims(reviewer: Person, process_id: UUID) -> Answer:
    """Tap, and wait for nothing but the answer."""
    where = {"as": reviewer.name, "conversation": reviewer.conversation}
    return await post(reviewer.guldkorn, tap("claim", process=str(process_id)), **where)


@pytest.fixture
async def process_id(stage: Guldkorn, mette: Person, anne: Person) -> UUID:
    """A suggestion whose card stands in the review channel."""
    await suggests_on_the_page(mette)
    with stage.service.database.session(None) as session:
        return session.scalars(select(ProcessRow.id)).one()


# While Teams does not say who is in a review team


@pytest.mark.parametrize(
    "trouble",
    [
        {"kind": "slow"},
        {"kind": "status", "status": 429, "retry_after": 10},
        {"kind": "status", "status": 500},
        {"kind": "cut"},
    ],
)
async def test_while_teams_does_not_say_who_is_in_one_team_others_are_served(
    stage: Guldkorn, laerke: Person, anne: Person, process_id: UUID, trouble: dict[str, Any]
) -> None:
    await stage.later(10 * 60)
    await fails(stage, operation="paged_members", times=1000, **trouble)
    card = owe(stage, conversation(stage, anne), kind="review", subject_id=process_id)
    stage.service.courier.wake()
    tapping = asyncio.create_task(claims(anne, process_id))
    # Both the card and the tap wait to be told who reviews …
    await until(lambda: stage.clock.waits.count(PATIENCE) == 2)
    # … and Gladsaxe is told what it is owed, and answered, before the clock goes on.
    before = len(await laerke.told())
    owe(stage, conversation(stage, laerke))
    stage.service.courier.wake()
    await is_told_more(laerke, before)
    assert (await post(stage, {"text": "sprog"}, **{"as": laerke.name})).status == 200
    await is_told_more(laerke, before + 1)
    assert not tapping.done()
    assert status_of(stage, card) == "owed"
    stage.clock.advance(PATIENCE)
    assert (await tapping).body["value"] == UNKNOWN
    # Whoever taps next does not wait at all, and the card goes out as far as is known.
    assert (await claims(anne, process_id)).body["value"] == UNKNOWN
    await until(lambda: status_of(stage, card) == "sent")
    await stage.api.delete("faults")


# While Teams is slow to take what one organisation is told


async def test_what_is_owed_where_teams_is_slow_leaves_room_for_others(
    stage: Guldkorn, mette: Person, laerke: Person
) -> None:
    crowd = [some_chat(stage, mette, number) for number in range(SHARE + 5)]
    await fails(stage, "slow", conversation="a:crowd", times=1000)
    for chat in crowd:
        owe(stage, chat)
    stage.service.courier.wake()
    await held(stage, SHARE)
    for told in (laerke, mette):
        before = len(await told.told())
        assert (await post(stage, {"text": "sprog"}, **{"as": told.name})).status == 200
        await is_told_more(told, before)
    before = len(await laerke.told())
    owe(stage, conversation(stage, laerke))
    stage.service.courier.wake()
    await is_told_more(laerke, before)
    await held(stage, SHARE)
    await stage.api.delete("faults")
    await stage.settle()
    assert [(row.status, row.reason, row.kind) for row in deliveries(stage) if row.status != "sent"] == []


def some_chat(stage: Guldkorn, person: Person, number: int) -> ConversationRow:
    """Another chat of this person's organisation, which Teams knows too."""
    like = conversation(stage, person)
    name = f"a:crowd-{number}"
    stage.sandbox.world.conversations[name] = replace(
        stage.sandbox.world.conversations[like.teams_id], id=name, messages=OrderedDict()
    )
    with stage.service.database.session(None) as session:
        chat = ConversationRow(
            organisation_id=like.organisation_id,
            bot_app_id=like.bot_app_id,
            teams_id=name,
            kind=like.kind,
            service_url=like.service_url,
            heard_at=like.heard_at,
        )
        session.add(chat)
        session.flush()
        return chat


async def test_each_digest_that_is_due_has_a_transaction_of_its_own(
    stage: Guldkorn, mette: Person, anne: Person, process_id: UUID
) -> None:
    channel, due = conversation(stage, anne), stage.clock.now() - timedelta(days=14)
    with stage.service.database.session(None) as session:
        for kind in ("digest", "another", "third"):
            session.add(schedule(channel, kind, due))
    begun: list[object] = []
    listening = (stage.service.database.engine, "begin", lambda connection: begun.append(connection))
    event.listen(*listening)
    await stage.service.timetable.carry_out("digests")
    event.remove(*listening)
    assert len(deliveries(stage, kind="digest")) == 3
    assert len(begun) >= 1 + 3


def schedule(channel: ConversationRow, kind: str, since: datetime) -> ScheduleRow:
    return ScheduleRow(
        organisation_id=channel.organisation_id,
        conversation_id=channel.id,
        kind=kind,
        weekday=0,
        time=time(8),
        zone="Europe/Copenhagen",
        language="da",
        active=True,
        since=since,
    )


# What Teams refuses for a moment


@pytest.mark.parametrize("status", MAY_PASS)
async def test_a_first_refusal_that_may_pass_loses_nothing(
    stage: Guldkorn, mette: Person, status: int
) -> None:
    before = len(await mette.told())
    await fails(stage, status=status, code="SomeCode", operation="send")
    await mette.says("sprog")
    assert len(await mette.told()) == before
    await stage.later(5)
    assert len(await mette.told()) == before + 1
    assert "Hvilket sprog" in await mette.reads() or "sprog" in (await mette.reads()).lower()
    assert why_closed(stage) == []


async def test_a_chat_that_is_not_known_for_a_moment_is_tried_twice_more(
    stage: Guldkorn, mette: Person
) -> None:
    await fails(stage, status=404, operation="send", times=3)
    await mette.says("sprog")
    for _ in range(2):
        assert why_closed(stage) == []
        await stage.later(10)
    assert why_closed(stage) == ["ConversationGone"]
    before = len(await mette.told())
    await mette.says("sprog")
    assert len(await mette.told()) == before + 1


@pytest.mark.parametrize("code", ["ServiceError", "Forbidden", "NotEnoughPermissions"])
async def test_an_undocumented_refusal_ends_one_message_and_not_the_chat(
    stage: Guldkorn, mette: Person, code: str
) -> None:
    await fails(stage, status=403, code=code, operation="send", times=3)
    await mette.says("sprog")
    await mette.says("hjælp")
    for _ in range(3):
        await stage.later(10)
    await stage.api.delete("faults")
    assert why_closed(stage) == []
    before = len(await mette.told())
    await mette.says("sprog")
    assert len(await mette.told()) == before + 1


async def test_a_card_that_people_deleted_closes_nothing(
    stage: Guldkorn, mette: Person, anne: Person, process_id: UUID
) -> None:
    with logged(problem="CardGone"):
        await fails(
            stage, status=403, code="ServiceError", operation="update", conversation=anne.conversation
        )
        await mette.taps("withdraw")
    assert why_closed(stage) == []
    await suggests_on_the_page(mette, title="Det næste")
    assert "Det næste" in words_of((await review_cards(anne))[-1])


@pytest.mark.parametrize(
    "refusal",
    [
        {"status": 404, "code": "ActivityNotFoundInConversation"},
        {"status": 404, "code": "ConversationNotFound"},
        {"status": 403, "code": "ServiceError"},
    ],
)
async def test_a_reply_into_a_thread_that_is_gone_is_posted_anew(
    stage: Guldkorn, mette: Person, anne: Person, process_id: UUID, refusal: dict[str, Any]
) -> None:
    await anne.taps("ask")
    await anne.fills_in("ask", text="Hvor får du adressen fra?")
    await fails(stage, conversation=f"{anne.conversation};messageid", operation="send", **refusal)
    await mette.says("Fra flyttesedlen")
    told = (await anne.told())[-1]
    assert "Fra flyttesedlen" in words_of(told)
    assert told["thread"] == told["id"]
    assert why_closed(stage) == []


async def test_the_next_replies_go_into_the_thread_that_was_begun_anew(
    stage: Guldkorn, mette: Person, anne: Person, process_id: UUID
) -> None:
    (card,) = await review_cards(anne)
    begun = card
    for question in ("Hvorfra?", "Hvornår?"):
        gone = f"{anne.conversation};messageid={begun['id']}"
        await fails(stage, conversation=gone, operation="send", status=404, times=9)
        begun = await asks_and_hears(anne, mette, question)
        assert begun["thread"] == begun["id"]
        assert (await asks_and_hears(anne, mette, "Hvordan?"))["thread"] == begun["id"]
    (stands,) = await review_cards(anne)
    assert stands["id"] == card["id"]


async def asks_and_hears(anne: Person, mette: Person, question: str) -> Any:
    """Let Anne ask and Mette answer; the message in which the team hears the answer."""
    (card,) = await review_cards(anne)
    await anne.taps("ask", card["id"])
    await anne.fills_in("ask", text=question)
    await mette.says("Det siger flyttesedlen")
    return (await anne.told())[-1]


# When the review channel closes


async def test_coordinators_hear_that_the_review_channel_is_closed(
    stage: Guldkorn, mette: Person, susanne: Person, anne: Person
) -> None:
    chat = Person(stage, susanne.name)
    await fails(stage, status=403, code="BotNotInConversationRoster", operation="create")
    await suggests_on_the_page(mette)
    assert why_closed(stage) == ["Blocked"]
    told = await chat.reads()
    assert CLOSED in told
    assert "Tilføj Guldkorn igen" in told
    before = len(await chat.told())
    await suggests_on_the_page(mette, title="Det næste")
    assert len(await chat.told()) == before


async def test_coordinators_hear_that_somebody_removed_the_app_from_the_team(
    stage: Guldkorn, mette: Person, susanne: Person, anne: Person
) -> None:
    await stage.api.delete("teams", TEAM, "app", by=anne.name)
    await suggests_on_the_page(mette)
    assert CLOSED in await Person(stage, susanne.name).reads()


# A letter that cannot be rendered


@pytest.mark.parametrize(
    "spoilt",
    [
        {"kind": "no such card"},
        {"kind": "status", "subject_id": None},
        {"args": None},
        {"args": {"key": "note-unmuted", "args": 7}},
        {"kind": "recall", "args": {"key": ["no", "key"]}},
    ],
)
async def test_one_letter_that_cannot_be_rendered_stops_no_other(
    stage: Guldkorn, mette: Person, laerke: Person, susanne: Person, spoilt: dict[str, Any]
) -> None:
    before, others = len(await mette.told()), len(await laerke.told())
    bad = owe(stage, conversation(stage, mette), **spoilt)
    owe(stage, conversation(stage, mette))
    owe(stage, conversation(stage, laerke))
    with logged(event="a delivery cannot be rendered"):
        await stage.later(1)
    assert len(await mette.told()) == before + 1
    assert len(await laerke.told()) == others + 1
    assert status_of(stage, bad) == "given_up"
    await susanne.says("ikke sendt")
    assert "Noget gik galt i Guldkorn" in await susanne.reads()


async def test_what_is_owed_by_a_tap_spoils_nobodys_tap(
    stage: Guldkorn, mette: Person, anne: Person, process_id: UUID
) -> None:
    card = (await review_cards(anne))[-1]
    with stage.service.database.session(None) as session:
        session.scalars(select(PersonRow).where(PersonRow.name.startswith("Mette"))).one().language = "??"
    with logged(event="a delivery cannot be rendered"):
        await anne.taps("claim", card["id"])
    assert "Anne Bundgaard har den" in words_of(anne.answered["shown"])
    assert "Anne Bundgaard har den" in words_of((await review_cards(anne))[-1])
    assert {row.status for row in deliveries(stage, kind="told_claimed")} == {"given_up"}


async def test_what_a_tap_owes_is_taken_with_it(
    stage: Guldkorn, mette: Person, anne: Person, process_id: UUID
) -> None:
    before = len(await mette.told())
    async with stage.service.courier._rounding:
        assert (await claims(anne, process_id)).status == 200
        await is_told_more(mette, before)


async def test_one_letter_that_cannot_be_sent_stops_no_other(
    stage: Guldkorn, mette: Person, susanne: Person
) -> None:
    before, chat = len(await mette.told()), conversation(stage, mette)
    bad = owe(stage, chat)
    unsendable = Letter(
        delivery_id=bad,
        operation="post",
        to=address_of(chat),
        is_channel=False,
        about=None,
        activity={"type": "message", "text": object()},
    )
    owe(stage, chat)
    with logged(event="a delivery cannot be sent"):
        await stage.service.courier.send([unsendable])
    await stage.settle()
    assert len(await mette.told()) == before + 1
    assert status_of(stage, bad) == "given_up"
    await susanne.says("ikke sendt")
    assert "Noget gik galt i Guldkorn" in await susanne.reads()


async def test_one_suggestion_that_cannot_be_read_keeps_nobody_from_being_reminded(
    stage: Guldkorn, mette: Person, anne: Person, process_id: UUID
) -> None:
    await suggests_on_the_page(mette, title="Adresser")
    for card in await review_cards(anne):
        await anne.taps("claim", card["id"])
    alone = Person(stage, anne.name)
    await alone.installs_the_app()
    with stage.service.database.session(None) as session:
        session.get_one(ProcessRow, process_id).visibility = "unheard-of"
    await stage.later(timedelta(days=20).total_seconds())
    with logged(event="a part of a job failed"):
        await stage.service.timetable.carry_out("reminders")
    await stage.settle()
    assert "Nr. 2 har stået i Idé i 20 dage" in await alone.reads()
