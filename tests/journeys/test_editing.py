"""Answers corrected on pages, and corrections proposed: sent back to the submitter, or offered by them."""

from typing import Any

import pytest
from sqlalchemy import select

from storage.tables import EventRow, ProcessRow, ProposalRow
from tests.actors import Person, inputs_of, parts_of, verbs_of, words_of
from tests.journeys.door import Answer, invoke, press
from tests.journeys.rpa_team import TEAM, review_cards, suggests_on_the_page
from tests.journeys.stored import processes
from tests.service import Guldkorn

CPR = "010190-1234"
STRANGER = "01930000-0000-7000-8000-000000000009"


@pytest.fixture
async def card(mette: Person, anne: Person) -> str:
    """The message that carries Mette's submission in the channel."""
    await suggests_on_the_page(mette)
    return str((await review_cards(anne))[-1]["id"])


async def opens_section(reviewer: Person, card: str, section: str) -> None:
    await reviewer.taps("more", card)
    await reviewer.fills_in("section")
    await chooses(reviewer, "section", section=section)


async def chooses(person: Person, verb: str, **data: str) -> None:
    """Press one of several buttons of a page that have the same verb, by what it sends."""
    await person.fills_in(verb, press={"verb": verb, "data": data})


async def sends_back(reviewer: Person, card: str, **changes: str) -> None:
    await reviewer.taps("more", card)
    await reviewer.fills_in("suggest_edits")
    await reviewer.fills_in("suggest_edits_send", **changes)


async def answers(person: Person, words: str) -> None:
    """Say yes or no to the proposal that the newest card shows."""
    message = (await person.card_with("proposal_decide"))["id"]
    await person.taps("proposal_decide", message, press={"verb": "proposal_decide", "title": words})


def reads(person: Person) -> str:
    """What the pop-up, or the card in place of the tapped one, shows."""
    shown = person.answered["shown"]
    return words_of(shown) if shown.get("card") else str(shown["text"])


def field(person: Person, name: str) -> dict[str, Any]:
    return next(part for part in parts_of(person.page) if part.get("id") == name)


def stored(guldkorn: Guldkorn) -> ProcessRow:
    with guldkorn.service.database.session(None) as session:
        return session.scalars(select(ProcessRow)).one()


def happened(guldkorn: Guldkorn) -> list[str]:
    with guldkorn.service.database.session(None) as session:
        told = session.scalars(select(EventRow.kind).where(EventRow.process_id.is_not(None)))
        return list(told)


def proposed(guldkorn: Guldkorn) -> list[ProposalRow]:
    with guldkorn.service.database.session(None) as session:
        return list(session.scalars(select(ProposalRow).order_by(ProposalRow.id)))


async def test_a_suggestion_is_sent_back_and_its_submitter_decides_on_each_correction(
    stage: Guldkorn, mette: Person, anne: Person, card: str
) -> None:
    await sends_back(anne, card, title="Adressekontrol", annual_occurrences="20 om ugen", domains="HR")
    assert "Dine rettelser er sendt." in reads(anne)
    assert "RPA-teamet foreslår 3 rettelser til dit forslag nr. 1" in await mette.reads()
    assert "Bopælskontrol ved tilflytning" in await mette.reads()
    await answers(mette, "Ja tak")
    assert stored(stage).answers["title"] == "Adressekontrol"
    assert "RPA-teamet foreslår 2 rettelser" in reads(mette)
    await answers(mette, "Nej tak")
    assert stored(stage).annual_occurrences == 690
    await answers(mette, "Ja tak")
    assert "Tak for svaret." in reads(mette)
    assert stored(stage).domains == ["HR"]
    thread = await anne.reads()
    assert "Der er svar på jeres rettelser til nr. 1" in thread
    assert "Ja tak\nTitel, Fagområder\nNej tak\nAntal gange" in thread
    assert happened(stage) == [
        "submitted",
        "claimed",
        "proposed",
        "proposal_decided",
        "proposal_decided",
        "proposals_decided",
    ]


async def test_a_submitter_with_an_older_client_decides_on_each_correction(
    stage: Guldkorn, mette: Person, anne: Person, card: str
) -> None:
    await sends_back(anne, card, title="Adressekontrol", domains="HR")
    mette.old_client = True
    outdated = (await mette.last())["id"]
    await answers(mette, "Ja tak")
    assert (await mette.told())[-2]["text"] == "Tak for svaret."
    assert "RPA-teamet foreslår en rettelse" in await mette.reads()
    await mette.taps("proposal_decide", outdated, press={"verb": "proposal_decide", "title": "Nej tak"})
    assert "Nr. 1 har ændret sig" in (await mette.told())[-2]["text"]
    await answers(mette, "Nej tak")
    assert await mette.reads() == "Tak for svaret."
    assert (stored(stage).answers["title"], stored(stage).domains) == ("Adressekontrol", ["Administration"])


