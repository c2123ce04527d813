"""A browser, and the stage it looks at."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser

from sandbox.app import Sandbox
from sandbox.world import demo_world
from tests.chromium import chromium
from tests.clock import SteeredClock
from tests.service import Guldkorn, guldkorn


@pytest.fixture
def database_kind() -> str:
    """What a person sees does not depend on the database."""
    return "sqlite"


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as started:
        yield started


@pytest.fixture
async def stage(database_url: str) -> AsyncIterator[Guldkorn]:
    clock = SteeredClock()
    async with (
        Sandbox.running(world=demo_world(), now=clock.now) as sandbox,
        guldkorn(database_url, sandbox, clock) as running,
    ):
        yield running


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """Where the pictures go; `make pictures` says docs/pictures."""
    return Path(os.environ.get("PICTURES", tmp_path))
