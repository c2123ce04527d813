"""A page of a pop-up."""

from collections.abc import Callable
from typing import TypeAlias

from bot.turn.fields import Data, NothingCame, check_came
from bot.turn.turn import Turn
from cards.message import Message, noted

Page: TypeAlias = Callable[[Turn, Data], Message | None]
"""Shows a page, or takes what was filled in on one; None closes the pop-up."""


def filled_in_on(shows: Page, takes: Page) -> Page:
    """Make a page that takes fields; if nothing of them came, they are shown again, and taken for nothing."""

    def page(turn: Turn, data: Data) -> Message | None:
        try:
            check_came(data)
        except NothingCame as refusal:
            shown = shows(turn, data)
            return shown and noted(shown, turn.say_refusal(refusal))
        return takes(turn, data)

    return page
