"""What is not an activity, or an odd one, gets a status or a sentence, and changes nothing that is stored."""

import gzip
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from storage.tables import ConversationRow
from tests.actors import Person, words_of
from tests.journeys.door import deliver, invoke, logged, nothing_comes_of_it, nothing_fails
from tests.journeys.rpa_team import calls_so_far, connector_calls, suggests_on_the_page
from tests.journeys.stored import drafts, processes
from tests.journeys.suggesting import ANSWERS, KEPT, is_asked_for
from tests.service import ODENSE, ODENSE_BOT, Guldkorn

NOT_ACTIVITIES = (
    *("", "hej", "{", '{"type": "message"', "null", "[]", '"message"', "17", "{}", '{"type": 5}', "\x00"),
    "1" * 5000,
)
NEEDED = ("type", "id", "channelId", "serviceUrl", "conversation", "from", "recipient")
NO_TEXT: tuple[object, ...] = (7, True, "", "x" * 5000, [], {}, {"id": 7}, {"id": None}, {"id": "x" * 5000})
OPTIONAL = (
    *("text", "value", "entities", "attachments", "channelData", "locale", "name", "timestamp", "action"),
    *("replyToId", "membersAdded", "textFormat", "relatesTo", "expiration", "localTimezone"),
)
HANDLED = ("message", "messageUpdate", "conversationUpdate", "installationUpdate", "invoke")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just("x" * 500),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
LONG_TEXTS = (
    "a" * 100_000,
    "ord " * 25_000,
    "1 " * 50_000,
    "12 gange om ugen " * 6_000,
    "0101" * 25_000,
    "<at>" * 25_000,
    "👩🏽‍🚒" * 20_000,
    "\u202e" + "א" * 100_000,
    "\n".join(map(str, range(18_000))),
    "\x00" * 100_000,
)


async def test_what_is_not_an_activity_is_refused(stage: Guldkorn, mette: Person) -> None:
    async with nothing_comes_of_it(stage):
        for raw in NOT_ACTIVITIES:
            with logged(refused="Malformed"):
                answer = await deliver(stage, raw=raw)
            assert answer.status == 400
            assert answer.body["error"]


async def test_json_may_be_as_deep_as_it_likes(stage: Guldkorn, mette: Person) -> None:
    async with nothing_comes_of_it(stage):
        for depth in (200, 480, 600, 950, 100_000):
            raw = '{"type": "message", "value": ' + "[" * depth + "]" * depth + "}"
            assert (await deliver(stage, raw=raw)).status == 400


@pytest.mark.parametrize("depth", [50, 300, 400, 500, 700])
async def test_a_whole_activity_with_a_deep_value_is_answered_or_refused(
    stage: Guldkorn, mette: Person, depth: int
) -> None:
    value: list[Any] = []
    for _ in range(depth):
        value = [value]
    answer = await deliver(stage, {"value": {"verb": "answer", "key": "title", "value": value}})
    assert answer.status in (200, 400)


async def test_another_content_type_is_refused(stage: Guldkorn, mette: Person) -> None:
    async with nothing_comes_of_it(stage):
        for content_type in ("text/plain", "text/html; charset=utf-8", "multipart/form-data", "nonsense"):
            with logged(refused="WrongContentType"):
                assert (await deliver(stage, content_type=content_type)).status == 415


async def test_five_megabytes_are_too_many(stage: Guldkorn, mette: Person) -> None:
    async with nothing_comes_of_it(stage):
        assert (await deliver(stage, {"text": "a" * 5_000_000})).status == 413


async def test_what_a_stranger_sends_is_not_even_read(stage: Guldkorn, mette: Person) -> None:
    async with nothing_comes_of_it(stage):
        for raw in (*NOT_ACTIVITIES, "[" + "[]," * 300_000 + "[]]", "a" * 5_000_000):
            assert (await deliver(stage, raw=raw, authorization="Bearer gold")).status == 401


async def test_packing_a_body_is_no_way_around(stage: Guldkorn, mette: Person) -> None:
    token = stage.sandbox.channel.authorization(stage.sandbox.world.bots[ODENSE_BOT], None)
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip", "Connection": "close"}
    headers["Authorization"] = token
    door = f"{stage.url}/api/messages"
    broken, too_much = (b"no gzip at all", gzip.compress(b"{}")[:-6]), gzip.compress(b"a" * 50_000_000)
    async with nothing_comes_of_it(stage):
        for packed, status in (*((each, 400) for each in broken), (too_much, 413)):
            async with stage.http.post(door, data=packed, headers=headers) as response:
                assert response.status == status


async def test_nothing_but_posting_is_understood(stage: Guldkorn) -> None:
    for method in ("GET", "PUT", "DELETE"):
        async with stage.http.request(method, f"{stage.url}/api/messages") as response:
            assert response.status == 405


async def test_an_activity_needs_its_fields(stage: Guldkorn, mette: Person) -> None:
    async with nothing_comes_of_it(stage):
        for field in NEEDED:
            with logged(refused="Malformed"):
                assert (await deliver(stage, {field: None})).status == 400


async def test_an_activity_needs_its_fields_as_texts_of_some_length(stage: Guldkorn, mette: Person) -> None:
    async with nothing_comes_of_it(stage):
        for field in NEEDED:
            for value in NO_TEXT:
                assert (await deliver(stage, {field: value})).status == 400


