"""Every card as the renderer draws it: on a phone and at a desk, in all themes and both languages."""

import json
from pathlib import Path

import pytest
from playwright.async_api import ViewportSize, expect

from cards.message import Card
from sandbox.app import Sandbox
from sandbox.client import Client
from sandbox.world import demo_world
from tests.browser.onlooker import DESKTOP, PHONE
from tests.cards.samples import every_card
from tests.chromium import chromium, open_page
from tests.sandbox.echo import listening
from tests.service import ODENSE, ODENSE_BOT
from texts import sayer

pytestmark = pytest.mark.slow

THEMES = ("light", "dark", "contrast")
CARD = "application/vnd.microsoft.card.adaptive"
LOOK = Path(__file__).with_name("look.js").read_text(encoding="utf-8")


def unfolded(card: Card) -> Card:
    """The card with all that can be shown by a tap."""
    shown: Card = json.loads(json.dumps(card).replace('"isVisible": false', '"isVisible": true'))
    return shown


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("language", ["da", "en"])
async def test_every_card_can_be_read_in_every_theme(language: str, size: ViewportSize) -> None:
    cards = [unfolded(message.card) for message in every_card(sayer(language)).values()]
    async with (
        Sandbox.running(world=demo_world()) as sandbox,
        listening(sandbox, ODENSE_BOT, [ODENSE]) as bot,
        chromium() as browser,
        open_page(browser, base_url=sandbox.url, viewport=size) as page,
    ):
        await Client(bot.http, sandbox.url).put("people", "odense-mette", "app")
        for card in cards:
            carried = {"contentType": CARD, "content": card}
            await bot.send(bot.heard[-1], {"type": "message", "attachments": [carried]})
        for theme in THEMES:
            await page.goto(f"/?person=odense-mette&lang={language}&theme={theme}")
            await expect(page.get_by_role("article")).to_have_count(len(cards))
            assert await page.evaluate(LOOK) == []
