"""Files in the chat: sent in, placed, listed, opened to others, sent back, removed; and what goes wrong."""

import asyncio
import tracemalloc
from collections.abc import AsyncIterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from sqlalchemy import select

from bot.sending.porter import PIECE
from sandbox.app import Sandbox
from storage.tables import AssetRow, TransferRow
from tests.actors import CONSENT, INFO, Person, Shown, attached, verbs_of, words_of
from tests.clock import SteeredClock, until
from tests.journeys.door import deliver, invoke, nothing_comes_of_it, press
from tests.journeys.rpa_team import review_cards, suggests_on_the_page
from tests.journeys.stored import everything
from tests.journeys.suggesting import ANSWERS, is_asked_for
from tests.service import FILES, Guldkorn, guldkorn

CPR = "010190-1234"
FULL = "Der er allerede 10 filer her. Slet en af dem, før du sender en ny."
FILM = b"film" * 300_000
FILE = "application/vnd.microsoft.teams.file.download.info"


def assets(stage: Guldkorn) -> list[AssetRow]:
    """The files that are known, oldest first."""
    with stage.service.database.session(None) as session:
        return list(session.scalars(select(AssetRow).order_by(AssetRow.id)))


def transfers(stage: Guldkorn) -> list[TransferRow]:
    """What is still to be done with them."""
    with stage.service.database.session(None) as session:
        return list(session.scalars(select(TransferRow)))


def kept(asset: AssetRow) -> Path:
    """Where a file's bytes are."""
    return Path(FILES.name) / str(asset.organisation_id) / str(asset.id)


def left_of(asset: AssetRow) -> list[Path]:
    """What there is of a file, finished or not."""
    return list(kept(asset).parent.glob(f"{asset.id}*"))


def film_at(url: str) -> dict[str, Any]:
    """What makes a message carry a file."""
    return {"contentType": FILE, "name": "film.mp4", "content": {"downloadUrl": url}}


async def received(person: Person, message: Shown) -> bytes:
    """Open a file that has come."""
    (info,) = attached(message, INFO)
    async with person.guldkorn.http.get(info["contentUrl"]) as answer:
        return await answer.read()


async def card_of(person: Person, name: str) -> Shown:
    """The newest card of a file."""
    cards = [each for each in await person.told() if each["card"] and name in words_of(each)]
    return cards[-1]


async def break_next(stage: Guldkorn, kind: str, operation: str = "download", **more: Any) -> None:
    """Let something go wrong with the next file."""
    await stage.api.post("faults", kind=kind, operation=operation, **more)


@pytest.fixture
async def suggested(stage: Guldkorn, mette: Person) -> Person:
    """Mette, who has suggested number 1."""
    await suggests_on_the_page(mette)
    await stage.settle()
    return mette


@pytest.fixture
async def jonas(stage: Guldkorn) -> Person:
    """A colleague of Mette's."""
    person = Person(stage, "odense-jonas")
    await person.installs_the_app()
    return person


# Sent in


async def test_a_file_sent_during_the_dialog_goes_with_the_suggestion(
    stage: Guldkorn, anne: Person, mette: Person
) -> None:
    await is_asked_for(mette, "annual_occurrences")
    await mette.sends("optagelse.mp4", FILM)
    card = words_of(await card_of(mette, "optagelse.mp4"))
    for said in ("Jeg har gemt »optagelse.mp4«", "1,2 MB", "når du sender dit forslag", "Borgeres navne"):
        assert said in card
    while (asked := await mette.is_asked()) != "domains":
        await mette.says(ANSWERS[asked])
    await mette.says(ANSWERS["domains"])
    assert "optagelse.mp4 (1,2 MB)" in await mette.reads()
    await mette.taps("submit")
    await mette.says("status 1")
    assert "optagelse.mp4 (1,2 MB)" in await mette.reads()
    assert "Bilag: optagelse.mp4 (1,2 MB)" in words_of((await review_cards(anne))[-1])


async def test_the_words_beside_a_file_are_an_answer_too(stage: Guldkorn, mette: Person) -> None:
    await is_asked_for(mette, "annual_occurrences")
    await mette.sends("optagelse.mp4", text="20 om ugen")
    assert await mette.is_asked() == "seconds_per_occurrence"
    assert [asset.status for asset in assets(stage)] == ["stored"]


