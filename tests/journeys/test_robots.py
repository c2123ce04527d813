"""Business case, legal clarification and operation, on their pages."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from cards.message import CARD_BYTES, size
from domain.legal import LEGAL_ITEMS
from domain.process import Phase
from storage.tables import EventRow, GainRow, LegalAnswerRow, PersonRow, ProcessRow
from tests.actors import CONSENT, INFO, Person, attached, fields_of, verbs_of, words_of
from tests.journeys.door import invoke, nothing_fails
from tests.journeys.rpa_team import TEAM, review_cards, suggests_on_the_page
from tests.service import Guldkorn

COSTS = {
    "hourly_rate": "350",
    "development_hours": "40",
    "development_rate": "700",
    "licence_per_year": "2.000",
    "operation_per_year": "0",
}
DOORS = (
    "business_case",
    "business_case_save",
    "business_case_export",
    "legal",
    "legal_save",
    "legal_verify",
    "operation",
    "operation_save",
)


@pytest.fixture
async def card(stage: Guldkorn, mette: Person, anne: Person) -> str:
    """The message that carries Mette's suggestion in the channel, in preanalysis with Anne."""
    await suggests_on_the_page(mette)
    card = str((await review_cards(anne))[-1]["id"])
    await anne.taps("accept", card)
    return card


def stored(guldkorn: Guldkorn) -> ProcessRow:
    with guldkorn.service.database.session(None) as session:
        return session.scalars(select(ProcessRow)).one()


def put(guldkorn: Guldkorn, phase: Phase, watcher: str | None = None, **answers: Any) -> None:
    """Put the process where it would be after months of work."""
    with guldkorn.service.database.session(None) as session:
        row = session.scalars(select(ProcessRow)).one()
        row.phase, row.answers = phase.value, {**row.answers, **answers}
        named = select(PersonRow.id).where(PersonRow.name == watcher)
        row.watcher_id = session.scalar(named) if watcher else None


def gains(guldkorn: Guldkorn) -> list[tuple[str, float]]:
    with guldkorn.service.database.session(None) as session:
        return [(f"{row.month:%Y-%m}", row.hours) for row in session.scalars(select(GainRow))]


def legal_answers(guldkorn: Guldkorn) -> dict[str, tuple[str, str]]:
    with guldkorn.service.database.session(None) as session:
        return {row.item: (row.answer, row.note) for row in session.scalars(select(LegalAnswerRow))}


def words(person: Person) -> str:
    return words_of({"card": person.page})


def filled(person: Person) -> dict[str, str]:
    """What stands in the fields of the page."""
    return {part["id"]: part.get("value", "") for part in fields_of(person.page)}


async def opens(person: Person, card: str, verb: str) -> None:
    """Go by the page of the process to one of those it leads to."""
    await person.taps("more", card)
    await person.fills_in(verb)


async def test_a_business_case_is_made_from_what_the_organisation_has_settled(
    stage: Guldkorn, anne: Person, card: str
) -> None:
    await opens(anne, card, "business_case")
    assert filled(anne) == {
        "hourly_rate": "350",
        "development_hours": "",
        "development_rate": "700",
        "licence_per_year": "0",
        "operation_per_year": "0",
    }
    await anne.fills_in("business_case_save", **(COSTS | {"hourly_rate": "mange", "development_hours": ""}))
    assert "Her skal jeg bruge et tal." in words(anne)
    assert "Her mangler der et svar." in words(anne)
    assert filled(anne)["hourly_rate"] == "mange"
    assert stored(stage).business_case is None
    await anne.fills_in("business_case_save", **COSTS)
    for told in (
        "92 timer om året",
        "690 gange om året × 10 min × 80 % = 92 timer",
        "92 timer × 350 kr. = 32.200 kr.",
        "Licens 2.000 kr. + drift 0 kr. = 2.000 kr.",
        "40 timer × 700 kr. = 28.000 kr.",
        "32.200 kr. − 2.000 kr. = 30.200 kr.",
        "30.200 kr. − 28.000 kr. = 2.200 kr.",
        "Tjener sig ind på 12 måneder",
        "De første fem år (kr.)",
        "Det er gemt.",
    ):
        assert told in words(anne)
    assert "more" in verbs_of(anne.page)


