"""The connector answers bots as Teams does, and fails on demand."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import pytest

from sandbox.app import NotLoopback, Sandbox
from sandbox.client import Client
from tests.sandbox.conftest import APP_ID, Json
from tests.sandbox.echo import EchoBot

Call = Callable[..., Awaitable[tuple[int, Any]]]
CARD = "application/vnd.microsoft.card.adaptive"
HELLO = {"type": "message", "text": "Hej"}


@pytest.fixture
def call(bot: EchoBot, sandbox: Sandbox, odense: str) -> Call:
    async def ask(method: str, path: str, body: Any = None) -> tuple[int, Any]:
        return await bot.call(method, f"{sandbox.url}/teams/{odense}/", path, body)

    return ask


@pytest.fixture
async def team(bot: EchoBot, api: Client) -> Json:
    """The team, with the app in it."""
    await api.put("teams", "odense-rpa", "app")
    told: Json = (await api.get("world"))["organisations"][0]["teams"][0]
    return told


@pytest.fixture
async def chat(bot: EchoBot, api: Client) -> str:
    """Mette's chat, with the app in it."""
    return str((await api.put("people", "odense-mette", "app"))["conversation"])


def carrying(card: Json) -> Json:
    return {"type": "message", "attachments": [{"contentType": CARD, "content": card}]}


async def test_a_thread_is_begun_and_answered_in(call: Call, team: Json, api: Client) -> None:
    channel = team["channels"][1]["id"]
    body = {"isGroup": True, "channelData": {"channel": {"id": channel}}, "activity": HELLO}
    status, begun = await call("POST", "v3/conversations", body)
    assert status == 201
    assert begun["id"] == f"{channel};messageid={begun['activityId']}"
    await call("POST", f"v3/conversations/{begun['id']}/activities", HELLO)
    await call("POST", f"v3/conversations/{channel}/activities/{begun['activityId']}", HELLO)
    told = await api.get("conversations", channel, "messages", **{"as": "odense-anne"})
    assert [message["thread"] for message in told["messages"]] == [begun["activityId"]] * 3


async def test_a_personal_chat_is_opened_with_a_member_of_a_team_that_has_the_app(
    call: Call, team: Json, api: Client
) -> None:
    anne = (await api.get("people", "odense-anne"))["person"]
    status, opened = await call("POST", "v3/conversations", {"members": [{"id": anne["member_id"]}]})
    assert (status, opened) == (201, {"id": anne["chat"]})
    stranger = (await api.get("people", "odense-mette"))["person"]
    status, refused = await call("POST", "v3/conversations", {"members": [{"id": stranger["member_id"]}]})
    assert (status, refused["error"]["code"]) == (403, "BotNotInConversationRoster")


async def test_the_roster_is_told_whole_one_by_one_and_in_pages(call: Call, team: Json) -> None:
    channel = f"v3/conversations/{team['thread_id']}"
    _, everybody = await call("GET", f"{channel}/members")
    assert [member["name"] for member in everybody] == ["Susanne Dam", "Peter Vestergaard", "Anne Bundgaard"]
    _, one = await call("GET", f"{channel}/members/{everybody[1]['id']}")
    assert one == everybody[1]
    assert one["userRole"] == "user"
    assert (await call("GET", f"{channel}/members/29:nobody"))[0] == 404
    _, first = await call("GET", f"{channel}/pagedmembers?pageSize=2")
    token = first["continuationToken"]
    _, second = await call("GET", f"{channel}/pagedmembers?pageSize=2&continuationToken={token}")
    assert first["members"] + second["members"] == everybody
    assert "continuationToken" not in second


async def test_a_team_tells_its_name_and_channels(call: Call, team: Json) -> None:
    _, details = await call("GET", f"v3/teams/{team['thread_id']}")
    assert (details["name"], details["memberCount"], details["channelCount"]) == ("RPA-team", 3, 2)
    _, told = await call("GET", f"v3/teams/{team['thread_id']}/conversations")
    assert [channel["name"] for channel in told["conversations"]] == [None, "Forslag"]


async def test_a_deleted_message_is_gone(call: Call, chat: str) -> None:
    _, sent = await call("POST", f"v3/conversations/{chat}/activities", HELLO)
    message = f"v3/conversations/{chat}/activities/{sent['id']}"
    assert (await call("DELETE", message))[0] == 200
    assert (await call("PUT", message, HELLO))[0] == 404


async def test_typing_is_a_passing_sign(call: Call, chat: str, api: Client) -> None:
    await call("POST", f"v3/conversations/{chat}/activities", {"type": "typing"})
    told = await api.get("conversations", chat, "messages", **{"as": "odense-mette"})
    assert told["typing"] is not None
    assert told["messages"] == []
    await call("POST", f"v3/conversations/{chat}/activities", HELLO)
    assert (await api.get("conversations", chat, "messages", **{"as": "odense-mette"}))["typing"] is None


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ([], 400, "BadSyntax"),
        ({"type": "message"}, 400, "BadSyntax"),
        ({"type": "event", "text": "x"}, 400, "BadSyntax"),
        ({"type": "message", "text": "x" * 51_200}, 413, "MessageSizeTooBig"),
        ({"type": "message", "attachments": [{"content": {}}]}, 400, "BadArgument"),
        (carrying({"type": "Hero"}), 400, "BadArgument"),
        (carrying({"type": "AdaptiveCard", "body": "æ" * 14_336}), 413, "MessageSizeTooBig"),
    ],
)
async def test_what_teams_does_not_take_is_refused(
    call: Call, chat: str, body: Any, status: int, code: str
) -> None:
    answered, told = await call("POST", f"v3/conversations/{chat}/activities", body)
    assert (answered, told["error"]["code"]) == (status, code)


