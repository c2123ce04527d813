"""The channel's side of signing: a key server with its switches, and tokens good and bad."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import jwt
from aiohttp import web
from aiohttp.test_utils import TestServer
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from bot.settings import BotRegistration
from bot.teams.admission import Admission
from tests.clock import SteeredClock

ISSUER = "https://api.botframework.com"
BOT = "11111111-aaaa-4aaa-8aaa-111111111111"
TENANT = "22222222-bbbb-4bbb-8bbb-222222222222"
SERVICE = "https://smba.example/emea/"

PRIVATE = rsa.generate_private_key(public_exponent=65537, key_size=2048)
STRANGER = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class KeyServer:
    def __init__(self) -> None:
        self.keys: list[dict[str, Any]] = []
        self.down = False
        self.times_asked = 0
        self.jwks_uri = ""
        self.openid_url = ""

    def publish(
        self, kid: str, key: rsa.RSAPrivateKey = PRIVATE, endorsements: tuple[str, ...] = ("msteams",)
    ) -> None:
        jwk = RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
        self.keys.append({**jwk, "kid": kid, "use": "sig", "endorsements": list(endorsements)})

    @asynccontextmanager
    async def running(self) -> AsyncIterator["KeyServer"]:
        app = web.Application()
        app.router.add_get("/openid", self._metadata)
        app.router.add_get("/keys", self._keys)
        async with TestServer(app) as server:
            self.jwks_uri = str(server.make_url("/keys"))
            self.openid_url = str(server.make_url("/openid"))
            yield self

    async def _metadata(self, request: web.Request) -> web.Response:
        self.times_asked += 1
        return web.json_response(
            {"issuer": ISSUER, "jwks_uri": self.jwks_uri}, status=500 if self.down else 200
        )

    async def _keys(self, request: web.Request) -> web.Response:
        return web.json_response({"keys": self.keys})


def claims(clock: SteeredClock, **changes: Any) -> dict[str, Any]:
    now = int(clock.now().timestamp())
    good = {"iss": ISSUER, "aud": BOT, "exp": now + 3600, "nbf": now - 60, "serviceurl": SERVICE}
    return {name: value for name, value in (good | changes).items() if value is not None}


def signed(claimed: dict[str, Any], kid: str = "first", key: rsa.RSAPrivateKey = PRIVATE) -> str:
    return "Bearer " + jwt.encode(claimed, key, algorithm="RS256", headers={"kid": kid})


def activity(**changes: Any) -> dict[str, Any]:
    return {
        "type": "message",
        "id": "1",
        "channelId": "msteams",
        "serviceUrl": SERVICE,
        "conversation": {"id": "a:1", "tenantId": TENANT, "conversationType": "personal"},
        "channelData": {"tenant": {"id": TENANT}},
        "from": {"id": "29:anna", "name": "Anna", "aadObjectId": "anna"},
        "recipient": {"id": f"28:{BOT}", "name": "Guldkorn"},
        "text": "hej",
    } | changes


async def admitted(admission: Admission, authorization: str | None, body: dict[str, Any]) -> BotRegistration:
    """Let an activity in by its token, as the door does; the registration it is for."""
    return (await admission.authenticate(authorization)).admit(body)
