"""The pop-ups: which page a button asks for, and how Teams is told to show it."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from bot.chat import form_page
from bot.desk import DESK
from bot.turn.page import Page
from bot.turn.turn import Turn
from bot.views.rendering import CARD

Body: TypeAlias = dict[str, Any]

PAGES: Mapping[str, Page] = {**DESK, **form_page.PAGES}
"""Verb → page, whether it is to be opened or has been filled in."""


def answer(turn: Turn) -> Body:
    """Show the page a button asks for, or close; a page says itself what is wrong with its fields."""
    data = turn.incoming.value.get("data")
    data = data if isinstance(data, dict) else {}
    verb = str(data.get("verb"))
    # Nobody fills in the form where others read along.
    if verb not in PAGES or (verb in form_page.PAGES and not turn.incoming.is_personal):
        return says(turn.say("refused-unknown-button"))
    shown = PAGES[verb](turn, data)
    if shown is None:
        return {}
    return {
        "task": {
            "type": "continue",
            "value": {
                "title": turn.say("card-task-module"),
                "height": "large",
                "width": "medium",
                "card": {"contentType": CARD, "content": shown.content},
            },
        }
    }


def says(sentence: str) -> Body:
    """Answer a task module with one sentence."""
    return {"task": {"type": "message", "value": sentence}}
