"""What time itself brings about: who lets a process wait is reminded, and what was set aside comes back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session

from domain.process import OPEN, Phase, Status
from domain.settings import Settings
from domain.steering import RESTING
from domain.weekly import WEEK
from services.changes import Change, changing
from services.holding import let_go
from services.notices import record
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
    carry_out: Callable[[Change], None]


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
    change = changing(session, None, process_id, now)
    reminder = REMINDERS[kind]
    is_due = reminder.is_due(settings_of(session, change.row.organisation_id), now)
    if session.scalar(select(ProcessRow.id).where(ProcessRow.id == process_id, is_due)) is not None:
        reminder.carry_out(change)


def _day_has_come(_: Settings, now: datetime) -> ColumnElement[bool]:
    return and_(ProcessRow.status.in_(RESTING), ProcessRow.look_again_on <= now.date())


def _bring_back(change: Change) -> None:
    change.row.look_again_on, change.row.status = None, Status.IN_PROGRESS.value
    if change.row.holder_id is None:
        let_go(change.row)
    change.record("brought_back")
    # It has lain still because somebody chose so: whoever holds it has a week before they are reminded.
    _remember(change, "waited_long")


def _has_waited_long(settings: Settings, now: datetime) -> ColumnElement[bool]:
    return and_(
        ProcessRow.status.in_(OPEN),
        ProcessRow.holder_id.is_not(None),
        ProcessRow.look_again_on.is_(None),
        waits_beyond(settings.waiting_limits, now),
        _not_since("waited_long", now - WEEK),
    )


def _remind_holder(change: Change) -> None:
    days = (change.now - change.process.phase_since).days
    record(change.session, "waited_long", None, change.now, change.process, days=str(days))
    _remember(change, "waited_long")


def _has_unverified_clause(_: Settings, now: datetime) -> ColumnElement[bool]:
    verified = ProcessRow.answers["legal_clause_verified"].as_string()
    return and_(
        ProcessRow.phase == Phase.OPERATION.value,
        ProcessRow.status.in_(OPEN),
        ProcessRow.answers["legal_clause"].as_string() != "",
        or_(verified.is_(None), verified < (now - VERIFIED_FOR).date().isoformat()),
        _not_since("clause_unverified", now - MONTH),
    )


def _remind_of_clause(change: Change) -> None:
    record(change.session, "clause_unverified", None, change.now, change.process)
    _remember(change, "clause_unverified")


def _not_since(kind: str, at: datetime) -> ColumnElement[bool]:
    return ~exists().where(
        ReminderRow.process_id == ProcessRow.id, ReminderRow.kind == kind, ReminderRow.at > at
    )


def _remember(change: Change, kind: str) -> None:
    of_it = change.process
    change.session.merge(
        ReminderRow(process_id=of_it.id, kind=kind, organisation_id=of_it.organisation_id, at=change.now)
    )


REMINDERS: Mapping[str, Reminder] = {
    "brought_back": Reminder(is_due=_day_has_come, carry_out=_bring_back),
    "waited_long": Reminder(is_due=_has_waited_long, carry_out=_remind_holder),
    "clause_unverified": Reminder(is_due=_has_unverified_clause, carry_out=_remind_of_clause),
}
"""Event → when the clock brings it about, and how."""
