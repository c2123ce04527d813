"""One change of a process: on the row as it is now, as a new version, with its event and what that owes."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from domain.errors import NotFound
from domain.people import Actor
from domain.process import Process
from services.notices import record
from storage.processes import as_process, lock
from storage.tables import ConversationRow, ProcessRow, RemarkRow


def locked(session: Session, process_id: UUID) -> tuple[ProcessRow, Process]:
    """Return a process as it is now, which nobody else can change before this transaction ends."""
    row = lock(session, process_id)
    if row is None:
        raise NotFound
    return row, as_process(session, row)


def changed(
    session: Session, row: ProcessRow, kind: str, actor: Actor, now: datetime, **data: str
) -> Process:
    """Store what has changed, record the event, and return the process as it is then."""
    row.changed_at = now
    # A remark changes no column of the process, but it does make older cards outdated.
    flag_modified(row, "changed_at")
    session.flush()
    process = as_process(session, row)
    record(session, kind, actor, now, process, **data)
    if not process.status.is_open:
        _await_no_answer(session, row)
    return process


def _await_no_answer(session: Session, row: ProcessRow) -> None:
    """What its submitter types after the decision is no answer to a question about it."""
    about_it = select(RemarkRow.id).where(RemarkRow.process_id == row.id)
    session.execute(
        update(ConversationRow)
        .where(ConversationRow.person_id == row.submitter_id, ConversationRow.asked_remark_id.in_(about_it))
        .values(asked_remark_id=None)
        .execution_options(synchronize_session="fetch")
    )
