"""What is sent to Teams, and what its answers mean."""

import asyncio
from datetime import timedelta
from email.utils import format_datetime

import aiohttp
import pytest
from aiohttp.test_utils import unused_port

from bot.addresses import Address
from bot.teams.answers import ANSWERS, Meaning, Operation
from bot.teams.connector import LONGEST_ID, Connector, Member
from bot.teams.credentials import Credentials
from bot.teams.errors import (
    Blocked,
    CallProblem,
    CardGone,
    ConversationGone,
    NoCredential,
    Rejected,
    ThreadGone,
    Throttled,
    TokenRefused,
    TooLarge,
    Uncertain,
    Unexplained,
    Unreachable,
    UntrustedService,
)
from storage.tables import DeliveryRow, PostedCardRow
from tests.clock import SteeredClock
from tests.teams.channel import BOT
from tests.teams.connector_service import Answer, ConnectorService, refusal

CHANNEL = "19:abc@thread.tacv2"
THREAD = f"{CHANNEL};messageid=1700"
HELLO = {"type": "message", "text": "hej"}


@pytest.fixture
def to(service: ConnectorService) -> Address:
    return Address(app_id=BOT, service_url=service.url, conversation_id=CHANNEL)


async def test_each_call_goes_where_the_connector_expects_it(
    connector: Connector, service: ConnectorService, to: Address
) -> None:
    assert await connector.send(to, HELLO) == "17"
    assert await connector.send_in_thread(to, "99", HELLO) == "17"
    assert await connector.reply(to, "1:x/y", HELLO) == "17"
    await connector.update(to, "17", HELLO)
    await connector.delete(to, "17")
    here = "/emea/v3/conversations/19%3Aabc%40thread.tacv2"
    chat = f"{here}/activities"
    assert [(asked.method, asked.path, asked.body) for asked in service.asked] == [
        ("POST", chat, HELLO),
        ("POST", f"{here}%3Bmessageid%3D99/activities", HELLO),
        ("POST", f"{chat}/1%3Ax%2Fy", HELLO),
        ("PUT", f"{chat}/17", HELLO),
        ("DELETE", f"{chat}/17", None),
    ]


async def test_a_service_url_without_its_slash_is_the_same(
    connector: Connector, service: ConnectorService
) -> None:
    address = Address(app_id=BOT, service_url=service.url.rstrip("/"), conversation_id="a:1")
    await connector.send(address, HELLO)
    assert service.asked[0].path == "/emea/v3/conversations/a%3A1/activities"


async def test_a_thread_is_started(connector: Connector, service: ConnectorService, to: Address) -> None:
    service.answers.append(Answer(status=201, body={"id": THREAD, "activityId": "1700"}))
    assert await connector.start_thread(to, CHANNEL, HELLO) == "1700"
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


async def asks(connector: Connector, to: Address, operation: Operation) -> None:
    match operation:
        case Operation.POST:
            await connector.send(to, HELLO)
        case Operation.REPLY:
            await connector.send_in_thread(to, "1700", HELLO)
        case Operation.UPDATE:
            await connector.update(to, "17", HELLO)
        case Operation.DELETE:
            await connector.delete(to, "17")


POST, REPLY, UPDATE, DELETE = (
    Operation.POST,
    Operation.REPLY,
    Operation.UPDATE,
    Operation.DELETE,
)
CARDS = (UPDATE, DELETE)
CLOSING = (
    "BotDisabledByAdmin",
    "BotNotInConversationRoster",
    "ConversationBlockedByUser",
    "ForbiddenOperationException",
    "MessageWritesBlocked",
)
MEANINGS: list[tuple[int, str, tuple[Operation, ...], type[CallProblem]]] = [
    *(
        (status, "SomeCode", (*CARDS, POST, REPLY), Throttled)
        for status in (409, 412, 423, 425, 428, 429, 503)
    ),
    *((status, "SomeCode", (*CARDS, POST, REPLY), Uncertain) for status in (408, 500, 502, 504, 507)),
    (401, "SomeCode", (*CARDS, POST, REPLY), TokenRefused),
    (401, "BotNotRegistered", (POST,), TokenRefused),
    *((403, code, (*CARDS, POST, REPLY), Blocked) for code in CLOSING),
    (403, "ServiceError", (POST,), Unexplained),
    (403, "ServiceError", (REPLY,), ThreadGone),
    (403, "ServiceError", CARDS, CardGone),
    (403, "NotEnoughPermissions", (*CARDS, POST), Rejected),
    (404, "ConversationNotFound", (POST,), ConversationGone),
    (404, "ConversationNotFound", (REPLY,), ThreadGone),
    (404, "ConversationNotFound", CARDS, Unexplained),
    (404, "ActivityNotFoundInConversation", (REPLY,), ThreadGone),
    (404, "ActivityNotFoundInConversation", CARDS, CardGone),
    (404, "SomeCode", (POST,), Unexplained),
    (413, "MessageSizeTooBig", (UPDATE, POST, REPLY), TooLarge),
    (400, "Bad Argument", (*CARDS, POST, REPLY), Rejected),
    (302, "SomeCode", (*CARDS, POST, REPLY), Rejected),
]
"""What each answer means, in so many words: to whom it is given, and what it ends or lets pass."""


