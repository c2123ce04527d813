"""The review desk: the pages of its pop-up, each a verb that shows or takes something."""

from collections.abc import Mapping

from bot.desk import assessing, comments, people, process, settings
from bot.desk.page import Page

DESK: Mapping[str, Page] = {
    **assessing.PAGES,
    **comments.PAGES,
    **people.PAGES,
    **process.PAGES,
    **settings.PAGES,
}
"""Verb → page; what a page's button sends is a verb of its own."""
