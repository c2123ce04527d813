"""Who has which part in a process: holds it, acts for them, knows the work, watches the robot."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from domain.people import Actor, Part
from domain.process import Process
from domain.steering import check_decision
from services.changes import changing
from services.holding import release, take
from services.people import check_colleague, check_reader

_EVENTS: Mapping[Part, str] = {
    Part.HOLDER: "handed_over",
    Part.DEPUTY: "deputy_named",
    Part.EXPERT: "expert_named",
    Part.WATCHER: "watcher_named",
}


def give_part(
    session: Session,
    actor: Actor,
    process_id: UUID,
    part: Part,
    person_id: UUID,
    now: datetime,
    *,
    version: int | None = None,
) -> Process:
    """Give a colleague a part in a process, in place of whoever had it; they are told.

    Whoever does so with a free process has claimed it. That holder and deputy review, the caller knows.
    """
    change = changing(session, actor, process_id, now, version).check(check_decision)
    check_part(session, change.process, part, person_id)
    row, column = change.row, _column(part)
    if change.process.holder is None and getattr(row, column) != person_id:
        take(change)
    if getattr(row, column) == person_id:
        return change.process
    setattr(row, column, person_id)
    if part is Part.HOLDER and row.deputy_id == person_id:
        row.deputy_id = None
    return change.record(_EVENTS[part], person_id, part=part.value)


def check_part(session: Session, process: Process, part: Part, person_id: UUID) -> None:
    """Only colleagues have parts; most may read the process by that, who watches the robot must before."""
    check_colleague(session, process.organisation_id, person_id)
    if part is Part.WATCHER:
        check_reader(session, process, person_id, "person")


def take_part(
    session: Session, actor: Actor, process_id: UUID, part: Part, now: datetime, *, version: int | None = None
) -> Process:
    """Let whoever has a part in a process have it no more."""
    change = changing(session, actor, process_id, now, version).check(check_decision)
    if part is Part.HOLDER:
        return release(session, actor, process_id, now)
    column = _column(part)
    had_it = getattr(change.row, column)
    if had_it is None:
        return change.process
    setattr(change.row, column, None)
    return change.record("relieved", had_it, part=part.value)


def _column(part: Part) -> str:
    return f"{part.value}_id"
