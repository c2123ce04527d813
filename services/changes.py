"""One change of a process: on the row as it is now, as a new version, with its event and what that owes."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from domain.errors import NotFound
from domain.people import Actor
from domain.process import Process
from services.notices import record
from storage.processes import as_process, lock
from storage.tables import ProcessRow


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
    return process
