"""Tokens from Entra, through msal, from a stand-in on this machine that speaks https as msal demands."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509.oid import NameOID
from pydantic import SecretStr
from structlog.testing import capture_logs

from bot.settings import BotRegistration
from bot.teams.credentials import Credentials
from bot.teams.errors import NoCredential, NoToken
from tests.clock import SteeredClock, until
from tests.teams.channel import BOT, PRIVATE, TENANT

SERVICE = "https://smba.example/"
SCOPE = "https://api.botframework.com/.default"


class Entra:
    def __init__(self, certificate: Path) -> None:
        self._certificate = certificate
        self.times_asked = 0
        self.error: str | None = None
        self.url = ""
        self.form: dict[str, str] = {}

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Entra"]:
        app = web.Application()
        app.router.add_get("/{tenant}/v2.0/.well-known/openid-configuration", self._metadata)
        app.router.add_post("/{tenant}/oauth2/v2.0/token", self._token)
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(self._certificate)
        server = TestServer(app, scheme="https")
        await server.start_server(ssl=context)
        self.url = str(server.make_url("/")).rstrip("/")
        yield self
        await server.close()

    async def _metadata(self, request: web.Request) -> web.Response:
        tenant = f"{self.url}/{request.match_info['tenant']}"
        return web.json_response(
            {
                "issuer": f"{tenant}/v2.0",
                "authorization_endpoint": f"{tenant}/oauth2/v2.0/authorize",
                "token_endpoint": f"{tenant}/oauth2/v2.0/token",
            }
        )

    async def _token(self, request: web.Request) -> web.Response:
        self.times_asked += 1
        self.form = {name: str(value) for name, value in (await request.post()).items()}
        if self.error:
            return web.json_response({"error": self.error, "error_description": "…"}, status=401)
        token = f"token {self.times_asked}"
        return web.json_response({"access_token": token, "token_type": "Bearer", "expires_in": 3600})


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for this machine and its key, in one file."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    today = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(PRIVATE.public_key())
        .serial_number(1)
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(PRIVATE, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("entra") / "certificate.pem"
    path.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + PRIVATE.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return path


@pytest.fixture
async def entra(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Entra]:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
    async with Entra(certificate).running() as running:
        yield running


@pytest.fixture
def credentials(entra: Entra, clock: SteeredClock) -> Credentials:
    registration = BotRegistration(
        app_id=BOT, tenant_id=TENANT, serves=(TENANT,), secret=SecretStr("never shown")
    )
    return Credentials([registration], authority=entra.url, scope=SCOPE, clock=clock)


async def shown(credentials: Credentials) -> str:
    return (await credentials.headers(BOT, SERVICE))["Authorization"]


async def test_one_token_serves_all_who_call_at_once_and_later(
    credentials: Credentials, entra: Entra, clock: SteeredClock
) -> None:
    assert set(await asyncio.gather(*(shown(credentials) for _ in range(10)))) == {"Bearer token 1"}
    clock.advance(49 * 60)
    assert await shown(credentials) == "Bearer token 1"
    assert entra.times_asked == 1
    assert entra.form["client_id"] == BOT
    assert entra.form["client_secret"] == "never shown"
    assert SCOPE in entra.form["scope"]


async def test_a_token_is_renewed_in_the_background_ten_minutes_before_it_expires(
    credentials: Credentials, clock: SteeredClock
) -> None:
    await shown(credentials)
    clock.advance(51 * 60)
    assert await shown(credentials) == "Bearer token 1"
    async with asyncio.timeout(30):
        while await shown(credentials) == "Bearer token 1":  # noqa: ASYNC110
            await asyncio.sleep(0)
    assert await shown(credentials) == "Bearer token 2"


async def test_an_expired_token_is_not_shown(credentials: Credentials, clock: SteeredClock) -> None:
    await shown(credentials)
    clock.advance(3600)
    assert await shown(credentials) == "Bearer token 2"


async def test_the_old_token_serves_while_entra_is_away_and_no_longer(
    credentials: Credentials, entra: Entra, clock: SteeredClock
) -> None:
    await shown(credentials)
    entra.error = "temporarily_unavailable"
    clock.advance(51 * 60)
    with capture_logs() as logged:
        assert await shown(credentials) == "Bearer token 1"
        await until(lambda: logged != [])
        await asyncio.sleep(0)
    at_work = asyncio.all_tasks()
    assert await shown(credentials) == "Bearer token 1"
    assert asyncio.all_tasks() <= at_work, "Entra is left alone for a while"
    clock.advance(10 * 60)
    with pytest.raises(NoToken, match="temporarily_unavailable"):
        await shown(credentials)


async def test_why_there_is_no_token_is_said_without_the_secret(
    credentials: Credentials, entra: Entra, capsys: pytest.CaptureFixture[str]
) -> None:
    entra.error = "invalid_client"
    with pytest.raises(NoToken) as raised:
        await shown(credentials)
    assert str(raised.value) == f"Entra gave this bot no token. ({BOT}, invalid_client)"
    printed = capsys.readouterr()
    assert "never shown" not in printed.out + printed.err
    entra.error = None
    assert (await shown(credentials)).startswith("Bearer token")


async def test_an_authority_nobody_answers_for_gives_no_token(clock: SteeredClock) -> None:
    registration = BotRegistration(app_id=BOT, tenant_id=TENANT, serves=(TENANT,), secret=SecretStr("x"))
    for authority in ("https://127.0.0.1:9", "http://127.0.0.1:9", "nonsense"):
        credentials = Credentials([registration], authority=authority, scope=SCOPE, clock=clock)
        with pytest.raises(NoToken):
            await shown(credentials)


async def test_a_bot_without_a_credential_calls_only_this_machine(
    registration: BotRegistration, clock: SteeredClock
) -> None:
    credentials = Credentials([registration], authority="https://unused", scope=SCOPE, clock=clock)
    assert await credentials.headers(BOT, "http://127.0.0.1:1234/") == {}
    for elsewhere in (SERVICE, "http://127.0.0.1.example/", "http://localhost.example/", ""):
        with pytest.raises(NoCredential):
            await credentials.headers(BOT, elsewhere)
