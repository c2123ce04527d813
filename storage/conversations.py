"""Where a person can be written to."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.tables import ConversationRow, DeliveryRow


def newest_chat(session: Session, person_id: UUID) -> ConversationRow | None:
    """Return a person's own chat with a bot of ours, the one we came to know last; None if all are closed."""
    chats = (
        select(ConversationRow)
        .where(ConversationRow.person_id == person_id, ConversationRow.kind == "personal")
        .where(ConversationRow.stopped_because.is_(None))
        .order_by(ConversationRow.heard_at.desc(), ConversationRow.id.desc())
    )
    return session.scalars(chats.limit(1)).first()


def posted_last(session: Session, conversation_id: UUID, most: int) -> Sequence[str]:
    """Return the kinds of the newest messages in a conversation, the newest first."""
    posted = (
        select(DeliveryRow.kind)
        .where(DeliveryRow.conversation_id == conversation_id, DeliveryRow.operation == "post")
        .order_by(DeliveryRow.id.desc())
    )
    return session.scalars(posted.limit(most)).all()
