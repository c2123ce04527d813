"""A file on its way through a real browser: sent with the paper clip, offered, accepted and opened."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.browser.onlooker import DESKTOP, at_the_page
from tests.service import Guldkorn

pytestmark = pytest.mark.slow


async def test_a_file_is_sent_and_fetched_again(
    stage: Guldkorn, browser: Browser, tmp_path: Path, pictures: Path
) -> None:
    film = tmp_path / "optagelse.mp4"
    film.write_bytes(b"film" * 300_000)
    async with at_the_page(stage, browser, "odense-mette", DESKTOP) as mette:
        await mette.adds_the_app()
        await mette.page.locator("#file").set_input_files(film)
        card = mette.card("Jeg har gemt »optagelse.mp4«")
        await expect(card).to_contain_text("1,2 MB")
        await expect(mette.page.locator("a.file")).to_have_text("📄 optagelse.mp4")
        await mette.taps_on("Hent")
        await mette.page.get_by_role("button", name="Tillad").click()
        await expect(mette.page.locator("a.file")).to_have_count(2)
        await expect(mette.page.get_by_role("button", name="Tillad")).to_be_hidden()
        await mette.takes_a_picture(pictures / "file.png")
        async with mette.page.expect_download() as download:
            await mette.page.locator("a.file").last.click()
        await (await download.value).save_as(tmp_path / "back.mp4")
    assert (tmp_path / "back.mp4").read_bytes() == film.read_bytes()
