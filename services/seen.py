"""Which activities have been handled, so that a resent one is not handled again but answered the same."""

from datetime import datetime
from functools import cache
from uuid import UUID

from sqlalchemy import Executable, bindparam, select, update
from sqlalchemy.orm import Session

from storage.insert import insert_for
from storage.tables import SeenActivityRow

# Built once: every tap executes it.
_ANSWERED = (
    update(SeenActivityRow)
    .where(SeenActivityRow.key == bindparam("seen"))
    .values(answer=bindparam("given"), conversation_id=bindparam("where"))
)


def first_time(session: Session, key: str, now: datetime) -> bool:
    """Remember an activity; False if it has been handled, or is being handled in another transaction."""
    remembering = _remembering(session.get_bind().dialect.name)
    return session.connection().scalar(remembering, {"seen": key, "now": now}) is not None


def remember_answer(session: Session, key: str, answer: str, conversation_id: UUID) -> None:
    """Keep what an invoke was answered, as JSON, and where."""
    session.connection().execute(_ANSWERED, {"seen": key, "given": answer, "where": conversation_id})


def remembered_answer(session: Session, key: str) -> str | None:
    """Return what an invoke was answered the first time."""
    return session.scalar(select(SeenActivityRow.answer).where(SeenActivityRow.key == key))


@cache
def _remembering(dialect: str) -> Executable:
    """Built once: each turn begins with it."""
    remembering = insert_for(dialect, SeenActivityRow).values(key=bindparam("seen"), at=bindparam("now"))
    return remembering.on_conflict_do_nothing().returning(SeenActivityRow.key)
