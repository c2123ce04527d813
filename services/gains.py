"""What a robot has really saved, told by hand or by its runs."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from domain.bookkeeping import HOURS_SAVED, MINUTES_EACH, MONTH, RUNS
from domain.errors import Unreadable
from domain.gains import Gain, GainSource
from domain.operation import check_month
from domain.people import Actor
from domain.process import Process
from domain.steering import check_report_gain
from services.answers import understood
from services.business_case import read_amount
from services.changes import Change, changing
from storage.tables import GainRow

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
    change = changing(session, actor, process_id, now, version)
    check_report_gain(actor, change.process)
    first = read_month(change.process, month, now.date())
    gain = Gain(month=first, source=GainSource.HAND, hours=read_amount(hours, HOURS_SAVED))
    if gain in change.process.gains:
        return change.process
    change.check_version()
    return _kept(change, gain)


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
    change = changing(session, actor, process_id, now)
    check_report_gain(actor, change.process)
    first = read_month(change.process, month, now.date())
    more = int(str(understood(RUNS.parse(runs), RUNS.key)))
    hours = more * read_amount(minutes_each, MINUTES_EACH) / _MINUTES_PER_HOUR
    for known in change.process.gains:
        if (known.month, known.source) == (first, GainSource.RUNS):
            more, hours = more + (known.runs or 0), hours + known.hours
    if more > RUNS.maximum or hours > HOURS_SAVED.maximum:
        raise Unreadable(field=RUNS.key, problem="too-much-for-a-month")
    gain = Gain(month=first, source=GainSource.RUNS, hours=hours, runs=more)
    return _kept(change, gain)


def read_month(process: Process, month: object, today: date) -> date:
    """Return the first day of a month of which gains can be told; refuse any other."""
    first = date.fromisoformat(str(understood(MONTH.parse(month, today), MONTH.key)))
    check_month(process, first, today)
    return first


def _kept(change: Change, gain: Gain) -> Process:
    change.session.merge(
        GainRow(
            process_id=change.row.id,
            month=gain.month,
            source=gain.source.value,
            organisation_id=change.row.organisation_id,
            hours=gain.hours,
            runs=gain.runs,
            by_id=change.actor.person_id,
            at=change.now,
        )
    )
    of_it = (gain.month, gain.source)
    change.put(
        "gains", gain, gone=[each for each in change.process.gains if (each.month, each.source) == of_it]
    )
    return change.record("gain_reported", month=gain.month.isoformat(), hours=f"{gain.hours:.2f}")
