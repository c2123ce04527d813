"""What reaches the service's door past the people of the sandbox: raw, forged, repeated."""

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import Any

from structlog.testing import capture_logs

from tests.actors import Person
from tests.journeys.rpa_team import calls_so_far, connector_calls
from tests.journeys.stored import everything
from tests.service import ODENSE_BOT, SHARED_BOT, Guldkorn

Json = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the service answered; `status` is None where it did not."""

    status: int | None
    body: Any


async def post(guldkorn: Guldkorn, activity: Json | None = None, **asked: Any) -> Answer:
    """Post a message of Mette's with these fields laid over it; `asked` goes to the sandbox as it is."""
    fields = {"type": "message", "text": "hej"} | (activity or {})
    whole = {"as": "odense-mette", "activity": fields} | asked
    whole.setdefault("app_id", ODENSE_BOT if whole["as"].startswith("odense") else SHARED_BOT)
    told = await guldkorn.api.post("deliver", **whole)
    return Answer(status=told["turns"][0]["status"], body=told["turns"][0]["body"])


async def deliver(guldkorn: Guldkorn, activity: Json | None = None, **asked: Any) -> Answer:
    """Post, and wait until everything owed has been sent."""
    answer = await post(guldkorn, activity, **asked)
    await guldkorn.settle()
    return answer


async def answered(guldkorn: Guldkorn, activity: Json) -> Answer:
    """Post an activity to this very replica."""
    bot = guldkorn.sandbox.world.bots[activity["recipient"]["id"].removeprefix("28:")]
    headers = {"Authorization": guldkorn.sandbox.channel.authorization(bot, activity)}
    async with guldkorn.http.post(f"{guldkorn.url}/api/messages", json=activity, headers=headers) as answer:
        body = await answer.read()
        return Answer(status=answer.status, body=json.loads(body) if body else None)


async def invoke(person: Person, name: str, value: object) -> Answer:
    """Call as a client of this person's would, with a value of one's own making."""
    asked: Json = {"conversation": person.conversation} if person.conversation else {}
    return await deliver(person.guldkorn, invocation(name, value), **{"as": person.name}, **asked)


def invocation(name: str, value: object) -> Json:
    """What makes an invoke of a message."""
    return {"type": "invoke", "name": name, "value": value, "text": None}


def tap(verb: object, /, **data: object) -> Json:
    """What makes a tap on a button of a message."""
    return invocation("adaptiveCard/action", {"action": {"verb": verb, "data": data}})


async def press(person: Person, verb: object, /, **data: object) -> Answer:
    """Press a button that need not be on any card."""
    return await invoke(person, "adaptiveCard/action", tap(verb, **data)["value"])


@asynccontextmanager
async def nothing_comes_of_it(guldkorn: Guldkorn) -> AsyncIterator[None]:
    """Nothing is stored and nothing is asked of Teams."""
    stored, called = everything(guldkorn), await calls_so_far(guldkorn)
    yield
    await guldkorn.settle()
    assert everything(guldkorn) == stored
    assert await connector_calls(guldkorn, after=called) == []


@contextmanager
def logged(**expected: object) -> Iterator[None]:
    """A log line with these words is written."""
    with capture_logs() as lines:
        yield
    assert any(expected.items() <= line.items() for line in lines), lines


@contextmanager
def nothing_fails() -> Iterator[None]:
    """No defect shows in the log."""
    with capture_logs() as lines:
        yield
    assert [line for line in lines if line["log_level"] in ("error", "critical")] == []
