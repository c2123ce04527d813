"""People are forgotten when they ask for it, and what is too old every day."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from tests.actors import CONSENT, INFO, Person, attached, verbs_of, words_of
from tests.journeys.door import deliver, invoke, nothing_comes_of_it, press, tap
from tests.journeys.flows import new_key
from tests.journeys.rpa_team import (
    calls_so_far,
    connector_calls,
    review_cards,
    suggests_on_the_page,
)
from tests.journeys.stored import drafts, everything, processes
from tests.journeys.suggesting import is_asked_for
from tests.service import Guldkorn

DAY = 24 * 60 * 60


@asynccontextmanager
async def is_forgotten(person: Person) -> AsyncIterator[None]:
    """Before, the database knows the person; afterwards nothing in it tells that there ever was one."""
    guldkorn = person.guldkorn
    known = guldkorn.sandbox.world.person(person.name)
    chat = str((await guldkorn.api.get("people", person.name))["person"]["chat"])
    traces = [known.name, known.aad_id, chat]
    assert [trace for trace in traces if trace not in everything(guldkorn)] == []
    yield
    left = everything(guldkorn)
    assert [trace for trace in [*traces, repr(known.email)] if trace in left] == []


async def asks(reviewer: Person, text: str) -> None:
    await reviewer.taps("ask")
    await reviewer.fills_in("ask", text=text)


async def received(person: Person) -> Any:
    """What stands in the file that reached the person last."""
    card = attached(await person.last(), INFO)[0]
    async with person.guldkorn.http.get(card["contentUrl"]) as answer:
        return json.loads(await answer.read())


async def test_a_person_is_sent_all_that_is_held_about_them(
    stage: Guldkorn, mette: Person, anne: Person
) -> None:
    new_key(stage)
    await stage.later(3600)
    await suggests_on_the_page(mette, title="Rykkere", org_unit="Inddrivelsen")
    await asks(anne, "Hvor mange er det?")
    await mette.says("Cirka tyve")
    await is_asked_for(mette, "it_systems")
    await mette.says("mine oplysninger")
    offer = [each for each in await mette.told() if attached(each, CONSENT)][-1]
    assert attached(offer, CONSENT)[0]["name"] == "mine-oplysninger.json"
    assert await mette.is_asked() == "it_systems"
    await mette.consents()
    data = await received(mette)
    known = stage.sandbox.world.person(mette.name)
    assert data["what_this_is"].startswith("Det her er alt, hvad Guldkorn har gemt om dig.")
    assert (data["person"]["name"], data["person"]["mail"]) == (known.name, known.email)
    assert data["person"]["aad_object_id"] == known.aad_id
    assert data["person"]["org_unit"] == "Inddrivelsen"
    assert [each["answers"]["title"] for each in data["suggestions"]] == ["Rykkere"]
    assert [each["text"] for each in data["remarks"]] == ["Cirka tyve"]
    assert len(data["drafts"]) == 1
    assert {each["kind"] for each in data["did"]} == {"submitted", "answered"}
    assert "my_data" in {each["kind"] for each in data["messages_to_you"]}
    assert "Anne" not in json.dumps(data)


async def test_who_does_not_want_the_file_gets_none(stage: Guldkorn, mette: Person) -> None:
    mette.locale = "en-GB"
    await mette.says("my data")
    await mette.consents(action="decline")
    assert "Write “my data” if you want it another time." in await mette.reads()


async def test_a_file_that_does_not_arrive_is_tried_again_and_then_said(
    stage: Guldkorn, mette: Person
) -> None:
    await mette.says("mine oplysninger")
    await stage.api.post("faults", kind="status", status=503, operation="upload", times=1)
    await mette.consents()
    await stage.later(60)
    assert (await received(mette))["person"]["name"] == "Mette Holm"
    await stage.api.post("faults", kind="status", status=404, operation="upload", times=1)
    await mette.says("mine oplysninger")
    await mette.consents()
    assert "Dine oplysninger nåede ikke frem" in await mette.reads()


async def test_an_offer_that_is_accepted_when_there_is_far_more_to_tell_is_made_anew(
    stage: Guldkorn, mette: Person
) -> None:
    await mette.says("mine oplysninger")
    offer = [each for each in await mette.told() if attached(each, CONSENT)][-1]["id"]
    for _ in range(6):
        await suggests_on_the_page(mette, long_description="Jeg slår op. " * 700)
    await mette.consents(offer)
    assert "Dine oplysninger nåede ikke frem" in await mette.reads()
    await mette.says("mine oplysninger")
    await mette.consents()
    assert len((await received(mette))["suggestions"]) == 6


async def test_whoever_accepts_gets_what_is_held_about_themselves_whatever_the_card_says(
    stage: Guldkorn, mette: Person, susanne: Person
) -> None:
    upload = {
        "uploadUrl": f"{stage.sandbox.url}/files/upload/none",
        "name": "x",
        "contentUrl": "",
        "uniqueId": "",
    }
    sizes: list[object] = [-1, 10**12, "mange", None, [{}]]
    for size in sizes:
        context = {"my_data": size, "person": stage.sandbox.world.person(susanne.name).aad_id}
        accepted = {"action": "accept", "context": context, "uploadInfo": upload}
        await invoke(mette, "fileConsent/invoke", accepted)
        assert "Dine oplysninger nåede ikke frem" in await mette.reads()


async def test_a_person_reads_what_will_happen_and_is_then_forgotten(
    stage: Guldkorn, mette: Person, anne: Person
) -> None:
    await suggests_on_the_page(mette, title="Rykkere", org_unit="Inddrivelsen")
    await asks(anne, "Hvor mange er det?")
    await mette.says("Cirka tyve, siger de i Inddrivelsen.")
    await is_asked_for(mette, "it_systems")
    await mette.says("glem mig")
    card = await mette.card_with("forget_me")
    for said in (
        "Skal jeg glemme dig?",
        "• Din kladde bliver slettet.",
        "• Dit forslag bliver stående uden dit navn og din afdeling.",
        "• Det, du har skrevet som spørgsmål, svar, begrundelse eller kommentar, bliver slettet.",
    ):
        assert said in words_of(card)
    assert "koordinator" not in words_of(card)
    assert await mette.is_asked() == "it_systems"
    async with is_forgotten(mette):
        await mette.taps("forget_me")
    assert "Nu har jeg glemt dig" in words_of({"card": mette.answered["shown"]["card"]})
    assert [each["title"] for each in processes(stage)] == ["Rykkere"]
    assert drafts(stage) == []
    assert "Inddrivelsen" not in everything(stage)


async def test_the_team_sees_the_suggestion_without_the_person_and_goes_on(
    mette: Person, anne: Person
) -> None:
    await suggests_on_the_page(mette, title="Rykkere", org_unit="Inddrivelsen")
    await asks(anne, "Hvor mange er det?")
    await mette.says("Cirka tyve")
    assert "Mette Holm" in words_of((await review_cards(anne))[0])
    await mette.says("glem mig")
    await mette.taps("forget_me")
    card = (await review_cards(anne))[0]
    for said in ("Mette Holm", "Inddrivelsen", "Cirka tyve"):
        assert said not in words_of(card)
    for said in (
        "En kollega",
        "690 gange om året",
        "(Teksten er slettet efter ønske fra den, der skrev den)",
    ):
        assert said in words_of(card)
    assert "ask" not in verbs_of(card["card"])
    await anne.taps("accept", card["id"])
    assert "I foranalyse hos Anne Bundgaard" in words_of((await review_cards(anne))[0])


async def test_who_writes_again_is_met_as_somebody_new(stage: Guldkorn, mette: Person, channel: str) -> None:
    await suggests_on_the_page(mette)
    await mette.says("sprog engelsk")
    await mette.says("forget me")
    await mette.taps("forget_me")
    await mette.says("hej")
    assert "Hej! Jeg er Guldkorn" in (await mette.last())["summary"] + await mette.reads()
    await mette.says("mine")
    assert "Her er ikke noget endnu" in await mette.reads()
    await mette.says("status 1")
    assert "withdraw" not in verbs_of((await mette.last())["card"])
    await mette.says("hej")
    await suggests_on_the_page(mette)
    assert "Forslag nr. 2" in await mette.reads()


async def test_an_older_client_is_told_too_and_the_answer_leaves_no_trace(
    stage: Guldkorn, mette: Person
) -> None:
    mette.old_client = True
    await mette.says("slet mig")
    async with is_forgotten(mette):
        await mette.taps("forget_me")
    assert "Nu har jeg glemt dig" in await mette.reads()


async def test_buttons_from_before_do_nothing_to_what_is_gone(stage: Guldkorn, mette: Person) -> None:
    await is_asked_for(mette, "it_systems")
    question = await mette.last()
    await mette.says("glem mig")
    farewell = await mette.card_with("forget_me")
    await mette.taps("forget_me", farewell["id"])
    await mette.taps("answer", question["id"], it_systems="Nexus")
    assert "Den kladde er sendt eller slettet" in str(mette.answered["shown"])
    assert drafts(stage) == []


async def test_a_tap_that_teams_sends_again_is_answered_the_same_and_forgets_nobody_else(
    stage: Guldkorn, mette: Person
) -> None:
    first = await deliver(stage, {"id": "twice", **tap("forget_me")})
    await mette.says("hej")
    async with nothing_comes_of_it(stage):
        assert await deliver(stage, {"id": "twice", **tap("forget_me")}) == first


async def test_nobody_is_forgotten_by_what_a_card_says_but_only_who_taps(
    stage: Guldkorn, mette: Person, susanne: Person
) -> None:
    known = stage.sandbox.world.person(susanne.name)
    await press(mette, "forget_me", person=known.aad_id, aadObjectId=known.aad_id)
    assert known.name in everything(stage)
    assert "Mette Holm" not in everything(stage)


async def test_what_a_reviewer_had_taken_is_free_for_the_others(
    stage: Guldkorn, mette: Person, anne: Person, peter: Person
) -> None:
    chat = Person(stage, anne.name)
    await chat.installs_the_app()
    await suggests_on_the_page(mette)
    await anne.taps("claim")
    await chat.says("glem mig")
    assert "Det forslag, du har taget, bliver givet fri." in await chat.reads()
    async with is_forgotten(chat):
        await chat.taps("forget_me")
    assert "Ingen har taget den endnu" in words_of((await review_cards(peter))[0])
    receipt = next(each for each in await mette.told() if "er hos RPA-teamet" in words_of(each))
    assert "Anne" not in words_of(receipt)
    await peter.taps("claim")
    assert "Peter Vestergaard har den" in words_of((await review_cards(anne))[0])


async def test_the_last_coordinator_is_told_to_name_another_first(
    stage: Guldkorn, susanne: Person, channel: str, peter: Person
) -> None:
    await susanne.says("glem mig")
    assert "Du er den eneste koordinator" in await susanne.reads()
    await press(susanne, "forget_me")
    assert "Susanne Dam" in everything(stage)
    await susanne.says("hjælp")
    await susanne.taps("coordinators")
    await susanne.fills_in("name_coordinator", colleague=stage.sandbox.world.person(peter.name).aad_id)
    await susanne.says("glem mig")
    assert "Du er ikke længere koordinator." in await susanne.reads()
    async with is_forgotten(susanne):
        await susanne.taps("forget_me")
    await susanne.says("hjælp")
    assert "coordinators" not in verbs_of((await susanne.last())["card"])


async def test_among_others_the_card_comes_in_the_own_chat(stage: Guldkorn, channel: str) -> None:
    peter = Person(stage, "odense-peter", channel)
    chat = Person(stage, peter.name)
    await chat.installs_the_app()
    await peter.says("glem mig", mention=True)
    assert "Skal jeg glemme dig?" in await chat.reads()
    assert "Skal jeg glemme dig?" not in await peter.reads()


async def test_what_still_waits_for_the_forgotten_is_never_sent(
    stage: Guldkorn, mette: Person, anne: Person
) -> None:
    await suggests_on_the_page(mette)
    await stage.api.post("faults", kind="status", status=503, operation="send", times=1)
    await anne.taps("claim")
    await press(mette, "forget_me")
    before = await calls_so_far(stage)
    await stage.later(60)
    assert [each for each in await connector_calls(stage, before) if each["operation"] == "send"] == []


async def test_every_day_what_is_too_old_is_forgotten(stage: Guldkorn, mette: Person, anne: Person) -> None:
    await suggests_on_the_page(mette)
    await anne.taps("claim")
    await is_asked_for(mette, "it_systems")
    for days, kept in ((179, 1), (2, 0)):
        stage.clock.advance(days * DAY)
        await stage.service.timetable.carry_out("retention")
        assert len(drafts(stage)) == kept
    await mette.says("hej")
    assert "Hej! Jeg er Guldkorn" in await mette.reads()
    await mette.says("status 1")
    assert "Nr. 1" in await mette.reads()
