"""Where a process goes: on and back through its phases, aside, to its end, and up again."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from domain.errors import ReasonNeeded
from domain.people import Actor
from domain.process import Phase, Process, Status
from domain.steering import (
    ENDS,
    LOOK_AGAIN,
    check_decision,
    check_move,
    check_override,
    check_take_up,
)
from services.answers import put_answers, read_answer
from services.changes import changing
from services.holding import claim_by_acting
from services.remarks import read_remark, remark


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
    change = changing(session, actor, process_id, now, version).check(
        check_move, into, with_reason=bool(reason)
    )
    row, of, since = change.row, change.process.phase, change.process.phase_since
    data = {"of": of.value, "to": into.value, "days": str((now - since).days)}
    if reason:
        data["remark"] = remark(change, "reason", read_remark(reason, "reason"))
    claim_by_acting(change)
    row.phase, row.status, row.phase_since = into.value, Status.IN_PROGRESS.value, now
    row.look_again_on = None
    if into is Phase.DECOMMISSIONED:
        put_answers(row, {"decommissioned_on": now.date().isoformat()})
    elif of is Phase.DECOMMISSIONED:
        put_answers(row, {"decommissioned_on": None})
    return change.record("moved", **data)


def end(
    session: Session,
    actor: Actor,
    process_id: UUID,
    status: Status,
    reason: object,
    look_again_on: object,
    now: datetime,
    *,
    version: int | None = None,
) -> Process:
    """Reject a process, or say that it failed or lost its relevance, with a reason for its submitter."""
    if status not in ENDS:
        raise ValueError(status)
    change = changing(session, actor, process_id, now, version).check(check_decision)
    why = remark(change, "reason", read_remark(reason, "reason"))
    again = read_look_again(look_again_on, now.date())
    claim_by_acting(change)
    change.row.status, change.row.look_again_on = status.value, again
    return change.record(status.value, remark=why)


def read_look_again(raw: object, today: date) -> date | None:
    """Return the day on which to look again, if there is one; refuse what is none, or has been."""
    day = read_answer(LOOK_AGAIN, raw, today)
    return date.fromisoformat(str(day)) if day else None


def set_aside(
    session: Session,
    actor: Actor,
    process_id: UUID,
    look_again_on: object,
    now: datetime,
    *,
    version: int | None = None,
) -> Process:
    """Let a process wait, perhaps until a day to look at it again."""
    change = changing(session, actor, process_id, now, version).check(check_decision)
    again = read_look_again(look_again_on, now.date())
    claim_by_acting(change)
    change.row.status, change.row.look_again_on = Status.PENDING.value, again
    return change.record("set_aside")


def take_up(
    session: Session, actor: Actor, process_id: UUID, now: datetime, *, version: int | None = None
) -> Process:
    """Go on with what was set aside or has been ended; who does so holds it, and its wait begins anew."""
    change = changing(session, actor, process_id, now, version).check(check_take_up)
    row, process = change.row, change.process
    row.status, row.look_again_on, row.phase_since = Status.IN_PROGRESS.value, None, now
    is_held_on = process.status is Status.PENDING and process.holder is not None
    if not is_held_on and row.holder_id != actor.person_id:
        row.holder_id, row.deputy_id = actor.person_id, None
    return change.record("taken_up")


def override_judgement(
    session: Session, actor: Actor, process_id: UUID, reason: object, now: datetime
) -> Process:
    """Let a process that takes professional judgement leave preanalysis all the same, with a reason."""
    change = changing(session, actor, process_id, now).check(check_override)
    if not reason:
        raise ReasonNeeded(number=change.process.number)
    why = remark(change, "override", read_remark(reason, "reason"))
    change.row.judgement_overridden = True
    return change.record("judgement_overridden", remark=why)
