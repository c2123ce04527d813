"""What the RPA team looks at together: the queue, the stand-up and the dashboard."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from domain.gates import next_phase, unmet
from domain.people import Actor, Reader, check_reviews
from domain.process import Phase, Process
from domain.queue import FREE, PAGE, Blocked, Dashboard, Filter, Listed, Queue, StandUp
from domain.weekly import WEEK
from storage import queue as stored
from storage.settings import settings_of

IN_STAND_UP, ON_DASHBOARD = 5, 3
"""Rows of a list that are shown there."""
YEAR = timedelta(days=365)
FREE_IDEAS = Filter(phase=Phase.IDEA, holder=FREE)


def queue(session: Session, actor: Reader, chosen: Filter, now: datetime, *, page: int = 0) -> Queue:
    """Return a page of the open processes a reviewer may read, what matters most first."""
    found = foremost(session, actor, chosen, now, PAGE, page * PAGE)
    holders = stored.holders(session, actor.organisation_id)
    return Queue(**vars(found), page=page, holders=holders)


def foremost(
    session: Session, actor: Reader, chosen: Filter, now: datetime, limit: int, offset: int = 0
) -> Listed:
    """Return so many of the processes a reviewer asks for, what matters most first."""
    check_reviews(actor)
    which = stored.asked_for(session, actor, chosen, now)
    return stored.listed(session, which, stored.BY_PRIORITY, limit, offset)


def next_idea(session: Session, actor: Actor, process_id: UUID) -> UUID | None:
    """Return the foremost idea that a reviewer has yet to assess.

    If this one is such an idea itself, they leave it as it is, and the one behind it is next.
    """
    check_reviews(actor)
    waiting = stored.first(session, stored.to_assess(actor), stored.BY_PRIORITY, stored.MOST_STEERED)
    ids = [each.id for each in waiting]
    behind = ids.index(process_id) + 1 if process_id in ids else 0
    return next((each for each in [*ids[behind:], *ids] if each != process_id), None)


def stand_up(session: Session, actor: Reader, now: datetime) -> StandUp:
    """Return what is new since a week, what waits too long, and what a gate still wants."""
    check_reviews(actor)
    limits = settings_of(session, actor.organisation_id).waiting_limits
    free = stored.asked_for(session, actor, FREE_IDEAS, now)
    unclaimed = stored.first(session, free, stored.BY_PRIORITY, stored.MOST_STEERED)
    steered = stored.steered(session, actor)
    return StandUp(
        new=stored.listed(session, stored.newer(actor, now - WEEK), stored.NEWEST_FIRST, IN_STAND_UP),
        late=stored.listed(session, stored.late(actor, limits, now), stored.OLDEST_FIRST, IN_STAND_UP),
        blocked={
            **_blocked({"claimed": [row.number for row in unclaimed]}, len(unclaimed)),
            **_blocked(_lacking(steered), len(steered)),
        },
    )


def dashboard(session: Session, actor: Reader, now: datetime) -> Dashboard:
    """Return how the organisation's pipeline stands, and what it has come to this year."""
    check_reviews(actor)
    phases = stored.in_phases(session, actor)
    waiting = stored.asked_for(session, actor, Filter(), now)
    return Dashboard(
        phases={phase: phases.get(phase, (0, 0.0))[0] for phase in Phase},
        promised=sum(hours for phase, (_, hours) in phases.items() if phase is not Phase.DECOMMISSIONED),
        promised_in_operation=phases.get(Phase.OPERATION, (0, 0.0))[1],
        saved=stored.saved(session, actor, now.date().replace(month=1, day=1)),
        days=stored.days_in_phases(session, actor.organisation_id, now - YEAR),
        waiting=stored.first(session, waiting, stored.OLDEST_FIRST, ON_DASHBOARD),
    )


def _blocked(lacking: Mapping[str, Sequence[int]], looked_at: int) -> Mapping[str, Blocked]:
    more = looked_at == stored.MOST_STEERED
    return {line: Blocked(numbers=numbers, more=more) for line, numbers in lacking.items() if numbers}


def _lacking(processes: Sequence[Process]) -> Mapping[str, Sequence[int]]:
    numbers: dict[str, list[int]] = defaultdict(list)
    for process in processes:
        into = next_phase(process)
        for line in unmet(process, into) if into else ():
            numbers[line].append(process.number)
    return numbers
