"""A database in trouble, as the service on it meets it."""

import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from sqlite3 import Connection as SqliteConnection
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import Engine, event, make_url, text

from tests.postgres import PostgresServer


@asynccontextmanager
async def locked(path: str) -> AsyncIterator[None]:
    """Somebody else has the SQLite file locked."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@asynccontextmanager
async def shut(server: PostgresServer, database: str) -> AsyncIterator[None]:
    """The PostgreSQL server lets nobody in, and has thrown out who was there."""
    with _altered(server, database, "ALLOW_CONNECTIONS false", "ALLOW_CONNECTIONS true"):
        yield


@asynccontextmanager
async def hanging(url: str) -> AsyncIterator[None]:
    """Somebody else holds a lock for which every turn waits."""
    if make_url(url).get_backend_name() == "sqlite":
        async with locked(str(make_url(url).database)):
            yield
    else:
        async with await psycopg.AsyncConnection.connect(url) as other:
            await other.execute("LOCK TABLE seen_activity")
            yield


@contextmanager
def read_only(engine: Engine, server: PostgresServer | None) -> Iterator[None]:
    """The database takes no changes, as one that was left for another, or a file that may only be read."""
    if server is None:
        with _queried_only(engine):
            yield
    else:
        setting = "default_transaction_read_only"
        with _altered(server, str(engine.url.database), f"SET {setting} = on", f"RESET {setting}"):
            yield


@contextmanager
def lacking_a_column(engine: Engine) -> Iterator[None]:
    """A table has not got a column yet that this version reads and writes."""
    rename = "ALTER TABLE person RENAME COLUMN {} TO {}"
    with engine.begin() as connection:
        connection.execute(text(rename.format("sort_name", "later")))
    yield
    with engine.begin() as connection:
        connection.execute(text(rename.format("later", "sort_name")))


@contextmanager
def _altered(server: PostgresServer, database: str, change: str, back: str) -> Iterator[None]:
    """What connects from now on finds the database changed; whoever was there has to connect anew."""
    with psycopg.connect(server.url("postgres"), autocommit=True) as other:
        alter = sql.SQL("ALTER DATABASE {} ").format(sql.Identifier(database))
        other.execute(alter + sql.SQL(change))
        other.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [database])
        try:
            yield
        finally:
            other.execute(alter + sql.SQL(back))


@contextmanager
def _queried_only(engine: Engine) -> Iterator[None]:
    def query_only(connection: SqliteConnection, _record: Any) -> None:
        connection.execute("PRAGMA query_only = ON")

    event.listen(engine, "connect", query_only)
    engine.dispose()
    try:
        yield
    finally:
        event.remove(engine, "connect", query_only)
        engine.dispose()
