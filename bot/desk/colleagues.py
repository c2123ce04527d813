"""The colleagues a person can choose among: who may be chosen, and who was."""

from collections.abc import Collection, Mapping
from uuid import UUID

from bot.turn.turn import Turn
from domain.errors import Refusal, Unreadable
from domain.reading.wording import alphabetical
from services.people import UNNAMED, clean_name, known_people, known_person, meet
from storage.tables import PersonRow

SHOWN_AT_MOST = 50
"""So many people fit in a field of a card; a client that can search finds all the others too."""


class NoReviewTeam(Refusal):
    """The organisation has not chosen where it reviews, so there is no team to find colleagues in."""

    text_key = "refused-no-review-team"


def team_names(turn: Turn) -> Mapping[str, str]:
    """Return the names in the review team, in their order, by Entra object id."""
    team = turn.review_team()
    if team is None:
        raise NoReviewTeam
    names = {key: clean_name(member.name) or UNNAMED for key, member in team.by_object_id.items()}
    return dict(sorted(names.items(), key=lambda named: alphabetical(named[1])))


def people_names(turn: Turn, first: Collection[UUID], limit: int = SHOWN_AT_MOST) -> Mapping[str, str]:
    """Return the names of people of the organisation whom we know, by Entra object id; these first."""
    known = known_people(turn.session, turn.actor, first, limit)
    return {person.aad_object_id: person.name for person in known}


def meet_member(turn: Turn, object_id: str) -> PersonRow | None:
    """Return somebody of the review team, whom Teams vouches for and we may not have met yet."""
    team = turn.review_team()
    member = team.by_object_id.get(object_id) if team else None
    if member is None:
        return None
    _, person = meet(
        turn.session,
        tenant_id=turn.incoming.tenant_id,
        aad_object_id=member.object_id,
        name=member.name,
        now=turn.now,
    )
    return person


def reviewer_chosen(turn: Turn, object_id: str, field: str) -> PersonRow:
    """Return who was chosen in a field for somebody of the review team."""
    person = meet_member(turn, _read(object_id, field))
    if person is None:
        raise Unreadable(field=field, problem="not-in-the-team")
    return person


def person_chosen(turn: Turn, object_id: str, field: str) -> PersonRow:
    """Return who was chosen in a field for anybody of the organisation: known to us, or of the review team.

    The field may send any id, also from another organisation.
    """
    chosen = _read(object_id, field)
    person = known_person(turn.session, turn.actor, chosen)
    if person is None:
        person = meet_member(turn, chosen)
    if person is None:
        raise Unreadable(field=field, problem="not-met")
    return person


def _read(object_id: str, field: str) -> str:
    if not object_id:
        raise Unreadable(field=field, problem="empty")
    try:
        return str(UUID(object_id))
    except ValueError:
        raise Unreadable(field=field, problem="not-met") from None
