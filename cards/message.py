"""A card on its way out, with the line that a notification shows, and the fields that its buttons name."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from microsoft_teams.cards import Action, AdaptiveCard, CardElement, RefreshDefinition, TextInput
from microsoft_teams.cards.core import SerializableObject

from cards.elements import make, warning
from cards.safe import excerpt, plain

CARD_BYTES = 28 * 1024
"""What Teams takes of one card, as UTF-16."""

SUMMARY_LENGTH = 200

SHOWN = "shown"
"""Under this a button names the fields it takes: of those left empty, Teams sends nothing."""
SENT = "sent"
"""A field that nobody sees and that is never empty: where it comes, the others have been left empty."""

_SENDING = ("Action.Execute", "Action.Submit")

Card = dict[str, Any]


@dataclass(frozen=True)
class Message:
    """An Adaptive Card, and its summary in words."""

    content: AdaptiveCard
    summary: str

    @property
    def card(self) -> Card:
        """The card as it will be sent, to be measured and looked into."""
        return self.content.model_dump(exclude_none=True)


def message(
    summary: str,
    body: Sequence[CardElement],
    actions: Sequence[Action] = (),
    refresh: RefreshDefinition | None = None,
) -> Message:
    """Make the message from the parts of its card."""
    words = excerpt(plain(summary), SUMMARY_LENGTH)
    card = make(
        AdaptiveCard,
        version="1.5",
        body=list(body),
        actions=list(actions) or None,
        refresh=refresh,
        fallback_text=words,
    )
    return Message(_naming_fields(card), words)


def noted(shown: Message, words: str) -> Message:
    """Say something below the heading of a card."""
    body = shown.content.body or []
    content = shown.content.model_copy(update={"body": [body[0], warning(words), *body[1:]]})
    return Message(content, shown.summary)


def size(part: object) -> int:
    """Return how many bytes of a card some JSON takes, as Teams counts them."""
    return len(json.dumps(part, ensure_ascii=False).encode("utf-16-le", "surrogatepass"))


def _naming_fields(card: AdaptiveCard) -> AdaptiveCard:
    """Let every button that takes what is filled in name the fields there are."""
    in_body = _parts(card.body, [])
    fields = [part.id for part in in_body if part.type.startswith("Input.")]
    if not fields:
        return card
    parts = _parts(card.actions, in_body)
    taking = [part for part in parts if part.type in _SENDING and part.associated_inputs is None]
    for action in taking:
        action.data[SHOWN] = " ".join(fields)
    # A question alone in the chat has no answer that is empty.
    if len(fields) > 1 or "Action.Execute" not in {action.type for action in taking}:
        card.body = [*(card.body or []), make(TextInput, id=SENT, value="1", is_visible=False)]
    return card


def _parts(part: Any, found: list[Any]) -> list[Any]:
    """Find every typed part of a card, as far as it was filled in."""
    if isinstance(part, list):
        for each in part:
            _parts(each, found)
    elif isinstance(part, SerializableObject):
        if "type" in vars(part):
            found.append(part)
        for name in part.model_fields_set:
            inside = vars(part)[name]
            if isinstance(inside, list | SerializableObject):
                _parts(inside, found)
    return found
