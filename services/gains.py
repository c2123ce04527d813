"""What a robot has really saved, told by hand or by its runs."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from domain.bookkeeping import HOURS_SAVED, MINUTES_EACH, MONTH, RUNS
from domain.errors import Unreadable
from domain.gains import Gain, GainSource, first_of_month
from domain.operation import check_month
from domain.people import Actor
from domain.process import Process
from domain.steering import check_report_gain
from services.business_case import read_amount
from services.changes import changed, locked
from services.reading import understood
from services.review import check_version
from storage.tables import GainRow, ProcessRow

_MINUTES_PER_HOUR = 60


def report_gain(
    session: Session,
    actor: Actor,
    process_id: UUID,
    month: object,
    hours: object,
    now: datetime,
    *,
    version: int | None = None,
) -> Process:
    """Tell the hours saved in a month (any day of it), in place of what was told of it by hand before."""
    row, process = locked(session, process_id)
    check_report_gain(actor, process)
    first = read_month(process, month, now)
    gain = Gain(month=first, source=GainSource.HAND, hours=read_amount(hours, HOURS_SAVED))
    if gain in process.gains:
        return process
    check_version(process, version)
    return _kept(session, row, gain, actor, now)


def report_runs(
    session: Session,
    actor: Actor,
    process_id: UUID,
    month: object,
    runs: object,
    minutes_each: object,
    now: datetime,
) -> Process:
    """Add runs to those of a month, each of which has saved so many minutes."""
    row, process = locked(session, process_id)
    check_report_gain(actor, process)
    first = read_month(process, month, now)
    more = int(str(understood(RUNS.parse(runs), RUNS.key)))
    hours = more * read_amount(minutes_each, MINUTES_EACH) / _MINUTES_PER_HOUR
    for known in process.gains:
        if (known.month, known.source) == (first, GainSource.RUNS):
            more, hours = more + (known.runs or 0), hours + known.hours
    if more > RUNS.maximum or hours > HOURS_SAVED.maximum:
        raise Unreadable(field=RUNS.key, problem="too-much-for-a-month")
    gain = Gain(month=first, source=GainSource.RUNS, hours=hours, runs=more)
    return _kept(session, row, gain, actor, now)


def read_month(process: Process, month: object, now: datetime) -> date:
    """Return the first day of a month of which gains can be told; refuse any other."""
    first = first_of_month(date.fromisoformat(str(understood(MONTH.parse(month), MONTH.key))))
    check_month(process, first, now.date())
    return first


def _kept(session: Session, row: ProcessRow, gain: Gain, actor: Actor, now: datetime) -> Process:
    session.merge(
        GainRow(
            process_id=row.id,
            month=gain.month,
            source=gain.source.value,
            organisation_id=row.organisation_id,
            hours=gain.hours,
            runs=gain.runs,
            by_id=actor.person_id,
            at=now,
        )
    )
    month, hours = gain.month.isoformat(), f"{gain.hours:.2f}"
    return changed(session, row, "gain_reported", actor, now, month=month, hours=hours)
