"""Where a process goes next: the page that says what is missing, and those that take a reason or a day."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from microsoft_teams.cards import Action, CardElement, ChoiceSetInput, DateInput, TextInput

from cards.actions import DECIDES, about, back_to_process, next_in_queue, submits
from cards.course import gate_ahead, phases, say_end, say_line, say_steer, stands
from cards.elements import choice, head, line, make, row, subtle
from cards.fields import BLANK, FILLED, NOTHING_WRITTEN, FilledIn, fields, fitting, problem_of
from cards.inputs import choice_input
from cards.message import Message, message
from cards.say import Say
from cards.standing import numbered, say_look_again, say_standing
from domain.form import FORM, question
from domain.gates import GATES, lacking, next_phase
from domain.process import PHASES, Phase, Status
from domain.sight import SeenProcess
from domain.steering import ENDS, LOOK_AGAIN

_MENDED_ON: Mapping[str, str] = {
    "assessed": "assess",
    "judgement": "override",
    "business_case": "business_case",
    "expert": "people",
    "legal": "legal",
    "watcher": "people",
}
"""Line of a gate → the page on which it is met."""

ASKED_HERE = {line.key for gate in GATES.values() for line in gate} & {asked.key for asked in FORM}
"""Lines that are met by answering the question of the same key."""


def steer_page(
    say: Say,
    process: SeenProcess,
    actions: Collection[str],
    *,
    may_skip: bool = False,
    done: str | None = None,
    filled: FilledIn = BLANK,
) -> Message:
    """Show where a process is, what its next gate wants, what is small as fields, and the ways it may go.

    `actions` are the verbs open to the reader, who `may_skip` a gate if they coordinate; `done` says what
    has just been done.
    """
    told = say("card-steer", number=str(process.number))
    again = say_look_again(say, process)
    body: list[CardElement] = [
        *head(told, process.title, done=done, notice=filled.notice),
        phases(say, process),
        stands(say, process),
        *([subtle(again)] if again else []),
        *_gate(say, process, actions, filled),
        *(
            choice(words, submits(say, verb, {**about(process), **data}, title=words, inputs="none"))
            for verb, words, data in _ways(say, process, actions, may_skip=may_skip)
        ),
    ]
    ways = [next_in_queue(say, process)] if done else []
    return message(told, body, [*next_step(say, process, actions), *ways, back_to_process(say, process)])


def reason_page(
    say: Say,
    process: SeenProcess,
    into: Phase | None,
    filled: FilledIn = BLANK,
) -> Message:
    """Take the reason for a move: on into a phase all the same, or back into one that is chosen."""
    if into is None:
        told = say("card-move-back", number=str(process.number))
        earlier = PHASES[: PHASES.index(process.phase)]
        where = [_choices(say, "into", {each: f"card-phase-{each}" for each in earlier}, filled, earlier[-1])]
    else:
        told, where = say_steer(say, process), []
    return _filled_page(
        say,
        process,
        "move_with_reason",
        told,
        [*where, *_reason(say, filled)],
        data={} if into is None else {"into": into.value, "on": "1"},
        filled=filled,
    )


def field_page(
    say: Say,
    process: SeenProcess,
    verb: str,
    field: str,
    filled: FilledIn = BLANK,
    *,
    explained: bool = False,
) -> Message:
    """Take the one thing that a verb needs, perhaps `explained`; its texts are named after the verb."""
    told = say(f"card-{verb}", number=str(process.number))
    above = [line(say(f"card-{verb}.help"))] if explained else []
    return _filled_page(say, process, verb, told, [*above, *_FIELDS[field](say, filled)], filled=filled)


def end_page(
    say: Say,
    process: SeenProcess,
    filled: FilledIn = BLANK,
) -> Message:
    """Take how a process ends, the reason that its submitter is told, and perhaps a day to look again."""
    told = say(
        "card-reject" if process.phase is Phase.IDEA else "card-end",
        number=str(process.number),
    )
    fields = [
        subtle(say("card-reject.help")),
        _choices(say, "status", {each: f"card-status-{each}" for each in ENDS}, filled, Status.REJECTED),
        *_reason(say, filled),
        *_again(say, filled),
    ]
    return _filled_page(say, process, "reject", told, fields, title=say_end(say, process), filled=filled)


def merge_page(
    say: Say,
    process: SeenProcess,
    twin: SeenProcess | None = None,
    filled: FilledIn = BLANK,
) -> Message:
    """Take the number of a process's twin; once there is one, show it before it is confirmed."""
    told = say("card-merge", number=str(process.number))
    if twin is None:
        label, written = say("card-merge.number"), filled.raw.get("number")
        number = make(TextInput, id="number", label=label, placeholder="17", value=written)
        fields: list[CardElement] = [subtle(say("card-merge.help")), number]
        fields += problem_of(say, "number", filled.problems)
        return _filled_page(say, process, "merge", told, fields, title=say("card-merge.find"), filled=filled)
    fields = [
        line(say("card-merge.into"), spacing="Medium"),
        line(numbered(say, twin), spacing="None"),
        subtle(say_standing(say, twin), spacing="None"),
        subtle(str(twin.answers["short_description"])),
        subtle(say("card-merge.what")),
    ]
    data = {"into": str(twin.id)}
    return _filled_page(say, process, "merge", told, fields, data=data, filled=filled)


