"""Who may come in: the token Teams sends along, and whether it is meant for this activity."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import jwt
from jwt.types import Options

from bot.addresses import same_service
from bot.clock import Clock
from bot.settings import BotRegistration
from bot.teams.errors import Forbidden, Unauthenticated
from bot.teams.keys import SigningKeys

CHANNEL = "msteams"
SKEW = 300  # seconds our clock and Microsoft's may differ
REMEMBERED = 1024  # tokens; Teams uses one for many activities
CHECKED_BY_LIBRARY: Options = {
    "require": ["aud", "exp", "iss"],
    "verify_aud": False,
    "verify_exp": False,
    "verify_iat": False,
    "verify_nbf": False,
}
UNREADABLE = (jwt.PyJWTError, ValueError, TypeError, OverflowError)


@dataclass(frozen=True, kw_only=True)
class Token:
    """A genuine token: for which of our bots it is, and which activities may come with it."""

    registration: BotRegistration
    service_url: str
    endorsements: frozenset[str]
    not_before: float
    expires: float

    def admit(self, activity: Mapping[str, Any]) -> BotRegistration:
        """Return the registration the activity is for, or raise the ``Forbidden`` that says why not."""
        if activity.get("channelId") != CHANNEL or CHANNEL not in self.endorsements:
            raise Forbidden("another channel")
        service_url = activity.get("serviceUrl")
        if not isinstance(service_url, str) or not same_service(service_url, self.service_url):
            raise Forbidden("another service URL")
        named = (
            _within(activity, "conversation", "tenantId"),
            _within(activity, "channelData", "tenant", "id"),
        )
        tenants = {str(tenant).lower() for tenant in named if tenant is not None}
        if len(tenants) != 1 or not tenants <= set(self.registration.serves):
            raise Forbidden("a tenant this bot does not serve")
        return self.registration


class Admission:
    """Checks the tokens that come along, before what they come with is read."""

    def __init__(
        self, registrations: Iterable[BotRegistration], keys: SigningKeys, *, issuer: str, clock: Clock
    ) -> None:
        self._registrations = {registration.app_id: registration for registration in registrations}
        self._keys = keys
        self._issuer = issuer
        self._clock = clock
        self._verified: OrderedDict[str, Token] = OrderedDict()

    async def authenticate(self, authorization: str | None) -> Token:
        """Return the token, or raise the ``NotLetIn`` that says why it is none of Teams' own."""
        scheme, _, encoded = (authorization or "").partition(" ")
        if scheme.lower() != "bearer":
            raise Unauthenticated("no bearer token")
        token = self._verified.get(encoded) or await self._verify(encoded)
        if not token.not_before - SKEW <= self._clock.now().timestamp() <= token.expires + SKEW:
            raise Unauthenticated("expired, or not yet valid")
        self._remember(encoded, token)
        return token

    async def _verify(self, encoded: str) -> Token:
        try:
            kid = jwt.get_unverified_header(encoded).get("kid", "")
        except UNREADABLE as problem:
            raise Unauthenticated(type(problem).__name__) from problem
        key = await self._keys.key(kid)
        try:
            # Times are checked by our own clock, each time the token is used.
            claims = jwt.decode(
                encoded, key.public_key, algorithms=["RS256"], issuer=self._issuer, options=CHECKED_BY_LIBRARY
            )
            return Token(
                registration=self._registration(claims["aud"]),
                service_url=str(claims.get("serviceurl", "")),
                endorsements=key.endorsements,
                not_before=float(claims.get("nbf", 0)),
                expires=float(claims["exp"]),
            )
        except UNREADABLE as problem:
            raise Unauthenticated(type(problem).__name__) from problem

    def _registration(self, audience: Any) -> BotRegistration:
        registration = self._registrations.get(str(audience).lower())
        if registration is None:
            raise Unauthenticated("for another bot")
        return registration

    def _remember(self, encoded: str, token: Token) -> None:
        self._verified[encoded] = token
        self._verified.move_to_end(encoded)
        if len(self._verified) > REMEMBERED:
            self._verified.popitem(last=False)


def _within(value: Any, *path: str) -> Any:
    for step in path:
        value = value.get(step) if isinstance(value, dict) else None
    return value
