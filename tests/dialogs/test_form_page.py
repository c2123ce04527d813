"""The one-page form: read at once, problems by field, and nothing lost on the way to the chat and back."""

from dataclasses import replace

import pytest

from dialogs.form_page import Problem
from dialogs.replies import Ask, FormProblems, Note, ReadBack, ShowSummary, Submit
from dialogs.state import State
from domain.reading.parsed import Refused, Unclear
from tests.dialogs.conversation import ANSWERS, STORED, Conversation, asked_about, at_summary

CPR = "Borgeren 010190-1234 ringer hver uge"


def test_a_page_filled_in_is_submitted() -> None:
    person = Conversation()
    page = {**ANSWERS, "visibility": "private", "employees": "12", "challenges": ""}
    assert person.taps("form_submit", value=page) == [Submit()]
    assert person.answers == {**STORED, "visibility": "private", "employees": 12}


def test_a_page_reads_every_answer_as_the_chat_does() -> None:
    person = Conversation()
    person.taps("form_submit", value=ANSWERS)
    assert person.answers == at_summary().answers


def test_all_problems_come_at_once_beside_their_fields_with_what_was_typed() -> None:
    person = Conversation()
    page = {**ANSWERS, "title": "x" * 70, "annual_occurrences": "20", "it_systems": " ", "employees": "mange"}
    problems: dict[str, Problem] = {
        "title": Refused("too-long", {"max": 65, "length": 70}),
        "annual_occurrences": Unclear(("20/day", "20/week", "20/month", "20/year"), "which-period"),
        "it_systems": Refused("empty"),
        "employees": Refused("not-a-number"),
    }
    assert person.taps("form_submit", value=page) == [FormProblems(problems=problems, raw=page)]


def test_an_answer_that_cannot_be_read_any_more_has_its_problem_beside_its_field() -> None:
    person = at_summary()
    person.state = replace(person.state, answers={**person.answers, "title": "x" * 70})
    too_long = Refused("too-long", {"max": 65, "length": 70})
    assert person.taps("form_submit", value={"employees": "12"}) == [
        FormProblems(problems={"title": too_long}, raw={"employees": "12"})
    ]
    assert person.answers["employees"] == 12


def test_a_page_with_problems_keeps_what_is_right_and_can_be_sent_again() -> None:
    person = Conversation()
    person.taps("form_submit", value={**ANSWERS, "annual_occurrences": "20"})
    assert "annual_occurrences" not in person.answers
    assert person.taps("form_submit", value=ANSWERS) == [Submit()]


def test_a_cpr_number_in_a_field_is_neither_kept_nor_shown_again() -> None:
    person = Conversation()
    page = {**ANSWERS, "long_description": CPR}
    raw = {key: said for key, said in page.items() if key != "long_description"}
    assert person.taps("form_submit", value=page) == [
        FormProblems(problems={"long_description": Refused("cpr")}, raw=raw)
    ]
    assert "010190" not in str(person.state)


def test_a_page_half_done_is_kept_and_the_chat_asks_for_the_rest() -> None:
    person = Conversation()
    page = {key: ANSWERS.get(key, "") for key in ("title", "long_description", "domains")}
    assert person.taps("form_save", value=page) == [
        Note(key="dialog-form-saved"),
        Ask(key="annual_occurrences"),
    ]
    assert person.answers["domains"] == ["Administration"]


def test_what_was_unclear_on_the_page_is_asked_back_in_the_chat() -> None:
    person = Conversation()
    page = {"title": ANSWERS["title"], "long_description": "Jeg slår op", "annual_occurrences": "20"}
    replies = person.taps("form_save", value=page)
    assert isinstance(replies[-1], Ask)
    assert replies[-1].unclear
    assert person.state.unfinished == {"annual_occurrences": "20"}
    person.types("om ugen")
    assert person.answers["annual_occurrences"] == 920


def test_what_could_not_be_used_on_the_page_comes_with_its_problem_in_the_chat() -> None:
    person = Conversation()
    assert person.taps("form_save", value={"title": "x" * 70})[-1] == Ask(
        key="title", problem=Refused("too-long", {"max": 65, "length": 70})
    )
    assert person.state.unfinished == {"title": "x" * 70}


def test_a_page_kept_half_done_drops_a_cpr_number_and_says_so() -> None:
    person = Conversation()
    assert person.taps("form_save", value={"title": CPR}) == [
        Note(key="dialog-form-saved"),
        Note(key="dialog-form-cpr", about="title"),
        Ask(key="title"),
    ]
    assert person.state == State()


def test_a_description_on_the_page_is_read_back_in_the_chat() -> None:
    person = Conversation()
    page = {"title": "Adresser", "long_description": "Det tager 10 min, og jeg gør det 15 gange om ugen."}
    found = {"annual_occurrences": "15/week", "seconds_per_occurrence": "600s"}
    assert person.taps("form_save", value=page)[-1] == ReadBack(found=found)


def test_a_field_that_is_emptied_is_unanswered_and_one_that_is_missing_is_left_alone() -> None:
    person = asked_about("it_systems")
    person.taps("form_save", value={"title": ""})
    assert "title" not in person.answers
    assert person.answers["annual_occurrences"] == 690
    assert person.replies[-1] == Ask(key="title")


def test_an_answer_that_becomes_unclear_on_the_page_does_not_stay_as_it_was() -> None:
    person = at_summary()
    person.taps("form_save", value={"annual_occurrences": "20"})
    assert "annual_occurrences" not in person.answers


def test_something_optional_that_is_unclear_is_asked_before_sending() -> None:
    person = at_summary()
    assert person.taps("form_save", value={"employees": "mange"})[-1] == ShowSummary()
    assert person.taps("submit") == [
        Note(key="dialog-unfinished", about="employees"),
        Ask(key="employees", problem=Refused("not-a-number")),
    ]
    assert person.types("spring over") == [ShowSummary()]
    assert person.types("send") == [Submit()]


def test_a_complete_page_kept_for_later_leads_to_the_summary() -> None:
    assert Conversation().taps("form_save", value=ANSWERS)[-1] == ShowSummary()


def test_the_chat_goes_on_in_the_page_where_it_was_left() -> None:
    person = asked_about("it_systems")
    rest = {key: ANSWERS[key] for key in ("it_systems", "professional_judgement", "personal_data", "domains")}
    assert person.taps("form_submit", value=rest) == [Submit()]
    assert person.answers == STORED


@pytest.mark.parametrize(
    "page", [None, "text", 7, [], {"unknown": "x"}, {"title": None}, {"title": ["x", 1]}]
)
def test_a_page_of_another_shape_changes_nothing(page: object) -> None:
    person = Conversation()
    person.taps("form_save", value=page)
    assert person.answers == {}
    assert isinstance(person.replies[-1], Ask)
    assert person.replies[-1].key == "title"
