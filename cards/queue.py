"""The queue as a card: its filter, a page of its rows, and the ways to the team's other lists."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from microsoft_teams.cards import (
    Action,
    ActionSet,
    CardElement,
    ChoiceSetInput,
    Container,
    ToggleVisibilityAction,
)

from cards.actions import execute, opens
from cards.elements import heading, line, make, row, subtle
from cards.inputs import choice_input
from cards.message import Message, message
from cards.safe import excerpt
from cards.say import Say
from cards.values import say_domain
from domain.people import Person
from domain.process import Phase, Status
from domain.queue import ALL, FREE, MINE, MOST_HOLDERS, STARS, WAITING, Filter, Listed, Queue, Queued
from domain.reading.choices import DOMAINS

NAME = 40
FILTER = "filter"
_UNTOLD = (Status.NOT_RATED, Status.IN_PROGRESS)
"""Statuses that are as one expects."""


def queue_card(say: Say, found: Queue, chosen: Filter, now: datetime, *, reader_id: UUID | None) -> Message:
    """Show a page of the queue, each row opened by a tap, with its filter folded above."""
    told = say_found(say, "card-queue", found)
    fields = _fields(say, found.holders, chosen, reader_id)
    show = execute(say, "queue", {}, style="positive", title=say("card-queue.show"))
    folded = [*fields, *_most(say, found), make(ActionSet, actions=[show])]
    body: list[CardElement] = [
        heading(told),
        row(
            say("card-filter"),
            _say_chosen(fields) or say("card-filter.none"),
            say("card-change-filter"),
            make(ToggleVisibilityAction, title=say("card-filter"), target_elements=[FILTER]),
            separator=False,
        ),
        make(Container, id=FILTER, is_visible=False, items=folded),
        *(queued_row(say, each, now) for each in found.rows),
    ]
    if not found.rows:
        body.append(line(say("card-queue.nothing"), spacing="Medium"))
    return message(told, body, [*_turns(say, found, chosen), *_ways(say, found, chosen)])


def queued_row(say: Say, queued: Queued, now: datetime) -> CardElement:
    """Make the row of a process, which opens it."""
    number = say("card-number-of", number=str(queued.number))
    waited = say("card-days", count=max((now - queued.since).days, 0))
    figure = say("card-not-computed") if queued.priority is None else round(queued.priority)
    priority = say("card-priority", priority=figure)
    provisional = queued.stars is None and queued.priority is not None
    told = [
        number,
        *(["★" * queued.stars] if queued.stars else []),
        say("card-provisional", figure=priority) if provisional else priority,
        say(f"card-phase-{queued.phase.value}"),
        *([] if queued.status in _UNTOLD else [say(f"card-status-{queued.status.value}")]),
        excerpt(queued.holder, NAME) if queued.holder else say("card-free"),
        waited,
    ]
    return row(
        " · ".join(told),
        queued.title,
        say("card-open"),
        opens(say, "more", {"process": str(queued.id)}, title=number),
    )


def say_found(say: Say, key: str, found: Listed) -> str:
    """Say how many there are, or more than how many."""
    return say(key, count=found.total, more="yes" if found.more else "no")


def say_queued(say: Say, queued: Queued) -> str:
    """Return number and title."""
    return f"{say('card-number-of', number=str(queued.number))} · {queued.title}"


def _turns(say: Say, found: Queue, chosen: Filter) -> list[Action]:
    turns = (
        (found.page - 1, "card-page-before", found.page > 0),
        (found.page + 1, "card-page-after", found.goes_on),
    )
    return [
        execute(say, "queue", {**chosen.chosen, "page": page}, title=say(title), inputs="none")
        for page, title, is_there in turns
        if is_there
    ]


def _ways(say: Say, found: Queue, chosen: Filter) -> list[Action]:
    several = [opens(say, "bulk", chosen.chosen)] if found.rows else []
    return [*several, *(execute(say, verb, {}, inputs="none") for verb in ("standup", "dashboard"))]


def _fields(
    say: Say, holders: Sequence[Person], chosen: Filter, reader_id: UUID | None
) -> list[ChoiceSetInput]:
    mine = reader_id is not None and chosen.holder == reader_id
    others = {str(each.id): excerpt(each.name, NAME) for each in holders if each.id != reader_id}
    filters: Mapping[str, Mapping[str, str]] = {
        "phase": {phase.value: say(f"card-phase-{phase.value}") for phase in Phase},
        "status": {status.value: say(f"card-status-{status.value}") for status in Status},
        "domain": {name: say_domain(say, name) for name in DOMAINS},
        "holder": {MINE: say("card-filter.mine"), FREE: say("card-filter.free"), **others},
        "stars": {str(stars): "★" * stars for stars in STARS},
        "waiting": {str(days): say("card-at-least", days=say("card-days", count=days)) for days in WAITING},
    }
    values = {**chosen.chosen, **({"holder": MINE} if mine else {})}
    return [
        choice_input(
            field,
            say(f"card-filter.{field}"),
            {ALL: say(f"card-filter-all.{field}"), **offered},
            values.get(field, ALL),
        )
        for field, offered in filters.items()
    ]


def _most(say: Say, found: Queue) -> list[CardElement]:
    is_full = len(found.holders) == MOST_HOLDERS
    return [subtle(say("card-filter.most", count=MOST_HOLDERS))] if is_full else []


def _say_chosen(fields: Sequence[ChoiceSetInput]) -> str:
    return " · ".join(
        choice.title or ""
        for field in fields
        for choice in field.choices or ()
        if choice.value == field.value != ALL
    )
