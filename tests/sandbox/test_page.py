"""The page shows what Teams would, in a real browser."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import Page, expect

from sandbox.app import Sandbox
from sandbox.client import Client
from tests.chromium import chromium, open_page
from tests.sandbox.conftest import Json
from tests.sandbox.echo import EchoBot, echo

pytestmark = pytest.mark.slow
CARD = "application/vnd.microsoft.card.adaptive"


def text(words: str) -> Json:
    return {"type": "TextBlock", "text": words, "wrap": True}


def content(*actions: Json, body: list[Json] | None = None, **more: Any) -> Json:
    return {"type": "AdaptiveCard", "version": "1.5", "body": body or [], "actions": list(actions), **more}


def carrying(card: Json) -> Json:
    return {"type": "message", "attachments": [{"contentType": CARD, "content": card}]}


@pytest.fixture
async def page(sandbox: Sandbox) -> AsyncIterator[Page]:
    async with chromium() as browser, open_page(browser, base_url=sandbox.url) as page:
        yield page


async def test_a_person_adds_the_app_and_talks(page: Page, bot: EchoBot) -> None:
    bot.replies = echo
    await page.goto("/?person=odense-mette")
    await page.get_by_role("button", name="Tilføj appen").click()
    await page.get_by_role("textbox", name="Skriv en besked").fill("**20** om ugen")
    await page.keyboard.press("Enter")
    messages = page.get_by_role("log").get_by_role("article")
    await expect(messages).to_have_count(2)
    await expect(messages.last.locator("strong", has_text="20")).to_be_visible()


async def test_markup_in_messages_and_cards_stays_text(page: Page, bot: EchoBot, api: Client) -> None:
    await api.put("people", "odense-mette", "app")
    evil = '<img src=x onerror="document.title=1"> [x](javascript:alert(1))'
    await bot.send(bot.heard[-1], {"type": "message", "text": evil})
    await bot.send(bot.heard[-1], carrying(content(body=[text(evil)])))
    await page.goto("/?person=odense-mette")
    log = page.get_by_role("log")
    await expect(log.get_by_text("<img src=x")).to_have_count(2)
    await expect(log.locator("a, img[src=x]")).to_have_count(0)


async def test_a_button_sends_what_was_filled_in(page: Page, bot: EchoBot, api: Client) -> None:
    await api.put("people", "odense-mette", "app")
    field = {"type": "Input.Text", "id": "title", "label": "Hvad kalder I opgaven?"}
    send = {"type": "Action.Execute", "title": "Videre", "verb": "answer", "data": {"form": 1}}
    await bot.send(bot.heard[-1], carrying(content(send, body=[field])))
    message = "application/vnd.microsoft.activity.message"
    bot.invoke_answers["adaptiveCard/action"] = {"statusCode": 200, "type": message, "value": "Noteret"}
    await page.goto("/?person=odense-mette&theme=dark&phone=1")
    await page.get_by_label("Hvad kalder I opgaven?").fill("Bopælskontrol")
    await page.get_by_role("button", name="Videre").click()
    await expect(page.get_by_role("status")).to_have_text("Noteret")
    action = bot.heard[-1]["value"]["action"]
    assert (action["verb"], action["data"]) == ("answer", {"form": 1, "title": "Bopælskontrol"})


async def test_an_old_client_presses_the_fallback(page: Page, bot: EchoBot, api: Client) -> None:
    await api.put("people", "odense-mette", "app")
    fallback = {"type": "Action.Submit", "title": "Tag den", "data": {"verb": "claim"}}
    claim = {"type": "Action.Execute", "title": "Tag den", "verb": "claim", "fallback": fallback}
    await bot.send(bot.heard[-1], carrying(content(claim)))
    await page.goto("/?person=odense-mette&old=1")
    async with page.expect_response("**/click*"):
        await page.get_by_role("button", name="Tag den").click()
    assert bot.heard[-1]["value"] == {"verb": "claim"}


async def test_a_card_is_refreshed_for_who_looks(page: Page, bot: EchoBot, api: Client) -> None:
    await api.put("people", "odense-mette", "app")
    mette = (await api.get("people", "odense-mette"))["person"]["member_id"]
    mine = content(body=[text("Sådan ser du det")])
    bot.invoke_answers["adaptiveCard/action"] = {"statusCode": 200, "type": CARD, "value": mine}
    refresh = {"action": {"type": "Action.Execute", "verb": "show"}, "userIds": [mette]}
    await bot.send(bot.heard[-1], carrying(content(body=[text("Sådan ser alle det")], refresh=refresh)))
    await page.goto("/?person=odense-mette&lang=en")
    await expect(page.get_by_text("Sådan ser du det")).to_be_visible()
    await expect(page.get_by_text("Sådan ser alle det")).to_have_count(0)


async def test_updates_and_deletions_show_at_once(page: Page, bot: EchoBot, api: Client) -> None:
    await api.put("people", "odense-mette", "app")
    about = bot.heard[-1]
    _, sent = await bot.send(about, carrying(content(body=[text("Venter")])))
    await page.goto("/?person=odense-mette")
    await expect(page.get_by_text("Venter")).to_be_visible()
    path = f"v3/conversations/{about['conversation']['id']}/activities/{sent['id']}"
    await bot.call("PUT", about["serviceUrl"], path, carrying(content(body=[text("Taget")])))
    await expect(page.get_by_text("Taget")).to_be_visible()
    await bot.call("DELETE", about["serviceUrl"], path)
    await expect(page.get_by_role("log").get_by_text("Beskeden er slettet")).to_be_visible()


async def test_a_task_module_is_filled_in_and_answered(page: Page, bot: EchoBot, api: Client) -> None:
    await api.put("people", "odense-mette", "app")
    fetch = {"type": "Action.Submit", "title": "Skema", "data": {"msteams": {"type": "task/fetch"}}}
    await bot.send(bot.heard[-1], carrying(content(fetch)))
    field = {"type": "Input.Text", "id": "title", "label": "Titel"}
    save = {"type": "Action.Submit", "title": "Gem til senere", "data": {"verb": "save"}}
    card = {"contentType": CARD, "content": content(save, body=[field])}
    bot.invoke_answers["task/fetch"] = {
        "task": {"type": "continue", "value": {"title": "Forslag", "card": card}}
    }
    bot.invoke_answers["task/submit"] = {"task": {"type": "message", "value": "Gemt"}}
    await page.goto("/?person=odense-mette")
    await page.get_by_role("button", name="Skema").click()
    dialog = page.get_by_role("dialog", name="Forslag")
    await dialog.get_by_label("Titel").fill("Fakturaer")
    await dialog.get_by_role("button", name="Gem til senere").click()
    await expect(page.get_by_role("status")).to_have_text("Gemt")
    await expect(dialog).to_be_hidden()
    assert bot.heard[-1]["value"]["data"] == {"verb": "save", "title": "Fakturaer"}


async def test_a_field_for_people_shows_the_choices_it_carries(page: Page, bot: EchoBot, api: Client) -> None:
    await api.put("people", "odense-mette", "app")
    everybody = {"type": "Data.Query", "dataset": "graph.microsoft.com/users"}
    people: Json = {"type": "Input.ChoiceSet", "id": "who", "label": "Kollega", "choices.data": everybody}
    people["choices"] = [{"title": "Anne Bundgaard", "value": "ed95cef1"}]
    send = {"type": "Action.Submit", "title": "Gem"}
    await bot.send(bot.heard[-1], carrying(content(send, body=[people])))
    await page.goto("/?person=odense-mette")
    await page.get_by_label("Kollega").select_option("Anne Bundgaard")
    async with page.expect_response("**/click*"):
        await page.get_by_role("button", name="Gem").click()
    assert bot.heard[-1]["value"] == {"who": "ed95cef1"}


async def test_escape_closes_a_task_module_and_tells_nobody(page: Page, bot: EchoBot, api: Client) -> None:
    await api.put("people", "odense-mette", "app")
    fetch = {"type": "Action.Submit", "title": "Skema", "data": {"msteams": {"type": "task/fetch"}}}
    await bot.send(bot.heard[-1], carrying(content(fetch)))
    card = {"contentType": CARD, "content": content(body=[text("Udfyld")])}
    bot.invoke_answers["task/fetch"] = {"task": {"type": "continue", "value": {"card": card}}}
    await page.goto("/?person=odense-mette")
    await page.get_by_role("button", name="Skema").click()
    await expect(page.get_by_text("Udfyld")).to_be_visible()
    async with page.expect_response(lambda answer: answer.request.method == "DELETE"):
        await page.keyboard.press("Escape")
    assert (await api.get("people", "odense-mette", "task"))["task"] is None
    assert bot.heard[-1]["name"] == "task/fetch"


async def test_a_mention_in_a_channel_reaches_the_bot(page: Page, bot: EchoBot, api: Client) -> None:
    await api.put("teams", "odense-rpa", "app")
    await page.goto("/?person=odense-anne&conversation=Forslag")
    await page.get_by_role("button", name="Nævn Guldkorn").click()
    await page.keyboard.type("hjælp")
    async with page.expect_response("**/say*"):
        await page.get_by_role("button", name="Send").click()
    await expect(page.locator(".mention")).to_have_text("@Guldkorn")
    assert bot.heard[-1]["text"] == "<at>Guldkorn</at> hjælp"


async def test_more_buttons_than_teams_shows_are_pointed_out(page: Page, bot: EchoBot, api: Client) -> None:
    await api.put("people", "odense-mette", "app")
    seven = [{"type": "Action.Submit", "title": f"Knap {number}"} for number in range(7)]
    await bot.send(bot.heard[-1], carrying(content(*seven)))
    await page.goto("/?person=odense-mette")
    await expect(page.get_by_role("alert")).to_have_text("Teams viser højst 6 knapper; kortet har 7.")


async def test_a_fault_is_ordered_in_the_panel(page: Page, bot: EchoBot, api: Client) -> None:
    await api.put("people", "odense-mette", "app")
    await page.goto("/?person=odense-mette")
    await page.get_by_text("Vis som").click()
    await page.get_by_role("button", name="Fejl på bestilling").click()
    await page.get_by_label("Hvad går galt").select_option("Serverfejl (500)")
    await page.get_by_role("button", name="Bestil", exact=True).click()
    await expect(page.get_by_text("500 · hvad som helst · 1 tilbage")).to_be_visible()
    status, _ = await bot.send(bot.heard[-1], {"type": "message", "text": "hej"})
    assert status == 500
