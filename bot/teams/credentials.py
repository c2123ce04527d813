"""The tokens our bots show Teams, from Microsoft Entra."""

import asyncio
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import msal
import structlog

from bot.clock import Clock
from bot.settings import BotRegistration
from bot.teams.addresses import is_loopback
from bot.teams.errors import NoCredential, NoToken
from bot.teams.single_flight import SingleFlight

RENEWED_AHEAD = timedelta(minutes=10)
PAUSE = timedelta(minutes=1)
TIMEOUT = 10  # seconds

log = structlog.get_logger()


class Credentials:
    """Says, for each bot, what to put in the Authorization header of a call to Teams."""

    def __init__(
        self, registrations: Iterable[BotRegistration], *, authority: str, scope: str, clock: Clock
    ) -> None:
        self._tokens = {
            registration.app_id: _Token(registration, authority, scope, clock)
            for registration in registrations
            if registration.secret is not None
        }

    async def headers(self, app_id: str, service_url: str) -> dict[str, str]:
        """Return the headers for a call; none for a bot without a credential that calls this machine."""
        token = self._tokens.get(app_id)
        if token is not None:
            return {"Authorization": f"Bearer {await token.value()}"}
        if is_loopback(service_url):
            return {}
        raise NoCredential(app_id)


class _Token:
    """One bot's token, renewed in the background while the old one is still good."""

    def __init__(self, registration: BotRegistration, authority: str, scope: str, clock: Clock) -> None:
        self._registration = registration
        self._authority = f"{authority.rstrip('/')}/{registration.tenant_id}"
        self._scope = scope
        self._clock = clock
        self._value = self._code = ""
        self._expires = self._renew_at = datetime.min.replace(tzinfo=UTC)
        self._flight: SingleFlight[None] = SingleFlight()

    async def value(self) -> str:
        now = self._clock.now()
        if now >= self._renew_at or now >= self._expires:
            renewal = self._flight.start(self._scope, self._renew)
            if now >= self._expires:
                await asyncio.shield(renewal)
        if now >= self._expires:
            raise NoToken(self._registration.app_id, self._code)
        return self._value

    async def _renew(self) -> None:
        asked_at = self._clock.now()
        try:
            answer = await asyncio.to_thread(self._ask)
        except (OSError, ValueError, RuntimeError) as problem:
            answer = {"error": type(problem).__name__}
        if "access_token" in answer:
            lifetime = timedelta(seconds=int(answer["expires_in"]))
            self._value = answer["access_token"]
            self._expires = asked_at + lifetime
            self._renew_at = asked_at + max(lifetime - RENEWED_AHEAD, lifetime / 2)
        else:
            self._code = str(answer.get("error"))
            self._renew_at = asked_at + PAUSE
            log.warning("no token for the bot", app_id=self._registration.app_id, code=self._code)

    def _ask(self) -> dict[str, Any]:
        secret = self._registration.secret
        # A new client each time: msal's own cache would hand the old token back until its last five minutes.
        client = msal.ConfidentialClientApplication(
            self._registration.app_id,
            client_credential=secret.get_secret_value() if secret else None,
            authority=self._authority,
            instance_discovery=False,
            timeout=TIMEOUT,
        )
        answer: dict[str, Any] = client.acquire_token_for_client([self._scope])
        return answer
