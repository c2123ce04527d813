"""The schema: what the migrations make is what the tables say, however many start at once."""

import multiprocessing
from contextlib import closing
from datetime import UTC, datetime
from multiprocessing.synchronize import Barrier

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Update, update
from sqlalchemy.exc import IntegrityError
from uuid_utils.compat import uuid7

from storage.database import Database
from storage.failures import DatabaseUnavailable
from storage.migrations import is_current, migrate
from storage.tables import ConversationRow, OrganisationRow, PersonRow, Table, TenantRow

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)


@pytest.mark.filterwarnings("ignore:.*expression-based index")  # SQLite does not tell what it is of.
def test_the_migrated_schema_is_what_the_tables_declare(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Table.metadata) == []


def test_a_database_is_current_once_it_has_been_migrated(empty_database_url: str) -> None:
    with closing(Database(empty_database_url)) as database:
        assert not is_current(database.engine)
        migrate(empty_database_url)
        assert is_current(database.engine)
        migrate(empty_database_url)
        assert is_current(database.engine)


@pytest.mark.slow
def test_four_processes_may_migrate_at_once(empty_database_url: str) -> None:
    spawn = multiprocessing.get_context("spawn")
    starts = spawn.Barrier(4)
    processes = [spawn.Process(target=_migrate_at_once, args=(empty_database_url, starts)) for _ in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0, 0, 0]
    with closing(Database(empty_database_url)) as database:
        assert is_current(database.engine)


@pytest.mark.parametrize(
    "statement",
    [
        update(OrganisationRow).values(review_conversation_id=uuid7()),
        update(ConversationRow).values(draft_id=uuid7()),
        update(PersonRow).values(organisation_id=uuid7()),
    ],
)
def test_foreign_keys_are_kept_also_where_tables_point_at_each_other(
    database: Database, statement: Update
) -> None:
    with database.session(None) as session:
        person = PersonRow(
            organisation_id=uuid7(), tenant_id="t", aad_object_id="o", name="Anna", created_at=NOW
        )
        organisation = OrganisationRow(id=person.organisation_id, created_at=NOW)
        session.add(organisation)
        session.flush()
        session.add(TenantRow(tenant_id="t", organisation_id=organisation.id))
        session.flush()
        conversation = ConversationRow(
            organisation_id=organisation.id,
            bot_app_id="bot",
            teams_id="a:1",
            kind="personal",
            service_url="https://teams.example",
            heard_at=NOW,
        )
        session.add_all([person, conversation])
    with pytest.raises(IntegrityError), database.session(None) as session:
        session.execute(statement)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://nobody@127.0.0.1:1/nothing",
        "postgresql://nobody@127.0.0.1:port/nothing",
        "sqlite:////proc/nowhere/guldkorn.db",
        "mysql://localhost/guldkorn",
    ],
)
def test_a_database_that_cannot_be_reached_has_one_name(url: str) -> None:
    with pytest.raises(DatabaseUnavailable):
        migrate(url)


def _migrate_at_once(url: str, starts: Barrier) -> None:
    starts.wait()
    migrate(url)
