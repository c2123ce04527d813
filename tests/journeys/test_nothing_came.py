"""A client that sends what a button says and nothing of what stands in the fields, as some do on iOS."""

import json
from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Any

import pytest
from sqlalchemy import select

from cards.message import SHOWN
from domain.process import Phase
from storage.tables import DeliveryRow, PersonRow, PostedCardRow, ProcessRow, SeenActivityRow, Table
from tests.actors import Card, Person, fields_of, parts_of, words_of
from tests.cards.samples import every_card
from tests.journeys.door import Json, deliver, invoke, nothing_fails, press
from tests.journeys.rpa_team import becomes_coordinator, suggests_on_the_page
from tests.service import Guldkorn
from texts import sayer

NOTHING_CAME = "Jeg fik ikke det, der står i felterne, så jeg har ikke ændret noget."
TAPPED = frozenset({"answer", "mute", "queue", "digest_on"})
"""The verbs of buttons in the chats that take what is filled in; all others stand on pages."""
DOING = frozenset(
    {"business_case_export", "files", "follow", "legal_verify", "move", "next", "people_save"}
    | {"proposal_decide", "release", "take_up", "unfollow", "unmerge"}
)
"""The verbs of buttons on pages that take nothing of what is filled in, and yet do something."""
STANDS: tuple[Json, ...] = (
    {"phase": Phase.IDEA.value},
    {"phase": Phase.PREANALYSIS.value, "answers": {"professional_judgement": "high"}},
    {"phase": Phase.DEVELOPMENT.value},
    {
        "phase": Phase.OPERATION.value,
        "answers": {"put_into_operation": "2026-01-01", "internal_notes": "Obs. " * 500},
    },
)
"""How a suggestion stands, so that each page is reached in one of them."""


def buttons(card: Card) -> Iterator[Json]:
    """What each button of a card sends of itself."""
    for part in parts_of(card):
        if part.get("type") in ("Action.Execute", "Action.Submit"):
            yield {"verb": part.get("verb"), **part["data"]}


def taking() -> set[str]:
    """The verbs of all buttons there are that take what is filled in."""
    cards = (message.card for message in every_card(sayer("da")).values())
    return {button["verb"] for card in cards for button in buttons(card) if SHOWN in button}


@pytest.fixture
async def sine(stage: Guldkorn, mette: Person, anne: Person) -> Person:
    """Anne by herself, who reviews and coordinates, with a card of each kind in her chat and the channel."""
    await suggests_on_the_page(mette)
    await anne.taps("claim")
    person = Person(stage, anne.name)
    await person.installs_the_app()
    await becomes_coordinator(person)
    for said in ("kø", "indstillinger", "lydløs", "forslag", "Adressekontrol"):
        await person.says(said)
    await anne.says("opsamling", mention=True)
    return person


def stored_process(stage: Guldkorn) -> ProcessRow:
    with stage.service.database.session(None) as session:
        return session.scalars(select(ProcessRow)).one()


def stands(stage: Guldkorn, column: str, value: Any) -> None:
    """Let the suggestion stand like this."""
    with stage.service.database.session(None) as session:
        row = session.scalars(select(ProcessRow)).one()
        setattr(row, column, {**row.answers, **value} if column == "answers" else value)


def stored(stage: Guldkorn, *but: type[Table]) -> list[str]:
    """All that is kept, but for what was handled, and these."""
    left_out = [SeenActivityRow.__table__, *(table.__table__ for table in but)]
    tables = [table for table in Table.metadata.sorted_tables if table not in left_out]
    with stage.service.database.session(None) as session:
        return [repr(row) for table in tables for row in session.execute(select(table))]


async def submits(person: Person, sent: Json) -> Card:
    """Press a button of a page in a client that sends no fields; the page that is shown then."""
    answer = await invoke(person, "task/submit", {"data": sent})
    shown: Card = answer.body["task"]["value"]["card"]["content"]
    return shown


