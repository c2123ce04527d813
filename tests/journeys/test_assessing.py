"""Assessing on the page, by one reviewer and by several, and what comes of it in figures."""

from collections.abc import Iterable
from typing import Any

import pytest
from sqlalchemy import select

from domain.assessment import CRITERIA
from storage.tables import AssessmentRow, ProcessRow
from tests.actors import Card, Person, fields_of, parts_of, words_of
from tests.journeys.door import invoke, nothing_comes_of_it, nothing_fails
from tests.journeys.rpa_team import TEAM, review_cards, suggests_on_the_page
from tests.service import Guldkorn

KEYS = [criterion.key for criterion in CRITERIA]
FITS = dict.fromkeys(KEYS, "high") | dict.fromkeys(
    ("professional_judgement", "change_frequency", "variation"), "not_at_all"
)
MISSING = "Her mangler der et svar."
DOORS = ("assess", "assess_save", "assess_give", "figures", "override")


@pytest.fixture
async def card(mette: Person, anne: Person) -> str:
    """The message that carries Mette's suggestion in the channel."""
    await suggests_on_the_page(mette)
    return str((await review_cards(anne))[-1]["id"])


def filled(card: Card) -> dict[str, str]:
    """What stands in the fields of a page."""
    return {part["id"]: part["value"] for part in fields_of(card) if part.get("value")}


def words(person: Person) -> str:
    return words_of({"card": person.page})


def stored(guldkorn: Guldkorn) -> ProcessRow:
    with guldkorn.service.database.session(None) as session:
        return session.scalars(select(ProcessRow)).one()


def given(guldkorn: Guldkorn) -> list[dict[str, str]]:
    with guldkorn.service.database.session(None) as session:
        rows = session.scalars(select(AssessmentRow).order_by(AssessmentRow.id))
        return [row.judgements for row in rows if row.given]


async def assesses(reviewer: Person, card: str, degrees: dict[str, str]) -> None:
    await reviewer.taps("assess", card)
    await reviewer.fills_in("assess_give", **degrees)


async def test_what_is_missing_stands_by_its_field_and_nothing_is_lost(
    stage: Guldkorn, anne: Person, card: str
) -> None:
    await anne.taps("assess", card)
    field = next(part for part in parts_of(anne.page) if part.get("id") == "professional_judgement")
    assert field["label"] == "Indgår der faglig vurdering i processen? (i forslaget: Slet ikke)"
    assert field["placeholder"] == "Vælg"
    begun = {"variation": "lesser", "expected_development_hours": "mange"}
    await anne.fills_in("assess_give", **begun)
    assert words(anne).count(MISSING) == len(KEYS) - 1
    assert "Her skal jeg bruge et tal." in words(anne)
    assert filled(anne.page) == begun
    assert given(stage) == []


async def test_a_reviewer_goes_from_one_idea_to_the_next_until_all_are_assessed(
    mette: Person, anne: Person, card: str
) -> None:
    for title, often in (("Rykkere", "9000 om året"), ("Kvitteringer", "12 om året")):
        await mette.says("hej")
        await suggests_on_the_page(mette, title=title, annual_occurrences=often)
    await assesses(anne, card, FITS)
    await anne.fills_in("move")
    assert "Den er flyttet." in words(anne)
    await anne.fills_in("next")
    assert "Rykkere" in words(anne)
    await anne.fills_in("next")
    assert "Kvitteringer" in words(anne)
    await anne.fills_in("next")
    assert "Rykkere" in words(anne)
    await anne.fills_in("steer")
    await anne.fills_in("reject")
    await anne.fills_in("reject", reason="Reglerne ændres.")
    assert "Den, der har foreslået det, får besked." in words(anne)
    await anne.fills_in("next")
    assert "Kvitteringer" in words(anne)
    await anne.fills_in("assess")
    await anne.fills_in("assess_give", **FITS)
    await anne.fills_in("next")
    assert "Du har vurderet alle de idéer, der er ledige eller dine." in words(anne)


