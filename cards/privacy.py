"""What happens to a person's data when they ask to be forgotten, and that it has happened."""

from collections.abc import Mapping

from cards.actions import execute
from cards.elements import heading, line, subtle
from cards.message import Message, message
from cards.say import Say


def forget_me_card(say: Say, footprint: Mapping[str, int]) -> Message:
    """Say what will be deleted and what stays, by how much of it there is; nothing happens untapped."""
    told = say("card-forget-me")
    consequences = [say(f"card-forget-me-{of}", count=count) for of, count in footprint.items() if count]
    return message(
        told,
        [
            heading(told),
            line(say("card-forget-me.deleted"), spacing="Small"),
            *(line(f"• {consequence}", spacing="Small") for consequence in consequences),
            subtle(say("card-forget-me.stays"), spacing="Medium"),
            subtle(say("card-forget-me.teams")),
        ],
        [execute(say, "forget_me", {}, style="destructive")],
    )


def forgotten_card(say: Say) -> Message:
    """Say that the person is forgotten."""
    told = say("card-forgotten")
    return message(told, [heading(told), line(say("card-forgotten.help"), spacing="Small")])
