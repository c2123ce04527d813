"""The keys Teams signs its activities with, as the channel's OpenID metadata names them."""

import asyncio
from dataclasses import dataclass
from math import inf
from typing import Any

import aiohttp
import jwt
import structlog

from bot.addresses import is_safe
from bot.clock import Clock
from bot.teams.errors import KeysUnavailable, Unauthenticated
from bot.teams.single_flight import SingleFlight

KEPT = 24 * 3600.0  # seconds
REFRESHED = 23 * 3600.0
PAUSE = 10.0
UNREADABLE = (aiohttp.ClientError, TimeoutError, jwt.PyJWTError, ValueError, KeyError, TypeError)

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class SigningKey:
    """A public key, and the channels it may sign for."""

    public_key: jwt.PyJWK
    endorsements: frozenset[str]


class SigningKeys:
    """Keeps the keys a day, reads them anew ahead of time, and goes on with the old when nobody answers."""

    def __init__(self, session: aiohttp.ClientSession, openid_url: str, clock: Clock) -> None:
        self._session = session
        self._openid_url = openid_url
        self._clock = clock
        self._keys: dict[str, SigningKey] = {}
        self._read_at = self._pause_until = -inf
        self._flight: SingleFlight[None] = SingleFlight()

    @property
    def ready(self) -> bool:
        """Whether there are keys to check tokens with."""
        return bool(self._keys)

    async def load(self) -> None:
        """Read the keys if there are none yet; ``ready`` tells whether it went well."""
        if not self._keys:
            await self._refresh(waiting=True)

    async def key(self, kid: str) -> SigningKey:
        """Return the key of this id; an unknown one is looked for at the channel, though not in a storm."""
        age = self._clock.elapsed() - self._read_at
        if kid not in self._keys or age >= REFRESHED:
            await self._refresh(waiting=kid not in self._keys or age >= KEPT)
        if not self._keys:
            raise KeysUnavailable
        if kid not in self._keys:
            raise Unauthenticated("unknown key")
        return self._keys[kid]

    async def _refresh(self, *, waiting: bool) -> None:
        now = self._clock.elapsed()
        if now < self._pause_until and not self._flight.under_way("keys"):
            return
        if self._keys:
            self._pause_until = now + PAUSE
        reading = self._flight.start("keys", self._read)
        if waiting:
            await asyncio.shield(reading)

    async def _read(self) -> None:
        try:
            metadata = await self._fetched(self._openid_url)
            self._keys = _signing_keys(await self._fetched(metadata["jwks_uri"]))
            self._read_at = self._clock.elapsed()
        except UNREADABLE as problem:
            self._pause_until = self._clock.elapsed() + PAUSE
            log.warning("signing keys not read", problem=type(problem).__name__, known=len(self._keys))

    async def _fetched(self, url: str) -> Any:
        if not is_safe(url):
            raise ValueError("signing keys may only be read over https, or from this machine")
        async with self._session.get(url, allow_redirects=False) as response:
            response.raise_for_status()
            return await response.json(content_type=None)


def _signing_keys(document: Any) -> dict[str, SigningKey]:
    keys = {
        entry["kid"]: SigningKey(
            public_key=jwt.PyJWK(entry, "RS256"), endorsements=frozenset(entry.get("endorsements", ()))
        )
        for entry in document["keys"]
        if entry["kty"] == "RSA"
    }
    if not keys:
        raise ValueError("no signing keys are published")
    return keys
