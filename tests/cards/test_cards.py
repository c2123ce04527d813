import ast
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from importlib import import_module
from inspect import isfunction
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest
from microsoft_teams import cards as models
from microsoft_teams.cards import SubmitAction, TextRun
from pydantic import ValidationError

import cards
from bot.teams.connector import as_json
from cards.elements import make
from cards.form import form_card
from cards.inputs import as_written
from cards.message import CARD_BYTES, SENT, SHOWN, Message, size
from cards.own import DraftLine, mine_card, receipt_card, status_card
from cards.process_page import process_page
from cards.question import question_card
from cards.review import answered_reply, review_card
from cards.summary import summary_card
from cards.values import say_answer, say_duration, say_figures, say_hours
from cards.welcome import did_you_mean_card
from dialogs.commands import recognise
from domain import form
from domain.commands import COMMANDS
from domain.events import MUTABLE
from domain.process import Status, Twin, Visibility
from domain.questions import Asked, Question
from domain.reading.parsed import Refused, Understood
from domain.scoring import score
from domain.settings import Settings
from tests.cards.samples import (
    ANSWERED,
    ANSWERS,
    ASKED,
    DRAFT,
    KAREN,
    METTE,
    REVIEWERS,
    UNKNOWN,
    WAITING,
    every_card,
    longest,
)
from tests.domain.processes import seen_by_team
from texts import sayer

LANGUAGES = ("da", "en")
LONG = {
    "words": "ord og flere ord ",
    "one word": "x",
    "emoji": "👩‍👩‍👧😀",
    "right to left": "שלום עולם ",
    "quotes and lines": '"\\\n',
    "control characters": "\x01a",
    "markup": "<script>*_[x](https://y)_* <at>Karen</at> {{DATE(2026-01-01T00:00:00Z)}} ",
}
MODELS = {
    name: model
    for name, model in vars(models).items()
    if isinstance(model, type) and issubclass(model, models.core.SerializableObject)
}
TYPED = {
    model.model_fields["type"].default: model for model in MODELS.values() if "type" in model.model_fields
}
FIGURES = score(WAITING, Settings())
DANISH, ENGLISH = (every_card(sayer(language)) for language in LANGUAGES)


