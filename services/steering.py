"""Where a process goes: on and back through its phases, aside, to its end, and up again."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from domain.errors import ReasonNeeded
from domain.people import Actor
from domain.process import Phase, Process, Status
from domain.steering import (
    ENDS,
    check_decision,
    check_look_again,
    check_move,
    check_override,
    check_take_up,
)
from services.changes import changed, locked
from services.editing import put_answers
from services.review import check_version, claim_by_acting, read_remark, remark


def move(
    session: Session,
    actor: Actor,
    process_id: UUID,
    into: Phase,
    now: datetime,
    *,
    reason: object = None,
    version: int | None = None,
) -> Process:
    """Take a process on by one phase, or back with a reason; `version` is what the card showed."""
    row, process = locked(session, process_id)
    check_move(actor, process, into, with_reason=bool(reason))
    check_version(process, version)
    data = {"of": process.phase.value, "to": into.value, "days": str((now - process.phase_since).days)}
    if reason:
        data["remark"] = str(remark(session, row, "reason", actor, read_remark(reason, "reason"), now).id)
    claim_by_acting(session, row, process, actor, now)
    row.phase, row.status, row.phase_since = into.value, Status.IN_PROGRESS.value, now
    row.look_again_on = None
    if into is Phase.DECOMMISSIONED:
        put_answers(row, {"decommissioned_on": now.date().isoformat()})
    elif process.phase is Phase.DECOMMISSIONED:
        put_answers(row, {"decommissioned_on": None})
    return changed(session, row, "moved", actor, now, **data)


def end(
    session: Session,
    actor: Actor,
    process_id: UUID,
    status: Status,
    reason: object,
    look_again_on: date | None,
    now: datetime,
    *,
    version: int | None = None,
) -> Process:
    """Reject a process, or say that it failed or lost its relevance, with a reason for its submitter."""
    if status not in ENDS:
        raise ValueError(status)
    row, process = locked(session, process_id)
    check_decision(actor, process)
    check_version(process, version)
    why = remark(session, row, "reason", actor, read_remark(reason, "reason"), now)
    check_look_again(look_again_on, now.date())
    claim_by_acting(session, row, process, actor, now)
    row.status, row.look_again_on = status.value, look_again_on
    return changed(session, row, status.value, actor, now, remark=str(why.id))


def set_aside(
    session: Session,
    actor: Actor,
    process_id: UUID,
    look_again_on: date | None,
    now: datetime,
    *,
    version: int | None = None,
) -> Process:
    """Let a process wait, perhaps until a day to look at it again."""
    row, process = locked(session, process_id)
    check_decision(actor, process)
    check_version(process, version)
    check_look_again(look_again_on, now.date())
    claim_by_acting(session, row, process, actor, now)
    row.status, row.look_again_on = Status.PENDING.value, look_again_on
    return changed(session, row, "set_aside", actor, now, None, process)


def take_up(
    session: Session, actor: Actor, process_id: UUID, now: datetime, *, version: int | None = None
) -> Process:
    """Go on with what was set aside or has been ended; who does so holds it, and its wait begins anew."""
    row, process = locked(session, process_id)
    check_take_up(actor, process)
    check_version(process, version)
    row.status, row.look_again_on, row.phase_since = Status.IN_PROGRESS.value, None, now
    is_held_on = process.status is Status.PENDING and process.holder is not None
    if not is_held_on and row.holder_id != actor.person_id:
        row.holder_id, row.deputy_id = actor.person_id, None
    return changed(session, row, "taken_up", actor, now, None, process)


def override_judgement(
    session: Session, actor: Actor, process_id: UUID, reason: object, now: datetime
) -> Process:
    """Let a process that takes professional judgement leave preanalysis all the same, with a reason."""
    row, process = locked(session, process_id)
    check_override(actor, process)
    if not reason:
        raise ReasonNeeded(number=process.number)
    why = remark(session, row, "override", actor, read_remark(reason, "reason"), now)
    row.judgement_overridden = True
    return changed(session, row, "judgement_overridden", actor, now, remark=str(why.id))
