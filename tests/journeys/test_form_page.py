"""The questions on one page: opened from anywhere, checked at once, and at one with the chat."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.actors import Card, Person, fields_of, inputs_of, parts_of, verbs_of, words_of
from tests.journeys.stored import drafts, everything, processes
from tests.journeys.suggesting import ANSWERS, KEPT, is_asked_for, suggests

CPR = "010190-1234"
FILLED = ANSWERS | {"professional_judgement": "not_at_all", "personal_data": "ordinary"}
DEMO = json.loads((Path(__file__).parents[2] / "sandbox" / "demo_answers.json").read_text(encoding="utf-8"))


def filled(card: Card) -> dict[str, Any]:
    """What the fields of a page begin with."""
    return {part["id"]: part.get("value") for part in fields_of(card)}


def says(card: Card) -> str:
    return words_of({"card": card})


def beside(card: Card, key: str) -> str:
    """What stands between a field and the next one."""
    body = card["body"]
    at = next(i for i, part in enumerate(body) if part.get("id") == key)
    words = []
    for part in body[at + 1 :]:
        if str(part["type"]).startswith("Input."):
            break
        words.append(says(part))
    return "\n".join(words)


async def test_the_page_opened_from_the_welcome_makes_a_suggestion(mette: Person) -> None:
    page = await mette.opens_the_form()
    assert set(inputs_of(page)) >= set(FILLED)
    await mette.fills_in("form_submit", **FILLED)
    assert mette.answered["shown"] == {"kind": "closed"}
    assert "Tak! Forslag nr. 1 er hos RPA-teamet" in await mette.reads()
    assert processes(mette.guldkorn) == [KEPT]
    assert drafts(mette.guldkorn) == []


async def test_the_page_opened_from_a_question_has_what_was_answered(mette: Person) -> None:
    await is_asked_for(mette, "it_systems")
    page = filled(await mette.opens_the_form())
    assert page["title"] == ANSWERS["title"]
    assert page["annual_occurrences"] == "690 gange om året"
    assert page["seconds_per_occurrence"] == "10 min"
    assert page["it_systems"] is None
    rest = {key: FILLED[key] for key in FILLED if page[key] is None}
    await mette.fills_in("form_submit", **rest)
    assert processes(mette.guldkorn) == [KEPT]


async def test_a_page_without_it_systems_makes_a_suggestion(mette: Person) -> None:
    await mette.opens_the_form()
    await mette.fills_in("form_save", **(FILLED | {"it_systems": "ingen"}))
    page = filled(await mette.opens_the_form())
    await mette.fills_in("form_submit", it_systems=page["it_systems"])
    assert mette.answered["shown"] == {"kind": "closed"}
    assert processes(mette.guldkorn) == [KEPT | {"it_systems": []}]


async def test_the_page_opened_from_the_summary_changes_and_sends(mette: Person) -> None:
    await suggests(mette)
    page = filled(await mette.opens_the_form())
    assert page["visibility"] == "organisation"
    assert page["short_description"] == KEPT["short_description"]
    await mette.fills_in("form_submit", title="Adressekontrol", visibility="private", employees="12")
    assert processes(mette.guldkorn) == [
        KEPT | {"title": "Adressekontrol", "visibility": "private", "employees": 12}
    ]


async def test_problems_stand_beside_their_fields_all_at_once(mette: Person) -> None:
    await mette.opens_the_form()
    wrong = {
        "title": "x" * 66,
        "annual_occurrences": "20",
        "seconds_per_occurrence": "længe",
        "employees": "0",
    }
    await mette.fills_in("form_submit", **(FILLED | wrong | {"it_systems": ""}))
    page = mette.page
    assert "Der er 5 ting, vi skal have på plads" in says(page)
    assert "Det fylder 66 tegn, og der er plads til 65." in beside(page, "title")
    assert "Hvor tit er det?" in beside(page, "annual_occurrences")
    assert "20 gange om ugen" in beside(page, "annual_occurrences")
    assert "tal" in beside(page, "seconds_per_occurrence")
    assert "Her mangler der et svar." in beside(page, "it_systems")
    assert "Tallet skal være mellem 1 og" in beside(page, "employees")
    assert "mangler" not in beside(page, "long_description")
    assert {key: filled(page)[key] for key in wrong} == wrong
    mended = {
        "title": FILLED["title"],
        "annual_occurrences": "15/uge",
        "seconds_per_occurrence": "10 min",
        "it_systems": "nexus og outlook",
        "employees": "",
    }
    await mette.fills_in("form_submit", **mended)
    assert processes(mette.guldkorn) == [KEPT]


async def test_an_empty_page_says_what_is_missing(mette: Person) -> None:
    await mette.opens_the_form()
    await mette.fills_in("form_submit")
    assert "Der er 8 ting, vi skal have på plads" in says(mette.page)
    assert processes(mette.guldkorn) == []


async def test_what_is_kept_for_later_goes_on_in_the_chat_and_back_on_the_page(mette: Person) -> None:
    await mette.opens_the_form()
    half = {"title": FILLED["title"], "it_systems": "nexus og outlook", "annual_occurrences": "20"}
    await mette.fills_in("form_save", **half)
    assert mette.answered["shown"] == {"kind": "closed"}
    assert "Jeg har gemt det, du nåede at skrive." in (await mette.told())[-2]["text"]
    assert await mette.is_asked() == "long_description"
    await mette.says(ANSWERS["long_description"])
    assert await mette.is_asked() == "annual_occurrences"
    assert "Hvor tit er det?" in await mette.reads()
    await mette.says("om ugen")
    assert await mette.is_asked() == "seconds_per_occurrence"
    page = filled(await mette.opens_the_form())
    assert page["long_description"] == ANSWERS["long_description"]
    assert page["annual_occurrences"] == "920 gange om året"
    assert page["it_systems"] == "nexus, outlook"
    await mette.fills_in("form_submit", **{key: FILLED[key] for key in FILLED if page[key] is None})
    assert processes(mette.guldkorn) == [KEPT | {"annual_occurrences": 920}]


@pytest.mark.parametrize("sent", [False, True], ids=["only looked at", "sent with problems"])
async def test_a_page_of_an_older_draft_leaves_the_chat_with_the_newer(mette: Person, sent: bool) -> None:
    await is_asked_for(mette, "it_systems")
    older = (await mette.last())["id"]
    await mette.says("annuller")
    await mette.says("gem")
    await is_asked_for(mette, "long_description", ANSWERS | {"title": "Fakturaer"})
    page = filled(await mette.opens_the_form(older))
    assert page["title"] == ANSWERS["title"]
    if sent:
        await mette.fills_in("form_submit", employees="0")
    await mette.closes_the_form()
    await mette.says("Jeg konterer fakturaen.")
    kept = [state["answers"].get("long_description") for state in drafts(mette.guldkorn)]
    assert kept == [ANSWERS["long_description"], "Jeg konterer fakturaen."]


async def test_an_older_draft_is_sent_from_its_page_while_the_chat_goes_on_with_the_newer(
    mette: Person,
) -> None:
    await suggests(mette)
    older = (await mette.last())["id"]
    await mette.says("gem")
    await mette.says("forslag")
    await mette.opens_the_form(older)
    await mette.fills_in("form_submit")
    assert processes(mette.guldkorn) == [KEPT]
    await mette.says("Fakturaer")
    assert await mette.is_asked() == "long_description"


async def test_what_could_not_be_used_yet_is_shown_again_on_the_page(mette: Person) -> None:
    await is_asked_for(mette, "annual_occurrences")
    await mette.says("et par gange om måneden")
    page = filled(await mette.opens_the_form())
    assert page["annual_occurrences"] == "et par gange om måneden"


async def test_quantities_in_a_description_on_the_page_are_read_back_in_the_chat(mette: Person) -> None:
    await mette.opens_the_form()
    told = "Jeg slår op. Det tager 10 min, og jeg gør det 15 gange om ugen."
    await mette.fills_in("form_save", title=FILLED["title"], long_description=told)
    assert "15 gange om ugen (690 gange om året)" in await mette.reads()
    await mette.taps("confirm_found")
    assert await mette.is_asked() == "it_systems"


@pytest.mark.parametrize("verb", ["form_submit", "form_save"])
async def test_a_cpr_number_in_a_field_is_neither_kept_nor_shown_again(
    mette: Person, verb: str, capfd: pytest.CaptureFixture[str]
) -> None:
    await mette.opens_the_form()
    await mette.fills_in(verb, **(FILLED | {"long_description": f"Borgeren {CPR} ringer."}))
    if verb == "form_submit":
        assert "Det ligner et CPR-nummer" in beside(mette.page, "long_description")
        assert filled(mette.page)["long_description"] is None
        assert filled(mette.page)["title"] == FILLED["title"]
    else:
        assert "I »Beskrivelse« stod der noget, der ligner et CPR-nummer." in str(await mette.told())
        assert await mette.is_asked() == "long_description"
    assert processes(mette.guldkorn) == []
    assert CPR not in everything(mette.guldkorn)
    assert CPR not in str(await mette.told())
    assert CPR not in json.dumps(mette.answered["shown"])
    assert CPR not in "".join(capfd.readouterr())


@pytest.mark.parametrize("key", [key for key in FILLED if key != "long_description"])
async def test_a_cpr_number_is_found_in_any_field(mette: Person, key: str) -> None:
    await mette.opens_the_form()
    await mette.fills_in("form_submit", **(FILLED | {key: CPR}))
    assert "Det ligner et CPR-nummer" in beside(mette.page, key)
    assert CPR not in everything(mette.guldkorn)
    assert CPR not in json.dumps(mette.page)


async def test_closing_the_page_keeps_what_the_chat_had(mette: Person) -> None:
    await is_asked_for(mette, "it_systems")
    before = drafts(mette.guldkorn)
    await mette.opens_the_form()
    await mette.closes_the_form()
    assert drafts(mette.guldkorn) == before
    await mette.says("Nexus")
    assert await mette.is_asked() == "professional_judgement"


async def test_a_very_long_description_is_kept_whole_by_the_page(mette: Person) -> None:
    long = "Æblegrød. " * 999
    await suggests(mette, ANSWERS | {"long_description": long})
    page = await mette.opens_the_form()
    assert "long_description" not in filled(page)
    assert "for lang til at stå her" in says(page)
    await mette.fills_in("form_submit", title="Adressekontrol")
    (kept,) = processes(mette.guldkorn)
    assert (kept["title"], kept["long_description"]) == ("Adressekontrol", long.strip())


async def test_a_description_that_is_too_long_is_refused_with_what_was_written(mette: Person) -> None:
    await mette.opens_the_form()
    await mette.fills_in("form_submit", **(FILLED | {"long_description": "a" * 10_001}))
    assert "Det fylder 10001 tegn" in says(mette.page).replace(".", "").replace("\xa0", "")
    assert processes(mette.guldkorn) == []


async def test_a_page_of_a_suggestion_already_sent_says_so(mette: Person) -> None:
    await suggests(mette)
    await mette.opens_the_form()
    await mette.says("send")
    await mette.fills_in("form_submit", title="Adressekontrol")
    assert mette.answered["shown"]["kind"] == "message"
    assert "Den kladde er sendt eller slettet" in mette.answered["shown"]["text"]
    assert processes(mette.guldkorn) == [KEPT]
    assert drafts(mette.guldkorn) == []


async def test_a_page_opened_from_the_welcome_and_sent_cannot_be_sent_again(mette: Person) -> None:
    await mette.opens_the_form()
    sent = mette.page
    await mette.fills_in("form_submit", **FILLED)
    submit = next(part for part in parts_of(sent) if part.get("data", {}).get("verb") == "form_submit")
    task = {"action": submit, "inputs": FILLED, "locale": mette.locale}
    await mette.opens_the_form()
    mette.answered = await mette.guldkorn.api.post("people", mette.name, "task", **task)
    assert "Den kladde er sendt eller slettet" in mette.answered["shown"]["text"]
    assert processes(mette.guldkorn) == [KEPT]


async def test_the_page_says_send_and_keep_for_later(mette: Person) -> None:
    page = await mette.opens_the_form()
    assert verbs_of(page) == {"form_submit", "form_save"}
    assert mette.answered["shown"]["title"] == "Guldkorn"


@pytest.mark.parametrize("case", list(DEMO)[:5])
async def test_a_real_case_goes_through_the_page(mette: Person, case: str) -> None:
    said, expected = DEMO[case]["said"], DEMO[case]["expected"]
    chosen = {key: expected[key] for key in ("professional_judgement", "personal_data")}
    await mette.opens_the_form()
    await mette.fills_in("form_submit", **(said | chosen | {"domains": ",".join(expected["domains"])}))
    (kept,) = processes(mette.guldkorn)
    assert {key: kept[key] for key in expected} == expected
    assert (kept["title"], kept["long_description"]) == (said["title"], said["long_description"])
