"""The review desk: the pages of its pop-up, each a verb that shows or takes something."""

from collections.abc import Mapping

from bot.desk.page import Page

DESK: Mapping[str, Page] = {}
"""Verb → page; what a page's button sends is a verb of its own."""
