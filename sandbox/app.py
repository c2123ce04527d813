"""Puts the sandbox together: one aiohttp application on one loopback port."""

import asyncio
import contextlib
import ipaddress
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from aiohttp import web

from sandbox import archive
from sandbox.channel import Channel
from sandbox.connector import Connector
from sandbox.controls import Controls
from sandbox.faults import Faults
from sandbox.files import Files
from sandbox.people import People, answering
from sandbox.signing import Identity, Key, Keys
from sandbox.world import Bot, Json, World, populate

Handle = Callable[[web.Request], Awaitable[web.StreamResponse]]
PORT = 3979
LARGEST_BODY = 32 * 1024 * 1024
HERE = Path(__file__).parent
PAGE = HERE / "page"
ADAPTIVE_CARDS = HERE.parent / "node_modules" / "adaptivecards" / "dist" / "adaptivecards.min.js"
POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:"


class NotLoopback(ValueError):
    """The sandbox is for this machine only."""


class Sandbox:
    """A running stand-in: where it is, whom it trusts, and which bots it talks to."""

    def __init__(self, world: World, keys: Keys, data_dir: Path | None) -> None:
        self.world = world
        self.keys = keys
        self.faults = Faults()
        self.identity = Identity(world, self.faults, keys)
        self.channel = Channel(world, self.identity)
        self.connector = Connector(world, self.faults, self.identity)
        self.files = Files(world, self.faults, data_dir)
        self.people = People(world, self.channel, self.files)
        self.controls = Controls(world, self.channel, self.connector, self.faults, keys)

    @property
    def url(self) -> str:
        """Where the page and the API are."""
        return self.world.url

    @property
    def openid_url(self) -> str:
        """Where the bot learns which keys to trust."""
        return f"{self.url}/openid/.well-known/openidconfiguration"

    @property
    def issuer(self) -> str:
        """Who signs the activities."""
        return self.identity.issuer

    def connect(
        self, app_id: str, endpoint: str | None, tenants: Iterable[str], name: str = "Guldkorn"
    ) -> None:
        """Say where a bot listens and which tenants it serves."""
        bot = Bot(app_id=app_id, name=name, endpoint=endpoint, tenants=list(tenants))
        self.world.bots[app_id] = bot

    @classmethod
    @contextlib.asynccontextmanager
    async def running(
        cls,
        *,
        world: Json,
        bots: Iterable[Json] = (),
        data_dir: Path | None = None,
        keys: Keys | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> "AsyncIterator[Sandbox]":
        """Serve on a loopback port, any free one by default, for as long as the block lasts."""
        if not is_loopback(host):
            raise NotLoopback(f"the sandbox listens on loopback only, not on {host}")
        with socket.create_server((host, port)) as listening:
            url = f"http://{host}:{listening.getsockname()[1]}"
            app = create_app(world, bots, data_dir, keys=keys, url=url, now=now)
            runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
            await runner.setup()
            try:
                await web.SockSite(runner, listening).start()
                yield app[SANDBOX]
            finally:
                await runner.cleanup()


SANDBOX = web.AppKey("sandbox", Sandbox)


def create_app(
    world: Json,
    bots: Iterable[Json],
    data_dir: Path | None = None,
    *,
    keys: Keys | None = None,
    url: str = f"http://127.0.0.1:{PORT}",
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> web.Application:
    """The application: `world` as in demo_world.json, `bots` as `{app_id, name, endpoint, tenants}`.

    With a data folder, what happened there before is taken up again, and `world` is used the first time only.
    """
    state = World(url=url, now=now)
    keys = keys or Keys()
    file = archive.Archive(data_dir / "sandbox.json", lambda: _kept(state, keys)) if data_dir else None
    kept = file.read() if file else None
    if kept:
        archive.restore(state, kept["world"])
        keys.published = [Key(**each) for each in kept["keys"]]
    else:
        populate(state, world)
    state.bots = {each["app_id"]: Bot(**each) for each in bots}
    sandbox = Sandbox(state, keys, data_dir)
    app = web.Application(middlewares=[_loopback_only], client_max_size=LARGEST_BODY)
    app[SANDBOX] = sandbox
    app.add_routes(_routes(sandbox))
    app.cleanup_ctx.append(_lifetime(sandbox, file))
    return app


def is_loopback(host: str) -> bool:
    """Whether a host name or address means this machine alone."""
    try:
        return host == "localhost" or ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _kept(world: World, keys: Keys) -> Json:
    return {"world": archive.dump(world), "keys": [asdict(key) for key in keys.published]}


def _routes(sandbox: Sandbox) -> list[web.AbstractRouteDef]:
    api = [
        web.route(method, f"/api{path}", answering(handler))
        for method, path, handler in (*sandbox.people.table(), *sandbox.controls.table())
    ]
    return [
        *api,
        *sandbox.identity.routes(),
        *sandbox.connector.routes(),
        *sandbox.files.routes(),
        web.get("/", _page),
        web.get("/vendor/adaptivecards.js", _adaptive_cards),
        web.static("/page", PAGE),
    ]


def _lifetime(
    sandbox: Sandbox, file: archive.Archive | None
) -> Callable[[web.Application], AsyncIterator[None]]:
    async def live(_app: web.Application) -> AsyncIterator[None]:
        await sandbox.channel.open()
        follower = asyncio.create_task(file.follow(sandbox.world)) if file else None
        yield
        sandbox.faults.release()
        await sandbox.channel.close()
        sandbox.files.close()
        if follower:
            follower.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await follower

    return live


@web.middleware
async def _loopback_only(request: web.Request, handler: Handle) -> web.StreamResponse:
    """Nobody reaches the sandbox under another name, which keeps strange web pages out too."""
    host = request.url.host
    if host is None or not is_loopback(host):
        raise web.HTTPForbidden(text="The sandbox is for this machine only.")
    response = await handler(request)
    response.headers["Content-Security-Policy"] = POLICY
    return response


async def _page(_request: web.Request) -> web.FileResponse:
    return web.FileResponse(PAGE / "index.html", headers={"Cache-Control": "no-cache"})


async def _adaptive_cards(_request: web.Request) -> web.FileResponse:
    return web.FileResponse(ADAPTIVE_CARDS)
