"""The RPA team of Odense: how it comes to its channel, and what stands there."""

from typing import Any

from services.people import invite
from tests.actors import Person, Shown
from tests.journeys.suggesting import ANSWERS
from tests.service import ODENSE, Guldkorn

TEAM = "odense-rpa"
FORM = ANSWERS | {"professional_judgement": "not_at_all", "personal_data": "ordinary"}


async def channel_of_the_team(guldkorn: Guldkorn, name: str = "Forslag") -> str:
    """The id of a channel of the RPA team."""
    world = await guldkorn.api.get("world")
    teams = [team for organisation in world["organisations"] for team in organisation["teams"]]
    channels = next(team["channels"] for team in teams if team["id"] == TEAM)
    return next(str(channel["id"]) for channel in channels if channel["name"] == name)


def invitation(guldkorn: Guldkorn, tenant_id: str = ODENSE, name: str = "Odense Kommune") -> str:
    """A one-time code, as an administrator hands it out."""
    with guldkorn.service.database.session(None) as session:
        return invite(session, tenant_id, name, guldkorn.clock.now())


async def becomes_coordinator(person: Person) -> None:
    await person.says(f"koordinator {invitation(person.guldkorn)}")


async def offers_to_review(somebody: Person) -> None:
    """Mention the bot in the channel, so that its card for coordinators stands there."""
    await somebody.says("hej", mention=True)


async def suggests_on_the_page(person: Person, **answers: str) -> None:
    """Suggest a process by the one-page form, in two turns."""
    await person.taps("form")
    await person.fills_in("form_submit", **(FORM | answers))
    assert person.answered["shown"]["kind"] == "closed", person.answered["shown"]


async def review_cards(reader: Person) -> list[Shown]:
    """The cards of submissions in the reader's channel, oldest first."""
    cards = [message for message in await reader.told() if message["card"]]
    return [message for message in cards if is_about_a_process(message)]


def is_about_a_process(message: Shown) -> bool:
    """Whether a message is a review card: it can be made anew for those who look."""
    return bool(message["summary"].startswith(("Forslag: ", "Suggestion: ")))


async def connector_calls(guldkorn: Guldkorn, after: int = 0) -> list[dict[str, Any]]:
    """What the service asked of Teams after so many calls."""
    told = await guldkorn.api.get("calls", after=after)
    return [call for call in told["calls"] if call["operation"] not in ("metadata", "key_set")]


async def calls_so_far(guldkorn: Guldkorn) -> int:
    return int((await guldkorn.api.get("calls"))["count"])
