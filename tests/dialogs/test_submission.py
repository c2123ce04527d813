"""The submission dialog, as people hold it."""

from dataclasses import replace
from itertools import pairwise

import pytest

from dialogs.commands import Command
from dialogs.replies import (
    Answered,
    Ask,
    AskCancel,
    AskResume,
    DidYouMean,
    Discarded,
    Note,
    ReadBack,
    Recall,
    Run,
    Saved,
    ShowSummary,
    Submit,
)
from dialogs.spoken import MOVES, plain
from dialogs.state import SUMMARY, State
from dialogs.submission import start
from domain.form import SUBMISSION_FORM
from domain.questions import Question
from domain.reading.parsed import Refused, Unclear
from tests.dialogs.conversation import (
    ANSWERS,
    CHAT,
    OPTIONAL,
    STORED,
    Conversation,
    answered_then_asked,
    asked_about,
    at_summary,
)
from texts import LOCALES, sayer

CPR = "Borgeren 010190-1234 ringer hver uge"


def test_the_eight_questions_come_one_at_a_time_and_then_the_summary() -> None:
    person = Conversation()
    assert person.replies == [Ask(key="title")]
    for key, following in pairwise(CHAT):
        replies = person.types(ANSWERS[key])
        assert replies[0] == Answered(key=key)
        assert isinstance(replies[1], Ask)
        assert replies[1].key == following
    assert person.types(ANSWERS["domains"]) == [Answered(key="domains"), ShowSummary()]
    assert person.answers == STORED
    assert person.types("send") == [Submit()]


def test_tapping_and_typing_come_to_the_same() -> None:
    person = Conversation()
    for key in CHAT:
        person.taps("answer", key, ANSWERS[key])
    assert person.answers == STORED
    assert person.taps("submit") == [Submit()]


def test_a_remembered_answer_is_kept_without_being_asked() -> None:
    state, replies = start({"org_unit": "Borgerservice"})
    assert replies == [Ask(key="title")]
    assert state.answers == {"org_unit": "Borgerservice"}


def test_what_the_description_says_of_how_often_and_how_long_is_read_back_and_not_asked() -> None:
    person = asked_about("long_description")
    said = "Jeg sammenholder adressen, det tager 10 min og jeg gør det 15 gange om ugen"
    found = {"annual_occurrences": "15/week", "seconds_per_occurrence": "600s"}
    assert person.types(said) == [Answered(key="long_description"), ReadBack(found=found)]
    assert person.taps("confirm_found") == [
        Answered(key="annual_occurrences"),
        Answered(key="seconds_per_occurrence"),
        Ask(key="it_systems"),
    ]
    assert person.answers["annual_occurrences"] == 690
    assert person.answers["seconds_per_occurrence"] == 600


@pytest.mark.parametrize("word", ["ja", "Det passer!", "yes", "👍"])
def test_what_was_read_back_is_confirmed_in_words(word: str) -> None:
    person = asked_about("long_description")
    person.types("Jeg slår op, det tager 10 min og jeg gør det 15 gange om ugen")
    assert person.types(word)[-1] == Ask(key="it_systems")


@pytest.mark.parametrize("word", ["nej", "Ret", "no"])
def test_what_was_read_back_wrongly_is_asked_instead(word: str) -> None:
    person = asked_about("long_description")
    person.types("Jeg slår op, det tager 10 min og jeg gør det 15 gange om ugen")
    assert person.types(word) == [Ask(key="annual_occurrences")]
    assert "annual_occurrences" not in person.answers
    assert person.types("20 om ugen") == answered_then_asked("annual_occurrences", "seconds_per_occurrence")


def test_what_was_read_back_wrongly_can_be_corrected_in_the_same_breath() -> None:
    person = asked_about("long_description")
    person.types("Jeg slår op, det tager 10 min og jeg gør det 15 gange om ugen")
    found = {"annual_occurrences": "20/week", "seconds_per_occurrence": "600s"}
    assert person.types("nej, jeg gør det 20 gange om ugen") == [ReadBack(found=found)]