async def test_a_sender_with_odd_facts_is_refused_or_served(stage: Guldkorn, mette: Person) -> None:
    sender = {"id": "29:odd", "aadObjectId": "b6b1d5d5-0000-4000-8000-000000000000", "name": "Ny"}
    odd: tuple[object, ...] = (7, [], "x" * 5000, "\x00\ud800", "👩🏽‍🚒" * 100, "", None)
    for field in ("aadObjectId", "name"):
        for value in odd:
            assert (await deliver(stage, {"from": sender | {field: value}})).status in (200, 400)


async def test_who_is_not_named_is_told_so(stage: Guldkorn, mette: Person) -> None:
    with logged(refusal="NobodyKnown"):
        assert (await deliver(stage, {"from": {"id": "29:nobody"}, "text": "forslag"})).status == 200
    assert "hvem beskeden kommer fra" in await mette.reads()


async def test_a_chat_that_began_with_nobody_named_is_that_of_who_speaks_next(
    stage: Guldkorn, mette: Person
) -> None:
    with stage.service.database.session(None) as session:
        session.execute(update(ConversationRow).values(person_id=None))
    await mette.says("mine")
    assert "Her er ikke noget endnu" in await mette.reads()


async def test_where_others_may_read_along_nothing_personal_is_said(stage: Guldkorn, mette: Person) -> None:
    for kind in ("meeting", "groupChat", "Personal"):
        where = {"id": f"19:{kind}@thread.v2", "conversationType": kind, "tenantId": ODENSE}
        called = await calls_so_far(stage)
        assert (await deliver(stage, {"conversation": where, "text": "mine"})).status == 200
        assert await connector_calls(stage, after=called) == []


@given(field=st.sampled_from([*NEEDED, *OPTIONAL]), value=JSON, kind=st.sampled_from(HANDLED))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
async def test_no_field_of_an_activity_makes_the_service_fail(
    stage: Guldkorn, mette: Person, field: str, value: object, kind: str
) -> None:
    with nothing_fails():
        answer = await deliver(stage, {"type": kind, field: value})
    # An invoke that was given another name is not one of ours.
    assert answer.status in (200, 400, 403) or (answer.status, kind) == (501, "invoke")


async def test_activities_of_other_types_are_taken_in_silence(stage: Guldkorn, mette: Person) -> None:
    async with nothing_comes_of_it(stage):
        for kind in ("typing", "messageReaction", "messageDelete", "event", "endOfConversation", "x" * 60):
            with logged(event="nothing to do for this activity"):
                assert (await deliver(stage, {"type": kind})).status == 200


async def test_invokes_of_other_names_are_not_implemented(stage: Guldkorn, mette: Person) -> None:
    async with nothing_comes_of_it(stage):
        for name in ("composeExtension/query", "signin/verifyState", "", "x" * 400):
            assert (await invoke(mette, name, {})).status == 501


async def test_other_channels_are_not_served(stage: Guldkorn, mette: Person) -> None:
    async with nothing_comes_of_it(stage):
        for channel_id in ("emulator", "webchat", "directline", "MSTEAMS", "msteams "):
            with logged(refused="Forbidden"):
                assert (await deliver(stage, {"channelId": channel_id})).status == 403


async def test_a_hundred_thousand_characters_are_answered_whatever_is_asked(
    stage: Guldkorn, mette: Person
) -> None:
    await mette.says("forslag")
    for number, (key, answer) in enumerate(ANSWERS.items()):
        before, texts = len(await mette.told()), LONG_TEXTS[number % 4 :: 4]
        for text in texts:
            assert (await deliver(stage, {"text": text})).status == 200
        assert len(await mette.told()) >= before + len(texts)
        assert await mette.is_asked() == key
        await mette.says(answer)
    await mette.taps("submit")
    assert processes(stage) == [KEPT]


async def test_what_no_database_keeps_as_text_is_left_out(stage: Guldkorn, mette: Person) -> None:
    raw = {"text": "Bopæls\x00kontrol \ud83d ved \udc00tilflytning 👩🏽‍🚒"}
    await mette.says("forslag")
    assert (await deliver(stage, raw)).status == 200
    assert [draft["answers"] for draft in drafts(stage)] == [
        {"title": "Bopælskontrol ved tilflytning 👩🏽‍🚒"}
    ]


async def test_a_hundred_thousand_characters_in_a_card_or_a_page_are_shown_as_too_many(
    stage: Guldkorn, mette: Person
) -> None:
    await is_asked_for(mette, "long_description")
    for text in LONG_TEXTS[:-1]:
        await mette.taps("answer", long_description=text)
        assert await mette.is_asked() == "long_description"
        assert "plads til 10.000" in await mette.reads()
    for filled in (dict.fromkeys(ANSWERS, "a" * 100_000), {"long_description": "👩🏽‍🚒" * 20_000}):
        await mette.opens_the_form()
        await mette.fills_in("form_submit", **filled)
        assert mette.answered["shown"]["kind"] == "task"
        assert "plads til 10.000" in words_of({"card": mette.page})
    assert processes(stage) == []


async def test_an_answer_of_a_hundred_thousand_characters_to_the_team_is_too_long(
    stage: Guldkorn, mette: Person, anne: Person
) -> None:
    await suggests_on_the_page(mette)
    await anne.taps("ask")
    await anne.fills_in("ask", text="Hvor får du adressen fra?")
    await mette.says("a" * 100_000)
    assert "plads til 2.000" in await mette.reads()
    await mette.says("Fra flytteanmeldelsen.")
    assert "sendt til RPA-teamet" in await mette.reads()
