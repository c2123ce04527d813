"""A card on its way out, with the line that a notification shows, and the fields that its buttons name."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from microsoft_teams.cards import Action, AdaptiveCard, CardElement, RefreshDefinition, TextInput

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
    """An Adaptive Card as JSON, and its summary in words."""

    card: Card
    summary: str


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
    return Message(_naming_fields(_as_json(card)), words)


def noted(shown: Message, words: str) -> Message:
    """Say something below the heading of a card."""
    heading, *rest = shown.card["body"]
    return Message({**shown.card, "body": [heading, _as_json(warning(words)), *rest]}, shown.summary)


def size(part: object) -> int:
    """Return how many bytes of a card some JSON takes, as Teams counts them."""
    return len(json.dumps(part, ensure_ascii=False).encode("utf-16-le", "surrogatepass"))


def _as_json(part: AdaptiveCard | CardElement) -> dict[str, Any]:
    made: dict[str, Any] = part.model_dump(by_alias=True, exclude_none=True)
    return made


def _naming_fields(card: Card) -> Card:
    """Let every button that takes what is filled in name the fields there are."""
    parts = list(_typed_parts([card["body"], card.get("actions")]))
    fields = [part["id"] for part in parts if part["type"].startswith("Input.")]
    taking = [part for part in parts if part["type"] in _SENDING and "associatedInputs" not in part]
    if fields:
        for action in taking:
            action["data"][SHOWN] = " ".join(fields)
        # A question alone in the chat has no answer that is empty.
        if len(fields) > 1 or "Action.Execute" not in {action["type"] for action in taking}:
            card["body"].append(_as_json(make(TextInput, id=SENT, value="1", is_visible=False)))
    return card


def _typed_parts(part: object) -> Iterator[dict[str, Any]]:
    if isinstance(part, list):
        for each in part:
            yield from _typed_parts(each)
    elif isinstance(part, dict):
        if "type" in part:
            yield part
        for name, each in part.items():
            if name != "data":
                yield from _typed_parts(each)
