"""What is held about a person as a file: written when it is offered and when it is sent, and never kept.

Meanwhile there is more to tell, if only of the offer. So there is room in it, which blanks fill.
"""

import json
from uuid import UUID

from sqlalchemy.orm import Session

from bot.turn.turn import language_read_by
from domain.people import Actor
from services.privacy import personal_data
from storage.tables import OrganisationRow, PersonRow
from texts import sayer

ROOM = 16 * 1024


def my_data(session: Session, person: PersonRow, _: UUID) -> bytes:
    """Return the file, in the person's language."""
    organisation = session.get_one(OrganisationRow, person.organisation_id)
    say = sayer(language_read_by(person) or organisation.language)
    actor = Actor(person_id=person.id, organisation_id=person.organisation_id)
    told = {"what_this_is": say("note-my-data.inside")}
    held = told | personal_data(session, actor)
    return json.dumps(held, default=str, ensure_ascii=False, indent=2).encode()
