"""What somebody was not sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Undelivered:
    """What one conversation was not sent for one reason: kinds of message, and numbers of their processes.

    `person` is whose chat it is; None in a channel or group.
    """

    conversation_id: UUID
    reason: str
    person: str | None
    reviews: bool
    messages: Sequence[tuple[str, int | None]]
