"""The demo is played by people who answer what they are asked."""

from typing import Any

from sandbox.__main__ import registrations
from sandbox.client import Client
from sandbox.demo import Chatter, play, told_cases
from tests.sandbox.conftest import Json
from tests.sandbox.echo import EchoBot

CARD = "application/vnd.microsoft.card.adaptive"
QUESTIONS = ("title", "long_description", "annual_occurrences", "it_systems", "personal_data")


def card(*verbs: str, inputs: tuple[str, ...] = ()) -> Json:
    fields = [{"type": "Input.Text", "id": name} for name in inputs]
    buttons = [{"type": "Action.Submit", "title": verb, "data": {"verb": verb}} for verb in verbs]
    content = {"type": "AdaptiveCard", "version": "1.5", "body": fields, "actions": buttons}
    return {"attachments": [{"contentType": CARD, "content": content}]}


class Interviewer:
    """Asks in its own order, has what it found in the description confirmed, and keeps what is submitted."""

    def __init__(self) -> None:
        self.chosen: list[str] = []
        self.codes: list[str] = []
        self.drafts: dict[str, list[str]] = {}
        self.submitted: list[list[str]] = []

    def replies(self, activity: Json) -> list[Json]:
        if activity["conversation"]["conversationType"] == "channel":
            return self.in_team(activity)
        text = activity.get("text", "")
        if text.startswith("koordinator "):
            self.codes.append(text.removeprefix("koordinator "))
            return [{"text": "Du er koordinator."}]
        return self.in_dialog(activity, text)

    def in_team(self, activity: Json) -> list[Json]:
        if "value" not in activity:
            return [card("make_review_channel")]
        self.chosen.append(activity["conversation"]["id"])
        return []

    def in_dialog(self, activity: Json, text: str) -> list[Json]:
        if activity["type"] == "conversationUpdate":
            return [card("suggest", "mine")]
        person = activity["from"]["name"]
        if text == "forslag":
            self.drafts[person] = []
        elif text:
            self.drafts[person].append(text)
            if len(self.drafts[person]) == 2:
                return [{"text": "Sådan har jeg forstået det."}, card("confirm_found", "correct_found")]
        elif activity["value"]["verb"] == "submit":
            self.submitted.append(self.drafts.pop(person))
            return [{"text": "Tak!"}]
        answered = len(self.drafts[person])
        if answered == len(QUESTIONS):
            return [card("submit", "save")]
        return [card("back", "cancel", inputs=(QUESTIONS[answered],))]


async def invite(tenant_id: str, name: str) -> str:
    return f"{name}-{tenant_id[:4]}"


async def test_every_case_of_an_organisation_is_told(bot: EchoBot, api: Client) -> None:
    interviewer = Interviewer()
    bot.replies = interviewer.replies
    odense = (await api.get("world"))["organisations"][0]
    await play(api, odense, invite)
    told: list[Any] = told_cases()["Odense Kommune"]
    assert interviewer.submitted == [[said[key] for key in QUESTIONS] for said in told]
    assert interviewer.codes == [await invite(odense["tenant_id"], "Odense Kommune")]
    assert interviewer.chosen[0].startswith(odense["teams"][0]["channels"][1]["id"])


async def test_what_was_told_before_is_known(bot: EchoBot, api: Client) -> None:
    bot.replies = Interviewer().replies
    mette = Chatter(api, "odense-mette")
    await mette.begin()
    said = told_cases()["Odense Kommune"][0]
    assert not await mette.has_said(said["title"])
    await mette.suggests({key: said[key] for key in QUESTIONS})
    assert await mette.has_said(said["title"])


def test_every_case_is_told_once(world: Json) -> None:
    told = told_cases()
    assert set(told) == {organisation["name"] for organisation in world["organisations"]}
    titles = [said["title"] for cases in told.values() for said in cases]
    assert len(titles) == len(set(titles)) == 39


def test_every_organisation_is_served_by_one_registration(world: Json) -> None:
    served = [tenant for bot in registrations(world) for tenant in bot["serves"]]
    assert served == [organisation["tenant_id"] for organisation in world["organisations"]]
    assert len(registrations(world)) == 2
