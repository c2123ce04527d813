"""A Bot Connector that answers as it is told, and remembers what it was asked."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer


@dataclass(frozen=True, kw_only=True)
class Asked:
    method: str
    path: str
    authorization: str | None
    body: Any


@dataclass(frozen=True, kw_only=True)
class Answer:
    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False
    silent: bool = False


def refusal(status: int, code: str = "SomeCode", **headers: str) -> Answer:
    return Answer(
        status=status,
        body={"error": {"code": code, "message": "…"}},
        headers={name.replace("_", "-"): value for name, value in headers.items()},
    )


class ConnectorService:
    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.answers: deque[Answer] = deque()
        self.usual = Answer(body={"id": "17"})
        self.url = ""
        self._closing = asyncio.Event()

    @asynccontextmanager
    async def running(self) -> AsyncIterator["ConnectorService"]:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._answer)
        async with TestServer(app) as server:
            self.url = str(server.make_url("/emea/"))
            yield self
            self._closing.set()

    async def _answer(self, request: web.Request) -> web.Response:
        self.asked.append(
            Asked(
                method=request.method,
                path=request.raw_path,
                authorization=request.headers.get("Authorization"),
                body=await request.json() if request.can_read_body else None,
            )
        )
        answer = self.answers.popleft() if self.answers else self.usual
        if answer.silent:
            await self._closing.wait()
        if answer.cut and request.transport is not None:
            request.transport.abort()
        if isinstance(answer.body, bytes):
            return web.Response(status=answer.status, body=answer.body, headers=answer.headers)
        return web.json_response(answer.body, status=answer.status, headers=answer.headers)
