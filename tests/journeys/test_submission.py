"""An employee suggests a process in the chat, from the first word to the receipt."""

from itertools import pairwise

import pytest

from tests.actors import Card, Person, inputs_of, parts_of, verbs_of, words_of
from tests.journeys.stored import drafts, processes
from tests.journeys.suggesting import ANSWERS, KEPT, is_asked_for, suggests

NEXT = {"title": "Videre"}
TAPPED = {
    "title": "Bopælskontrol ved tilflytning",
    "long_description": "Jeg slår borgeren op og sammenholder adressen.",
    "annual_occurrences": "15 om ugen",
    "seconds_per_occurrence": "10 min",
    "it_systems": "nexus, outlook",
    "professional_judgement": "not_at_all",
    "personal_data": "ordinary",
    "domains": "Administration",
}
QUESTIONS = list(ANSWERS)
SHOWN_AGAIN = TAPPED | {"annual_occurrences": "690 gange om året"}


async def shown_answer(person: Person) -> object:
    """What the input of the newest card begins with."""
    (value,) = (part["value"] for part in parts_of((await person.last())["card"]) if is_input(part))
    return value


def is_input(part: Card) -> bool:
    return str(part.get("type", "")).startswith("Input.")


async def test_a_suggestion_goes_from_first_word_to_receipt(mette: Person) -> None:
    assert "suggest" in verbs_of((await mette.last())["card"])
    await suggests(mette)
    summary = (await mette.last())["id"]
    await mette.taps("submit")
    assert "nr. 1" in await mette.reads()
    [tapped] = [each for each in await mette.told() if each["id"] == summary]
    assert words_of(tapped).strip() == "Sendt til RPA-teamet."


async def test_a_suggestion_can_be_made_by_typing_alone(mette: Person) -> None:
    await suggests(mette)
    await mette.says("send")
    assert "Tak! Forslag nr. 1 er hos RPA-teamet" in await mette.reads()
    assert processes(mette.guldkorn) == [KEPT]
    assert drafts(mette.guldkorn) == []


@pytest.mark.parametrize("word", ["ingen", "nej", "Vi bruger ingen"])
async def test_a_suggestion_without_it_systems_is_sent(mette: Person, word: str) -> None:
    await suggests(mette, ANSWERS | {"it_systems": word})
    await mette.says("send")
    assert "Tak! Forslag nr. 1 er hos RPA-teamet" in await mette.reads()
    assert processes(mette.guldkorn) == [KEPT | {"it_systems": []}]


@pytest.mark.parametrize("old_client", [False, True], ids=["a new client", "an old client"])
async def test_a_suggestion_can_be_made_by_tapping_alone(mette: Person, old_client: bool) -> None:
    mette.old_client = old_client
    await mette.taps("suggest")
    for key, value in TAPPED.items():
        assert await mette.is_asked() == key
        await mette.taps("answer", press=NEXT, **{key: value})
    await mette.taps("submit")
    assert "Tak! Forslag nr. 1 er hos RPA-teamet" in await mette.reads()
    assert processes(mette.guldkorn) == [KEPT]


async def test_each_question_is_one_card_with_its_place_and_a_way_out(mette: Person) -> None:
    await mette.says("forslag")
    for number, key in enumerate(QUESTIONS, 1):
        card = (await mette.last())["card"]
        assert list(inputs_of(card)) == [key]
        assert f"{number} af 8" in await mette.reads()
        assert {"answer", "back", "cancel", "form"} <= verbs_of(card)
        assert ("unknown" in verbs_of(card)) == (key in ("annual_occurrences", "seconds_per_occurrence"))
        await mette.says(ANSWERS[key])


async def test_an_answered_card_becomes_one_line_for_who_tapped_it(mette: Person) -> None:
    await mette.says("forslag")
    question = (await mette.last())["id"]
    await mette.taps("answer", title="Bopælskontrol")
    shown = next(message for message in await mette.told() if message["id"] == question)
    assert list(inputs_of(shown["card"])) == []
    assert verbs_of(shown["card"]) == {"edit"}