def test_a_duration_alone_is_read_back_when_it_would_be_asked() -> None:
    person = asked_about("long_description")
    person.types("Jeg sammenholder adressen, og det tager 10 min pr. gang")
    assert person.replies[-1] == Ask(key="annual_occurrences")
    assert person.types("15 om ugen")[-1] == ReadBack(found={"seconds_per_occurrence": "600s"})
    assert person.types("ja")[-1] == Ask(key="it_systems")
    assert person.answers["seconds_per_occurrence"] == 600


def test_a_domain_is_guessed_from_what_was_said_and_taken_with_a_yes() -> None:
    person = asked_about("domains")
    asked = person.replies[-1]
    assert isinstance(asked, Ask)
    assert asked.guess
    assert person.types("Ja") == [Answered(key="domains"), ShowSummary()]
    assert person.answers["domains"] == asked.guess


def test_a_guess_that_is_wrong_is_asked_without_it() -> None:
    person = asked_about("domains")
    assert person.types("andet") == [Ask(key="domains")]
    assert person.types("Kultur") == [Answered(key="domains"), ShowSummary()]


def test_a_number_without_a_period_is_asked_back_and_completed() -> None:
    person = asked_about("annual_occurrences")
    readings = ("20/day", "20/week", "20/month", "20/year")
    assert person.types("20") == [Ask(key="annual_occurrences", unclear=Unclear(readings, "which-period"))]
    assert person.types("om ugen")[0] == Answered(key="annual_occurrences")
    assert person.answers["annual_occurrences"] == 920


@pytest.mark.parametrize("period", ["uge", "ugentligt", "hver uge", "week"])
def test_the_missing_period_may_be_said_in_any_way(period: str) -> None:
    person = asked_about("annual_occurrences")
    person.types("20")
    person.types(period)
    assert person.answers["annual_occurrences"] == 920


def test_a_period_without_a_number_is_asked_back_and_completed() -> None:
    person = asked_about("annual_occurrences")
    person.types("om ugen")
    person.types("20")
    assert person.answers["annual_occurrences"] == 920


def test_a_reading_can_be_tapped() -> None:
    person = asked_about("annual_occurrences")
    person.types("20")
    person.taps("answer", "annual_occurrences", "20/month")
    assert person.answers["annual_occurrences"] == 240


def test_a_missing_unit_is_asked_back_and_completed() -> None:
    person = asked_about("seconds_per_occurrence")
    replies = person.types("10")
    assert isinstance(replies[0], Ask)
    assert replies[0].unclear
    assert replies[0].unclear.why == "which-unit"
    person.types("minutter")
    assert person.answers["seconds_per_occurrence"] == 600


@pytest.mark.parametrize(("number", "per_year"), [("3", 36), ("2", 24), ("4", 48)])
def test_a_couple_a_month_is_asked_back_and_a_number_completes_it(number: str, per_year: int) -> None:
    person = asked_about("annual_occurrences")
    assert person.types("et par gange om måneden") == [
        Ask(key="annual_occurrences", unclear=Unclear(("2/month", "3/month"), "how-many"))
    ]
    person.types(number)
    assert person.answers["annual_occurrences"] == per_year


def test_a_number_far_from_a_couple_a_month_is_asked_how_often() -> None:
    person = asked_about("annual_occurrences")
    person.types("et par gange om måneden")
    readings = ("20/day", "20/week", "20/month", "20/year")
    assert person.types("20") == [Ask(key="annual_occurrences", unclear=Unclear(readings, "which-period"))]


def test_a_number_near_the_range_that_was_offered_has_its_unit() -> None:
    person = asked_about("seconds_per_occurrence")
    person.types("5-10 min")
    person.types("7")
    assert person.answers["seconds_per_occurrence"] == 420


def test_two_numbers_without_a_unit_are_no_range() -> None:
    person = asked_about("seconds_per_occurrence")
    person.types("10")
    asked = person.types("25")[0]
    assert isinstance(asked, Ask)
    assert asked.unclear
    assert asked.unclear.readings == ("1500s", "90000s")


def test_another_range_is_another_answer() -> None:
    person = asked_about("seconds_per_occurrence")
    person.types("10-20 min")
    asked = Ask(key="seconds_per_occurrence", unclear=Unclear(("1200s", "1800s"), "which-number"))
    assert person.types("20-30 min") == [asked]


