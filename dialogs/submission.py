"""The submission dialog: one question at a time, in the order of the form, until the suggestion is sent."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from dialogs import form_page, moves, spoken
from dialogs.asking import again, command_in, offer, place
from dialogs.commands import Command
from dialogs.moves import Step, asked_again, resume, settled
from dialogs.replies import Ask, Note, Recall, Run
from dialogs.said import Edited, Said, Tapped
from dialogs.state import State
from domain import form
from domain.process import Answers
from domain.reading.cpr import contains_cpr
from domain.reading.parsed import Refused, Understood
from domain.reading.wording import says_dont_know

__all__ = ["TAPPED", "Step", "again", "resume", "start", "step"]

REMEMBERED = ("org_unit",)
"""What is remembered of a person from one suggestion to the next."""
_NOTHING: Answers = MappingProxyType({})


def start(remembered: Answers = _NOTHING) -> Step:
    """Begin with the first question; `remembered` are answers that need not be asked."""
    return asked_again(State(answers=dict(remembered)))


def step(state: State, said: Said) -> Step:
    """Take one thing that was said, and answer it; whatever it is, no exception comes of it."""
    if isinstance(said, Tapped):
        return _tapped(state, said)
    if contains_cpr(said.text):
        return _refuse_cpr(state, said.message)
    if isinstance(said, Edited) and not (said.message and said.message == state.heard):
        return state, [Note(key="dialog-edited")]
    return _typed(state, said.text, said.message, None if said.is_answer else command_in(said.text))


def _typed(state: State, text: str, message: str, command: Command | None) -> Step:
    if command and command.exact:
        return _commanded(state, command)
    if move := spoken.MOVES.get(_spoken_at(state), {}).get(spoken.plain(text)):
        return _MOVES[move](state)
    if state.prompt:
        return asked_again(state, Note(key="dialog-choose"))
    if command:
        return asked_again(replace(state, meant=text, heard=message))
    return _heard(replace(state, meant=""), text, message)


def _spoken_at(state: State) -> str:
    return "offer" if offer(state) is not None else place(state)


def _heard(state: State, text: str, message: str) -> Step:
    """Take what is no command: a question about what was written, or an answer to what is asked."""
    if spoken.asks_what_was_written(text):
        return _recalled(state, text)
    match place(state):
        case "found":
            return _corrected(state, text)
        case "summary":
            key = spoken.topic(text)
            return moves.edit(state, key) if key else asked_again(state, Note(key="dialog-summary-hint"))
        case key if says_dont_know(text):
            return moves.unknown(state, key)
        case key:
            return moves.answer(state, key, text, message)


def _recalled(state: State, text: str) -> Step:
    key = spoken.topic(text)
    if key is None:
        return asked_again(state, Note(key="dialog-recall-which"))
    if key not in state.answers:
        return asked_again(state, Note(key="dialog-not-answered", about=key))
    return asked_again(state, Recall(key=key))


def _corrected(state: State, text: str) -> Step:
    """Take a correction of what was found in the description, typed instead of tapping."""
    if found := moves.found_in(text):
        return asked_again(replace(state, found={**state.found, **found}))
    parsed = form.question(state.asking).parse(text)
    if isinstance(parsed, Understood) and parsed.value is not None:
        return moves.keep(state, state.asking, parsed.value)
    return asked_again(state, Note(key="dialog-choose"))


def _refuse_cpr(state: State, message: str) -> Step:
    if form.is_question(place(state)):
        return replace(state, heard=message), [Ask(key=state.asking, problem=Refused("cpr"))]
    return asked_again(state, Note(key="problem-cpr"))


def _commanded(state: State, command: Command) -> Step:
    if command.name in ("hello", "suggest"):
        return resume(state)
    if command.name in ("back", "skip", "cancel", "submit"):
        return _MOVES[command.name](state)
    return state, [Run(command=command)]


def _meant(state: State) -> Step:
    command = command_in(state.meant)
    state = settled(state)
    return _commanded(state, command) if command else asked_again(state)


def _not_meant(state: State) -> Step:
    return _heard(replace(state, meant=""), state.meant, state.heard) if state.meant else asked_again(state)


def _restart(state: State) -> Step:
    """Begin again; what was remembered of who suggests still holds."""
    return start({key: value for key, value in state.answers.items() if key in REMEMBERED})


def _tapped(state: State, said: Tapped) -> Step:
    key = said.key if form.is_question(said.key) else None
    if said.verb == "form_save":
        return form_page.save_page(state, said.value)
    if said.verb == "form_submit":
        return form_page.submit_page(state, said.value)
    if isinstance(key, str) and said.verb in _ON_QUESTION:
        return _ON_QUESTION[said.verb](state, key, said.value)
    if said.verb in _MOVES and key in (None, state.asking):
        return _MOVES[said.verb](state)
    return asked_again(state)


_MOVES: Mapping[str, Callable[[State], Step]] = {
    "back": moves.back,
    "skip": moves.skip,
    "cancel": moves.cancel,
    "meant": _meant,
    "not_meant": _not_meant,
    "confirm_found": moves.confirm_found,
    "correct_found": moves.correct_found,
    "accept_offer": moves.accept_offer,
    "decline_offer": moves.decline_offer,
    "add_more": moves.add_more,
    "submit": moves.submit,
    "save": moves.save,
    "not_saved": moves.not_saved,
    "discard": moves.discard,
    "continue": moves.continue_draft,
    "restart": _restart,
}
_ON_QUESTION: Mapping[str, Callable[[State, str, object], Step]] = {
    "answer": moves.answer,
    "unknown": lambda state, key, _: moves.unknown(state, key),
    "edit": lambda state, key, _: moves.edit(state, key),
}
TAPPED = (*_ON_QUESTION, *_MOVES)
"""What the buttons of the dialog say."""
