"""Real cases in a real browser: in the chat and on one page on a phone, and reviewed at a desk."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, expect

from cards.values import say_answer
from domain.form import SUBMISSION_FORM
from domain.reading.choices import DOMAINS
from tests.actors import Person
from tests.browser.onlooker import DESKTOP, PHONE, SAY, Onlooker, at_the_page
from tests.journeys.rpa_team import TEAM, becomes_coordinator, channel_of_the_team, suggests_on_the_page
from tests.journeys.stored import processes
from tests.service import Guldkorn

pytestmark = pytest.mark.slow

DEMO = json.loads((Path(__file__).parents[2] / "sandbox" / "demo_answers.json").read_text(encoding="utf-8"))
IN_THE_CHAT = ("case-16", "case-08", "case-26", "case-28", "case-62")
ON_THE_PAGE = ("case-10", "case-23", "case-32", "case-58", "case-71")
CHOSEN = ("professional_judgement", "personal_data", "domains")


def assert_stored(stage: Guldkorn, names: tuple[str, ...]) -> None:
    for stored, case in zip(processes(stage), (DEMO[name] for name in names), strict=True):
        meant = {key: case["said"][key] for key in ("title", "long_description")} | case["expected"]
        meant["domains"] = sorted(meant["domains"], key=DOMAINS.index)  # boxes are ticked in no order
        assert {key: stored[key] for key in meant} == meant


async def suggests(someone: Onlooker, case: dict[str, Any], pictures: Path | None = None) -> None:
    """Answer question by question: what can be chosen is tapped, the rest is typed; then look it through."""
    await someone.taps_on("Foreslå en opgave")
    while not await someone.is_offered("Send"):
        if await someone.is_offered("Det passer"):
            await someone.taps_on("Det passer" if await is_understood(someone, case["expected"]) else "Ret")
            continue
        key = await someone.asked()
        if key in CHOSEN:
            await someone.answers(key, case["said"][key])
            if pictures and key == "professional_judgement":
                await someone.takes_a_picture(pictures / "question.png")
            await someone.taps_on("Videre")
        else:
            await someone.says(case["said"][key])


async def is_understood(someone: Onlooker, expected: dict[str, Any]) -> bool:
    """Whether what is read back is what was meant."""
    told = await someone.newest.inner_text()
    read_back = [row for row in SUBMISSION_FORM if SAY(f"question-{row.key}.label") in told]
    return all(say_answer(SAY, row, expected[row.key]) in told for row in read_back)


async def test_five_cases_are_suggested_in_the_chat_on_a_phone(
    stage: Guldkorn, browser: Browser, pictures: Path
) -> None:
    async with at_the_page(stage, browser, "odense-mette", PHONE) as mette:
        await mette.adds_the_app()
        await mette.takes_a_picture(pictures / "welcome.png")
        for number, name in enumerate(IN_THE_CHAT, 1):
            await suggests(mette, DEMO[name], pictures if number == 1 else None)
            if number == 1:
                await mette.takes_a_picture(pictures / "summary.png")
            await mette.taps_on("Send")
            await expect(mette.newest).to_contain_text(f"Tak! Forslag nr. {number} er hos RPA-teamet")
            await expect(mette.card("Her er dit forslag")).to_have_count(0)
    assert_stored(stage, IN_THE_CHAT)


async def test_five_cases_are_suggested_on_one_page_on_a_phone(
    stage: Guldkorn, browser: Browser, pictures: Path
) -> None:
    async with at_the_page(stage, browser, "odense-jonas", PHONE) as jonas:
        await jonas.adds_the_app()
        for number, name in enumerate(ON_THE_PAGE, 1):
            await jonas.taps_on("Skriv på én side")
            for key, said in DEMO[name]["said"].items():
                await jonas.answers(key, said)
            if number == 1:
                await jonas.form.locator("#task-body").evaluate("body => body.scrollTo(0, 0)")
                await jonas.takes_a_picture(pictures / "form.png")
            await jonas.taps_on("Send forslaget")
            await expect(jonas.newest).to_contain_text(f"Tak! Forslag nr. {number} er hos RPA-teamet")
    assert_stored(stage, ON_THE_PAGE)


async def test_a_reviewer_takes_asks_accepts_and_rejects_at_a_desk(
    stage: Guldkorn, browser: Browser, pictures: Path
) -> None:
    channel = await review_channel(stage)
    employee = Person(stage, "odense-mette")
    await employee.installs_the_app()
    for title in ("Kørselsgodtgørelse", "Bopælskontrol ved tilflytning"):
        await suggests_on_the_page(employee, title=title)
    async with (
        at_the_page(stage, browser, "odense-anne", DESKTOP, channel) as anne,
        at_the_page(stage, browser, "odense-mette", PHONE) as mette,
    ):
        first, second = anne.card("Nr. 1 ·"), anne.card("Nr. 2 ·")
        await anne.taps_on("Tag den", second)
        await expect(second).to_contain_text("Anne Bundgaard har den")
        await anne.taps_on("Spørg", second)
        await anne.answers("text", "Hvor får du adressen fra?")
        await anne.taps_on("Spørg")
        await expect(mette.newest).to_contain_text("Anne Bundgaard spørger om dit forslag nr. 2")
        await mette.says("Fra flytteanmeldelsen i selvbetjeningen.")
        await expect(anne.newest).to_contain_text("Mette Holm har svaret om nr. 2:")
        await expect(second).to_contain_text("Fra flytteanmeldelsen i selvbetjeningen.")
        await anne.page.set_viewport_size({"width": 1120, "height": 960})
        await second.evaluate("message => message.scrollIntoView()")
        await anne.takes_a_picture(pictures / "review.png")
        await anne.taps_on("Til foranalyse", second)
        await expect(second).to_contain_text("I foranalyse hos Anne Bundgaard")
        await expect(mette.newest).to_contain_text("Godt nyt om dit forslag nr. 2: Det går videre")
        await anne.taps_on("Afvis", first)
        await anne.answers("reason", "Reglerne ændres 1. juli.")
        await anne.answers("look_again_on", "2027-07-01")
        await anne.taps_on("Afvis")
        await expect(first).to_contain_text("Afvist")
        await expect(mette.newest).to_contain_text("RPA-teamet har set på dit forslag nr. 1")
        await expect(mette.newest).to_contain_text("Reglerne ændres 1. juli.")
        await expect(mette.newest).to_contain_text("1. juli 2027")


async def review_channel(stage: Guldkorn) -> str:
    """The channel where Odense reviews, chosen by its coordinator."""
    susanne, channel = Person(stage, "odense-susanne"), await channel_of_the_team(stage)
    await susanne.installs_the_app()
    await becomes_coordinator(susanne)
    await stage.api.put("teams", TEAM, "app", by=susanne.name, channel=channel)
    await stage.settle()
    await Person(stage, susanne.name, channel).taps("make_review_channel")
    return channel
