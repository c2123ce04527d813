"""The review desk in a real browser: real cases into operation, and what else becomes of some."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, ViewportSize, expect
from sqlalchemy import select

from storage.tables import GainRow, ProcessRow
from tests.actors import Person
from tests.browser.onlooker import DESKTOP, PHONE, Onlooker, at_the_page
from tests.browser.test_real_cases_in_the_browser import review_channel
from tests.journeys.rpa_team import suggests_on_the_page
from tests.service import Guldkorn

pytestmark = pytest.mark.slow

DEMO = json.loads((Path(__file__).parents[2] / "sandbox" / "demo_answers.json").read_text(encoding="utf-8"))
INTO_OPERATION = ("case-10", "case-53", "case-51")
SENT_BACK, TWIN, MERGED, REJECTED = "case-28", "case-44", "case-45", "case-39"

TALL: ViewportSize = {"width": 1120, "height": 1500}
"""What a card is pictured in that is longer than a screen."""

JUDGED = {
    "professional_judgement": "Slet ikke",
    "change_frequency": "I mindre grad",
    "structured_information": "I høj grad",
    "variation": "Slet ikke",
    "digital_information": "I høj grad",
    "quality_gain": "I høj grad",
    "speed_gain": "I nogen grad",
    "routine_relief": "I høj grad",
    "automatable": "I høj grad",
}
EXPECTED = {"automation_degree": "90", "expected_development_hours": "60"}
COSTS = {"licence_per_year": "5.000", "operation_per_year": "2.000"}
SOLUTION = {"technologies": "Power Automate", "schedule": "Dagligt"}
NOTHING: Mapping[str, str] = {}
DAY = 24 * 60 * 60
LEGAL = (
    {
        "legal_basis": "Ja",
        "data_categories": "Ja",
        "impact_assessment": "Ikke relevant",
        "automatic_decision": "Nej",
    },
    {"duties": "Ja", "journalising": "Ja", "processor_agreement": "Ja", "employees_informed": "Ja"},
)


def review_card(anne: Onlooker, number: int) -> Locator:
    """The card of a suggestion; lists that name it came later."""
    return anne.card(f"Nr. {number} ·").first


async def pictures_the_page(anne: Onlooker, path: Path) -> None:
    """Take a picture of the page that is open, from its top."""
    await anne.form.locator("#task-body").evaluate("body => body.scrollTo(0, 0)")
    await anne.takes_a_picture(path, anne.form)


async def fills_in(anne: Onlooker, answers: Mapping[str, str], button: str) -> None:
    for key, said in answers.items():
        await anne.answers(key, said)
    await anne.taps_on(button)


async def turns_to(anne: Onlooker, page: str) -> None:
    """Go by way of the process's own page."""
    await anne.taps_on("Tilbage")
    await anne.taps_on(page)


async def moves_on(anne: Onlooker, into: str, days: int, answers: Mapping[str, str] = NOTHING) -> None:
    """Take the process into its next phase after so many days."""
    await anne.guldkorn.later(days * DAY)
    await turns_to(anne, "Flyt, afvis, sæt til side")
    await fills_in(anne, answers, into)


async def names(anne: Onlooker, part: str, who: str) -> None:
    await turns_to(anne, "Personer")
    await anne.taps_on(part)
    await fills_in(anne, {"person": who}, "Gem")
    await expect(anne.form).to_contain_text(
        "Gemt." if who == "Anne Bundgaard" else f"Gemt. {who} får besked."
    )
    await expect(anne.form).to_contain_text(who)


async def takes_into_operation(anne: Onlooker, card: Locator, pictures: Path | None = None) -> None:
    """Take a suggestion through all its phases, with all that its gates want."""

    async def picture(name: str) -> None:
        if pictures:
            await pictures_the_page(anne, pictures / f"{name}.png")

    await anne.taps_on("Tag den", card)
    await anne.taps_on("Vurdér", card)
    for key, degree in JUDGED.items():
        await anne.answers(key, degree)
    await picture("assess")
    await fills_in(anne, EXPECTED, "Giv vurdering")
    await expect(anne.form).to_contain_text("★★★")
    await picture("figures")
    await moves_on(anne, "Til foranalyse", 3)
    await moves_on(anne, "Til specifikation", 8)
    await expect(anne.form).to_contain_text("I specifikation hos Anne Bundgaard")
    await picture("steer")
    await turns_to(anne, "Businesscase")
    await fills_in(anne, COSTS, "Gem, og regn ud")
    await anne.page.set_viewport_size(TALL)
    await picture("business_case")
    await anne.page.set_viewport_size(DESKTOP)
    await names(anne, "Faglig kontaktperson", "Mette Holm")
    await moves_on(anne, "Til udvikling", 5)
    await turns_to(anne, "Juridisk afklaring")
    for lines in LEGAL:
        await picture("legal")
        await fills_in(anne, lines, "Gem")
    await expect(anne.form).to_contain_text("Alle linjer er besvaret.")
    await moves_on(anne, "Til implementering", 21, SOLUTION)
    await anne.guldkorn.later(7 * DAY)
    await names(anne, "Holder øje med robotten", "Anne Bundgaard")
    today = anne.guldkorn.clock.now().date()
    await moves_on(anne, "Sæt i drift", 0, {"put_into_operation": today.isoformat()})
    await expect(anne.form).to_contain_text("I drift hos Anne Bundgaard")
    await anne.guldkorn.later(45 * DAY)
    await turns_to(anne, "Drift og gevinster")
    await fills_in(anne, {"hours_saved": "28"}, "Gem timerne")
    await picture("operation")
    await anne.form.get_by_role("button", name="Luk").click()


