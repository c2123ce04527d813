"""What a team talks about once a week, and what a manager follows."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from microsoft_teams.cards import Action, CardElement

from cards.actions import execute
from cards.charts import bar_chart, line_chart
from cards.course import say_line
from cards.elements import fact, heading, line, run, subtle
from cards.message import Message, message
from cards.queue import queued_row, say_found
from cards.say import Say
from cards.values import say_hours
from domain.process import Phase
from domain.queue import Blocked, Dashboard, Listed, StandUp

NUMBERS = 12
"""How many of the processes that lack the same thing are named."""


def stand_up_card(say: Say, found: StandUp, now: datetime) -> Message:
    """Show what is new, what waits too long, and what stands in the way of how many."""
    told = say("card-standup")
    body: list[CardElement] = [
        heading(told),
        *_list(say, "card-standup-new", found.new, now),
        *_list(say, "card-standup-late", found.late, now),
        line(run(say("card-standup-blocked"), weight="Bolder"), spacing="Large"),
    ]
    body += (
        fact(
            say("card-standup-lacks", line=say_line(say, key), count=len(each.numbers), more=_more(each)),
            _named(say, each),
        )
        for key, each in found.blocked.items()
    )
    if not found.blocked:
        body.append(subtle(say("card-standup-none")))
    return message(told, body, _ways(say, "queue", "dashboard"))


def dashboard_card(say: Say, found: Dashboard, now: datetime) -> Message:
    """Show the pipeline by phase, the hours promised and saved, how long phases take, and what waits."""
    told = say("card-dashboard")
    body: list[CardElement] = [
        heading(told),
        bar_chart(say, say("card-dashboard-phases"), _by_phase(say, found.phases.items())),
        fact(
            say("card-dashboard-promised"),
            say(
                "card-dashboard-hours",
                hours=say_hours(say, found.promised),
                working=say_hours(say, found.promised_in_operation),
            ),
        ),
        fact(say("card-dashboard-saved"), say_hours(say, sum(found.saved.values()))),
    ]
    if found.saved:
        saved = {say("card-dashboard-hours-saved"): list(found.saved.items())}
        body.append(line_chart(say, say("card-dashboard-months"), say("card-dashboard-month"), saved))
    if found.days:
        days = [(phase, found.days[phase]) for phase in Phase if phase in found.days]
        body.append(bar_chart(say, say("card-dashboard-days"), _by_phase(say, days)))
    if found.waiting:
        body.append(line(run(say("card-dashboard-waiting"), weight="Bolder"), spacing="Large"))
        body += (queued_row(say, each, now) for each in found.waiting)
    return message(told, body, _ways(say, "queue", "standup"))


def _list(say: Say, key: str, found: Listed, now: datetime) -> Iterator[CardElement]:
    yield line(run(say_found(say, key, found), weight="Bolder"), spacing="Large")
    yield from (queued_row(say, each, now) for each in found.rows)
    if found.total > len(found.rows):
        yield subtle(say("card-standup-more", count=found.total - len(found.rows)))


def _named(say: Say, blocked: Blocked) -> str:
    named = ", ".join(str(number) for number in sorted(blocked.numbers)[:NUMBERS])
    beyond = len(blocked.numbers) - NUMBERS
    if beyond > 0:
        return say("card-standup-numbers-more", numbers=named, count=beyond, more=_more(blocked))
    return say("card-standup-numbers", numbers=named)


def _more(blocked: Blocked) -> str:
    return "yes" if blocked.more else "no"


def _by_phase(say: Say, values: Iterable[tuple[Phase, float]]) -> list[tuple[str, float]]:
    return [(say(f"card-phase-{phase.value}"), value) for phase, value in values]


def _ways(say: Say, *verbs: str) -> list[Action]:
    return [execute(say, verb, {}, inputs="none") for verb in verbs]