@pytest.mark.parametrize(
    ("key", "number", "then", "stored"),
    [
        ("annual_occurrences", "20", "hver 14. dag", 460),
        ("annual_occurrences", "5", "hundrede om året", 100),
        ("annual_occurrences", "20", "tusind om året", 1000),
        ("seconds_per_occurrence", "5", "kvarter", 4500),
        ("seconds_per_occurrence", "1", "og en halv time", 5400),
        ("seconds_per_occurrence", "1", "en halv time", 1800),
        ("seconds_per_occurrence", "1", "halv time", 1800),
        ("seconds_per_occurrence", "2", "en halv time", 1800),
        ("seconds_per_occurrence", "1", "a half hour", 1800),
    ],
)
def test_only_what_names_no_number_of_its_own_completes_a_number(
    key: str, number: str, then: str, stored: int
) -> None:
    person = asked_about(key)
    person.types(number)
    person.types(then)
    assert person.answers[key] == stored


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("professional_judgement", "ikke så meget"),
        ("professional_judgement", "ikke i høj grad"),
        ("personal_data", "ingen følsomme"),
    ],
)
def test_a_yes_to_several_choices_chooses_none(key: str, said: str) -> None:
    person = asked_about(key)
    person.types(said)
    asked = person.types("ja")[0]
    assert isinstance(asked, Ask)
    assert asked.unclear
    assert key not in person.answers


def test_a_whole_new_answer_replaces_an_unclear_one() -> None:
    person = asked_about("annual_occurrences")
    person.types("20")
    person.types("5 om dagen")
    assert person.answers["annual_occurrences"] == 1100


def test_dont_know_after_an_unclear_answer_is_dont_know() -> None:
    person = asked_about("annual_occurrences")
    person.types("20")
    person.types("ved ikke")
    assert person.answers["annual_occurrences"] is None


def test_a_refused_answer_forgets_the_unclear_one_before_it() -> None:
    person = asked_about("annual_occurrences")
    person.types("20")
    replies = person.types("0 om ugen")
    assert isinstance(replies[0], Ask)
    assert replies[0].problem
    assert person.state.unfinished == {}


def test_a_message_that_is_no_answer_to_a_choice_is_asked_back_with_the_choices() -> None:
    person = asked_about("personal_data")
    long = "det kommer jo an på, hvem der ringer, og hvad de vil, men som regel er det pension"
    assert person.types(long) == [Ask(key="personal_data", problem=Refused("not-a-choice"))]


def test_a_cpr_number_is_refused_and_the_dialog_goes_on() -> None:
    person = asked_about("annual_occurrences")
    assert person.types(CPR) == [Ask(key="annual_occurrences", problem=Refused("cpr"))]
    assert "010190" not in str(person.state)
    assert person.types("1 om ugen")[0] == Answered(key="annual_occurrences")


def test_a_cpr_number_is_refused_at_the_summary_too() -> None:
    assert at_summary().types(CPR) == [Note(key="problem-cpr"), ShowSummary()]


def test_a_message_edited_to_be_without_its_cpr_number_is_the_answer() -> None:
    person = asked_about("title")
    person.types(CPR)
    person.edits("Borgeren ringer hver uge")
    assert person.answers["title"] == "Borgeren ringer hver uge"


def test_an_edit_of_an_unclear_answer_is_a_new_answer() -> None:
    person = asked_about("annual_occurrences")
    person.types("20")
    person.edits("30 om ugen")
    assert person.answers["annual_occurrences"] == 1380


def test_an_edit_of_an_answer_already_taken_gets_a_hint_and_changes_nothing() -> None:
    person = asked_about("it_systems")
    before = person.state
    assert person.edits("3 om ugen", messages_ago=1) == [Note(key="dialog-edited")]
    assert person.state == before


def test_back_shows_the_question_before_with_its_answer_kept() -> None:
    person = asked_about("long_description")
    assert person.types("tilbage") == [Ask(key="title")]
    assert person.answers["title"] == ANSWERS["title"]
    person.types("Adressekontrol")
    assert person.replies == answered_then_asked("title", "long_description")
    assert person.answers["title"] == "Adressekontrol"


