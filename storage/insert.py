"""INSERT … ON CONFLICT, which both databases know and SQLAlchemy keeps with each."""

from collections.abc import Callable, Mapping

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from storage.tables import Table

_INSERTS: Mapping[str, Callable[[type[Table]], sqlite.Insert | postgresql.Insert]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


def insert(session: Session, row: type[Table]) -> sqlite.Insert | postgresql.Insert:
    """Return an INSERT into the row's table that can say what happens on a conflict."""
    return insert_for(session.get_bind().dialect.name, row)


def insert_for(dialect: str, row: type[Table]) -> sqlite.Insert | postgresql.Insert:
    """Return the same for a database by the name of its dialect."""
    return _INSERTS[dialect](row)