@pytest.mark.parametrize(
    ("status", "code", "operation", "problem"),
    [
        (status, code, operation, problem)
        for status, code, operations, problem in MEANINGS
        for operation in operations
    ],
)
async def test_each_answer_has_its_meaning_and_a_send_is_tried_once(
    connector: Connector,
    service: ConnectorService,
    to: Address,
    status: int,
    code: str,
    operation: Operation,
    problem: type[CallProblem],
) -> None:
    service.answers.append(refusal(status, code, Location="https://elsewhere.example/"))
    with pytest.raises(CallProblem) as raised:
        await asks(connector, to, operation)
    assert type(raised.value) is problem
    assert code in str(raised.value)
    assert len(service.asked) == 1


def test_each_row_of_the_table_is_tried() -> None:
    tried = {
        next(row for row in ANSWERS if fits(row, status, code, operation))
        for status, code, operations, problem in MEANINGS
        for operation in operations
        if problem is not Rejected or code in ("NotEnoughPermissions",)
    }
    assert tried == set(ANSWERS)


def fits(row: Meaning, status: int, code: str, operation: Operation) -> bool:
    codes, operations = row.code or (code,), row.to or (operation,)
    return status in row.status and code in codes and operation in operations


@pytest.mark.parametrize("answer", [Answer(cut=True), Answer(status=201, body=b"{")])
async def test_no_proper_answer_to_a_send_means_perhaps_accepted(
    connector: Connector, service: ConnectorService, to: Address, answer: Answer
) -> None:
    service.answers.append(answer)
    with pytest.raises(Uncertain):
        await connector.send(to, HELLO)
    assert len(service.asked) == 1


@pytest.mark.parametrize("named", [17, None, True, "a\x00b", "a\ud800", "1" * 201, ["17"], {"id": "17"}])
async def test_what_was_taken_without_a_proper_id_was_taken(
    connector: Connector, service: ConnectorService, to: Address, named: object
) -> None:
    service.usual = Answer(status=201, body={"id": named, "activityId": named})
    assert await connector.send(to, HELLO) == ""
    assert await connector.start_thread(to, CHANNEL, HELLO) == ""


def test_the_longest_id_is_as_long_as_those_that_are_kept() -> None:
    kept = {column.type.length for column in (DeliveryRow.activity_id, PostedCardRow.activity_id)}
    assert kept == {LONGEST_ID}


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"[]", b'{"error": "x"}', b'{"error": {"code": 7}}', b"\xff"]
)
async def test_a_refusal_without_a_proper_body_is_still_a_refusal(
    connector: Connector, service: ConnectorService, to: Address, body: bytes
) -> None:
    service.answers.append(Answer(status=403, body=body))
    with pytest.raises(Unexplained):
        await connector.send(to, HELLO)


async def test_the_message_of_a_refusal_is_a_sentence(
    connector: Connector, service: ConnectorService, to: Address
) -> None:
    service.answers.append(refusal(403, "MessageWritesBlocked"))
    with pytest.raises(Blocked, match=r"^The bot may not write here.*\(403, MessageWritesBlocked\)$"):
        await connector.send(to, HELLO)


async def test_retry_after_is_read_in_seconds_and_as_a_date(
    connector: Connector, service: ConnectorService, to: Address, clock: SteeredClock
) -> None:
    later = format_datetime(clock.now() + timedelta(seconds=40), usegmt=True)
    earlier = format_datetime(clock.now() - timedelta(seconds=40), usegmt=True)
    never = "Fri, 31 Dec 9999 23:59:59 GMT"
    read = {"7": 7, later: 40, earlier: 0, "soon": None, "-3": None, "²": None}
    read |= {f"Fri, 31 Dec {'9' * 20} 23:59:59 GMT": None}
    for header, seconds in (read | {"9" * 400: 1800, never: 1800, "1801": 1800}).items():
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
