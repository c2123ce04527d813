"""Bot Connector's REST v3 as far as bots in Teams use it, one service URL for each organisation."""

import base64
import json
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from typing import Literal

from aiohttp import web

from sandbox.activities import roster_entry
from sandbox.faults import Faults
from sandbox.signing import Identity
from sandbox.world import CARD, THREAD_MARK, Conversation, Json, Message, Unknown, World, split_thread

CARD_BYTES = 28 * 1024
ACTIVITY_BYTES = 100 * 1024
PAGE_SIZE = 200
CONTENT = (
    "text",
    "textFormat",
    "attachments",
    "attachmentLayout",
    "summary",
    "entities",
    "channelData",
    "importance",
    "locale",
)
Answer = tuple[int, Json | list[Json]]
Handle = Callable[[web.Request], Awaitable[web.Response]]


class Refused(Exception):
    """The connector's no."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.body = {"error": {"code": code, "message": message}}


class NotOnRoster(Refused):
    """The app is not installed there, or no longer."""

    def __init__(self) -> None:
        message = "The bot is not part of the conversation roster."
        super().__init__(403, "BotNotInConversationRoster", message)


@dataclass(frozen=True, kw_only=True)
class Call:
    """One request, read."""

    tenant_id: str
    conversation_id: str | None
    activity_id: str | None
    member_id: str | None
    team_id: str | None
    query: dict[str, str]
    body: Json


@dataclass(frozen=True, kw_only=True)
class Logged:
    """One request, answered; `status` is None where the connection was cut."""

    number: int
    at: str
    operation: str
    tenant_id: str
    conversation: str | None
    activity: str | None
    status: int | None
    fault: Literal["status", "slow", "cut", "cut_after"] | None
    bot: str | None


class Connector:
    """What a bot can ask of Teams."""

    def __init__(self, world: World, faults: Faults, identity: Identity) -> None:
        self.world = world
        self.faults = faults
        self.identity = identity
        self.log: deque[Logged] = deque(maxlen=5000)
        self.count = 0

    def routes(self) -> list[web.RouteDef]:
        """Every operation of the connector."""
        talk = "/v3/conversations/{conversation}"
        one = f"{talk}/activities/{{activity}}"
        table: tuple[tuple[str, str, str, Callable[[Call], Answer]], ...] = (
            ("POST", "/v3/conversations", "create", self.create),
            ("POST", f"{talk}/activities", "send", self.send),
            ("POST", one, "reply", self.send),
            ("PUT", one, "update", self.update),
            ("DELETE", one, "delete", self.delete),
            ("GET", f"{talk}/members", "members", self.members),
            ("GET", f"{talk}/members/{{member}}", "member", self.member),
            ("GET", f"{talk}/pagedmembers", "paged_members", self.paged_members),
            ("GET", "/v3/teams/{team}", "team", self.team),
            ("GET", "/v3/teams/{team}/conversations", "channels", self.channels),
        )
        return [
            web.route(method, f"/teams/{{tenant}}{path}", self._door(name, operation))
            for method, path, name, operation in table
        ]

    def create(self, call: Call) -> Answer:
        """Open a personal chat, or begin a thread in a channel."""
        channel = (call.body.get("channelData") or {}).get("channel") or {}
        if channel.get("id"):
            return self._begin_thread(call, channel["id"])
        members = call.body.get("members") or []
        if len(members) != 1:
            raise Refused(400, "BadSyntax", "A personal conversation has one member.")
        conversation = self.world.personal_chat(self.world.member(call.tenant_id, str(members[0].get("id"))))
        answer: Json = {"id": conversation.id}
        self._writable(conversation)
        if call.body.get("activity"):
            answer["activityId"] = self._post(conversation, None, call.body["activity"])
        return 201, answer

    def send(self, call: Call) -> Answer:
        """Post an activity; a reply in a channel goes to the thread of what it answers."""
        conversation, thread = self._conversation(call)
        self._writable(conversation)
        if call.activity_id and conversation.kind == "channel" and not thread:
            thread = conversation.message(call.activity_id).thread
        return 201, {"id": self._post(conversation, thread, call.body)}

    def update(self, call: Call) -> Answer:
        """Replace what one of the bot's messages says."""
        conversation, message = self._own_message(call)
        self.world.edit_message(conversation, message, _content(call.body))
        return 200, {"id": message.id}

    def delete(self, call: Call) -> Answer:
        """Take one of the bot's messages away."""
        self.world.delete_message(*self._own_message(call))
        return 200, {}

    def members(self, call: Call) -> Answer:
        """Everybody in the conversation."""
        return 200, self._roster(call)

    def member(self, call: Call) -> Answer:
        """One of those in the conversation."""
        for entry in self._roster(call):
            if call.member_id in (entry["id"], entry["objectId"]):
                return 200, entry
        raise Refused(404, "MemberNotFoundInConversation", "Member not found in conversation.")

    def paged_members(self, call: Call) -> Answer:
        """Everybody in the conversation, a page at a time."""
        roster = self._roster(call)
        try:
            size = max(1, min(int(call.query.get("pageSize", PAGE_SIZE)), 500))
            begin = int(base64.urlsafe_b64decode(call.query.get("continuationToken", "MA==")))
        except ValueError as problem:
            raise Refused(400, "BadArgument", "Not a page.") from problem
        page: Json = {"members": roster[begin : begin + size]}
        if begin + size < len(roster):
            page["continuationToken"] = base64.urlsafe_b64encode(str(begin + size).encode()).decode()
        return 200, page

    def team(self, call: Call) -> Answer:
        """What a team is called, and how big it is."""
        team = self.world.team(call.team_id or "")
        if team.app != "installed":
            raise NotOnRoster
        return 200, {
            "id": team.thread_id,
            "name": team.name,
            "type": "standard",
            "aadGroupId": team.aad_group_id,
            "tenantId": team.tenant_id,
            "channelCount": len(self.world.channels(team)),
            "memberCount": len(team.members),
        }

    def channels(self, call: Call) -> Answer:
        """The team's channels; General has no name, as in Teams."""
        self.team(call)
        team = self.world.team(call.team_id or "")
        told = [
            {"id": each.id, "name": None if each.id == team.thread_id else each.name, "type": "standard"}
            for each in self.world.channels(team)
        ]
        return 200, {"conversations": told}

    def _begin_thread(self, call: Call, channel_id: str) -> Answer:
        conversation = self.world.conversation(channel_id)
        self._writable(conversation)
        activity_id = self._post(conversation, None, call.body.get("activity") or {})
        return 201, {"id": f"{conversation.id}{THREAD_MARK}{activity_id}", "activityId": activity_id}

    def _post(self, conversation: Conversation, thread: str | None, activity: Json) -> str:
        if activity.get("type") == "typing":
            conversation.typing = self.world.timestamp()
            self.world.touch(conversation)
            return self.world.next_id()
        content = _content(activity)
        return self.world.add_message(conversation, sender=None, activity=content, thread=thread).id

    def _conversation(self, call: Call) -> tuple[Conversation, str | None]:
        conversation = self.world.conversation(call.conversation_id or "")
        if conversation.tenant_id != call.tenant_id:
            raise Unknown(f"no conversation {call.conversation_id} in {call.tenant_id}")
        return conversation, split_thread(call.conversation_id or "")[1]

    def _own_message(self, call: Call) -> tuple[Conversation, Message]:
        conversation, _ = self._conversation(call)
        self._writable(conversation)
        message = conversation.message(call.activity_id or "")
        if message.sender is not None:
            raise Refused(403, "Forbidden", "Only the sender changes a message.")
        return conversation, message

    def _writable(self, conversation: Conversation) -> None:
        if conversation.blocked:
            raise Refused(403, "MessageWritesBlocked", "The person has blocked the bot.")
        if not self.world.may_write(conversation):
            raise NotOnRoster

    def _roster(self, call: Call) -> list[Json]:
        conversation, _ = self._conversation(call)
        if not self.world.may_write(conversation):
            raise NotOnRoster
        return [roster_entry(self.world, person) for person in self.world.members(conversation)]

    def _door(self, name: str, operation: Callable[[Call], Answer]) -> Handle:
        async def handle(request: web.Request) -> web.Response:
            told = request.match_info
            fault = self.faults.take(name, told.get("conversation"))
            if fault and fault.kind == "slow":
                await self.faults.hold(fault, self.world.wake)
            if fault and fault.kind == "cut":
                return self._answered(request, name, None, fault.kind, {})
            if fault and fault.kind == "status":
                return self._answered(request, name, fault.status, fault.kind, fault.error(), fault.headers())
            status, body = await self._obey(request, operation)
            kept = None if fault and fault.kind == "cut_after" else status
            return self._answered(request, name, kept, fault.kind if fault else None, body)

        return handle

    async def _obey(self, request: web.Request, operation: Callable[[Call], Answer]) -> Answer:
        told = request.match_info
        try:
            call = Call(
                tenant_id=told["tenant"],
                conversation_id=told.get("conversation"),
                activity_id=told.get("activity"),
                member_id=told.get("member"),
                team_id=told.get("team"),
                query=dict(request.query),
                body=await _body(request),
            )
            return operation(call)
        except Refused as refusal:
            return refusal.status, refusal.body
        except Unknown as problem:
            return 404, {"error": {"code": "ConversationNotFound", "message": str(problem)}}

    def _answered(
        self,
        request: web.Request,
        operation: str,
        status: int | None,
        fault: Literal["status", "slow", "cut", "cut_after"] | None,
        body: Json | list[Json],
        headers: dict[str, str] | None = None,
    ) -> web.Response:
        told = request.match_info
        self.count += 1
        self.log.append(
            Logged(
                number=self.count,
                at=self.world.timestamp(),
                operation=operation,
                tenant_id=told["tenant"],
                conversation=told.get("conversation") or told.get("team"),
                activity=told.get("activity") or (body.get("id") if isinstance(body, dict) else None),
                status=status,
                fault=fault,
                bot=self.identity.caller(request),
            )
        )
        self.world.wake()
        if status is None and request.transport:
            request.transport.abort()
        return web.json_response(body, status=status or 500, headers=headers)

    def calls_after(self, number: int) -> list[Json]:
        """The calls since that one, oldest first."""
        return [asdict(each) for each in self.log if each.number > number]