def test_back_and_then_skip_keeps_the_answer_and_goes_on() -> None:
    person = asked_about("it_systems")
    person.types("tilbage")
    person.types("tilbage")
    assert person.types("spring over")[-1] == Ask(key="it_systems")
    assert person.answers["annual_occurrences"] == 690


def test_there_is_no_question_before_the_first() -> None:
    assert Conversation().types("back") == [Note(key="dialog-back-first"), Ask(key="title")]


def test_back_from_the_summary_is_the_last_question() -> None:
    assert at_summary().taps("back") == [Ask(key="domains")]


@pytest.mark.parametrize("key", [*CHAT, "short_description", "challenges"])
def test_back_from_a_change_is_the_summary_and_the_answer_stays(key: str) -> None:
    person = at_summary()
    person.taps("edit", key)
    assert person.types("tilbage") == [ShowSummary()]
    assert person.answers == STORED
    assert person.types("tilbage") == [Ask(key="domains")]
    assert person.types("tilbage") == [Ask(key="personal_data")]


def test_back_from_a_change_that_is_unclear_drops_it() -> None:
    person = at_summary()
    person.types("ret hvor ofte")
    person.types("20")
    assert person.taps("back", "annual_occurrences") == [ShowSummary()]
    assert person.answers == STORED
    assert person.types("send") == [Submit()]


def test_back_past_an_answer_that_was_changed_goes_on_to_the_question_before_it() -> None:
    person = at_summary()
    person.taps("edit", "personal_data")
    person.types(ANSWERS["personal_data"])
    for key in ("domains", "personal_data", "professional_judgement"):
        assert person.types("tilbage") == [Ask(key=key)]


def test_back_from_a_change_before_all_is_answered_is_the_question_before() -> None:
    person = asked_about("personal_data")
    person.taps("edit", "long_description")
    assert person.types("tilbage") == [Ask(key="title")]


@pytest.mark.parametrize("key", ["annual_occurrences", "seconds_per_occurrence"])
def test_skipping_a_number_means_not_knowing_it(key: str) -> None:
    person = asked_about(key)
    assert person.types("spring over")[0] == Answered(key=key)
    assert person.answers[key] is None


@pytest.mark.parametrize("key", ["professional_judgement", "personal_data"])
def test_where_dont_know_is_a_choice_it_is_offered_instead_of_skipping(key: str) -> None:
    person = asked_about(key)
    assert person.types("skip") == [Note(key="dialog-needed-unknown"), Ask(key=key)]
    person.taps("unknown", key)
    assert person.answers[key] == "unknown"


@pytest.mark.parametrize("key", ["title", "long_description", "it_systems"])
def test_what_is_needed_cannot_be_skipped(key: str) -> None:
    person = asked_about(key)
    assert person.types("ved ikke") == [Note(key="dialog-needed"), Ask(key=key)]
    assert person.types("skip") == [Note(key="dialog-needed"), Ask(key=key)]
    assert person.taps("unknown", key) == [Note(key="dialog-needed"), Ask(key=key)]


def test_an_answer_to_an_earlier_card_changes_it_says_so_and_goes_on_where_it_was() -> None:
    person = asked_about("it_systems")
    assert person.taps("answer", "title", "Adressekontrol") == [
        Answered(key="title"),
        Note(key="dialog-changed", about="title"),
        Ask(key="it_systems"),
    ]
    assert person.answers["title"] == "Adressekontrol"


def test_the_same_answer_tapped_twice_changes_nothing_and_says_nothing_of_a_change() -> None:
    person = Conversation()
    person.taps("answer", "title", "Adressekontrol")
    assert person.taps("answer", "title", "Adressekontrol") == answered_then_asked(
        "title", "long_description"
    )


def test_an_earlier_answer_that_is_unclear_is_asked_back_before_going_on() -> None:
    person = asked_about("personal_data")
    replies = person.taps("answer", "annual_occurrences", "20")
    assert isinstance(replies[0], Ask)
    assert replies[0].key == "annual_occurrences"
    assert person.types("om ugen") == answered_then_asked("annual_occurrences", "personal_data")


def test_a_button_of_an_earlier_card_asks_again_what_is_pending() -> None:
    person = asked_about("it_systems")
    assert person.taps("skip", "annual_occurrences") == [Ask(key="it_systems")]
    assert person.taps("answer", "no_such_question", "x") == [Ask(key="it_systems")]
    assert person.taps("no_such_verb") == [Ask(key="it_systems")]


