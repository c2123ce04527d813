"""The page on which a coordinator names another."""

from collections.abc import Mapping
from functools import partial
from operator import attrgetter

from bot.desk.colleagues import meet_member, team_names
from bot.desk.forms import Form
from bot.turn.page import Page
from bot.turn.turn import Turn
from cards.coordinators import coordinators_card
from cards.message import Message
from domain.errors import Unreadable
from domain.people import check_coordinates
from domain.reading.parsed import Refused
from services.people import coordinators, name_coordinator
from storage.tables import PersonRow


def _show(turn: Turn, problem: Refused | None = None) -> Message:
    check_coordinates(turn.actor)
    named = coordinators(turn.session, turn.actor)
    known = {person.aad_object_id for person in named}
    colleagues = {key: name for key, name in team_names(turn).items() if key not in known}
    return coordinators_card(turn.say, [person.name for person in named], colleagues, problem=problem)


def _read(turn: Turn, said: str) -> PersonRow:
    """Find somebody of the review team, whom Teams vouches for and we may not have met yet."""
    check_coordinates(turn.actor)
    person = meet_member(turn, said)
    if person is None:
        raise Unreadable(field="colleague", problem="empty")
    return person


NAME: Form[None] = Form(
    actor=attrgetter("actor"),
    fields=lambda visit: {"colleague": partial(_read, visit.turn)},
    show=lambda visit: _show(visit.turn, visit.filled.problems.get("colleague")),
    do=lambda visit: name_coordinator(visit.turn.session, visit.actor, visit.read["colleague"].id, visit.now),
    done=lambda visit, _: _show(visit.turn),
    opens=lambda turn, _: _show(turn),
)

PAGES: Mapping[str, Page] = {"coordinators": lambda turn, _: _show(turn), "name_coordinator": NAME}
