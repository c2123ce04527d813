"""A sandbox with the demo's organisations, a small bot in two of them, and the API."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from sandbox.app import Sandbox
from sandbox.client import Client
from sandbox.signing import Key, Keys
from sandbox.world import demo_world
from tests.sandbox.echo import EchoBot, listening

Json = dict[str, Any]
APP_ID = "5b0f9c0e-4b52-4a35-9b0e-4f8f3a6f5f10"


@pytest.fixture
def world() -> Json:
    return demo_world()


@pytest.fixture
def odense(world: Json) -> str:
    tenant_id: str = world["organisations"][0]["tenant_id"]
    return tenant_id


@pytest.fixture
async def sandbox(world: Json, signing_key: Key) -> AsyncIterator[Sandbox]:
    async with Sandbox.running(world=world, keys=Keys([signing_key])) as running:
        yield running


@pytest.fixture
async def bot(sandbox: Sandbox, odense: str) -> AsyncIterator[EchoBot]:
    async with listening(sandbox, APP_ID, [odense]) as bot:
        yield bot


@pytest.fixture
async def api(sandbox: Sandbox) -> AsyncIterator[Client]:
    async with aiohttp.ClientSession() as http:
        yield Client(http, sandbox.url)
