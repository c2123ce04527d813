"""The query form of `domain.access.may_read`; a test holds the two equal."""

from sqlalchemy import ColumnElement, and_, false, or_, true

from domain.people import Actor, Reader
from domain.process import Visibility
from storage.tables import ProcessRow


def readable(reader: Reader) -> ColumnElement[bool]:
    """Return the condition under which somebody may read a process."""
    not_private = true() if reader.coordinates else ProcessRow.visibility != Visibility.PRIVATE.value
    return or_(
        _involves(reader),
        and_(ProcessRow.organisation_id == reader.organisation_id, not_private),
        ProcessRow.visibility == Visibility.EVERYONE.value,
    )


def own_readable(reader: Reader) -> ColumnElement[bool]:
    """Return the condition of what somebody may read of their own organisation's: its lists hold no other."""
    return and_(ProcessRow.organisation_id == reader.organisation_id, readable(reader))


def _involves(reader: Reader) -> ColumnElement[bool]:
    if not isinstance(reader, Actor):
        return false()
    roles = (ProcessRow.submitter_id, ProcessRow.expert_id, ProcessRow.holder_id, ProcessRow.deputy_id)
    return or_(*(role == reader.person_id for role in roles))
