"""A process on its way: on, back, aside, to its end and into its twin, by the pages of the desk."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from sqlalchemy import select

from domain.process import Phase, Status
from sandbox.app import Sandbox
from storage.tables import EventRow, ProcessRow
from tests.actors import Person, inputs_of, parts_of, verbs_of, words_of
from tests.journeys.door import invoke, nothing_fails
from tests.journeys.rpa_team import TEAM, review_cards, suggests_on_the_page
from tests.journeys.test_assessing import FITS, assesses
from tests.service import Guldkorn, guldkorn

DAY = 24 * 60 * 60
DOORS = (
    "more",
    "steer",
    "move",
    "move_with_reason",
    "set_aside",
    "take_up",
    "reject",
    "release",
    "merge",
    "unmerge",
)


@pytest.fixture
async def card(mette: Person, anne: Person) -> str:
    """The message that carries Mette's suggestion in the channel."""
    await suggests_on_the_page(mette)
    return str((await review_cards(anne))[-1]["id"])


def words(person: Person) -> str:
    """All words of the page that is open."""
    return words_of({"card": person.page})


def stored(guldkorn: Guldkorn, number: int = 1) -> ProcessRow:
    with guldkorn.service.database.session(None) as session:
        return session.scalars(select(ProcessRow).where(ProcessRow.number == number)).one()


def put(guldkorn: Guldkorn, phase: Phase, **columns: Any) -> None:
    """Let the process have come this far."""
    with guldkorn.service.database.session(None) as session:
        row = session.scalars(select(ProcessRow)).one()
        row.phase, row.status = phase.value, Status.IN_PROGRESS.value
        for column, value in columns.items():
            setattr(row, column, value)


def kinds(guldkorn: Guldkorn) -> list[str]:
    with guldkorn.service.database.session(None) as session:
        return list(session.scalars(select(EventRow.kind).where(EventRow.process_id.is_not(None))))


async def steers(person: Person, card: str) -> None:
    """Open the page that says where it goes next."""
    await person.taps("more", card)
    await person.fills_in("steer")


async def submits(person: Person, verb: str, row: ProcessRow, **filled_in: Any) -> str:
    """Send a page of one's own making; what is said in answer."""
    data = {"verb": verb, "process": str(row.id), "version": row.version, **filled_in}
    return str((await invoke(person, "task/submit", {"data": data})).body)


async def test_the_card_says_what_the_gate_wants_and_the_page_leads_to_each_line(
    stage: Guldkorn, mette: Person, anne: Person, card: str
) -> None:
    await anne.taps("accept", card)
    told = words_of({"card": await anne.looks_at(card)})
    assert "Før specifikationen mangler: en vurdering" in told
    await steers(anne, card)
    assert "move" not in verbs_of(anne.page)
    await anne.fills_in("assess")
    await anne.fills_in("assess_give", **FITS)
    assert "Klar til specifikationen" in words_of({"card": await anne.looks_at(card)})
    await steers(anne, card)
    assert "✓ en vurdering" in words(anne)
    await anne.fills_in("move")
    assert "Den er flyttet." in words(anne)
    assert stored(stage).phase == "specification"
    assert "Godt nyt om dit forslag nr. 1: Det går videre" in await mette.reads()


async def test_who_presses_on_in_spite_of_the_gate_reads_which_line_is_missing(
    stage: Guldkorn, anne: Person, card: str
) -> None:
    await anne.taps("accept", card)
    said = await submits(anne, "move", stored(stage), into="specification")
    assert "Nr. 1 mangler en vurdering." in said
    assert stored(stage).phase == "preanalysis"


async def test_a_coordinator_goes_on_although_something_is_missing_with_a_reason(
    stage: Guldkorn, mette: Person, susanne: Person, anne: Person, card: str
) -> None:
    await anne.taps("accept", card)
    coordinator = Person(stage, susanne.name, anne.conversation)
    await steers(coordinator, card)
    await coordinator.fills_in("move_with_reason", press={"title": "Videre, selv om der mangler noget"})
    await coordinator.fills_in("move_with_reason", reason=" ")
    assert "Her mangler der et svar." in words(coordinator)
    await coordinator.fills_in("move_with_reason", reason="Direktionen har besluttet det.")
    assert stored(stage).phase == "specification"
    assert "Direktionen har besluttet det." in await mette.reads()
    await steers(anne, card)
    assert "Videre, selv om der mangler noget" not in words(anne)


