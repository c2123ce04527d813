"""The least a turn can cost: a bare handler, a signature checked, bare transactions, one pooled reply.

``python -m benchmarks.floor PORT CONNECTOR_URL DATABASE_URL``
"""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeAlias

import aiohttp
import jwt
from aiohttp import web
from sqlalchemy import (
    Column,
    Engine,
    Integer,
    MetaData,
    Select,
    String,
    Table,
    create_engine,
    event,
    insert,
    select,
)

from benchmarks.teams import APP_ID, ISSUER

NOTE = Table(
    "note",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("conversation", String(400), index=True),
    Column("body", String),
)
POSTGRES_THREADS = 10
Work: TypeAlias = Callable[[Engine, str, str], None]


WORDS = {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": "Tak for forslaget. " * 4}]}
CHAT = {"type": "message", "text": "Tak."}
CARD = {"type": "message", "attachments": [{"type": "AdaptiveCard", "body": [WORDS] * 25}]}
"""As large as a review card."""


@dataclass(frozen=True, kw_only=True)
class Deed:
    """What an activity demands: whether something is stored, and what is sent, each marked when it is."""

    stores: bool = True
    sends: Sequence[tuple[str, Any]] = ()
    answer: Any = None


MESSAGE = Deed(sends=[("POST", CHAT)])
CLICKS = {
    "refresh": Deed(stores=False, answer=CARD),
    "claim": Deed(sends=[("PUT", CARD), ("PUT", CARD), ("POST", CARD)], answer=CARD),
    "release": Deed(sends=[("PUT", CARD), ("PUT", CARD)], answer=CARD),
}
"""By verb; the review card and the receipt are replaced, and of a claim the submitter is told."""


class Floor:
    """A handler that does the given work and nothing else."""

    def __init__(self, connector_url: str, engine: Engine) -> None:
        self._connector_url = connector_url
        self._engine = engine
        threads = 1 if engine.dialect.name == "sqlite" else POSTGRES_THREADS
        self._executor = ThreadPoolExecutor(threads)
        self._sending: set[asyncio.Task[None]] = set()

    def app(self) -> web.Application:
        """One route, as a bot has it."""
        app = web.Application()
        app.cleanup_ctx.append(self._connected)
        app.add_routes([web.post("/api/messages", self.handle)])
        return app

    async def handle(self, request: web.Request) -> web.Response:
        """Check the token, do the deed; what a click sends leaves behind the answer."""
        activity = await request.json()
        token = request.headers["Authorization"].removeprefix("Bearer ")
        jwt.decode(token, self._key, algorithms=["RS256"], audience=APP_ID, issuer=ISSUER)
        is_click = activity["type"] == "invoke"
        deed = CLICKS[activity["value"]["action"]["verb"]] if is_click else MESSAGE
        body = await request.text()
        work = _select_and_insert if deed.stores else _select
        await self._transact(work, activity["conversation"]["id"], body)
        sending = asyncio.create_task(self._send(deed, activity, body))
        if is_click:
            self._sending.add(sending)
            sending.add_done_callback(self._sending.discard)
        else:
            await sending
        return web.json_response(deed.answer)

    async def _connected(self, app: web.Application) -> AsyncIterator[None]:
        NOTE.metadata.create_all(self._engine)
        async with aiohttp.ClientSession() as self._session:
            async with self._session.get(f"{self._connector_url}/keys") as response:
                self._key = jwt.PyJWKSet.from_dict(await response.json()).keys[0]
            yield

    async def _transact(self, work: Work, conversation: str, body: str) -> None:
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._executor, work, self._engine, conversation, body)

    async def _send(self, deed: Deed, activity: dict[str, Any], body: str) -> None:
        conversation = activity["conversation"]["id"]
        activities = f"{activity['serviceUrl']}v3/conversations/{conversation}/activities"
        for method, message in deed.sends:
            url = f"{activities}/{activity['id']}" if method == "PUT" else activities
            async with self._session.request(method, url, json=message) as response:
                response.raise_for_status()
                await response.read()
            await self._transact(_select_and_insert, conversation, body)


def _select(engine: Engine, conversation: str, _: str) -> None:
    with engine.begin() as connection:
        connection.execute(_newest(conversation)).first()


def _select_and_insert(engine: Engine, conversation: str, body: str) -> None:
    with engine.begin() as connection:
        connection.execute(_newest(conversation)).first()
        connection.execute(insert(NOTE).values(conversation=conversation, body=body))


def _newest(conversation: str) -> Select[Any]:
    own = select(NOTE.c.body).where(NOTE.c.conversation == conversation)
    return own.order_by(NOTE.c.id.desc()).limit(1)


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
