"""The team's lists as reviewers meet them: the commands, the cards, and the buttons that turn them over."""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import TypeAlias

from sqlalchemy.orm import Session

from bot.fields import Data, number_in
from bot.turn import Turn
from cards.message import Message
from cards.overview import dashboard_card, stand_up_card
from cards.queue import queue_card
from domain.people import Actor, check_reviews
from domain.queue import read_filter
from services.queue import dashboard, queue, stand_up
from texts import Say

NOTHING: Data = MappingProxyType({})

View: TypeAlias = Callable[[Session, Say, Actor, datetime, Data], Message]


def show(kind: str, turn: Turn, data: Data = NOTHING) -> Message | None:
    """Show a reviewer one of the lists, in place of the card that was tapped or as a new message."""
    actor = turn.reviewer
    if turn.incoming.is_tap:
        return VIEWS[kind](turn.session, turn.say, actor, turn.now, data)
    check_reviews(actor)
    chosen = read_filter(data, actor.person_id).chosen
    turn.reply(kind, None, **chosen, page=number_in(data, "page") or 0)
    return None


def _queue_view(session: Session, say: Say, actor: Actor, now: datetime, data: Data) -> Message:
    chosen = read_filter(data, actor.person_id)
    found = queue(session, actor, chosen, now, page=number_in(data, "page") or 0)
    return queue_card(say, found, chosen, now, reader_id=actor.person_id)


VIEWS: Mapping[str, View] = {
    "queue": _queue_view,
    "standup": lambda session, say, actor, now, _: stand_up_card(say, stand_up(session, actor, now), now),
    "dashboard": lambda session, say, actor, now, _: dashboard_card(say, dashboard(session, actor, now), now),
}
"""Each list by its name, which is command, verb and kind of message."""
