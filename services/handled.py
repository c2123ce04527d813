"""Which activities have been handled, so that a resent one is not handled again but answered the same."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from storage.insert import insert_for
from storage.prepared import Prepared
from storage.tables import SeenActivityRow

_REMEMBER = Prepared(
    lambda dialect: (
        insert_for(dialect, SeenActivityRow)
        .values(key=bindparam("seen"), at=bindparam("now"))
        .on_conflict_do_nothing()
        .returning(SeenActivityRow.key)
    )
)
_ANSWERED = Prepared(
    lambda _: (
        update(SeenActivityRow)
        .where(SeenActivityRow.key == bindparam("seen"))
        .values(answer=bindparam("given"), conversation_id=bindparam("where"))
    )
)


def first_time(session: Session, key: str, now: datetime) -> bool:
    """Remember an activity; False if it has been handled, or is being handled in another transaction."""
    return _REMEMBER.execute(session, seen=key, now=now).fetchone() is not None


def remember_answer(session: Session, key: str, answer: str, conversation_id: UUID) -> None:
    """Keep what an invoke was answered, as JSON, and where."""
    _ANSWERED.execute(session, seen=key, given=answer, where=conversation_id)


def remembered_answer(session: Session, key: str) -> str | None:
    """Return what an invoke was answered the first time."""
    return session.scalar(select(SeenActivityRow.answer).where(SeenActivityRow.key == key))
