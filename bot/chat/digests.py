"""A channel's digest as a coordinator meets it: the command, the card and its buttons."""

from datetime import datetime, time

from bot.turn.fields import Data, chosen
from bot.turn.turn import Turn
from bot.views.digests import settings_view
from cards.digest import WEEKDAYS
from cards.message import Message
from cards.values import say_clock
from domain.errors import Unreadable
from services.digests import turn_off, turn_on
from services.review_channel import check_channel

_WEEKDAYS = tuple(map(str, range(WEEKDAYS)))


def offer(turn: Turn, _: object) -> None:
    """Show a coordinator whether and when this channel gets a digest."""
    if turn.conversation.kind == "channel":
        turn.reply("digest_settings")
    else:
        turn.note("note-digest-where")


def tap_on(turn: Turn, data: Data) -> Message:
    """Turn the digest on, or choose another time."""
    weekday, at = int(chosen(data, "weekday", _WEEKDAYS)), _time(data.get("time"))
    turn_on(turn.session, turn.actor, turn.conversation.id, weekday, at, turn.now, language=turn.language)
    day = turn.say(f"card-weekday-{weekday}")
    turn.note("note-digest-on", name=turn.person.name, weekday=day, time=say_clock(turn.say, at))
    return settings_view(turn.session, turn.say, turn.conversation.id, turn.now)


def tap_off(turn: Turn, _: Data) -> Message:
    """Turn the digest off."""
    turn_off(turn.session, turn.actor, turn.conversation.id, turn.now)
    turn.note("note-digest-off", name=turn.person.name)
    return settings_view(turn.session, turn.say, turn.conversation.id, turn.now)


def tap_preview(turn: Turn, _: Data) -> None:
    """Show what would be told now; nothing counts as told by it."""
    check_channel(turn.session, turn.actor, turn.conversation.id)
    turn.reply("digest_preview")


def _time(written: object) -> time:
    try:
        return datetime.strptime(str(written), "%H:%M").time()  # noqa: DTZ007
    except ValueError:
        raise Unreadable(field="time", problem="not-a-choice") from None
