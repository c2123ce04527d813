"""What could not be sent, as coordinators see it, and what becomes of another try."""

import pytest
from sqlalchemy import select

from storage.tables import ConversationRow
from tests.actors import Person, verbs_of, words_of
from tests.journeys.door import press
from tests.journeys.rpa_team import (
    becomes_coordinator,
    calls_so_far,
    connector_calls,
    invitation,
    review_cards,
    suggests_on_the_page,
)
from tests.journeys.test_deliveries import owed
from tests.service import RANDERS, Guldkorn

DAYS = 24 * 3600
ALL = {"title": "Prøv alle igen"}
NOTHING = "Alt er sendt de seneste 14 dage"


@pytest.fixture
async def shut_out(stage: Guldkorn, mette: Person, anne: Person) -> Person:
    """Mette, who blocked the bot before Anne claimed what she had suggested."""
    await suggests_on_the_page(mette)
    await stage.api.put("people", mette.name, "block")
    await anne.taps("claim")
    return mette


async def card_of(coordinator: Person) -> str:
    await coordinator.says("ikke sendt")
    return (await coordinator.reads()).strip()


async def test_a_coordinator_sees_to_whom_what_could_not_be_sent_and_why(
    susanne: Person, shut_out: Person
) -> None:
    words = await card_of(susanne)
    assert "Det kunne jeg ikke sende" in words
    assert "Har fjernet eller blokeret Guldkorn" in words
    assert "Mette Holm" in words
    assert "nyt om et forslag (Nr. 1)" in words


async def test_when_all_was_sent_the_card_says_so(susanne: Person) -> None:
    assert await card_of(susanne) == NOTHING
    assert verbs_of((await susanne.last())["card"]) == set()


async def test_it_is_said_in_english_too(susanne: Person, shut_out: Person) -> None:
    susanne.locale = "en-GB"
    await susanne.says("undelivered")
    assert "Removed or blocked Guldkorn" in await susanne.reads()


async def test_another_try_reaches_who_can_be_reached_again(
    stage: Guldkorn, susanne: Person, shut_out: Person
) -> None:
    await stage.api.delete("people", shut_out.name, "block")
    before = len(await shut_out.told())
    await susanne.says("ikke sendt")
    await susanne.taps("send_again", press=ALL)
    assert "Jeg prøver igen med" in words_of(susanne.answered["shown"])
    told = [words_of(message) for message in (await shut_out.told())[before:]]
    assert "RPA-teamet er gået i gang med dit forslag nr. 1" in "\n".join(told)
    assert owed(stage) == []
    assert await card_of(susanne) == NOTHING


async def test_an_older_client_gets_the_card_as_a_new_message(
    stage: Guldkorn, susanne: Person, shut_out: Person
) -> None:
    await susanne.says("ikke sendt")
    await stage.api.delete("people", shut_out.name, "block")
    susanne.old_client = True
    before = len(await susanne.told())
    await susanne.taps("send_again", press=ALL)
    assert owed(stage) == []
    assert [words_of(message).strip() for message in (await susanne.told())[before:]] == [NOTHING]


async def test_what_fails_again_stands_on_the_card_again(
    stage: Guldkorn, susanne: Person, shut_out: Person
) -> None:
    await susanne.says("ikke sendt")
    await susanne.taps("send_again", press=ALL)
    assert "Mette Holm" not in words_of(susanne.answered["shown"])
    card = susanne.answered["shown"]["card"]
    assert verbs_of(card) == {"undelivered"}
    await susanne.taps("undelivered")
    assert "Mette Holm" in words_of(susanne.answered["shown"])
    with stage.service.database.session(None) as session:
        stopped = select(ConversationRow.stopped_because).where(ConversationRow.stopped_because.is_not(None))
        assert session.scalars(stopped).all() == ["Blocked"]