async def test_the_next_question_says_how_a_typed_quantity_was_understood(mette: Person) -> None:
    await mette.says("forslag")
    for key in ("title", "long_description"):
        await mette.says(ANSWERS[key])
        assert "edit" not in verbs_of((await mette.last())["card"])
    before = len(await mette.told())
    await mette.says("20 om ugen")
    assert "920 gange om året" in await mette.reads()
    assert len(await mette.told()) == before + 1
    await mette.taps("edit")
    assert await mette.is_asked() == "annual_occurrences"


@pytest.mark.parametrize("by", ["word", "tap"])
async def test_one_can_go_back_from_every_question_and_from_the_summary(mette: Person, by: str) -> None:
    async def goes_back() -> None:
        await (mette.taps("back") if by == "tap" else mette.says("tilbage"))

    await mette.says("forslag")
    await mette.says("tilbage")
    assert await mette.is_asked() == "title"
    for before, key in pairwise(QUESTIONS):
        await mette.says(ANSWERS[before])
        assert await mette.is_asked() == key
        await goes_back()
        assert await mette.is_asked() == before
        assert await shown_answer(mette) == SHOWN_AGAIN[before]
        await mette.says("spring over")
        assert await mette.is_asked() == key
    await mette.says(ANSWERS["domains"])
    await mette.says("tilbage")
    assert await mette.is_asked() == "domains"
    await mette.says("Social")
    await mette.says("send")
    assert processes(mette.guldkorn) == [KEPT | {"domains": ["Social"]}]


async def test_do_not_know_is_an_answer_to_how_often_and_how_long_and_to_choices(mette: Person) -> None:
    unknown = dict.fromkeys(QUESTIONS[2:4] + QUESTIONS[5:7], "ved ikke")
    await suggests(mette, ANSWERS | unknown)
    assert "Timer om året: ikke kendt endnu" in await mette.reads()
    await mette.says("send")
    (kept,) = processes(mette.guldkorn)
    assert {key: kept[key] for key in unknown} == {
        "annual_occurrences": None,
        "seconds_per_occurrence": None,
        "professional_judgement": "unknown",
        "personal_data": "unknown",
    }


async def test_do_not_know_can_be_tapped_and_skipping_means_the_same(mette: Person) -> None:
    await is_asked_for(mette, "annual_occurrences")
    await mette.taps("unknown")
    assert await mette.is_asked() == "seconds_per_occurrence"
    await mette.says("spring over")
    assert await mette.is_asked() == "it_systems"
    answers = drafts(mette.guldkorn)[0]["answers"]
    assert (answers["annual_occurrences"], answers["seconds_per_occurrence"]) == (None, None)


@pytest.mark.parametrize("word", ["spring over", "ved ikke", "skip"])
async def test_what_cannot_be_done_without_is_asked_again_with_the_reason(mette: Person, word: str) -> None:
    await is_asked_for(mette, "it_systems")
    await mette.says(word)
    assert await mette.is_asked() == "it_systems"
    assert "kan RPA-teamet ikke undvære" in (await mette.told())[-2]["text"]


@pytest.mark.parametrize("old_client", [False, True], ids=["a new client", "an old client"])
async def test_an_unclear_answer_comes_back_as_buttons_that_can_be_tapped(
    mette: Person, old_client: bool
) -> None:
    mette.old_client = old_client
    await is_asked_for(mette, "annual_occurrences")
    await mette.says("20")
    assert await mette.is_asked() == "annual_occurrences"
    for reading in ("om dagen", "om ugen", "om måneden", "om året"):
        assert f"20 gange {reading}" in await mette.reads()
    await mette.taps("answer", press={"title": "20 gange om ugen"})
    assert await mette.is_asked() == "seconds_per_occurrence"
    assert drafts(mette.guldkorn)[0]["answers"]["annual_occurrences"] == 920


