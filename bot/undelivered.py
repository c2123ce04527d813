"""What could not be sent, as a coordinator meets it: the command, the card and its buttons."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.dialog import as_uuid
from bot.fields import Data
from bot.turn import Turn
from cards.message import Message
from cards.undelivered import undelivered_card
from domain.people import check_coordinates
from services.people import as_actor
from services.undelivered import send_again, undelivered
from storage.tables import PersonRow
from texts import Say


def offer(turn: Turn, _: object) -> None:
    """Show a coordinator what could not be sent."""
    check_coordinates(turn.actor)
    turn.reply("undelivered")


def tap_send_again(turn: Turn, data: Data) -> Message | None:
    """Try again for one conversation, or for all."""
    only = as_uuid(data["conversation"]) if "conversation" in data else None
    return _shown(turn, send_again(turn.session, turn.actor, turn.now, only))


def tap_look(turn: Turn, _: Data) -> Message | None:
    """Show the card as things stand now."""
    return _shown(turn)


def _shown(turn: Turn, trying: int = 0) -> Message | None:
    if not turn.incoming.is_tap:
        offer(turn, None)
        return None
    return undelivered_card(turn.say, undelivered(turn.session, turn.actor, turn.now), trying=trying)


def undelivered_view(session: Session, say: Say, reader: PersonRow | None, now: datetime) -> Message | None:
    """Return the card for its reader, who must still be a coordinator."""
    actor = as_actor(session, reader) if reader else None
    if actor is None or not actor.coordinates:
        return None
    return undelivered_card(say, undelivered(session, actor, now))
