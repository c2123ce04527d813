"""Plays the review team of the demo: it takes some suggestions on their way, on everybody's pages."""

import json
from dataclasses import dataclass
from typing import Any

from sandbox.cards import actions, parts, verb
from sandbox.client import Client
from sandbox.demo import REVIEW_CHANNEL, newest_card, told_cases
from sandbox.world import Json

_SPEAKS_FOR = ("structured_information", "digital_information")
_GAINS = ("quality_gain", "speed_gain", "routine_relief")
_SPEAKS_AGAINST = ("professional_judgement", "change_frequency", "variation")
_LEGAL = ("legal_basis", "data_categories", "automatic_decision", "duties", "journalising")


def _judged(good: str, bad: str, automatable: str) -> Json:
    return {
        **dict.fromkeys((*_SPEAKS_FOR, *_GAINS), good),
        **dict.fromkeys(_SPEAKS_AGAINST, bad),
        "automatable": automatable,
    }


@dataclass(frozen=True, kw_only=True)
class Course:
    """How a suggestion fares: how often it moves on, what is judged of it, and perhaps why it is rejected."""

    moves: int
    judged: Json
    reason: str | None = None


IN_OPERATION = 5
"""So many moves lead from an idea into operation."""
COURSES = (
    Course(moves=IN_OPERATION, judged=_judged("high", "not_at_all", "high")),
    Course(moves=3, judged=_judged("high", "lesser", "some")),
    Course(moves=2, judged=_judged("some", "not_at_all", "high")),
    Course(moves=1, judged=_judged("some", "some", "unknown")),
    Course(moves=1, judged=_judged("lesser", "some", "lesser")),
    Course(
        moves=0,
        judged=_judged("lesser", "lesser", "not_at_all"),
        reason="Reglerne ændres 1. juli. Vi ser på det igen til efteråret.",
    ),
)
_WRITTEN: Json = {
    "automation_degree": "90",
    "expected_development_hours": "60",
    "development_hours": "60",
    "licence_per_year": "5.000",
    "operation_per_year": "2.000",
    **dict.fromkeys(_LEGAL, "yes"),
    "impact_assessment": "not_relevant",
    "processor_agreement": "yes",
    "employees_informed": "yes",
    "employees_informed_note": "Robotten tager opgaver, ikke job. Det er sagt på et afdelingsmøde.",
    "technologies": "Power Automate",
    "schedule": "daily",
    "put_into_operation": "2026-09-01",
    "hours_saved": "18,5",
}
"""What is written in a field, wherever it stands."""
_PARTS = ("expert", "watcher")
"""In the order in which the gates want them."""
_SEEN_TO = ("assess", "override", "business_case", "legal", "people")
"""Where what a gate wants is seen to, unless the page asks for it itself."""


class Reviewer:
    """Somebody of the RPA team, at the cards of its channel."""

    def __init__(self, api: Client, person: Json, channel: str) -> None:
        self.api = api
        self.person = person["id"]
        self.channel = channel
        self.page: Json = {}
        self.written = _WRITTEN | {"person": person["aad_id"]}

    async def takes(self, title: str, course: Course) -> None:
        """Claim a suggestion, and do with it what its course says."""
        await self.taps(title, "claim")
        await self.assesses(title, course)
        parts_to_give = iter(_PARTS)
        for _ in range(course.moves):
            await self.turns_to(title, "steer")
            while wanted := next((each for each in _SEEN_TO if each in self.offered()), None):
                await self.presses(verb=wanted)
                if wanted == "people":
                    await self.presses(verb="people", data={"part": next(parts_to_give)})
                await self.goes_on()
                await self.turns_to(title, "steer")
            await self.presses(verb="move")
        if course.reason:
            self.written["reason"] = course.reason
            await self.turns_to(title, "steer")
            await self.presses(verb="reject")
            await self.presses(verb="reject")
        elif course.moves == IN_OPERATION:
            await self.turns_to(title, "operation")
            await self.goes_on()

    async def assesses(self, title: str, course: Course) -> None:
        """Judge a suggestion, also one that a colleague holds."""
        self.written |= course.judged
        await self.turns_to(title, "assess")
        await self.goes_on()

    async def turns_to(self, title: str, page: str) -> None:
        """Open a page about a suggestion, from its card in the channel."""
        self.page = (await self.taps(title, "more"))["card"]
        await self.presses(verb=page)

    async def taps(self, title: str, wanted: str) -> Json:
        """Press a button on a suggestion's card in the channel."""

        def is_it(card: Json) -> bool:
            return wanted in map(verb, actions(card)) and title in json.dumps(card, ensure_ascii=False)

        card = await newest_card(self.api, self.channel, self.person, 0, is_it)
        press = {"conversation": self.channel, "message": card["id"], "press": {"verb": wanted}}
        shown: Json = (await self.api.post("people", self.person, "click", **press))["shown"]
        return shown

    async def goes_on(self) -> None:
        """Press the first button of the page that is open."""
        first = self.page["actions"][0]
        await self.presses(verb=verb(first), title=first["title"])

    async def presses(self, **wanted: Any) -> None:
        """Write what there is to write into the page that is open, and press a button."""
        fields = {part["id"] for part in parts(self.page) if str(part.get("type", "")).startswith("Input.")}
        filled = {name: self.written[name] for name in fields & self.written.keys()}
        shown = (await self.api.post("people", self.person, "task", press=wanted, inputs=filled))["shown"]
        self.page = shown.get("card", {})

    def offered(self) -> set[str | None]:
        """What can be pressed on the page that is open."""
        return {verb(action) for action in actions(self.page)}


async def review(api: Client, organisation: Json) -> None:
    """Let the reviewers of an organisation take as many of its first suggestions as there are courses."""
    channels = (channel for team in organisation["teams"] for channel in team["channels"])
    channel = next(each["id"] for each in channels if each["name"] == REVIEW_CHANNEL)
    one, other = (
        Reviewer(api, person, channel) for person in organisation["people"] if person["role"] == "reviewer"
    )
    titles = [said["title"] for said in told_cases()[organisation["name"]]]
    for title, course in zip(titles, COURSES, strict=False):
        await one.takes(title, course)
        one, other = other, one
    await one.assesses(titles[0], COURSES[1])
