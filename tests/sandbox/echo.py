"""A tiny real bot: it checks who signed, keeps what it hears, and answers what a test tells it to."""

import contextlib
import socket
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import jwt
from aiohttp import web

from sandbox.app import Sandbox

Json = dict[str, Any]


@dataclass
class EchoBot:
    """Listens on a loopback port and trusts the sandbox's published keys."""

    sandbox: Sandbox
    app_id: str
    http: aiohttp.ClientSession
    heard: list[Json] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    invoke_answers: dict[str, Json] = field(default_factory=dict)
    replies: Callable[[Json], list[Json]] = lambda _: []

    async def messages(self, request: web.Request) -> web.Response:
        """The messaging endpoint."""
        try:
            activity = await self._verified(request)
        except (jwt.PyJWTError, KeyError, ValueError) as problem:
            self.refused.append(repr(problem))
            return web.json_response({"error": "no"}, status=401)
        self.heard.append(activity)
        if activity["type"] == "invoke":
            return web.json_response(self.invoke_answers[activity["name"]])
        if activity["type"] in ("message", "conversationUpdate"):
            for reply in self.replies(activity):
                await self.send(activity, {"type": "message", **reply})
        return web.json_response({})

    async def send(self, about: Json, message: Json) -> tuple[int, Json]:
        """Answer an activity through the connector it names."""
        path = f"v3/conversations/{about['conversation']['id']}/activities"
        return await self.call("POST", about["serviceUrl"], path, message)

    async def call(self, method: str, service_url: str, path: str, body: Any = None) -> tuple[int, Any]:
        """Ask the connector something."""
        async with self.http.request(method, service_url + path, json=body) as answer:
            return answer.status, await answer.json()

    async def _verified(self, request: web.Request) -> Json:
        token = request.headers["Authorization"].removeprefix("Bearer ")
        async with self.http.get(self.sandbox.openid_url) as answer:
            metadata = await answer.json()
        async with self.http.get(metadata["jwks_uri"]) as answer:
            keys = {key["kid"]: key for key in (await answer.json())["keys"]}
        key = keys[jwt.get_unverified_header(token)["kid"]]
        claims = jwt.decode(
            token,
            jwt.PyJWK(key),
            algorithms=metadata["id_token_signing_alg_values_supported"],
            audience=self.app_id,
            issuer=metadata["issuer"],
            options={"require": ["exp", "nbf"]},
        )
        activity: Json = await request.json()
        if claims["serviceurl"] != activity["serviceUrl"] or "msteams" not in key["endorsements"]:
            raise ValueError("another service URL")
        return activity


def echo(activity: Json) -> list[Json]:
    """Say what was said."""
    return [{"text": f"Du skrev: {activity['text']}"}] if "text" in activity else []


@contextlib.asynccontextmanager
async def listening(sandbox: Sandbox, app_id: str, tenants: list[str]) -> AsyncIterator[EchoBot]:
    """Start a bot and connect it to the sandbox."""
    async with aiohttp.ClientSession() as http:
        bot = EchoBot(sandbox, app_id, http)
        app = web.Application()
        app.router.add_post("/api/messages", bot.messages)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        with socket.create_server(("127.0.0.1", 0)) as listener:
            await web.SockSite(runner, listener).start()
            endpoint = f"http://127.0.0.1:{listener.getsockname()[1]}/api/messages"
            sandbox.connect(app_id, endpoint, tenants)
            yield bot
            await runner.cleanup()
