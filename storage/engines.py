"""How each kind of database is opened, and how long it may keep somebody waiting."""

from collections.abc import Mapping
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from typing import Any, TypeVar

import psycopg
from psycopg.abc import PQGen
from psycopg.pq import TransactionStatus
from sqlalchemy import URL, Engine, ExceptionContext, create_engine, event, make_url
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.exc import ArgumentError, DBAPIError

from storage.failures import DatabaseReadOnly, DatabaseUnavailable, meaning_of

R = TypeVar("R")

POOL_SIZE = 10
PATIENCE = 6.0
"""Seconds that a database may say nothing; Teams gives up after 15, and some work has to wait for other."""
LONG = 3600.0
SQLITE_SETTINGS = ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON")
LIMITS: Mapping[str, str] = {
    "statement_timeout": "5s",
    "lock_timeout": "4s",
    # Else what a machine held that has lost its power would stay locked for hours.
    "idle_in_transaction_session_timeout": "30s",
}
"""What the server itself keeps to, a little sooner than we would give it up."""
CALLS: Mapping[str, str] = {
    "connect_timeout": "5",
    "keepalives_idle": "5",
    "keepalives_interval": "2",
    "keepalives_count": "3",
    "tcp_user_timeout": "3000",
}
"""How soon a server is found to be gone that cannot say so: seconds, the last in milliseconds."""


def open_engine(url: str, *, patient: bool) -> Engine:
    """Open a SQLite file or a PostgreSQL database; who is patient waits for as long as something takes."""
    address = _address(url)
    is_sqlite = address.get_backend_name() == "sqlite"
    return _sqlite(address, patient=patient) if is_sqlite else _postgresql(address, patient=patient)


def _address(url: str) -> URL:
    if not url.startswith(("sqlite:///", "postgresql://")):
        raise DatabaseUnavailable("The address begins with neither sqlite:/// nor postgresql://.")
    try:
        return make_url(url)
    except (ArgumentError, ValueError):
        raise DatabaseUnavailable("The address cannot be read.") from None


def _sqlite(address: URL, *, patient: bool) -> Engine:
    try:
        # A folder of our own is for nobody else on the machine to look into.
        Path(address.database or "").parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as failure:
        raise DatabaseUnavailable(str(failure)) from failure
    timeout = str(LONG if patient else PATIENCE)
    engine = create_engine(
        address.set(drivername="sqlite+writing", query={"timeout": timeout, **address.query}),
        # Every transaction has ended by then.
        pool_reset_on_return=None,
        hide_parameters=True,
    )
    event.listen(engine, "connect", _set_up_sqlite)
    return engine


class WritingDialect(SQLiteDialect_pysqlite):
    """SQLite in which every transaction writes from its beginning; an event that says so takes far longer."""

    supports_statement_cache = True

    def do_begin(self, dbapi_connection: Any) -> None:
        """Begin, and wait for whoever is writing."""
        dbapi_connection.execute("BEGIN IMMEDIATE")


registry.register("sqlite.writing", __name__, WritingDialect.__name__)


def _set_up_sqlite(connection: SqliteConnection, _record: Any) -> None:
    connection.isolation_level = None
    for setting in SQLITE_SETTINGS:
        connection.execute(f"PRAGMA {setting}")


def _postgresql(address: URL, *, patient: bool) -> Engine:
    limits = {} if patient else LIMITS
    # What the address says itself comes last, and so it holds.
    options = [f"-c {name}={value}" for name, value in {"timezone": "UTC", **limits}.items()]
    options.append(str(address.query.get("options", "")))
    engine = create_engine(
        address.set(
            drivername="postgresql+psycopg",
            query={**CALLS, **address.query, "options": " ".join(options).strip()},
        ),
        pool_size=POOL_SIZE,
        pool_timeout=PATIENCE,
        # The connection used last has the tables and statements at hand.
        pool_use_lifo=True,
        pool_reset_on_return=None,
        hide_parameters=True,
    )
    event.listen(engine, "handle_error", _leave_what_is_read_only)
    if not patient:
        event.listen(engine, "do_connect", _connect)
    return engine


class ImpatientConnection(psycopg.Connection[Any]):
    """A connection that is closed when nothing comes from the server, as from one that is frozen.

    What it says later would be taken for the answer to what is asked next.
    """

    def wait(self, gen: PQGen[R], interval: float = 0.1, timeout: float | None = PATIENCE) -> R:
        """Wait for an answer, but no longer than this."""
        try:
            return super().wait(gen, interval, timeout)
        except psycopg.OperationalError:
            if self.info.transaction_status is TransactionStatus.ACTIVE:
                self.close()
            raise


def _connect(
    _dialect: Any, _record: Any, words: tuple[Any, ...], named: dict[str, Any]
) -> psycopg.Connection[Any]:
    return ImpatientConnection.connect(*words, **named)


def _leave_what_is_read_only(context: ExceptionContext) -> None:
    """Another server may have taken its place: it is found by connecting anew."""
    failure = context.sqlalchemy_exception
    if isinstance(failure, DBAPIError) and meaning_of(failure) is DatabaseReadOnly:
        context.is_disconnect = True
