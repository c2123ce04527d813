"""The cards of the queue: lists of the RPA team, and charts."""

from datetime import date

from cards.charts import bar_chart, line_chart
from cards.message import Message, message
from cards.say import Say
from domain.process import Phase


def cards_of_the_queue(say: Say) -> dict[str, Message]:
    """Lists and charts, empty and full."""
    phases = [(say(f"card-phase-{phase}"), 1_000.0 * place) for place, phase in enumerate(Phase)]
    months = {
        say("card-figures-label"): [(date(2026, month, 1), month * 9.5) for month in range(1, 13)],
        say("card-files"): [(date(2026, month, 1), month * 1_000.0) for month in range(1, 12)],
    }
    return {
        "a bar chart": message(
            say("card-figures-label"), [bar_chart(say, say("card-figures-label"), phases)]
        ),
        "a line chart": message(
            say("card-figures-label"), [line_chart(say, say("card-figures-label"), "x", months)]
        ),
    }
