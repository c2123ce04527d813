"""Plays the demo: coordinators set up their organisations, and employees suggest real cases."""

import json
from collections.abc import Awaitable, Callable
from itertools import cycle
from pathlib import Path

from sandbox.cards import actions, parts, verb
from sandbox.client import Client
from sandbox.world import Json

HERE = Path(__file__).parent
REVIEW_CHANNEL = "Forslag"
PATIENCE_SECONDS = 20
AT_ODENSE = ("Odense Kommune", "Nyborg Kommune", "Haderslev Kommune", "Esbjerg Kommune", "Vejle Kommune")
AT_GLADSAXE = (
    "Gladsaxe Kommune",
    "Roskilde Kommune",
    "Københavns Kommune",
    "Frederiksberg Kommune",
    "Hillerød Kommune",
    "Digitaliseringsforeningen Sjælland (DIGIT)",
    "KL og Finansministeriet",
    "Fredensborg Kommune",
    "Holbæk Kommune",
)
HOST = dict.fromkeys(AT_ODENSE, "Odense Kommune") | dict.fromkeys(AT_GLADSAXE, "Gladsaxe Kommune")
ELSEWHERE = "Randers Kommune"

Invite = Callable[[str, str], Awaitable[str]]


class Stuck(Exception):
    """The bot did not ask on."""


def told_cases() -> dict[str, list[Json]]:
    """What employees say, by organisation: its own cases, and those of its part of the country."""
    cases = json.loads((HERE / "demo_cases.json").read_text(encoding="utf-8"))
    answers = json.loads((HERE / "demo_answers.json").read_text(encoding="utf-8"))
    told: dict[str, list[Json]] = {}
    for case in cases:
        told.setdefault(HOST.get(case["organisation"], ELSEWHERE), []).append(answers[case["id"]]["said"])
    return told


class Chatter:
    """A person in their chat with the bot, who reads what is new before saying something."""

    def __init__(self, api: Client, person: str) -> None:
        self.api = api
        self.person = person
        self.conversation = ""
        self.at = 0

    async def begin(self) -> None:
        """Add the app."""
        answer = await self.api.put("people", self.person, "app")
        self.conversation = answer["conversation"]

    async def say(self, text: str) -> None:
        """Write to the bot."""
        self.at = (await self.api.get("world"))["at"]
        await self.api.post("people", self.person, "say", text=text)

    async def has_said(self, text: str) -> bool:
        """Whether the person once wrote that."""
        told = await self.api.get("conversations", self.conversation, "messages", **{"as": self.person})
        return any(message["text"] == text for message in told["messages"] if not message["from"]["bot"])

    async def press(self, message: str, wanted: str) -> None:
        """Press a button."""
        self.at = (await self.api.get("world"))["at"]
        await self.api.post("people", self.person, "click", message=message, press={"verb": wanted})

    async def next(self, usable: Callable[[Json], bool]) -> Json:
        """The newest card since then on which one can go on; waits for it."""
        return await newest_card(self.api, self.conversation, self.person, self.at, usable)

    async def suggests(self, said: Json) -> None:
        """Answer everything the bot asks, and send the suggestion."""
        left = dict(said)
        await self.say("forslag")
        while True:
            message = await self.next(lambda card: bool(_step(card, left)))
            step = _step(message["card"], left)
            assert step is not None  # noqa: S101
            if step in left:
                await self.say(left.pop(step))
            else:
                await self.press(message["id"], step)
            if step == "submit":
                return


async def newest_card(
    api: Client, conversation: str, person: str, after: int, usable: Callable[[Json], bool]
) -> Json:
    """The newest message with such a card among those that changed since; waits for one."""
    seen = after
    while True:
        query: dict[str, str | float] = {"as": person, "after": seen, "wait": PATIENCE_SECONDS}
        told = await api.get("conversations", conversation, "messages", **query)
        if not told["messages"]:
            raise Stuck(f"{person} waits in vain")
        seen = told["at"]
        fitting = [message for message in told["messages"] if message["card"] and usable(message["card"])]
        if fitting:
            newest: Json = fitting[-1]
            return newest


async def set_up(api: Client, organisation: Json, invite: Invite) -> None:
    """The coordinator is named, adds the app to the team, and chooses where suggestions are reviewed."""
    coordinator = next(person for person in organisation["people"] if person["role"] == "coordinator")
    chatter = Chatter(api, coordinator["id"])
    await chatter.begin()
    await chatter.say(f"koordinator {await invite(organisation['tenant_id'], organisation['name'])}")
    for team in organisation["teams"]:
        channel = next(each["id"] for each in team["channels"] if each["name"] == REVIEW_CHANNEL)
        await api.put("teams", team["id"], "app", by=coordinator["id"], channel=channel)
        offer = await newest_card(api, channel, coordinator["id"], 0, _offers_review_channel)
        press = {"verb": "make_review_channel"}
        body = {"conversation": channel, "message": offer["id"], "press": press}
        await api.post("people", coordinator["id"], "click", **body)


async def play(api: Client, organisation: Json, invite: Invite) -> None:
    """Everything that happens in one organisation."""
    await set_up(api, organisation, invite)
    employees = [
        Chatter(api, person["id"]) for person in organisation["people"] if person["role"] == "employee"
    ]
    for employee in employees:
        await employee.begin()
    for employee, said in zip(cycle(employees), told_cases()[organisation["name"]], strict=False):
        if not await employee.has_said(said["title"]):
            await employee.suggests(said)


def _step(card: Json, left: Json) -> str | None:
    """What to do about a card: the question to answer, or the button to press."""
    asked = [part["id"] for part in parts(card) if str(part.get("type", "")).startswith("Input.")]
    question = next((key for key in asked if key in left), None)
    verbs = _verbs(card)
    return next((each for each in ("submit", "confirm_found") if each in verbs), question)


def _offers_review_channel(card: Json) -> bool:
    return "make_review_channel" in _verbs(card)


def _verbs(card: Json) -> set[str | None]:
    return {verb(action) for action in actions(card)}
