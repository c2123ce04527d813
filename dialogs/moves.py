"""What a person can do in the dialog, each as a function; a tap and a typed word come to the same."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeAlias

from dialogs.asking import again, asked_back, offer, unknown_answer
from dialogs.reading import read
from dialogs.replies import Answered, Ask, Discarded, Note, Reply, Saved, Submit
from dialogs.state import SUMMARY, State
from domain import form
from domain.process import Answer
from domain.questions import Asked
from domain.reading.described import find_quantities
from domain.reading.parsed import Refused, Unclear, Understood

Step: TypeAlias = tuple[State, list[Reply]]


def asked_again(state: State, *before: Reply) -> Step:
    """Stay where the dialog is, with something said first."""
    return state, [*before, *again(state)]


def answer(state: State, key: str, raw: object, message: str = "") -> Step:
    """Take an answer to any question; what cannot be used is asked back, by that question."""
    question = form.question(key)
    parsed = read(question, raw, state.unfinished.get(key))
    if isinstance(parsed, Understood):
        return keep(state, key, parsed.value)
    unfinished = _without(state.unfinished, key)
    if isinstance(parsed, Unclear):
        unfinished[key] = str(raw)
    pending = replace(
        settled(state),
        asking=key,
        adding=state.adding and key == state.asking,
        unfinished=unfinished,
        found=_without(state.found, key),
        heard=message,
    )
    if isinstance(parsed, Refused):
        return pending, [Ask(key=key, problem=parsed)]
    return asked_again(pending)


def keep(state: State, key: str, value: Answer) -> Step:
    """Keep an understood answer and go on; after an answer to an earlier question, where the dialog was."""
    former = state.answers.get(key, value)
    kept = with_answer(settled(state), key, value)
    if key == state.asking:
        return go_on(kept, Answered(key=key))
    changed: list[Reply] = [] if former == value else [Note(key="dialog-changed", about=key)]
    return asked_again(kept, Answered(key=key), *changed)


def with_answer(state: State, key: str, value: Answer) -> State:
    """Put an answer into the state; of a new description, also what it says of how often and how long."""
    kept = replace(
        state,
        answers={**state.answers, key: value},
        unfinished=_without(state.unfinished, key),
        found=_without(state.found, key),
    )
    if key != "long_description" or state.answers.get(key) == value:
        return kept
    return replace(
        kept, found={key: said for key, said in found_in(str(value)).items() if key not in kept.answers}
    )


def found_in(text: str) -> dict[str, str]:
    """Find how often and how long in running text, as their questions read it, by their keys."""
    quantities = find_quantities(text)
    said = {
        "annual_occurrences": None if quantities.occurrences is None else str(quantities.occurrences),
        "seconds_per_occurrence": None if quantities.seconds is None else f"{quantities.seconds}s",
    }
    return {key: reading for key, reading in said.items() if reading}


def without_answer(state: State, key: str, unfinished: str | None = None) -> State:
    """Take an answer out of the state, and put in what was typed in its stead but cannot be used yet."""
    return replace(
        state,
        answers={other: value for other, value in state.answers.items() if other != key},
        unfinished=_without(state.unfinished, key) | ({key: unfinished} if unfinished else {}),
        found=_without(state.found, key),
    )


def settled(state: State) -> State:
    """Drop what was only asked in between."""
    return replace(state, prompt="", meant="", heard="")


def go_on(state: State, *before: Reply) -> Step:
    """Go to the next question that has no answer, or else to the summary."""
    key = _next(state)
    return asked_again(
        replace(state, asking=key, adding=state.adding and key != SUMMARY, editing=""), *before
    )


def _next(state: State) -> str:
    if not state.adding:
        missing = form.next_question(state.answers)
        return missing.key if missing else SUMMARY
    optional = _keys(state, Asked.AFTER)
    later = optional[optional.index(state.asking) + 1 :] if state.asking in optional else optional
    return next((key for key in later if key not in state.answers), SUMMARY)


def back(state: State) -> Step:
    """Go to the question before, whose answer is kept and shown; from a change, to the summary."""
    state = settled(state)
    if state.asking == state.editing and not form.next_question(state.answers):
        return skip(state)
    optional = _keys(state, Asked.AFTER) if state.adding else []
    asked = [*_keys(state, Asked.CHAT), SUMMARY, *optional]
    if state.asking == asked[0]:
        return asked_again(state, Note(key="dialog-back-first"))
    before = asked[asked.index(state.asking) - 1] if state.asking in asked else SUMMARY
    return asked_again(replace(state, asking=before, adding=before in optional, editing=""))


def skip(state: State) -> Step:
    """Pass over a question that may go without an answer, or has one already."""
    state = settled(state)
    if state.asking == SUMMARY:
        return asked_again(state)
    if state.asking in state.found:
        return correct_found(state)
    question = form.question(state.asking)
    if state.asking in state.answers or question.asked is not Asked.CHAT:
        return go_on(replace(state, unfinished=_without(state.unfinished, state.asking)))
    return unknown(state, state.asking) if question.may_be_unknown else _needed(state)


def unknown(state: State, key: str) -> Step:
    """Take "don't know" for an answer where it is one; what is optional is passed over."""
    question = form.question(key)
    if value := unknown_answer(question):
        return keep(state, key, value.value)
    if question.asked is not Asked.CHAT and key == state.asking:
        return skip(state)
    return _needed(settled(state))


def _needed(state: State) -> Step:
    if state.asking == SUMMARY:
        return asked_again(state)
    optional = unknown_answer(form.question(state.asking))
    return asked_again(state, Note(key="dialog-needed-unknown" if optional else "dialog-needed"))


def confirm_found(state: State) -> Step:
    """Keep what was found in the description."""
    state = settled(state)
    kept, replies = state, list[Reply]()
    for key, said in state.found.items():
        parsed = form.question(key).parse(said)
        if isinstance(parsed, Understood):
            kept = with_answer(kept, key, parsed.value)
            replies.append(Answered(key=key))
    return go_on(kept, *replies) if state.asking in state.found else asked_again(kept, *replies)


def correct_found(state: State) -> Step:
    """Drop what was found in the description, and ask instead."""
    return asked_again(replace(settled(state), found={}))


def accept_offer(state: State) -> Step:
    """Take the one value that was offered for the answer."""
    offered = offer(state)
    return asked_again(state) if offered is None else answer(state, state.asking, offered)


def decline_offer(state: State) -> Step:
    """Ask without the value that was offered."""
    if offer(state) is None:
        return asked_again(state)
    return replace(state, unfinished=_without(state.unfinished, state.asking)), [Ask(key=state.asking)]


def edit(state: State, key: str) -> Step:
    """Ask a question again, its answer shown; then back to where one comes from."""
    return asked_again(replace(settled(state), asking=key, adding=False, editing=key))


def add_more(state: State) -> Step:
    """Go through the optional questions."""
    asked = replace(settled(state), asking=SUMMARY, adding=True)
    if _next(asked) == SUMMARY:
        return asked_again(replace(asked, adding=False), Note(key="dialog-nothing-to-add"))
    return go_on(asked)


def submit(state: State) -> Step:
    """Submit what is complete; ask for what is missing, unfinished or not readable any more otherwise."""
    state = settled(state)
    missing = form.next_question(state.answers)
    if missing:
        return asked_again(replace(state, asking=missing.key), Note(key="dialog-incomplete"))
    for key in state.unfinished:
        return asked_again(replace(state, asking=key, adding=False), Note(key="dialog-unfinished", about=key))
    for key, problem in form.misread(state.answers).items():
        note = Note(key="dialog-misread", about=key)
        return replace(state, asking=key, adding=False), [note, asked_back(key, problem)]
    return replace(state, asking=SUMMARY, adding=False), [Submit()]


def cancel(state: State) -> Step:
    """Ask what is to become of the draft; one without any answer is simply dropped."""
    if not state.unfinished and not state.answers.keys() & set(_keys(state, Asked.CHAT)):
        return settled(state), [Discarded()]
    return asked_again(replace(settled(state), prompt="cancel"))


def resume(state: State) -> Step:
    """Offer to go on after a while."""
    return asked_again(replace(settled(state), prompt="resume"))


def continue_draft(state: State) -> Step:
    """Go on where the draft was left."""
    return asked_again(settled(state))


def save(state: State) -> Step:
    """Put the draft away for later."""
    return settled(state), [Saved()]


def not_saved(state: State) -> Step:
    """Ask what is meant by not keeping the draft: to delete it, or to go on."""
    return asked_again(state, Note(key="dialog-delete-or-go-on"))


def discard(state: State) -> Step:
    """Delete the draft."""
    return settled(state), [Discarded()]


def _keys(state: State, where: Asked) -> list[str]:
    return [question.key for question in form.questions_asked(where, state.answers)]


def _without(said: Mapping[str, str], key: str) -> dict[str, str]:
    return {other: text for other, text in said.items() if other != key}
