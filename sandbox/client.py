"""The sandbox's API from Python: for the demo, and for tests."""

from collections.abc import Mapping
from typing import BinaryIO
from urllib.parse import quote

import aiohttp

from sandbox.world import Json


class ApiError(Exception):
    """The sandbox could not do what was asked."""

    def __init__(self, status: int, body: object) -> None:
        super().__init__(f"{status}: {body}")
        self.status = status
        self.body = body


class Client:
    """Asks `method /api/…`; the parts of a path are quoted one by one."""

    def __init__(self, http: aiohttp.ClientSession, url: str) -> None:
        self.http = http
        self.url = url

    async def get(self, *path: str, **query: str | float) -> Json:
        """Read something."""
        return await self.ask("GET", path, query=query)

    async def post(self, *path: str, **body: object) -> Json:
        """Do something."""
        return await self.ask("POST", path, body)

    async def put(self, *path: str, **body: object) -> Json:
        """Set something."""
        return await self.ask("PUT", path, body)

    async def delete(self, *path: str, **query: str | float) -> Json:
        """Take something away."""
        return await self.ask("DELETE", path, query=query)

    async def upload(self, *path: str, content: bytes | BinaryIO, **query: str) -> Json:
        """Set something to bytes, which are streamed from a file."""
        return await self.ask("PUT", path, query=query, content=content)

    async def ask(
        self,
        method: str,
        path: tuple[str, ...],
        body: Json | None = None,
        query: Mapping[str, str | float] | None = None,
        content: bytes | BinaryIO | None = None,
    ) -> Json:
        """Ask, and raise ApiError unless the answer is 200."""
        where = f"{self.url}/api/{'/'.join(quote(part, safe='') for part in path)}"
        async with self.http.request(method, where, json=body, data=content, params=query) as answer:
            told: Json = await answer.json()
            if answer.status != 200:
                raise ApiError(answer.status, told)
            return told
