"""What goes wrong in a database, thing by thing, and the name it gets; all else stays a defect."""

import asyncio
import resource
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from functools import partial
from pathlib import Path
from threading import Barrier
from typing import TypeAlias

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DataError, IntegrityError, OperationalError, ProgrammingError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from storage.database import Database
from storage.failures import DatabaseReadOnly, DatabaseUnavailable, NotMigrated, Overtaken
from storage.tables import OrganisationRow, TenantRow
from tests.municipality import NOW
from tests.postgres import postgres_server

Spoilt: TypeAlias = Callable[[Path], AbstractContextManager[str]]

ON_POSTGRESQL = {
    "08006": DatabaseUnavailable,
    "25006": DatabaseReadOnly,
    "25P03": DatabaseUnavailable,
    "40001": Overtaken,
    "40P01": Overtaken,
    "42703": NotMigrated,
    "42P01": NotMigrated,
    "53100": DatabaseUnavailable,
    "53300": DatabaseUnavailable,
    "55P03": DatabaseUnavailable,
    "57014": DatabaseUnavailable,
    "57P01": DatabaseUnavailable,
    "57P03": DatabaseUnavailable,
    "58030": DatabaseUnavailable,
    # And these are defects of ours.
    "22001": DataError,
    "23502": IntegrityError,
    "23503": IntegrityError,
    "23505": IntegrityError,
    "42601": ProgrammingError,
    "54001": OperationalError,
}


def says(url: str, *statements: str) -> None:
    """Execute statements as the service does, in one transaction."""
    with closing(Database(url)) as database, database.session(None) as session:
        for statement in statements:
            session.execute(text(statement))


@pytest.mark.slow
@pytest.mark.parametrize("sqlstate", ON_POSTGRESQL)
def test_what_postgresql_says_has_one_meaning(postgresql_url: str, sqlstate: str) -> None:
    with pytest.raises(Exception) as failed:  # noqa: PT011
        says(postgresql_url, f"DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '{sqlstate}'; END $$")
    assert type(failed.value) is ON_POSTGRESQL[sqlstate]


@pytest.mark.slow
def test_a_server_that_is_not_there_cannot_be_reached() -> None:
    for url in ("postgresql://127.0.0.1:1/guldkorn", "postgresql://guldkorn.invalid/guldkorn"):
        with pytest.raises(DatabaseUnavailable):
            says(url, "SELECT 1")


@pytest.mark.slow
def test_a_server_that_ends_the_connection_is_lost(postgresql_url: str) -> None:
    with pytest.raises(DatabaseUnavailable):
        says(postgresql_url, "SELECT pg_terminate_backend(pg_backend_pid())", "SELECT 1")


@pytest.mark.slow
def test_who_waits_for_a_lock_or_a_statement_gives_up_in_time(postgresql_url: str) -> None:
    limits = "&options=-c%20lock_timeout%3D10ms%20-c%20statement_timeout%3D100ms"
    with psycopg.connect(postgresql_url) as other:
        other.execute("LOCK TABLE organisation")
        with pytest.raises(DatabaseUnavailable, match="lock timeout"):
            says(postgresql_url + limits, "SELECT * FROM organisation")
    with pytest.raises(DatabaseUnavailable, match="statement timeout"):
        says(postgresql_url + limits, "SELECT pg_sleep(60)")


@pytest.mark.slow
def test_each_connection_has_limits_but_that_of_a_migration(postgresql_url: str) -> None:
    limits = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")

    def shown(*, patient: bool) -> list[str]:
        with (
            closing(Database(postgresql_url, patient=patient)) as database,
            database.session(None) as session,
        ):
            return [session.execute(text(f"SHOW {limit}")).scalar_one() for limit in limits]

    assert shown(patient=False) == ["5s", "4s", "30s"]
    assert shown(patient=True) == ["0", "0", "0"]


@pytest.fixture
def path(tmp_path: Path, sqlite_template: Path) -> Path:
    return Path(shutil.copy(sqlite_template, tmp_path / "guldkorn.db"))


@contextmanager
def _as_it_is(_: Path) -> Iterator[str]:
    yield ""


@contextmanager
def _locked(path: Path) -> Iterator[str]:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield "?timeout=0.01"


@contextmanager
def _a_folder(path: Path) -> Iterator[str]:
    path.unlink()
    path.mkdir()
    yield ""


@contextmanager
def _something_else(path: Path) -> Iterator[str]:
    path.write_text("Kære dagbog. " * 1000)
    yield ""


@contextmanager
def _scribbled_on(path: Path) -> Iterator[str]:
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (path.stat().st_size - 4096))
    yield ""


@contextmanager
def _where_files_may_not_grow(_: Path) -> Iterator[str]:
    usual, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64, most))
    try:
        yield ""
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (usual, most))


