"""Processes as a list shows them: a few columns each, without all that belongs to them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, select
from sqlalchemy.orm import Session

from domain.process import Listing, Phase, Status
from storage.tables import ProcessRow

_SHOWN = select(ProcessRow.id, ProcessRow.number, ProcessRow.phase, ProcessRow.status, ProcessRow.answers)


def listings(
    session: Session, which: ColumnElement[bool], order: Sequence[SQLColumnExpression[Any]], limit: int
) -> list[Listing]:
    """Return some of these processes in order."""
    return [
        Listing(**{**row._mapping, "phase": Phase(row.phase), "status": Status(row.status)})
        for row in session.execute(_SHOWN.where(which).order_by(*order).limit(limit))
    ]
