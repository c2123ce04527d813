"""What becomes of a suggestion that is not sent yet."""

from uuid import UUID

from cards.actions import execute
from cards.elements import heading
from cards.message import Message, message
from cards.say import Say


def resume_card(say: Say, title: str | None, *, draft_id: UUID) -> Message:
    """Offer to go on with a draft that has lain for a while."""
    told = say("card-resume", title=title) if title else say("card-resume-untitled")
    return _offering(say, told, draft_id, "continue", "restart", "discard")


def cancel_card(say: Say, title: str | None, *, draft_id: UUID) -> Message:
    """Ask whether to keep the draft, to delete it or to go on."""
    told = say("card-cancel", title=title) if title else say("card-cancel-untitled")
    return _offering(say, told, draft_id, "save", "discard", "continue")


def _offering(say: Say, told: str, draft_id: UUID, first: str, *others: str) -> Message:
    data = {"draft": str(draft_id)}
    buttons = [execute(say, first, data, style="positive")]
    for verb in others:
        buttons.append(execute(say, verb, data, style="destructive" if verb == "discard" else None))
    return message(told, [heading(told)], buttons)