async def _body(request: web.Request) -> Json:
    if request.method not in ("POST", "PUT"):
        return {}
    try:
        body = json.loads(await request.read())
    except ValueError as problem:
        raise Refused(400, "BadSyntax", "The body is not JSON.") from problem
    if not isinstance(body, dict):
        raise Refused(400, "BadSyntax", "The body is not an object.")
    return body


def _content(activity: Json) -> Json:
    """What of a message is shown, once it is one that Teams takes."""
    if activity.get("type") != "message":
        raise Refused(400, "BadSyntax", "Only message and typing activities can be sent.")
    if not activity.get("text") and not activity.get("attachments"):
        raise Refused(400, "BadSyntax", "Activity must include text or attachments.")
    if _size(activity) > ACTIVITY_BYTES:
        raise Refused(413, "MessageSizeTooBig", "The message is over 100 KB.")
    for attachment in activity.get("attachments") or []:
        if not isinstance(attachment, dict) or not attachment.get("contentType"):
            raise Refused(400, "BadArgument", "An attachment has no content type.")
        if attachment["contentType"] == CARD:
            check_card(attachment.get("content"))
    return {name: activity[name] for name in CONTENT if activity.get(name) is not None}


def check_card(card: object) -> None:
    """Refuse what is no card, and one that is too big."""
    if not isinstance(card, dict) or card.get("type") != "AdaptiveCard":
        raise Refused(400, "BadArgument", "The attachment is no Adaptive Card.")
    if _size(card) > CARD_BYTES:
        raise Refused(413, "MessageSizeTooBig", "The card is over 28 KB.")


def _size(thing: Json) -> int:
    """Bytes as UTF-16, which is how Teams counts."""
    return len(
        json.dumps(thing, ensure_ascii=False, separators=(",", ":")).encode("utf-16-le", "surrogatepass")
    )
