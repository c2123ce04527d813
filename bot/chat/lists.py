"""The team's lists as reviewers meet them: the commands, the cards, and the buttons that turn them over."""

from types import MappingProxyType

from bot.turn.fields import Data, number_in
from bot.turn.turn import Turn
from bot.views.lists import VIEWS
from cards.message import Message
from domain.people import check_reviews
from domain.queue import read_filter

NOTHING: Data = MappingProxyType({})


def show(kind: str, turn: Turn, data: Data = NOTHING) -> Message | None:
    """Show a reviewer one of the lists, in place of the card that was tapped or as a new message."""
    actor = turn.reviewer
    if turn.incoming.is_tap:
        return VIEWS[kind](turn.session, turn.say, actor, turn.now, data)
    check_reviews(actor)
    chosen = read_filter(data, actor.person_id).chosen
    turn.reply(kind, None, **chosen, page=number_in(data, "page") or 0)
    return None
