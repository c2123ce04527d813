"""What a robot has saved, in words and as a chart beside what was expected."""

from collections.abc import Sequence
from datetime import date

from microsoft_teams.cards import CardElement

from cards.charts import line_chart
from cards.say import Say
from cards.values import say_hours
from domain.gains import hours_by_month, hours_saved
from domain.scoring import expected_saving
from domain.sight import SeenProcess

_MONTHS = 12


def say_saved(say: Say, process: SeenProcess) -> str | None:
    """Say what the robot has saved so far, if anything has been told of it."""
    return (
        say("card-saved-so-far", hours=say_hours(say, hours_saved(process.gains))) if process.gains else None
    )


def gains_chart(say: Say, process: SeenProcess, months: Sequence[date]) -> CardElement:
    """Show what was saved in each month of the last year, beside a twelfth of the potential."""
    year, saved = months[-_MONTHS:], hours_by_month(process.gains)
    potential = expected_saving(process.answers)
    expected = [] if potential is None else [(month, potential / _MONTHS) for month in year]
    return line_chart(
        say,
        say("card-operation-months"),
        say("card-operation.month"),
        {
            say("card-operation-months.expected"): expected,
            say("card-operation-months.saved"): [(month, saved[month]) for month in year if month in saved],
        },
    )