async def test_a_card_just_small_enough_is_taken(call: Call, chat: str) -> None:
    empty = len('{"type":"AdaptiveCard","body":""}')
    card = {"type": "AdaptiveCard", "body": "æ" * (14_336 - empty)}
    assert (await call("POST", f"v3/conversations/{chat}/activities", carrying(card)))[0] == 201


async def test_blocked_removed_and_unknown_are_told_apart(call: Call, chat: str, api: Client) -> None:
    path = f"v3/conversations/{chat}/activities"
    await api.put("people", "odense-mette", "block")
    assert (await call("POST", path, HELLO))[1]["error"]["code"] == "MessageWritesBlocked"
    await api.delete("people", "odense-mette", "block")
    await api.delete("people", "odense-mette", "app")
    assert (await call("POST", path, HELLO))[1]["error"]["code"] == "BotNotInConversationRoster"
    assert (await call("POST", "v3/conversations/a:nothing/activities", HELLO))[0] == 404


async def test_another_organisations_conversation_is_unknown(
    bot: EchoBot, sandbox: Sandbox, world: Json, chat: str
) -> None:
    elsewhere = f"{sandbox.url}/teams/{world['organisations'][1]['tenant_id']}/"
    assert (await bot.call("POST", elsewhere, f"v3/conversations/{chat}/activities", HELLO))[0] == 404


async def test_throttling_strikes_as_often_as_asked(call: Call, chat: str, api: Client, bot: EchoBot) -> None:
    await api.post("faults", kind="status", operation="send", status=429, retry_after=2, times=2)
    path = f"v3/conversations/{chat}/activities"
    assert (await call("GET", f"v3/conversations/{chat}/members"))[0] == 200
    url = bot.heard[0]["serviceUrl"] + path
    async with bot.http.post(url, json=HELLO) as answer:
        assert (answer.status, answer.headers["Retry-After"]) == (429, "2")
    assert (await call("POST", path, HELLO))[0] == 429
    assert (await call("POST", path, HELLO))[0] == 201
    calls = (await api.get("calls"))["calls"]
    assert [(each["operation"], each["status"]) for each in calls] == [
        ("members", 200),
        ("send", 429),
        ("send", 429),
        ("send", 201),
    ]


@pytest.mark.parametrize(("kind", "stored"), [("cut", 0), ("cut_after", 1)])
async def test_a_cut_connection_loses_the_message_or_only_the_answer(
    call: Call, chat: str, api: Client, kind: str, stored: int
) -> None:
    await api.post("faults", kind=kind, operation="send")
    with pytest.raises(aiohttp.ClientConnectionError):
        await call("POST", f"v3/conversations/{chat}/activities", HELLO)
    told = await api.get("conversations", chat, "messages", **{"as": "odense-mette"})
    assert len(told["messages"]) == stored
    assert (await api.get("calls"))["calls"][-1]["status"] is None


async def test_a_slow_call_waits_until_it_is_released(call: Call, chat: str, api: Client) -> None:
    fault = await api.post("faults", kind="slow", conversation=chat)
    sending = asyncio.ensure_future(call("POST", f"v3/conversations/{chat}/activities", HELLO))
    held = await api.get("faults", held=1, wait=5)
    assert held["faults"][0]["held"] == 1
    assert not sending.done()
    await api.delete("faults", str(fault["number"]))
    assert (await sending)[0] == 201


async def test_a_slow_call_may_last_its_seconds(call: Call, chat: str, api: Client) -> None:
    await api.post("faults", kind="slow", seconds=0.01)
    assert (await call("POST", f"v3/conversations/{chat}/activities", HELLO))[0] == 201
    assert (await api.get("faults"))["faults"] == []


async def test_the_sandbox_listens_on_this_machine_only(sandbox: Sandbox, world: Json) -> None:
    with pytest.raises(NotLoopback):
        async with Sandbox.running(world=world, host="0.0.0.0"):  # noqa: S104
            pass
    async with aiohttp.ClientSession() as http:
        strange = {"Host": "guldkorn.example"}
        async with http.get(f"{sandbox.url}/api/world", headers=strange) as answer:
            assert answer.status == 403


async def test_a_bot_with_a_secret_is_known_by_its_token(
    bot: EchoBot, sandbox: Sandbox, odense: str, api: Client, chat: str
) -> None:
    form = {"grant_type": "client_credentials", "client_id": APP_ID, "client_secret": "s", "scope": "x"}
    async with bot.http.post(f"{sandbox.url}/{odense}/oauth2/v2.0/token", data=form) as answer:
        token = (await answer.json())["access_token"]
    url = f"{sandbox.url}/teams/{odense}/v3/conversations/{chat}/members"
    async with bot.http.get(url, headers={"Authorization": f"Bearer {token}"}) as answer:
        assert answer.status == 200
    assert (await api.get("calls"))["calls"][-1]["bot"] == APP_ID
