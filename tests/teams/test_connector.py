"""What is sent to Teams, and what its answers mean."""

import asyncio
from datetime import timedelta
from email.utils import format_datetime

import aiohttp
import pytest
from aiohttp.test_utils import unused_port

from bot.teams.addresses import Address
from bot.teams.connector import Connector, Member
from bot.teams.credentials import Credentials
from bot.teams.errors import (
    Blocked,
    CallProblem,
    ConversationGone,
    NoCredential,
    Rejected,
    Throttled,
    TooLarge,
    Uncertain,
    Unreachable,
    UntrustedService,
)
from tests.clock import SteeredClock
from tests.teams.channel import BOT
from tests.teams.connector_service import Answer, ConnectorService, refusal

THREAD = "19:abc@thread.tacv2;messageid=1700"
HELLO = {"type": "message", "text": "hej"}


@pytest.fixture
def to(service: ConnectorService) -> Address:
    return Address(app_id=BOT, service_url=service.url, conversation_id=THREAD)


async def test_each_call_goes_where_the_connector_expects_it(
    connector: Connector, service: ConnectorService, to: Address
) -> None:
    assert await connector.send(to, HELLO) == "17"
    assert await connector.reply(to, "1:x/y", HELLO) == "17"
    await connector.update(to, "17", HELLO)
    await connector.delete(to, "17")
    thread = "/emea/v3/conversations/19%3Aabc%40thread.tacv2%3Bmessageid%3D1700/activities"
    assert [(asked.method, asked.path, asked.body) for asked in service.asked] == [
        ("POST", thread, HELLO),
        ("POST", f"{thread}/1%3Ax%2Fy", HELLO),
        ("PUT", f"{thread}/17", HELLO),
        ("DELETE", f"{thread}/17", None),
    ]


async def test_a_service_url_without_its_slash_is_the_same(
    connector: Connector, service: ConnectorService
) -> None:
    address = Address(app_id=BOT, service_url=service.url.rstrip("/"), conversation_id="a:1")
    await connector.send(address, HELLO)
    assert service.asked[0].path == "/emea/v3/conversations/a%3A1/activities"


async def test_a_thread_is_started(connector: Connector, service: ConnectorService, to: Address) -> None:
    service.answers.append(Answer(status=201, body={"id": THREAD, "activityId": "1700"}))
    assert await connector.start_thread(to, "19:abc@thread.tacv2", HELLO) == (THREAD, "1700")
    assert service.asked[0].body["channelData"] == {"channel": {"id": "19:abc@thread.tacv2"}}
    assert service.asked[0].body["activity"] == HELLO


async def test_members_of_all_pages_are_read(
    connector: Connector, service: ConnectorService, to: Address
) -> None:
    anna = {"id": "29:anna", "aadObjectId": "ANNA", "name": "Anna"}
    bo = {"id": "29:bo", "objectId": "bo", "name": None}
    service.answers += [
        Answer(body={"members": [anna], "continuationToken": "a+b/c="}),
        Answer(body={"members": [bo]}),
    ]
    assert await connector.members(to) == [
        Member(id="29:anna", object_id="anna", name="Anna"),
        Member(id="29:bo", object_id="bo", name=""),
    ]
    pages = [asked.path.partition("/pagedmembers")[2] for asked in service.asked]
    assert pages == ["?pageSize=500", "?pageSize=500&continuationToken=a%2Bb/c%3D"]


async def test_one_member_is_read(connector: Connector, service: ConnectorService, to: Address) -> None:
    service.answers.append(
        Answer(body={"id": "29:anna", "aadObjectId": "anna", "name": "Anna", "email": "anna@example.dk"})
    )
    anna = Member(id="29:anna", object_id="anna", name="Anna", mail="anna@example.dk")
    assert await connector.member(to, "29:anna") == anna


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (refusal(429), Throttled),
        (refusal(412), Throttled),
        (refusal(502), Throttled),
        (refusal(503), Throttled),
        (refusal(504), Throttled),
        (refusal(403, "MessageWritesBlocked"), Blocked),
        (refusal(403, "BotNotInConversationRoster"), Blocked),
        (refusal(404, "ConversationNotFound"), ConversationGone),
        (refusal(413, "MessageSizeTooBig"), TooLarge),
        (refusal(400, "BadSyntax"), Rejected),
        (refusal(401), Rejected),
        (Answer(status=302, headers={"Location": "https://elsewhere.example/"}), Rejected),
        (refusal(500), Uncertain),
        (Answer(cut=True), Uncertain),
        (Answer(status=201, body=b"{"), Uncertain),
    ],
)
async def test_each_answer_has_its_meaning_and_a_send_is_tried_once(
    connector: Connector, service: ConnectorService, to: Address, answer: Answer, problem: type[CallProblem]
) -> None:
    service.answers.append(answer)
    with pytest.raises(CallProblem) as raised:
        await connector.send(to, HELLO)
    assert type(raised.value) is problem
    assert len(service.asked) == 1


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"[]", b'{"error": "x"}', b'{"error": {"code": 7}}', b"\xff"]
)
async def test_a_refusal_without_a_proper_body_is_still_a_refusal(
    connector: Connector, service: ConnectorService, to: Address, body: bytes
) -> None:
    service.answers.append(Answer(status=403, body=body))
    with pytest.raises(Blocked):
        await connector.send(to, HELLO)


