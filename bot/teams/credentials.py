"""The tokens our bots show Teams, from Microsoft Entra."""

import asyncio
from collections.abc import Iterable
from functools import partial
from math import inf
from pathlib import Path
from typing import Any

import msal
import requests
import structlog
from pydantic import SecretStr

from bot.addresses import is_loopback
from bot.clock import Clock
from bot.settings import BotRegistration
from bot.teams.errors import NoCredential, NoToken
from bot.teams.single_flight import SingleFlight

RENEWED_AHEAD = 600.0  # seconds
PAUSE = 60.0
TIMEOUT = 10
PFX = (".pfx", ".p12")

log = structlog.get_logger()


class Credentials:
    """Says, for each bot, what to put in the Authorization header of a call to Teams."""

    def __init__(
        self, registrations: Iterable[BotRegistration], *, authority: str, scope: str, clock: Clock
    ) -> None:
        self._tokens = {
            registration.app_id: _Token(registration, authority, scope, clock)
            for registration in registrations
            if registration.credential
        }

    async def headers(self, app_id: str, service_url: str) -> dict[str, str]:
        """Return the headers for a call; none for a bot without a credential that calls this machine."""
        token = self._tokens.get(app_id)
        if token is not None:
            return {"Authorization": f"Bearer {await token.value()}"}
        if is_loopback(service_url):
            return {}
        raise NoCredential(app_id)

    def refused(self, app_id: str) -> None:
        """Take that Teams does not accept a bot's token: Entra is asked for another before the next call."""
        token = self._tokens.get(app_id)
        if token is not None:
            token.drop()


class _Token:
    """One bot's token, renewed in the background while the old one is still good.

    When there is none to be had, Entra is left alone for a minute, and the old one serves until it expires.
    """

    def __init__(self, registration: BotRegistration, authority: str, scope: str, clock: Clock) -> None:
        self._registration = registration
        self._authority = f"{authority.rstrip('/')}/{registration.tenant_id}"
        self._scope = scope
        self._clock = clock
        self._value = self._code = ""
        self._expires = self._renew_at = self._asked_at = -inf
        self._dropped = False
        self._flight: SingleFlight[None] = SingleFlight()

    def drop(self) -> None:
        """Renew the token before it is used again, unless that has just been tried; it stays until then."""
        now = self._clock.elapsed()
        if now - self._asked_at >= PAUSE:
            self._renew_at, self._dropped = now, True

    async def value(self) -> str:
        now = self._clock.elapsed()
        if now >= self._renew_at:
            renewal = self._flight.start(self._scope, self._renew)
            if now >= self._expires or self._dropped:
                await asyncio.shield(renewal)
        if now >= self._expires:
            raise NoToken(self._registration.app_id, self._code)
        return self._value

    async def _renew(self) -> None:
        asked_at = self._asked_at = self._clock.elapsed()
        self._dropped = False
        try:
            answer = await asyncio.to_thread(self._ask)
            lifetime = float(answer["expires_in"]) if "access_token" in answer else 0.0
        except Exception as problem:
            # msal, and what it stands on, have errors of many families.
            answer, lifetime = {"error": type(problem).__name__}, 0.0
        if lifetime > 0:
            self._value = answer["access_token"]
            self._expires = asked_at + lifetime
            self._renew_at = asked_at + max(lifetime - RENEWED_AHEAD, lifetime / 2)
        else:
            self._code = str(answer.get("error"))
            self._renew_at = asked_at + PAUSE
            log.warning("no token for the bot", app_id=self._registration.app_id, code=self._code)

    def _ask(self) -> dict[str, Any]:
        # A new client each time: msal's own cache would hand the old token back until its last five minutes.
        return self._ask_machine() if self._registration.managed_identity else self._ask_entra()

    def _ask_entra(self) -> dict[str, Any]:
        client = msal.ConfidentialClientApplication(
            self._registration.app_id,
            client_credential=_proof(self._registration),
            authority=self._authority,
            instance_discovery=False,
            timeout=TIMEOUT,
        )
        answer: dict[str, Any] = client.acquire_token_for_client([self._scope])
        return answer

    def _ask_machine(self) -> dict[str, Any]:
        with requests.Session() as session:
            session.trust_env = False  # what a machine says of itself is not fetched through a proxy
            session.request = partial(session.request, timeout=TIMEOUT)  # type: ignore[method-assign]
            identity = msal.UserAssignedManagedIdentity(client_id=self._registration.app_id)
            client = msal.ManagedIdentityClient(identity, http_client=session)
            answer: dict[str, Any] = client.acquire_token_for_client(
                resource=self._scope.removesuffix("/.default")
            )
        return answer


def _proof(bot: BotRegistration) -> str | dict[str, Any]:
    """What msal shows Entra; files are read each time, so that they can be exchanged while we run."""
    if bot.certificate_file is None:
        return _text(bot.secret, bot.secret_file)
    password = _text(bot.certificate_password, bot.certificate_password_file)
    if bot.certificate_file.suffix.lower() in PFX:
        path = str(bot.certificate_file)
        return {"private_key_pfx_path": path, "passphrase": password, "public_certificate": True}
    pem = bot.certificate_file.read_text(encoding="utf-8")
    return {"private_key": pem, "passphrase": password, "public_certificate": pem}


def _text(value: SecretStr | None, file: Path | None) -> str:
    if file:
        return file.read_text(encoding="utf-8").strip()
    return value.get_secret_value() if value else ""
