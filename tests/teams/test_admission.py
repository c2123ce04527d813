"""Who is let in."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from typing import Any

import aiohttp
import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.settings import BotRegistration
from bot.teams.admission import Admission
from bot.teams.errors import Forbidden, KeysUnavailable, Unauthenticated
from bot.teams.keys import SigningKeys
from tests.clock import SteeredClock
from tests.teams.channel import (
    BOT,
    ISSUER,
    PRIVATE,
    SERVICE,
    STRANGER,
    TENANT,
    KeyServer,
    activity,
    admitted,
    claims,
    signed,
)

OTHER_TENANT = "33333333-cccc-4ccc-8ccc-333333333333"


@pytest.fixture
def admission(
    session: aiohttp.ClientSession, key_server: KeyServer, clock: SteeredClock, registration: BotRegistration
) -> Admission:
    keys = SigningKeys(session, key_server.openid_url, clock)
    return Admission([registration], keys, issuer=ISSUER, clock=clock)


def by_hand(header: bytes, claimed: dict[str, Any], sign: Callable[[bytes], bytes]) -> str:
    parts = [base64.urlsafe_b64encode(part).rstrip(b"=") for part in (header, json.dumps(claimed).encode())]
    message = b".".join(parts)
    return "Bearer " + (message + b"." + base64.urlsafe_b64encode(sign(message)).rstrip(b"=")).decode()


def signed_with_public_key_as_secret(claimed: dict[str, Any]) -> str:
    public = PRIVATE.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    header = b'{"alg":"HS256","typ":"JWT","kid":"first"}'
    return by_hand(header, claimed, lambda message: hmac.digest(public, message, hashlib.sha256))


def tampered(claimed: dict[str, Any]) -> str:
    header, _, signature = signed(claimed | {"aud": "another"}).split(".")
    body = base64.urlsafe_b64encode(json.dumps(claimed).encode()).rstrip(b"=").decode()
    return f"{header}.{body}.{signature}"


BAD_TOKENS: dict[str, Callable[[SteeredClock], str | None]] = {
    "unsigned": lambda _: None,
    "empty": lambda _: "",
    "another scheme": lambda clock: signed(claims(clock)).replace("Bearer", "Basic"),
    "no token": lambda _: "Bearer ",
    "garbage": lambda _: "Bearer a.b.c",
    "bytes that are no text": lambda _: "Bearer \udcff.\udcff.\udcff",
    "a header nested too deep": lambda _: (
        "Bearer " + base64.urlsafe_b64encode(b"[" * 5000).decode() + ".e30.e30"
    ),
    "a number as key id": lambda clock: by_hand(b'{"alg":"RS256","kid":1}', claims(clock), lambda _: b"x"),
    "alg none": lambda clock: by_hand(b'{"alg":"none","kid":"first"}', claims(clock), lambda _: b""),
    "the public key as a secret": lambda clock: signed_with_public_key_as_secret(claims(clock)),
    "tampered": lambda clock: tampered(claims(clock)),
    "forged": lambda clock: signed(claims(clock), key=STRANGER),
    "unknown key": lambda clock: signed(claims(clock), kid="nobody's", key=STRANGER),
    "no key named": lambda clock: "Bearer " + jwt.encode(claims(clock), PRIVATE, algorithm="RS256"),
    "expired": lambda clock: signed(claims(clock, exp=int(clock.now().timestamp()) - 301)),
    "not yet valid": lambda clock: signed(claims(clock, nbf=int(clock.now().timestamp()) + 301)),
    "no exp": lambda clock: signed(claims(clock, exp=None)),
    "exp that is no number": lambda clock: signed(claims(clock, exp=float("nan"))),
    "exp beyond all numbers": lambda clock: signed(claims(clock, exp=10**400)),
    "wrong audience": lambda clock: signed(claims(clock, aud="44444444-dddd-4ddd-8ddd-444444444444")),
    "several audiences": lambda clock: signed(claims(clock, aud=[BOT, "another"])),
    "no audience": lambda clock: signed(claims(clock, aud=None)),
    "wrong issuer": lambda clock: signed(claims(clock, iss="https://sts.example")),
    "no issuer": lambda clock: signed(claims(clock, iss=None)),
}

ILL_FITTING: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "wrong serviceurl": ({"serviceurl": "https://elsewhere.example/"}, {}),
    "no serviceurl": ({"serviceurl": None}, {}),
    "no service URL in either": ({"serviceurl": ""}, {"serviceUrl": ""}),
    "another service URL": ({}, {"serviceUrl": "https://elsewhere.example/"}),
    "a service URL that is no text": ({}, {"serviceUrl": [SERVICE]}),
    "a service URL that cannot be parsed": ({}, {"serviceUrl": "https://[::1"}),
    "another channel": ({}, {"channelId": "webchat"}),
    "no channel": ({}, {"channelId": None}),
    "tenant not served": (
        {},
        {"conversation": {"tenantId": OTHER_TENANT}, "channelData": {"tenant": {"id": OTHER_TENANT}}},
    ),
    "two tenants": ({}, {"conversation": {"tenantId": OTHER_TENANT}}),
    "no tenant": ({}, {"conversation": {"id": "a:1"}, "channelData": {}}),
    "a tenant that is no text": ({}, {"conversation": {"tenantId": {"id": TENANT}}}),
}


async def test_what_teams_sends_is_let_in(
    admission: Admission, clock: SteeredClock, registration: BotRegistration
) -> None:
    assert await admitted(admission, signed(claims(clock)), activity()) == registration


async def test_case_of_the_host_a_trailing_slash_and_the_case_of_ids_do_not_matter(
    admission: Admission, clock: SteeredClock
) -> None:
    token = signed(claims(clock, serviceurl="HTTPS://SMBA.example/emea")).replace("Bearer", "bearer")
    one_tenant = activity(conversation={"id": "a:1", "tenantId": TENANT.upper()})
    assert (await admitted(admission, token, one_tenant)).app_id == BOT


async def test_one_of_the_two_places_for_the_tenant_is_enough(
    admission: Admission, clock: SteeredClock
) -> None:
    token = signed(claims(clock))
    await admitted(admission, token, activity(conversation={"id": "a:1"}))
    await admitted(admission, token, activity(channelData=None))


async def test_the_audience_chooses_among_several_bots(
    session: aiohttp.ClientSession, key_server: KeyServer, clock: SteeredClock, registration: BotRegistration
) -> None:
    other = BotRegistration(app_id="other-bot", tenant_id=OTHER_TENANT, serves=(OTHER_TENANT,))
    keys = SigningKeys(session, key_server.openid_url, clock)
    admission = Admission([registration, other], keys, issuer=ISSUER, clock=clock)
    token = signed(claims(clock, aud="other-bot"))
    with pytest.raises(Forbidden):
        await admitted(admission, token, activity())
    elsewhere = activity(conversation={"tenantId": OTHER_TENANT}, channelData=None)
    assert await admitted(admission, token, elsewhere) == other


@pytest.mark.parametrize("kind", BAD_TOKENS)
async def test_a_bad_token_is_unauthenticated(admission: Admission, clock: SteeredClock, kind: str) -> None:
    with pytest.raises(Unauthenticated) as refusal:
        await admitted(admission, BAD_TOKENS[kind](clock), activity())
    assert refusal.value.status == 401


@pytest.mark.parametrize("kind", ILL_FITTING)
async def test_a_good_token_for_something_else_is_forbidden(
    admission: Admission, clock: SteeredClock, kind: str
) -> None:
    claimed, changes = ILL_FITTING[kind]
    with pytest.raises(Forbidden) as refusal:
        await admitted(admission, signed(claims(clock, **claimed)), activity(**changes))
    assert refusal.value.status == 403


async def test_a_key_not_endorsed_for_teams_is_forbidden(
    admission: Admission, key_server: KeyServer, clock: SteeredClock
) -> None:
    key_server.publish("webchat's", endorsements=("webchat",))
    with pytest.raises(Forbidden):
        await admitted(admission, signed(claims(clock), kid="webchat's"), activity())


async def test_five_minutes_of_skew_are_allowed(admission: Admission, clock: SteeredClock) -> None:
    now = int(clock.now().timestamp())
    await admitted(admission, signed(claims(clock, exp=now - 299)), activity())
    await admitted(admission, signed(claims(clock, nbf=now + 299)), activity())


async def test_a_token_used_before_is_still_checked_for_time_and_fit(
    admission: Admission, clock: SteeredClock
) -> None:
    token = signed(claims(clock))
    await admitted(admission, token, activity())
    with pytest.raises(Forbidden):
        await admitted(admission, token, activity(serviceUrl="https://elsewhere.example/"))
    clock.advance(3600 + 301)
    with pytest.raises(Unauthenticated):
        await admitted(admission, token, activity())


async def test_a_good_token_while_no_keys_can_be_read_is_a_503(
    admission: Admission, key_server: KeyServer, clock: SteeredClock
) -> None:
    key_server.down = True
    with pytest.raises(KeysUnavailable) as refusal:
        await admitted(admission, signed(claims(clock)), activity())
    assert refusal.value.status == 503


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=8,
)
token_like = st.lists(
    json_values.map(lambda value: base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")),
    min_size=1,
    max_size=5,
).map(".".join)
headers = st.none() | st.text() | st.text().map("Bearer {}".format) | token_like.map("Bearer {}".format)


@given(authorization=headers, body=st.dictionaries(st.text(max_size=10), json_values, max_size=4))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
async def test_no_header_whatsoever_is_more_than_refused(
    admission: Admission, authorization: str | None, body: dict[str, Any]
) -> None:
    with pytest.raises(Unauthenticated):
        await admitted(admission, authorization, body)


@given(
    changes=st.fixed_dictionaries(
        {},
        optional={
            "channelId": json_values,
            "serviceUrl": json_values | st.text().map("https://{}".format),
            "conversation": json_values | st.fixed_dictionaries({"tenantId": json_values}),
            "channelData": json_values | st.fixed_dictionaries({"tenant": json_values}),
        },
    )
)
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
async def test_no_activity_whatsoever_is_more_than_refused(
    admission: Admission, clock: SteeredClock, changes: dict[str, Any]
) -> None:
    nowhere = {"conversation": None, "channelData": None}
    with pytest.raises(Forbidden):
        await admitted(admission, signed(claims(clock)), activity(**(nowhere | changes)))
