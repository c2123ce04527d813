"""The page on which a coordinator names another."""

from collections.abc import Mapping

from bot.desk.colleagues import meet_member, team_names
from bot.turn.fields import Data, written
from bot.turn.page import Page
from bot.turn.turn import Turn
from cards.coordinators import coordinators_card
from cards.message import Message
from domain.people import check_coordinates
from domain.reading.parsed import Refused
from services.people import coordinators, name_coordinator


def _open(turn: Turn, _: Data) -> Message:
    check_coordinates(turn.actor)
    return _page(turn)


def _name(turn: Turn, data: Data) -> Message:
    """Name somebody of the review team, whom Teams vouches for and we may not have met yet."""
    check_coordinates(turn.actor)
    person = meet_member(turn, written(data, "colleague"))
    if person is None:
        return _page(turn, problem=Refused("empty"))
    name_coordinator(turn.session, turn.actor, person.id, turn.now)
    return _page(turn)


def _page(turn: Turn, problem: Refused | None = None) -> Message:
    named = coordinators(turn.session, turn.actor)
    known = {person.aad_object_id for person in named}
    colleagues = {key: name for key, name in team_names(turn).items() if key not in known}
    return coordinators_card(turn.say, [person.name for person in named], colleagues, problem=problem)


PAGES: Mapping[str, Page] = {"coordinators": _open, "name_coordinator": _name}