async def test_half_done_work_is_kept_by_its_own_button_until_it_is_given(
    stage: Guldkorn, mette: Person, anne: Person, peter: Person, card: str
) -> None:
    await anne.taps("assess", card)
    await anne.fills_in("assess_save", variation="lesser", automation_degree="60")
    assert "Gemt. Kun du kan se det" in words(anne)
    await peter.taps("assess", card)
    assert filled(peter.page) == {}
    await anne.taps("assess", card)
    assert filled(anne.page) == {"variation": "lesser", "automation_degree": "60"}
    await anne.fills_in("assess_give", **FITS)
    assert "Tak. Din vurdering tæller med." in words(anne)
    assert given(stage) == [FITS]
    assert stored(stage).answers["automation_degree"] == 60
    assert "RPA-teamet har vurderet forslag nr. 1" in "\n".join(
        [words_of(message) for message in await mette.told()]
    )


async def test_every_figure_tells_how_it_came_about(anne: Person, card: str) -> None:
    await assesses(anne, card, FITS | {"automatable": "some", "speed_gain": "unknown"})
    for said in (
        "★★",
        "100 × gennemsnittet af 3; 3; 3; 3; 3; 2 ÷ 3 = 94,4",
        "8 af 9 svar er andet end »ved ikke«.",
        "690 gange om året × 10 min × 80 % = 92 timer om året",
        "100 × 92 ÷ (92 + 100) = 47,9",
        "(40 × Egnethed 94,4 + 20 × Gevinst 100 + 40 × Rækkevidde 47,9) ÷ 100 = 76,9",
        "Vægte: egnethed 40, gevinst 20, rækkevidde 40. Tærskel: 100 timer om året.",
    ):
        assert said in words(anne)


async def test_reviewers_see_each_others_answers_once_they_have_given_theirs(
    anne: Person, peter: Person, card: str
) -> None:
    await assesses(anne, card, FITS)
    await assesses(peter, card, FITS | {"automatable": "not_at_all"})
    assert "Uenighed om: om den kan automatiseres" in words(peter)
    assert "I høj grad: Anne Bundgaard · Slet ikke: Peter Vestergaard" in words(peter)
    await peter.fills_in("figures", press={"title": "Hvem har svaret hvad"})
    assert "Anne Bundgaard, " in words(peter)
    channel = words_of((await review_cards(anne))[-1])
    assert "Uenighed om: om den kan automatiseres" in channel
    assert "Slet ikke: Peter" not in channel


async def test_who_has_not_given_theirs_sees_figures_without_names(
    stage: Guldkorn, susanne: Person, anne: Person, peter: Person, card: str
) -> None:
    await assesses(anne, card, FITS)
    await assesses(peter, card, FITS | {"automatable": "not_at_all"})
    process = stored(stage)
    here = {"process": str(process.id), "version": process.version}
    for page in (0, 1, 7):
        shown = await fetches(susanne, "figures", **here, page=page)
        assert "når du har givet din egen vurdering" in shown
        assert "Anne" not in shown


async def fetches(person: Person, verb: str, **data: Any) -> str:
    """What a page says that is opened from nowhere."""
    answer = await invoke(person, "task/fetch", {"data": {"verb": verb, **data}})
    return said(answer.body)


def said(body: Any) -> str:
    value = body["task"]["value"]
    return value if isinstance(value, str) else words_of({"card": value["card"]["content"]})


async def test_a_page_overtaken_by_a_colleague_keeps_what_was_answered(
    stage: Guldkorn, anne: Person, peter: Person, card: str
) -> None:
    await anne.taps("assess", card)
    await assesses(peter, card, FITS | {"automation_degree": "60"})
    await anne.fills_in("assess_give", **(FITS | {"automation_degree": "90"}))
    assert "Der er sket noget med forslaget, mens du svarede." in words(anne)
    assert "Nu står der: 60" in words(anne)
    assert filled(anne.page) == FITS | {"automation_degree": "90"}
    assert (len(given(stage)), stored(stage).answers["automation_degree"]) == (1, 60)
    await anne.fills_in("assess_give")
    assert (len(given(stage)), stored(stage).answers["automation_degree"]) == (2, 90)