def _filled_page(
    say: Say,
    process: SeenProcess,
    verb: str,
    told: str,
    fields: Sequence[CardElement] | Iterator[CardElement],
    *,
    data: Mapping[str, str] = NOTHING_WRITTEN,
    title: str | None = None,
    filled: FilledIn,
) -> Message:
    body: list[CardElement] = [
        *head(told, process.title, notice=filled.notice),
        *fields,
    ]
    taken = {**about(process), **data, FILLED: 1}
    take = submits(say, verb, taken, style="destructive" if verb == "reject" else "positive", title=title)
    return message(told, body, [take, back_to_process(say, process)])


def _gate(
    say: Say, process: SeenProcess, actions: Collection[str], filled: FilledIn
) -> Iterator[CardElement]:
    into = gate_ahead(process)
    if into is None:
        return
    wanted = lacking(process, into)
    if process.holder is None and not wanted:
        yield subtle(say("card-gate-free"))
        return
    yield line(say("card-gate", phase=say(f"card-into-{into.value}")), spacing="Medium")
    for each in GATES[into]:
        if each.key not in wanted:
            yield subtle(f"✓ {say_line(say, each.key)}")
        elif each.key not in ASKED_HERE:
            yield _to_be_mended(say, process, each.key)
        elif DECIDES in actions:
            yield from fields(say, [question(each.key)], filled.raw, filled.problems)


def _to_be_mended(say: Say, process: SeenProcess, key: str) -> CardElement:
    sign, verb = say("card-gate-missing"), _MENDED_ON[key]
    mend = submits(say, verb, about(process), title=sign, inputs="none")
    return row(sign, say_line(say, key), say("card-open"), mend)


def next_step(say: Say, process: SeenProcess, actions: Collection[str]) -> Iterator[Action]:
    """Make the button that takes a process on, if there is one to press."""
    into = next_phase(process)
    if "take_up" in actions:
        yield submits(say, "take_up", about(process), style="positive", inputs="none")
    elif "unmerge" in actions:
        yield submits(say, "unmerge", about(process), inputs="none")
    elif DECIDES in actions and into is not None and _may_press_on(process, into):
        # Taking a robot out of operation wants a reason first.
        verb = "move_with_reason" if into is Phase.DECOMMISSIONED else "move"
        on = {**about(process), "into": into.value, "on": "1"}
        yield submits(say, verb, on, style="positive", title=say_steer(say, process))


def _may_press_on(process: SeenProcess, into: Phase) -> bool:
    """Whether nothing is missing, or something of it can be filled in here; the rest is then named."""
    wanted = lacking(process, into)
    return not wanted or not ASKED_HERE.isdisjoint(wanted)


def _ways(
    say: Say, process: SeenProcess, actions: Collection[str], *, may_skip: bool
) -> Iterator[tuple[str, str, Mapping[str, str]]]:
    into = next_phase(process)
    if DECIDES in actions:
        if may_skip and into is not None and lacking(process, into):
            yield "move_with_reason", say("card-skip-gate"), {"into": into.value, "on": "1"}
        if process.phase is not Phase.IDEA:
            yield "move_with_reason", say("card-move"), {}
        yield "set_aside", say("card-menu-set_aside"), {}
        yield "reject", say_end(say, process), {}
    for verb in ("merge", "release"):
        if verb in actions:
            yield verb, say(f"card-menu-{verb}"), {}


def _reason(say: Say, filled: FilledIn) -> Iterator[CardElement]:
    return _words(say, "reason", say("card-reject.reason"), say("card-reject.placeholder"), filled)


def _question(say: Say, filled: FilledIn) -> Iterator[CardElement]:
    return _words(say, "text", say("card-ask.label"), say("card-ask.placeholder"), filled)


def _words(say: Say, key: str, label: str, placeholder: str, filled: FilledIn) -> Iterator[CardElement]:
    written = fitting(filled.raw, key)
    yield make(TextInput, id=key, label=label, placeholder=placeholder, value=written, is_multiline=True)
    yield from problem_of(say, key, filled.problems)


def _again(say: Say, filled: FilledIn) -> Iterator[CardElement]:
    label, written = say("card-reject.again"), filled.raw.get(LOOK_AGAIN.key)
    yield make(DateInput, id=LOOK_AGAIN.key, label=label, value=written)
    yield from problem_of(say, LOOK_AGAIN.key, filled.problems)


def _choices(
    say: Say, asked: str, choices: Mapping[Phase, str] | Mapping[Status, str], filled: FilledIn, usual: str
) -> ChoiceSetInput:
    said = {str(key): say(text) for key, text in choices.items()}
    chosen = filled.raw.get(asked, "")
    return choice_input(asked, say(f"card-choose-{asked}"), said, chosen if chosen in said else usual)


_FIELDS: Mapping[str, Callable[[Say, FilledIn], Iterator[CardElement]]] = {
    "reason": _reason,
    "text": _question,
    LOOK_AGAIN.key: _again,
}
"""What can be asked on a page of one field."""
