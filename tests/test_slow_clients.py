"""Who sends a request a little at a time does not hold a connection for ever."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import pytest

from bot.flows.openapi import PREFIX
from bot.slow_clients import BODY_AWAITED, HEAD_AWAITED
from sandbox.app import Sandbox
from tests.clock import SteeredClock, until
from tests.journeys.flows import new_key
from tests.service import ODENSE_BOT, Guldkorn, guldkorn

ALIVE = b"GET /livez HTTP/1.1\r\nHost: guldkorn\r\n\r\n"
BEGUN = ALIVE[:-2] + b"X-Slowly: "


@pytest.fixture
async def stage(sqlite_url: str, sandbox: Sandbox, clock: SteeredClock) -> AsyncIterator[Guldkorn]:
    async with guldkorn(sqlite_url, sandbox, clock) as running:
        yield running


@asynccontextmanager
async def connection(stage: Guldkorn) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    where = urlsplit(stage.url)
    reader, writer = await asyncio.open_connection(where.hostname, where.port)
    # Who connects later is answered later: by now the service knows of this connection.
    async with stage.http.get(f"{stage.url}/livez") as later:
        assert later.status == 200
    yield reader, writer
    writer.close()


async def answer(reader: asyncio.StreamReader) -> bytes:
    """The head of an answer with a body of JSON."""
    head = await reader.readuntil(b"\r\n\r\n")
    await reader.readuntil(b"}")
    return head


def jump(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """Let the loop's time go on, by which aiohttp closes connections."""
    loop = asyncio.get_running_loop()
    time = loop.time
    monkeypatch.setattr(loop, "time", lambda: time() + seconds)


@pytest.mark.parametrize("before", [b"", ALIVE], ids=["first", "next"])
@pytest.mark.parametrize("sent", [b"", b"GET /liv", BEGUN], ids=["nothing", "a word", "all but the end"])
async def test_a_head_that_is_not_there_in_time_ends_the_connection(
    stage: Guldkorn, monkeypatch: pytest.MonkeyPatch, before: bytes, sent: bytes
) -> None:
    async with connection(stage) as (reader, writer):
        if before:
            writer.write(before)
            assert b"200 OK" in await answer(reader)
        for _ in range(2):
            writer.write(sent)
            await writer.drain()
            sent = sent and b"x"
            jump(monkeypatch, HEAD_AWAITED / 2 + 1)
        assert await reader.read() == b""


async def test_a_head_that_is_there_in_time_is_answered(
    stage: Guldkorn, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with connection(stage) as (reader, writer):
        for _ in range(3):
            writer.write(BEGUN)
            await writer.drain()
            jump(monkeypatch, HEAD_AWAITED - 5)
            writer.write(b"x\r\n\r\n")
            assert b"200 OK" in await answer(reader)


@pytest.mark.parametrize("door", ["/api/messages", f"{PREFIX}/messages"])
async def test_a_body_that_is_not_there_in_time_is_answered_with_408(stage: Guldkorn, door: str) -> None:
    channel = stage.sandbox.channel
    bot = stage.sandbox.world.bots[ODENSE_BOT]
    token = channel.authorization(bot, None) if door == "/api/messages" else f"Bearer {new_key(stage)}"
    head = (
        f"POST {door} HTTP/1.1\r\nHost: guldkorn\r\nAuthorization: {token}\r\n"
        "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"
    )
    async with connection(stage) as (reader, writer):
        writer.write(head.encode())
        await until(lambda: BODY_AWAITED in stage.clock.waits)
        writer.write(b" ")
        stage.clock.advance(BODY_AWAITED)
        assert b" 408 " in await reader.readuntil(b"\r\n")
