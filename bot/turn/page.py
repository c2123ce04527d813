"""A page of a pop-up."""

from collections.abc import Callable
from typing import TypeAlias

from bot.turn.fields import Data
from bot.turn.turn import Turn
from cards.message import Message

Page: TypeAlias = Callable[[Turn, Data], Message | None]
"""Shows a page, or takes what was filled in on one; None closes the pop-up."""
