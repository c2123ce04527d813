"""What time itself brings about: who lets a process wait is reminded, and what was set aside comes back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session

from domain.process import OPEN, Phase, Process, Status
from domain.settings import Settings
from domain.steering import RESTING
from domain.weekly import WEEK
from services.changes import changed, locked
from services.notices import record
from services.review import let_go
from storage.queue import waits_beyond
from storage.settings import settings_of
from storage.tables import OrganisationRow, ProcessRow, ReminderRow

MONTH = timedelta(days=30)
VERIFIED_FOR = timedelta(days=183)
"""For how long a legal clause that was checked is taken to stand."""


@dataclass(frozen=True, kw_only=True)
class Reminder:
    """Something the clock does with processes: with which of an organisation's, and what."""

    is_due: Callable[[Settings, datetime], ColumnElement[bool]]
    carry_out: Callable[[Session, ProcessRow, Process, datetime], None]


def find_due(session: Session, now: datetime) -> list[tuple[str, UUID]]:
    """Return what is to be done now, as kinds of reminder with a process each."""
    found: list[tuple[str, UUID]] = []
    for organisation_id in session.scalars(select(OrganisationRow.id)).all():
        settings = settings_of(session, organisation_id)
        for kind, reminder in REMINDERS.items():
            of_it = (ProcessRow.organisation_id == organisation_id, reminder.is_due(settings, now))
            due = session.scalars(select(ProcessRow.id).where(*of_it).order_by(ProcessRow.number))
            found += [(kind, process_id) for process_id in due]
    return found


def remind(session: Session, kind: str, process_id: UUID, now: datetime) -> None:
    """Do what is due with a process, unless somebody has done it since it was found."""
    row, process = locked(session, process_id)
    reminder = REMINDERS[kind]
    is_due = reminder.is_due(settings_of(session, row.organisation_id), now)
    if session.scalar(select(ProcessRow.id).where(ProcessRow.id == process_id, is_due)) is not None:
        reminder.carry_out(session, row, process, now)


def _day_has_come(_: Settings, now: datetime) -> ColumnElement[bool]:
    return and_(ProcessRow.status.in_(RESTING), ProcessRow.look_again_on <= now.date())


def _bring_back(session: Session, row: ProcessRow, process: Process, now: datetime) -> None:
    row.look_again_on, row.status = None, Status.IN_PROGRESS.value
    if row.holder_id is None:
        let_go(row)
    changed(session, row, "brought_back", None, now, None, process)
    # It has lain still because somebody chose so: whoever holds it has a week before they are reminded.
    _remember(session, row, "waited_long", now)


def _has_waited_long(settings: Settings, now: datetime) -> ColumnElement[bool]:
    return and_(
        ProcessRow.status.in_(OPEN),
        ProcessRow.holder_id.is_not(None),
        ProcessRow.look_again_on.is_(None),
        waits_beyond(settings.waiting_limits, now),
        _not_since("waited_long", now - WEEK),
    )


def _remind_holder(session: Session, row: ProcessRow, process: Process, now: datetime) -> None:
    days = (now - process.phase_since).days
    record(session, "waited_long", None, now, process, days=str(days))
    _remember(session, row, "waited_long", now)


def _has_unverified_clause(_: Settings, now: datetime) -> ColumnElement[bool]:
    verified = ProcessRow.answers["legal_clause_verified"].as_string()
    return and_(
        ProcessRow.phase == Phase.OPERATION.value,
        ProcessRow.status.in_(OPEN),
        ProcessRow.answers["legal_clause"].as_string() != "",
        or_(verified.is_(None), verified < (now - VERIFIED_FOR).date().isoformat()),
        _not_since("clause_unverified", now - MONTH),
    )


def _remind_of_clause(session: Session, row: ProcessRow, process: Process, now: datetime) -> None:
    record(session, "clause_unverified", None, now, process)
    _remember(session, row, "clause_unverified", now)


def _not_since(kind: str, at: datetime) -> ColumnElement[bool]:
    return ~exists().where(
        ReminderRow.process_id == ProcessRow.id, ReminderRow.kind == kind, ReminderRow.at > at
    )


def _remember(session: Session, row: ProcessRow, kind: str, now: datetime) -> None:
    session.merge(ReminderRow(process_id=row.id, kind=kind, organisation_id=row.organisation_id, at=now))


REMINDERS: Mapping[str, Reminder] = {
    "brought_back": Reminder(is_due=_day_has_come, carry_out=_bring_back),
    "waited_long": Reminder(is_due=_has_waited_long, carry_out=_remind_holder),
    "clause_unverified": Reminder(is_due=_has_unverified_clause, carry_out=_remind_of_clause),
}
"""Event → when the clock brings it about, and how."""
