"""The review desk: the pages of its pop-up, each a verb that shows or takes something."""

from collections.abc import Mapping

from bot.desk import (
    assessing,
    bulk,
    business_case,
    comments,
    coordinators,
    editing,
    legal,
    operation,
    people,
    process,
    proposals,
    settings,
    steering,
)
from bot.turn.page import Page

DESK: Mapping[str, Page] = {
    **assessing.PAGES,
    **business_case.PAGES,
    **bulk.PAGES,
    **comments.PAGES,
    **coordinators.PAGES,
    **editing.PAGES,
    **legal.PAGES,
    **operation.PAGES,
    **people.PAGES,
    **process.PAGES,
    **proposals.PAGES,
    **settings.PAGES,
    **steering.PAGES,
}
"""Verb → page; what a page's button sends is a verb of its own."""
