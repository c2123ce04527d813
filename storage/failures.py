"""What a database's error means: one table for each database, from its codes to our own names.

DatabaseUnavailable   the database cannot be reached, or does not answer in time
├── DatabaseReadOnly  … or takes no changes
├── NotMigrated       … or lacks tables or columns
└── Overtaken         … or somebody else was first

What no table has is a defect of ours, and stays what it is.
"""

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError

from domain.errors import GuldkornError


class DatabaseUnavailable(GuldkornError):
    """The database cannot be reached, or does not answer in time."""


class DatabaseReadOnly(DatabaseUnavailable):
    """The database takes no changes: another has taken its place, or its file may only be read."""


class NotMigrated(DatabaseUnavailable):
    """Tables or columns that this version works with are not there."""


class Overtaken(DatabaseUnavailable):
    """Somebody else changed the same row first."""


OF_POSTGRESQL: Mapping[str, type[DatabaseUnavailable]] = {
    "08": DatabaseUnavailable,  # the connection
    "25006": DatabaseReadOnly,
    "25P03": DatabaseUnavailable,  # a transaction that was idle for too long
    "40001": Overtaken,  # transactions that cannot be put one after the other
    "40P01": Overtaken,  # a deadlock
    "42703": NotMigrated,  # no such column
    "42P01": NotMigrated,  # no such table
    "53": DatabaseUnavailable,  # no room, memory or connection is left
    "55P03": DatabaseUnavailable,  # somebody holds a lock for too long
    "57": DatabaseUnavailable,  # it is ended or begins, or the statement took too long
    "58": DatabaseUnavailable,  # the machine below it
}
"""By SQLSTATE, or the class of errors that it begins with."""
COLLISIONS = ("23503", "23505")
"""A row that another has just inserted, or removed; SQLite has one writer at a time."""
OF_SQLITE: Mapping[int, type[DatabaseUnavailable]] = {
    sqlite3.SQLITE_BUSY: DatabaseUnavailable,
    sqlite3.SQLITE_CANTOPEN: DatabaseUnavailable,
    sqlite3.SQLITE_CORRUPT: DatabaseUnavailable,
    sqlite3.SQLITE_FULL: DatabaseUnavailable,
    sqlite3.SQLITE_IOERR: DatabaseUnavailable,
    sqlite3.SQLITE_NOTADB: DatabaseUnavailable,
    sqlite3.SQLITE_READONLY: DatabaseReadOnly,
}
"""By the primary result code."""
LACKING = re.compile(r"no such table|no such column: \w+\.|table \w+ has no column named")
"""How SQLite says so, which has no code of its own for it; a column of no table is one in a bad search."""


@contextmanager
def reachable() -> Iterator[None]:
    """Tell a database that cannot serve, and a row that somebody else changed first, by our own names."""
    try:
        yield
    except StaleDataError as overtaken:
        raise Overtaken from overtaken
    except PoolTimeout as failure:
        raise DatabaseUnavailable(str(failure)) from failure
    except DBAPIError as failure:
        meaning = meaning_of(failure)
        if meaning is None:
            raise
        raise meaning(str(failure.orig)) from failure


def meaning_of(failure: DBAPIError) -> type[DatabaseUnavailable] | None:
    """Return our name for a database's error; None if it is a defect."""
    if isinstance(failure.orig, sqlite3.Error):
        return _of_sqlite(failure.orig)
    sqlstate = getattr(failure.orig, "sqlstate", None)
    if sqlstate is None:
        # What the server had no part in: there was no connection to it, or there is none any more.
        lost = isinstance(failure, OperationalError) or failure.connection_invalidated
        return DatabaseUnavailable if lost else None
    return OF_POSTGRESQL.get(sqlstate) or OF_POSTGRESQL.get(sqlstate[:2])


def may_pass(failure: DatabaseUnavailable | DBAPIError) -> bool:
    """Whether another try may go well: somebody else was quicker, or the connection was lost."""
    if isinstance(failure, Overtaken):
        return True
    cause = failure if isinstance(failure, DBAPIError) else failure.__cause__
    return isinstance(cause, DBAPIError) and (
        cause.connection_invalidated or getattr(cause.orig, "sqlstate", None) in COLLISIONS
    )


def _of_sqlite(error: sqlite3.Error) -> type[DatabaseUnavailable] | None:
    if LACKING.match(str(error)):
        return NotMigrated
    return OF_SQLITE.get(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF)