async def test_small_things_that_are_missing_are_filled_in_on_the_way_and_the_submitter_hears_what_is_saved(
    stage: Guldkorn, mette: Person, anne: Person, card: str
) -> None:
    await anne.taps("claim", card)
    put(stage, Phase.IMPLEMENTATION, watcher_id=stored(stage).holder_id)
    await steers(anne, card)
    assert list(inputs_of(anne.page)) == ["put_into_operation"]
    await anne.fills_in("move", put_into_operation="snart")
    assert "Den dato kan jeg ikke læse." in words(anne)
    await anne.fills_in("move", put_into_operation="")
    assert "Nr. 1 mangler datoen, hvor den blev sat i drift." in words(anne)
    await anne.fills_in("move", put_into_operation="2026-11-20")
    assert "Den er flyttet." in words(anne)
    row = stored(stage)
    assert (row.phase, row.answers["put_into_operation"]) == ("operation", "2026-11-20")
    told = await mette.reads()
    assert "Godt nyt om dit forslag nr. 1: Robotten er i drift" in told
    assert "Din idé sparer nu 92 timer om året." in told
    receipts = [words_of(each) for each in await mette.told()]
    (receipt,) = (each for each in receipts if "Forslag nr. 1 er i drift" in each)
    assert "Din idé sparer nu 92 timer om året." in receipt


async def test_what_is_filled_in_is_kept_though_something_else_is_missing_and_that_is_named(
    stage: Guldkorn, anne: Person, card: str
) -> None:
    await anne.taps("claim", card)
    put(stage, Phase.DEVELOPMENT)
    await steers(anne, card)
    await anne.fills_in("move", technologies="UiPath", schedule="")
    assert "Nr. 1 mangler svar i den juridiske afklaring." in words(anne)
    assert "✓ den anvendte teknologi" in words(anne)
    assert list(inputs_of(anne.page)) == ["schedule"]
    row = stored(stage)
    assert (row.phase, row.answers["technologies"]) == ("development", ["UiPath"])


async def test_a_step_back_takes_a_reason_and_a_phase(
    stage: Guldkorn, mette: Person, anne: Person, card: str
) -> None:
    await anne.taps("claim", card)
    put(stage, Phase.DEVELOPMENT)
    await steers(anne, card)
    await anne.fills_in("move_with_reason")
    await anne.fills_in("move_with_reason", into="idea", reason="")
    fields = {part.get("id"): part.get("value") for part in parts_of(anne.page) if part.get("id")}
    assert fields["into"] == "idea"
    await anne.fills_in("move_with_reason", into="preanalysis", reason="Systemet skiftes ud.")
    assert stored(stage).phase == "preanalysis"
    told = await mette.reads()
    assert "Det er gået et skridt tilbage" in told
    assert "Systemet skiftes ud." in told


async def test_a_robot_is_taken_out_of_operation_with_a_reason(
    stage: Guldkorn, mette: Person, anne: Person, card: str
) -> None:
    await anne.taps("claim", card)
    put(stage, Phase.OPERATION)
    await steers(anne, card)
    await anne.fills_in("move_with_reason", press={"title": "Tag ud af drift"})
    await anne.fills_in("move_with_reason", reason="Loven er ændret.")
    row = stored(stage)
    assert (row.phase, row.answers["decommissioned_on"]) == ("decommissioned", "2026-11-20")
    assert "Robotten er taget ud af drift" in await mette.reads()


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("failed", "Det lykkedes ikke med dit forslag nr. 1"),
        ("not_relevant", "Der er nyt om dit forslag nr. 1: Det er ikke længere aktuelt"),
    ],
)
async def test_what_has_come_further_ends_as_its_reviewer_says_and_is_taken_up_again(
    stage: Guldkorn, mette: Person, anne: Person, peter: Person, card: str, status: str, told: str
) -> None:
    await anne.taps("accept", card)
    await anne.taps("reject", card)
    await anne.fills_in("reject", status=status, reason="Robotten kunne ikke logge ind.")
    assert stored(stage).status == status
    said = await mette.reads()
    assert told in said
    assert "Robotten kunne ikke logge ind." in said
    await steers(peter, card)
    await peter.fills_in("take_up")
    assert "Den er taget op igen." in words(peter)
    assert "Peter Vestergaard" in words(peter)
    assert "RPA-teamet tager det op igen" in await mette.reads()