def parts(part: object, holder: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every typed part of a card, outermost first, with the name of the property that holds it."""
    if isinstance(part, list):
        for one in part:
            yield from parts(one, holder)
    elif isinstance(part, dict):
        if "type" in part:
            yield holder, part
        for name, value in part.items():
            if name != "data":
                yield from parts(value, name)


def of_type(card: object, prefix: str) -> list[dict[str, Any]]:
    return [part for _, part in parts(card) if part["type"].startswith(prefix)]


def fields(card: object) -> list[dict[str, Any]]:
    """The inputs that are there to be filled in."""
    return [field for field in of_type(card, "Input.") if field["id"] != SENT]


def words(card: object) -> str:
    return "\n".join(part["text"] for part in of_type(card, "TextRun"))


def check(part: dict[str, Any]) -> None:
    """Let its model read a part of a card, which must find it as it would write it."""
    read = TYPED[part["type"]].model_validate(part)
    assert not read.model_extra
    assert read.model_dump(exclude_none=True) == part


def buttons(message: Message) -> list[str]:
    actions = message.card.get("actions", [])
    assert isinstance(actions, list)
    return [action.get("verb") or action["data"]["verb"] for action in actions]


def builders() -> set[str]:
    """The names of all that makes a card for others to use."""
    modules = [import_module(f"cards.{module.name}") for module in iter_modules(cards.__path__)]
    return {
        name
        for module in modules
        for name, made in vars(module).items()
        if isfunction(made)
        and made.__module__ == module.__name__
        and made.__annotations__["return"] is Message
        and not name.startswith("_")
    }


def test_every_card_there_is_is_among_the_samples() -> None:
    used = {
        getattr(node, "id", getattr(node, "attr", None))
        for path in Path(__file__).parent.glob("samples*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert builders() - used == {"message"}


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", DANISH)
def test_a_card_is_what_its_schema_allows(language: str, name: str) -> None:
    message = {"da": DANISH, "en": ENGLISH}[language][name]
    assert message.card["version"] == "1.5"
    assert message.summary
    assert message.card["fallbackText"] == message.summary
    assert json.loads(as_json({"content": message.content})) == {"content": message.card}
    for _, part in parts(message.card):
        check(part)
    assert len(buttons(message)) <= 6


def test_a_part_is_made_as_its_model_would_make_it() -> None:
    made = make(TextRun, text="Hent", size="Small", select_action=make(SubmitAction, title="Hent"))
    checked = TextRun(text="Hent", size="Small", select_action=SubmitAction(title="Hent"))
    assert made == checked
    made.is_visible = checked.is_visible = False
    assert made == checked


def test_what_is_filled_in_wrongly_is_found_by_mypy_and_among_the_samples_but_not_at_run_time() -> None:
    # Where mypy finds nothing wrong, it finds that `type: ignore` is not needed.
    assert make(TextRun, text="Hej", colour="Good").color is None  # type: ignore[call-arg]
    assert make(TextRun, text="Hej", color="Pink").color == "Pink"  # type: ignore[arg-type, comparison-overlap]
    with pytest.raises(AssertionError):
        check({"type": "TextRun", "text": "Hej", "colour": "Good"})
    with pytest.raises(ValidationError):
        check({"type": "TextRun", "text": "Hej", "color": "Pink"})


def test_nothing_on_a_card_is_checked_while_somebody_waits() -> None:
    checked = {
        f"{path.name}:{node.lineno}"
        for path in Path(*cards.__path__).glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", None) in MODELS
    }
    assert not checked


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", DANISH)
def test_what_executes_falls_back_to_submitting_the_same(language: str, name: str) -> None:
    for action in of_type({"da": DANISH, "en": ENGLISH}[language][name].card, "Action.Execute"):
        fallback = action["fallback"]
        assert fallback["type"] == "Action.Submit"
        assert fallback["data"] == {"verb": action["verb"], **action["data"]}
        assert fallback["title"] == action["title"]
        assert fallback.get("associatedInputs") == action.get("associatedInputs")


@pytest.mark.parametrize("name", DANISH)
def test_a_button_names_a_process_by_its_id(name: str) -> None:
    """A number is said by people, and each organisation counts for itself."""
    for _, part in parts(DANISH[name].card):
        data = part.get("data")
        assert not isinstance(data, dict) or "number" not in data, data


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("words", LONG.values(), ids=LONG)
def test_the_longest_answers_still_make_cards_that_teams_takes(language: str, words: str) -> None:
    for name, message in every_card(sayer(language), longest(words)).items():
        assert size(message.card) <= CARD_BYTES, name
        assert len(buttons(message)) <= 6, name


def test_every_card_differs_between_the_languages() -> None:
    same = {name for name in DANISH if DANISH[name] == ENGLISH[name]}
    assert same == {"notice"}


@pytest.mark.parametrize("question", form.SUBMISSION_FORM, ids=lambda question: question.key)
def test_a_question_card_has_one_input_named_after_its_question(question: Question) -> None:
    for name in (f"question {question.key}", f"question {question.key} again"):
        if name in DANISH:
            inputs = of_type(DANISH[name].card, "Input.")
            assert [field["id"] for field in inputs] == [question.key]
            assert inputs[0]["label"]
            assert not inputs[0].get("isRequired")
            assert {"answer", "back", "cancel", "form"} <= set(buttons(DANISH[name]))
            assert ("unknown" in buttons(DANISH[name])) == question.may_be_unknown


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("answers", [ANSWERS, UNKNOWN], ids=["known", "unknown"])
@pytest.mark.parametrize("key", ANSWERS)
def test_what_an_input_is_filled_with_reads_back_as_the_answer(language: str, answers: Any, key: str) -> None:
    question = form.question(key)
    written = as_written(sayer(language), question, answers[key])
    assert question.parse(written) == Understood(answers[key])


def test_only_going_on_sends_what_is_typed() -> None:
    actions = of_type(DANISH["question annual_occurrences"].card, "Action.Execute")
    assert [action["verb"] for action in actions if "associatedInputs" not in action] == ["answer"]


@pytest.mark.parametrize("name", DANISH)
def test_a_button_that_takes_what_is_filled_in_names_the_fields_and_no_other_does(name: str) -> None:
    card = DANISH[name].card
    there_are = " ".join(field["id"] for field in fields(card))
    for action in (*of_type(card, "Action.Submit"), *of_type(card, "Action.Execute")):
        takes = there_are and "associatedInputs" not in action
        assert action["data"].get(SHOWN, "") == (there_are if takes else ""), action


def test_a_page_sends_something_even_if_all_its_fields_are_left_empty() -> None:
    [sent] = [field for field in of_type(DANISH["form"].card, "Input.") if field["id"] == SENT]
    assert (sent["value"], sent["isVisible"]) == ("1", False)
    assert SENT not in str(DANISH["question title"].card)


def test_readings_are_rows_that_answer_with_what_the_question_reads_back() -> None:
    card = DANISH["question asked back"].card
    rows = [part["selectAction"] for _, part in parts(card) if "selectAction" in part]
    assert [row["data"]["value"] for row in rows] == ["20/day", "20/week", "20/month", "20/year"]
    assert {row["verb"] for row in rows} == {"answer"}
    for row in rows:
        assert isinstance(form.question("annual_occurrences").parse(row["data"]["value"]), Understood)
        assert row["title"] in words(card)


def test_an_answer_too_long_to_be_changed_in_place_is_shown_in_part() -> None:
    process = longest("😀")
    message = question_card(sayer("da"), form.question("long_description"), process.answers, draft_id=DRAFT)
    [field] = of_type(message.card, "Input.")
    assert "value" not in field
    assert "😀…" in words(message.card)


def test_the_summary_lets_every_answer_be_changed() -> None:
    rows = [part["selectAction"] for _, part in parts(DANISH["summary"].card) if "selectAction" in part]
    asked = [row.key for row in form.SUBMISSION_FORM if row.asked is not Asked.AFTER]
    assert [row["data"]["key"] for row in rows] == [*asked, "org_unit"]
    assert {row["verb"] for row in rows} == {"edit"}


def test_the_summary_says_the_hours_and_how_they_came_about() -> None:
    assert "115 timer om året" in words(DANISH["summary"].card)
    assert "690 gange om året × 10 min = 115 timer" in words(DANISH["summary"].card)
    assert "ikke" in words(DANISH["summary with unknowns"].card)
    assert "115" not in words(DANISH["summary with unknowns"].card)


def test_the_summary_proposes_a_short_description_and_says_who_will_see_it() -> None:
    answers = {key: value for key, value in ANSWERS.items() if key != "short_description"}
    said = words(summary_card(sayer("da"), answers, draft_id=DRAFT).card)
    assert form.propose_short_description(str(ANSWERS["long_description"])) in said
    assert sayer("da")("question-visibility.organisation") in said


def test_the_form_asks_all_questions_at_once_and_forces_none() -> None:
    inputs = fields(DANISH["form"].card)
    in_order = [row.key for where in Asked for row in form.questions_asked(where, {})]
    assert [field["id"] for field in inputs] == in_order
    assert not any(field.get("isRequired") for field in inputs)
    assert buttons(DANISH["form"]) == ["form_submit", "form_save"]
    assert not of_type(DANISH["form"].card, "Action.Execute")


def test_a_problem_stands_below_its_field_and_what_was_typed_stays_in_it() -> None:
    say = sayer("da")
    message = form_card(
        say,
        ANSWERS,
        draft_id=DRAFT,
        raw={"title": "B" * 80},
        problems={"title": Refused("too-long", {"max": 65, "length": 80})},
    )
    body = message.card["body"]
    assert isinstance(body, list)
    [place] = [number for number, part in enumerate(body) if part.get("id") == "title"]
    assert body[place]["value"] == "B" * 80
    assert words(body[place + 1]) == say("problem-too-long", max=65, length=80)


def test_a_cpr_number_on_a_page_need_not_be_deleted_in_the_chat() -> None:
    say = sayer("da")
    told = words(DANISH["form with problems"].card)
    assert say("card-cpr-in-field") in told
    assert say("problem-cpr") not in told


def test_a_text_too_long_for_the_form_has_no_field_so_that_it_stays() -> None:
    message = form_card(sayer("da"), longest("ord og flere ord ").answers, draft_id=DRAFT)
    there_are = {field["id"] for field in fields(message.card)}
    assert {row.key for row in form.SUBMISSION_FORM} - there_are == {
        "long_description",
        "challenges",
        "solution_idea",
    }


def test_more_shows_all_of_a_long_description_over_its_pages() -> None:
    say, process = sayer("da"), longest("ord og flere ord ")
    pages, turned = [], 0
    while True:
        message = process_page(say, process, score(process, Settings()), (), page=turned)
        pages.append(words(message.card))
        submits = of_type(message.card, "Action.Submit")
        turns = [action["data"]["page"] for action in submits if "page" in action["data"]]
        if turned + 1 not in turns:
            break
        turned += 1
    shown = " ".join(" ".join(pages).split())
    for key in ("long_description", "challenges", "solution_idea"):
        told = shown.replace(say(f"question-{key}.label"), " ")
        assert told.count("ord og flere ord") >= str(process.answers[key]).count("ord og flere ord")
    assert words(process_page(say, process, score(process, Settings()), (), page=99).card) == pages[-1]


def test_what_is_shown_in_part_to_who_suggested_it_leads_to_all_of_it() -> None:
    for own in (True, False):
        card = status_card(sayer("da"), longest("ord og flere ord "), own=own).card
        [all_of_it] = [row["selectAction"] for _, row in parts(card) if "selectAction" in row]
        assert all_of_it["data"]["verb"] == "more"


def test_an_answer_comes_to_the_thread_in_full() -> None:
    asked, answer = (replace(remark, text="ord " * 499 + "slut") for remark in (ASKED, ANSWERED))
    told = words(answered_reply(sayer("da"), WAITING, asked, answer).card)
    assert told.count(asked.text or "") == 2


def test_one_s_own_list_is_turned_page_by_page_and_leaves_nothing_out() -> None:
    say = sayer("da")
    drafts = [DraftLine(id=DRAFT, title=None, answered=0, total=8)]
    processes = [replace(WAITING, number=number) for number in range(1, 25)]
    shown: list[str] = []
    for page in range(3):
        card = mine_card(say, drafts, processes, page=page).card
        shown += [part["selectAction"]["title"] for _, part in parts(card) if "selectAction" in part]
    assert len(shown) == len(set(shown)) == 25


def test_a_receipt_offers_to_withdraw_only_while_nobody_has_taken_it() -> None:
    offered = {name for name in DANISH if name.startswith("receipt ") and "withdraw" in buttons(DANISH[name])}
    assert offered == {"receipt waiting"}
    assert buttons(receipt_card(sayer("da"), replace(WAITING, holder=METTE))) == ["status"]


def test_a_colleague_reads_how_it_goes_but_is_not_spoken_to_as_the_submitter() -> None:
    told = sayer("da")("card-next-waiting", holder="")
    assert told in words(DANISH["status waiting"].card)
    assert told not in words(DANISH["status for a colleague"].card)
    assert "withdraw" in buttons(DANISH["status waiting"])
    assert "withdraw" not in buttons(DANISH["status for a colleague"])


def test_a_rejection_gives_its_reason_in_the_reviewers_own_words_and_the_day_to_look_again() -> None:
    for name in ("told ended", "receipt rejected", "status rejected", "review rejected"):
        assert "Reglerne ændres 1. juli. Vi ser på det igen til efteråret." in words(DANISH[name].card)
        assert "1. september 2026" in words(DANISH[name].card)


def test_a_submission_late_in_the_evening_is_dated_as_in_denmark() -> None:
    assert "3. marts 2026" in words(DANISH["review waiting"].card)


def test_the_review_card_holds_what_is_needed_to_judge() -> None:
    said = words(DANISH["review answered"].card)
    for needed in (
        "42",
        "Bopælskontrol ved tilflytning",
        "Borgerservice",
        "690 gange om året × 10 min = 115 timer",
        "Slet ikke",
        "Almindelige",
        "Nexus, Outlook",
        "Administration",
        "Hvor får du adressen fra?",
        "Fra flytteanmeldelsen i selvbetjeningen.",
        METTE.name,
    ):
        assert needed in said


def test_a_decided_process_has_no_button_but_more() -> None:
    for name in ("rejected", "failed", "not relevant", "withdrawn", "merged", "merged with a private one"):
        assert buttons(DANISH[f"review {name}"]) == ["more"]


def test_a_merged_process_promises_no_day_to_look_at_it_again() -> None:
    say, merged = sayer("da"), replace(WAITING, status=Status.MERGED, look_again_on=date(2026, 9, 1))
    for message in (receipt_card(say, merged), review_card(say, seen_by_team(merged), FIGURES, ())):
        assert "taget op igen" not in words(message.card)


def test_a_review_card_is_refreshed_for_as_many_as_teams_allows() -> None:
    message = review_card(sayer("da"), seen_by_team(WAITING), FIGURES, (), reviewer_ids=REVIEWERS)
    refresh = message.card["refresh"]
    assert isinstance(refresh, dict)
    assert refresh["userIds"] == REVIEWERS[:60]
    assert refresh["action"]["verb"] == "refresh"
    assert refresh["action"]["data"] == {"process": str(WAITING.id), "version": 1}
    assert "refresh" not in review_card(sayer("da"), seen_by_team(WAITING), FIGURES, ()).card


@pytest.mark.parametrize("status", Status)
def test_a_private_submission_shows_nothing_of_what_was_answered(status: Status) -> None:
    twin = Twin(number=17, title="hemmelig som den selv")
    process = replace(longest("hemmelig "), status=status, holder=None, twin=twin)
    private = seen_by_team(process, visibility=Visibility.PRIVATE)
    message = review_card(sayer("da"), private, FIGURES, ())
    assert "hemmelig" not in str(message)
    assert KAREN.name not in str(message)


@pytest.mark.parametrize(
    ("seconds", "danish"),
    [(45, "45 sek"), (90, "1 min 30 sek"), (600, "10 min"), (5400, "1 time 30 min"), (7200, "2 timer")],
)
def test_durations_are_said_in_their_units(seconds: int, danish: str) -> None:
    assert say_duration(sayer("da"), seconds) == danish


@pytest.mark.parametrize(
    ("hours", "danish", "english"),
    [
        (0.5, "0,5 time", "0.5 hours"),
        (1, "1 time", "1 hour"),
        (9.96, "10 timer", "10 hours"),
        (3.25, "3,3 timer", "3.3 hours"),
        (34.5, "35 timer", "35 hours"),
        (114.6, "115 timer", "115 hours"),
        (12_345.6, "12.346 timer", "12,346 hours"),
    ],
)
def test_hours_are_rounded_for_reading(hours: float, danish: str, english: str) -> None:
    assert say_hours(sayer("da"), hours) == danish
    assert say_hours(sayer("en"), hours) == english


def test_figures_say_what_is_known_and_never_a_zero() -> None:
    say = sayer("da")
    known = say_figures(say, {**ANSWERS, "seconds_per_occurrence": None})
    assert known.startswith("690 gange om året · ")
    assert "=" not in known
    assert say_answer(say, form.question("annual_occurrences"), None) == say("unknown")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", [name for name, row in COMMANDS.items() if row.said])
def test_the_words_that_help_names_are_understood(language: str, command: str) -> None:
    word = sayer(language)(f"card-word-{command}")
    understood = recognise(word)
    assert understood is not None
    assert (understood.name, understood.exact) == (command, True)
    assert word in did_you_mean_card(sayer(language), command).summary


def test_the_switches_are_on_for_what_one_is_told() -> None:
    def switches(name: str) -> dict[str, str]:
        return {field["id"]: field["value"] for field in of_type(DANISH[name].card, "Input.Toggle")}

    assert switches("mute") == dict.fromkeys(MUTABLE, "true") | {"asked": "false"}
    assert set(switches("mute everything").values()) == {"false"}


def test_a_tap_that_changed_nothing_is_explained_on_the_current_card() -> None:
    message = review_card(
        sayer("da"), seen_by_team(WAITING, holder=METTE), FIGURES, (), notice="Mette Holm har taget nr. 42."
    )
    assert "Mette Holm har taget nr. 42." in words(message.card)


def test_an_optional_question_and_one_that_cannot_be_shown_in_full_may_be_skipped() -> None:
    assert "skip" in buttons(DANISH["question challenges"])
    assert "skip" not in buttons(DANISH["question title"])
    answers = longest("😀").answers
    message = question_card(sayer("da"), form.question("long_description"), answers, draft_id=DRAFT)
    assert "skip" in buttons(message)


def test_a_few_systems_are_suggested_of_many() -> None:
    named = [f"System {number} {'x' * 50}" for number in range(500)]
    message = question_card(sayer("da"), form.question("it_systems"), {}, draft_id=DRAFT, systems=named)
    assert "System 0" in words(message.card)
    assert size(message.card) < CARD_BYTES