WRITES = "UPDATE alembic_version SET version_num = version_num"
ON_SQLITE: dict[str, tuple[Spoilt, tuple[str, ...], type[Exception]]] = {
    "somebody else has it locked": (_locked, (WRITES,), DatabaseUnavailable),
    "it is a folder": (_a_folder, (WRITES,), DatabaseUnavailable),
    "it is something else": (_something_else, (WRITES,), DatabaseUnavailable),
    "it was scribbled on": (_scribbled_on, (WRITES,), DatabaseUnavailable),
    "the disk takes nothing": (_where_files_may_not_grow, (WRITES,), DatabaseUnavailable),
    "the disk is full": (
        _as_it_is,
        ("PRAGMA max_page_count = 1", "CREATE TABLE large AS SELECT randomblob(1000000)"),
        DatabaseUnavailable,
    ),
    "it takes no changes": (_as_it_is, ("PRAGMA query_only = ON", WRITES), DatabaseReadOnly),
    "it was not migrated": (_as_it_is, ("SELECT * FROM nowhere",), NotMigrated),
    "a column is missing": (_as_it_is, ("SELECT tenant.nowhere FROM tenant",), NotMigrated),
    "a column to write to is missing": (
        _as_it_is,
        ("INSERT INTO tenant (nowhere) VALUES (1)",),
        NotMigrated,
    ),
    # And these are defects of ours.
    "it is no SQL": (_as_it_is, ("SELEC",), OperationalError),
    "it is no search": (
        _as_it_is,
        (
            "CREATE VIRTUAL TABLE words USING fts5(word)",
            "SELECT * FROM words WHERE words MATCH 'e-boks'",
        ),
        OperationalError,
    ),
    "it is there already": (
        _as_it_is,
        ("INSERT INTO alembic_version SELECT * FROM alembic_version",),
        IntegrityError,
    ),
    "what it hangs on is not there": (_as_it_is, ("INSERT INTO tenant VALUES ('a', 'b')",), IntegrityError),
}


@pytest.mark.parametrize("case", ON_SQLITE)
def test_what_sqlite_says_has_one_meaning(path: Path, case: str) -> None:
    spoilt, statements, meaning = ON_SQLITE[case]
    with spoilt(path) as query, pytest.raises(Exception) as failed:  # noqa: PT011
        says(f"sqlite:///{path}{query}", *statements)
    assert type(failed.value) is meaning


# Who was overtaken tries again


class Rows:
    """Work that counts its tries, and is overtaken as often as it is told."""

    def __init__(self, failure: Exception, times: int) -> None:
        self.failure, self.times, self.tries = failure, times, 0

    def __call__(self, session: Session) -> str:
        self.tries += 1
        session.add(OrganisationRow(name="Odense", created_at=NOW))
        session.flush()
        if self.tries <= self.times:
            raise self.failure
        return "done"


async def test_what_was_overtaken_is_tried_five_times(database: Database) -> None:
    work = Rows(StaleDataError(), times=4)
    assert await database.in_transaction(work) == "done"
    with database.session(None) as session:
        assert session.query(OrganisationRow).count() == 1
    work = Rows(StaleDataError(), times=9)
    with pytest.raises(Overtaken):
        await database.in_transaction(work)
    assert work.tries == 5


async def test_a_defect_is_not_tried_again(database: Database) -> None:
    work = Rows(ValueError("broken"), times=9)
    with pytest.raises(ValueError, match="broken"):
        await database.in_transaction(work)
    assert work.tries == 1


@pytest.mark.slow
async def test_of_two_that_insert_the_same_at_once_the_second_finds_it(postgresql_url: str) -> None:
    both_have_looked = Barrier(2)
    looks = [both_have_looked.wait] * 2

    def meet(session: Session) -> str:
        found = session.get(TenantRow, "tenant-odense")
        if looks:
            looks.pop()()
        if found is None:
            organisation = OrganisationRow(created_at=NOW)
            session.add(organisation)
            session.flush()
            session.add(TenantRow(tenant_id="tenant-odense", organisation_id=organisation.id))
        return "met" if found is None else "found"

    with closing(Database(postgresql_url)) as database:
        met = await asyncio.gather(database.in_transaction(meet), database.in_transaction(meet))
    assert sorted(met) == ["found", "met"]


@pytest.mark.slow
async def test_a_collision_that_does_not_pass_stays_what_it_is(postgresql_url: str) -> None:
    tries: list[None] = []

    def collide(session: Session) -> None:
        tries.append(None)
        session.execute(text("INSERT INTO alembic_version SELECT * FROM alembic_version"))

    with closing(Database(postgresql_url)) as database, pytest.raises(IntegrityError):
        await database.in_transaction(collide)
    assert len(tries) == 5


# A server that says nothing


@pytest.mark.slow
async def test_a_frozen_server_is_given_up_in_time_and_served_by_when_it_goes_on() -> None:
    def echo(session: Session, said: int) -> int:
        return int(session.execute(text("SELECT :said"), {"said": said}).scalar_one())

    async def all_say(database: Database) -> list[int | BaseException]:
        saying = (database.in_transaction(partial(echo, said=number)) for number in range(30))
        async with asyncio.timeout(15):
            return await asyncio.gather(*saying, return_exceptions=True)

    with postgres_server() as server, closing(Database(server.url("postgres"))) as database:
        assert await all_say(database) == list(range(30))
        with server.frozen():
            assert {type(failure) for failure in await all_say(database)} == {DatabaseUnavailable}
        assert await all_say(database) == list(range(30))