async def test_what_is_set_aside_until_a_day_comes_back_on_it_once_whatever_replica_looks(
    database_url: str, sandbox: Sandbox, stage: Guldkorn, mette: Person, anne: Person, card: str
) -> None:
    await steers(anne, card)
    await anne.fills_in("set_aside")
    await anne.fills_in("set_aside", look_again_on="2026-11-20")
    assert "ligger længere fremme" in words(anne)
    await anne.fills_in("set_aside", look_again_on="2026-11-22")
    assert "Den er sat til side." in words(anne)
    assert "venter lige nu" in "".join(words_of(each) for each in await mette.told())
    await stage.later(3 * DAY)
    async with guldkorn(database_url, sandbox, stage.clock) as replica:
        await asyncio.gather(
            *(each.service.timetable.carry_out("reminders") for each in (stage, replica) * 3)
        )
        await stage.settle()
    assert kinds(stage).count("brought_back") == 1
    reply = await anne.last()
    assert reply["thread"] == card
    assert "Nr. 1 skal ses på igen" in words_of(reply)


async def test_who_holds_what_waits_is_reminded_in_their_own_chat(
    stage: Guldkorn, anne: Person, card: str
) -> None:
    alone = Person(stage, anne.name)
    await alone.installs_the_app()
    await anne.taps("claim", card)
    await stage.later(20 * DAY)
    for _ in range(2):
        await stage.service.timetable.carry_out("reminders")
        await stage.settle()
    told = [words_of(each) for each in await alone.told()]
    assert len([said for said in told if "Nr. 1 har stået i Idé i 20 dage" in said]) == 1
    await alone.taps("more")
    assert "Bopælskontrol ved tilflytning" in words(alone)


async def test_twins_are_merged_by_number_and_taken_apart_again(
    stage: Guldkorn, mette: Person, anne: Person, card: str
) -> None:
    jonas = Person(stage, "odense-jonas")
    await jonas.installs_the_app()
    await suggests_on_the_page(jonas, title="Adresser")
    await anne.taps("more", card)
    await anne.fills_in("merge")
    for number, problem in (
        ("", "Her mangler der et svar."),
        ("den anden", "Her skal jeg bruge et tal."),
        ("9" * 400, "fylder 400 tegn"),
        ("1", "Nr. 1 kan ikke slås sammen med sig selv."),
        ("77", "Det nummer kan jeg ikke finde."),
    ):
        await anne.fills_in("merge", number=number)
        assert problem in words(anne)
    for number in ("nr. 2", "Nr.2", "NR2", "no. 2", " #2", "2"):
        await steers(anne, card)
        await anne.fills_in("merge")
        await anne.fills_in("merge", number=number)
        assert "Nr. 2 · Adresser" in words(anne)
    assert stored(stage).status == "not_rated", "nothing is merged before it is confirmed"
    await anne.fills_in("merge")
    assert "De to er slået sammen." in words(anne)
    assert stored(stage).status == "merged"
    assert "Slået sammen med nr. 2 »Adresser«" in words_of({"card": await anne.looks_at(card)})
    told = await mette.reads()
    assert "Det er slået sammen med et andet" in told
    assert "Nr. 2 · Adresser" in told
    for person in (mette, jonas):
        await person.says("status 1")
        assert "Arbejdet går videre i nr. 2 »Adresser«." in await person.reads()
    second = (await review_cards(anne))[-1]["id"]
    await anne.taps("accept", second)
    assert "Godt nyt om forslag nr. 2, som du følger: Det går videre" in await mette.reads()
    assert "Godt nyt om dit forslag nr. 2: Det går videre" in await jonas.reads()
    await steers(anne, card)
    await anne.fills_in("unmerge")
    assert "De to er skilt ad igen." in words(anne)
    assert stored(stage).status == "not_rated"
    assert "Det står for sig selv igen" in await mette.reads()


