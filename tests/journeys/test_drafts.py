"""What is half done is never lost, over days, restarts and replicas; and a CPR number is never kept."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import make_url, select

from sandbox.app import Sandbox
from services.people import as_actor
from services.submission import MOST_DRAFTS, start_draft
from storage.tables import ConversationRow, PersonRow
from tests.actors import Person, verbs_of, words_of
from tests.clock import SteeredClock
from tests.journeys.door import press
from tests.journeys.stored import drafts, everything, processes
from tests.journeys.suggesting import ANSWERS, KEPT, is_asked_for, suggests
from tests.service import ODENSE, ODENSE_BOT, Guldkorn, guldkorn

THREE_DAYS = 3 * 24 * 3600
CPR = "010190-1234"
WITH_CPR = f"Borgeren {CPR} ringer hver uge"
WARNED = "Det ligner et CPR-nummer. Jeg har ikke gemt din besked."


async def test_a_draft_kept_for_later_stands_in_the_list_and_goes_on_from_there(mette: Person) -> None:
    await is_asked_for(mette, "it_systems")
    await mette.says("annuller")
    assert "Skal jeg gemme »Bopælskontrol ved tilflytning« til senere?" in await mette.reads()
    await mette.taps("save")
    assert "Det er gemt" in await mette.reads()
    await mette.says("mine")
    listed = await mette.reads()
    assert "Kladde · 4 af 8 spørgsmål besvaret" in listed
    assert "Bopælskontrol ved tilflytning" in listed
    await mette.taps("continue")
    assert await mette.is_asked() == "it_systems"


async def test_the_list_shows_drafts_and_suggestions_with_phase_and_status(mette: Person) -> None:
    await suggests(mette)
    await mette.says("send")
    await suggests(mette, ANSWERS | {"title": "Adressekontrol"})
    await mette.says("gem")
    await mette.says("mine forslag")
    listed = await mette.reads()
    assert "Nr. 1 · Idé · Ikke vurderet" in listed
    assert "Bopælskontrol ved tilflytning" in listed
    assert "Kladde · 8 af 8 spørgsmål besvaret" in listed
    assert "Adressekontrol" in listed
    await mette.taps("status")
    assert "Du hører fra mig" in await mette.reads()


async def test_an_older_card_that_names_a_suggestion_by_its_number_still_leads_to_it(mette: Person) -> None:
    await suggests(mette)
    await mette.says("send")
    await mette.says("mine")
    await press(mette, "status", number=1)
    assert "Du hører fra mig" in await mette.reads()
    answer = await press(mette, "status", process="1")
    assert answer.body["value"].startswith("Det kan jeg ikke finde.")


async def test_a_suggestion_under_way_is_offered_before_a_new_one(mette: Person) -> None:
    await is_asked_for(mette, "it_systems")
    await mette.says("forslag")
    assert {"continue", "restart", "discard"} <= verbs_of((await mette.last())["card"])
    await mette.says("fortsæt")
    assert await mette.is_asked() == "it_systems"


async def test_beginning_again_forgets_what_was_written(mette: Person) -> None:
    await is_asked_for(mette, "it_systems")
    await mette.says("hej")
    await mette.taps("restart")
    assert await mette.is_asked() == "title"
    assert [state["answers"] for state in drafts(mette.guldkorn)] == [{}]


async def test_of_as_many_drafts_as_there_can_be_one_goes_before_another_is_begun(
    stage: Guldkorn, mette: Person
) -> None:
    await mette.says("hej")
    has_as_many_drafts_as_there_can_be(stage)
    full = "Der er plads til 20 kladder, og så mange har du. Skriv »mine«"
    for by in ("word", "tap"):
        await (mette.taps("suggest") if by == "tap" else mette.says("forslag"))
        told = [words_of(each) for each in (await mette.told())[-2:]]
        assert full in told[0]
        assert "Kladde · 1 af 8 spørgsmål besvaret" in told[1]
    await mette.taps("form")
    assert full in mette.answered["shown"]["text"]
    assert len(drafts(stage)) == MOST_DRAFTS
    await mette.taps("continue", press={"title": "Opgave 19"})
    await mette.says("annuller")
    await mette.says("slet")
    await mette.says("forslag")
    assert await mette.is_asked() == "title"


async def test_what_is_written_in_a_form_is_kept_though_there_are_as_many_drafts_as_there_can_be_by_now(
    stage: Guldkorn, mette: Person
) -> None:
    await mette.taps("form")
    has_as_many_drafts_as_there_can_be(stage)
    await mette.fills_in("form_save", title="Rykkere")
    titles = [state["answers"]["title"] for state in drafts(stage)]
    assert len(titles) == MOST_DRAFTS + 1
    assert "Rykkere" in titles


def has_as_many_drafts_as_there_can_be(stage: Guldkorn) -> None:
    with stage.service.database.session(None) as session:
        person = session.scalars(select(PersonRow).where(PersonRow.name == "Mette Holm")).one()
        chat = session.scalars(select(ConversationRow).where(ConversationRow.person_id == person.id)).one()
        for number in range(MOST_DRAFTS):
            state = {"answers": {"title": f"Opgave {number}"}, "asking": "long_description"}
            start_draft(session, as_actor(session, person), chat.id, state, stage.clock.now())


@pytest.mark.parametrize("by", ["word", "tap"])
async def test_a_draft_can_be_deleted(mette: Person, by: str) -> None:
    await is_asked_for(mette, "it_systems")
    await mette.says("hej")
    await (mette.taps("discard") if by == "tap" else mette.says("slet"))
    assert "Det er slettet" in await mette.reads()
    assert drafts(mette.guldkorn) == []
    await mette.says("mine")
    assert "Her er ikke noget endnu" in await mette.reads()


async def test_a_card_of_a_deleted_draft_says_that_it_is_gone(mette: Person) -> None:
    await mette.says("forslag")
    question = (await mette.last())["id"]
    await mette.says("Bopælskontrol")
    await mette.says("annuller")
    await mette.says("slet")
    await mette.taps("answer", question, title="Adressekontrol")
    assert "Den kladde er sendt eller slettet" in mette.answered["shown"]["text"]
    assert drafts(mette.guldkorn) == []


async def test_several_drafts_are_kept_apart(mette: Person) -> None:
    for title in ("Bopælskontrol", "Fakturaer"):
        await mette.says("forslag")
        await mette.says(title)
        await mette.says("annuller")
        await mette.says("gem")
    await mette.says("mine")
    await mette.taps("continue", press={"title": "Bopælskontrol"})
    await mette.says(ANSWERS["long_description"])
    assert [(state["answers"]["title"], len(state["answers"])) for state in drafts(mette.guldkorn)] == [
        ("Bopælskontrol", 2),
        ("Fakturaer", 1),
    ]


@pytest.mark.parametrize("saved", [False, True], ids=["left in the middle", "kept for later"])
async def test_after_three_days_and_a_restart_a_greeting_offers_to_go_on(
    database_url: str, sandbox: Sandbox, clock: SteeredClock, saved: bool
) -> None:
    async with guldkorn(database_url, sandbox, clock) as before:
        mette = Person(before, "odense-mette")
        await mette.installs_the_app()
        await is_asked_for(mette, "personal_data")
        if saved:
            await mette.says("annuller")
            await mette.says("gem")
    clock.advance(THREE_DAYS)
    async with guldkorn(database_url, sandbox, clock) as after:
        mette = Person(after, "odense-mette")
        await mette.says("hej")
        assert "Hej igen. Vi var i gang med »Bopælskontrol ved tilflytning«." in await mette.reads()
        await mette.taps("continue")
        for key in ("personal_data", "domains"):
            assert await mette.is_asked() == key
            await mette.says(ANSWERS[key])
        await mette.says("send")
        assert processes(after) == [KEPT]


@asynccontextmanager
async def replicas(
    database_url: str, sandbox: Sandbox, clock: SteeredClock
) -> AsyncIterator[tuple[Guldkorn, Guldkorn]]:
    async with guldkorn(database_url, sandbox, clock) as one, guldkorn(database_url, sandbox, clock) as other:
        yield one, other


@pytest.mark.parametrize("database_kind", [pytest.param("postgresql", marks=pytest.mark.slow)], indirect=True)
async def test_two_replicas_answer_by_turns_as_if_they_were_one(
    database_url: str, sandbox: Sandbox, clock: SteeredClock
) -> None:
    async with replicas(database_url, sandbox, clock) as services:
        people = [Person(service, "odense-mette") for service in services]

        def next_person(turn: int) -> Person:
            service = services[turn % 2]
            sandbox.connect(ODENSE_BOT, f"{service.url}/api/messages", [ODENSE])
            return people[turn % 2]

        await next_person(0).installs_the_app()
        await next_person(1).says("forslag")
        for turn in range(len(ANSWERS)):
            mette = next_person(turn)
            await mette.says(ANSWERS[await mette.is_asked()])
        mette = next_person(1)
        await mette.taps("submit")
        assert "Forslag nr. 1" in await mette.reads()
        assert processes(services[0]) == [KEPT]


async def assert_kept_nowhere(guldkorn: Guldkorn, database_url: str) -> None:
    """Look for the number in all tables, the database's files, and everything the bot ever posted."""
    assert CPR not in everything(guldkorn)
    address = make_url(database_url)
    if address.get_backend_name() == "sqlite":
        path = Path(str(address.database))
        for file in path.parent.glob(f"{path.name}*"):
            assert CPR.encode() not in file.read_bytes()
    mette = await guldkorn.api.get("people", "odense-mette")
    seen = await guldkorn.api.get(
        "conversations", mette["person"]["chat"], "messages", **{"as": "odense-mette"}
    )
    said_by_the_bot = [each for each in seen["messages"] if each["from"]["bot"]]
    assert said_by_the_bot
    assert CPR not in str(said_by_the_bot)


