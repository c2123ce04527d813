"""Activities are handled once, and what is too old is forgotten."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from domain.errors import Refusal
from services.seen import first_time, remember_answer, remembered_answer
from services.sweeping import BATCH, sweep
from storage.database import Database
from storage.tables import DeliveryRow, EventRow, SeenActivityRow
from tests.municipality import NOW, Municipality, at_once


def test_an_activity_that_comes_four_times_at_once_is_handled_once(database: Database) -> None:
    def handle() -> bool:
        with database.session(None) as session:
            return first_time(session, "activity", NOW)

    assert sorted(map(bool, at_once(*[handle] * 4))) == [False, False, False, True]


def test_a_failed_turn_leaves_the_activity_to_be_handled_again(database: Database) -> None:
    def fail() -> None:
        with database.session(None) as session:
            first_time(session, "activity", NOW)
            raise Refusal

    with pytest.raises(Refusal):
        fail()
    with database.session(None) as session:
        assert first_time(session, "activity", NOW)


def test_an_invoke_that_is_repeated_gets_its_answer_again(database: Database) -> None:
    answer = {"statusCode": 200, "value": {"title": "æøå 👍"}}
    with database.session(None) as session:
        first_time(session, "invoke", NOW)
        assert remembered_answer(session, "invoke") is None
        remember_answer(session, "invoke", answer)
    with database.session(None) as session:
        assert not first_time(session, "invoke", NOW)
        assert remembered_answer(session, "invoke") == answer
        assert remembered_answer(session, "another") is None


def test_sweeping_forgets_activities_after_two_days_in_batches(database: Database) -> None:
    with database.session(None) as session:
        session.add_all(SeenActivityRow(key=f"old {n}", at=NOW) for n in range(BATCH + 1))
        session.add(SeenActivityRow(key="new", at=NOW + timedelta(days=1)))
    later = NOW + timedelta(days=2, seconds=1)
    rounds = []
    for _ in range(2):
        with database.session(None) as session:
            rounds.append(sweep(session, later))
    assert rounds == [True, False]
    with database.session(None) as session:
        assert session.scalars(select(SeenActivityRow.key)).all() == ["new"]


def test_sweeping_forgets_old_deliveries_but_neither_debts_nor_events(odense: Municipality) -> None:
    anna = odense.person("Anna")
    odense.suggests(anna)
    odense.sends()
    odense.suggests(anna)
    odense.now += timedelta(days=20)
    odense.suggests(anna)
    with odense.database.session(None) as session:
        newest = session.scalars(select(DeliveryRow).order_by(DeliveryRow.id.desc())).first()
        assert newest
        newest.status = "sent"
    with odense.database.session(None) as session:
        assert not sweep(session, NOW + timedelta(days=31))
        left = session.scalars(select(DeliveryRow.status).order_by(DeliveryRow.id)).all()
        assert left == ["owed", "sent"]
        assert session.scalar(select(func.count()).select_from(EventRow)) == 3
