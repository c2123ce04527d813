"""The business case of a process: what is put in, what comes out, and how."""

from collections.abc import Iterator, Mapping

from microsoft_teams.cards import Action, CardElement

from cards.actions import about, back_to_process, submits
from cards.charts import line_chart
from cards.elements import fact, head, line, subtle
from cards.fields import FilledIn, fields
from cards.figures import Figure, how_potential, unfolding
from cards.inputs import as_written
from cards.message import Message, message
from cards.say import Say
from cards.values import say_reckoned
from domain.bookkeeping import CASE_QUESTIONS
from domain.business_case import BusinessCase, Return, expected_return
from domain.process import Answer
from domain.scoring import expected_saving
from domain.sight import SeenProcess


def business_case_card(
    say: Say,
    process: SeenProcess,
    filled: FilledIn,
    *,
    done: str | None = None,
) -> Message:
    """Take what a robot costs, and show what it comes to once that is known; once it has ended, only show.

    `done` says what has just been done.
    """
    told = say("card-case", number=str(process.number))
    case, is_open = process.business_case, process.status.is_open
    comes_to = case and expected_return(case, expected_saving(process.answers))
    body: list[CardElement] = [
        *head(told, process.title, done=done, notice=filled.notice),
        *(fields(say, CASE_QUESTIONS, filled.raw, filled.problems) if is_open else _put_in(say, case)),
    ]
    if case and comes_to:
        body += _result(say, process, case, comes_to)
    elif case or is_open:
        body.append(subtle(say("card-case.help" if case is None else "card-case.unknown"), spacing="Medium"))
    buttons: list[Action] = []
    if is_open:
        buttons.append(submits(say, "business_case_save", about(process), style="positive"))
    if comes_to:
        buttons.append(submits(say, "business_case_export", about(process), inputs="none"))
    return message(told, body, [*buttons, back_to_process(say, process)])


def case_as_written(say: Say, case: Mapping[str, Answer]) -> Mapping[str, str]:
    """Return what is put in, as its fields hold it."""
    return {each.key: as_written(say, each, case[each.key]) for each in CASE_QUESTIONS if each.key in case}


def say_kroner(say: Say, amount: float) -> str:
    """Say an amount in DKK, to the øre unless it is whole."""
    is_whole = round(amount, 2) == round(amount)
    return say("card-kroner", amount=round(amount)) if is_whole else say("card-kroner.oere", amount=amount)


def say_payback(say: Say, comes_to: Return) -> str:
    """Say when it has paid for itself, if ever."""
    if comes_to.payback_months is None:
        return say("card-case-payback.never")
    return say("card-case-payback", months=comes_to.payback_months)


def _put_in(say: Say, case: BusinessCase | None) -> Iterator[CardElement]:
    """Show what was put in, where nothing more is."""
    if case is None:
        yield line(say("card-not-answered"), spacing="Medium")
        return
    for key, value in case_as_written(say, case.as_json()).items():
        yield fact(say(f"question-{key}.label"), value)


def _result(say: Say, process: SeenProcess, case: BusinessCase, comes_to: Return) -> Iterator[CardElement]:
    for figure in _figures(say, process, case, comes_to):
        yield from unfolding(say, figure)
    yield line_chart(
        say,
        say("card-case-years"),
        say("card-case-years.year"),
        {
            say("card-case-years.net"): list(enumerate(comes_to.years, start=1)),
            say("card-case-years.accumulated"): list(enumerate(comes_to.accumulated, start=1)),
        },
    )


def _figures(say: Say, process: SeenProcess, case: BusinessCase, comes_to: Return) -> Iterator[Figure]:
    hours, gain = say_reckoned(say, comes_to.hours), say_kroner(say, comes_to.gain)
    running, investment = say_kroner(say, comes_to.running_costs), say_kroner(say, comes_to.investment)
    yearly, first = say_kroner(say, comes_to.yearly), say_kroner(say, comes_to.years[0])
    yield Figure(
        key="potential",
        value=say("card-hours-a-year", hours=hours),
        how=[how_potential(say, process.answers, comes_to.hours)],
    )
    figures: Mapping[str, tuple[str, Mapping[str, str]]] = {
        "gain": (gain, {"hours": hours, "rate": say_kroner(say, case.hourly_rate), "amount": gain}),
        "running": (
            running,
            {
                "licence": say_kroner(say, case.licence_per_year),
                "operation": say_kroner(say, case.operation_per_year),
                "amount": running,
            },
        ),
        "investment": (
            investment,
            {
                "hours": say_reckoned(say, case.development_hours),
                "rate": say_kroner(say, case.development_rate),
                "amount": investment,
            },
        ),
        "net": (
            yearly,
            {"gain": gain, "running": running, "yearly": yearly, "investment": investment, "first": first},
        ),
        "payback": (say_payback(say, comes_to), {"investment": investment, "yearly": yearly}),
    }
    for key, (value, args) in figures.items():
        yield Figure(key=key, value=value, how=[say(f"card-case-how-{key}", **args)])