@pytest.mark.parametrize("value", [None, 7.5, True, {"a": 1}, [1, 2], [["x"]]])
def test_an_answer_of_another_kind_is_asked_back(value: object) -> None:
    person = Conversation()
    replies = person.taps("answer", "title", value)
    assert isinstance(replies[0], Ask)
    assert replies[0].problem
    assert person.answers == {}


def test_cancelling_asks_and_nothing_is_lost() -> None:
    person = asked_about("it_systems")
    answers = person.answers
    assert person.types("annuller") == [AskCancel()]
    assert person.types("hvad?") == [Note(key="dialog-choose"), AskCancel()]
    assert person.types("fortsæt") == [Ask(key="it_systems")]
    assert person.answers == answers


@pytest.mark.parametrize(
    ("word", "verb", "reply"),
    [
        ("gem", "save", Saved()),
        ("ja", "save", Saved()),
        ("gem den", "save", Saved()),
        ("Yes, keep it!", "save", Saved()),
        ("slet", "discard", Discarded()),
        ("nej, slet den", "discard", Discarded()),
    ],
)
def test_a_cancelled_draft_is_kept_or_deleted(word: str, verb: str, reply: Saved | Discarded) -> None:
    for answered in (Conversation.types, Conversation.taps):
        person = asked_about("it_systems")
        person.types("stop")
        assert answered(person, word if answered is Conversation.types else verb) == [reply]


@pytest.mark.parametrize("word", ["nej", "No"])
def test_a_no_to_keeping_a_draft_neither_deletes_it_nor_goes_on_in_silence(word: str) -> None:
    person = asked_about("it_systems")
    person.types("annuller")
    assert person.types(word) == [Note(key="dialog-delete-or-go-on"), AskCancel()]
    assert person.types("fortsæt") == [Ask(key="it_systems")]


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize(
    ("place", "verbs"),
    {
        "resume": ("continue", "restart", "discard"),
        "cancel": ("save", "discard", "continue"),
        "meant": ("meant", "not_meant"),
        "found": ("confirm_found", "correct_found"),
        "summary": ("submit", "save", "add_more"),
    }.items(),
)
def test_what_a_button_says_can_be_typed_instead(place: str, verbs: tuple[str, ...], language: str) -> None:
    say = sayer(language)
    assert [MOVES[place].get(plain(say(f"button-{verb}"))) for verb in verbs] == list(verbs)


def test_cancelling_before_anything_is_answered_needs_no_question() -> None:
    assert Conversation().types("annuller") == [Discarded()]


def test_after_days_it_offers_to_go_on() -> None:
    person = asked_about("it_systems")
    assert person.returns_after_days() == [AskResume()]
    assert person.types("ja") == [Ask(key="it_systems")]


def test_after_days_an_answer_out_of_the_blue_is_not_taken_for_one() -> None:
    person = asked_about("it_systems")
    person.returns_after_days()
    assert person.types("hvad var det nu") == [Note(key="dialog-choose"), AskResume()]
    assert "it_systems" not in person.answers


def test_after_days_it_can_begin_again() -> None:
    person = asked_about("it_systems")
    person.returns_after_days()
    assert person.types("Begynd forfra") == [Ask(key="title")]
    assert person.state == State()


def test_beginning_again_remembers_the_department() -> None:
    person = Conversation()
    person.state, _ = start({"org_unit": "Borgerservice"})
    person.types("Bopælskontrol")
    person.returns_after_days()
    person.types("Begynd forfra")
    assert person.answers == {"org_unit": "Borgerservice"}


def test_after_days_an_answer_tapped_on_the_question_that_was_left_counts() -> None:
    person = asked_about("it_systems")
    person.returns_after_days()
    assert person.taps("answer", "it_systems", "Nexus")[0] == Answered(key="it_systems")


@pytest.mark.parametrize("word", ["hej", "Hello!", "forslag"])
def test_a_greeting_in_mid_dialog_offers_to_go_on(word: str) -> None:
    assert asked_about("it_systems").types(word) == [AskResume()]


