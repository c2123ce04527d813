"""What Teams' refusals mean: the one table of what is tried again, and what else they end.

Sources: the Bot Connector's documented codes, Teams' advice on which of them to try again, and
BotFramework-Services#269 (the next PUT to a card that people deleted is 403 ServiceError).
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from bot.teams.errors import (
    Blocked,
    CallProblem,
    CardGone,
    ConversationGone,
    Rejected,
    ThreadGone,
    Throttled,
    TokenRefused,
    TooLarge,
    Uncertain,
    Unexplained,
)


class Operation(StrEnum):
    """What is asked of the connector."""

    POST = "post"
    REPLY = "reply"
    """A post into a thread."""
    UPDATE = "update"
    DELETE = "delete"
    READ = "read"


@dataclass(frozen=True, kw_only=True)
class Meaning:
    """One row: these statuses, with one of these codes (or any), to one of these operations (or any)."""

    status: Collection[int]
    code: Collection[str] = ()
    to: Collection[Operation] = ()
    means: type[CallProblem]


_CLOSED = (
    "BotDisabledByAdmin",
    "BotNotInConversationRoster",
    "ConversationBlockedByUser",
    "ForbiddenOperationException",
    "MessageWritesBlocked",
)
_NO_LEAVE = ("InvalidBotApiHost", "NotEnoughPermissions")
_UNKNOWN = ("ConversationNotFound",)
_POST, _REPLY = (Operation.POST,), (Operation.REPLY,)
_OF_ONE_CARD = (Operation.UPDATE, Operation.DELETE)

ANSWERS = (
    Meaning(status=(401,), means=TokenRefused),
    Meaning(status=(403,), code=_CLOSED, means=Blocked),
    # A conversation that is gone says so again when the message is posted outside of the thread.
    Meaning(status=(403, 404), to=_REPLY, means=ThreadGone),
    Meaning(status=(403,), code=_NO_LEAVE, means=Rejected),
    Meaning(status=(404,), code=_UNKNOWN, to=_POST, means=ConversationGone),
    Meaning(status=(404,), code=_UNKNOWN, to=_OF_ONE_CARD, means=Unexplained),
    Meaning(status=(403, 404), to=_OF_ONE_CARD, means=CardGone),
    Meaning(status=(403, 404), to=_POST, means=Unexplained),
    Meaning(status=(413,), means=TooLarge),
    Meaning(status=(409, 412, 423, 425, 428, 429, 503), means=Throttled),
    # A gateway that gave up may have passed it on before.
    Meaning(status=(408, *range(500, 600)), means=Uncertain),
)
"""The first row that fits counts; what fits none is refused for good, and only this one message ends."""


def meaning(status: int, code: str, operation: Operation) -> type[CallProblem]:
    """Return what an answer means that is no success."""
    for row in ANSWERS:
        fits = (not row.code or code in row.code) and (not row.to or operation in row.to)
        if status in row.status and fits:
            return row.means
    return Rejected
