"""Who has which part in a process: holds it, acts for them, knows the work, watches the robot."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from domain.people import Actor, Part
from domain.process import Process
from domain.steering import check_decision
from services.changes import changed, locked
from services.people import check_colleague, check_reader
from services.review import check_version, claim, release

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
    row, process = locked(session, process_id)
    check_decision(actor, process)
    check_version(process, version)
    check_part(session, process, part, person_id)
    column = _column(part)
    if process.holder is None and getattr(row, column) != person_id:
        process = claim(session, actor, process_id, now)
    if getattr(row, column) == person_id:
        return process
    setattr(row, column, person_id)
    if part is Part.HOLDER and row.deputy_id == person_id:
        row.deputy_id = None
    return changed(session, row, _EVENTS[part], actor, now, person_id, process, part=part.value)


def check_part(session: Session, process: Process, part: Part, person_id: UUID) -> None:
    """Only colleagues have parts; most may read the process by that, who watches the robot must before."""
    check_colleague(session, process.organisation_id, person_id)
    if part is Part.WATCHER:
        check_reader(session, process, person_id, "person")


def take_part(
    session: Session, actor: Actor, process_id: UUID, part: Part, now: datetime, *, version: int | None = None
) -> Process:
    """Let whoever has a part in a process have it no more."""
    row, process = locked(session, process_id)
    check_decision(actor, process)
    check_version(process, version)
    if part is Part.HOLDER:
        return release(session, actor, process_id, now)
    column = _column(part)
    had_it = getattr(row, column)
    if had_it is None:
        return process
    setattr(row, column, None)
    return changed(session, row, "relieved", actor, now, had_it, process, part=part.value)


def _column(part: Part) -> str:
    return f"{part.value}_id"
