"""The parts the engine room is tried with."""

from collections.abc import AsyncIterator
from pathlib import Path
from random import Random

import aiohttp
import pytest

from bot.settings import BotRegistration
from bot.teams.connector import Connector, open_session
from bot.teams.credentials import Credentials
from tests.clock import SteeredClock
from tests.teams.channel import BOT, PRIVATE, TENANT, KeyServer
from tests.teams.connector_service import ConnectorService
from tests.teams.entra import Azure, Entra, pem, self_signed


@pytest.fixture
def clock() -> SteeredClock:
    return SteeredClock()


@pytest.fixture
def registration() -> BotRegistration:
    return BotRegistration(app_id=BOT, tenant_id=TENANT, serves=(TENANT,))


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with open_session() as opened:
        yield opened


@pytest.fixture
async def key_server() -> AsyncIterator[KeyServer]:
    server = KeyServer()
    server.publish("first")
    async with server.running():
        yield server


@pytest.fixture
async def service() -> AsyncIterator[ConnectorService]:
    async with ConnectorService().running() as running:
        yield running


@pytest.fixture
def credentials(registration: BotRegistration, clock: SteeredClock) -> Credentials:
    return Credentials([registration], authority="https://login.example", scope="scope", clock=clock)


@pytest.fixture
def connector(session: aiohttp.ClientSession, credentials: Credentials, clock: SteeredClock) -> Connector:
    return Connector(session, credentials, clock, Random(1))


@pytest.fixture(scope="session")
def own_certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for this machine and its key, in one file."""
    path = tmp_path_factory.mktemp("entra") / "certificate.pem"
    path.write_bytes(pem(self_signed(PRIVATE), PRIVATE))
    return path


@pytest.fixture
async def entra(own_certificate: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Entra]:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(own_certificate))
    async with Entra(own_certificate).running() as running:
        yield running


@pytest.fixture
async def azure() -> AsyncIterator[Azure]:
    async with Azure().running() as running:
        yield running