@pytest.mark.parametrize(
    ("text", "locale"), [("til nr. 1", "da-DK"), ("Nr. 1", "da-DK"), ("to no. 1", "en-GB"), ("#1", "en-GB")]
)
async def test_a_file_sent_later_says_where_it_belongs(
    stage: Guldkorn, suggested: Person, text: str, locale: str
) -> None:
    suggested.locale = locale
    await suggested.sends("vejledning.pdf", text=text)
    said = words_of(await card_of(suggested, "vejledning.pdf"))
    assert "Nr. 1 · " in said or "No. 1 · " in said
    kinds = {"da-DK": "Kun din egen organisation", "en-GB": "Only your own organisation"}
    assert kinds[locale] in said


async def test_a_file_without_a_word_is_asked_about_and_placed_by_a_tap(
    stage: Guldkorn, suggested: Person
) -> None:
    await suggested.sends("vejledning.pdf")
    assert "Hvilket forslag hører den til?" in await suggested.reads()
    await suggested.taps("place_file", press={"title": "Nr.\xa01 · Bopælskontrol ved tilflytning"})
    assert "Nr. 1 · " in words_of(suggested.answered["shown"])
    await suggested.says("status 1")
    assert "vejledning.pdf" in await suggested.reads()


async def test_files_without_a_word_are_placed_by_saying_where(stage: Guldkorn, suggested: Person) -> None:
    for name in ("a.pdf", "b.pdf"):
        await suggested.sends(name)
    await suggested.says("til nr. 1")
    assert await suggested.reads() == "Filerne ligger nu ved nr. 1."
    await suggested.says("til nr. 1")
    assert await suggested.reads() == "Send mig filen, og skriv »til nr. 1« sammen med den."


async def test_a_file_can_begin_a_new_suggestion(stage: Guldkorn, mette: Person) -> None:
    await mette.sends("optagelse.mp4")
    await mette.taps("place_file", press={"title": "Et nyt forslag"})
    assert await mette.is_asked() == "title"
    assert "når du sender dit forslag" in words_of(mette.answered["shown"])
    for _ in ANSWERS:
        await mette.says(ANSWERS[await mette.is_asked()])
    assert "optagelse.mp4" in await mette.reads()


async def test_a_file_is_an_answer_to_a_reviewers_question(
    stage: Guldkorn, suggested: Person, anne: Person
) -> None:
    await anne.taps("ask", (await review_cards(anne))[-1]["id"])
    await anne.fills_in("ask", text="Kan du filme det?")
    await suggested.sends("film.mp4", text="Ja, her er den")
    assert "Nr. 1 · " in words_of(await card_of(suggested, "film.mp4"))
    assert "Ja, her er den" in words_of((await anne.told())[-1])


async def test_what_is_stored_is_what_was_sent_and_the_link_is_forgotten(
    stage: Guldkorn, suggested: Person
) -> None:
    await suggested.sends("film.mp4", FILM, text="til nr. 1")
    (asset,) = assets(stage)
    assert kept(asset).read_bytes() == FILM
    assert (asset.size, asset.sha256) == (len(FILM), sha256(FILM).hexdigest())
    assert "/files/download/" not in everything(stage)


async def test_a_message_that_comes_again_brings_no_second_file(stage: Guldkorn, suggested: Person) -> None:
    await suggested.sends("film.mp4", text="til nr. 1")
    async with nothing_comes_of_it(stage):
        await stage.api.post("resend")


@pytest.mark.parametrize("number", ["2", "3"])
async def test_a_file_for_somebody_elses_suggestion_is_kept_until_it_is_placed(
    stage: Guldkorn, suggested: Person, jonas: Person, number: str
) -> None:
    await suggests_on_the_page(jonas, title="Rykkere")
    await suggested.sends("film.mp4", text=f"til nr. {number}")
    told = [words_of(each) for each in await suggested.told()]
    refused = {"2": "Det kan kun den, der har sendt det.", "3": "Det kan jeg ikke finde."}
    assert any(refused[number] in each for each in told)
    assert "Hvilket forslag hører den til?" in told[-1]
    await suggested.says("til nr. 1")
    assert await suggested.reads() == "Filen ligger nu ved nr. 1."


