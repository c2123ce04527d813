"""What could not be sent, as a coordinator sees it."""

from datetime import datetime

from sqlalchemy.orm import Session

from cards.message import Message
from cards.undelivered import undelivered_card
from services.people import as_actor
from services.undelivered import undelivered
from storage.tables import PersonRow
from texts import Say


def undelivered_view(session: Session, say: Say, reader: PersonRow | None, now: datetime) -> Message | None:
    """Return the card for its reader, who must still be a coordinator."""
    actor = as_actor(session, reader) if reader else None
    if actor is None or not actor.coordinates:
        return None
    return undelivered_card(say, undelivered(session, actor, now))
