"""The stage: a sandbox, a steered clock, and a service on each database."""

from collections.abc import AsyncIterator

import pytest

from sandbox.app import Sandbox
from sandbox.world import demo_world
from tests.actors import Person
from tests.clock import SteeredClock
from tests.service import Guldkorn, guldkorn


@pytest.fixture
def clock() -> SteeredClock:
    return SteeredClock()


@pytest.fixture
async def sandbox(clock: SteeredClock) -> AsyncIterator[Sandbox]:
    async with Sandbox.running(world=demo_world(), now=clock.now) as running:
        yield running


@pytest.fixture
async def stage(database_url: str, sandbox: Sandbox, clock: SteeredClock) -> AsyncIterator[Guldkorn]:
    async with guldkorn(database_url, sandbox, clock) as running:
        yield running


@pytest.fixture
async def mette(stage: Guldkorn) -> Person:
    """An employee of Odense."""
    person = Person(stage, "odense-mette")
    await person.installs_the_app()
    return person
