"""What a flow sends and gets, checked by pydantic and described for `/openapi.json`."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, Literal, TypeAlias
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag, TypeAdapter

from services.flows import TEXT_LENGTH

LARGEST_NUMBER = 2**31 - 1


def shown(summary: str, description: str, **bounds: Any) -> Any:
    """Describe a property; Power Automate shows the summary as its label."""
    return Field(description=description, json_schema_extra={"x-ms-summary": summary}, **bounds)


def _by(*names: str) -> Discriminator:
    """Tell alternatives apart by the one of these names that is there."""

    def name_in(given: Any) -> str | None:
        return next((name for name in names if isinstance(given, dict) and name in given), None)

    choose: Callable[[Any], str | None] = name_in
    return Discriminator(
        choose,
        custom_error_type="one_of",
        custom_error_message=f"Give exactly one of {', '.join(names)}",
    )


def _whole(given: object) -> object:
    """Take 12.0 for 12, as JSON Schema does."""
    return int(given) if isinstance(given, float) and given.is_integer() else given


class Received(BaseModel):
    """Something a flow sends: its fields and no others, of the type they say."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class ToPerson(Received):
    """Somebody of the organisation, by Entra object id."""

    person: UUID = shown("Person", "The Entra object id of somebody in the organisation.")


class ToMail(Received):
    """Somebody of the organisation whom the bot has met, by mail."""

    mail: str = shown(
        "Mail",
        "The mail of somebody in the organisation who has opened the chat with the bot.",
        max_length=320,
        pattern=r"^[^@\x00-\x20]+@[^@\x00-\x20]+$",
    )


class ToReviewChannel(Received):
    """The channel in which the organisation reviews."""

    review_channel: Literal[True] = shown("Review channel", "Post where the organisation reviews.")


To: TypeAlias = Annotated[
    Annotated[ToPerson, Tag("person")]
    | Annotated[ToMail, Tag("mail")]
    | Annotated[ToReviewChannel, Tag("review_channel")],
    _by("person", "mail", "review_channel"),
]


class TextPost(Received):
    """A text to be posted."""

    to: To = shown("To", "Who is to read it.")
    text: str = shown(
        "Text",
        "Plain text: no formatting, no mentions, no CPR numbers.",
        max_length=TEXT_LENGTH,
        pattern=r"^[^\x00]*[^\x00-\x20][^\x00]*$",
    )


class ProcessPost(Received):
    """A process to be shown as a card."""

    to: To = shown("To", "Who is to read it.")
    process: Annotated[int, BeforeValidator(_whole)] = shown(
        "Process", "The number of a process that is not private.", ge=1, le=LARGEST_NUMBER
    )


Posted: TypeAlias = Annotated[
    Annotated[TextPost, Tag("text")] | Annotated[ProcessPost, Tag("process")], _by("text", "process")
]
POSTED: TypeAdapter[TextPost | ProcessPost] = TypeAdapter(Posted)


class Accepted(BaseModel):
    """The answer to a message that will be sent."""

    id: UUID = shown("Message", "Ask with this what became of the message.")


class Fate(BaseModel):
    """What became of a message."""

    id: UUID = shown("Message", "The message that was asked for.")
    status: Literal["owed", "sent", "given_up"] = shown("Status", "Not yet sent, sent, or never to be sent.")
    reason: str | None = shown("Reason", "Why it was not sent, so far or at all.")
    accepted_at: datetime = shown("Accepted", "When it was posted.")
    sent_at: datetime | None = shown("Sent", "When Teams took it.")


class ProblemDetails(BaseModel):
    """What was wrong, as RFC 9457 has it."""

    type: str = shown("Type", "Which problem; for programs.")
    title: str = shown("Title", "Which problem; for people.")
    status: int = shown("Status", "The HTTP status.")
    detail: str | None = shown("Detail", "What was wrong this time.", default=None)