async def test_the_business_case_comes_as_a_file_that_a_danish_spreadsheet_reads(
    stage: Guldkorn, anne: Person, card: str
) -> None:
    chat = Person(stage, anne.name)
    await chat.installs_the_app()
    put(stage, Phase.PREANALYSIS, title="=2+3,=4")
    await opens(anne, card, "business_case")
    await anne.fills_in("business_case_save", **COSTS)
    await anne.fills_in("business_case_export")
    assert "Jeg har lagt filen frem i vores egen chat." in words(anne)
    offer = [each for each in await chat.told() if attached(each, CONSENT)][-1]
    assert attached(offer, CONSENT)[0]["name"] == "businesscase-1.csv"
    await chat.consents()
    arrived = attached(await chat.last(), INFO)[0]
    async with stage.http.get(arrived["contentUrl"]) as answer:
        told = (await answer.read()).decode("utf-8-sig").splitlines()
    assert told[0] == """"Businesscase for nr. 1";"'=2+3,'=4\""""
    assert '"Gevinst om året (kr.)";"32200"' in told
    assert told[-6:] == [
        '"År";"Årets resultat";"I alt"',
        '"1";"2200";"2200"',
        '"2";"30200";"32400"',
        '"3";"30200";"62600"',
        '"4";"30200";"92800"',
        '"5";"30200";"123000"',
    ]


async def test_a_file_that_has_changed_since_it_was_offered_is_not_sent(
    stage: Guldkorn, anne: Person, card: str
) -> None:
    chat = Person(stage, anne.name)
    await chat.installs_the_app()
    await opens(anne, card, "business_case")
    await anne.fills_in("business_case_save", **COSTS)
    await anne.fills_in("business_case_export")
    await anne.fills_in("business_case_save", **(COSTS | {"hourly_rate": "1.350,50"}))
    await chat.consents()
    assert "Businesscasen nåede ikke frem" in await chat.reads()


async def test_the_legal_lines_are_answered_a_few_at_a_time_and_the_bad_ones_asked_again(
    stage: Guldkorn, anne: Person, peter: Person, card: str
) -> None:
    await opens(anne, card, "legal")
    first = list(LEGAL_ITEMS[:4])
    assert [key for key in filled(anne) if not key.endswith("_note")] == first
    await anne.fills_in(
        "legal_save",
        legal_basis="yes",
        legal_basis_note="Serviceloven § 85",
        data_categories="no",
        data_categories_note="Borgeren 010190-1234",
        impact_assessment_note="Mangler svar",
    )
    assert legal_answers(stage) == {"legal_basis": ("yes", "Serviceloven § 85")}
    assert filled(anne) == {
        "data_categories": "no",
        "data_categories_note": "",
        "impact_assessment": "",
        "impact_assessment_note": "Mangler svar",
    }
    await peter.taps("more", card)
    await peter.fills_in("legal")
    assert "Ja · Anne Bundgaard, " in words(peter)
    for _ in range(2):
        await peter.fills_in("legal_save", **dict.fromkeys(filled(peter), "not_relevant"))
    assert set(legal_answers(stage)) == set(LEGAL_ITEMS)
    assert "Alle linjer er besvaret." in words(peter)
    with stage.service.database.session(None) as session:
        told = session.scalars(select(EventRow).where(EventRow.kind == "legal_answered"))
        assert [len(event.data["items"].split()) for event in told] == [1, 4, 3]


async def test_what_two_write_at_once_is_shown_to_the_second_and_overwrites_nothing(
    stage: Guldkorn, anne: Person, peter: Person, card: str
) -> None:
    for person in (anne, peter):
        await opens(person, card, "legal")
    await anne.fills_in("legal_save", duties="yes", legal_basis="yes")
    await peter.fills_in("legal_save", legal_basis="no", legal_basis_note="Jeg finder den ikke.")
    assert "Der er sket noget med forslaget, mens du skrev." in words(peter)
    assert filled(peter) == {"legal_basis": "no", "legal_basis_note": "Jeg finder den ikke."}
    assert "Ja · Anne Bundgaard, " in words(peter)
    assert legal_answers(stage)["legal_basis"] == ("yes", "")
    await peter.fills_in("legal_save", **filled(peter))
    assert legal_answers(stage)["legal_basis"] == ("no", "Jeg finder den ikke.")


