"""The people around a process: parts handed on, comments with mentions, followers, and its history."""

import json
from typing import Any

import pytest
from sqlalchemy import select

from sandbox.app import Sandbox
from sandbox.world import demo_world
from storage.tables import EventRow, ProcessRow
from tests.actors import Person, parts_of, verbs_of, words_of
from tests.journeys.door import Answer, invoke
from tests.journeys.rpa_team import TEAM, review_cards, suggests_on_the_page
from tests.service import Guldkorn

IDS = {
    person["id"]: person["aad_id"]
    for organisation in demo_world()["organisations"]
    for person in organisation["people"]
}
STRANGER = IDS["gladsaxe-omar"]
CPR = "010190-1234"


@pytest.fixture
async def card(mette: Person, anne: Person) -> str:
    """The message that carries Mette's submission in the channel."""
    await suggests_on_the_page(mette)
    return str((await review_cards(anne))[-1]["id"])


async def opens_people(reviewer: Person, card: str, part: str | None = None) -> None:
    """Open who does what, and perhaps where one part is given."""
    await reviewer.taps("more", card)
    await reviewer.fills_in("people")
    if part is not None:
        await reviewer.fills_in("people", press={"verb": "people", "data": {"part": part}})


async def gives(reviewer: Person, **said: str) -> None:
    """Save the part that the page is about."""
    await reviewer.fills_in("people_save", press={"verb": "people_save", "title": "Gem"}, **said)


async def names_expert(reviewer: Person, card: str, person: str) -> None:
    """Name the process expert on the page for it."""
    await opens_people(reviewer, card, "expert")
    await gives(reviewer, person=IDS[person])


def reads(person: Person) -> str:
    """What the pop-up shows."""
    shown = person.answered["shown"]
    return words_of(shown) if shown.get("card") else str(shown["text"])


def field(person: Person, name: str) -> dict[str, Any]:
    return next(part for part in parts_of(person.page) if part.get("id") == name)


def has_pressed(person: Person, verb: str) -> dict[str, Any]:
    """What a button of the page sends."""
    return next(
        part["data"] for part in parts_of(person.page) if (part.get("data") or {}).get("verb") == verb
    )


def happened(guldkorn: Guldkorn) -> list[str]:
    """The kinds of all events so far."""
    with guldkorn.service.database.session(None) as session:
        return list(session.scalars(select(EventRow.kind).order_by(EventRow.id)))


async def test_who_does_what_can_be_looked_at_by_reviewers_who_may_not_change_it(
    anne: Person, peter: Person, card: str
) -> None:
    await anne.taps("claim", card)
    await opens_people(peter, card)
    assert "Anne Bundgaard" in reads(peter)
    assert not any((part.get("selectAction") or {}).get("data") for part in parts_of(peter.page))
    await opens_people(anne, card)
    assert any((part.get("selectAction") or {}).get("data") for part in parts_of(anne.page))


async def test_a_colleague_chosen_from_the_team_holds_it_and_is_told(
    mette: Person, anne: Person, peter: Person, card: str
) -> None:
    await anne.taps("claim", card)
    await opens_people(anne, card, "deputy")
    await gives(anne, person=IDS[peter.name])
    assert "Jeg kan ikke give Peter Vestergaard besked, så sig det selv." in reads(anne)
    chat = Person(peter.guldkorn, peter.name)
    await chat.installs_the_app()
    await opens_people(anne, card, "holder")
    picker = field(anne, "person")
    assert picker["choices.data"] == {"type": "Data.Query", "dataset": "graph.microsoft.com/users"}
    names = {choice["title"]: choice["value"] for choice in picker["choices"]}
    await gives(anne, person=names["Peter Vestergaard"])
    assert "Gemt. Peter Vestergaard får besked." in reads(anne)
    assert "Nr. 1 er givet videre til dig" in await chat.reads()
    await chat.taps("more")
    assert "Bopælskontrol" in reads(chat)
    assert "Peter Vestergaard har den" in words_of({"card": await anne.looks_at(card)})


