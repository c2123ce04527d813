"""The pop-ups: which page a button asks for, and how Teams is told to show it."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from bot.chat import form_page
from bot.desk import DESK
from bot.turn.fields import Data, NothingCame, check_came
from bot.turn.page import Page
from bot.turn.turn import Turn
from bot.views.rendering import CARD
from cards.message import Message, noted
from cards.steering import FILLED

Body: TypeAlias = dict[str, Any]

PAGES: Mapping[str, Page] = {**DESK, **form_page.PAGES}
"""Verb → page, whether it is to be opened or has been filled in."""

_FILLED_IN_ON: Mapping[str, str] = {
    "ask": "ask",
    "assess_give": "assess",
    "assess_save": "assess",
    "bulk_do": "bulk",
    "business_case_save": "business_case",
    "catalogue_save": "catalogue",
    "comment": "comments",
    "history": "history",
    "legal": "legal",
    "legal_save": "legal",
    "merge": "merge",
    "move": "steer",
    "move_with_reason": "move_with_reason",
    "name_coordinator": "coordinators",
    "operation_save": "operation",
    "override": "override",
    "people_save": "people",
    "reject": "reject",
    "section_save": "section",
    "set_aside": "set_aside",
    "settings_save": "settings",
    "suggest_edits_send": "suggest_edits",
}
FORMS: Mapping[str, Page] = {
    **{verb: DESK[page] for verb, page in _FILLED_IN_ON.items()},
    "form_save": form_page.again,
    "form_submit": form_page.again,
}
"""Verb of a button that takes fields → the page they stand on."""


def answer(turn: Turn) -> Body:
    """Show the page a button asks for, or close; a page says itself what is wrong with its fields."""
    data = turn.incoming.value.get("data")
    data = data if isinstance(data, dict) else {}
    verb = str(data.get("verb"))
    # Nobody fills in the form where others read along.
    if verb not in PAGES or (verb in form_page.PAGES and not turn.incoming.is_personal):
        return says(turn.say("refused-unknown-button"))
    shown = _page(turn, verb, data)
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


def _page(turn: Turn, verb: str, data: Data) -> Message | None:
    """Show or take a page; one of which nothing came is shown again as it stands, and taken for nothing."""
    try:
        check_came(data)
    except NothingCame as refusal:
        if verb not in FORMS:
            raise
        shown = FORMS[verb](turn, {name: said for name, said in data.items() if name != FILLED})
        return shown and noted(shown, turn.say_refusal(refusal))
    return PAGES[verb](turn, data)


def says(sentence: str) -> Body:
    """Answer a task module with one sentence."""
    return {"task": {"type": "message", "value": sentence}}