async def test_three_cases_go_into_operation_and_others_back_together_and_out(
    stage: Guldkorn, browser: Browser, pictures: Path
) -> None:
    channel = await review_channel(stage)
    employee = Person(stage, "odense-mette")
    await employee.installs_the_app()
    for case in (*INTO_OPERATION, SENT_BACK, TWIN, MERGED, REJECTED):
        await employee.says("hej")
        await suggests_on_the_page(employee, **DEMO[case]["said"])
    async with (
        at_the_page(stage, browser, "odense-anne", DESKTOP, channel) as anne,
        at_the_page(stage, browser, "odense-mette", PHONE) as mette,
    ):
        await anne.says("@Guldkorn kø")
        await anne.takes_a_picture(pictures / "queue.png", anne.newest.locator(".card"))
        for number in range(1, len(INTO_OPERATION) + 1):
            card = review_card(anne, number)
            await takes_into_operation(anne, card, pictures if number == 1 else None)
            await expect(card).to_contain_text("I drift hos Anne Bundgaard")
            await expect(mette.newest).to_contain_text(f"dit forslag nr. {number}")
            await expect(mette.newest).to_contain_text("Din idé sparer nu")
        await is_sent_back_with_suggestions(anne, mette, pictures)
        await is_merged(anne, mette, pictures)
        await is_rejected(anne, mette, pictures)
        await anne.page.set_viewport_size(TALL)
        await anne.says("@Guldkorn overblik")
        await anne.takes_a_picture(pictures / "dashboard.png", anne.newest.locator(".card"))
    with stage.service.database.session(None) as session:
        rows = session.scalars(select(ProcessRow).order_by(ProcessRow.number)).all()
        gains = session.scalars(select(GainRow.hours)).all()
    stands = [row.phase if row.status == "in_progress" else row.status for row in rows]
    assert stands == [*["operation"] * 3, "idea", "not_rated", "merged", "rejected"]
    assert rows[5].merged_into_id == rows[4].id
    assert rows[3].answers["annual_occurrences"] == 9_000
    assert gains == [28] * 3


async def is_sent_back_with_suggestions(anne: Onlooker, mette: Onlooker, pictures: Path) -> None:
    await anne.taps_on("Mere", review_card(anne, 4))
    await anne.taps_on("Foreslå rettelser")
    await fills_in(anne, {"annual_occurrences": "9.000 om året"}, "Send")
    await anne.form.get_by_role("button", name="Luk").click()
    await expect(mette.newest).to_contain_text("9.000")
    await mette.takes_a_picture(pictures / "proposals.png")
    await mette.taps_on("Ja tak")


async def is_merged(anne: Onlooker, mette: Onlooker, pictures: Path) -> None:
    await anne.taps_on("Mere", review_card(anne, 6))
    await anne.taps_on("Slå sammen med et andet forslag")
    await fills_in(anne, {"number": "5"}, "Find det")
    await expect(anne.form).to_contain_text(DEMO[TWIN]["said"]["title"])
    await pictures_the_page(anne, pictures / "merge.png")
    await anne.taps_on("Slå sammen")
    await anne.form.get_by_role("button", name="Luk").click()
    await expect(mette.newest).to_contain_text("Det er slået sammen med et andet")


async def is_rejected(anne: Onlooker, mette: Onlooker, pictures: Path) -> None:
    await anne.taps_on("Afvis", review_card(anne, 7))
    await anne.answers("reason", "Her skal et menneske vurdere fra sag til sag.")
    await pictures_the_page(anne, pictures / "reject.png")
    await anne.taps_on("Afvis")
    await expect(anne.form).to_contain_text("Den, der har foreslået det, får besked.")
    await anne.form.get_by_role("button", name="Luk").click()
    await expect(mette.newest).to_contain_text("Her skal et menneske vurdere fra sag til sag.")


async def test_a_page_on_which_nothing_is_filled_in_is_taken_as_it_is(
    stage: Guldkorn, browser: Browser
) -> None:
    channel = await review_channel(stage)
    employee = Person(stage, "odense-mette")
    await employee.installs_the_app()
    await suggests_on_the_page(employee)
    async with at_the_page(stage, browser, "odense-anne", DESKTOP, channel) as anne:
        await anne.taps_on("Mere", review_card(anne, 1))
        await anne.taps_on("Flyt, afvis, sæt til side")
        await anne.taps_on("Sæt til side")
        await anne.taps_on("Sæt til side")
        await expect(anne.form).to_contain_text("Den er sat til side.")
