"""What only a test or a demonstrator does: faults, keys, raw activities, the log of calls, bots."""

import dataclasses
import json

from aiohttp import web

from sandbox import activities
from sandbox.channel import Channel
from sandbox.connector import Connector
from sandbox.faults import Fault, Faults
from sandbox.people import Handler
from sandbox.signing import Keys
from sandbox.world import Bot, Json, Unknown, World, found

FAULT_FIELDS = (
    "kind",
    "operation",
    "conversation",
    "times",
    "status",
    "code",
    "retry_after",
    "seconds",
)


class Controls:
    """The handles behind the curtain."""

    def __init__(
        self, world: World, channel: Channel, connector: Connector, faults: Faults, keys: Keys
    ) -> None:
        self.world = world
        self.channel = channel
        self.connector = connector
        self.faults = faults
        self.keys = keys

    def table(self) -> tuple[tuple[str, str, Handler], ...]:
        """Method, path under /api, handler."""
        return (
            ("PUT", "/bots/{bot}", self.connect),
            ("POST", "/deliver", self.deliver),
            ("POST", "/resend", self.resend),
            ("POST", "/keys", self.rotate_keys),
            ("GET", "/faults", self.tell_faults),
            ("POST", "/faults", self.add_fault),
            ("DELETE", "/faults", self.clear_faults),
            ("DELETE", "/faults/{number}", self.release_fault),
            ("GET", "/calls", self.tell_calls),
        )

    async def connect(self, request: web.Request, body: Json) -> Json:
        """Say where a bot listens and whom it serves."""
        bot = Bot(app_id=request.match_info["bot"], **body)
        self.world.bots[bot.app_id] = bot
        self.world.at += 1
        self.world.wake()
        return dataclasses.asdict(bot)

    async def deliver(self, request: web.Request, body: Json) -> Json:
        """Post anything to a bot.

        `activity` is sent as it is, or, with `as` (and `conversation`), laid over what an activity from that
        person carries; null leaves a field out. `raw` is sent instead of it. `token` changes the token: its
        `claims` and `header`, and the `key` (current, unknown, forged); `authorization` replaces the whole
        header, null leaves it out.
        """
        activity = self._activity(body)
        bot = found(self.world.bots, self._app_id(body, activity), "bot")
        if "authorization" in body:
            authorization = body["authorization"]
        else:
            authorization = self.channel.authorization(bot, activity, body.get("token"))
        content = str(body["raw"]) if "raw" in body else json.dumps(activity)
        turn = await self.channel.post_raw(
            bot,
            content.encode(),
            activity=activity,
            authorization=authorization,
            content_type=body.get("content_type", "application/json; charset=utf-8"),
        )
        return {"at": self.world.at, "turns": [turn.told()]}

    async def resend(self, request: web.Request, body: Json) -> Json:
        """Post an activity again, as Teams does when no answer came: the last one, or `activity` by id."""
        if not self.channel.posted:
            raise Unknown("nothing was sent yet")
        last = next(reversed(self.channel.posted))
        activity = found(self.channel.posted, body.get("activity", last), "activity")
        turn = await self.channel.post(activity)
        return {"at": self.world.at, "turns": [turn.told()]}

    async def rotate_keys(self, request: web.Request, body: Json) -> Json:
        """Publish a new key and sign with it; `keep_old` false withdraws the old ones."""
        key = self.keys.rotate(keep_old=body.get("keep_old", True))
        self.world.at += 1
        self.world.wake()
        return {"kid": key.kid, "published": [each.kid for each in self.keys.published]}

    async def tell_faults(self, request: web.Request, body: Json) -> Json:
        """The faults that wait; with `held`, once that many calls are kept waiting."""
        wanted = int(request.query.get("held", 0))
        held = self.faults.held
        await self.world.until(lambda: held() >= wanted, float(request.query.get("wait", 0)))
        return {"faults": [fault.described() for fault in self.faults.queue]}

    async def add_fault(self, request: web.Request, body: Json) -> Json:
        """Queue a fault."""
        fault = Fault(**{name: body[name] for name in FAULT_FIELDS if name in body})
        return self.faults.add(fault).described()

    async def clear_faults(self, request: web.Request, body: Json) -> Json:
        """Forget all faults; calls that were kept waiting go on."""
        self.faults.release()
        return {"faults": []}

    async def release_fault(self, request: web.Request, body: Json) -> Json:
        """Forget one fault; calls it kept waiting go on."""
        self.faults.release(int(request.match_info["number"]))
        return {"faults": [fault.described() for fault in self.faults.queue]}

    async def tell_calls(self, request: web.Request, body: Json) -> Json:
        """The connector calls after number `after`; waits for one."""
        after, wait = int(request.query.get("after", 0)), float(request.query.get("wait", 0))
        await self.world.until(lambda: self.connector.count > after, wait)
        return {"count": self.connector.count, "calls": self.connector.calls_after(after)}

    def _activity(self, body: Json) -> Json | None:
        activity: Json | None = body.get("activity")
        if "as" not in body:
            return activity
        person = self.world.person(body["as"])
        named = body.get("conversation")
        conversation = self.world.conversation(named) if named else self.world.personal_chat(person)
        thread = body.get("thread")
        locale = self.world.organisations[person.tenant_id].locale
        basis = activities.envelope(self.world, person, conversation, thread=thread, locale=locale)
        whole = {**basis, **(activity or {})}
        return {name: value for name, value in whole.items() if value is not None}

    def _app_id(self, body: Json, activity: Json | None) -> str:
        if "app_id" in body:
            return str(body["app_id"])
        recipient = (activity or {}).get("recipient") or {}
        return str(recipient.get("id", "")).removeprefix("28:")
