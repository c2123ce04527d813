"""Posts activities to bots, signed as Teams signs them."""

import json
from collections import OrderedDict
from dataclasses import dataclass

import aiohttp

from sandbox.signing import Identity, claims, signed
from sandbox.world import Bot, Json, World

PATIENCE_SECONDS = 15
REMEMBERED = 500


@dataclass(frozen=True, kw_only=True)
class Turn:
    """An activity and what the bot answered; `status` is None where it did not."""

    activity: Json | None
    status: int | None
    body: object
    error: str | None = None

    def told(self) -> Json:
        """The turn as JSON."""
        return {
            "activity": self.activity,
            "status": self.status,
            "body": self.body,
            "error": self.error,
        }


class Channel:
    """The way from the sandbox to the bots."""

    def __init__(self, world: World, identity: Identity) -> None:
        self.world = world
        self.identity = identity
        self.posted: OrderedDict[str, Json] = OrderedDict()
        self._session: aiohttp.ClientSession | None = None

    async def open(self) -> None:
        """Make ready to post."""
        timeout = aiohttp.ClientTimeout(total=PATIENCE_SECONDS)
        self._session = aiohttp.ClientSession(timeout=timeout, connector=aiohttp.TCPConnector(limit=0))

    async def close(self) -> None:
        """Let go of all connections."""
        if self._session:
            await self._session.close()

    async def post(self, activity: Json) -> Turn:
        """Post an activity to the bot it is for."""
        bot = self.world.bots[activity["recipient"]["id"].removeprefix("28:")]
        self.posted[activity["id"]] = activity
        while len(self.posted) > REMEMBERED:
            self.posted.popitem(last=False)
        body = json.dumps(activity, ensure_ascii=False).encode()
        return await self.post_raw(
            bot, body, activity=activity, authorization=self.authorization(bot, activity)
        )

    def authorization(self, bot: Bot, activity: Json | None, token: Json | None = None) -> str:
        """The Authorization header; `token` changes its `claims` and `header`, and which `key` signs."""
        wanted = token or {}
        service_url = (activity or {}).get("serviceUrl") or next(
            (self.world.service_url(tenant) for tenant in bot.tenants), self.world.url
        )
        payload = claims(
            app_id=bot.app_id,
            issuer=self.identity.issuer,
            service_url=service_url,
            now=self.world.now(),
        )
        key = self.identity.keys.forging(wanted.get("key", "current"))
        token_text = signed(key, payload | wanted.get("claims", {}), wanted.get("header"))
        return f"Bearer {token_text}"

    async def post_raw(
        self,
        bot: Bot,
        body: bytes,
        *,
        activity: Json | None = None,
        authorization: str | None,
        content_type: str = "application/json; charset=utf-8",
    ) -> Turn:
        """Post bytes to the bot and read what it answers."""
        assert self._session is not None  # noqa: S101
        if bot.endpoint is None:
            return Turn(activity=activity, status=None, body=None, error="the bot is not connected")
        headers = {"Content-Type": content_type}
        if authorization:
            headers["Authorization"] = authorization
        try:
            async with self._session.post(bot.endpoint, data=body, headers=headers) as answer:
                text = await answer.text(errors="replace")
                return Turn(activity=activity, status=answer.status, body=_read(text))
        except (aiohttp.ClientError, TimeoutError) as problem:
            error = f"{type(problem).__name__}: {problem}"
            return Turn(activity=activity, status=None, body=None, error=error)


def _read(text: str) -> object:
    """The answer as JSON where it is JSON."""
    try:
        return json.loads(text) if text else None
    except ValueError:
        return text
