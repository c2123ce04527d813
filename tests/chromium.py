"""The machine's Chromium, driven by playwright."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from playwright.async_api import Browser, Page, async_playwright, expect

from tests.parts import require

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
SILENT = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
PATIENCE = 60_000  # milliseconds; five seconds, as is usual, a busy machine needs for a long page


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Start the browser for as long as the block lasts."""
    path = str(require("Chromium"))
    expect.set_options(timeout=PATIENCE)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=[*QUIET, *SILENT])
        yield browser
        await browser.close()


@asynccontextmanager
async def open_page(browser: Browser, **how: Any) -> AsyncIterator[Page]:
    """Open a page; whatever it complained of is an error in the end."""
    page = await browser.new_page(**how)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None
    )
    yield page
    await page.context.close()
    assert complaints == []