# What is not taken in


async def test_a_kind_of_file_that_is_not_wanted_is_not_fetched(stage: Guldkorn, suggested: Person) -> None:
    await suggested.sends("virus.exe", text="til nr. 1")
    said = await suggested.reads()
    assert "Den slags filer tager jeg ikke imod." in said
    assert "mp4" in said
    assert left_of(assets(stage)[0]) == []


@pytest.fixture
async def strict(
    database_url: str, sandbox: Sandbox, clock: SteeredClock
) -> AsyncIterator[tuple[Guldkorn, Person]]:
    """A service that takes files of one MB, and Mette."""
    async with guldkorn(database_url, sandbox, clock, file_max_mb=1) as stage:
        mette = Person(stage, "odense-mette")
        await mette.installs_the_app()
        yield stage, mette


async def is_too_large(stage: Guldkorn, mette: Person) -> None:
    assert "Der er plads til 1 MB." in await mette.reads()
    assert verbs_of((await mette.last())["card"]) == {"remove_file"}
    assert left_of(assets(stage)[0]) == []
    assert transfers(stage) == []


async def test_a_file_that_is_too_large_is_not_kept(strict: tuple[Guldkorn, Person]) -> None:
    stage, mette = strict
    await mette.sends("film.mp4", FILM)
    await is_too_large(stage, mette)


