"""A channel's digest as a coordinator meets it: the command, the card and its buttons."""

from datetime import datetime, time
from uuid import UUID

from sqlalchemy.orm import Session

from bot.fields import Data, chosen
from bot.turn import Turn
from cards.digest import ROWS, WEEKDAYS, digest_card, digest_settings_card
from cards.message import Message
from cards.values import say_clock
from cards.welcome import notice_card
from domain.errors import Unreadable
from domain.people import check_coordinates
from services.digests import DIGEST, turn_off, turn_on, weekly_of
from services.review_channel import check_channel
from storage.digests import newest, schedule_of, told_in, untold
from storage.tables import ConversationRow
from texts import Say

_WEEKDAYS = tuple(map(str, range(WEEKDAYS)))


def offer(turn: Turn, _: object) -> None:
    """Show a coordinator whether and when this channel gets a digest."""
    check_coordinates(turn.actor)
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


def settings_view(session: Session, say: Say, conversation_id: UUID, now: datetime) -> Message:
    """Return the card as things stand."""
    schedule = schedule_of(session, conversation_id, DIGEST)
    if schedule is None:
        return digest_settings_card(say)
    return digest_settings_card(
        say,
        weekday=schedule.weekday,
        at=schedule.time,
        next_on=weekly_of(schedule).next_due(now) if schedule.active else None,
    )


def digest_view(session: Session, say: Say, organisation_id: UUID, run_id: UUID) -> Message | None:
    """Return what a run told of, as far as it may be told still; None when nothing is left of it."""
    processes, total = newest(session, told_in(organisation_id, run_id), ROWS)
    return digest_card(say, processes, total) if total else None


def preview_view(session: Session, say: Say, conversation: ConversationRow) -> Message:
    """Return what a channel would be told now."""
    schedule = schedule_of(session, conversation.id, DIGEST)
    new = untold(conversation.organisation_id, schedule.id if schedule else None)
    processes, total = newest(session, new, ROWS)
    if not total:
        return notice_card(say("card-digest-nothing"))
    return digest_card(say, processes, total, preview=True)


def _time(written: object) -> time:
    try:
        return datetime.strptime(str(written), "%H:%M").time()  # noqa: DTZ007
    except ValueError:
        raise Unreadable(field="time", problem="not-a-choice") from None