async def test_who_opens_another_line_loses_nothing_of_what_they_wrote(
    stage: Guldkorn, anne: Person, peter: Person, card: str
) -> None:
    another = {"verb": "legal", "data": {"line": "duties"}}
    for person in (anne, peter):
        await opens(person, card, "legal")
    await anne.fills_in(
        "legal",
        press=another,
        legal_basis="yes",
        legal_basis_note="Serviceloven § 85",
        data_categories="no",
        data_categories_note="Borgeren 010190-1234",
        impact_assessment_note="Mangler svar",
    )
    assert legal_answers(stage) == {"legal_basis": ("yes", "Serviceloven § 85")}
    assert "Det er gemt." in words(anne)
    assert filled(anne) == {
        "data_categories": "no",
        "data_categories_note": "",
        "impact_assessment": "",
        "impact_assessment_note": "Mangler svar",
        "duties": "",
        "duties_note": "",
    }
    await peter.fills_in("legal", press=another, legal_basis="no", data_categories_note="010190-1234")
    assert "Der er sket noget med forslaget, mens du skrev." in words(peter)
    assert (filled(peter)["legal_basis"], filled(peter)["data_categories_note"]) == ("no", "")
    assert {"legal_basis", "data_categories", "duties"} <= set(filled(peter))
    assert legal_answers(stage)["legal_basis"] == ("yes", "Serviceloven § 85")
    answered = {"verb": "legal", "data": {"line": "legal_basis"}}
    await anne.fills_in("legal", press=answered, duties="yes", data_categories="", impact_assessment_note="")
    assert legal_answers(stage)["duties"] == ("yes", "")
    assert filled(anne)["legal_basis_note"] == "Serviceloven § 85"


async def test_the_clause_is_verified_with_one_tap(stage: Guldkorn, anne: Person, card: str) -> None:
    await opens(anne, card, "legal")
    assert "legal_verify" not in verbs_of(anne.page)
    put(stage, Phase.PREANALYSIS, legal_clause="Serviceloven § 85")
    await opens(anne, card, "legal")
    assert "Serviceloven § 85 · ikke kontrolleret endnu" in words(anne)
    await anne.fills_in("legal_verify")
    today = stage.clock.now().date()
    assert stored(stage).answers["legal_clause_verified"] == today.isoformat()
    assert "Serviceloven § 85 · sidst kontrolleret " in words(anne)


async def test_what_a_robot_saves_is_told_month_by_month_beside_what_was_expected(
    stage: Guldkorn, mette: Person, anne: Person, card: str
) -> None:
    today = stage.clock.now().date()
    put(stage, Phase.OPERATION, "Mette Holm", put_into_operation=today.isoformat())
    await opens(anne, card, "operation")
    assert "Mette Holm" in words(anne)
    month = filled(anne)["month"]
    assert month == today.replace(day=1).isoformat()
    await anne.fills_in("operation_save", month="1999-01-01", hours_saved="-3")
    assert "Robotten var ikke i drift i den måned." in words(anne)
    assert filled(anne) == {"month": month, "hours_saved": "-3"}
    assert gains(stage) == []
    await anne.fills_in("operation_save", month=month, hours_saved="7,5")
    assert gains(stage) == [(month[:7], 7.5)]
    for told in ("Robotten har indtil nu sparet 7,5 time", "Sparede timer måned for måned", "Det er gemt."):
        assert told in words(anne)
    receipts = [words_of(message) for message in await mette.told()]
    assert any("Robotten har indtil nu sparet 7,5 time" in said for said in receipts)


async def test_who_watches_the_robot_reports_from_their_own_chat(
    stage: Guldkorn, mette: Person, anne: Person, card: str
) -> None:
    put(stage, Phase.OPERATION, "Mette Holm")
    await mette.says("status 1")
    await mette.taps("operation")
    month = filled(mette)["month"]
    assert not {"people", "section"} & verbs_of(mette.page)
    await mette.fills_in("operation_save", month=month, hours_saved="12")
    assert gains(stage) == [(month[:7], 12)]


