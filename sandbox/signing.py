"""The sandbox's identity: keys, signed tokens, OpenID metadata, and tokens for bots with a secret."""

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property

import jwt
from aiohttp import web
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from sandbox.faults import Faults
from sandbox.world import Json, World

LIFETIME = timedelta(hours=1)
SKEW = timedelta(minutes=5)


@dataclass(frozen=True)
class Key:
    """An RSA key pair and the id it is published under."""

    kid: str
    private_pem: str

    @classmethod
    def new(cls, kid: str | None = None) -> "Key":
        """A fresh key."""
        private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        pem = private.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        return cls(kid or secrets.token_urlsafe(12), pem.decode())

    @cached_property
    def private(self) -> rsa.RSAPrivateKey:
        """The key that signs."""
        key = serialization.load_pem_private_key(self.private_pem.encode(), password=None)
        assert isinstance(key, rsa.RSAPrivateKey)  # noqa: S101
        return key

    def public(self) -> Json:
        """The key as others see it, endorsed for Teams as Bot Connector's keys are."""
        published = RSAAlgorithm.to_jwk(self.private.public_key(), as_dict=True)
        extra = {"use": "sig", "alg": "RS256", "kid": self.kid, "endorsements": ["msteams"]}
        return {**published, "key_ops": ["verify"], **extra}


@dataclass
class Keys:
    """The published keys; the newest signs."""

    published: list[Key] = field(default_factory=lambda: [Key.new()])

    @property
    def current(self) -> Key:
        """The key that signs now."""
        return self.published[-1]

    def rotate(self, *, keep_old: bool = True) -> Key:
        """Publish a new key and sign with it from now on."""
        self.published = [*self.published, Key.new()] if keep_old else [Key.new()]
        return self.current

    def forging(self, choice: str) -> Key:
        """The key to sign with: `current`, `unknown` (not published) or `forged` (under a published id)."""
        if choice == "unknown":
            return Key.new()
        return Key.new(self.current.kid) if choice == "forged" else self.current


def claims(*, app_id: str, issuer: str, service_url: str, now: datetime) -> Json:
    """What Bot Connector claims when it posts an activity to a bot."""
    return {
        "iss": issuer,
        "aud": app_id,
        "nbf": _seconds(now - SKEW),
        "exp": _seconds(now + LIFETIME),
        "serviceurl": service_url,
    }


def signed(key: Key, payload: Json, headers: Json | None = None) -> str:
    """The payload as a token; what is None in it is left out."""
    kept = {name: value for name, value in payload.items() if value is not None}
    return jwt.encode(kept, key.private, algorithm="RS256", headers={"kid": key.kid, **(headers or {})})


class Identity:
    """The endpoints others learn to trust the sandbox from, and where bots fetch tokens."""

    def __init__(self, world: World, faults: Faults, keys: Keys) -> None:
        self.world = world
        self.faults = faults
        self.keys = keys
        self.issued: dict[str, str] = {}

    @property
    def issuer(self) -> str:
        """Who the tokens say they are from."""
        return f"{self.world.url}/openid"

    def routes(self) -> list[web.RouteDef]:
        """Metadata, keys and the token endpoint."""
        return [
            web.get("/openid/.well-known/openidconfiguration", self.metadata),
            web.get("/openid/keys", self.key_set),
            web.post("/{tenant}/oauth2/v2.0/token", self.token),
        ]

    async def metadata(self, request: web.Request) -> web.Response:
        """What Bot Connector publishes about itself."""
        self._strike("metadata")
        document = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.world.url}/openid/invalid",
            "jwks_uri": f"{self.world.url}/openid/keys",
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        }
        return web.json_response(document)

    async def key_set(self, request: web.Request) -> web.Response:
        """The published keys."""
        self._strike("key_set")
        return web.json_response({"keys": [key.public() for key in self.keys.published]})

    async def token(self, request: web.Request) -> web.Response:
        """Client credentials against a token that the connector recognises."""
        form = await request.post()
        if form.get("grant_type") != "client_credentials" or form.get("client_id") not in self.world.bots:
            problem = {"error": "invalid_client", "error_description": "AADSTS7000215: unknown client."}
            return web.json_response(problem, status=401)
        token = secrets.token_urlsafe(32)
        self.issued[token] = str(form["client_id"])
        seconds = int(LIFETIME.total_seconds())
        return web.json_response({"token_type": "Bearer", "expires_in": seconds, "access_token": token})

    def _strike(self, operation: str) -> None:
        if self.faults.take(operation):
            raise web.HTTPServiceUnavailable

    def caller(self, request: web.Request) -> str | None:
        """The bot whose token the request carries."""
        return self.issued.get(request.headers.get("Authorization", "").removeprefix("Bearer "))


def _seconds(moment: datetime) -> int:
    return int(moment.astimezone(UTC).timestamp())
