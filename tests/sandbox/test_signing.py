"""Activities are signed with published keys, and tests can send what is not as it should be."""

from pathlib import Path
from typing import Any

import aiohttp
import pytest

from sandbox.app import Sandbox
from sandbox.client import Client
from tests.sandbox.conftest import APP_ID, Json
from tests.sandbox.echo import EchoBot, listening


async def test_a_new_key_is_published_at_once(bot: EchoBot, api: Client) -> None:
    told = await api.post("keys", keep_old=False)
    assert told["published"] == [told["kid"]]
    answer = await api.put("people", "odense-mette", "app")
    assert answer["turns"][0]["status"] == 200


@pytest.mark.parametrize(
    "change",
    [
        {"authorization": None},
        {"authorization": "Bearer garbage"},
        {"token": {"key": "unknown"}},
        {"token": {"key": "forged"}},
        {"token": {"claims": {"exp": 1}}},
        {"token": {"claims": {"exp": None}}},
        {"token": {"claims": {"nbf": 9_999_999_999}}},
        {"token": {"claims": {"aud": "another"}}},
        {"token": {"claims": {"iss": "https://login.example"}}},
        {"token": {"claims": {"serviceurl": "http://elsewhere/"}}},
        {"raw": "no json"},
    ],
)
async def test_what_is_not_as_it_should_be_can_be_delivered(bot: EchoBot, api: Client, change: Any) -> None:
    message = {"type": "message", "text": "hej"}
    fine = await api.post("deliver", **{"as": "odense-mette", "activity": message})
    assert fine["turns"][0]["status"] == 200
    bad = await api.post("deliver", **{"as": "odense-mette", "activity": message, **change})
    assert bad["turns"][0]["status"] == 401
    assert len(bot.heard) == 1


async def test_fields_can_be_left_out_of_what_is_delivered(bot: EchoBot, api: Client) -> None:
    odd = {"type": "handoff", "entities": None, "channelId": "slack"}
    await api.post("deliver", **{"as": "odense-mette", "activity": odd})
    assert (bot.heard[0]["type"], bot.heard[0]["channelId"]) == ("handoff", "slack")
    assert "entities" not in bot.heard[0]


async def test_a_restart_keeps_chats_and_keys(world: Json, odense: str, tmp_path: Path) -> None:
    async with Sandbox.running(world=world, data_dir=tmp_path) as first, aiohttp.ClientSession() as http:
        async with listening(first, APP_ID, [odense]):
            api = Client(http, first.url)
            await api.put("people", "odense-mette", "app")
            await api.post("people", "odense-mette", "say", text="husker du mig?")
        kid = first.keys.current.kid
    bots = [{"app_id": APP_ID, "tenants": [odense]}]
    async with (
        Sandbox.running(world=world, bots=bots, data_dir=tmp_path) as second,
        aiohttp.ClientSession() as http,
    ):
        assert second.keys.current.kid == kid
        api = Client(http, second.url)
        mette = await api.get("people", "odense-mette")
        assert mette["person"]["app"] == "installed"
        assert mette["conversations"][0]["last"]["text"] == "husker du mig?"
    assert (tmp_path / "sandbox.json").stat().st_mode & 0o077 == 0


async def test_the_key_server_can_be_down(bot: EchoBot, sandbox: Sandbox, api: Client) -> None:
    await api.post("faults", kind="status")
    await api.post("faults", kind="status", operation="key_set")
    url = f"{sandbox.url}/openid/keys"
    async with bot.http.get(url) as down, bot.http.get(url) as up:
        assert (down.status, up.status) == (503, 200)
