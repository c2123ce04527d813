"""The seam towards botbuilder: turns come in through it, and what a turn says goes out through it."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import structlog
from botbuilder.core import BotAdapter, TurnContext
from botbuilder.schema import (
    Activity,
    ActivityTypes,
    ChannelAccount,
    ConversationAccount,
    ConversationReference,
    ResourceResponse,
)

from bot.addresses import Address
from bot.clock import Clock
from bot.settings import BotRegistration
from bot.teams.connector import Connector
from bot.teams.errors import CallProblem

RAW = "raw"
REGISTRATION = "registration"

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class InvokeAnswer:
    """What an invoke is answered with: the HTTP status and the body as JSON."""

    status: int = 200
    body: str | None = None


Handler = Callable[[TurnContext], Awaitable[InvokeAnswer | None]]


class TeamsAdapter(BotAdapter):  # type: ignore[misc]
    """Runs turns, and sends what they say by the connector; problems are the caller's to handle."""

    def __init__(self, connector: Connector) -> None:
        super().__init__()
        self._connector = connector

    async def process(
        self, registration: BotRegistration, body: dict[str, Any], handler: Handler
    ) -> InvokeAnswer | None:
        """Run one turn, middleware first, on an activity that was admitted for this registration."""
        context = TurnContext(self, _activity(body))
        context.turn_state[RAW] = body
        context.turn_state[REGISTRATION] = registration
        answer: InvokeAnswer | None = await self.run_pipeline(context, handler)
        return answer

    async def send_activities(
        self, context: TurnContext, activities: list[Activity]
    ) -> list[ResourceResponse]:
        """Send in order; what answers another activity goes out as its reply."""
        return [ResourceResponse(id=await self._send(context, activity)) for activity in activities]

    async def update_activity(self, context: TurnContext, activity: Activity) -> ResourceResponse:
        """Put the activity in the place of the one whose id it carries."""
        await self._connector.update(address_of(context), activity.id, activity.serialize())
        return ResourceResponse(id=activity.id)

    async def delete_activity(self, context: TurnContext, reference: ConversationReference) -> None:
        """Take back the activity the reference names."""
        await self._connector.delete(address_of(context), reference.activity_id)

    async def _send(self, context: TurnContext, activity: Activity) -> str:
        to = address_of(context)
        if activity.reply_to_id:
            return await self._connector.reply(to, activity.reply_to_id, activity.serialize())
        return await self._connector.send(to, activity.serialize())


def raw_of(context: TurnContext) -> dict[str, Any]:
    """Return the activity as Teams sent it; ``Activity`` drops or renames some of it."""
    raw: dict[str, Any] = context.turn_state[RAW]
    return raw


def registration_of(context: TurnContext) -> BotRegistration:
    """Return the bot registration the activity was admitted for."""
    registration: BotRegistration = context.turn_state[REGISTRATION]
    return registration


def address_of(context: TurnContext) -> Address:
    """Return where this turn's conversation is."""
    return Address(
        app_id=registration_of(context).app_id,
        service_url=context.activity.service_url,
        conversation_id=context.activity.conversation.id,
    )


def _activity(body: Mapping[str, Any]) -> Activity:
    """Make the activity of its checked body; the schema's own reader takes some forty times as long."""
    conversation = body["conversation"]
    return Activity(
        type=body["type"],
        id=body.get("id"),
        name=body.get("name"),
        text=body.get("text"),
        value=body.get("value"),
        locale=body.get("locale"),
        channel_id=body["channelId"],
        channel_data=body.get("channelData"),
        service_url=body["serviceUrl"],
        reply_to_id=body.get("replyToId"),
        from_property=_account(body["from"]),
        recipient=_account(body["recipient"]),
        conversation=ConversationAccount(
            id=conversation["id"],
            conversation_type=conversation.get("conversationType"),
            tenant_id=conversation.get("tenantId"),
        ),
    )


def _account(body: Mapping[str, Any]) -> ChannelAccount:
    return ChannelAccount(id=body["id"], name=body.get("name"), aad_object_id=body.get("aadObjectId"))


@contextmanager
def typing_after(context: TurnContext, clock: Clock, seconds: float = 2) -> Iterator[None]:
    """Show that the bot is typing, once what is done inside has taken this long."""
    signs: list[asyncio.Task[None]] = []
    let_be = clock.call_after(seconds, lambda: signs.append(asyncio.create_task(_type(context))))
    try:
        yield
    finally:
        let_be()
        for sign in signs:
            sign.cancel()


async def _type(context: TurnContext) -> None:
    try:
        await context.send_activity(Activity(type=ActivityTypes.typing))
    except CallProblem as problem:
        log.info("no typing sign", problem=type(problem).__name__)
