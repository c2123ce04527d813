"""Tokens from Entra, through msal, from a stand-in on this machine that speaks https as msal demands."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from pydantic import SecretStr
from structlog.testing import capture_logs

from bot.settings import BotRegistration
from bot.teams.credentials import Credentials
from bot.teams.errors import NoCredential, NoToken
from tests.clock import SteeredClock, until
from tests.teams.channel import BOT, PRIVATE, STRANGER, TENANT
from tests.teams.entra import Azure, Entra, pem, self_signed

SERVICE = "https://smba.example/"
SCOPE = "https://api.botframework.com/.default"
OURS = self_signed(PRIVATE)
ANOTHERS = self_signed(STRANGER)
ELLIPTIC = ec.generate_private_key(ec.SECP256R1())
PFX = pkcs12.serialize_key_and_certificates(
    None, PRIVATE, OURS, None, BestAvailableEncryption(b"never shown")
)


@pytest.fixture
def credentials(entra: Entra, clock: SteeredClock) -> Credentials:
    entra.secrets[BOT] = "never shown"
    return showing(entra, clock, secret=SecretStr("never shown"))


def showing(entra: Entra, clock: SteeredClock, **credential: Any) -> Credentials:
    """Credentials of one bot that shows who it is in this way."""
    registration = BotRegistration(app_id=BOT, tenant_id=TENANT, serves=(TENANT,), **credential)
    return Credentials([registration], authority=entra.url, scope=SCOPE, clock=clock)


async def shown(credentials: Credentials) -> str:
    return (await credentials.headers(BOT, SERVICE))["Authorization"]


async def renewed(credentials: Credentials) -> str:
    """What is shown when the renewal in the background is done."""
    old = await shown(credentials)
    async with asyncio.timeout(30):
        while (new := await shown(credentials)) == old:  # noqa: ASYNC110
            await asyncio.sleep(0)
    return new


async def test_one_token_serves_all_who_call_at_once_and_later(
    credentials: Credentials, entra: Entra, clock: SteeredClock
) -> None:
    assert set(await asyncio.gather(*(shown(credentials) for _ in range(10)))) == {"Bearer token 1"}
    clock.advance(49 * 60)
    assert await shown(credentials) == "Bearer token 1"
    (asked,) = entra.asked
    assert (asked["tenant"], asked["client_id"]) == (TENANT, BOT)
    assert asked["client_secret"] == "never shown"
    assert SCOPE in asked["scope"]


async def test_a_token_is_renewed_in_the_background_ten_minutes_before_it_expires(
    credentials: Credentials, clock: SteeredClock
) -> None:
    await shown(credentials)
    clock.advance(51 * 60)
    assert await shown(credentials) == "Bearer token 1"
    assert await renewed(credentials) == "Bearer token 2"


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


@pytest.mark.parametrize("status", [500, 502, 503, 504])
async def test_while_entra_is_broken_the_old_token_serves_and_it_is_asked_once_a_minute(
    credentials: Credentials, entra: Entra, clock: SteeredClock, status: int
) -> None:
    await shown(credentials)
    entra.broken = status
    clock.advance(51 * 60)
    for minute in (1, 2):
        with capture_logs() as logged:
            assert {await shown(credentials) for _ in range(10)} == {"Bearer token 1"}
            await until(lambda: logged != [])
            await asyncio.sleep(0)
            assert {await shown(credentials) for _ in range(10)} == {"Bearer token 1"}
        assert [line["event"] for line in logged] == ["no token for the bot"]
        assert len(entra.asked) == 1 + minute
        clock.advance(60)
    entra.broken = None
    assert await renewed(credentials) == "Bearer token 4"


async def test_while_entra_is_broken_and_the_token_expired_there_is_none_for_a_minute(
    credentials: Credentials, entra: Entra, clock: SteeredClock
) -> None:
    await shown(credentials)
    entra.broken = 503
    clock.advance(3600)
    for _ in range(10):
        with pytest.raises(NoToken):
            await shown(credentials)
    assert len(entra.asked) == 2
    entra.broken = None
    clock.advance(60)
    assert await shown(credentials) == "Bearer token 3"


async def test_a_clock_that_is_set_back_does_not_make_a_token_last_longer(
    credentials: Credentials, clock: SteeredClock
) -> None:
    await shown(credentials)
    clock.set_back(7200)
    clock.advance(49 * 60)
    assert await shown(credentials) == "Bearer token 1"
    clock.advance(11 * 60)
    assert await shown(credentials) == "Bearer token 2"


async def test_why_there_is_no_token_is_said_without_the_secret(
    credentials: Credentials, entra: Entra, clock: SteeredClock, capsys: pytest.CaptureFixture[str]
) -> None:
    entra.error = "invalid_client"
    with pytest.raises(NoToken) as raised:
        await shown(credentials)
    assert str(raised.value) == f"Entra gave this bot no token. ({BOT}, invalid_client)"
    printed = capsys.readouterr()
    assert "never shown" not in printed.out + printed.err
    entra.error = None
    clock.advance(60)
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


CERTIFICATES: dict[str, tuple[str, bytes, str]] = {
    "key first": ("bot.pem", pem(PRIVATE, OURS), ""),
    "key last, and the certificate that signed": ("bot.crt", pem(OURS, ANOTHERS, PRIVATE), ""),
    "key with a password": ("bot.pem", pem(OURS, PRIVATE, password="never shown"), "never shown"),
    "pfx": ("bot.PFX", PFX, "never shown"),
}


@pytest.mark.parametrize("kind", CERTIFICATES)
async def test_a_certificate_and_its_key_stand_for_the_bot(
    kind: str, entra: Entra, clock: SteeredClock, tmp_path: Path
) -> None:
    name, content, password = CERTIFICATES[kind]
    file, password_file = tmp_path / name, tmp_path / "password"
    file.write_bytes(content)
    password_file.write_text(f"{password}\n")
    entra.certificates[BOT] = OURS
    for ways in ({"certificate_password": password}, {"certificate_password_file": password_file}):
        assert await shown(showing(entra, clock, certificate_file=file, **ways))
    assert all("client_secret" not in asked for asked in entra.asked)


UNFIT: dict[str, tuple[str, bytes]] = {
    "of somebody else": ("bot.pem", pem(ANOTHERS, STRANGER)),
    "with another's key": ("bot.pem", pem(OURS, STRANGER)),
    "without a key": ("bot.pem", pem(OURS)),
    "a key alone": ("bot.pem", pem(PRIVATE)),
    "behind another password": ("bot.pem", pem(OURS, PRIVATE, password="never shown")),
    "a pfx behind another password": ("bot.pfx", PFX),
    "not RSA": ("bot.pem", pem(self_signed(ELLIPTIC), ELLIPTIC)),
    "no certificate": ("bot.pem", b"never shown"),
    "no pfx": ("bot.pfx", b"never shown"),
    "no text": ("bot.pem", b"\xff\xfe"),
    "empty": ("bot.pem", b""),
}


@pytest.mark.parametrize("kind", UNFIT)
@pytest.mark.parametrize("password", ["", "not this one"])
async def test_a_certificate_that_does_not_fit_gives_no_token_and_shows_nothing(
    kind: str,
    password: str,
    entra: Entra,
    clock: SteeredClock,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    name, content = UNFIT[kind]
    (tmp_path / name).write_bytes(content)
    entra.certificates[BOT] = OURS
    with pytest.raises(NoToken) as raised:
        await shown(
            showing(entra, clock, certificate_file=tmp_path / name, certificate_password=SecretStr(password))
        )
    printed = capfd.readouterr()
    told = f"{raised.value}{printed.out}{printed.err}"
    assert "never shown" not in told
    assert "PRIVATE KEY" not in told


async def test_a_new_secret_in_the_file_is_shown_at_the_next_renewal(
    entra: Entra, clock: SteeredClock, tmp_path: Path
) -> None:
    file = tmp_path / "secret"
    file.write_text("the old one\n")
    entra.secrets[BOT] = "the old one"
    credentials = showing(entra, clock, secret_file=file)
    await shown(credentials)
    file.write_text("the new one\n")
    entra.secrets[BOT] = "the new one"
    clock.advance(51 * 60)
    assert await renewed(credentials) == "Bearer token 2"
    assert [asked["client_secret"] for asked in entra.asked] == ["the old one", "the new one"]


async def test_a_new_certificate_in_the_file_is_shown_at_the_next_renewal(
    entra: Entra, clock: SteeredClock, tmp_path: Path
) -> None:
    file = tmp_path / "bot.pem"
    file.write_bytes(pem(OURS, PRIVATE))
    entra.certificates[BOT] = OURS
    credentials = showing(entra, clock, certificate_file=file)
    await shown(credentials)
    file.write_bytes(pem(ANOTHERS, STRANGER))
    entra.certificates[BOT] = ANOTHERS
    clock.advance(51 * 60)
    assert await renewed(credentials) == "Bearer token 2"


async def test_a_file_that_is_gone_costs_no_more_than_the_next_token(
    entra: Entra, clock: SteeredClock, tmp_path: Path
) -> None:
    file = tmp_path / "secret"
    file.write_text("here")
    entra.secrets[BOT] = "here"
    credentials = showing(entra, clock, secret_file=file)
    await shown(credentials)
    file.unlink()
    clock.advance(59 * 60)
    assert await shown(credentials) == "Bearer token 1"
    clock.advance(60)
    with pytest.raises(NoToken, match="FileNotFoundError"):
        await shown(credentials)
    file.write_text("here")
    clock.advance(60)
    assert await shown(credentials) == "Bearer token 2"


def on_an_app_service(monkeypatch: pytest.MonkeyPatch, url: str) -> str:
    monkeypatch.setenv("IDENTITY_ENDPOINT", f"{url}/msi/token")
    monkeypatch.setenv("IDENTITY_HEADER", "of this app")
    return "an app service's token"


def on_a_virtual_machine(monkeypatch: pytest.MonkeyPatch, url: str) -> str:
    monkeypatch.setenv("AZURE_POD_IDENTITY_AUTHORITY_HOST", url)
    return "a virtual machine's token"


@pytest.mark.parametrize("on", [on_an_app_service, on_a_virtual_machine])
async def test_a_machine_in_azure_vouches_for_the_bot_whose_identity_it_has(
    on: Any, azure: Azure, entra: Entra, clock: SteeredClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = on(monkeypatch, azure.url)
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    credentials = showing(entra, clock, managed_identity=True)
    with pytest.raises(NoToken):
        await shown(credentials)
    azure.identities.add(BOT)
    clock.advance(60)
    assert await shown(credentials) == f"Bearer {token}"
    assert {(asked["client_id"], asked["resource"]) for asked in azure.asked} == {
        (BOT, "https://api.botframework.com")
    }
    assert entra.asked == []


async def test_outside_azure_no_machine_vouches_for_a_bot(
    entra: Entra, clock: SteeredClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_a_virtual_machine(monkeypatch, "http://127.0.0.1:9")
    with pytest.raises(NoToken, match="ConnectionError"):
        await shown(showing(entra, clock, managed_identity=True))