async def test_a_file_that_does_not_say_how_large_it_is_ends_at_the_limit(
    strict: tuple[Guldkorn, Person],
) -> None:
    stage, mette = strict

    async def endless(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while request.transport and not request.transport.is_closing():
            await response.write(bytes(100_000))
        return response

    app = web.Application()
    app.router.add_get("/", endless)
    async with TestServer(app) as server:
        film = {
            "contentType": FILE,
            "name": "film.mp4",
            "content": {"downloadUrl": str(server.make_url("/"))},
        }
        await deliver(stage, {"text": "", "attachments": [film]})
        await is_too_large(stage, mette)


async def test_a_cpr_number_in_a_name_is_refused(stage: Guldkorn, suggested: Person) -> None:
    await suggested.sends(f"Sag {CPR}.pdf", text="til nr. 1")
    assert "Filens navn ligner et CPR-nummer" in await suggested.reads()
    assert assets(stage) == []
    assert CPR not in everything(stage)


async def test_one_suggestion_takes_only_so_many_files(stage: Guldkorn, suggested: Person) -> None:
    for number in range(11):
        await suggested.sends(f"{number}.pdf", text="til nr. 1")
    assert await suggested.reads() == FULL
    assert len(assets(stage)) == 10


async def test_files_that_are_refused_take_no_room(stage: Guldkorn, suggested: Person) -> None:
    for number in range(10):
        await suggested.sends(f"{number}.exe", text="til nr. 1")
    await break_next(stage, "status", status=410)
    await suggested.sends("film.mp4", text="til nr. 1")
    for number in range(10):
        await suggested.sends(f"{number}.pdf", text="til nr. 1")
    assert [asset.status for asset in assets(stage)] == [*["failed"] * 11, *["stored"] * 10]
    await suggested.sends("10.pdf", text="til nr. 1")
    assert await suggested.reads() == FULL
    await suggested.taps("retry_file")
    assert suggested.answered["shown"]["text"] == FULL
    assert len(assets(stage)) == 21


@pytest.mark.parametrize(
    "url",
    [
        "http://evil.example/film.mp4",
        "https://evil.example/film.mp4",
        "https://sharepoint.com.evil.example/film.mp4",
        "https://evilsharepoint.com/film.mp4",
        "https://user@contoso.sharepoint.com/film.mp4",
        "https://contoso.sharepoint.com:8443/film.mp4",
        "http://contoso.sharepoint.com/film.mp4",
        "https://169.254.169.254/latest",
        "file:///etc/passwd",
        "x",
    ],
)
async def test_a_link_to_another_place_than_teams_files_is_not_followed(
    stage: Guldkorn, mette: Person, url: str
) -> None:
    await deliver(stage, {"text": "", "attachments": [film_at(url)]})
    assert "et sted, jeg ikke henter filer fra" in await mette.reads()
    assert transfers(stage) == []


@pytest.mark.parametrize(
    "attachments",
    [
        "x",
        [None, 1, "x"],
        [{}],
        [{"contentType": 7}],
        [{"contentType": FILE}],
        [{"contentType": FILE, "content": "x"}],
        [{"contentType": FILE, "content": {"downloadUrl": {"a": 1}}}],
        [{"contentType": FILE, "name": ["x"], "content": {}}],
    ],
)
async def test_attachments_of_another_shape_are_no_files(
    stage: Guldkorn, mette: Person, attachments: object
) -> None:
    answer = await deliver(stage, {"text": "hjælp", "attachments": attachments})
    assert answer.status == 200
    assert "Det kan jeg hjælpe med" in await mette.reads()
    assert assets(stage) == []


async def test_a_name_of_any_length_is_shown_as_far_as_it_fits(stage: Guldkorn, mette: Person) -> None:
    await mette.sends(f"{'æ' * 300}.pdf")
    (asset,) = assets(stage)
    assert len(asset.name) == 255
    assert asset.name.endswith(".pdf")
    assert "…" in await mette.reads()


async def test_a_picture_in_the_text_is_asked_for_as_a_file(stage: Guldkorn, mette: Person) -> None:
    pasted = {"contentType": "image/*", "contentUrl": "https://smba.trafficmanager.net/emea/v3/attachments/1"}
    await deliver(stage, {"text": "", "attachments": [pasted]})
    assert "Send billedet som en fil med papirclipsen." in await mette.reads()


# What goes wrong on the way in


async def test_a_broken_connection_leaves_nothing_but_a_note_and_is_tried_again(
    stage: Guldkorn, suggested: Person
) -> None:
    await break_next(stage, "cut")
    await suggested.sends("film.mp4", FILM, text="til nr. 1")
    assert "Jeg prøver igen om lidt." in await suggested.reads()
    (asset,) = assets(stage)
    assert left_of(asset) == []
    await suggested.says("status 1")
    assert "film.mp4" not in await suggested.reads()
    await stage.later(10)
    assert "Jeg har gemt »film.mp4«" in words_of(await card_of(suggested, "film.mp4"))
    assert kept(asset).read_bytes() == FILM


async def test_an_expired_link_leaves_a_note_and_another_try(stage: Guldkorn, suggested: Person) -> None:
    await break_next(stage, "status", status=410)
    await suggested.sends("film.mp4", FILM, text="til nr. 1")
    assert "Linket til filen virker ikke mere. Send filen igen." in await suggested.reads()
    assert left_of(assets(stage)[0]) == []
    await suggested.taps("retry_file")
    assert "Jeg har gemt »film.mp4«" in words_of(await card_of(suggested, "film.mp4"))
    assert kept(assets(stage)[0]).read_bytes() == FILM


async def test_a_link_that_has_expired_meanwhile_is_told_of(stage: Guldkorn, suggested: Person) -> None:
    await break_next(stage, "status", status=503, times=9)
    await suggested.sends("film.mp4", text="til nr. 1")
    for seconds in (10, 40, 160, 640):
        await stage.later(seconds)
    await stage.api.delete("faults")
    await stage.later(2560)
    assert "Linket til filen virker ikke mere." in await suggested.reads()
    assert [asset.status for asset in assets(stage)] == ["failed"]


async def test_what_fails_again_and_again_is_given_up_and_said(stage: Guldkorn, suggested: Person) -> None:
    await break_next(stage, "status", status=503, times=6)
    await suggested.sends("film.mp4", text="til nr. 1")
    for seconds in (10, 40, 160, 640, 2560):
        await stage.later(seconds)
    assert "Jeg har prøvet flere gange." in await suggested.reads()
    assert "retry_file" in verbs_of((await suggested.last())["card"])


async def test_a_fetch_goes_on_at_once_after_a_restart(
    database_url: str, sandbox: Sandbox, clock: SteeredClock
) -> None:
    async with guldkorn(database_url, sandbox, clock) as first:
        await Person(first, "odense-mette").installs_the_app()
        await break_next(first, "slow")
        await first.api.upload("people", "odense-mette", "files", "film.mp4", content=FILM)
        await first.api.get("faults", held=1, wait=20)
    sandbox.faults.release()
    async with guldkorn(database_url, sandbox, clock) as second:
        await second.settle()
        (asset,) = assets(second)
        assert kept(asset).read_bytes() == FILM


async def test_a_file_deleted_while_it_comes_does_not_stay(stage: Guldkorn, suggested: Person) -> None:
    await break_next(stage, "slow")
    sending = asyncio.create_task(suggested.sends("film.mp4", FILM, text="til nr. 1"))
    await stage.api.get("faults", held=1, wait=20)
    (asset,) = assets(stage)
    removal = asyncio.create_task(press(suggested, "remove_file", asset=str(asset.id)))
    await until(lambda: not assets(stage))
    await stage.api.delete("faults")
    await asyncio.gather(sending, removal)
    assert left_of(asset) == []
    assert transfers(stage) == []


async def test_two_services_fetch_a_file_once(
    stage: Guldkorn, suggested: Person, database_url: str, sandbox: Sandbox, clock: SteeredClock
) -> None:
    async with guldkorn(database_url, sandbox, clock) as replica:
        await suggested.sends("film.mp4", FILM, text="til nr. 1")
        await asyncio.gather(stage.settle(), replica.settle())
        assert [asset.status for asset in assets(stage)] == ["stored"]
        assert transfers(stage) == []


# Sent back


async def test_a_file_is_offered_and_sent_back(stage: Guldkorn, suggested: Person, jonas: Person) -> None:
    await suggested.sends("film.mp4", FILM, text="til nr. 1")
    await jonas.says("status 1")
    await jonas.taps("files")
    assert "Bilag til nr. 1" in await jonas.reads()
    await jonas.taps("file")
    assert verbs_of((await jonas.last())["card"]) == {"fetch_file"}
    await jonas.taps("fetch_file")
    (offer,) = attached(await jonas.last(), CONSENT)
    assert (offer["name"], offer["content"]["sizeInBytes"]) == ("film.mp4", len(FILM))
    await jonas.consents()
    assert await received(jonas, await jonas.last()) == FILM
    assert "/files/upload/" not in everything(stage)


async def test_a_declined_file_is_not_sent(stage: Guldkorn, suggested: Person) -> None:
    await suggested.sends("film.mp4", text="til nr. 1")
    await suggested.taps("fetch_file")
    await suggested.consents(action="decline")
    assert await suggested.reads() == "Helt i orden. Filen ligger her stadig."
    assert transfers(stage) == []


async def test_a_file_goes_on_where_its_sending_stopped(stage: Guldkorn, suggested: Person) -> None:
    film = bytes(range(256)) * (PIECE // 100)
    await suggested.sends("film.mp4", film, text="til nr. 1")
    await suggested.taps("fetch_file")
    await break_next(stage, "cut_after", "upload")
    await suggested.consents()
    assert attached(await suggested.last(), INFO) == []
    await stage.later(10)
    assert await received(suggested, await suggested.last()) == film


async def test_a_file_whose_upload_has_expired_can_be_asked_for_again(
    stage: Guldkorn, suggested: Person
) -> None:
    await suggested.sends("film.mp4", FILM, text="til nr. 1")
    await suggested.taps("fetch_file")
    await break_next(stage, "status", "upload", status=404)
    await suggested.consents()
    assert "Filen nåede ikke frem til dig." in await suggested.reads()
    await suggested.taps("fetch_file")
    await suggested.consents()
    assert await received(suggested, await suggested.last()) == FILM


async def test_a_file_that_is_damaged_where_it_is_kept_is_not_sent_in_part(
    stage: Guldkorn, suggested: Person
) -> None:
    await suggested.sends("film.mp4", FILM, text="til nr. 1")
    kept(assets(stage)[0]).write_bytes(FILM[:-1])
    await suggested.taps("fetch_file")
    await suggested.consents()
    assert "Filen nåede ikke frem til dig." in await suggested.reads()
    assert attached(await suggested.last(), INFO) == []


async def test_reviewers_find_files_by_the_card_in_the_channel(
    stage: Guldkorn, suggested: Person, anne: Person
) -> None:
    await suggested.sends("film.mp4", text="til nr. 1")
    card = (await review_cards(anne))[-1]
    assert "Bilag: film.mp4" in words_of(card)
    await anne.taps("more", card["id"])
    assert "film.mp4" in words_of({"card": anne.page})
    await anne.fills_in("files")
    assert "Åbn den her, og skriv igen" in words_of({"card": anne.page})
    own_chat = Person(stage, anne.name)
    await own_chat.installs_the_app()
    await anne.taps("more", card["id"])
    await anne.fills_in("files")
    assert "Bilag til nr. 1" in await own_chat.reads()


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"action": "accept"},
        {"action": "accept", "context": "x", "uploadInfo": 7},
        {"action": "accept", "context": {"asset": "x"}, "uploadInfo": {"uploadUrl": "x"}},
        {"action": ["accept"], "context": None},
    ],
)
async def test_a_strange_answer_to_an_offer_does_nothing(
    stage: Guldkorn, suggested: Person, value: object
) -> None:
    await suggested.sends("film.mp4", text="til nr. 1")
    assert (await invoke(suggested, "fileConsent/invoke", value)).status == 200
    assert transfers(stage) == []


