"""A whole Guldkorn on this machine: the real service, met over HTTP by the sandbox's people."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from typing import Any

import aiohttp
from aiohttp import web
from aiohttp.web_app import _cached_build_middleware

from bot.app import create_app
from bot.service import SERVICE, Service
from bot.settings import Settings
from sandbox.app import Sandbox
from sandbox.client import Client
from sandbox.world import demo_world
from tests.clock import SteeredClock

ODENSE, GLADSAXE, RANDERS = (each["tenant_id"] for each in demo_world()["organisations"])
ODENSE_BOT = "11111111-1111-4111-8111-111111111111"
FILES = TemporaryDirectory(prefix="guldkorn-files-")
"""Where files are kept in all tests, so that a service that starts again finds them."""
SHARED_BOT = "22222222-2222-4222-8222-222222222222"


class Compiled(dict[Any, Any]):
    """What SQLAlchemy has compiled for one service and the next, whose engine is another of the same kind."""

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get(_of_its_kind(key), default)

    def __setitem__(self, key: Any, compiled: Any) -> None:
        super().__setitem__(_of_its_kind(key), compiled)


def _of_its_kind(key: Any) -> Any:
    dialect, *statement = key
    return (type(dialect), *statement)


COMPILED = Compiled()


@dataclass(frozen=True, kw_only=True)
class Guldkorn:
    """The service and its surroundings, for as long as a test lasts."""

    service: Service
    sandbox: Sandbox
    clock: SteeredClock
    http: aiohttp.ClientSession
    url: str

    @property
    def api(self) -> Client:
        return Client(self.http, self.sandbox.url)

    async def settle(self) -> None:
        """Wait until everything owed has been sent, and everybody's mail asked for."""
        await self.service.porter.idle()
        await self.service.courier.idle()
        await self.service.mails.idle()

    async def later(self, seconds: float) -> None:
        self.clock.advance(seconds)
        await self.settle()


@asynccontextmanager
async def guldkorn(
    database_url: str, sandbox: Sandbox, clock: SteeredClock, **changes: Any
) -> AsyncIterator[Guldkorn]:
    """Run the service, with these settings changed, against a sandbox that may have met an earlier one."""
    usual: dict[str, Any] = {
        "database_url": database_url,
        "bots": [
            {"app_id": ODENSE_BOT, "tenant_id": ODENSE, "serves": [ODENSE]},
            {"app_id": SHARED_BOT, "tenant_id": GLADSAXE, "serves": [GLADSAXE, RANDERS]},
        ],
        "channel_openid_url": sandbox.openid_url,
        "channel_issuer": sandbox.issuer,
        "port": 0,
        "files_url": FILES.name,
    }
    settings = Settings(**usual | changes)
    app = create_app(settings, clock)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    try:
        app[SERVICE].database.engine.update_execution_options(compiled_cache=COMPILED)
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        host, port = runner.addresses[0][:2]
        for bot in settings.bots:
            sandbox.connect(bot.app_id, f"http://{host}:{port}/api/messages", bot.serves)
        async with aiohttp.ClientSession() as http:
            yield Guldkorn(
                service=app[SERVICE],
                sandbox=sandbox,
                clock=clock,
                http=http,
                url=f"http://{host}:{port}",
            )
    finally:
        await runner.cleanup()
        # Else aiohttp keeps dozens of services whole, which every collection of garbage goes through.
        _cached_build_middleware.cache_clear()


def read_json(path: str) -> Any:
    with open(path, encoding="utf-8") as file:
        return json.load(file)
