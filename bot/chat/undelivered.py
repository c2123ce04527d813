"""What could not be sent, as a coordinator meets it: the buttons of its card."""

from bot.turn.fields import Data, as_uuid
from bot.turn.turn import Turn
from cards.message import Message
from cards.undelivered import undelivered_card
from domain.people import check_coordinates
from services.undelivered import send_again, undelivered


def tap_send_again(turn: Turn, data: Data) -> Message | None:
    """Try again for one conversation, or for all."""
    only = as_uuid(data["conversation"]) if "conversation" in data else None
    return _shown(turn, send_again(turn.session, turn.actor, turn.now, only))


def tap_look(turn: Turn, _: Data) -> Message | None:
    """Show the card as things stand now."""
    return _shown(turn)


def _shown(turn: Turn, trying: int = 0) -> Message | None:
    if not turn.incoming.is_tap:
        check_coordinates(turn.actor)
        turn.reply("undelivered")
        return None
    return undelivered_card(turn.say, undelivered(turn.session, turn.actor, turn.now), trying=trying)