async def test_an_offer_is_answered_in_the_personal_chat_only(
    stage: Guldkorn, suggested: Person, anne: Person
) -> None:
    await suggested.sends("film.mp4", text="til nr. 1")
    context = {"asset": str(assets(stage)[0].id)}
    upload = {"uploadUrl": f"{stage.sandbox.url}/files/upload/x"}
    await invoke(anne, "fileConsent/invoke", {"action": "accept", "context": context, "uploadInfo": upload})
    assert transfers(stage) == []
    assert "Det har du ikke adgang til." in await anne.reads()


async def test_a_cpr_number_beside_a_file_is_refused_and_the_file_with_it(
    stage: Guldkorn, suggested: Person
) -> None:
    await suggested.sends("film.mp4", text=f"Det er {CPR}")
    assert "Det ligner et CPR-nummer." in await suggested.reads()
    assert assets(stage) == []


@pytest.mark.parametrize("url", ["https://evil.example/upload", "http://10.0.0.1/upload", ""])
async def test_a_file_is_sent_nowhere_but_to_teams(stage: Guldkorn, suggested: Person, url: str) -> None:
    await suggested.sends("film.mp4", text="til nr. 1")
    value = {
        "action": "accept",
        "context": {"asset": str(assets(stage)[0].id)},
        "uploadInfo": {"uploadUrl": url},
    }
    await invoke(suggested, "fileConsent/invoke", value)
    assert "Filen nåede ikke frem til dig." in await suggested.reads()


