"""Where a process goes from here: on, back, aside, to its end, into its twin; and what its team asks."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from bot.desk.forms import Do, Form, Read, Show
from bot.turn.fields import (
    MOST,
    Data,
    Raw,
    as_uuid,
    chosen,
    day,
    kept,
    problems_of,
    process_for,
    process_id_in,
    process_of,
    version_of,
    written,
)
from bot.turn.page import Page
from bot.turn.turn import Turn
from cards.fields import BLANK, FilledIn
from cards.message import Message
from cards.steering import (
    ASKED_HERE,
    FILLED,
    ask_page,
    end_page,
    merge_page,
    override_page,
    reason_page,
    set_aside_page,
    steer_page,
)
from domain.errors import GateClosed, NotFound, NotThisPhase, Outdated, Refusal
from domain.form import question
from domain.gates import lacking, next_phase
from domain.people import Actor
from domain.process import Phase, Process, Status
from domain.questions import Number
from domain.reading.parsed import Refused
from domain.sight import SeenProcess, seen
from domain.steering import (
    ENDS,
    Check,
    check_ask,
    check_decision,
    check_look,
    check_look_again,
    check_merge,
    check_override,
    open_actions,
)
from services.answers import read_answer, understood
from services.editing import edit
from services.holding import release
from services.merging import merge, unmerge
from services.remarks import read_remark
from services.review import ask
from services.seeing import as_seen, read_numbered
from services.steering import end, move, override_judgement, set_aside, take_up
from texts import Say

OVERTAKEN = (NotThisPhase, Outdated)
"""What comes of pressing a button that showed another state, or led on from one."""


def _steer(turn: Turn, data: Data) -> Message:
    actor, process = process_for(turn, data, check_look)
    return _steering(turn, actor, process)


def _steering(
    turn: Turn,
    actor: Actor,
    process: SeenProcess,
    *,
    done: str | None = None,
    refusal: Refusal | None = None,
    filled: FilledIn = BLANK,
) -> Message:
    return steer_page(
        turn.say,
        process,
        open_actions(actor, process),
        may_skip=actor.coordinates,
        done=turn.say(done) if done else None,
        filled=replace(filled, notice=turn.say_refusal(refusal) if refusal else None),
    )


def _form(do: Do, show: Show, *fields: str, done: str | None = None, check: Check = check_decision) -> Page:
    """Make a page that is opened and taken by the same verb; without a text for `done` the pop-up closes."""
    form = Form(
        fields={field: _READ[field] for field in fields},
        show=show,
        do=do,
        done=lambda turn, actor, process: _steering(turn, actor, process, done=done) if done else None,
        check=check,
        overtaken="card-reject.overtaken",
    )

    def page(turn: Turn, data: Data) -> Message | None:
        actor, raw = turn.reviewer, {field: written(data, field) for field in form.fields}
        try:
            process = process_of(turn, actor, data)
            check(actor, process)
            if FILLED not in data:
                return show(turn, actor, process, data, BLANK)
            return form.take(turn, actor, process, data)
        except OVERTAKEN as refusal:
            # What is shown now begins with the process as it stands.
            process = process_of(turn, actor, data)
            try:
                check(actor, process)
                late = FilledIn(raw=raw, notice=turn.say(form.overtaken))
                return show(turn, actor, process, data, late)
            except OVERTAKEN:
                return _steering(turn, actor, process, refusal=refusal)

    return page


def _shows(page: Callable[[Say, SeenProcess, FilledIn], Message]) -> Show:
    return lambda turn, _, process, __, filled: page(turn.say, process, filled)


def _at_once(do: Callable[[Turn, Actor, Data], Process], done: str) -> Page:
    """Make the page of what takes no fields; what has been overtaken is shown as it is now."""

    def page(turn: Turn, data: Data) -> Message | None:
        actor = turn.reviewer
        try:
            shown = seen(actor, do(turn, actor, data))
        except Outdated as refusal:
            return _overtaken(turn, actor, data, refusal)
        # Who has let go of a private one may not read it any more.
        return _steering(turn, actor, shown, done=done) if shown else None

    return page


def _overtaken(turn: Turn, actor: Actor, data: Data, refusal: Refusal, filled: FilledIn = BLANK) -> Message:
    """Show a process as it is by now, and why nothing was done."""
    return _steering(turn, actor, process_of(turn, actor, data), refusal=refusal, filled=filled)


def _move_on(turn: Turn, data: Data) -> Message:
    """Answer what the gate still asks, if anything, and go on."""
    (actor, process), into = process_for(turn, data, check_decision), _phase(data)
    raw = {key: written(data, key) for key in lacking(process, into) if key in ASKED_HERE}
    problems = problems_of(
        *(partial(read_answer, question(key), said, turn.now.date()) for key, said in raw.items())
    )
    filled = FilledIn(raw=kept(raw, problems), problems=problems)
    if problems:
        return _steering(turn, actor, process, filled=filled)
    try:
        answered = edit(turn.session, actor, process.id, raw, turn.now, version=version_of(data))
        version = answered.version if raw else version_of(data)
        moved = move(turn.session, actor, process.id, into, turn.now, version=version)
    except (*OVERTAKEN, GateClosed) as refusal:
        return _overtaken(turn, actor, data, refusal, filled)
    return _steering(turn, actor, as_seen(actor, moved), done="card-steer.moved")


def _merge(turn: Turn, data: Data) -> Message | None:
    """Find the twin by its number, show it, and merge once that is confirmed."""
    if "into" in data:
        return _at_once(_merge_into, "card-merge.done")(turn, data)
    actor, process = process_for(turn, data, check_decision)
    if FILLED not in data:
        return merge_page(turn.say, process)
    raw = {"number": written(data, "number")}
    problems = problems_of(lambda: _number(raw["number"]))
    if problems:
        return merge_page(turn.say, process, filled=FilledIn(raw=kept(raw, problems), problems=problems))
    try:
        twin = read_numbered(turn.session, actor, _number(raw["number"]))
        check_merge(actor, process, twin)
    except NotFound:
        unknown = {"number": Refused("unknown-number")}
        return merge_page(turn.say, process, filled=FilledIn(raw=raw, problems=unknown))
    except Refusal as refusal:
        return merge_page(turn.say, process, filled=FilledIn(raw=raw, notice=turn.say_refusal(refusal)))
    return merge_page(turn.say, process, twin)


def _merge_into(turn: Turn, actor: Actor, data: Data) -> Process:
    into_id = as_uuid(data["into"])
    return merge(turn.session, actor, process_id_in(data), into_id, turn.now, version=version_of(data))


def _show_reason(turn: Turn, _: Actor, process: SeenProcess, data: Data, filled: FilledIn) -> Message:
    """Ask why it goes on into a phase all the same, or back into one that is chosen, if it still can."""
    into = _phase(data) if "on" in data else None
    is_a_way = into is next_phase(process) if into else process.phase is not Phase.IDEA
    if not is_a_way:
        raise Outdated(number=process.number)
    return reason_page(turn.say, process, into, filled)


def _move(turn: Turn, actor: Actor, data: Data, raw: Raw) -> Process:
    return move(
        turn.session,
        actor,
        process_id_in(data),
        _phase(data),
        turn.now,
        reason=raw["reason"],
        version=version_of(data),
    )


def _override(turn: Turn, actor: Actor, data: Data, raw: Raw) -> Process:
    return override_judgement(turn.session, actor, process_id_in(data), raw["reason"], turn.now)


def _set_aside(turn: Turn, actor: Actor, data: Data, raw: Raw) -> Process:
    again = day(raw["look_again_on"], "look_again_on")
    return set_aside(turn.session, actor, process_id_in(data), again, turn.now, version=version_of(data))


def _end(turn: Turn, actor: Actor, data: Data, raw: Raw) -> Process:
    again = day(raw["look_again_on"], "look_again_on")
    status, process_id = _status(data), process_id_in(data)
    return end(
        turn.session, actor, process_id, status, raw["reason"], again, turn.now, version=version_of(data)
    )


def _ask(turn: Turn, actor: Actor, data: Data, raw: Raw) -> Process:
    return ask(turn.session, actor, process_id_in(data), raw["text"], turn.now)


def _take_up(turn: Turn, actor: Actor, data: Data) -> Process:
    return take_up(turn.session, actor, process_id_in(data), turn.now, version=version_of(data))


def _unmerge(turn: Turn, actor: Actor, data: Data) -> Process:
    return unmerge(turn.session, actor, process_id_in(data), turn.now, version=version_of(data))


def _release(turn: Turn, actor: Actor, data: Data) -> Process:
    return release(turn.session, actor, process_id_in(data), turn.now)


def _phase(data: Data) -> Phase:
    return chosen(data, "into", Phase)


def _status(data: Data) -> Status:
    """Return how a process is to end; where nothing is chosen, it is rejected."""
    return chosen(data, "status", ENDS) if data.get("status") else Status.REJECTED


def _number(said: str) -> int:
    """Read the number of a process, also as it stands on cards: "nr. 7"."""
    number = _BEFORE_NUMBER.sub("", said, count=1)
    return int(str(understood(Number(key="number", maximum=MOST).parse(number), "number")))


_BEFORE_NUMBER = re.compile(r"^\s*(?:n[ro]\.?|#)", re.IGNORECASE)
_READ: Mapping[str, Read] = {
    "into": lambda *_: None,
    "status": lambda *_: None,
    "reason": lambda _, __, said: read_remark(said, "reason"),
    "text": lambda _, __, said: read_remark(said, "text"),
    "look_again_on": lambda turn, _, said: check_look_again(day(said, "look_again_on"), turn.now.date()),
}

PAGES: Mapping[str, Page] = {
    "steer": _steer,
    "move": _move_on,
    "move_with_reason": _form(_move, _show_reason, "into", "reason", done="card-steer.moved"),
    "override": _form(
        _override, _shows(override_page), "reason", done="card-override.done", check=check_override
    ),
    "set_aside": _form(_set_aside, _shows(set_aside_page), "look_again_on", done="card-set-aside.done"),
    "reject": _form(_end, _shows(end_page), "status", "reason", "look_again_on", done="card-end.done"),
    "ask": _form(_ask, _shows(ask_page), "text", check=check_ask),
    "take_up": _at_once(_take_up, "card-steer.taken_up"),
    "release": _at_once(_release, "card-steer.released"),
    "merge": _merge,
    "unmerge": _at_once(_unmerge, "card-steer.unmerged"),
}
