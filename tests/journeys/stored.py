"""What the service has stored, read past it."""

from typing import Any

from sqlalchemy import select

from storage.tables import DraftRow, ProcessRow, Table
from tests.service import Guldkorn


def processes(guldkorn: Guldkorn) -> list[dict[str, Any]]:
    """The answers of every process, in the order of their numbers."""
    with guldkorn.service.database.session(None) as session:
        return [dict(row.answers) for row in session.scalars(select(ProcessRow).order_by(ProcessRow.number))]


def drafts(guldkorn: Guldkorn) -> list[dict[str, Any]]:
    """The state of every draft, oldest first."""
    with guldkorn.service.database.session(None) as session:
        return [row.state for row in session.scalars(select(DraftRow).order_by(DraftRow.id))]


def everything(guldkorn: Guldkorn) -> str:
    """All rows of all tables, as text."""
    with guldkorn.service.database.session(None) as session:
        return "\n".join(
            repr(row) for table in Table.metadata.sorted_tables for row in session.execute(select(table))
        )
