"""Where a process goes from here: on, back, aside, to its end, into its twin; and what its team asks."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeAlias

from bot.desk.forms import OVERTAKEN, Form, Read, Show, Visit, after
from bot.turn.fields import MOST, Data, as_uuid, chosen, process_for, process_of
from bot.turn.page import Page
from bot.turn.turn import Turn
from cards.fields import BLANK, FilledIn
from cards.message import Message
from cards.steering import (
    ASKED_HERE,
    end_page,
    field_page,
    merge_page,
    reason_page,
    steer_page,
)
from domain.errors import GateClosed, NotFound, Outdated, Refusal, Unreadable
from domain.form import question
from domain.gates import lacking, next_phase
from domain.people import Actor
from domain.process import Phase, Process, Status
from domain.questions import Number
from domain.sight import SeenProcess
from domain.steering import (
    ENDS,
    LOOK_AGAIN,
    Check,
    check_ask,
    check_decision,
    check_look,
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
from services.seeing import read_numbered
from services.steering import end, move, override_judgement, read_look_again, set_aside, take_up

Do: TypeAlias = Callable[[Visit], Process]


def _steer(turn: Turn, data: Data) -> Message:
    actor, process = process_for(turn, data, check_look)
    return _steering(turn, actor, process)


def _steering(
    turn: Turn, actor: Actor, process: SeenProcess, *, done: str | None = None, filled: FilledIn = BLANK
) -> Message:
    return steer_page(
        turn.say,
        process,
        open_actions(actor, process),
        may_skip=actor.coordinates,
        done=turn.say(done) if done else None,
        filled=filled,
    )


def _stands(visit: Visit) -> Message:
    """Show a process as it is by now, and why nothing was done."""
    process = process_of(visit.turn, visit.actor, visit.data)
    return _steering(visit.turn, visit.actor, process, filled=visit.filled)


def _then(done: str) -> Callable[[Visit, Process], Message | None]:
    return after(lambda visit, process: _steering(visit.turn, visit.actor, process, done=done))


def _form(do: Do, show: Show, *fields: str, done: str | None = None, check: Check = check_decision) -> Page:
    """Make a page that is opened and taken by the same verb; without a text for `done` the pop-up closes."""
    return Form(
        fields=lambda visit: {field: _READ[field](visit) for field in fields},
        show=show,
        do=do,
        done=_then(done) if done else lambda *_: None,
        check=check,
        opens_itself=True,
        overtaken="card-reject.overtaken",
        instead=_stands,
    )


def _field(
    verb: str,
    field: str,
    do: Do,
    *,
    done: str | None = None,
    check: Check = check_decision,
    explained: bool = False,
) -> Page:
    """Make a page of one field, whose texts are named after the verb."""

    def show(visit: Visit) -> Message:
        return field_page(visit.say, visit.process, verb, field, visit.filled, explained=explained)

    return _form(do, show, field, done=done, check=check)


def _at_once(do: Do, done: str) -> Page:
    """Make the page of what takes no fields; what has been overtaken is shown as it is now."""
    return Form(show=_stands, do=do, done=_then(done), overtaken=None)


def _missing(visit: Visit) -> Mapping[str, Read]:
    """Read what the gate still asks, as far as it is answered here."""
    asked = (key for key in lacking(visit.process, _phase(visit)) if key in ASKED_HERE)
    return {key: partial(read_answer, question(key), today=visit.now.date()) for key in asked}


def _move_on(visit: Visit) -> Process:
    """Answer what the gate still asks, if anything, and go on."""
    version = visit.version
    if visit.said:
        version = edit(*visit.acts, visit.said, visit.now, version=version).version
    return move(*visit.acts, _phase(visit), visit.now, version=version)


def _read_twin(visit: Visit, said: str) -> SeenProcess:
    """Find a process by its number, also as it stands on cards: "nr. 7"."""
    number = understood(_NUMBER.parse(_BEFORE_NUMBER.sub("", said, count=1)), _NUMBER.key)
    try:
        return read_numbered(visit.turn.session, visit.actor, int(str(number)))
    except NotFound:
        raise Unreadable(field=_NUMBER.key, problem="unknown-number") from None


def _find_twin(visit: Visit) -> SeenProcess:
    twin: SeenProcess = visit.read[_NUMBER.key]
    check_merge(visit.actor, visit.process, twin)
    return twin


def _show_reason(visit: Visit) -> Message:
    """Ask why it goes on into a phase all the same, or back into one that is chosen, if it still can."""
    process, into = visit.process, _phase(visit) if "on" in visit.data else None
    is_a_way = into is next_phase(process) if into else process.phase is not Phase.IDEA
    if not is_a_way:
        raise Outdated(number=process.number)
    return reason_page(visit.say, process, into, visit.filled)


def _end(visit: Visit) -> Process:
    why, again = visit.said["reason"], visit.said[LOOK_AGAIN.key]
    return end(*visit.acts, _status(visit), why, again, visit.now, version=visit.version)


def _phase(visit: Visit) -> Phase:
    return chosen(visit.data, "into", Phase)


def _status(visit: Visit) -> Status:
    """Return how a process is to end; where nothing is chosen, it is rejected."""
    return chosen(visit.data, "status", ENDS) if visit.data.get("status") else Status.REJECTED


_NUMBER = Number(key="number", maximum=MOST)
_BEFORE_NUMBER = re.compile(r"^\s*(?:n[ro]\.?|#)", re.IGNORECASE)
_READ: Mapping[str, Callable[[Visit], Read]] = {
    "into": lambda _: str,
    "status": lambda _: str,
    "reason": lambda _: partial(read_remark, field="reason"),
    "text": lambda _: partial(read_remark, field="text"),
    LOOK_AGAIN.key: lambda visit: partial(read_look_again, today=visit.now.date()),
}

_MOVE_ON: Form[Process] = Form(
    fields=_missing,
    show=lambda visit: _steering(visit.turn, visit.actor, visit.process, filled=visit.filled),
    do=_move_on,
    done=_then("card-steer.moved"),
    opens=_steer,
    told_above=(*OVERTAKEN, GateClosed),
    overtaken=None,
)
_FIND_TWIN: Form[SeenProcess] = Form(
    fields=lambda visit: {_NUMBER.key: partial(_read_twin, visit)},
    show=lambda visit: merge_page(visit.say, visit.process, filled=visit.filled),
    do=_find_twin,
    done=lambda visit, twin: merge_page(visit.say, visit.process, twin),
    opens_itself=True,
    told_above=(Refusal,),
    overtaken=None,
)
_MERGE = _at_once(
    lambda visit: merge(*visit.acts, as_uuid(visit.data["into"]), visit.now, version=visit.version),
    "card-merge.done",
)

PAGES: Mapping[str, Page] = {
    "steer": _steer,
    "move": _MOVE_ON,
    "move_with_reason": _form(
        lambda visit: move(
            *visit.acts, _phase(visit), visit.now, reason=visit.said["reason"], version=visit.version
        ),
        _show_reason,
        "into",
        "reason",
        done="card-steer.moved",
    ),
    "override": _field(
        "override",
        "reason",
        lambda visit: override_judgement(*visit.acts, visit.said["reason"], visit.now),
        done="card-override.done",
        check=check_override,
        explained=True,
    ),
    "set_aside": _field(
        "set_aside",
        LOOK_AGAIN.key,
        lambda visit: set_aside(*visit.acts, visit.said[LOOK_AGAIN.key], visit.now, version=visit.version),
        done="card-set_aside.done",
    ),
    "reject": _form(
        _end,
        lambda visit: end_page(visit.say, visit.process, visit.filled),
        "status",
        "reason",
        LOOK_AGAIN.key,
        done="card-end.done",
    ),
    "ask": _field(
        "ask", "text", lambda visit: ask(*visit.acts, visit.said["text"], visit.now), check=check_ask
    ),
    "take_up": _at_once(
        lambda visit: take_up(*visit.acts, visit.now, version=visit.version), "card-steer.taken_up"
    ),
    "release": _at_once(lambda visit: release(*visit.acts, visit.now), "card-steer.released"),
    "merge": lambda turn, data: (_MERGE if "into" in data else _FIND_TWIN)(turn, data),
    "unmerge": _at_once(
        lambda visit: unmerge(*visit.acts, visit.now, version=visit.version), "card-steer.unmerged"
    ),
}