# Who may


@pytest.mark.parametrize(
    "verb", ["file", "fetch_file", "open_file", "remove_file", "place_file", "retry_file"]
)
async def test_the_files_of_a_private_suggestion_stay_among_its_people(
    stage: Guldkorn, mette: Person, jonas: Person, verb: str
) -> None:
    await suggests_on_the_page(mette, visibility="private")
    await mette.sends("film.mp4", text="til nr. 1")
    (asset,) = assets(stage)
    await press(jonas, verb, asset=str(asset.id))
    assert "film.mp4" not in "".join(map(words_of, await jonas.told()))
    value = {
        "action": "accept",
        "context": {"asset": str(asset.id)},
        "uploadInfo": {"uploadUrl": f"{stage.sandbox.url}/files/upload/x"},
    }
    await invoke(jonas, "fileConsent/invoke", value)
    assert transfers(stage) == []
    assert not assets(stage)[0].open


@pytest.mark.parametrize("verb", ["open_file", "remove_file"])
async def test_a_colleague_who_may_fetch_a_file_may_not_change_it(
    stage: Guldkorn, suggested: Person, jonas: Person, verb: str
) -> None:
    await suggested.sends("film.mp4", text="til nr. 1")
    answer = await press(jonas, verb, asset=str(assets(stage)[0].id))
    assert answer.body["value"] == "Det kan kun den, der har sendt det."
    assert [asset.open for asset in assets(stage)] == [False]


