"""The team's lists as reviewers see them."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypeAlias

from sqlalchemy.orm import Session

from bot.turn.fields import Data, number_in
from cards.message import Message
from cards.overview import dashboard_card, stand_up_card
from cards.queue import queue_card
from domain.people import Actor, Reader
from domain.queue import read_filter
from services.queue import dashboard, queue, stand_up
from texts import Say

View: TypeAlias = Callable[[Session, Say, Reader, datetime, Data], Message]


def _queue_view(session: Session, say: Say, reader: Reader, now: datetime, data: Data) -> Message:
    reader_id = reader.person_id if isinstance(reader, Actor) else None
    chosen = read_filter(data, reader_id)
    found = queue(session, reader, chosen, now, page=number_in(data, "page") or 0)
    return queue_card(say, found, chosen, now, reader_id=reader_id)


VIEWS: Mapping[str, View] = {
    "queue": _queue_view,
    "standup": lambda session, say, reader, now, _: stand_up_card(say, stand_up(session, reader, now), now),
    "dashboard": lambda session, say, reader, now, _: dashboard_card(
        say, dashboard(session, reader, now), now
    ),
}
"""Each list by its name, which is command, verb and kind of message."""
