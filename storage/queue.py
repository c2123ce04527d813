"""The queue and the figures of an organisation, each as one query over what its reader may read."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    SQLColumnExpression,
    and_,
    case,
    exists,
    func,
    literal,
    literal_column,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from domain.gains import GainSource
from domain.people import Actor, Person, Reader
from domain.process import OPEN, Phase, Process, Status
from domain.queue import BEFORE_OPERATION, FREE, MOST_HOLDERS, UNDER_WAY, Filter, Listed, Queued
from storage.access import own_readable
from storage.processes import as_processes
from storage.tables import BY_NAME, AssessmentRow, EventRow, GainRow, PersonRow, ProcessRow

Where = ColumnElement[bool]
Order = Sequence[SQLColumnExpression[Any]]

MOST_COUNTED = 200
"""Beyond that a list says that there are more, and saves the time to count them."""
MOST_STEERED = 200

# As its index has it, to the letter: what is not computed yet comes last.
RANK: ColumnElement[float] = literal_column("coalesce(process.priority, -1)")
BY_PRIORITY = (RANK.desc(), ProcessRow.number)
OLDEST_FIRST = (ProcessRow.phase_since, ProcessRow.number)
NEWEST_FIRST = (ProcessRow.submitted_at.desc(), ProcessRow.number.desc())

_SHOWN = (
    select(
        ProcessRow.id,
        ProcessRow.number,
        ProcessRow.version,
        ProcessRow.answers["title"].as_string().label("title"),
        ProcessRow.phase,
        ProcessRow.status,
        ProcessRow.stars,
        ProcessRow.priority,
        PersonRow.name.label("holder"),
        ProcessRow.phase_since.label("since"),
    )
    .select_from(ProcessRow)
    .outerjoin(PersonRow, PersonRow.id == ProcessRow.holder_id)
)


def asked_for(session: Session, actor: Reader, chosen: Filter, now: datetime) -> Where:
    """Return the condition of what a filter shows."""
    asked = [_in(chosen.phases, chosen.statuses)]
    if chosen.domain is not None:
        asked.append(_of_domain(session, chosen.domain))
    if chosen.holder is not None:
        asked.append(ProcessRow.holder_id == (None if chosen.holder == FREE else chosen.holder))
    if chosen.stars is not None:
        asked.append(ProcessRow.stars == chosen.stars)
    if chosen.waiting is not None:
        asked.append(ProcessRow.phase_since <= now - timedelta(days=chosen.waiting))
    return and_(own_readable(actor), *asked)


def newer(actor: Reader, since: datetime) -> Where:
    """Return the condition of what is open and was submitted since."""
    return and_(own_readable(actor), _in(BEFORE_OPERATION, OPEN), ProcessRow.submitted_at >= since)


def late(actor: Reader, limits: Mapping[Phase, int], now: datetime) -> Where:
    """Return the condition of what has waited in its phase for longer than so many days."""
    return and_(own_readable(actor), _in(BEFORE_OPERATION, OPEN), waits_beyond(limits, now))


def waits_beyond(limits: Mapping[Phase, int], now: datetime) -> Where:
    """Return the condition of what has been in its phase for longer than so many days."""
    return or_(
        *(
            and_(ProcessRow.phase == phase.value, ProcessRow.phase_since < now - timedelta(days=days))
            for phase, days in limits.items()
        )
    )


def to_assess(actor: Actor) -> Where:
    """Return the condition of ideas that wait for a reviewer's assessment, and are nobody else's."""
    given = exists().where(
        AssessmentRow.process_id == ProcessRow.id,
        AssessmentRow.reviewer_id == actor.person_id,
        AssessmentRow.given,
    )
    free = or_(ProcessRow.holder_id.is_(None), ProcessRow.holder_id == actor.person_id)
    return and_(own_readable(actor), _in((Phase.IDEA,), UNDER_WAY), free, ~given)


def listed(session: Session, which: Where, order: Order, limit: int, offset: int = 0) -> Listed:
    """Return some of these processes in order, and how many there are, as far as they are counted."""
    some = select(literal(1)).select_from(ProcessRow).where(which).limit(MOST_COUNTED + 1)
    total = session.scalar(select(func.count()).select_from(some.subquery())) or 0
    return Listed(
        rows=first(session, which, order, limit, offset),
        total=min(total, MOST_COUNTED),
        more=total > MOST_COUNTED,
    )


def first(session: Session, which: Where, order: Order, limit: int, offset: int = 0) -> list[Queued]:
    """Return some of these processes in order, however many there are."""
    found = session.execute(_SHOWN.where(which).order_by(*order).limit(limit).offset(offset))
    return [
        Queued(**{**row._mapping, "phase": Phase(row.phase), "status": Status(row.status)}) for row in found
    ]


def holders(session: Session, organisation_id: UUID) -> list[Person]:
    """Return who holds any of an organisation's processes, by name."""
    held = select(ProcessRow.holder_id).where(
        ProcessRow.organisation_id == organisation_id, ProcessRow.holder_id.is_not(None)
    )
    named = select(PersonRow.id, PersonRow.name).where(PersonRow.id.in_(held)).order_by(*BY_NAME)
    return [Person(id=row.id, name=row.name) for row in session.execute(named.limit(MOST_HOLDERS))]


