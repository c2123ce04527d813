"""Who holds a process: claimed, by hand or by acting on it, and let go."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from domain.people import Actor
from domain.process import Phase, Process, Status
from domain.steering import check_claim, check_release
from services.changes import Change, changing
from services.notices import append_event
from storage.tables import ProcessRow


def claim(session: Session, actor: Actor, process_id: UUID, now: datetime) -> Process:
    """Take a process to work on; taking it twice changes nothing."""
    change = changing(session, actor, process_id, now).check(check_claim)
    return change.process if change.process.holder is not None else take(change)


def take(change: Change) -> Process:
    """Let whoever changes a free process hold it."""
    _hold(change)
    return change.record("claimed")


def release(session: Session, actor: Actor, process_id: UUID, now: datetime) -> Process:
    """Let a process go, so that a colleague can take it."""
    change = changing(session, actor, process_id, now).check(check_release)
    let_go(change.row)
    return change.record("released")


def let_go(row: ProcessRow) -> None:
    """Hold a process no more, nor does anybody act for its holder: it waits for somebody again."""
    row.holder_id = row.deputy_id = row.look_again_on = None
    row.status = (Status.NOT_RATED if row.phase == Phase.IDEA else Status.PENDING).value


def claim_by_acting(change: Change) -> None:
    """Who acts on a free process has claimed it; what they did says so, no second message does."""
    if change.process.holder is None:
        append_event(change.session, "claimed", change.actor, change.now, change.process)
        _hold(change)


def _hold(change: Change) -> None:
    row = change.row
    row.holder_id, row.status, row.look_again_on = change.actor.person_id, Status.IN_PROGRESS.value, None