async def test_a_message_with_a_cpr_number_is_refused_at_every_step_and_kept_nowhere(
    mette: Person, database_url: str, capfd: pytest.CaptureFixture[str]
) -> None:
    await mette.says(WITH_CPR)
    assert WARNED in await mette.reads()
    await mette.says("forslag")
    for _ in ANSWERS:
        key = await mette.is_asked()
        await mette.says(WITH_CPR)
        assert WARNED in await mette.reads()
        assert await mette.is_asked() == key
        await mette.taps("answer", press={"title": "Videre"}, **{key: WITH_CPR})
        assert WARNED in await mette.reads()
        assert await mette.is_asked() == key
        await mette.says(ANSWERS[key])
    await mette.says(WITH_CPR)
    assert "Her er dit forslag" in await mette.reads()
    assert WARNED in (await mette.told())[-2]["text"]
    await mette.taps("add_more")
    while "Her er dit forslag" not in await mette.reads():
        await mette.says(WITH_CPR)
        assert WARNED in await mette.reads()
        await mette.says("spring over")
    await mette.says("annuller")
    await mette.says(CPR)
    assert WARNED in (await mette.told())[-2]["text"]
    await mette.says("fortsæt")
    await mette.says("send")
    assert processes(mette.guldkorn) == [KEPT]
    await assert_kept_nowhere(mette.guldkorn, database_url)
    logged = "".join(capfd.readouterr())
    assert "turn done" in logged
    assert CPR not in logged


