"""What `make run` starts, as a whole: one address, kept over a restart, and forgotten by `make reset`."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from socket import create_server

import aiohttp
import pytest

from sandbox.__main__ import remember_played
from sandbox.client import Client

pytestmark = pytest.mark.slow

PROJECT = Path(__file__).parents[2]
METTE = ("people", "odense-mette")


@asynccontextmanager
async def running(place: Path) -> AsyncIterator[Client]:
    """Run the program in a folder of its own, until it has printed its address, and end it as Ctrl-C does."""
    ports = [str(free_port()) for _ in range(2)]
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "sandbox", "--port", ports[0], "--service-port", ports[1]),
        cwd=place,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout
    try:
        address = (await process.stdout.readline()).decode().strip()
        async with aiohttp.ClientSession() as http:
            yield Client(http, address)
    finally:
        process.terminate()
        printed, _ = await process.communicate()
    assert (process.returncode, printed) == (0, b"")


def free_port() -> int:
    with create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


async def says(api: Client, text: str) -> str:
    """What the bot answers to Mette."""
    answer = await api.post(*METTE, "say", text=text, locale="da-DK")
    return str([message["activity"] for message in answer["messages"] if message["from"]["bot"]])


async def test_what_is_said_outlasts_a_restart_and_a_reset_forgets_it(tmp_path: Path) -> None:
    kept = tmp_path / "var"
    kept.mkdir()
    remember_played(kept)  # other tests play the demo, which takes a while
    async with running(tmp_path) as api:
        await api.put(*METTE, "app", locale="da-DK")
        await says(api, "forslag")
        assert "trin for trin" in await says(api, "Bopælskontrol")
    async with running(tmp_path) as api:
        assert "Bopælskontrol" in await says(api, "mine")
    reset = await asyncio.create_subprocess_exec("make", "-f", PROJECT / "Makefile", "reset", cwd=tmp_path)
    assert await reset.wait() == 0
    assert not kept.exists()
