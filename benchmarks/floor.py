"""The least a turn can cost: a bare handler, a signature checked, bare transactions, one pooled reply.

``python -m benchmarks.floor PORT CONNECTOR_URL DATABASE_URL``
"""

import asyncio
import sys
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from enum import Enum, auto
from typing import Any

import aiohttp
import jwt
from aiohttp import web
from sqlalchemy import Column, Engine, Integer, MetaData, String, Table, create_engine, event, insert, select

from benchmarks.teams import APP_ID, ISSUER

NOTE = Table(
    "note",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("conversation", String(400), index=True),
    Column("body", String),
)
POSTGRES_THREADS = 10


class Sends(Enum):
    """When the message that comes of an activity leaves, and is marked as sent in a second transaction."""

    NOTHING = auto()
    BEFORE_THE_ANSWER = auto()
    BEHIND_THE_ANSWER = auto()


WORK = {
    "/turn": Sends.BEFORE_THE_ANSWER,
    "/refresh": Sends.NOTHING,
    "/claim": Sends.BEHIND_THE_ANSWER,
}


class Floor:
    """A handler that does the given work and nothing else."""

    def __init__(self, connector_url: str, engine: Engine) -> None:
        self._connector_url = connector_url
        self._engine = engine
        threads = 1 if engine.dialect.name == "sqlite" else POSTGRES_THREADS
        self._executor = ThreadPoolExecutor(threads)
        self._sending: set[asyncio.Task[None]] = set()

    def app(self) -> web.Application:
        """One route for each kind of work."""
        app = web.Application()
        app.cleanup_ctx.append(self._connected)
        app.add_routes([web.post(path, self.handle) for path in WORK])
        return app

    async def handle(self, request: web.Request) -> web.Response:
        """Check the token, note what was said, send what is due, note that it was sent."""
        activity = await request.json()
        token = request.headers["Authorization"].removeprefix("Bearer ")
        jwt.decode(token, self._key, algorithms=["RS256"], audience=APP_ID, issuer=ISSUER)
        body = await request.text()
        await self._transact(activity["conversation"]["id"], body)
        sends = WORK[request.path]
        if sends is Sends.BEFORE_THE_ANSWER:
            await self._send(activity, body)
        elif sends is Sends.BEHIND_THE_ANSWER:
            sending = asyncio.create_task(self._send(activity, body))
            self._sending.add(sending)
            sending.add_done_callback(self._sending.discard)
        return web.json_response({})

    async def _connected(self, app: web.Application) -> AsyncIterator[None]:
        NOTE.metadata.create_all(self._engine)
        async with aiohttp.ClientSession() as self._session:
            async with self._session.get(f"{self._connector_url}/keys") as response:
                self._key = jwt.PyJWKSet.from_dict(await response.json()).keys[0]
            yield

    async def _transact(self, conversation: str, body: str) -> None:
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._executor, _select_and_insert, self._engine, conversation, body)

    async def _send(self, activity: dict[str, Any], body: str) -> None:
        conversation = activity["conversation"]["id"]
        url = f"{activity['serviceUrl']}v3/conversations/{conversation}/activities"
        async with self._session.post(url, json={"type": "message", "text": "Tak."}) as response:
            response.raise_for_status()
            await response.read()
        await self._transact(conversation, body)


def _select_and_insert(engine: Engine, conversation: str, body: str) -> None:
    newest = (
        select(NOTE.c.body).where(NOTE.c.conversation == conversation).order_by(NOTE.c.id.desc()).limit(1)
    )
    with engine.begin() as connection:
        connection.execute(newest).first()
        connection.execute(insert(NOTE).values(conversation=conversation, body=body))


def _open(url: str) -> Engine:
    if url.startswith("postgresql"):
        return create_engine(url.replace("postgresql", "postgresql+psycopg", 1), pool_size=POSTGRES_THREADS)
    engine = create_engine(url)

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


if __name__ == "__main__":
    port, connector_url, database_url = sys.argv[1:]
    floor = Floor(connector_url, _open(database_url))
    web.run_app(floor.app(), host="127.0.0.1", port=int(port), access_log=None, print=None)
