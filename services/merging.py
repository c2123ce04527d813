"""Twins made one: who follows the merged process follows the other from then on, until it is undone."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from domain.people import Actor
from domain.process import Process, Status
from domain.steering import check_merge, check_unmerge
from services.changes import changed, locked
from services.review import check_version, let_go
from storage.tables import EventRow, FollowerRow, ProcessRow


def merge(
    session: Session,
    actor: Actor,
    process_id: UUID,
    into_id: UUID,
    now: datetime,
    *,
    version: int | None = None,
) -> Process:
    """Merge a process into its twin; whoever submitted or follows it follows the twin from now on."""
    # Always in the same order, so that two who merge the same ones do not wait for each other.
    found = {each: locked(session, each) for each in sorted({process_id, into_id})}
    (row, process), (_, twin) = found[process_id], found[into_id]
    check_merge(actor, process, twin)
    check_version(process, version)
    _lead_along(session, process, twin, now)
    before = process.status.value
    row.merged_into_id, row.status = twin.id, Status.MERGED.value
    return changed(session, row, "merged", actor, now, into=str(twin.id), status=before)


def unmerge(
    session: Session, actor: Actor, process_id: UUID, now: datetime, *, version: int | None = None
) -> Process:
    """Take a merged process apart from its twin again; it stands as it did before."""
    row, process = locked(session, process_id)
    check_unmerge(actor, process)
    check_version(process, version)
    if process.merged_into is not None:
        _lead_back(session, process, process.merged_into, now)
    row.merged_into_id, row.status = None, _status_before(session, process)
    if row.holder_id is None:
        let_go(row)
    return changed(session, row, "unmerged", actor, now)


def _lead_along(session: Session, process: Process, twin: Process, now: datetime) -> None:
    there = {person.id for person in (twin.submitter, *twin.followers) if person is not None}
    coming = {person.id for person in (process.submitter, *process.followers) if person is not None}
    session.add_all(
        FollowerRow(
            process_id=twin.id,
            person_id=person_id,
            organisation_id=twin.organisation_id,
            merged_from_id=process.id,
            since=now,
        )
        for person_id in coming - there
    )
    session.flush()


def _lead_back(session: Session, process: Process, twin_id: UUID, now: datetime) -> None:
    """Let those go who came along, unless they follow another process that is merged into the same twin."""
    came_along = (FollowerRow.process_id == twin_id, FollowerRow.merged_from_id == process.id)
    session.execute(delete(FollowerRow).where(*came_along))
    others = select(ProcessRow.id).where(ProcessRow.merged_into_id == twin_id, ProcessRow.id != process.id)
    for other in session.scalars(others).all():
        _, twin = locked(session, twin_id)
        _lead_along(session, locked(session, other)[1], twin, now)


def _status_before(session: Session, process: Process) -> str:
    merged = select(EventRow).where(EventRow.process_id == process.id, EventRow.kind == "merged")
    event = session.scalars(merged.order_by(EventRow.id.desc()).limit(1)).one()
    return str(event.data["status"])
