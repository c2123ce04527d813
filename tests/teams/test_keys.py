"""Signing keys come, change and stay when the key server is away."""

import asyncio

import aiohttp
import pytest
from yarl import URL

from bot.teams.errors import KeysUnavailable, Unauthenticated
from bot.teams.keys import SigningKeys
from tests.clock import SteeredClock, until
from tests.teams.channel import KeyServer

HOUR = 3600


@pytest.fixture
def keys(session: aiohttp.ClientSession, key_server: KeyServer, clock: SteeredClock) -> SigningKeys:
    return SigningKeys(session, key_server.openid_url, clock)


async def test_keys_are_read_once_for_many_who_ask_at_once(keys: SigningKeys, key_server: KeyServer) -> None:
    await asyncio.gather(*(keys.key("first") for _ in range(20)))
    await keys.key("first")
    assert key_server.times_asked == 1


async def test_a_key_published_later_is_found(keys: SigningKeys, key_server: KeyServer) -> None:
    await keys.key("first")
    key_server.publish("second")
    assert (await keys.key("second")).endorsements == {"msteams"}


async def test_forged_key_ids_make_no_storm(
    keys: SigningKeys, key_server: KeyServer, clock: SteeredClock
) -> None:
    await keys.key("first")
    for number in range(20):
        with pytest.raises(Unauthenticated):
            await keys.key(f"forged {number}")
    assert key_server.times_asked == 2
    clock.advance(11)
    with pytest.raises(Unauthenticated):
        await keys.key("forged again")
    assert key_server.times_asked == 3


async def test_those_who_ask_while_keys_are_read_all_find_the_new_one(
    keys: SigningKeys, key_server: KeyServer
) -> None:
    await keys.key("first")
    key_server.publish("second")
    await asyncio.gather(*(keys.key("second") for _ in range(5)))
    assert key_server.times_asked == 2


async def test_keys_are_read_anew_before_a_day_has_passed_and_nobody_waits(
    keys: SigningKeys, key_server: KeyServer, clock: SteeredClock
) -> None:
    await keys.key("first")
    key_server.keys.clear()
    key_server.publish("second")
    clock.advance(23.5 * HOUR)
    await keys.key("first")
    await until(lambda: key_server.times_asked == 2)
    await keys.key("second")
    with pytest.raises(Unauthenticated):
        await keys.key("first")


async def test_a_clock_that_is_set_back_keeps_no_key_and_no_pause_for_longer(
    keys: SigningKeys, key_server: KeyServer, clock: SteeredClock
) -> None:
    await keys.key("first")
    clock.set_back(7200)
    with pytest.raises(Unauthenticated):
        await keys.key("second")
    key_server.publish("second")
    clock.advance(11)
    assert await keys.key("second")
    key_server.keys.clear()
    key_server.publish("third")
    clock.advance(24 * HOUR)
    with pytest.raises(Unauthenticated):
        await keys.key("first")


async def test_a_withdrawn_key_is_not_taken_after_a_day(
    keys: SigningKeys, key_server: KeyServer, clock: SteeredClock
) -> None:
    await keys.key("first")
    key_server.keys.clear()
    key_server.publish("second")
    clock.advance(25 * HOUR)
    with pytest.raises(Unauthenticated):
        await keys.key("first")


async def test_known_keys_go_on_working_when_the_key_server_is_down(
    keys: SigningKeys, key_server: KeyServer, clock: SteeredClock
) -> None:
    await keys.key("first")
    key_server.down = True
    clock.advance(48 * HOUR)
    for _ in range(3):
        await keys.key("first")
    assert key_server.times_asked == 2
    with pytest.raises(Unauthenticated):
        await keys.key("second")


async def test_without_keys_nobody_is_let_in_until_the_key_server_is_back(
    keys: SigningKeys, key_server: KeyServer, clock: SteeredClock
) -> None:
    key_server.down = True
    await keys.load()
    assert not keys.ready
    with pytest.raises(KeysUnavailable):
        await keys.key("first")
    assert key_server.times_asked == 1
    key_server.down = False
    clock.advance(11)
    await keys.load()
    assert keys.ready
    await keys.key("first")


@pytest.mark.parametrize("jwks_uri", ["http://0.0.0.0:{port}/keys", "nonsense", ""])
async def test_keys_are_only_read_where_nobody_can_change_them_on_the_way(
    keys: SigningKeys, key_server: KeyServer, jwks_uri: str
) -> None:
    key_server.jwks_uri = jwks_uri.format(port=URL(key_server.jwks_uri).port)
    await keys.load()
    assert not keys.ready


async def test_a_key_server_without_keys_does_not_take_the_known_ones_away(
    keys: SigningKeys, key_server: KeyServer, clock: SteeredClock
) -> None:
    await keys.key("first")
    key_server.keys.clear()
    clock.advance(25 * HOUR)
    await keys.key("first")