async def test_a_few_times_a_month_is_asked_back_and_a_number_settles_it(mette: Person) -> None:
    await is_asked_for(mette, "annual_occurrences")
    await mette.says("et par gange om måneden")
    assert await mette.is_asked() == "annual_occurrences"
    assert "2 gange om måneden" in await mette.reads()
    await mette.says("3")
    assert await mette.is_asked() == "seconds_per_occurrence"
    assert drafts(mette.guldkorn)[0]["answers"]["annual_occurrences"] == 36


async def test_a_number_alone_and_then_its_period_are_one_answer(mette: Person) -> None:
    await is_asked_for(mette, "annual_occurrences")
    await mette.says("20")
    await mette.says("om måneden")
    assert drafts(mette.guldkorn)[0]["answers"]["annual_occurrences"] == 240


SAID_ALREADY = "Jeg slår borgeren op. Det tager 10 min, og jeg gør det 15 gange om ugen."


async def test_what_was_said_in_the_description_is_read_back_and_confirmed(mette: Person) -> None:
    await is_asked_for(mette, "long_description")
    await mette.says(SAID_ALREADY)
    read_back = await mette.reads()
    assert "15 gange om ugen (690 gange om året)" in read_back
    assert "10 min" in read_back
    await mette.taps("confirm_found")
    assert await mette.is_asked() == "it_systems"
    answers = drafts(mette.guldkorn)[0]["answers"]
    assert (answers["annual_occurrences"], answers["seconds_per_occurrence"]) == (690, 600)


@pytest.mark.parametrize(
    ("correction", "kept"), [("nej", None), ("det er 20 om ugen", 920), ("20 om ugen", 920)]
)
async def test_what_was_read_back_wrongly_can_be_corrected_in_words(
    mette: Person, correction: str, kept: int | None
) -> None:
    await is_asked_for(mette, "long_description")
    await mette.says(SAID_ALREADY)
    await mette.says(correction)
    if kept is None:
        assert await mette.is_asked() == "annual_occurrences"
        return
    await mette.says("ja")
    answers = drafts(mette.guldkorn)[0]["answers"]
    assert (answers["annual_occurrences"], answers["seconds_per_occurrence"]) == (kept, 600)


async def test_a_guess_at_the_domain_is_taken_with_a_yes(mette: Person) -> None:
    await is_asked_for(mette, "domains", ANSWERS | {"title": "Kontering af fakturaer"})
    assert "Jeg gætter på Økonomi" in await mette.reads()
    await mette.says("ja")
    assert "Her er dit forslag" in await mette.reads()
    assert drafts(mette.guldkorn)[0]["answers"]["domains"] == ["Økonomi"]


async def test_a_wrong_guess_at_the_domain_is_answered_with_the_right_one(mette: Person) -> None:
    await is_asked_for(mette, "domains", ANSWERS | {"title": "Kontering af fakturaer"})
    await mette.says("nej")
    assert await mette.is_asked() == "domains"
    assert "gætter" not in await mette.reads()
    await mette.says("kultur og hr")
    assert drafts(mette.guldkorn)[0]["answers"]["domains"] == ["Kultur", "HR"]


async def test_one_can_ask_what_one_wrote_and_the_dialog_stays_where_it_is(mette: Person) -> None:
    await is_asked_for(mette, "personal_data")
    await mette.says("hvad var det nu jeg skrev om systemer")
    recalled = (await mette.told())[-2]
    assert words_of(recalled) == "\nDu skrev: nexus, outlook\nRet"
    pending = await mette.is_asked()
    await mette.taps("edit", recalled["id"])
    await mette.says("KMD Opus")
    assert await mette.is_asked() == pending
    assert drafts(mette.guldkorn)[0]["answers"]["it_systems"] == ["KMD Opus"]
    assert await mette.is_asked() == "personal_data"