async def test_who_hands_on_what_they_may_not_read_by_themselves_is_shown_no_more_of_it(
    stage: Guldkorn, anne: Person, card: str
) -> None:
    await anne.taps("claim", card)
    with stage.service.database.session(None) as session:
        session.scalars(select(ProcessRow)).one().visibility = "private"
    await opens_people(anne, card, "holder")
    await gives(anne, person=IDS["odense-peter"])
    assert happened(stage)[-1] == "handed_over"
    assert anne.answered["shown"]["kind"] == "closed", anne.answered["shown"]


async def test_the_team_is_listed_as_danes_sort_names(
    stage: Guldkorn, sandbox: Sandbox, anne: Person, susanne: Person, card: str
) -> None:
    for name, called in (("odense-susanne", "Aase Dam"), ("odense-anne", "bo"), ("odense-peter", "Ærlig")):
        sandbox.world.people[name].name = called
    await stage.later(600)
    await anne.taps("claim", card)
    await opens_people(anne, card, "deputy")
    assert [choice["title"] for choice in field(anne, "person")["choices"]] == ["bo", "Ærlig", "Aase Dam"]
    await susanne.says("indstillinger")
    await susanne.taps("coordinators")
    assert [choice["title"] for choice in field(susanne, "colleague")["choices"]] == ["bo", "Ærlig"]


async def test_a_comment_reaches_thread_and_submitter_and_who_is_mentioned_once(
    mette: Person, anne: Person, susanne: Person, card: str
) -> None:
    await mette.says("status 1")
    await mette.taps("comments")
    assert "Her er ingen kommentarer endnu." in reads(mette)
    told = len(await susanne.told())
    await mette.fills_in("comment", text="Skal vi tale om det?", mentioned=IDS["odense-susanne"])
    assert "Sendt til dem, der følger forslaget." in reads(mette)
    assert "Skal vi tale om det?" in reads(mette)
    assert len(await susanne.told()) == told + 1
    assert "Mette Holm nævner dig i en kommentar til nr. 1" in await susanne.reads()
    assert "Mette Holm har skrevet om nr. 1:" in await anne.reads()
    await anne.taps("comments")
    await anne.fills_in("comment", text="Ja, gerne.")
    assert "Anne Bundgaard har skrevet en kommentar til nr. 1" in await mette.reads()
    await mette.taps("comments")
    await mette.fills_in("history")
    assert "Anne Bundgaard skrev en kommentar" in reads(mette)
    await mette.fills_in("history", group="people")
    assert "skrev en kommentar" not in reads(mette)
    await mette.fills_in("more")
    assert "Nr. 1 · Bopælskontrol ved tilflytning" in reads(mette)


async def test_of_a_private_process_the_channel_hears_only_that_somebody_wrote(
    mette: Person, anne: Person, susanne: Person
) -> None:
    await suggests_on_the_page(mette, visibility="private")
    await mette.says("status 1")
    await mette.taps("comments")
    await mette.fills_in("comment", text="Min chef ved det ikke.", mentioned=IDS["odense-susanne"])
    assert "Min chef ved det ikke." in await susanne.reads()
    assert "Der er en ny kommentar til nr. 1" in await anne.reads()
    assert all("Min chef" not in words_of(message) for message in await anne.told())
    await anne.taps("comments")
    assert "kan jeg ikke finde" in reads(anne)


async def test_a_colleague_follows_hears_of_it_and_stops(
    stage: Guldkorn, mette: Person, anne: Person, card: str
) -> None:
    jonas = Person(stage, "odense-jonas")
    await jonas.installs_the_app()
    await jonas.says("status 1")
    await jonas.taps("follow")
    assert "Følg ikke mere" in str((await jonas.last())["card"])
    await comments(mette, "Det haster.")
    assert "Det haster." in await jonas.reads()
    await jonas.taps("unfollow")
    assert "Følg forslaget" in str((await jonas.card_with("follow"))["card"])
    told = len(await jonas.told())
    await comments(mette, "Det haster stadig.")
    assert len(await jonas.told()) == told