async def test_all_corrections_can_be_accepted_in_one_tap_and_receipt_and_status_say_that_they_wait(
    stage: Guldkorn, mette: Person, anne: Person, card: str
) -> None:
    await sends_back(anne, card, title="Adressekontrol", challenges="Ventetid")
    receipts = [told for told in await mette.told() if told["card"] and "proposals" in verbs_of(told["card"])]
    assert "RPA-teamet foreslår 2 rettelser. Se dem, og svar" in words_of(receipts[0])
    await mette.says("status 1")
    await mette.taps("proposals")
    assert "Side 1 af 2" in reads(mette)
    await mette.fills_in("proposals")
    assert "Ventetid" in reads(mette)
    await mette.fills_in("proposal_decide", press={"verb": "proposal_decide", "title": "Ja tak til alle"})
    assert "Tak for svaret." in reads(mette)
    assert (stored(stage).answers["title"], stored(stage).answers["challenges"]) == (
        "Adressekontrol",
        "Ventetid",
    )
    await mette.says("status 1")
    assert "Se dem, og svar" not in await mette.reads()


async def test_a_submitter_corrects_answers_until_it_is_claimed_and_offers_corrections_then(
    stage: Guldkorn, mette: Person, anne: Person, peter: Person, card: str
) -> None:
    await mette.says("status 1")
    await mette.taps("section")
    assert set(inputs_of(mette.page)) >= {"title", "visibility", "org_unit"}
    assert "kle" not in inputs_of(mette.page)
    await mette.fills_in("section_save", title="Adressekontrol")
    assert "Det er gemt." in reads(mette)
    assert "Adressekontrol" in words_of({"card": await anne.looks_at(card)})
    await anne.taps("claim", card)
    await mette.fills_in("section_save", title="Tilflytning")
    assert stored(stage).answers["title"] == "Adressekontrol"
    await mette.says("status 1")
    await mette.taps("suggest_edits")
    await mette.fills_in("suggest_edits_send", title="Tilflytning", domains="HR")
    assert "Der er 2 rettelser til nr. 1" in await peter.reads()
    assert "Tilflytning" in await peter.reads()
    await peter.taps("proposals")
    for words in ("Ja tak", "Nej tak"):
        await peter.fills_in("proposal_decide", press={"verb": "proposal_decide", "title": words})
    assert stored(stage).answers["title"] == "Tilflytning"
    assert stored(stage).domains == ["Administration"]
    assert "RPA-teamet har svaret på dine rettelser til nr. 1" in await mette.reads()
    assert happened(stage)[-3:] == ["offered", "proposal_decided", "offers_decided"]


async def test_a_reviewer_fills_in_a_section_and_every_problem_stands_by_its_field(
    stage: Guldkorn, mette: Person, anne: Person, card: str
) -> None:
    await anne.taps("more", card)
    await anne.fills_in("section")
    assert "Løsning" not in reads(anne)
    await chooses(anne, "section", section="classification")
    assert set(inputs_of(anne.page)) == {"kle", "form_number", "kl_id", "kla"}
    await anne.fills_in("section_save", kle="27", form_number="27.12.16", kl_id=f"Se {CPR}", kla="27.12.16")
    assert reads(anne).count("Det skal se ud som") == 2
    assert "Det ligner et CPR-nummer, så jeg har ikke gemt det." in reads(anne)
    assert field(anne, "kle")["value"] == "27"
    assert "value" not in field(anne, "kl_id")
    await anne.fills_in("section_save", kle="27.12.16", form_number="", kl_id="KL-7")
    assert "Det er gemt." in reads(anne)
    assert {key: stored(stage).answers.get(key) for key in ("kle", "form_number", "kl_id", "kla")} == {
        "kle": "27.12.16",
        "form_number": None,
        "kl_id": "KL-7",
        "kla": "27.12.16",
    }
    await anne.fills_in("section_save")
    assert "Du har ikke ændret noget." in reads(anne)
    assert happened(stage) == ["submitted", "edited"]
    await anne.fills_in("more")
    assert "Nr. 1 · Bopælskontrol ved tilflytning" in reads(anne)


