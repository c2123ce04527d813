"""Sessions, threads and what is said when the database cannot do its part."""

import asyncio
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError, StatementError
from sqlalchemy.orm import Session
from uuid_utils.compat import uuid7

from domain.errors import Refusal
from storage.database import Database, act_as, acting
from storage.failures import DatabaseUnavailable, Overtaken
from storage.tables import DraftRow, OrganisationRow
from tests.municipality import NOW, Municipality


def names(database: Database) -> list[str]:
    with database.session(None) as session:
        return [row.name for row in session.query(OrganisationRow).order_by(OrganisationRow.name)]


def test_a_session_commits_at_its_end_and_keeps_nothing_of_a_refusal(database: Database) -> None:
    def refused() -> None:
        with database.session(None) as session:
            session.add(OrganisationRow(name="Aarhus", created_at=NOW))
            session.flush()
            raise Refusal

    with database.session(None) as session:
        session.add(OrganisationRow(name="Odense", created_at=NOW))
    with pytest.raises(Refusal):
        refused()
    assert names(database) == ["Odense"]


def test_a_session_knows_for_whom_it_works(odense: Municipality) -> None:
    anna = odense.person("Anna")
    with odense.database.session(anna) as session:
        assert acting(session) == anna
    with odense.database.session(None) as session:
        assert acting(session) is None
        act_as(session, anna)
        assert acting(session) == anna


async def test_work_runs_in_a_thread_of_the_database_in_one_transaction(database: Database) -> None:
    def work(session: Session) -> str:
        session.add(OrganisationRow(name="Odense", created_at=NOW))
        return threading.current_thread().name

    assert (await database.in_transaction(work)).startswith("database")
    assert await database.run(names, database) == ["Odense"]


async def test_many_transactions_at_once_all_come_through(database: Database) -> None:
    with database.session(None) as session:
        session.add(OrganisationRow(name="Odense", created_at=NOW))

    def count_on(session: Session) -> None:
        row = session.query(OrganisationRow).with_for_update().one()
        row.last_number += 1

    await asyncio.gather(*(database.in_transaction(count_on) for _ in range(50)))
    with database.session(None) as session:
        assert session.query(OrganisationRow).one().last_number == 50


def test_a_row_that_somebody_else_changed_first_is_not_written_over(odense: Municipality) -> None:
    anna = odense.person("Anna")
    draft_id = odense.draft(anna)

    def overtaken() -> None:
        with odense.database.session(anna) as session:
            draft = session.get_one(DraftRow, draft_id)
            session.execute(text("UPDATE draft SET version = version + 1"))
            draft.state = {"answers": {}}

    with pytest.raises(Overtaken):
        overtaken()


def test_a_time_without_a_zone_is_refused_and_others_come_back_in_utc(database: Database) -> None:
    local = datetime.fromisoformat("2026-03-29T03:30:00+02:00")
    with database.session(None) as session:
        session.add(OrganisationRow(name="Odense", created_at=local))
    with database.session(None) as session:
        stored = session.query(OrganisationRow).one().created_at
        assert (stored, stored.utcoffset()) == (local, NOW.utcoffset())
    with pytest.raises(StatementError), database.session(None) as session:
        session.add(OrganisationRow(name="Aarhus", created_at=datetime(2026, 1, 1)))  # noqa: DTZ001


def test_an_error_does_not_show_what_people_wrote(database: Database) -> None:
    def broken() -> None:
        with database.session(None) as session:
            session.execute(text("INSERT INTO nowhere VALUES (:said)"), {"said": "hemmeligt"})

    with pytest.raises((DatabaseUnavailable, ProgrammingError)) as failed:
        broken()
    assert "hemmeligt" not in f"{failed.value} {failed.value.__cause__}"


@pytest.mark.slow
async def test_two_transactions_in_each_others_way_both_come_through(postgresql_url: str) -> None:
    with closing(Database(postgresql_url)) as database:
        with database.session(None) as session:
            ids = [uuid7(), uuid7()]
            session.add_all(OrganisationRow(id=row_id, created_at=NOW) for row_id in ids)
        both_hold_one = threading.Barrier(2)

        def crossing(order: list[UUID]) -> Callable[[Session], None]:
            steps = iter([both_hold_one.wait])

            def work(session: Session) -> None:
                session.get_one(OrganisationRow, order[0], with_for_update=True).last_number += 1
                session.flush()
                next(steps, int)()
                session.get_one(OrganisationRow, order[1], with_for_update=True).last_number += 1

            return work

        await asyncio.gather(
            database.in_transaction(crossing(ids)), database.in_transaction(crossing(ids[::-1]))
        )
        with database.session(None) as session:
            assert [session.get_one(OrganisationRow, row_id).last_number for row_id in ids] == [2, 2]
