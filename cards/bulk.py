"""Several processes at once: which, and what is to be done with them; and then what became of each."""

from collections.abc import Iterable, Mapping, Sequence

from microsoft_teams.cards import CardElement, TextInput

from cards.actions import submits
from cards.elements import confirmation, heading, line, make, subtle, warning
from cards.fields import BLANK, FilledIn, fitting, problem_of
from cards.inputs import choice_input
from cards.message import Message, message
from cards.people import person_field
from cards.queue import say_queued
from cards.safe import excerpt
from cards.say import Say
from domain.queue import Filter, Queued
from domain.steering import REASON_MAX_LENGTH

COLLEAGUES = 25
SENTENCE = 160
ROOM, ROOM_FOR_CHOSEN, ROOM_FOR_CHOICES = 5 * 1024, 3 * 1024, 1024
"""Bytes for a reason, for the processes, and for what else is chosen, that could not be taken yet."""


def bulk_card(
    say: Say,
    rows: Sequence[Queued],
    chosen: Filter,
    deeds: Iterable[str],
    colleagues: Mapping[str, str],
    *,
    more: bool = False,
    filled: FilledIn = BLANK,
) -> Message:
    """Take which processes, which of the `deeds`, and what that needs; `more` are in the queue."""
    told = say("card-bulk")
    some = dict(list(colleagues.items())[:COLLEAGUES])
    body: list[CardElement] = [
        heading(told),
        *([subtle(say("card-bulk.more", count=len(rows)), spacing="None")] if more else []),
        choice_input(
            "processes",
            say("card-bulk.processes"),
            {f"{row.id}:{row.version}": say_queued(say, row) for row in rows},
            fitting(filled.raw, "processes", ROOM_FOR_CHOSEN),
            expanded=True,
            several=True,
        ),
        *problem_of(say, "processes", filled.problems),
        choice_input(
            "action",
            say("card-bulk.action"),
            {deed: say(f"card-bulk-{deed}") for deed in deeds},
            fitting(filled.raw, "action", ROOM_FOR_CHOICES),
            expanded=True,
        ),
        *problem_of(say, "action", filled.problems),
        make(
            TextInput,
            id="reason",
            label=say("card-bulk.reason"),
            placeholder=say("card-reject.placeholder"),
            value=fitting(filled.raw, "reason", ROOM),
            is_multiline=True,
            max_length=REASON_MAX_LENGTH,
        ),
        *problem_of(say, "reason", filled.problems),
        person_field(
            say,
            "colleague",
            say("card-bulk.colleague"),
            some,
            chosen=fitting(filled.raw, "colleague", ROOM_FOR_CHOICES),
        ),
        *problem_of(say, "colleague", filled.problems),
    ]
    return message(told, body, [submits(say, "bulk_do", chosen.chosen, style="positive")])


def done_card(say: Say, action: str, done: Sequence[int], refused: Sequence[str], chosen: Filter) -> Message:
    """Say which were done, and why each of the others was not."""
    told = say(f"card-bulk-done-{action}", count=len(done), numbers=", ".join(map(str, done)))
    body: list[CardElement] = [confirmation(told) if done else heading(told)]
    if refused:
        body.append(warning(say("card-bulk-refused", count=len(refused))))
        body += (line(excerpt(sentence, SENTENCE), spacing="Small") for sentence in refused)
    return message(told, body, [submits(say, "bulk", chosen.chosen, title=say("card-bulk.again"))])
