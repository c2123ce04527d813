"""The database: one engine, one way to open a session, and the threads that synchronous work runs in."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from time import perf_counter
from typing import Any, ParamSpec, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.orm.exc import StaleDataError

from domain.errors import GuldkornError
from domain.people import Actor

Timed = Callable[[float, float], None]
"""Is told how many seconds work waited for a database thread, and how many it then took."""

P = ParamSpec("P")
R = TypeVar("R")

POOL_SIZE = 10
WAIT_SECONDS = 10
IN_EACH_OTHERS_WAY = ("40001", "40P01")
"""PostgreSQL's codes for a serialization failure and for a deadlock."""
OUT_OF_REACH = (OperationalError, InterfaceError, PoolTimeout, StaleDataError)
"""What says nothing against the work that met it: the database is away, or somebody was quicker."""
SQLITE_SETTINGS = ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON")


class DatabaseUnavailable(GuldkornError):
    """The database cannot be reached, or does not answer in time."""


class Overtaken(DatabaseUnavailable):
    """Somebody else changed the same row first."""


class Database:
    """A SQLite file or a PostgreSQL database, by its URL; the driver is our business."""

    def __init__(self, url: str, timed: Timed = lambda *_: None) -> None:
        address = _address(url)
        self._timed = timed
        on_sqlite = address.get_backend_name() == "sqlite"
        self.engine = _sqlite(address) if on_sqlite else _postgresql(address)
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)
        self._threads = ThreadPoolExecutor(1 if on_sqlite else POOL_SIZE, thread_name_prefix="database")

    @contextmanager
    def session(self, actor: Actor | None) -> Iterator[Session]:
        """Open a session for an actor, or the service itself; commit at its end, roll back on an error."""
        with reachable(), self._sessions.begin() as session:
            act_as(session, actor)
            yield session

    async def run(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run synchronous work in a database thread: the one that writes for SQLite, else one of several."""
        asked = perf_counter()

        def timed() -> R:
            begun = perf_counter()
            try:
                return work(*args, **kwargs)
            finally:
                self._timed(begun - asked, perf_counter() - begun)

        return await asyncio.get_running_loop().run_in_executor(self._threads, copy_context().run, timed)

    async def in_transaction(self, work: Callable[[Session], R], actor: Actor | None = None) -> R:
        """Run work in a database thread, within one session of its own; once more if that may help."""

        def transaction() -> R:
            with self.session(actor) as session:
                return work(session)

        try:
            return await self.run(transaction)
        except DatabaseUnavailable as failure:
            if not _may_pass(failure):
                raise
            return await self.run(transaction)

    def close(self) -> None:
        """Finish what runs and close all connections."""
        self._threads.shutdown()
        self.engine.dispose()


@contextmanager
def reachable() -> Iterator[None]:
    """Tell a database that does not answer, and a row that somebody else changed first, by our own names."""
    try:
        yield
    except StaleDataError as overtaken:
        raise Overtaken from overtaken
    except (OperationalError, InterfaceError, PoolTimeout) as failure:
        raise DatabaseUnavailable(str(getattr(failure, "orig", failure))) from failure


def act_as(session: Session, actor: Actor | None) -> None:
    """Say for whom a session works, once that is known."""
    session.info["actor"] = actor


def _may_pass(failure: DatabaseUnavailable) -> bool:
    """Whether another's change, a lost connection, or two transactions in each other's way stopped us."""
    cause = failure.__cause__
    if not isinstance(cause, DBAPIError):
        return isinstance(failure, Overtaken)
    return cause.connection_invalidated or getattr(cause.orig, "sqlstate", None) in IN_EACH_OTHERS_WAY


def _address(url: str) -> URL:
    if not url.startswith(("sqlite:///", "postgresql://")):
        raise DatabaseUnavailable("The address begins with neither sqlite:/// nor postgresql://.")
    try:
        return make_url(url)
    except (ArgumentError, ValueError):
        raise DatabaseUnavailable("The address cannot be read.") from None


def _sqlite(address: URL) -> Engine:
    try:
        # A folder of our own is for nobody else on the machine to look into.
        Path(address.database or "").parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as failure:
        raise DatabaseUnavailable(str(failure)) from failure
    patient = address.set(query={"timeout": str(WAIT_SECONDS), **address.query})
    engine = create_engine(patient, hide_parameters=True)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_writing)
    return engine


def _set_up_sqlite(connection: SqliteConnection, _record: Any) -> None:
    connection.isolation_level = None
    for setting in SQLITE_SETTINGS:
        connection.execute(f"PRAGMA {setting}")


def _begin_writing(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _postgresql(address: URL) -> Engine:
    return create_engine(
        address.set(drivername="postgresql+psycopg"),
        connect_args={"options": "-c timezone=UTC", "connect_timeout": WAIT_SECONDS},
        pool_size=POOL_SIZE,
        pool_timeout=WAIT_SECONDS,
        # The connection used last has the tables and statements at hand.
        pool_use_lifo=True,
        hide_parameters=True,
    )