async def test_an_older_card_tapped_later_changes_that_answer_and_the_dialog_goes_on(mette: Person) -> None:
    await mette.says("forslag")
    oldest = (await mette.last())["id"]
    await mette.says("Bopælskontrol")
    await mette.says(ANSWERS["long_description"])
    await mette.taps("answer", oldest, title="Adressekontrol")
    assert "»Titel« er rettet." in (await mette.told())[-2]["text"]
    assert await mette.is_asked() == "annual_occurrences"
    assert drafts(mette.guldkorn)[0]["answers"]["title"] == "Adressekontrol"


async def test_an_edit_of_an_answer_that_could_not_be_used_is_a_new_answer(mette: Person) -> None:
    await is_asked_for(mette, "annual_occurrences")
    await mette.says("20")
    await mette.edits((await mette.wrote())["id"], "20 om ugen")
    assert await mette.is_asked() == "seconds_per_occurrence"
    assert drafts(mette.guldkorn)[0]["answers"]["annual_occurrences"] == 920


async def test_an_edit_of_an_older_answer_changes_nothing_but_says_how_to(mette: Person) -> None:
    await is_asked_for(mette, "long_description")
    await mette.edits((await mette.wrote())["id"], "Noget andet")
    assert "at du har rettet en tidligere besked" in await mette.reads()
    assert drafts(mette.guldkorn)[0]["answers"] == {"title": ANSWERS["title"]}
    await mette.says(ANSWERS["long_description"])
    assert await mette.is_asked() == "annual_occurrences"


async def test_a_deleted_message_leaves_its_answer_alone(mette: Person) -> None:
    await is_asked_for(mette, "long_description")
    told = len(await mette.told())
    await mette.deletes((await mette.wrote())["id"])
    assert len(await mette.told()) == told
    assert drafts(mette.guldkorn)[0]["answers"] == {"title": ANSWERS["title"]}


CHANGED = {
    "title": ("Adressekontrol", "Adressekontrol"),
    "long_description": ("Jeg ser efter i registret.", "Jeg ser efter i registret."),
    "annual_occurrences": ("1.200 om året", 1200),
    "seconds_per_occurrence": ("tre kvarter", 2700),
    "it_systems": ("Word", ["Word"]),
    "professional_judgement": ("i høj grad", "high"),
    "personal_data": ("følsomme", "sensitive"),
    "domains": ("Social", ["Social"]),
    "short_description": ("Kort sagt.", "Kort sagt."),
    "visibility": ("privat", "private"),
}


async def test_every_answer_can_be_changed_from_the_summary_and_one_comes_back(mette: Person) -> None:
    await suggests(mette)
    for key, (said, _) in CHANGED.items():
        await mette.taps("edit", press={"verb": "edit", "data": {"key": key}})
        assert await mette.is_asked() == key
        await mette.says(said)
        assert "Her er dit forslag" in await mette.reads()
    await mette.taps("submit")
    assert processes(mette.guldkorn) == [{key: kept for key, (_, kept) in CHANGED.items()}]


async def test_the_summary_says_what_comes_of_it_and_who_will_see_it(mette: Person) -> None:
    await suggests(mette)
    summary = await mette.reads()
    assert "115 timer om året" in summary
    assert "Alle i din organisation" in summary
    assert "Jeg slår borgeren op og sammenholder adressen." in summary


async def test_an_answer_is_changed_by_its_name_in_words_too(mette: Person) -> None:
    await suggests(mette)
    await mette.says("ret titel")
    assert await mette.is_asked() == "title"
    await mette.says("Adressekontrol")
    await mette.says("send")
    assert processes(mette.guldkorn) == [KEPT | {"title": "Adressekontrol"}]


