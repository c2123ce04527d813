"""What most tests stand on: databases, a steered clock, and a sandbox that follows it.

A migrated database of each kind is made once; each test that asks gets it empty.
"""

import logging
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack, closing
from functools import cache
from pathlib import Path

import pytest
import structlog
from hypothesis import HealthCheck, settings

from sandbox.app import Sandbox
from sandbox.signing import Key, Keys
from sandbox.world import demo_world
from storage.database import Database
from storage.migrations import migrate
from storage.tables import Table
from tests.clock import SteeredClock
from tests.municipality import Municipality
from tests.postgres import PostgresServer, postgres_server

# On top of what holds on this machine, or with CI=true: nothing fails because it takes its time.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")
settings.register_profile("quick", max_examples=25)

# Else `rich`, which comes along with the tests, draws each failure that is logged with all its variables.
plain = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
structlog.configure(processors=[*structlog.get_config()["processors"][:-1], plain])

WITHOUT_KEYS = {
    "sqlite": "PRAGMA defer_foreign_keys = ON",
    "postgresql": "SET LOCAL session_replication_role = replica",
}
"""What lets a transaction empty tables in any order."""
DELETES = [str(table.delete()) for table in Table.metadata.tables.values()]


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    with postgres_server() as server:
        yield server


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def sqlite_url(sqlite_template: Path) -> str:
    path = shutil.copy(sqlite_template, sqlite_template.with_name("shared.db"))
    return f"sqlite:///{path}"


@pytest.fixture(scope="session")
def postgresql_url(postgres: PostgresServer) -> str:
    url = postgres.create_database()
    migrate(url)
    return url


@pytest.fixture(scope="session")
def opened() -> Iterator[Callable[[str], Database]]:
    """Opens each database once: what it knows of its statements stays from test to test."""
    with ExitStack() as databases:
        yield cache(lambda url: databases.enter_context(closing(Database(url))))


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def database_kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def empty_database_url(database_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without tables, on SQLite and on PostgreSQL."""
    if database_kind == "sqlite":
        return f"sqlite:///{tmp_path}/empty.db"
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.create_database()


@pytest.fixture
def shared_url(database_kind: str, request: pytest.FixtureRequest) -> str:
    """Where `database` is."""
    url: str = request.getfixturevalue(f"{database_kind}_url")
    return url


@pytest.fixture
def database(database_kind: str, shared_url: str, opened: Callable[[str], Database]) -> Database:
    """A migrated database without rows, on SQLite and on PostgreSQL."""
    shared = opened(shared_url)
    # A test may have had the server break all connections.
    shared.engine.dispose()
    # Deleting from what is mostly empty takes a fraction of what TRUNCATE does; no foreign key is asked.
    with shared.engine.begin() as connection:
        for statement in (WITHOUT_KEYS[database_kind], *DELETES):
            connection.exec_driver_sql(statement)
    return shared


@pytest.fixture
def database_url(database_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The same for a service of its own; on SQLite a file of its own, too."""
    if database_kind == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "guldkorn.db")
        return f"sqlite:///{tmp_path}/guldkorn.db"
    request.getfixturevalue("database")
    url: str = request.getfixturevalue("shared_url")
    return url


@pytest.fixture
def odense(database: Database) -> Municipality:
    """A municipality on each kind of database."""
    return Municipality(database)


@pytest.fixture
def logs_as_before() -> Iterator[None]:
    """Undoes in the end what sets up the logs of the whole process."""
    root, ours = logging.getLogger(), structlog.get_config()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.configure(**ours)


@pytest.fixture
def clock() -> SteeredClock:
    return SteeredClock()


@pytest.fixture(scope="session")
def signing_key() -> Key:
    """What every sandbox signs with first: to make one takes longer than most that is tried with it."""
    return Key.new()


@pytest.fixture
async def sandbox(clock: SteeredClock, signing_key: Key) -> AsyncIterator[Sandbox]:
    async with Sandbox.running(world=demo_world(), keys=Keys([signing_key]), now=clock.now) as running:
        yield running
