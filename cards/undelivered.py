"""What could not be sent, for coordinators: why, to whom, and a way to try again."""

from collections.abc import Mapping, Sequence

from microsoft_teams.cards import Action, CardElement

from cards.actions import execute
from cards.elements import heading, line, row, run, subtle
from cards.message import Message, message
from cards.safe import excerpt
from cards.say import Say
from domain.events import CALLED
from domain.undelivered import Undelivered

ROWS = 10
LENGTH = 120
NAME_LENGTH = 60
REASONS: Mapping[str, str] = {
    "Blocked": "blocked",
    "AppRemoved": "blocked",
    "ConversationGone": "gone",
    "TooLarge": "large",
    "NoToken": "credential",
    "TokenRefused": "credential",
    "Throttled": "silent",
    "Unexplained": "silent",
    "Unreachable": "silent",
    "Uncertain": "silent",
}
"""Why deliveries say they were given up, and the text for it; all else is a defect, for the log to tell."""


def undelivered_card(say: Say, found: Sequence[Undelivered], *, trying: int = 0) -> Message:
    """Show, reason by reason, who was not sent what; after a tap, say how many messages are tried again."""
    told = say("card-undelivered" if found else "card-undelivered-nothing")
    body: list[CardElement] = []
    if trying:
        told = say("card-undelivered-trying", count=trying)
        body.append(line(say("card-undelivered-trying.help"), spacing="Small"))
    elif found:
        body.append(subtle(say("card-undelivered.help")))
    by_reason: dict[str, list[Undelivered]] = {}
    for each in found[:ROWS]:
        by_reason.setdefault(REASONS.get(each.reason, "defect"), []).append(each)
    for reason, several in by_reason.items():
        why = run(say(f"card-undelivered-because-{reason}"), weight="Bolder")
        body += [line(why, spacing="Medium"), *(_row(say, each) for each in several)]
    if len(found) > ROWS:
        body.append(subtle(say("card-undelivered-more", count=len(found) - ROWS)))
    actions: list[Action] = [execute(say, "send_again", {}, style="positive")] if found else []
    if found or trying:
        actions.append(execute(say, "undelivered", {}))
    return message(told, [heading(told), *body], actions)


def told_channel_closed(say: Say, because: str) -> Message:
    """Tell a coordinator that the review channel is closed to us, why, and what to do about it."""
    told = say("card-told-channel-closed")
    body: list[CardElement] = [
        heading(told),
        line(say(f"card-told-channel-closed.{REASONS.get(because, 'blocked')}"), spacing="Small"),
        subtle(say("card-told-channel-closed.meanwhile")),
    ]
    return message(told, body, [execute(say, "undelivered", {}, title=say("card-undelivered"))])


def _row(say: Say, each: Undelivered) -> CardElement:
    where = say("card-undelivered-review-channel" if each.reviews else "card-undelivered-elsewhere")
    sign = say("card-undelivered.again")
    again = execute(say, "send_again", {"conversation": str(each.conversation_id)}, title=sign)
    # In the order of their kinds, each once.
    things = dict.fromkeys(_thing(say, kind, number) for kind, number in each.messages)
    return row(
        excerpt(each.person or where, NAME_LENGTH),
        excerpt(", ".join(things), LENGTH),
        sign,
        again,
    )


def _thing(say: Say, kind: str, number: int | None) -> str:
    thing = say(f"card-undelivered-kind-{CALLED.get(kind, 'other')}")
    return thing if number is None else f"{thing} ({say('card-number-of', number=str(number))})"
