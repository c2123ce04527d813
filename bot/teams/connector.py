"""Calls to Teams: the Bot Connector's REST v3, over one pooled session.

Sends are tried once, since a second try is the delivery's business; what only reads is tried again here.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from random import Random
from typing import Any, TypeVar
from urllib.parse import quote

import aiohttp
from pydantic_core import to_json
from yarl import URL

from bot.addresses import Address, is_safe
from bot.clock import Clock
from bot.teams.answers import Operation, meaning
from bot.teams.credentials import Credentials
from bot.teams.errors import (
    CallProblem,
    Passing,
    TokenRefused,
    Uncertain,
    Unreachable,
    UntrustedService,
)
from bot.watching.watch import Watch

Json = Mapping[str, Any]
Answer = TypeVar("Answer")

JSON = {"Content-Type": "application/json"}
# To wait for a connection of the pool is no failure to connect.
TIMEOUT = aiohttp.ClientTimeout(total=20, sock_connect=5)
CONNECTIONS = 500
READ_ATTEMPTS = 4
LONGEST_WAIT = 15.0  # seconds
LONGEST_REST = 1800.0  # seconds; whatever Teams asks for, half an hour later it is tried again
LONGEST_ID = 200  # characters; so long are those that are kept
PAGE = 500  # members


@dataclass(frozen=True, kw_only=True)
class Member:
    """A person in a conversation: the id Teams knows them by, and the one Entra does."""

    id: str
    object_id: str
    name: str
    mail: str = ""
    is_guest: bool = False


def as_json(body: Json) -> bytes:
    """Return what goes to Teams as JSON; a card stands in it as its model, of which goes what is set."""
    return to_json(body, exclude_none=True)


def open_session() -> aiohttp.ClientSession:
    """Open a session whose calls share connections."""
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=CONNECTIONS, keepalive_timeout=30),
        cookie_jar=aiohttp.DummyCookieJar(),
        timeout=TIMEOUT,
    )


class Connector:
    """Sends to conversations and reads who is in them; every failure is a ``CallProblem``.

    ``near`` is any address of the same bot and service URL.
    """

    def __init__(
        self,
        session: aiohttp.ClientSession,
        credentials: Credentials,
        clock: Clock,
        random: Random | None = None,
        watch: Watch | None = None,
    ) -> None:
        self._session = session
        self._credentials = credentials
        self._clock = clock
        self._random = random or Random()
        self._watch = watch or Watch()

    async def send(self, to: Address, activity: Json) -> str:
        """Send an activity; return its id, empty where Teams names none (a typing sign)."""
        return _id(await self._call(Operation.POST, to, _activities(to), activity))

    async def send_in_thread(self, to: Address, root_id: str, activity: Json) -> str:
        """Send an activity into the thread that began with another; return its id."""
        thread = f"{_conversation(to)}{quote(f';messageid={root_id}', safe='')}/activities"
        return _id(await self._call(Operation.REPLY, to, thread, activity))

    async def reply(self, to: Address, activity_id: str, activity: Json) -> str:
        """Send an activity as the answer to another."""
        return _id(await self._call(Operation.REPLY, to, _activities(to, activity_id), activity))

    async def update(self, to: Address, activity_id: str, activity: Json) -> None:
        """Put another activity in the place of one we sent."""
        await self._call(Operation.UPDATE, to, _activities(to, activity_id), activity)

    async def delete(self, to: Address, activity_id: str) -> None:
        """Take back an activity we sent."""
        await self._call(Operation.DELETE, to, _activities(to, activity_id))

    async def start_thread(self, near: Address, channel_id: str, activity: Json) -> str:
        """Begin a thread in a channel; return the first activity's id, empty where Teams names none."""
        parameters = {
            "bot": {"id": f"28:{near.app_id}"},
            "isGroup": True,
            "channelData": {"channel": {"id": channel_id}},
            "activity": activity,
        }
        return _id(await self._call(Operation.POST, near, "conversations", parameters), "activityId")

    async def members(self, of: Address) -> list[Member]:
        """Return everybody in a conversation, or in a team, whose id is that of a conversation too."""
        members: list[Member] = []
        query = {"pageSize": str(PAGE)}
        while True:
            page = await self._read(of, f"{_conversation(of)}/pagedmembers", _page, query)
            members += page.members
            if not page.continuation:
                return members
            query["continuationToken"] = page.continuation

    async def member(self, of: Address, member_id: str) -> Member:
        """Return one person of a conversation."""
        return await self._read(of, f"{_conversation(of)}/members/{quote(member_id, safe='')}", _member)

    async def _read(
        self, near: Address, path: str, parse: Callable[[Any], Answer], query: Mapping[str, str] | None = None
    ) -> Answer:
        async def once() -> Answer:
            answer = await self._call(Operation.READ, near, path, query=query)
            try:
                return parse(answer)
            except (KeyError, TypeError, AttributeError) as surprise:
                raise Uncertain("not the answer that was asked for") from surprise

        return await self._persistently(once)

    async def _persistently(self, once: Callable[[], Awaitable[Answer]]) -> Answer:
        for attempt in range(1, READ_ATTEMPTS):
            try:
                return await once()
            except Passing as problem:
                wait = 2 ** (attempt - 1) * self._random.uniform(0.5, 1) + (problem.retry_after or 0)
                if wait > LONGEST_WAIT:
                    raise
            await self._clock.sleep(wait)
        return await once()

    async def _call(
        self,
        operation: Operation,
        near: Address,
        path: str,
        body: Json | None = None,
        query: Mapping[str, str] | None = None,
    ) -> Any:
        method = _METHODS[operation]
        if not is_safe(near.service_url):
            raise UntrustedService(near.service_url)
        url = URL(f"{near.service_url.rstrip('/')}/v3/{path}", encoded=True).with_query(query)
        headers = await self._credentials.headers(near.app_id, near.service_url)
        # Before anything is sent: what cannot be written is no answer of Teams'.
        data = None if body is None else as_json(body)
        try:
            with self._watch.call(_title(method, path)) as seen:
                async with self._session.request(
                    method, url, data=data, headers={**JSON, **headers}, allow_redirects=False
                ) as response:
                    seen.outcome = str(response.status)
                    if response.status >= 300:
                        raise await self._problem(response, operation, near.app_id)
                    return await response.json(content_type=None)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as problem:
            raise Unreachable(type(problem).__name__) from problem
        except (TimeoutError, aiohttp.ClientError, ValueError) as problem:
            raise Uncertain(type(problem).__name__) from problem

    async def _problem(
        self, response: aiohttp.ClientResponse, operation: Operation, app_id: str
    ) -> CallProblem:
        code = await _code(response)
        means = meaning(response.status, code, operation)
        if issubclass(means, TokenRefused):
            self._credentials.refused(app_id)
        if issubclass(means, Passing):
            retry_after = self._retry_after(response.headers.get("Retry-After", ""))
            return means(response.status, code, retry_after=retry_after)
        return means(response.status, code)

    def _retry_after(self, header: str) -> float | None:
        try:
            if header.isdecimal():
                wait = float(header)
            else:
                wait = (parsedate_to_datetime(header) - self._clock.now()).total_seconds()
        except (ValueError, TypeError, OverflowError):
            return None
        return min(max(0.0, wait), LONGEST_REST)