async def test_a_day_of_verifying_that_lies_ahead_is_asked_again_beside_its_field(
    stage: Guldkorn, mette: Person, anne: Person, card: str
) -> None:
    await anne.taps("accept", card)
    await anne.taps("more", card)
    await anne.fills_in("section")
    await chooses(anne, "section", section="classification")
    await anne.fills_in("section_save", kle="27.12.16", legal_clause_verified="2036-01-01")
    assert "Vælg dagen i dag eller en tidligere dag." in reads(anne)
    assert field(anne, "kle")["value"] == "27.12.16"
    assert "legal_clause_verified" not in stored(stage).answers


async def test_what_is_emptied_is_taken_back_though_teams_sends_no_empty_fields(
    stage: Guldkorn, mette: Person, anne: Person, card: str
) -> None:
    await opens_section(anne, card, "classification")
    await anne.fills_in("section_save", kle="27.12.16", kla="27.12.16")
    [saves] = [part["data"] for part in parts_of(anne.page) if "shown" in (part.get("data") or {})]
    assert saves["shown"] == "kle form_number kl_id kla"
    await submits(anne, "section_save", {**saves, "kla": "27.12.16"})
    assert "kle" not in stored(stage).answers
    assert stored(stage).answers["kla"] == "27.12.16"


async def test_of_two_who_fill_in_the_same_section_the_second_sees_what_the_first_wrote(
    stage: Guldkorn, mette: Person, anne: Person, peter: Person, card: str
) -> None:
    await opens_section(anne, card, "classification")
    await opens_section(peter, card, "classification")
    await anne.fills_in("section_save", kle="27.12.16")
    await peter.fills_in("section_save", kl_id="KL-7")
    assert stored(stage).answers.get("kl_id") is None
    assert "Der er sket noget med nr. 1, mens du skrev." in reads(peter)
    assert "KLE: 27.12.16" in reads(peter)
    assert field(peter, "kl_id")["value"] == "KL-7"
    await peter.fills_in("section_save", kle="27.12.16")
    assert (stored(stage).answers["kle"], stored(stage).answers["kl_id"]) == ("27.12.16", "KL-7")


async def test_systems_are_chosen_from_the_catalogue_or_typed(
    stage: Guldkorn, mette: Person, anne: Person, susanne: Person, card: str
) -> None:
    await susanne.says("indstillinger")
    await susanne.taps("catalogue", press={"verb": "catalogue", "title": "Systemer"})
    await susanne.fills_in("catalogue_save", setting_systems="Nexus\nKMD Opus\nCura")
    await opens_section(anne, card, "answers")
    chosen = field(anne, "it_systems")
    assert [choice["value"] for choice in chosen["choices"]] == ["nexus", "KMD Opus", "Cura"]
    assert (chosen["value"], field(anne, "it_systems-others")["value"]) == ("nexus", "outlook")
    assert "visibility" not in inputs_of(anne.page)
    await anne.fills_in("section_save")
    assert "Du har ikke ændret noget." in reads(anne)
    await anne.fills_in("section_save", **{"it_systems": "nexus,Cura", "it_systems-others": "Excel"})
    assert stored(stage).answers["it_systems"] == ["nexus", "Cura", "Excel"]


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("Nexus;Outlook", ["Nexus", "Outlook"]),
        ("Nexus og Outlook", ["Nexus", "Outlook"]),
        ('Nexus, "Byg, Miljø"', ["Nexus", "Byg, Miljø"]),
    ],
)
async def test_systems_typed_on_a_page_are_read_as_in_the_chat(
    stage: Guldkorn, anne: Person, susanne: Person, card: str, said: str, names: list[str]
) -> None:
    await opens_section(anne, card, "answers")
    await anne.fills_in("section_save", it_systems=said)
    assert stored(stage).answers["it_systems"] == names
    await susanne.says("indstillinger")
    await susanne.taps("catalogue", press={"verb": "catalogue", "title": "Systemer"})
    await susanne.fills_in("catalogue_save", setting_systems="Cura")
    await opens_section(anne, card, "answers")
    await anne.fills_in("section_save", **{"it_systems": "Cura", "it_systems-others": said})
    assert stored(stage).answers["it_systems"] == ["Cura", *names]


async def test_a_long_answer_is_changed_on_a_page_of_its_own(
    stage: Guldkorn, mette: Person, anne: Person
) -> None:
    await suggests_on_the_page(mette, long_description="Jeg slår borgeren op. " * 200)
    card = str((await review_cards(anne))[-1]["id"])
    await opens_section(anne, card, "answers")
    assert "long_description" not in inputs_of(anne.page)
    await chooses(anne, "section", key="long_description")
    assert list(inputs_of(anne.page)) == ["long_description"]
    assert len(field(anne, "long_description")["value"]) > 4000
    await anne.fills_in("section_save", long_description="Kort")
    assert list(inputs_of(anne.page)) == ["long_description"]
    assert stored(stage).answers["long_description"] == "Kort"


