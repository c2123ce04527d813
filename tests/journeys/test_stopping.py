"""A service that is told to stop is gone before it is killed, whatever hangs; what was owed comes later."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from sandbox.__main__ import registrations
from sandbox.app import Sandbox
from sandbox.client import Client
from sandbox.world import Conversation, demo_world
from storage.database import Database
from storage.tables import AssetRow, DeliveryRow
from tests.program import STOPS_WITHIN, serving, told_by_bot
from tests.trouble import hanging

pytestmark = pytest.mark.slow


class Stage:
    """A sandbox for one service after the other, and Mette in it."""

    def __init__(self, sandbox: Sandbox, http: aiohttp.ClientSession, url: str, folder: Path) -> None:
        self.sandbox, self.http, self.url, self.folder = sandbox, http, url, folder
        self.api = Client(http, sandbox.url)
        self.mette = sandbox.world.people["odense-mette"]

    @property
    def chat(self) -> Conversation:
        return self.sandbox.world.personal_chat(self.mette)

    @asynccontextmanager
    async def serves(self, **settings: str) -> AsyncIterator[asyncio.subprocess.Process]:
        async with serving(self.url, self.sandbox, self.http, self.folder, **settings) as process:
            yield process

    async def says(self, text: str) -> Any:
        return await self.api.post("people", self.mette.id, "say", text=text)

    async def held(self) -> None:
        """Wait until Teams keeps a call waiting."""
        faults = await self.api.get("faults", held=1, wait=20)
        assert sum(each["held"] for each in faults["faults"]) == 1

    async def has_told(self, count: int) -> None:
        """Wait until the bot has said so much."""
        await self.sandbox.world.until(lambda: len(told_by_bot(self.chat)) >= count, 30)
        assert len(told_by_bot(self.chat)) == count


@pytest.fixture
async def stage(database_url: str, tmp_path: Path) -> AsyncIterator[Stage]:
    async with Sandbox.running(world=demo_world()) as sandbox, aiohttp.ClientSession() as http:
        stage = Stage(sandbox, http, database_url, tmp_path)
        yield stage


async def stops(process: asyncio.subprocess.Process) -> None:
    process.terminate()
    async with asyncio.timeout(STOPS_WITHIN):
        assert await process.wait() == 0


async def test_while_a_call_to_teams_hangs(stage: Stage) -> None:
    async with stage.serves() as process:
        await stage.api.put("people", stage.mette.id, "app")
        await stage.api.post("faults", kind="slow", operation="send", conversation=stage.chat.id)
        saying = asyncio.create_task(stage.says("hvad er klokken"))
        await stage.held()
        await stops(process)
        await saying
    before = len(told_by_bot(stage.chat))
    await stage.api.delete("faults")
    async with stage.serves():
        await stage.has_told(before + 2)


@pytest.mark.parametrize("database_kind", ["sqlite"])
async def test_while_a_file_is_carried(stage: Stage) -> None:
    async with stage.serves() as process:
        await stage.api.put("people", stage.mette.id, "app")
        await stage.api.post("faults", kind="slow", operation="download")
        await stage.api.upload("people", stage.mette.id, "files", "film.mp4", content=b"film")
        await stage.held()
        await stops(process)
    await stage.api.delete("faults")
    with closing(Database(stage.url)) as database:
        async with stage.serves():
            async with asyncio.timeout(30):
                while await database.in_transaction(_status) != "stored":  # noqa: ASYNC110
                    await asyncio.sleep(0.1)


def _status(session: Session) -> str | None:
    return session.scalar(select(AssetRow.status))


async def test_while_the_database_hangs_in_a_turn(stage: Stage) -> None:
    async with stage.serves() as process:
        await stage.api.put("people", stage.mette.id, "app")
        before = len(told_by_bot(stage.chat))
        async with hanging(stage.url):
            saying = asyncio.create_task(stage.says("sprog"))
            # The sign that the bot is typing tells that the turn is under way.
            await stage.sandbox.world.until(lambda: stage.chat.typing is not None, 20)
            await stops(process)
        await saying
    async with stage.serves():
        await stage.says("sprog")
        await stage.has_told(before + 1)


@pytest.mark.parametrize("database_kind", ["sqlite"])
async def test_while_entra_hangs(stage: Stage) -> None:
    with socket.create_server(("127.0.0.1", 0)) as entra:
        bots = [bot | {"secret": "never shown"} for bot in registrations(demo_world())]
        authority = f"https://127.0.0.1:{entra.getsockname()[1]}"
        async with stage.serves(GULDKORN_AUTHORITY=authority, GULDKORN_BOTS=json.dumps(bots)) as process:
            arriving = asyncio.create_task(stage.api.put("people", stage.mette.id, "app"))
            await asyncio.to_thread(entra.accept)
            await stops(process)
            await arriving
    async with stage.serves():
        await stage.has_told(1)
    with closing(Database(stage.url)) as database, database.session(None) as session:
        assert session.scalars(select(DeliveryRow.kind)).all() == ["welcome"]