async def test_of_a_private_twin_the_submitter_is_not_told_which_it_is(
    stage: Guldkorn, mette: Person, susanne: Person, anne: Person, card: str
) -> None:
    jonas = Person(stage, "odense-jonas")
    await jonas.installs_the_app()
    await suggests_on_the_page(jonas, title="Hemmelighed", visibility="private")
    await anne.taps("more", card)
    await anne.fills_in("merge")
    await anne.fills_in("merge", number="2")
    assert "Det nummer kan jeg ikke finde." in words(anne), "it reads as one that does not exist"
    coordinator = Person(stage, susanne.name, anne.conversation)
    await coordinator.taps("more", card)
    await coordinator.fills_in("merge")
    await coordinator.fills_in("merge", number="2")
    await coordinator.fills_in("merge")
    told = await mette.reads()
    assert "Arbejdet går videre i et andet forslag." in told
    assert "Hemmelighed" not in told


async def test_a_page_that_was_overtaken_shows_what_is_so_now_and_keeps_what_was_written(
    stage: Guldkorn, susanne: Person, anne: Person, card: str
) -> None:
    coordinator = Person(stage, susanne.name, anne.conversation)
    await anne.taps("accept", card)
    await steers(coordinator, card)
    await coordinator.fills_in("set_aside")
    await anne.taps("ask", card)
    await anne.fills_in("ask", text="Hvorfor?")
    await coordinator.fills_in("set_aside", look_again_on="2027-01-01")
    assert "Der er sket noget med forslaget, mens du skrev." in words(coordinator)
    assert stored(stage).status == "in_progress"
    old = stored(stage)
    await assesses(anne, card, FITS)
    said = await submits(anne, "move", old, into="specification")
    assert "Nr. 1 har ændret sig, siden kortet blev vist." in said
    assert stored(stage).phase == "preanalysis"


async def test_a_step_back_that_somebody_took_before_shows_how_it_stands_by_now(
    stage: Guldkorn, anne: Person, peter: Person, card: str
) -> None:
    await anne.taps("accept", card)
    await submits(anne, "release", stored(stage))
    for reviewer in (anne, peter):
        await steers(reviewer, card)
        await reviewer.fills_in("move_with_reason")
    await anne.fills_in("move_with_reason", into="idea", reason="Systemet skiftes ud.")
    await submits(anne, "release", stored(stage))
    await peter.fills_in("move_with_reason", into="idea", reason="")
    assert "Nr. 1 har ændret sig, siden kortet blev vist." in words(peter)
    assert stored(stage).phase == "idea"


async def test_the_second_of_two_who_press_the_same_button_sees_how_it_stands_by_now(
    stage: Guldkorn, anne: Person, peter: Person, card: str
) -> None:
    await anne.taps("reject", card)
    await anne.fills_in("reject", reason="Ikke nu.")
    for reviewer in (anne, peter):
        await steers(reviewer, card)
    await anne.fills_in("take_up")
    await peter.fills_in("take_up")
    assert "Nr. 1 har ændret sig, siden kortet blev vist." in words(peter)
    assert "Anne Bundgaard har den" in words(peter)
    await submits(anne, "release", stored(stage))
    for verb in ("release", "unmerge", "override"):
        said = await submits(anne, verb, stored(stage))
        assert "Nr. 1 har ændret sig, siden kortet blev vist." in said
        assert "Ingen har taget den endnu" in said
    assert stored(stage).status == "not_rated"


async def test_a_reviewer_reads_the_process_card_in_their_own_chat_and_it_stays_current(
    stage: Guldkorn, mette: Person, anne: Person, peter: Person, card: str
) -> None:
    alone = Person(stage, anne.name)
    await alone.installs_the_app()
    await alone.says("status 1")
    assert {"claim", "assess", "ask", "accept", "reject", "more"} <= verbs_of((await alone.last())["card"])
    await peter.taps("claim", card)
    assert "Peter Vestergaard har den" in await alone.reads()
    await mette.says("status 1")
    assert "claim" not in verbs_of((await mette.last())["card"])