async def test_an_answer_changed_meanwhile_is_shown_before_it_is_replaced(
    stage: Guldkorn, mette: Person, anne: Person, card: str
) -> None:
    await sends_back(anne, card, title="Adressekontrol")
    await opens_section(anne, card, "answers")
    await anne.fills_in("section_save", title="Tilflytning")
    await answers(mette, "Ja tak")
    assert "Nr. 1 har ændret sig" in reads(mette)
    assert "Svaret er blevet ændret, siden rettelsen blev foreslået." in reads(mette)
    assert stored(stage).answers["title"] == "Tilflytning"
    await answers(mette, "Ja tak")
    assert stored(stage).answers["title"] == "Adressekontrol"


async def test_what_is_offered_about_a_private_suggestion_is_not_said_in_the_channel(
    stage: Guldkorn, mette: Person, anne: Person, channel: str, susanne: Person
) -> None:
    await suggests_on_the_page(mette, visibility="private")
    await Person(stage, susanne.name, channel).taps("claim")
    await mette.says("status 1")
    await mette.taps("suggest_edits")
    await mette.fills_in("suggest_edits_send", title="Hemmeligt")
    assert "Der er en rettelse til nr. 1" in await anne.reads()
    assert "Hemmeligt" not in await anne.reads()
    await anne.taps("proposals")
    assert "Hemmeligt" not in reads(anne)
    in_channel = Person(stage, susanne.name, channel)
    await in_channel.taps("proposals")
    assert "Hemmeligt" in reads(in_channel)


async def test_nothing_comes_of_pages_that_are_forged(
    stage: Guldkorn, mette: Person, anne: Person, card: str
) -> None:
    await sends_back(anne, card, title="Adressekontrol")
    before, known = processes(stage), stored(stage)
    [proposal] = proposed(stage)
    about = {"process": str(known.id), "version": known.version}
    decision = {**about, "proposals": str(proposal.id), "accept": 1}
    for verb, data in (
        ("section_save", {}),
        ("section_save", {**about, "section": "notes", "internal_notes": "x", "shown": 7}),
        ("section_save", {"process": STRANGER, "section": "notes", "internal_notes": "x"}),
        ("section_save", {**about, "section": "notes", "internal_notes": "x", "version": "1"}),
        ("section_save", {**about, "section": "notes", "internal_notes": {"x": 1}}),
        ("section_save", {**about, "section": ["notes"], "internal_notes": "x"}),
        ("section_save", {**about, "section": "solution", "technologies": "UiPath"}),
        ("section_save", {**about, "section": "answers", "visibility": "private"}),
        ("section_save", {**about, "section": "answers", "kle": "27.12.16"}),
        ("suggest_edits_send", {**about, "visibility": "private", "org_unit": "HR"}),
        ("suggest_edits_send", {**about, "title": 7, "domains": [1], "challenges": CPR}),
        ("proposal_decide", decision),
        ("proposal_decide", {**decision, "proposals": 7}),
        ("proposal_decide", {**decision, "accept": "1"}),
        ("proposal_decide", {**decision, "proposals": f"{proposal.id} {STRANGER}"}),
        ("proposals", {"process": "x"}),
        ("suggest_edits", {"process": STRANGER}),
    ):
        answer = await submits(anne, verb, data)
        assert answer.status == 200, (verb, data)
    await submits(mette, "proposal_decide", {**decision, "accept": 2})
    await submits(mette, "proposal_decide", {**decision, "proposals": STRANGER})
    await press(mette, "proposal_decide", process=str(known.id), accept=1)
    await submits(mette, "section_save", {**about, "section": "answers", "title": "Min titel"})
    assert processes(stage) == before
    assert [row.accepted for row in proposed(stage)] == [None]


async def test_who_has_left_the_team_a_minute_ago_changes_nothing(
    stage: Guldkorn, mette: Person, anne: Person, card: str
) -> None:
    await opens_section(anne, card, "notes")
    await stage.api.delete("teams", TEAM, "members", anne.name)
    await stage.later(6 * 60)
    await anne.fills_in("section_save", internal_notes="Hej")
    assert "internal_notes" not in stored(stage).answers


async def submits(person: Person, verb: str, data: dict[str, Any]) -> Answer:
    """Press a button of one's own making in the pop-up, as if all that is sent had been shown."""
    return await invoke(person, "task/submit", {"data": {"verb": verb, "shown": " ".join(data), **data}})
