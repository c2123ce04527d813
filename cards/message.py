"""A card on its way out, with the line that a notification shows."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from microsoft_teams.cards import Action, AdaptiveCard, CardElement, RefreshDefinition

from cards.elements import make
from cards.safe import excerpt, plain

CARD_BYTES = 28 * 1024
"""What Teams takes of one card, as UTF-16."""

SUMMARY_LENGTH = 200

Card = dict[str, object]


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
    return Message(card, words)


def size(part: object) -> int:
    """Return how many bytes of a card some JSON takes, as Teams counts them."""
    return len(json.dumps(part, ensure_ascii=False).encode("utf-16-le", "surrogatepass"))
