"""What has happened to a process, newest first, page by page."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session, aliased

from domain.history import Happening
from domain.people import Actor, Person
from storage.tables import EventRow, PersonRow

PAGE = 10


def history(
    session: Session, actor: Actor, process_id: UUID, kinds: Sequence[str] = (), page: int = 0
) -> tuple[Sequence[Happening], bool]:
    """Return a page of what happened to a process of the actor's own organisation, and whether more follows.

    `kinds` are those asked for; none means all.
    """
    did, whom = aliased(PersonRow), aliased(PersonRow)
    happened = (
        select(
            EventRow.kind,
            EventRow.at,
            EventRow.data,
            did.id,
            did.name,
            whom.id.label("whom"),
            whom.name.label("named"),
        )
        .outerjoin(did, did.id == EventRow.actor_id)
        .outerjoin(whom, whom.id == EventRow.about_id)
        .where(EventRow.process_id == process_id, EventRow.organisation_id == actor.organisation_id)
        .order_by(EventRow.at.desc(), EventRow.id.desc())
    )
    if kinds:
        happened = happened.where(EventRow.kind.in_(kinds))
    found = session.execute(happened.offset(page * PAGE).limit(PAGE + 1)).all()
    return [_happening(row) for row in found[:PAGE]], len(found) > PAGE


def _happening(row: Row[*tuple[Any, ...]]) -> Happening:
    return Happening(
        kind=row.kind,
        actor=Person(id=row.id, name=row.name) if row.id else None,
        about=Person(id=row.whom, name=row.named) if row.whom else None,
        at=row.at,
        data=row.data,
    )