async def pages(person: Person, cards: Sequence[Card]) -> AsyncIterator[Card]:
    """All pages to which some cards lead."""
    ahead, seen = [button for card in cards for button in buttons(card) if "msteams" in button], set[str]()
    while ahead:
        opening = ahead.pop()
        place = json.dumps({name: said for name, said in opening.items() if name != "version"})
        if opening["verb"] not in DOING and place not in seen:
            seen.add(place)
            shown = await submits(person, opening)
            yield shown
            ahead += (button for button in buttons(shown) if SHOWN not in button)


def filled(card: Card) -> dict[str, str | None]:
    return {field["id"]: field.get("value") for field in fields_of(card)}


async def test_a_page_of_which_nothing_came_is_shown_again_as_it_stands_and_says_so(
    stage: Guldkorn, sine: Person, anne: Person
) -> None:
    met = set()
    cards = [message["card"] for message in (*await sine.told(), *await anne.told()) if message["card"]]
    for standing in STANDS:
        for column, value in standing.items():
            stands(stage, column, value)
        rows = stored(stage)
        with nothing_fails():
            async for page in pages(sine, cards):
                for sent in (button for button in buttons(page) if SHOWN in button):
                    met.add(sent["verb"])
                    again = await submits(sine, sent)
                    assert NOTHING_CAME in words_of({"card": again}), sent
                    # A line of the legal checklist that is tapped is asked next.
                    assert filled(again) == filled(page) or "line" in sent, sent
        assert stored(stage) == rows
    assert met == taking() - TAPPED


@pytest.mark.parametrize("verb", sorted(TAPPED))
async def test_a_card_of_which_nothing_came_stays_as_it_is_and_a_sentence_says_so(
    stage: Guldkorn, sine: Person, anne: Person, verb: str
) -> None:
    person = anne if verb == "digest_on" else sine
    [sent] = [
        button
        for button in buttons((await person.card_with(verb))["card"])
        if button["verb"] == verb and SHOWN in button
    ]
    rows = stored(stage)
    answer = await press(person, verb, **{name: said for name, said in sent.items() if name != "verb"})
    assert answer.body["value"].startswith(NOTHING_CAME)
    assert stored(stage) == rows
    rows = stored(stage, DeliveryRow, PostedCardRow)
    place = {"conversation": person.conversation} if person.conversation else {}
    await deliver(stage, {"text": None, "value": sent}, **{"as": person.name}, **place)
    assert NOTHING_CAME in "".join([words_of(message) for message in (await person.told())[-2:]])
    assert stored(stage, DeliveryRow, PostedCardRow) == rows


async def test_a_day_that_is_left_out_on_purpose_is_no_day(stage: Guldkorn, sine: Person) -> None:
    await sine.says("status 1")
    await sine.taps("more")
    await sine.fills_in("steer")
    await sine.fills_in("set_aside")
    await sine.fills_in("set_aside")
    assert stored_process(stage).status == "pending"
    assert stored_process(stage).look_again_on is None


async def test_the_only_text_of_a_page_can_be_taken_out(stage: Guldkorn, sine: Person) -> None:
    stands(stage, "answers", {"internal_notes": "Obs."})
    await sine.says("status 1")
    await sine.taps("more")
    await sine.fills_in("section")
    await sine.fills_in("section", press={"verb": "section", "data": {"section": "notes"}})
    assert filled(sine.page) == {"internal_notes": "Obs."}
    await sine.fills_in("section_save", internal_notes="")
    assert "internal_notes" not in stored_process(stage).answers


async def test_a_client_that_leaves_out_what_is_switched_off_is_understood(
    stage: Guldkorn, sine: Person
) -> None:
    [sent] = [sent for sent in buttons((await sine.card_with("mute"))["card"]) if "save" in sent]
    kinds = sent[SHOWN].split()
    told = dict.fromkeys(kinds[1:], "true")
    for switched_on in (told, {}):
        data = {name: said for name, said in sent.items() if name != "verb"}
        await press(sine, "mute", **data, **switched_on, sent="1")
        with stage.service.database.session(None) as session:
            muted = session.scalars(select(PersonRow.muted).where(PersonRow.name == "Anne Bundgaard")).one()
        assert set(muted) == set(kinds) - set(switched_on)