@pytest.mark.parametrize(
    "pending",
    [["20"], ["tilbgae"], ["Jeg gør det 15 gange om ugen i 10 min."]],
    ids=["an unclear answer", "a mistyped command", "something read back"],
)
async def test_a_cpr_number_in_the_midst_of_clearing_something_up_changes_nothing(
    mette: Person, database_url: str, pending: list[str]
) -> None:
    await is_asked_for(mette, "long_description" if pending[0].startswith("Jeg") else "annual_occurrences")
    for said in pending:
        await mette.says(said)
    before = drafts(mette.guldkorn)[0] | {"heard": ""}
    await mette.says(WITH_CPR)
    assert WARNED in "".join([str(each["text"]) + str(each["card"]) for each in (await mette.told())[-2:]])
    assert drafts(mette.guldkorn)[0] | {"heard": ""} == before
    await assert_kept_nowhere(mette.guldkorn, database_url)


async def test_a_message_mended_after_the_warning_is_the_answer(mette: Person, database_url: str) -> None:
    await is_asked_for(mette, "long_description")
    await mette.says(WITH_CPR)
    await mette.edits((await mette.wrote())["id"], "Borgeren ringer hver uge")
    assert await mette.is_asked() == "annual_occurrences"
    assert drafts(mette.guldkorn)[0]["answers"]["long_description"] == "Borgeren ringer hver uge"
    await assert_kept_nowhere(mette.guldkorn, database_url)


async def test_an_edit_that_puts_a_cpr_number_in_is_refused(mette: Person, database_url: str) -> None:
    await is_asked_for(mette, "annual_occurrences")
    await mette.edits((await mette.wrote())["id"], WITH_CPR)
    assert WARNED in await mette.reads()
    assert drafts(mette.guldkorn)[0]["answers"]["long_description"] == ANSWERS["long_description"]
    await assert_kept_nowhere(mette.guldkorn, database_url)


async def test_a_cpr_number_said_to_the_bot_among_others_is_refused(mette: Person, database_url: str) -> None:
    world = await mette.guldkorn.api.get("world")
    odense = next(each for each in world["organisations"] if each["tenant_id"] == ODENSE)
    group = Person(mette.guldkorn, "odense-mette", odense["groups"][0]["id"])
    await mette.guldkorn.api.put("conversations", str(group.conversation), "app")
    await group.says(WITH_CPR, mention=True)
    assert WARNED in await group.reads()
    await assert_kept_nowhere(mette.guldkorn, database_url)


async def test_a_suggestion_can_be_taken_back_while_nobody_has_claimed_it(mette: Person) -> None:
    await suggests(mette)
    await mette.says("send")
    receipt = (await mette.last())["id"]
    await mette.taps("withdraw", receipt)
    shown = next(each for each in await mette.told() if each["id"] == receipt)
    assert "Forslag nr. 1 er trukket tilbage" in str(shown["card"])
    assert "withdraw" not in verbs_of(shown["card"])
    await mette.says("mine")
    assert "Nr. 1 · Idé · Trukket tilbage" in await mette.reads()
