"""The query form of `domain.access.may_read`; a test holds the two equal."""

from sqlalchemy import ColumnElement, and_, or_, true

from domain.people import Actor
from domain.process import Visibility
from storage.tables import ProcessRow


def readable(actor: Actor) -> ColumnElement[bool]:
    """Return the condition under which the actor may read a process.

    No table says which networks a process is shared with, so those shared with networks stay at home.
    """
    involved = or_(
        ProcessRow.submitter_id == actor.person_id,
        ProcessRow.expert_id == actor.person_id,
        ProcessRow.holder_id == actor.person_id,
        ProcessRow.deputy_id == actor.person_id,
    )
    not_private = true() if actor.coordinates else ProcessRow.visibility != Visibility.PRIVATE.value
    return or_(
        involved,
        and_(ProcessRow.organisation_id == actor.organisation_id, not_private),
        ProcessRow.visibility == Visibility.EVERYONE.value,
    )
