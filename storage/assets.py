"""Rows of files, and how they become the domain's `Asset`."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from domain.people import Person
from domain.process import Asset
from storage.tables import AssetRow, PersonRow

# Built once: every card of a process is made with it.
_STORED_WITH = (
    select(AssetRow)
    .where(AssetRow.subject_id.in_(bindparam("subjects", expanding=True)), AssetRow.status == "stored")
    .order_by(AssetRow.id)
)


def stored_assets(session: Session, subject_ids: Sequence[UUID]) -> Mapping[UUID, list[AssetRow]]:
    """Return the files that are stored with these drafts or processes, oldest first."""
    found: dict[UUID, list[AssetRow]] = defaultdict(list)
    for asset in session.scalars(_STORED_WITH, {"subjects": subject_ids}):
        if asset.subject_id is not None:
            found[asset.subject_id].append(asset)
    return found


def unplaced_assets(session: Session, person_id: UUID) -> Sequence[AssetRow]:
    """Return what a person has sent without saying where it belongs, oldest first."""
    unplaced = select(AssetRow).where(AssetRow.uploader_id == person_id, AssetRow.subject_id.is_(None))
    return session.scalars(unplaced.order_by(AssetRow.id)).all()


def as_asset(row: AssetRow, uploader: PersonRow | Person | None) -> Asset:
    """Make a file of its row and of who sent it, if that is still known."""
    return Asset(
        id=row.id,
        name=row.name,
        size=row.size,
        open=row.open,
        status=row.status,
        reason=row.reason,
        uploader=Person(id=uploader.id, name=uploader.name) if uploader else None,
        at=row.at,
    )
