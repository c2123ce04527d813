"""A channel's digest as it is shown: what is new, and when to be told of it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from cards.digest import ROWS, digest_card, digest_settings_card
from cards.message import Message
from cards.welcome import notice_card
from services.digests import DIGEST, weekly_of
from storage.digests import newest, schedule_of, told_in, untold
from storage.tables import ConversationRow
from texts import Say


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