async def test_optional_questions_come_after_the_summary_and_each_can_be_skipped(mette: Person) -> None:
    await suggests(mette)
    await mette.taps("add_more")
    assert await mette.is_asked() == "employees"
    await mette.says("12")
    assert await mette.is_asked() == "challenges"
    await mette.taps("skip")
    assert await mette.is_asked() == "solution_idea"
    await mette.says("Robotten henter det om natten.")
    assert await mette.is_asked() == "org_unit"
    await mette.says("Borgerservice")
    assert "Her er dit forslag" in await mette.reads()
    await mette.says("send")
    more = {"employees": 12, "solution_idea": "Robotten henter det om natten.", "org_unit": "Borgerservice"}
    assert processes(mette.guldkorn) == [KEPT | more]


async def test_the_department_is_remembered_for_the_next_suggestion(mette: Person) -> None:
    await suggests(mette)
    await mette.says("ret afdeling")
    await mette.says("Borgerservice")
    await mette.says("send")
    await suggests(mette)
    assert "Borgerservice" in await mette.reads()
    await mette.says("send")
    assert [kept["org_unit"] for kept in processes(mette.guldkorn)] == ["Borgerservice"] * 2


async def test_sending_twice_makes_one_process(mette: Person) -> None:
    await suggests(mette)
    summary = await mette.last()
    send = next(part for part in parts_of(summary["card"]) if part.get("verb") == "submit")
    await mette.presses(send, summary["id"])
    await mette.presses(send, summary["id"])
    assert len(processes(mette.guldkorn)) == 1
    assert "Den kladde er sendt eller slettet" in mette.answered["shown"]["text"]


async def test_the_receipt_follows_the_process_in_place(mette: Person, anne: Person) -> None:
    await suggests(mette)
    await mette.says("send")
    receipt = (await mette.last())["id"]

    async def receipt_says() -> str:
        return words_of(next(each for each in await mette.told() if each["id"] == receipt))

    assert "Du hører fra mig, når de har set på det." in await receipt_says()
    await anne.taps("claim")
    assert "RPA-teamet er gået i gang med forslag nr. 1" in await receipt_says()
    assert "Anne Bundgaard ser på det" in await receipt_says()
    await anne.taps("accept")
    assert "Forslag nr. 1 går videre" in await receipt_says()


async def test_the_receipt_of_a_rejected_suggestion_gives_the_reason(mette: Person, anne: Person) -> None:
    await suggests(mette)
    await mette.says("send")
    receipt = (await mette.last())["id"]
    await anne.taps("claim")
    await anne.taps("reject")
    await anne.fills_in("reject", reason="Reglerne ændres 1. juli.", look_again_on="2027-07-01")
    card = next(each for each in await mette.told() if each["id"] == receipt)
    assert "RPA-teamet har set på forslag nr. 1" in words_of(card)
    assert "Reglerne ændres 1. juli." in words_of(card)
    assert "1. juli 2027" in words_of(card)


async def test_it_is_too_late_to_take_back_what_has_been_claimed(mette: Person, anne: Person) -> None:
    await suggests(mette)
    await mette.says("send")
    receipt = await mette.last()
    stale = next(part for part in parts_of(receipt["card"]) if part.get("verb") == "withdraw")
    await anne.taps("claim")
    current = next(each for each in await mette.told() if each["id"] == receipt["id"])
    assert "withdraw" not in verbs_of(current["card"])
    await mette.presses(stale, receipt["id"])
    assert "RPA-teamet er gået i gang med nr. 1" in str(mette.answered["shown"])
    await mette.says("status 1")
    assert "Trukket tilbage" not in await mette.reads()


async def test_the_english_client_gets_its_receipts_in_english(mette: Person, anne: Person) -> None:
    mette.locale = "en-GB"
    await mette.says("hello")
    await suggests(mette)
    await mette.says("send")
    await anne.taps("claim")
    assert "The RPA team has begun on your suggestion no. 1" in await mette.reads()
