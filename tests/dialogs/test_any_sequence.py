"""Whatever is said in whatever order: the state stays whole, and nobody is ever stuck."""

import json

from hypothesis import example, given, settings
from hypothesis import strategies as st

from dialogs.replies import Submit
from dialogs.said import Edited, Said, Tapped, Typed
from dialogs.state import SUMMARY, State
from dialogs.submission import again, resume, start, step
from domain.form import SUBMISSION_FORM, question
from domain.process import Answer
from domain.reading.cpr import contains_cpr
from domain.reading.parsed import Understood
from tests.dialogs.conversation import ANSWERS

USUAL = settings().max_examples
CPR_NUMBERS = ("010190-1234", "0101901234", "010190 1234", "610190-1234")
KEYS = [row.key for row in SUBMISSION_FORM]
MOVES = (
    *("back", "skip", "cancel", "continue", "restart", "submit", "save", "discard", "add_more"),
    *("meant", "not_meant", "confirm_found", "correct_found", "accept_offer", "decline_offer"),
)

phrases = st.sampled_from(
    [
        *ANSWERS.values(),
        *(
            "ja",
            "nej",
            "20",
            "om ugen",
            "3",
            "ved ikke",
            "ret",
            "andet",
            "send",
            "gem",
            "slet",
            "fortsæt",
            "hej",
        ),
        *(
            "tilbage",
            "spring over",
            "annuller",
            "annulller",
            "status 12",
            "hvad skrev jeg om systemer",
            "titel",
        ),
        "det tager 10 min og jeg gør det 15 gange om ugen",
    ]
)
cpr_texts = st.builds(
    "{} {} {}".format, st.text(max_size=20), st.sampled_from(CPR_NUMBERS), st.text(max_size=20)
)
texts = phrases | st.text(max_size=60) | cpr_texts
loose = (
    texts
    | st.none()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.booleans()
    | st.lists(texts, max_size=3)
)
keys = st.sampled_from(KEYS) | st.sampled_from(["summary", "found", "", "answers"]) | loose
messages = st.sampled_from(["", "m1", "m2"])
said: st.SearchStrategy[Said] = st.one_of(
    st.builds(Typed, text=texts, message=messages),
    st.builds(Edited, text=texts, message=messages),
    st.builds(Tapped, verb=st.sampled_from(["answer", "unknown", "edit"]), key=keys, value=loose),
    st.builds(
        Tapped, verb=st.sampled_from(MOVES) | st.text(max_size=5), key=st.none() | keys, value=st.none()
    ),
    st.builds(
        Tapped,
        verb=st.sampled_from(["form_save", "form_submit"]),
        value=st.dictionaries(st.sampled_from(KEYS), loose, max_size=8) | loose,
    ),
)
histories = st.lists(said, max_size=25)


def played(history: list[Said]) -> State:
    state, replies = start()
    assert replies
    for one in history:
        state, replies = step(State.from_json(json.loads(json.dumps(state.to_json()))), one)
        assert replies
        assert again(state)
    return state


def read_again(key: str, value: Answer) -> object:
    """A stored answer in the form in which its question reads it."""
    if key == "annual_occurrences" and value is not None:
        return f"{value}/year"
    if key == "seconds_per_occurrence" and value is not None:
        return f"{value}s"
    return {None: "ved ikke", "[]": "ingen"}.get(value if value is None else str(value), value)


@given(histories)
@settings(max_examples=3 * USUAL)
def test_every_stored_answer_is_one_that_its_question_accepts(history: list[Said]) -> None:
    state = played(history)
    for key, value in state.answers.items():
        assert question(key).parse(read_again(key, value)) == Understood(value)
    assert state.asking == SUMMARY or state.asking in KEYS
    assert set(state.unfinished) <= set(KEYS)


@given(histories)
@settings(max_examples=3 * USUAL)
@example([Typed(text="annulller 010190-1234"), Tapped(verb="not_meant")])
def test_no_cpr_number_is_ever_remembered(history: list[Said]) -> None:
    remembered = json.dumps(played(history).to_json(), ensure_ascii=False)
    assert not any(number in remembered for number in CPR_NUMBERS)


@given(histories)
@settings(max_examples=2 * USUAL)
def test_from_anywhere_one_gets_to_the_summary_and_can_send(history: list[Said]) -> None:
    state, _ = step(played(history), Tapped(verb="continue"))
    for key in KEYS:
        if key in state.unfinished or key not in state.answers:
            answer = ANSWERS.get(key, {"visibility": "private", "employees": "12"}.get(key, "Kort fortalt"))
            state, _ = step(state, Tapped(verb="answer", key=key, value=answer))
    state, replies = step(state, Tapped(verb="submit"))
    assert replies == [Submit()]


@given(histories)
def test_going_on_after_a_while_comes_to_where_one_was(history: list[Said]) -> None:
    settled, _ = step(played(history), Tapped(verb="continue"))
    paused, _ = resume(settled)
    resumed, replies = step(paused, Tapped(verb="continue"))
    assert (resumed.asking, resumed.answers, replies) == (settled.asking, settled.answers, again(settled))


@given(st.text(alphabet=st.characters(), min_size=1000, max_size=3000) | st.just("æ" * 100_000))
@settings(max_examples=USUAL // 5)
def test_a_text_of_any_length_is_heard(text: str) -> None:
    for key in KEYS:
        state, replies = step(State(asking=key), Typed(text=text))
        assert replies
        assert json.dumps(state.to_json())


def test_the_memory_of_a_cpr_number_would_be_noticed() -> None:
    assert all(contains_cpr(f"Borger {number} ringer") for number in CPR_NUMBERS)
