"""A robot in operation: who watches it, what it saves, and what came of it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from microsoft_teams.cards import Action, CardElement

from cards.actions import Data, about, back_to_process, submits
from cards.elements import choice, fact, head, line, run, subtle
from cards.fields import BLANK, FilledIn, fields, problem_of
from cards.gains import gains_chart, say_saved
from cards.inputs import choice_input
from cards.message import Message, message
from cards.safe import excerpt
from cards.say import Say
from cards.values import say_answer, say_month
from domain.bookkeeping import HOURS_SAVED, MONTH
from domain.form import question
from domain.questions import Section
from domain.sight import SeenProcess

OFFERED = 24
"""How many months back hours can be told of on the page."""
EXCERPT = 300
_SHOWN = ("put_into_operation", "decommissioned_on", "rating", "rating_comment")


def operation_card(
    say: Say,
    process: SeenProcess,
    actions: Collection[str],
    months: Sequence[date],
    filled: FilledIn = BLANK,
    *,
    done: str | None = None,
) -> Message:
    """Show how the robot does, and take the hours of one of the `months` it has been in operation.

    Once the process has ended, it only shows. `actions` are the verbs open to the reader; `done` says
    what has just been done.
    """
    told = say("card-operation", number=str(process.number))
    body: list[CardElement] = [
        *head(told, process.title, done=done, notice=filled.notice),
        *_facts(say, process, actions),
    ]
    buttons: list[Action] = []
    if months:
        body += _gains(say, process, months)
    if months and process.status.is_open:
        body += _telling(say, months, filled)
        buttons.append(submits(say, "operation_save", about(process), style="positive"))
    if not months:
        body.append(subtle(say("card-operation.not-begun"), spacing="Medium"))
    return message(told, body, [*buttons, back_to_process(say, process)])


def _facts(say: Say, process: SeenProcess, actions: Collection[str]) -> Iterator[CardElement]:
    watcher = process.watcher.name if process.watcher else say("card-operation.nobody")
    yield fact(say("card-part-watcher"), watcher)
    for asked in map(question, _SHOWN):
        if asked.key in process.answers:
            said = say_answer(say, asked, process.answers[asked.key])
            yield fact(say(f"question-{asked.key}.label"), excerpt(said, EXCERPT))
    ways: Mapping[str, Data] = {"people": {}, "section": {"section": Section.OPERATION.value}}
    for verb, where in ways.items():
        if verb in actions:
            words = say(f"card-operation-to-{verb}")
            yield choice(words, submits(say, verb, {**about(process), **where}, title=words, inputs="none"))


def _gains(say: Say, process: SeenProcess, months: Sequence[date]) -> Iterator[CardElement]:
    saved = say_saved(say, process)
    if saved:
        yield line(run(saved, weight="Bolder"), spacing="Medium")
    yield gains_chart(say, process, months)


def _telling(say: Say, months: Sequence[date], filled: FilledIn) -> Iterator[CardElement]:
    offered = {month.isoformat(): say_month(say, month) for month in reversed(months[-OFFERED:])}
    chosen = filled.raw.get(MONTH.key)
    shown = chosen if chosen in offered else months[-2:][0].isoformat()
    yield choice_input(MONTH.key, say("card-operation.month"), offered, shown)
    yield from problem_of(say, MONTH.key, filled.problems)
    yield from fields(say, [HOURS_SAVED], filled.raw, filled.problems)
    yield subtle(say("card-operation.help"))
