"""Other clouds by settings alone: the values of docs/settings.md, with stand-ins in place of the hosts."""

import json
from pathlib import Path

import aiohttp
import pytest

from bot.settings import load_settings
from bot.teams.admission import Admission
from bot.teams.credentials import Credentials
from bot.teams.errors import Unauthenticated
from bot.teams.keys import SigningKeys
from tests.clock import SteeredClock
from tests.teams.channel import BOT, ISSUER, SERVICE, TENANT, KeyServer, activity, admitted, claims, signed
from tests.teams.entra import Entra

PAGE = Path(__file__).parents[2] / "docs" / "settings.md"


def told_clouds() -> dict[str, dict[str, str]]:
    """The settings of each cloud, as the page tells them."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    begin = next(number for number, line in enumerate(lines) if line.startswith("| cloud |"))
    end = lines.index("", begin)
    (_, *names), _, *clouds = [
        [cell.strip(" `") for cell in line.strip("|").split("|")] for line in lines[begin:end]
    ]
    return {cloud: dict(zip(names, values, strict=True)) for cloud, *values in clouds}


CLOUDS = told_clouds()


@pytest.mark.parametrize("cloud", CLOUDS)
async def test_what_another_cloud_signs_is_let_in_and_tokens_are_asked_of_it(
    cloud: str,
    session: aiohttp.ClientSession,
    key_server: KeyServer,
    entra: Entra,
    clock: SteeredClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bot = {"app_id": BOT, "tenant_id": TENANT, "serves": [TENANT], "secret": "a secret"}
    entra.secrets[BOT] = "a secret"
    for name, value in CLOUDS[cloud].items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("GULDKORN_BOTS", json.dumps([bot]))
    settings = load_settings()

    keys = SigningKeys(session, key_server.openid_url, clock)
    admission = Admission(settings.bots, keys, issuer=settings.channel_issuer, clock=clock)
    let_in = await admitted(admission, signed(claims(clock, iss=settings.channel_issuer)), activity())
    assert let_in.app_id == BOT
    with pytest.raises(Unauthenticated):
        await admitted(admission, signed(claims(clock, iss=ISSUER)), activity())

    credentials = Credentials(settings.bots, authority=entra.url, scope=settings.channel_scope, clock=clock)
    assert await credentials.headers(BOT, SERVICE) == {"Authorization": "Bearer token 1"}
    assert f"{settings.channel_issuer}/.default" in entra.asked[0]["scope"].split()


def test_the_page_tells_of_clouds_apart_from_the_public_one() -> None:
    assert {len(settings) for settings in CLOUDS.values()} == {4}
    public = load_settings()
    for settings in CLOUDS.values():
        for name, value in settings.items():
            assert value.startswith("https://")
            assert value != getattr(public, name.removeprefix("GULDKORN_").lower())
