"""What a digest has to tell: its organisation's own open processes that any member may read."""

from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session

from domain.people import AnyMember
from domain.process import OPEN, Listing
from storage.access import own_readable
from storage.listing import listings
from storage.tables import DeliveryRow, ProcessRow, ScheduleRow, ToldRow


def schedule_of(session: Session, conversation_id: UUID, kind: str) -> ScheduleRow | None:
    """Return what was last chosen for a conversation, active or not."""
    of_this = (ScheduleRow.conversation_id == conversation_id, ScheduleRow.kind == kind)
    return session.scalars(select(ScheduleRow).where(*of_this)).one_or_none()


def untold(organisation_id: UUID, schedule_id: UUID | None) -> ColumnElement[bool]:
    """Return the condition of what a schedule has not told of yet; without one, of all there is.

    What stood in a message that was given up has not been told.
    """
    # Found once, and not for each process: the messages of a digest are not indexed by their run.
    given_up = select(DeliveryRow.subject_id).where(
        DeliveryRow.status == "given_up", DeliveryRow.subject_id.is_not(None)
    )
    told = exists().where(
        ToldRow.process_id == ProcessRow.id,
        ToldRow.schedule_id == schedule_id,
        ToldRow.run_id.not_in(given_up),
    )
    return _open_to_all(organisation_id) & ~told


def told_in(organisation_id: UUID, run_id: UUID) -> ColumnElement[bool]:
    """Return the condition of what a run told of, as far as it may still be told."""
    told = select(ToldRow.process_id).where(ToldRow.run_id == run_id)
    return _open_to_all(organisation_id) & ProcessRow.id.in_(told)


def newest(session: Session, which: ColumnElement[bool], limit: int) -> tuple[list[Listing], int]:
    """Return the latest of these processes, and how many there are in all."""
    total = session.scalar(select(func.count()).select_from(ProcessRow).where(which)) or 0
    latest = (ProcessRow.submitted_at.desc(), ProcessRow.id.desc())
    return listings(session, which, latest, limit), total


def _open_to_all(organisation_id: UUID) -> ColumnElement[bool]:
    return own_readable(AnyMember(organisation_id=organisation_id)) & ProcessRow.status.in_(OPEN)
