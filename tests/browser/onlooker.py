"""A person in front of the sandbox's page: what they type and press there, and what they see."""

import re
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlencode

from playwright.async_api import Browser, Locator, Page, ViewportSize, expect

from tests.actors import Person
from tests.chromium import open_page
from tests.service import Guldkorn
from texts import sayer

PHONE: ViewportSize = {"width": 390, "height": 780}
DESKTOP: ViewportSize = {"width": 1120, "height": 860}
SAY = sayer("da")


class Onlooker:
    """Somebody of the demo who does everything in the page."""

    def __init__(self, guldkorn: Guldkorn, person: Person, page: Page) -> None:
        self.guldkorn = guldkorn
        self.person = person
        self.page = page
        self.messages_shown = page.get_by_role("log").get_by_role("article")
        self.newest = self.messages_shown.last
        self.form = page.get_by_role("dialog")

    async def adds_the_app(self) -> None:
        async with self._told("app"):
            await self.page.get_by_role("button", name="Tilføj appen").click()

    async def says(self, text: str) -> None:
        async with self._told("say"):
            await self.page.get_by_role("textbox", name="Skriv en besked").fill(text)
            await self.page.keyboard.press("Enter")

    async def taps_on(self, title: str, card: Locator | None = None) -> None:
        """Press a button of this card, of the page that is open, or of the newest card that has it."""
        opened = await self.form.is_visible()
        within = card or (self.form if opened else self.page.get_by_role("log"))
        async with self._told("task" if opened else "click"):
            await within.get_by_role("button", name=title, exact=True).last.click()
        await expect(self.page.locator(".busy")).to_have_count(0)

    def card(self, words: str) -> Locator:
        """The messages that have these words."""
        return self.messages_shown.filter(has_text=words)

    async def answers(self, key: str, said: str) -> None:
        """Answer a question as it lets itself be answered: choose, or write."""
        field = (self.form if await self.form.is_visible() else self.newest).locator(f"#{key}")
        choices = field.get_by_role("radio").or_(field.get_by_role("checkbox"))
        if await choices.count():
            await _choose(choices, said.casefold().split(", "))
        elif await field.get_by_role("combobox").count():
            chosen = field.get_by_role("combobox")
            labels = await chosen.locator("option").all_inner_texts()
            (label,) = (each for each in labels if each.casefold() == said.casefold())
            await chosen.select_option(label=label)
        else:
            await field.locator("input, textarea").fill(said)

    async def asked(self) -> str:
        """The key of the question that the newest card asks."""
        field = self.newest.locator(".ac-input-container").locator("..")
        return str(await field.get_attribute("id"))

    async def is_offered(self, title: str) -> bool:
        """Whether the newest card has such a button."""
        return await self.newest.get_by_role("button", name=title, exact=True).count() > 0

    async def takes_a_picture(self, path: Path, of: Locator | None = None) -> None:
        """Take a picture of the whole page, or of a part of it."""
        await self.page.mouse.move(0, 0)
        await (of or self.page).screenshot(path=path, animations="disabled")

    @asynccontextmanager
    async def _told(self, where: str) -> AsyncIterator[None]:
        """Do something, and wait until the page shows what it was answered with."""
        async with self.page.expect_response(re.compile(rf"/api/.*/{where}\?")) as answered:
            yield
        await (await answered.value).finished()
        await self.guldkorn.settle()
        shown = (await self.person.last())["id"]
        await expect(self.page.locator(f'[data-message="{shown}"]')).to_be_visible()


@asynccontextmanager
async def at_the_page(
    guldkorn: Guldkorn,
    browser: Browser,
    name: str,
    size: ViewportSize,
    conversation: str | None = None,
    **view: str,
) -> AsyncIterator[Onlooker]:
    """Open the page for one person."""
    how = {"viewport": size, "device_scale_factor": 2, "locale": "da-DK", "timezone_id": "Europe/Copenhagen"}
    async with open_page(browser, base_url=guldkorn.sandbox.url, **how) as page:
        await page.clock.set_fixed_time(guldkorn.clock.now())
        where = {"conversation": conversation} if conversation else {}
        await page.goto(f"/?{urlencode({'person': name, 'theme': 'light', **where, **view})}")
        yield Onlooker(guldkorn, Person(guldkorn, name, conversation), page)


async def _choose(choices: Locator, wanted: Collection[str]) -> None:
    for choice in await choices.all():
        named = str(await choice.get_attribute("aria-label")).casefold() in wanted
        if named != await choice.is_checked():
            await choice.click()
