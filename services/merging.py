"""Twins made one: who follows the merged process follows the other from then on, until it is undone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from uuid import UUID

from sqlalchemy import ColumnElement, delete, select, true
from sqlalchemy.orm import Session

from domain.access import may_read
from domain.people import Actor, AnyMember
from domain.process import Process, Status, Twin
from domain.steering import check_merge, check_unmerge
from services.changes import Change, changing
from services.holding import let_go
from storage.insert import insert
from storage.processes import as_processes
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
    changes = _changing(session, actor, {process_id, into_id}, now, version)
    change, process, twin = changes[process_id], changes[process_id].process, changes[into_id].process
    change.check(check_merge, twin)
    _lead(session, _concerned(process) - _concerned(twin), process, twin.id, now)
    change.row.merged_into_id, change.row.status = twin.id, Status.MERGED.value
    seen = may_read(AnyMember(organisation_id=twin.organisation_id), twin)
    change.process = replace(process, twin=Twin(number=twin.number, title=twin.title) if seen else None)
    return change.record("merged", into=str(twin.id), status=process.status.value)


def unmerge(
    session: Session, actor: Actor, process_id: UUID, now: datetime, *, version: int | None = None
) -> Process:
    """Take a merged process apart from its twin again; it stands as it did before, its wait begins anew."""
    change = _changing(session, actor, _way_up(session, process_id), now, version)[process_id]
    change.check(check_unmerge)
    _lead_back(session, process_id, now)
    row = change.row
    row.merged_into_id, row.status, row.phase_since = None, _status_before(session, change.process), now
    if row.holder_id is None:
        let_go(row)
    change.process = replace(change.process, twin=None)
    return change.record("unmerged")


def _changing(
    session: Session, actor: Actor, process_ids: Iterable[UUID], now: datetime, version: int | None
) -> Mapping[UUID, Change]:
    # Always in the same order, so that two who merge the same ones do not wait for each other.
    return {each: changing(session, actor, each, now, version) for each in sorted(process_ids)}


def _way_up(session: Session, process_id: UUID) -> Sequence[UUID]:
    """Return a process, its twin, the one that was merged into in its turn, and so on."""
    way = [process_id]
    merged_into = select(ProcessRow.merged_into_id)
    while (next_id := session.scalar(merged_into.where(ProcessRow.id == way[-1]))) is not None:
        way.append(next_id)
    return way


def _concerned(process: Process) -> set[UUID]:
    return {person.id for person in (process.submitter, *process.followers) if person is not None}


def _lead(session: Session, people: set[UUID], process: Process, twin_id: UUID, now: datetime) -> None:
    for person_id in people:
        following = insert(session, FollowerRow).values(
            process_id=twin_id,
            person_id=person_id,
            organisation_id=process.organisation_id,
            merged_from_id=process.id,
            since=now,
        )
        session.execute(following.on_conflict_do_nothing())


def _lead_back(session: Session, process_id: UUID, now: datetime) -> None:
    """Let those go who came along, unless they follow another process that is merged into the same twin.

    Who leaves the twin leaves what that has been merged into as well.
    """
    of_them: ColumnElement[bool] = true()
    for below_id, twin_id in pairwise(_way_up(session, process_id)):
        came_along = (FollowerRow.process_id == twin_id, FollowerRow.merged_from_id == below_id, of_them)
        leaving = set(
            session.scalars(delete(FollowerRow).where(*came_along).returning(FollowerRow.person_id))
        )
        others = select(ProcessRow).where(ProcessRow.merged_into_id == twin_id, ProcessRow.id != below_id)
        for other in as_processes(session, session.scalars(others).all()):
            staying = leaving & _concerned(other)
            _lead(session, staying, other, twin_id, now)
            leaving -= staying
        of_them = FollowerRow.person_id.in_(leaving)


def _status_before(session: Session, process: Process) -> str:
    merged = select(EventRow).where(EventRow.process_id == process.id, EventRow.kind == "merged")
    event = session.scalars(merged.order_by(EventRow.id.desc()).limit(1)).one()
    return str(event.data["status"])