def test_a_command_that_is_not_the_dialogs_own_is_handed_on_and_the_question_stays() -> None:
    person = asked_about("it_systems")
    assert person.types("status 12") == [Run(command=Command(name="status", argument=12))]
    assert person.types("Nexus")[0] == Answered(key="it_systems")


def test_a_mistyped_command_is_asked_about_and_a_no_makes_it_the_answer() -> None:
    person = Conversation()
    meant = DidYouMean(command=Command(name="cancel", exact=False))
    assert person.types("annulller") == [meant]
    assert person.types("nej") == answered_then_asked("title", "long_description")
    assert person.answers["title"] == "annulller"


def test_a_mistyped_command_is_carried_out_after_a_yes() -> None:
    person = asked_about("long_description")
    person.types("tilbge")
    assert person.types("ja") == [Ask(key="title")]


@pytest.mark.parametrize("word", ["send", "Send det!", "indsend", "submit"])
@pytest.mark.parametrize("key", ["title", "it_systems", "short_description", "challenges"])
def test_a_send_in_place_of_a_change_is_asked_about_and_sends_after_a_yes(key: str, word: str) -> None:
    person = at_summary()
    person.taps("edit", key)
    assert person.types(word) == [DidYouMean(command=Command(name="submit", exact=False))]
    assert person.answers == STORED
    assert person.types("ja") == [Submit()]
    assert person.answers == STORED


def test_a_send_that_is_no_command_is_the_answer() -> None:
    person = Conversation()
    person.types("Send")
    assert person.taps("not_meant") == answered_then_asked("title", "long_description")
    assert person.answers["title"] == "Send"


def test_a_send_before_all_is_answered_asks_for_what_is_missing() -> None:
    person = asked_about("it_systems")
    person.types("send")
    assert person.types("ja") == [Note(key="dialog-incomplete"), Ask(key="it_systems")]
    assert "it_systems" not in person.answers


def test_an_answer_that_only_begins_with_send_is_an_answer() -> None:
    person = Conversation()
    assert person.types("Send breve") == answered_then_asked("title", "long_description")


def test_another_answer_than_yes_or_no_to_did_you_mean_is_the_answer() -> None:
    person = Conversation()
    person.types("annulller")
    person.types("Fakturaer")
    assert person.answers["title"] == "Fakturaer"


def test_nej_is_an_answer_and_not_a_mistyped_greeting() -> None:
    person = asked_about("personal_data")
    person.types("nej")
    assert person.answers["personal_data"] == "none"


@pytest.mark.parametrize(
    "asked",
    [
        "hvad var det nu jeg skrev om systemer",
        "Hvad skrev jeg om systemerne?",
        "what did I write about systems",
        "hvilke systemer var det, jeg skrev?",
    ],
)
def test_one_can_ask_what_one_wrote(asked: str) -> None:
    person = asked_about("personal_data")
    assert person.types(asked) == [Recall(key="it_systems"), Ask(key="personal_data")]


def test_asking_what_one_wrote_about_something_else_gets_an_answer_too() -> None:
    person = asked_about("it_systems")
    assert person.types("hvad skrev jeg om personoplysninger") == [
        Note(key="dialog-not-answered", about="personal_data"),
        Ask(key="it_systems"),
    ]
    assert person.types("hvor mange minutter skrev jeg") == [
        Recall(key="seconds_per_occurrence"),
        Ask(key="it_systems"),
    ]
    assert person.types("hvad skrev jeg") == [Note(key="dialog-recall-which"), Ask(key="it_systems")]
    assert "it_systems" not in person.answers


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("titel", "title"),
        ("ret titel", "title"),
        ("Fagområder", "domains"),
        ("hvor ofte", "annual_occurrences"),
        ("change visibility", "visibility"),
        ("resumé", "short_description"),
        ("jeg vil gerne ændre systemerne", "it_systems"),
    ],
)
def test_at_the_summary_an_answer_is_changed_by_its_name(said: str, key: str) -> None:
    assert at_summary().types(said) == [Ask(key=key)]