async def test_one_conversation_can_be_tried_apart(
    stage: Guldkorn, susanne: Person, shut_out: Person, anne: Person
) -> None:
    jonas = Person(stage, "odense-jonas")
    await jonas.installs_the_app()
    await suggests_on_the_page(jonas, title="Rykkere")
    await stage.api.put("people", jonas.name, "block")
    await anne.taps("claim", (await review_cards(anne))[-1]["id"])
    await stage.api.delete("people", shut_out.name, "block")
    await stage.api.delete("people", jonas.name, "block")
    await susanne.says("ikke sendt")
    words = await susanne.reads()
    (line,) = (
        part["selectAction"]
        for part in (await susanne.last())["card"]["body"]
        if part.get("selectAction") and "Mette Holm" in words_of({"card": part})
    )
    assert words.count("\u2003Prøv igen") == 2
    calls = await calls_so_far(stage)
    await susanne.presses(line, (await susanne.last())["id"])
    await stage.settle()
    assert "Mette Holm" not in words_of(susanne.answered["shown"])
    assert "Rykkere" not in "\n".join([words_of(message) for message in await shut_out.told()])
    sent_to = {call["conversation"] for call in await connector_calls(stage, calls)}
    assert sent_to == {(await shut_out.messages())[0]["conversation"]}


async def test_patience_begins_anew_with_another_try(stage: Guldkorn, susanne: Person, mette: Person) -> None:
    chat = (await mette.messages())[0]["conversation"]
    fault = {"kind": "status", "status": 502, "operation": "send", "conversation": chat}
    await stage.api.post("faults", times=1000, **fault)
    await mette.says("hej")
    await stage.later(2 * DAYS)
    assert "Teams tog ikke imod, selvom jeg prøvede igen" in await card_of(susanne)
    await susanne.taps("send_again", press=ALL)
    assert owed(stage) == [("post", "welcome")]
    await stage.api.delete("faults")
    await stage.later(60)
    assert owed(stage) == []
    assert await card_of(susanne) == NOTHING


async def test_what_is_older_than_a_fortnight_is_let_go(
    stage: Guldkorn, susanne: Person, shut_out: Person
) -> None:
    await stage.later(15 * DAYS)
    assert await card_of(susanne) == NOTHING


async def test_a_channel_that_is_gone_is_named_as_what_it_was(
    stage: Guldkorn, susanne: Person, mette: Person, channel: str
) -> None:
    await stage.api.delete("channels", channel, by=susanne.name)
    await suggests_on_the_page(mette)
    for _ in range(2):
        await stage.later(10)
    assert "Jeg kan ikke længere skrive i kanalen med forslag" in await susanne.reads()
    words = await card_of(susanne)
    assert "Kanalen med forslag" in words
    assert "forslag til RPA-teamet (Nr. 1)" in words


async def test_employees_and_reviewers_are_told_that_it_is_for_coordinators(
    stage: Guldkorn, susanne: Person, shut_out: Person, mette: Person
) -> None:
    jonas = Person(stage, "odense-jonas")
    await jonas.installs_the_app()
    await jonas.says("ikke sendt")
    assert await jonas.reads() == "Det er der kun koordinatorer, der kan."
    for verb in ("send_again", "undelivered"):
        answer = await press(jonas, verb)
        assert answer.body["value"] == "Det er der kun koordinatorer, der kan."
    assert "Mette Holm" in await card_of(susanne)


async def test_another_organisations_coordinator_neither_sees_nor_sends_it(
    stage: Guldkorn, susanne: Person, shut_out: Person
) -> None:
    stranger = Person(stage, "randers-kirsten")
    await stranger.installs_the_app()
    await stranger.says(f"koordinator {invitation(stage, RANDERS, 'Randers Kommune')}")
    assert await card_of(stranger) == NOTHING
    with stage.service.database.session(None) as session:
        stopped = session.scalars(
            select(ConversationRow.id).where(ConversationRow.stopped_because.is_not(None))
        ).one()
    for data in ({}, {"conversation": str(stopped)}, {"conversation": "x"}, {"conversation": None}):
        answer = await press(stranger, "send_again", **data)
        assert answer.status == 200
        assert owed(stage) == []
    assert "Mette Holm" in await card_of(susanne)


async def test_who_coordinates_no_more_is_not_sent_the_card(
    stage: Guldkorn, susanne: Person, shut_out: Person
) -> None:
    chat = (await susanne.messages())[0]["conversation"]
    await stage.api.post("faults", kind="status", status=429, operation="send", conversation=chat)
    await susanne.says("ikke sendt")
    with stage.service.database.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM coordinator")
    before = len(await susanne.told())
    await stage.later(60)
    assert owed(stage) == []
    assert len(await susanne.told()) == before
    await becomes_coordinator(susanne)