async def _code(response: aiohttp.ClientResponse) -> str:
    try:
        return str((await response.json(content_type=None))["error"]["code"])
    except (ValueError, KeyError, TypeError):
        return "unnamed"


_METHODS: Mapping[Operation, str] = {
    Operation.POST: "POST",
    Operation.REPLY: "POST",
    Operation.UPDATE: "PUT",
    Operation.DELETE: "DELETE",
    Operation.READ: "GET",
}


def _title(method: str, path: str) -> str:
    """Name a call by its path without the ids in it."""
    return f"{method} {'/'.join(path.split('/')[::2])}"


def _conversation(address: Address) -> str:
    return f"conversations/{quote(address.conversation_id, safe='')}"


def _activities(to: Address, *activity_id: str) -> str:
    return "/".join([_conversation(to), "activities", *(quote(each, safe="") for each in activity_id)])


def _id(answer: Any, name: str = "id") -> str:
    """Return the id in an answer; empty if it is none that we could name the message by later."""
    named = answer.get(name) if isinstance(answer, dict) else None
    fits = isinstance(named, str) and len(named) <= LONGEST_ID and named.isprintable()
    return str(named) if fits else ""


@dataclass(frozen=True, kw_only=True)
class _Page:
    members: list[Member]
    continuation: str | None


def _page(answer: Any) -> _Page:
    return _Page(
        members=[_member(account) for account in answer["members"]],
        continuation=answer.get("continuationToken"),
    )


def _member(account: Any) -> Member:
    return Member(
        id=account["id"],
        object_id=(account.get("aadObjectId") or account.get("objectId") or "").lower(),
        name=account.get("name") or "",
        mail=account.get("email") or account.get("userPrincipalName") or "",
        is_guest=account.get("userRole") in ("guest", "anonymous"),
    )
