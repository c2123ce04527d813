"""What becomes of a suggestion that is not sent yet."""

from uuid import UUID

from cards.actions import execute
from cards.elements import heading
from cards.message import Message, message
from cards.say import Say


def resume_card(say: Say, title: str | None, *, draft_id: UUID) -> Message:
    """Offer to go on with a draft that has lain for a while."""
    data = {"draft": str(draft_id)}
    told = say("card-resume", title=title) if title else say("card-resume-untitled")
    return message(
        told,
        [heading(told)],
        [
            execute(say, "continue", data, style="positive"),
            execute(say, "restart", data),
            execute(say, "discard", data, style="destructive"),
        ],
    )


def cancel_card(say: Say, title: str | None, *, draft_id: UUID) -> Message:
    """Ask whether to keep the draft, to delete it or to go on."""
    data = {"draft": str(draft_id)}
    told = say("card-cancel", title=title) if title else say("card-cancel-untitled")
    return message(
        told,
        [heading(told)],
        [
            execute(say, "save", data, style="positive"),
            execute(say, "discard", data, style="destructive"),
            execute(say, "continue", data),
        ],
    )
