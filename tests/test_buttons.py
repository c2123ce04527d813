"""Every button on every card does something where the card is shown, and so does every command."""

from bot.chat import form_page
from bot.chat.hearing import HANDLERS
from bot.desk import DESK
from bot.desk.task_modules import PAGES
from bot.taps import VERBS
from bot.views.rendering import ATTACHED
from bot.views.rendering import CARDS as SHOWN
from domain.commands import COMMANDS
from tests.actors import Card, parts_of, verbs_of
from tests.cards.samples import every_card
from texts import sayer

CARDS = {name: message.card for name, message in every_card(sayer("da")).items()}
IN_THE_CHANNEL = ("review ", "digest", "queue", "stand-up", "dashboard", "commented", "offered")
"""How the names of the cards begin that a team is shown in its channel."""


def verbs_by(card: Card, way: str) -> set[str]:
    """The verbs of the buttons that execute, open a page, or send one."""
    return {verb for part in parts_of(card) if way_of(part) == way for verb in verbs_of(part)}


def way_of(part: Card) -> str:
    match part:
        case {"type": "Action.Execute"}:
            return "execute"
        case {"type": "Action.Submit", "data": {"msteams": _}}:
            return "open"
        case {"type": "Action.Submit"}:
            return "send"
    return ""


def test_every_button_has_something_to_do() -> None:
    for name, card in CARDS.items():
        assert verbs_by(card, "execute") <= VERBS.keys(), name
        assert verbs_by(card, "open") | verbs_by(card, "send") <= PAGES.keys(), name


def test_a_page_leads_nowhere_but_to_pages_that_are_shown_where_it_is() -> None:
    for name, card in CARDS.items():
        if verbs_by(card, "send"):
            assert any(verbs_of(card) <= pages.keys() for pages in (DESK, form_page.PAGES)), name


def test_what_a_team_is_shown_in_its_channel_works_there() -> None:
    for name, card in CARDS.items():
        if name.startswith(IN_THE_CHANNEL):
            assert verbs_of(card) <= {*DESK, *(verb for verb, row in VERBS.items() if row.among_others)}, name


def test_every_command_does_something_or_has_a_card_of_its_name() -> None:
    assert HANDLERS.keys() <= COMMANDS.keys()
    assert COMMANDS.keys() - HANDLERS.keys() <= {*SHOWN, *ATTACHED}