async def test_what_has_ended_can_still_be_looked_at_and_no_more(
    stage: Guldkorn, mette: Person, anne: Person, card: str
) -> None:
    chat = Person(stage, anne.name)
    await chat.installs_the_app()
    await opens(anne, card, "business_case")
    await anne.fills_in("business_case_save", **COSTS)
    note = "Retssikkerhedslovens § 11 a. " * 10
    await opens(anne, card, "legal")
    await anne.fills_in("legal_save", legal_basis="yes", legal_basis_note=note)
    put(stage, Phase.OPERATION, "Mette Holm")
    await opens(anne, card, "operation")
    await anne.fills_in("operation_save", month=filled(anne)["month"], hours_saved="7,5")
    put(stage, Phase.OPERATION, "Mette Holm", legal_clause="Serviceloven § 96")
    await anne.taps("reject", card)
    await anne.fills_in("reject", status="failed", reason="Systemet er skiftet ud.")
    before = changes(stage)
    await opens(anne, card, "business_case")
    assert "30.200 kr. − 28.000 kr. = 2.200 kr." in words(anne)
    assert "350" in words(anne)
    assert "business_case_save" not in verbs_of(anne.page)
    await anne.fills_in("business_case_export")
    await chat.consents()
    assert attached(await chat.last(), INFO)
    await opens(anne, card, "legal")
    assert "Ja · Anne Bundgaard" in words(anne)
    assert "Serviceloven § 96" in words(anne)
    assert filled(anne) == {}
    assert not {"legal_save", "legal_verify", "section"} & verbs_of(anne.page)
    await anne.fills_in("legal", press={"verb": "legal", "data": {"line": "legal_basis"}})
    assert note.strip() in words(anne)
    await opens(anne, card, "operation")
    await mette.says("status 1")
    await mette.taps("operation")
    for person in (anne, mette):
        assert "Robotten har indtil nu sparet 7,5 time" in words(person)
        assert filled(person) == {}
        assert "operation_save" not in verbs_of(person.page)
    process = stored(stage)
    here = {"process": str(process.id), "version": process.version, **COSTS, "duties": "yes"}
    for door in ("business_case_save", "legal_save", "legal_verify", "operation_save"):
        answer = await invoke(anne, "task/submit", {"data": {"verb": door, **here}})
        assert "Nr. 1 er allerede afgjort." in str(answer.body).replace("\xa0", " "), door
    assert changes(stage) == before


def mangled(process: ProcessRow) -> Iterable[dict[str, Any]]:
    """What no page of ours would send."""
    whole = {**COSTS, "duties": "yes", "month": "2026-03-01", "hours_saved": "1"}
    here: dict[str, Any] = {"process": str(process.id), "version": process.version}
    for odd in (7, 3.5, True, None, [], ["1", "2"], {"a": 1}, "-1", "nan", "x" * 50_000, "👩🏽‍🚒" * 1_000):
        yield whole | {"process": odd, "version": process.version}
        yield here | whole | {"version": odd, "process": str(process.id)}
        yield here | dict.fromkeys((*COSTS, "duties", "duties_note", "month", "hours_saved", "line"), odd)
    yield {}
    yield here
    yield whole | {"process": str(UUID(int=7)), "version": 1}


def changes(guldkorn: Guldkorn) -> object:
    row = stored(guldkorn)
    return row.version, row.business_case, row.answers, legal_answers(guldkorn), gains(guldkorn)


async def test_no_page_fails_whatever_it_is_sent(stage: Guldkorn, anne: Person, card: str) -> None:
    put(stage, Phase.OPERATION)
    process, before = stored(stage), changes(stage)
    with nothing_fails():
        for data in mangled(process):
            for door in DOORS:
                answer = await invoke(anne, "task/submit", {"data": {"verb": door, **data}})
                assert answer.status == 200
                assert size(answer.body["task"]["value"]) <= CARD_BYTES
    assert changes(stage) == before


async def test_who_is_not_of_the_team_any_more_or_of_another_organisation_gets_nowhere(
    stage: Guldkorn, mette: Person, anne: Person, card: str
) -> None:
    put(stage, Phase.OPERATION)
    process, before = stored(stage), changes(stage)
    birgit = Person(stage, "gladsaxe-birgit")
    await birgit.installs_the_app()
    await stage.api.delete("teams", TEAM, "members", anne.name)
    here = {"process": str(process.id), "version": process.version, **COSTS, "duties": "yes"}
    for person in (mette, anne, birgit):
        for door in DOORS:
            answer = await invoke(person, "task/submit", {"data": {"verb": door, **here}})
            assert answer.body["task"]["type"] == "message", (person.name, door)
    assert changes(stage) == before