async def test_while_teams_does_not_say_who_reviews_a_colleague_reads_how_it_stands(
    stage: Guldkorn, anne: Person, card: str
) -> None:
    alone = Person(stage, anne.name)
    await alone.installs_the_app()
    await stage.later(600)
    await stage.api.post("faults", kind="status", status=403, operation="paged_members", times=2)
    await alone.says("status 1")
    assert "Nr. 1 · Bopælskontrol ved tilflytning" in await alone.reads()
    assert "claim" not in verbs_of((await alone.last())["card"])


async def test_a_coordinator_reads_a_private_suggestion_in_full_in_their_own_chat(
    stage: Guldkorn, mette: Person, susanne: Person, channel: str
) -> None:
    await suggests_on_the_page(mette, title="Sygefravær", visibility="private")
    await susanne.says("status 1")
    assert "Nr. 1 · Sygefravær" in await susanne.reads()
    assert "claim" in verbs_of((await susanne.last())["card"])
    await susanne.taps("claim")
    assert "Susanne Dam har den" in await susanne.reads()


@pytest.mark.parametrize("verb", DOORS)
async def test_who_left_the_team_a_minute_ago_opens_and_changes_nothing(
    stage: Guldkorn, anne: Person, peter: Person, card: str, verb: str
) -> None:
    await peter.taps("more", card)
    await stage.api.delete("teams", TEAM, "members", peter.name)
    row = stored(stage)
    filled = {"filled": 1, "reason": "Nej.", "into": "preanalysis", "look_again_on": "", "number": "1"}
    async with nothing_of_it_changes(stage):
        said = await submits(peter, verb, row, **filled)
    assert "Det er RPA-teamet" in said or verb in ("more", "merge")


@asynccontextmanager
async def nothing_of_it_changes(stage: Guldkorn) -> AsyncIterator[None]:
    before = stored(stage).version
    yield
    assert stored(stage).version == before


MANGLED: tuple[dict[str, Any], ...] = (
    {},
    {"process": None},
    {"process": "42"},
    {"process": "00000000-0000-0000-0000-000000000000"},
    {"process": ["x"], "version": "1"},
)


@pytest.mark.parametrize("verb", DOORS)
async def test_a_page_of_no_process_is_answered_with_a_sentence(
    stage: Guldkorn, anne: Person, card: str, verb: str
) -> None:
    with nothing_fails():
        for data in MANGLED:
            for door in ("task/fetch", "task/submit"):
                answer = await invoke(
                    anne, door, {"data": {"verb": verb, "filled": 1, "into": "idea", **data}}
                )
                assert answer.body["task"]["type"] == "message"


async def test_who_holds_a_private_process_can_let_it_go(stage: Guldkorn, anne: Person, card: str) -> None:
    await anne.taps("claim", card)
    put(stage, Phase.IDEA, visibility="private")
    await steers(anne, card)
    await anne.fills_in("release")
    assert anne.answered["shown"]["kind"] == "closed", anne.answered["shown"]
    assert stored(stage).holder_id is None
    assert kinds(stage)[-1] == "released"


@pytest.mark.parametrize(
    "filled_in",
    [
        {"into": "paradise"},
        {"into": 7},
        {"into": ["specification"]},
        {"into": "operation"},
        {"version": "1"},
        {"version": None},
        {"status": "merged"},
        {"status": {"x": 1}, "reason": ["x"]},
        {"number": 17},
        {"number": {"x": 1}},
        {"into": "00000000-0000-0000-0000-000000000000"},
        {"look_again_on": ["2027-01-01"]},
    ],
)
async def test_mangled_pages_are_answered_and_change_nothing(
    stage: Guldkorn, anne: Person, card: str, filled_in: dict[str, Any]
) -> None:
    row = stored(stage)
    with nothing_fails():
        for verb in ("move", "move_with_reason", "reject", "merge"):
            async with nothing_of_it_changes(stage):
                await submits(anne, verb, row, **{"filled": 1, "on": "1", **filled_in})
