"""Files come and go in the sandbox as in Teams."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from sandbox.app import Sandbox
from sandbox.client import ApiError, Client
from sandbox.files import LINK_LIVES, STEP
from tests.sandbox.echo import EchoBot

Json = dict[str, Any]
FILM = b"film" * 1000
CONSENT = "application/vnd.microsoft.teams.card.file.consent"
OFFER = {
    "contentType": CONSENT,
    "name": "film.mp4",
    "content": {
        "description": "En film",
        "sizeInBytes": STEP + 3,
        "acceptContext": {"asset": "1"},
        "declineContext": {"asset": "1"},
    },
}


@pytest.fixture
async def link(bot: EchoBot, api: Client) -> str:
    """The link to a file that Mette has sent."""
    await api.put("people", "odense-mette", "app")
    await api.upload("people", "odense-mette", "files", "min film.mp4", content=FILM, text="her")
    heard = bot.heard[-1]
    assert heard["text"] == "her"
    _, film = heard["attachments"]
    assert (film["name"], film["content"]["fileType"]) == ("min film.mp4", "mp4")
    return str(film["content"]["downloadUrl"])


@pytest.fixture
async def upload_url(bot: EchoBot, api: Client) -> str:
    """Where a bot may send the file that Mette has said yes to."""
    await api.put("people", "odense-mette", "app")
    _, sent = await bot.send(bot.heard[-1], {"type": "message", "attachments": [OFFER]})
    bot.invoke_answers["fileConsent/invoke"] = {}
    await api.post("people", "odense-mette", "consent", message=sent["id"], action="accept")
    value = bot.heard[-1]["value"]
    assert (value["type"], value["action"], value["context"]) == ("fileUpload", "accept", {"asset": "1"})
    return str(value["uploadInfo"]["uploadUrl"])


async def put(bot: EchoBot, url: str, piece: bytes, start: int, size: int = STEP + 3) -> tuple[int, Json]:
    held = {"Content-Range": f"bytes {start}-{start + len(piece) - 1}/{size}"}
    async with bot.http.put(url, data=piece, headers=held) as answer:
        return answer.status, await answer.json()


async def test_a_link_works_once(bot: EchoBot, link: str) -> None:
    async with bot.http.get(link) as first:
        assert await first.read() == FILM
    async with bot.http.get(link) as second:
        assert second.status == 404


async def test_a_link_expires(sandbox: Sandbox, bot: EchoBot, link: str) -> None:
    sandbox.world.now = lambda: datetime.now(UTC) + LINK_LIVES + timedelta(seconds=1)
    async with bot.http.get(link) as answer:
        assert answer.status == 404


async def test_files_are_for_personal_chats(bot: EchoBot, api: Client) -> None:
    await api.put("people", "odense-mette", "app")
    world = await api.get("world")
    group = world["organisations"][0]["groups"][0]["id"]
    with pytest.raises(ApiError, match="personal chats only"):
        await api.upload("people", "odense-anne", "files", "film.mp4", content=FILM, conversation=group)


async def test_an_upload_goes_on_piece_by_piece(bot: EchoBot, upload_url: str) -> None:
    assert await put(bot, upload_url, bytes(STEP), 0) == (202, {"nextExpectedRanges": [f"{STEP}-"]})
    async with bot.http.get(upload_url) as session:
        assert await session.json() == {"nextExpectedRanges": [f"{STEP}-"]}
    status, told = await put(bot, upload_url, b"end", STEP)
    assert (status, told["size"]) == (201, STEP + 3)
    async with bot.http.get(upload_url) as session:
        assert session.status == 404


@pytest.mark.parametrize(
    ("piece", "start", "size", "status"),
    [
        (bytes(STEP), STEP, STEP + 3, 416),
        (bytes(STEP), 0, STEP, 416),
        (bytes(100), 0, STEP + 3, 400),
    ],
)
async def test_an_upload_takes_only_the_next_whole_piece(
    bot: EchoBot, upload_url: str, piece: bytes, start: int, size: int, status: int
) -> None:
    assert (await put(bot, upload_url, piece, start, size))[0] == status


async def test_an_offer_is_declined(bot: EchoBot, api: Client) -> None:
    await api.put("people", "odense-mette", "app")
    _, sent = await bot.send(bot.heard[-1], {"type": "message", "attachments": [OFFER]})
    bot.invoke_answers["fileConsent/invoke"] = {}
    await api.post("people", "odense-mette", "consent", message=sent["id"], action="decline")
    assert bot.heard[-1]["value"] == {"type": "fileUpload", "action": "decline", "context": {"asset": "1"}}
