"""Whether anybody else serves a database: a lock that all share who do, for as long as they live."""

import fcntl
from typing import IO, Protocol

from sqlalchemy import Connection, Engine, func, select

from storage.failures import DatabaseUnavailable, reachable

LOCK = 4_711_002
"""Any number of our own; migrations have the one before it."""


class Presence(Protocol):
    """One service on a database, as others see it; whatever ends its process ends this too."""

    def arrive(self) -> bool:
        """Be there from now on; tell whether nobody else is. Who is there already has nothing new to tell."""

    def leave(self) -> None:
        """Be there no more."""


def presence_on(engine: Engine) -> Presence:
    """Return a presence on this database, which still has to arrive."""
    if engine.dialect.name == "sqlite":
        return _BesideTheFile(f"{engine.url.database}-served")
    return _InTheServer(engine)


class _BesideTheFile:
    """A lock on a small file beside a SQLite database."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._file: IO[bytes] | None = None

    def arrive(self) -> bool:
        if self._file is not None:
            return False
        try:
            self._file = open(self._path, "ab")  # noqa: SIM115
        except OSError as problem:
            raise DatabaseUnavailable(str(problem)) from problem
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            alone = False
        else:
            alone = True
        fcntl.flock(self._file, fcntl.LOCK_SH)
        return alone

    def leave(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None


class _InTheServer:
    """A lock that PostgreSQL keeps for as long as a connection of our own stands."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection | None = None

    def arrive(self) -> bool:
        with reachable():
            try:
                if self._connection is not None:
                    self._connection.execute(select(1))
                    return False
                self._connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
                # Given back to the pool, it would keep the lock for whoever has it next.
                self._connection.detach()
                alone = self._connection.scalar(select(func.pg_try_advisory_lock(LOCK)))
                self._connection.execute(select(func.pg_advisory_lock_shared(LOCK)))
                if alone:
                    self._connection.execute(select(func.pg_advisory_unlock(LOCK)))
                return bool(alone)
            except BaseException:
                self.leave()
                raise

    def leave(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()