def steered(session: Session, actor: Reader) -> list[Process]:
    """Return what is under way between idea and operation, what matters most first."""
    under_way = and_(own_readable(actor), _in(BEFORE_OPERATION[1:], OPEN))
    rows = select(ProcessRow).where(under_way).order_by(*BY_PRIORITY).limit(MOST_STEERED)
    return as_processes(session, session.scalars(rows).all())


def in_phases(session: Session, actor: Reader) -> Mapping[Phase, tuple[int, float]]:
    """Return how many open processes there are in each phase, and their potential in hours a year."""
    counted = (
        select(ProcessRow.phase, func.count(), func.sum(ProcessRow.potential))
        .where(own_readable(actor), ProcessRow.status.in_(OPEN))
        .group_by(ProcessRow.phase)
    )
    return {Phase(phase): (count, hours or 0.0) for phase, count, hours in session.execute(counted)}


def saved(session: Session, actor: Reader, since: date) -> Mapping[date, float]:
    """Return the hours saved in each month since; those written by hand go before what runs came to."""

    def by(source: GainSource) -> ColumnElement[float | None]:
        return func.max(case((GainRow.source == source.value, GainRow.hours)))

    of_each = (
        select(GainRow.month, func.coalesce(by(GainSource.HAND), by(GainSource.RUNS)).label("hours"))
        .join(ProcessRow, ProcessRow.id == GainRow.process_id)
        .where(own_readable(actor), GainRow.month >= since)
        .group_by(GainRow.process_id, GainRow.month)
        .subquery()
    )
    by_month = select(of_each.c.month, func.sum(of_each.c.hours).label("hours")).group_by(of_each.c.month)
    return {row.month: row.hours for row in session.execute(by_month.order_by(of_each.c.month))}


def days_in_phases(session: Session, organisation_id: UUID, since: datetime) -> Mapping[Phase, float]:
    """Return the median of the days that processes moved since have spent in the phase they left."""
    moved = select(EventRow.data).where(
        EventRow.organisation_id == organisation_id, EventRow.kind == "moved", EventRow.at >= since
    )
    spent: dict[Phase, list[int]] = defaultdict(list)
    for data in session.scalars(moved):
        spent[Phase(data["of"])].append(int(data["days"]))
    return {phase: median(days) for phase, days in spent.items()}


def _in(phases: Sequence[Phase], statuses: Sequence[Status]) -> Where:
    return and_(ProcessRow.phase.in_(phases), ProcessRow.status.in_(statuses))


def _of_domain(session: Session, domain: str) -> Where:
    if session.get_bind().dialect.name == "postgresql":
        return type_coerce(ProcessRow.domains, JSONB).contains([domain])
    each = func.json_each(ProcessRow.domains).table_valued("value")
    return exists().where(each.c.value == domain)
