"""The database: one engine, one way to open a session, and the threads that synchronous work runs in."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import ParamSpec, TypeVar

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from domain.people import Actor
from storage.engines import PATIENCE, POOL_SIZE, open_engine
from storage.failures import DatabaseUnavailable, may_pass, reachable
from storage.threads import Threads

Timed = Callable[[float, float], None]
"""Is told how many seconds work waited for a database thread, and how many it then took."""

P = ParamSpec("P")
R = TypeVar("R")

TRIES = 5


class Database:
    """A SQLite file or a PostgreSQL database, by its URL; the driver is our business."""

    def __init__(self, url: str, timed: Timed = lambda *_: None, *, patient: bool = False) -> None:
        self._timed = timed
        self.engine = open_engine(url, patient=patient)
        on_sqlite = self.engine.dialect.name == "sqlite"
        self._threads = Threads(1 if on_sqlite else POOL_SIZE, "database")

    @contextmanager
    def session(self, actor: Actor | None) -> Iterator[Session]:
        """Open a session for an actor, or the service itself; commit at its end, roll back on an error."""
        with (
            reachable(),
            self.engine.connect() as connection,
            Session(connection, expire_on_commit=False) as session,
        ):
            act_as(session, actor)
            yield session
            session.flush()
            # To have the session do it would cost as much as a small transaction itself.
            connection.commit()

    async def run(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run synchronous work in a database thread: the one that writes for SQLite, else one of several."""
        asked = perf_counter()

        def timed() -> R:
            begun = perf_counter()
            try:
                if begun - asked > PATIENCE:
                    raise DatabaseUnavailable("No thread was free in time.")
                return work(*args, **kwargs)
            finally:
                self._timed(begun - asked, perf_counter() - begun)

        return await self._threads.run(timed)

    async def in_transaction(self, work: Callable[[Session], R], actor: Actor | None = None) -> R:
        """Run work in a database thread, within one session of its own; a few times if that may help."""

        def transaction() -> R:
            with self.session(actor) as session:
                return work(session)

        until = perf_counter() + PATIENCE
        for _ in range(TRIES - 1):
            try:
                return await self.run(transaction)
            except (DatabaseUnavailable, DBAPIError) as failure:
                if not may_pass(failure) or perf_counter() > until:
                    raise
        return await self.run(transaction)

    def close(self) -> None:
        """Finish what runs and close all connections."""
        self._threads.close()
        self.engine.dispose()


def act_as(session: Session, actor: Actor | None) -> None:
    """Say for whom a session works, once that is known."""
    session.info["actor"] = actor


def acting(session: Session) -> Actor | None:
    """Return for whom a session works; None for the service itself."""
    actor: Actor | None = session.info["actor"]
    return actor
