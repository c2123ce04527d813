"""Which activities have been handled, so that a resent one is not handled again but answered the same."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from storage.insert import insert
from storage.tables import Json, SeenActivityRow


def first_time(session: Session, key: str, now: datetime) -> bool:
    """Remember an activity; False if it has been handled, or is being handled in another transaction."""
    remembering = insert(session, SeenActivityRow).values(key=key, at=now).on_conflict_do_nothing()
    return session.scalar(remembering.returning(SeenActivityRow.key)) is not None


def remember_answer(session: Session, key: str, answer: Json) -> None:
    """Keep what an invoke was answered."""
    session.execute(update(SeenActivityRow).where(SeenActivityRow.key == key).values(answer=answer))


def remembered_answer(session: Session, key: str) -> Json | None:
    """Return what an invoke was answered the first time."""
    return session.scalar(select(SeenActivityRow.answer).where(SeenActivityRow.key == key))