async def test_what_takes_judgement_goes_on_from_preanalysis_for_a_reason(
    stage: Guldkorn, anne: Person, card: str
) -> None:
    await anne.taps("accept", card)
    await assesses(anne, card, FITS | {"professional_judgement": "high"})
    assert "skøn kan en robot ikke udøve" in words(anne)
    await anne.fills_in("override")
    await anne.fills_in("override", reason="")
    assert MISSING in words(anne)
    assert not stored(stage).judgement_overridden
    await anne.fills_in("override", reason="Skønnet følger en fast regel.")
    assert stored(stage).judgement_overridden
    assert "Den kan nu gå videre" in words(anne)


async def test_who_left_the_team_with_a_page_open_assesses_nothing(
    stage: Guldkorn, anne: Person, card: str
) -> None:
    await anne.taps("assess", card)
    await stage.api.delete("teams", TEAM, "members", anne.name)
    process = stored(stage)
    here = {"process": str(process.id), "version": process.version, **FITS}
    for verb in ("assess_save", "assess_give", "figures"):
        answer = await invoke(anne, "task/submit", {"data": {"verb": verb, **here}})
        assert "Det er RPA-teamet, der tager sig af forslagene." in said(answer.body)
    assert given(stage) == []


async def test_a_stranger_learns_nothing(stage: Guldkorn, anne: Person, card: str) -> None:
    birgit = Person(stage, "gladsaxe-birgit")
    await birgit.installs_the_app()
    process = stored(stage)
    here = {"process": str(process.id), "version": process.version, **FITS}
    for verb in DOORS:
        answer = await invoke(birgit, "task/submit", {"data": {"verb": verb, **here}})
        assert said(answer.body).startswith("Det kan jeg ikke finde.")
    assert given(stage) == []


async def test_after_the_decision_nobody_assesses(
    stage: Guldkorn, anne: Person, peter: Person, card: str
) -> None:
    await peter.taps("assess", card)
    await anne.taps("reject", card)
    await anne.fills_in("reject", reason="Reglerne ændres.")
    await peter.fills_in("assess_give", **FITS)
    assert "Nr. 1 er allerede afvist." in peter.answered["shown"]["text"]
    assert given(stage) == []


def mangled(process: ProcessRow) -> Iterable[dict[str, Any]]:
    """What no page of ours would send."""
    here: dict[str, Any] = {"process": str(process.id), "version": process.version}
    for odd in (7, 3.5, True, None, [], ["high", "some"], {"high": 1}, "4", "x" * 100_000, "👩🏽‍🚒" * 5_000):
        yield here | FITS | {"variation": odd}
        yield FITS | {"process": odd, "version": process.version}
        yield here | FITS | {"version": odd}
        yield here | {"automation_degree": odd, "mood": odd}
        yield here | {"reason": odd, "filled": odd, "page": odd}
    yield {}
    yield FITS
    yield here


async def test_no_page_fails_whatever_it_is_sent(stage: Guldkorn, anne: Person, card: str) -> None:
    process = stored(stage)
    with nothing_fails():
        for data in mangled(process):
            for verb in DOORS:
                answer = await invoke(anne, "task/submit", {"data": {"verb": verb, **data}})
                assert answer.status == 200
                assert answer.body["task"]["value"]
    assert given(stage) == []


async def test_a_cpr_number_comes_back_in_no_field(stage: Guldkorn, anne: Person, card: str) -> None:
    await anne.taps("assess", card)
    async with nothing_comes_of_it(stage):
        await invoke(anne, "task/fetch", {"data": {"verb": "figures"}})
    for verb in ("assess_save", "assess_give"):
        await anne.fills_in(verb, **(FITS | {"expected_development_hours": "010190-1234"}))
        assert "Det ligner et CPR-nummer" in words(anne)
        assert "010190" not in str(anne.page)
    assert given(stage) == []