async def test_its_owner_opens_a_file_to_others_and_closes_it(
    stage: Guldkorn, suggested: Person, anne: Person
) -> None:
    await suggested.sends("film.mp4", text="til nr. 1")
    await suggested.taps("open_file")
    assert "Åben: Andre organisationer" in words_of(suggested.answered["shown"])
    assert assets(stage)[0].open
    await suggested.says("status 1")
    await suggested.taps("files")
    assert "åben for andre" in await suggested.reads()
    await suggested.taps("file")
    await suggested.taps("close_file")
    assert not assets(stage)[0].open


async def test_a_coordinator_owns_all_files(stage: Guldkorn, suggested: Person, susanne: Person) -> None:
    await suggested.sends("film.mp4", text="til nr. 1")
    await susanne.says("status 1")
    await susanne.taps("more")
    await susanne.fills_in("files")
    await susanne.taps("file")
    assert verbs_of((await susanne.last())["card"]) == {"fetch_file", "open_file", "remove_file"}
    await susanne.sends("kode.zip", text="til nr. 1")
    assert len(assets(stage)) == 2


async def test_a_deleted_file_is_gone_everywhere(stage: Guldkorn, suggested: Person, anne: Person) -> None:
    await suggested.sends("film.mp4", text="til nr. 1")
    (asset,) = assets(stage)
    await suggested.taps("remove_file")
    assert words_of(suggested.answered["shown"]).strip() == "Filen er slettet."
    assert left_of(asset) == []
    assert "film.mp4" not in words_of((await review_cards(anne))[-1])
    assert "film.mp4" not in everything(stage)


async def test_an_older_client_is_answered_with_a_new_card(stage: Guldkorn, suggested: Person) -> None:
    await suggested.sends("film.mp4", text="til nr. 1")
    suggested.old_client = True
    await suggested.taps("open_file")
    assert "Åben: Andre organisationer" in await suggested.reads()
    await suggested.taps("remove_file")
    assert await suggested.reads() == "Filen er slettet."


# What becomes of files nobody wants


async def test_the_files_of_a_discarded_draft_go_with_it(stage: Guldkorn, mette: Person) -> None:
    await is_asked_for(mette, "long_description")
    await mette.sends("film.mp4")
    (asset,) = assets(stage)
    await mette.says("annuller")
    await mette.taps("discard")
    assert assets(stage) == []
    assert left_of(asset) == []


async def test_a_file_nobody_places_is_forgotten_after_a_week(stage: Guldkorn, suggested: Person) -> None:
    await suggested.sends("film.mp4", text="til nr. 1")
    await suggested.sends("bilag.pdf")
    placed, stray = assets(stage)
    stage.clock.advance(7 * 24 * 3600 + 1)
    await stage.service.timetable.carry_out("retention")
    await stage.settle()
    assert [asset.id for asset in assets(stage)] == [placed.id]
    assert left_of(stray) == []
    assert left_of(placed) == [kept(placed)]


# Much


@pytest.fixture
def large_file(tmp_path: Path) -> Path:
    """64 MB on disk."""
    path = tmp_path / "film.mp4"
    with path.open("wb") as file:
        for number in range(64):
            file.write(bytes([number]) * 1024 * 1024)
    return path


@pytest.mark.slow
async def test_a_large_file_takes_no_more_memory_than_a_piece_of_it(
    stage: Guldkorn, suggested: Person, large_file: Path
) -> None:
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        with large_file.open("rb") as film:
            await suggested.sends("film.mp4", film, text="til nr. 1")
        await suggested.taps("fetch_file")
        await suggested.consents()
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    (asset,) = assets(stage)
    assert asset.size == 64 * 1024 * 1024
    assert len(attached(await suggested.last(), INFO)) == 1
    assert peak - before < 16 * 1024 * 1024