async def test_a_colleague_with_an_older_client_sees_that_they_follow_and_that_they_stopped(
    stage: Guldkorn, card: str
) -> None:
    jonas = Person(stage, "odense-jonas")
    await jonas.installs_the_app()
    await jonas.says("status 1")
    jonas.old_client = True
    for verb, words in (("follow", "Følg ikke mere"), ("unfollow", "Følg forslaget")):
        before = len(await jonas.told())
        await jonas.taps(verb)
        (shown,) = (await jonas.told())[before:]
        assert words in str(shown["card"])


async def test_who_may_read_it_no_more_is_told_no_more(
    stage: Guldkorn, mette: Person, susanne: Person, card: str
) -> None:
    jonas = Person(stage, "odense-jonas")
    await jonas.installs_the_app()
    await jonas.says("status 1")
    await jonas.taps("follow")
    await susanne.says("status 1")
    await susanne.taps("more")
    await susanne.fills_in("comments")
    await susanne.fills_in("follow", text="Halvt skrevet")
    assert field(susanne, "text")["value"] == "Halvt skrevet"
    assert "Følg ikke mere" in str(susanne.page)
    told = len(await jonas.told())
    with stage.service.database.session(None) as session:
        session.scalars(select(ProcessRow)).one().visibility = "private"
    await comments(mette, "Kun for jer.")
    assert len(await jonas.told()) == told
    assert "Kun for jer." in await susanne.reads()


async def comments(person: Person, text: str) -> None:
    """Write a comment by way of the status card."""
    await person.says("status 1")
    await person.taps("comments")
    await person.fills_in("comment", text=text)


async def test_what_is_written_stays_while_it_cannot_be_sent(mette: Person, card: str) -> None:
    await mette.says("status 1")
    await mette.taps("comments")
    before = happened(mette.guldkorn)
    await mette.fills_in("comment", text="Hej allesammen", mentioned=STRANGER)
    assert "Den kollega kender jeg ikke endnu." in reads(mette)
    assert field(mette, "text")["value"] == "Hej allesammen"
    await mette.fills_in("comment", text=f"Borgeren {CPR}", mentioned="")
    assert "ligner et CPR-nummer" in reads(mette)
    assert "value" not in field(mette, "text")
    await mette.fills_in("comment", text="", mentioned=",".join(["x"] * 30))
    assert "Her mangler der et svar." in reads(mette)
    assert "der er plads til 10" in reads(mette)
    await mette.fills_in("comment", text="x" * 100_000)
    assert "der er plads til 2.000" in reads(mette)
    assert happened(mette.guldkorn) == before


async def test_only_the_team_holds_and_only_colleagues_have_parts(
    mette: Person, anne: Person, card: str
) -> None:
    await anne.taps("claim", card)
    for part, chosen, why in (
        ("holder", IDS["odense-mette"], "med i RPA-teamet"),
        ("deputy", STRANGER, "med i RPA-teamet"),
        ("expert", STRANGER, "kender jeg ikke endnu"),
        ("watcher", "\x00'; --", "kender jeg ikke endnu"),
        ("watcher", "", "mangler der et svar"),
    ):
        await opens_people(anne, card, part)
        before = happened(anne.guldkorn)
        await gives(anne, person=chosen)
        assert why in reads(anne), (part, chosen)
        assert happened(anne.guldkorn) == before
    await gives(anne, person=IDS["odense-mette"])
    assert "Gemt. Mette Holm får besked." in reads(anne)
    assert "Du holder øje med robotten til nr. 1" in await mette.reads()


async def test_the_expert_is_named_and_the_submitter_is_proposed_as_long_as_nobody_is(
    stage: Guldkorn, mette: Person, anne: Person, card: str
) -> None:
    jonas = Person(stage, "odense-jonas")
    await jonas.installs_the_app()
    await anne.taps("claim", card)
    await opens_people(anne, card, "watcher")
    assert "value" not in field(anne, "person")
    await opens_people(anne, card, "expert")
    assert field(anne, "person")["value"] == IDS["odense-mette"]
    await gives(anne, person=IDS["odense-jonas"])
    assert "RPA-teamet kan spørge dig" in await jonas.reads()
    await opens_people(anne, card, "expert")
    assert "value" not in field(anne, "person")