@pytest.mark.parametrize("key", [*CHAT, "short_description", "visibility"])
def test_at_the_summary_any_answer_is_changed_by_a_tap_and_one_is_back(key: str) -> None:
    person = at_summary()
    assert person.taps("edit", key) == [Ask(key=key)]
    answer = {"short_description": "Vi slår op.", "visibility": "private"}.get(key, ANSWERS.get(key))
    assert person.taps("answer", key, answer) == [Answered(key=key), ShowSummary()]


def test_at_the_summary_a_description_that_names_no_new_quantity_asks_nothing_more() -> None:
    person = at_summary()
    person.taps("edit", "long_description")
    person.types("Jeg sammenholder adresser. Det tager 30 min, og jeg gør det 5 gange om dagen.")
    assert person.replies == [Answered(key="long_description"), ShowSummary()]
    assert person.answers["annual_occurrences"] == 690


def test_at_the_summary_anything_else_gets_a_hint() -> None:
    assert at_summary().types("ja") == [Note(key="dialog-summary-hint"), ShowSummary()]


def test_what_may_be_added_is_asked_one_at_a_time_and_can_be_skipped() -> None:
    person = at_summary()
    assert person.taps("add_more") == [Ask(key=OPTIONAL[0])]
    assert person.types("12") == answered_then_asked(OPTIONAL[0], OPTIONAL[1])
    assert person.types("spring over") == [Ask(key=OPTIONAL[2])]
    assert person.types("tilbage") == [Ask(key=OPTIONAL[1])]
    person.types("spring over")
    person.types("ved ikke")
    assert person.types("spring over") == [ShowSummary()]
    assert person.answers["employees"] == 12
    assert person.types("send") == [Submit()]


def test_when_all_is_added_there_is_nothing_to_add() -> None:
    person = at_summary()
    person.taps("add_more")
    for answer in ("12", "Ventetid", "En robot", "Borgerservice"):
        person.types(answer)
    assert person.replies == [Answered(key="org_unit"), ShowSummary()]
    assert person.taps("add_more") == [Note(key="dialog-nothing-to-add"), ShowSummary()]


def test_an_optional_answer_changed_from_the_summary_leads_back_to_it() -> None:
    person = at_summary()
    person.taps("edit", "challenges")
    assert person.types("Ventetid") == [Answered(key="challenges"), ShowSummary()]


def test_an_incomplete_draft_cannot_be_submitted() -> None:
    person = asked_about("it_systems")
    assert person.taps("submit") == [Note(key="dialog-incomplete"), Ask(key="it_systems")]


def test_a_change_that_is_unclear_is_not_left_behind_on_sending() -> None:
    person = at_summary()
    person.taps("edit", "annual_occurrences")
    person.types("20")
    replies = person.taps("submit")
    assert replies[0] == Note(key="dialog-unfinished", about="annual_occurrences")
    assert isinstance(replies[1], Ask)
    assert person.types("om ugen") == [Answered(key="annual_occurrences"), ShowSummary()]
    assert person.types("send") == [Submit()]


def test_an_answer_that_cannot_be_read_any_more_is_asked_again_and_then_sent() -> None:
    person = at_summary()
    person.state = replace(person.state, answers={**person.answers, "title": "x" * 70})
    assert person.taps("submit") == [
        Note(key="dialog-misread", about="title"),
        Ask(key="title", problem=Refused("too-long", {"max": 65, "length": 70})),
    ]
    assert person.types("Bopælskontrol") == [Answered(key="title"), ShowSummary()]
    assert person.types("send") == [Submit()]


def test_after_submitting_the_state_stands_at_the_summary() -> None:
    person = at_summary()
    person.taps("submit")
    assert person.state.asking == SUMMARY


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("question", SUBMISSION_FORM, ids=lambda question: question.key)
def test_at_the_summary_an_answer_is_changed_by_the_label_it_has_there(
    question: Question, language: str
) -> None:
    label = sayer(language)(f"question-{question.key}.label")
    assert at_summary().types(label) == [Ask(key=question.key)]


@pytest.mark.parametrize(
    "said",
    [
        "Hvad der står i brevet, skriver jeg ind i Nexus",
        "What I do is write a letter",
        "Hvor borgeren har skrevet forkert, retter jeg",
    ],
)
def test_a_description_that_sounds_like_a_question_is_a_description(said: str) -> None:
    person = asked_about("long_description")
    person.types(said)
    assert person.answers["long_description"] == said
