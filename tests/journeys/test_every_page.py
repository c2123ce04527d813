"""Every page there is, reached by the buttons that lead to it: of which nothing came, and overtaken.

Some clients, above all on iOS, send what a button says and nothing of what stands in the fields.
"""

import json
from collections.abc import AsyncIterator, Iterator, Sequence

import pytest
from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from cards.message import SHOWN
from domain.assessment import CRITERIA
from domain.bookkeeping import CASE_QUESTIONS
from domain.legal import LEGAL_ITEMS
from domain.process import Phase, Status
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
WRITTEN = {
    "reason": "Nej.",
    "text": "Hvorfor?",
    "into": Phase.IDEA.value,
    "number": "2",
    "hours_saved": "10",
    "internal_notes": "Se her.",
    "vendor": "Robotfirmaet",
    "technologies": "UiPath",
    **{question.key: "50" for question in CASE_QUESTIONS},
    **dict.fromkeys((criterion.key for criterion in CRITERIA), "some"),
    **dict.fromkeys(LEGAL_ITEMS, "yes"),
}
"""What is written in fields that hold nothing else."""


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
        return session.scalars(select(ProcessRow).where(ProcessRow.number == 1)).one()


def stands(stage: Guldkorn, standing: Json) -> None:
    """Let the suggestion stand like this from now on."""
    with stage.service.database.session(None) as session:
        row = session.scalars(select(ProcessRow).where(ProcessRow.number == 1)).one()
        for column, value in standing.items():
            setattr(row, column, {**row.answers, **value} if column == "answers" else value)
        flag_modified(row, "answers")


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


async def everything_to_press(person: Person, cards: Sequence[Card]) -> list[Json]:
    """What the buttons of all pages about a suggestion send, each once, with what can be written there."""
    sent: list[Json] = []
    async for page in pages(person, cards):
        written = {field: WRITTEN.get(field, said) for field, said in filled(page).items()}
        for button in buttons(page):
            pressed = button | (written if SHOWN in button else {})
            if "version" in button and "process" in button and pressed not in sent:
                sent.append(pressed)
    return sent


async def test_a_page_of_which_nothing_came_is_shown_again_as_it_stands_and_says_so(
    stage: Guldkorn, sine: Person, anne: Person
) -> None:
    met = set()
    cards = [message["card"] for message in (*await sine.told(), *await anne.told()) if message["card"]]
    for standing in STANDS:
        stands(stage, standing)
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
    stands(stage, {"answers": {"internal_notes": "Obs."}})
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


@pytest.mark.parametrize("before", STANDS, ids=lambda standing: str(standing["phase"]))
async def test_whatever_is_pressed_on_a_page_that_was_overtaken_what_is_shown_is_as_it_is_now(
    stage: Guldkorn, sine: Person, anne: Person, before: Json
) -> None:
    cards = [message["card"] for message in (*await sine.told(), *await anne.told()) if message["card"]]
    anew = {"status": Status.IN_PROGRESS.value, "holder_id": stored_process(stage).holder_id}
    stands(stage, anew | before)
    aside = {"phase": Phase.PREANALYSIS.value, "status": Status.PENDING.value, "holder_id": None}
    ended = {"phase": Phase.SPECIFICATION.value, "status": Status.REJECTED.value}
    for pressed in await everything_to_press(sine, cards):
        for standing in (*STANDS, aside, ended):
            stands(stage, anew | standing)
            with nothing_fails():
                answer = await invoke(sine, "task/submit", {"data": pressed})
            now = stored_process(stage).version
            shown = list(buttons(answer.body))
            assert {button["version"] for button in shown if "version" in button} <= {now}, pressed


async def test_a_way_back_that_is_gone_leads_to_where_it_stands(stage: Guldkorn, sine: Person) -> None:
    stands(stage, {"phase": Phase.SPECIFICATION.value})
    await sine.says("status 1")
    await sine.taps("more")
    await sine.fills_in("steer")
    back = {"verb": "move_with_reason", "title": "Tilbage til en tidligere fase"}
    await sine.fills_in("move_with_reason", press=back)
    written = {"into": "preanalysis", "reason": "Reglerne ændres."}
    stands(stage, {"phase": Phase.PREANALYSIS.value})
    await sine.fills_in("move_with_reason", **written)
    assert filled(sine.page) == {"into": "idea", "reason": "Reglerne ændres."}
    stands(stage, {"phase": Phase.IDEA.value})
    await sine.fills_in("move_with_reason", **written)
    assert "Nr. 1 har ændret sig, siden kortet blev vist." in words_of({"card": sine.page})
    assert "Til foranalyse" in words_of({"card": sine.page})
    assert stored_process(stage).phase == "idea"
