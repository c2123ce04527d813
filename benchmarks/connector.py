"""A connector on loopback that takes every reply, counts them and publishes the channel's keys.

``python -m benchmarks.connector PORT JWKS``
"""

import asyncio
import json
import sys
from itertools import count
from typing import Any

from aiohttp import web

from benchmarks.teams import ISSUER, TENANT_ID, object_id


class Connector:
    """What the bots were seen to send: how many activities, and the newest in each conversation."""

    def __init__(self, published_keys: str) -> None:
        self._published_keys = published_keys
        self._numbers = count(1)
        self._received = 0
        self._last: dict[str, Any] = {}
        self._arrived = asyncio.Condition()

    def app(self) -> web.Application:
        """The connector's REST interface, the key server, and two questions for the measurement."""
        app = web.Application()
        app.add_routes(
            [
                web.get("/openid", self.openid),
                web.get("/keys", self.keys),
                web.post("/v3/conversations/{conversation}/activities", self.receive),
                web.post("/v3/conversations/{conversation}/activities/{activity}", self.receive),
                web.put("/v3/conversations/{conversation}/activities/{activity}", self.replace),
                web.get("/v3/conversations/{conversation}/pagedmembers", self.members),
                web.get("/v3/conversations/{conversation}/members/{person}", self.member),
                web.get("/received", self.received),
                web.get("/last/{conversation}", self.last),
            ]
        )
        return app

    async def openid(self, request: web.Request) -> web.Response:
        """The metadata from which a bot learns where the keys are."""
        keys = str(request.url.origin() / "keys")
        return web.json_response(
            {"issuer": ISSUER, "jwks_uri": keys, "id_token_signing_alg_values_supported": ["RS256"]}
        )

    async def keys(self, request: web.Request) -> web.Response:
        """The public keys."""
        return web.Response(text=self._published_keys, content_type="application/json")

    async def receive(self, request: web.Request) -> web.Response:
        """Take a new activity."""
        self._last[request.match_info["conversation"]] = await request.json()
        await self._count()
        return web.json_response({"id": str(next(self._numbers))}, status=201)

    async def replace(self, request: web.Request) -> web.Response:
        """Take a newer form of an activity."""
        await request.read()
        await self._count()
        return web.json_response({"id": request.match_info["activity"]})

    async def members(self, request: web.Request) -> web.Response:
        """Who is in the review team: the people who click, whichever team is asked for."""
        people = request.app[REVIEWERS]
        return web.json_response({"members": [_member(person) for person in people]})

    async def member(self, request: web.Request) -> web.Response:
        """Who somebody in a conversation is."""
        return web.json_response(_member(request.match_info["person"].removeprefix("29:")))

    async def received(self, request: web.Request) -> web.Response:
        """How many activities came, told when there are at least as many as asked for."""
        wanted = int(request.query.get("at_least", "0"))
        async with self._arrived:
            await self._arrived.wait_for(lambda: self._received >= wanted)
        return web.json_response(self._received)

    async def last(self, request: web.Request) -> web.Response:
        """The newest activity of a conversation."""
        return web.json_response(self._last.get(request.match_info["conversation"]))

    async def _count(self) -> None:
        async with self._arrived:
            self._received += 1
            self._arrived.notify_all()


def _member(person: str) -> dict[str, str]:
    return {
        "id": f"29:{person}",
        "name": person.title(),
        "objectId": object_id(person),
        "tenantId": TENANT_ID,
    }


REVIEWERS = web.AppKey("reviewers", list[str])


if __name__ == "__main__":
    port, published_keys, people = sys.argv[1:]
    app = Connector(published_keys).app()
    app[REVIEWERS] = json.loads(people)
    web.run_app(app, host="127.0.0.1", port=int(port), access_log=None, print=None)
