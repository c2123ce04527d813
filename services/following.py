"""Following a process: hearing of it as its submitter does."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from domain.people import Actor
from services.seeing import read
from storage.insert import insert
from storage.tables import FollowerRow


def follow(session: Session, actor: Actor, process_id: UUID, now: datetime) -> None:
    """Be told from now on of what happens to a process; whether one may read it is asked each time."""
    process = read(session, actor, process_id)
    following = insert(session, FollowerRow).values(
        process_id=process.id,
        person_id=actor.person_id,
        organisation_id=process.organisation_id,
        since=now,
    )
    session.execute(following.on_conflict_do_nothing())


def unfollow(session: Session, actor: Actor, process_id: UUID) -> None:
    """Be told of a process no more, also if it has become unreadable meanwhile."""
    own = (FollowerRow.process_id == process_id, FollowerRow.person_id == actor.person_id)
    session.execute(delete(FollowerRow).where(*own))
