"""What is too old is forgotten, and nothing else."""

from datetime import timedelta

from sqlalchemy import func, select

from domain.people import Role
from services.files import receive
from services.people import name_coordinator
from services.sweeping import BATCH, Retention, sweep
from storage.database import Database
from storage.tables import AssetRow, ConversationRow, DeliveryRow, DraftRow, EventRow, SeenActivityRow, Table
from tests.municipality import NOW, Municipality

KEEPS = Retention(
    activities=timedelta(days=2),
    deliveries=timedelta(days=30),
    drafts=timedelta(days=180),
    event_persons=timedelta(days=730),
)


def sweeps(database: Database, after: timedelta, keeps: Retention = KEEPS) -> None:
    more = True
    while more:
        with database.session(None) as session:
            more = sweep(session, NOW + after, keeps)


def count(database: Database, *tables: type[Table]) -> list[int]:
    with database.session(None) as session:
        return [session.scalar(select(func.count()).select_from(table)) or 0 for table in tables]


def test_activities_are_forgotten_in_batches(database: Database) -> None:
    with database.session(None) as session:
        session.add_all(SeenActivityRow(key=f"old {n}", at=NOW) for n in range(BATCH + 1))
        session.add(SeenActivityRow(key="new", at=NOW + timedelta(days=1)))
    later = NOW + timedelta(days=2, seconds=1)
    rounds = []
    for _ in range(2):
        with database.session(None) as session:
            rounds.append(sweep(session, later, KEEPS))
    assert rounds == [True, False]
    with database.session(None) as session:
        assert session.scalars(select(SeenActivityRow.key)).all() == ["new"]


def test_old_deliveries_are_forgotten_but_neither_debts_nor_events(odense: Municipality) -> None:
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
    sweeps(odense.database, timedelta(days=31))
    with odense.database.session(None) as session:
        assert session.scalars(select(DeliveryRow.status).order_by(DeliveryRow.id)).all() == ["owed", "sent"]
    assert count(odense.database, EventRow) == [3]


def test_drafts_are_forgotten_when_nobody_has_touched_them_for_long(odense: Municipality) -> None:
    anna = odense.person("Anna")
    old = odense.draft(anna)
    chat = odense.chat_of(anna)
    with odense.database.session(anna) as session:
        session.get_one(ConversationRow, chat).draft_id = old
    odense.now += timedelta(days=1)
    new = odense.draft(anna)
    for draft_id in (old, new):
        with odense.database.session(anna) as session:
            said = {"name": "opgaven.mp4", "url": "https://files.example/1"}
            receive(session, anna, chat, odense.now, subject_id=draft_id, **said).status = "stored"
    sweeps(odense.database, timedelta(days=180, seconds=1))
    with odense.database.session(None) as session:
        assert session.scalars(select(DraftRow.id)).all() == [new]
        assert session.scalars(select(AssetRow.subject_id)).all() == [new]
        assert session.get_one(ConversationRow, chat).draft_id is None


def test_who_did_something_is_forgotten_after_long_but_not_what_happened(odense: Municipality) -> None:
    karen = odense.person("Karen", Role.COORDINATOR)
    odense.does(name_coordinator, karen, odense.person("Bo").person_id)
    odense.now += timedelta(days=10)
    process = odense.suggests(karen)
    sweeps(odense.database, timedelta(days=730, seconds=1))
    with odense.database.session(None) as session:
        events = session.execute(select(EventRow.kind, EventRow.actor_id, EventRow.about_id)).all()
    assert sorted(events, key=str) == [
        ("coordinator_named", None, None),
        ("submitted", karen.person_id, None),
    ]
    assert odense.events(process) == ["submitted"]


def test_how_long_things_are_kept_can_be_chosen(odense: Municipality) -> None:
    anna = odense.person("Anna")
    odense.suggests(anna)
    odense.draft(anna)
    odense.sends()
    day = timedelta(days=1)
    sweeps(
        odense.database, day * 1.5, Retention(activities=day, deliveries=day, drafts=day, event_persons=day)
    )
    assert count(odense.database, DeliveryRow, DraftRow, EventRow) == [0, 0, 1]
    with odense.database.session(None) as session:
        assert session.scalars(select(EventRow.actor_id)).all() == [None]
