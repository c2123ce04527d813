"""The review desk: the pages of its pop-up, each a verb that shows or takes something."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from bot.fields import Data
from bot.turn import Turn
from cards.message import Message

Page: TypeAlias = Callable[[Turn, Data], Message | None]
"""Shows a page; None closes the pop-up."""

DESK: Mapping[str, Page] = {}
"""Verb → page; what a page's button sends is a verb of its own."""
