"""The service as a program of its own, and what it has said."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

from sandbox.__main__ import Service, environment, ready, registrations
from sandbox.app import Sandbox
from sandbox.world import Conversation, demo_world

STOPS_WITHIN = 8  # seconds; Docker kills after 10


@asynccontextmanager
async def serving(
    database_url: str, sandbox: Sandbox, http: aiohttp.ClientSession, folder: Path, **settings: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """A real `guldkorn serve`, on the machine's own clock."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    endpoint = f"http://127.0.0.1:{port}"
    bots = registrations(demo_world())
    given = environment(sandbox, bots, folder, port) | {"GULDKORN_DATABASE_URL": database_url} | settings
    async with Service(folder, given).serving() as process:
        await ready(http, f"{endpoint}/readyz", process)
        for bot in bots:
            sandbox.connect(bot["app_id"], f"{endpoint}/api/messages", bot["serves"])
        yield process


def told_by_bot(chat: Conversation) -> list[str]:
    """What the bot has said, oldest first."""
    said = sorted(chat.messages.values(), key=lambda message: int(message.id))
    return [str(message.activity) for message in said if message.sender is None]