async def test_the_expert_is_asked_too_answers_in_the_chat_and_corrects_the_answers(
    stage: Guldkorn, mette: Person, anne: Person, card: str
) -> None:
    jonas = Person(stage, "odense-jonas")
    await jonas.installs_the_app()
    await anne.taps("claim", card)
    await names_expert(anne, card, "odense-jonas")
    await asks(anne, card, "Hvor får du adressen fra?")
    assert "Anne Bundgaard spørger om nr. 1, hvor du er faglig kontaktperson" in await jonas.reads()
    assert "Anne Bundgaard spørger om dit forslag nr. 1" in await mette.reads()
    await jonas.says("Fra flytteanmeldelsen")
    assert "Dit svar er sendt" in await jonas.reads()
    assert "Jonas Kirkegaard har svaret om nr. 1:" in await mette.reads()
    assert "Fra flytteanmeldelsen" in await mette.reads()
    assert "Jonas Kirkegaard har svaret om nr. 1:" in await anne.reads()
    answered = happened(stage).count("answered")
    await mette.says("Fra borgeren selv")
    assert happened(stage).count("answered") == answered == 1
    await asks(anne, card, "Hvor tit?")
    await jonas.says("status 1")
    await jonas.taps("answer_question")
    assert "Du kan bare svare her." in await jonas.reads()
    await mette.says("Hver dag")
    await jonas.says("status 1")
    assert "answer_question" not in verbs_of((await jonas.last())["card"])
    await jonas.taps("section")
    await jonas.fills_in("section_save", title="Adressekontrol")
    await mette.says("status 1")
    assert "Adressekontrol" in await mette.reads()


async def test_who_is_expert_no_more_is_not_asked_for_ever(
    stage: Guldkorn, mette: Person, anne: Person, card: str
) -> None:
    jonas = Person(stage, "odense-jonas")
    await jonas.installs_the_app()
    await anne.taps("claim", card)
    await names_expert(anne, card, "odense-jonas")
    await asks(anne, card, "Hvor får du adressen fra?")
    await names_expert(anne, card, "odense-mette")
    await jonas.says("Fra flytteanmeldelsen")
    await jonas.says("mine")
    assert "Mine forslag" in await jonas.reads()
    await jonas.says("Fra flytteanmeldelsen")
    assert "Det kan jeg hjælpe med" in await jonas.reads()
    assert "answered" not in happened(stage)


async def asks(reviewer: Person, card: str, text: str) -> None:
    await reviewer.taps("ask", card)
    await reviewer.fills_in("ask", text=text)


async def test_a_page_that_was_overtaken_changes_nothing_and_says_so(
    anne: Person, susanne: Person, card: str
) -> None:
    await anne.taps("claim", card)
    await opens_people(anne, card, "deputy")
    sent = has_pressed(anne, "people_save") | {"person": IDS["odense-peter"]}
    await gives(anne, person=IDS["odense-peter"])
    answer = await submits(anne, sent)
    assert "i mellemtiden" in json.dumps(answer.body, ensure_ascii=False)
    mistyped: dict[str, Any] = {"version": "1", "part": ["deputy"], "person": 7, "process": "nr. 1"}
    before = happened(anne.guldkorn)
    for name, value in mistyped.items():
        answer = await submits(anne, sent | {name: value})
        assert answer.status == 200
        assert answer.body["task"]["type"] in ("message", "continue")
    assert happened(anne.guldkorn) == before


async def test_who_left_the_team_a_minute_ago_hands_nothing_over(
    stage: Guldkorn, anne: Person, card: str
) -> None:
    await anne.taps("claim", card)
    await opens_people(anne, card, "holder")
    await stage.api.delete("teams", TEAM, "members", anne.name)
    await stage.settle()
    await gives(anne, person=IDS["odense-peter"])
    assert "Det er RPA-teamet, der tager sig af forslagene" in reads(anne)


async def submits(person: Person, data: dict[str, Any]) -> Answer:
    """Send a page's data past the client."""
    return await invoke(person, "task/submit", {"data": data})
