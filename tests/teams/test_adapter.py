"""Turns run through botbuilder's seam, and what they say reaches Teams."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from botbuilder.core import Middleware, TurnContext
from botbuilder.schema import Activity, Attachment
from structlog.testing import capture_logs

from bot.addresses import Address
from bot.settings import BotRegistration
from bot.teams.adapter import InvokeAnswer, TeamsAdapter, address_of, raw_of, registration_of, typing_after
from bot.teams.connector import Connector
from bot.teams.errors import Blocked
from tests.clock import SteeredClock, until
from tests.teams.channel import BOT, activity
from tests.teams.connector_service import ConnectorService, refusal


@pytest.fixture
def adapter(connector: Connector) -> TeamsAdapter:
    return TeamsAdapter(connector)


@pytest.fixture
def hello(service: ConnectorService) -> dict[str, Any]:
    return activity(serviceUrl=service.url)


async def test_a_turn_knows_its_raw_activity_its_registration_and_its_address(
    adapter: TeamsAdapter, registration: BotRegistration, hello: dict[str, Any], service: ConnectorService
) -> None:
    async def look(context: TurnContext) -> InvokeAnswer:
        assert context.activity.text == "hej"
        assert raw_of(context) is hello
        assert registration_of(context) is registration
        assert address_of(context) == Address(app_id=BOT, service_url=service.url, conversation_id="a:1")
        return InvokeAnswer(body='{"statusCode": 200}')

    assert await adapter.process(registration, hello, look) == InvokeAnswer(body='{"statusCode": 200}')


async def test_what_a_turn_says_changes_and_takes_back_goes_to_its_conversation(
    adapter: TeamsAdapter, registration: BotRegistration, hello: dict[str, Any], service: ConnectorService
) -> None:
    card = {
        "type": "AdaptiveCard",
        "body": [{"type": "TextBlock", "text": "æøå"}],
        "refresh": {"userIds": ["29:anna"]},
    }

    async def speak(context: TurnContext) -> None:
        attachment = Attachment(content_type="application/vnd.microsoft.card.adaptive", content=card)
        sent = await context.send_activity(Activity(type="message", attachments=[attachment]))
        assert sent.id == "17"
        await context.update_activity(Activity(type="message", id=sent.id, text="nyt"))
        await context.delete_activity(sent.id)

    assert await adapter.process(registration, hello, speak) is None
    posted, put, deleted = service.asked
    assert (posted.method, posted.path) == ("POST", "/emea/v3/conversations/a%3A1/activities/1")
    assert posted.body["attachments"][0]["content"] == card
    assert (put.method, put.path, put.body["text"]) == (
        "PUT",
        "/emea/v3/conversations/a%3A1/activities/17",
        "nyt",
    )
    assert (deleted.method, deleted.path) == ("DELETE", "/emea/v3/conversations/a%3A1/activities/17")


async def test_a_turn_without_an_activity_to_answer_just_sends(
    adapter: TeamsAdapter, registration: BotRegistration, hello: dict[str, Any], service: ConnectorService
) -> None:
    async def speak(context: TurnContext) -> None:
        await context.send_activity("velkommen")

    await adapter.process(registration, hello | {"type": "conversationUpdate"}, speak)
    assert service.asked[0].path == "/emea/v3/conversations/a%3A1/activities"


async def test_middleware_comes_before_the_handler_and_problems_reach_the_caller(
    adapter: TeamsAdapter, registration: BotRegistration, hello: dict[str, Any], service: ConnectorService
) -> None:
    story = []

    class Telling(Middleware):  # type: ignore[misc]
        async def on_turn(self, context: TurnContext, logic: Callable[[], Awaitable[Any]]) -> Any:
            story.append("middleware")
            return await logic()

    async def speak(context: TurnContext) -> None:
        story.append("handler")
        await context.send_activity("hej")

    adapter.use(Telling())
    service.answers.append(refusal(403, "MessageWritesBlocked"))
    with pytest.raises(Blocked):
        await adapter.process(registration, hello, speak)
    assert story == ["middleware", "handler"]


async def test_long_work_shows_the_typing_sign_and_quick_work_does_not(
    adapter: TeamsAdapter,
    registration: BotRegistration,
    hello: dict[str, Any],
    service: ConnectorService,
    clock: SteeredClock,
) -> None:
    async def quick(context: TurnContext) -> None:
        with typing_after(context, clock):
            assert await clock.next_waking() == 2

    async def long(context: TurnContext) -> None:
        with typing_after(context, clock):
            clock.advance(await clock.next_waking())
            await until(lambda: service.asked != [])

    await adapter.process(registration, hello, quick)
    clock.advance(60)
    assert service.asked == []
    await adapter.process(registration, hello, long)
    assert [asked.body["type"] for asked in service.asked] == ["typing"]


async def test_a_typing_sign_that_cannot_be_sent_does_not_end_the_work(
    adapter: TeamsAdapter,
    registration: BotRegistration,
    hello: dict[str, Any],
    service: ConnectorService,
    clock: SteeredClock,
) -> None:
    service.usual = refusal(403, "MessageWritesBlocked")

    async def work(context: TurnContext) -> InvokeAnswer:
        with typing_after(context, clock):
            clock.advance(await clock.next_waking())
            await until(lambda: logged != [])
        return InvokeAnswer()

    with capture_logs() as logged:
        assert await adapter.process(registration, hello, work) == InvokeAnswer()
    assert logged[0]["problem"] == "Blocked"
