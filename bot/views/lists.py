"""The team's lists as reviewers see them."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypeAlias

from sqlalchemy.orm import Session

from bot.turn.fields import Data, number_in
from cards.message import Message
from cards.overview import dashboard_card, stand_up_card
from cards.queue import queue_card
from domain.people import Actor
from domain.queue import read_filter
from services.queue import dashboard, queue, stand_up
from texts import Say

View: TypeAlias = Callable[[Session, Say, Actor, datetime, Data], Message]


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