async def test_a_refusal_carries_its_code_and_its_message_is_a_sentence(
    connector: Connector, service: ConnectorService, to: Address
) -> None:
    service.answers += [refusal(403, "MessageWritesBlocked"), refusal(400, "BadSyntax")]
    with pytest.raises(Blocked, match=r"^The bot may not write here.*\(MessageWritesBlocked\)$") as blocked:
        await connector.send(to, HELLO)
    assert blocked.value.code == "MessageWritesBlocked"
    with pytest.raises(Rejected) as rejected:
        await connector.send(to, HELLO)
    assert (rejected.value.status, rejected.value.code) == (400, "BadSyntax")


async def test_retry_after_is_read_in_seconds_and_as_a_date(
    connector: Connector, service: ConnectorService, to: Address, clock: SteeredClock
) -> None:
    later = format_datetime(clock.now() + timedelta(seconds=40), usegmt=True)
    earlier = format_datetime(clock.now() - timedelta(seconds=40), usegmt=True)
    never = "Fri, 31 Dec 9999 23:59:59 GMT"
    read = {"7": 7, later: 40, earlier: 0, "soon": None, "-3": None, "²": None}
    for header, seconds in (read | {"9" * 400: 86_400, never: 86_400}).items():
        service.answers.append(Answer(status=429, headers={"Retry-After": header}))
        with pytest.raises(Throttled) as throttled:
            await connector.send(to, HELLO)
        assert throttled.value.retry_after == seconds


async def test_nobody_listening_means_surely_not_accepted(connector: Connector) -> None:
    nowhere = Address(app_id=BOT, service_url=f"http://127.0.0.1:{unused_port()}/", conversation_id="a:1")
    with pytest.raises(Unreachable):
        await connector.send(nowhere, HELLO)


async def test_no_answer_in_time_means_perhaps_accepted(
    service: ConnectorService, to: Address, credentials: Credentials, clock: SteeredClock
) -> None:
    service.answers.append(Answer(silent=True))
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=0.2)) as hasty:
        with pytest.raises(Uncertain):
            await Connector(hasty, credentials, clock).send(to, HELLO)
    assert len(service.asked) == 1


async def test_a_bot_without_a_credential_sends_no_token_and_only_to_this_machine(
    connector: Connector, service: ConnectorService, to: Address
) -> None:
    await connector.send(to, HELLO)
    assert service.asked[0].authorization is None
    with pytest.raises(NoCredential):
        await connector.send(
            Address(app_id=BOT, service_url="https://smba.example/", conversation_id="a:1"), HELLO
        )


@pytest.mark.parametrize(
    "service_url",
    ["http://smba.example/", "ftp://smba.example/", "", "//127.0.0.1", "http://127.0.0.1.example/"],
)
async def test_nothing_is_sent_in_the_clear_to_other_machines(connector: Connector, service_url: str) -> None:
    with pytest.raises(UntrustedService):
        await connector.send(Address(app_id=BOT, service_url=service_url, conversation_id="a:1"), HELLO)


@pytest.mark.parametrize(
    "fault", [refusal(429), refusal(502), refusal(500), Answer(body=b"{"), Answer(body={})]
)
async def test_what_only_reads_is_tried_again_with_growing_pauses(
    connector: Connector, service: ConnectorService, to: Address, clock: SteeredClock, fault: Answer
) -> None:
    service.answers += [fault, fault, Answer(body={"members": []})]
    reading = asyncio.create_task(connector.members(to))
    first = await clock.next_waking()
    clock.advance(first)
    second = await clock.next_waking()
    clock.advance(second)
    assert await reading == []
    assert 0.5 <= first <= 1 <= second <= 2


async def test_what_only_reads_is_given_up_after_four_tries(
    connector: Connector, service: ConnectorService, to: Address, clock: SteeredClock
) -> None:
    service.usual = refusal(503)
    reading = asyncio.create_task(connector.member(to, "29:anna"))
    for _ in range(3):
        clock.advance(await clock.next_waking())
    with pytest.raises(Throttled):
        await reading
    assert len(service.asked) == 4


async def test_a_read_waits_as_long_as_teams_asks_but_not_longer_than_a_person_would(
    connector: Connector, service: ConnectorService, to: Address, clock: SteeredClock
) -> None:
    service.answers += [refusal(429, Retry_After="10"), refusal(429, Retry_After="60")]
    reading = asyncio.create_task(connector.member(to, "29:anna"))
    wait = await clock.next_waking()
    assert 10 < wait <= 11
    clock.advance(wait)
    with pytest.raises(Throttled):
        await reading


@pytest.mark.parametrize("final", [refusal(403), refusal(404), refusal(400)])
async def test_a_read_that_is_refused_is_not_tried_again(
    connector: Connector, service: ConnectorService, to: Address, final: Answer
) -> None:
    service.answers.append(final)
    with pytest.raises((Blocked, ConversationGone, Rejected)):
        await connector.member(to, "29:anna")
    assert len(service.asked) == 1
