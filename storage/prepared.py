"""Statements that are executed at every turn: compiled once, and handed to the driver as they are."""

import json
from collections import namedtuple
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias, cast
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    ClauseElement,
    ColumnElement,
    SQLColumnExpression,
    String,
    TypeDecorator,
    Uuid,
    any_,
    bindparam,
    func,
    select,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler

Process: TypeAlias = Callable[[Any], Any]


class _HexList(TypeDecorator[Collection[UUID]]):
    """Ids as SQLite takes any number of them in one parameter."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Collection[UUID] | None, dialect: Dialect) -> str:
        """Write them as JSON, each as it stands in its column."""
        return json.dumps([each.hex for each in value or ()])


def is_among(column: SQLColumnExpression[Any], name: str, dialect: str) -> ColumnElement[bool]:
    """Whether a column of ids holds one of those in a parameter, which is a list."""
    if dialect == "postgresql":
        return column == any_(bindparam(name, type_=ARRAY(Uuid())))
    listed = func.json_each(bindparam(name, type_=_HexList())).table_valued("value")
    return column.in_(select(listed.c.value))


@dataclass(frozen=True, kw_only=True)
class _Compiled:
    """A statement in the words of one database, and how what is put into it is stored."""

    sql: str
    order: tuple[str, ...] | None
    """Of the parameters, where they have no names."""
    fixed: Mapping[str, Any]
    stored: Mapping[str, Process]
    returned: Sequence[Any]

    def parameters(self, values: Mapping[str, Any]) -> Any:
        """Return what the driver is given."""
        stored = self.stored
        given = {name: stored[name](each) if name in stored else each for name, each in values.items()}
        given = {**self.fixed, **given}
        return given if self.order is None else tuple([given[name] for name in self.order])


class Prepared:
    """A statement whose words never change; SQLAlchemy around it would cost ten times what it does itself."""

    def __init__(self, make: Callable[[str], ClauseElement]) -> None:
        self._make = make
        self._compiled: dict[str, _Compiled] = {}
        self._read: dict[str, Process] = {}

    def execute(self, session: Session, /, **values: object) -> Any:
        """Execute it in a session's transaction, and return the driver's cursor."""
        return self._execute(session, values)[1]

    def rows(self, session: Session, /, **values: object) -> list[Any]:
        """Execute it, and return what it finds, each row a tuple with the names of its columns."""
        compiled, cursor = self._execute(session, values)
        dialect = session.connection().dialect
        read = self._read.get(dialect.name)
        if read is None:
            read = self._read[dialect.name] = _reader(compiled.returned, dialect, cursor.description)
        return [read(row) for row in cursor.fetchall()]

    def _execute(self, session: Session, values: Mapping[str, object]) -> tuple[_Compiled, Any]:
        connection = session.connection()
        compiled = self._compiled.get(connection.dialect.name) or self._compile(connection.dialect)
        parameters = compiled.parameters(values)
        try:
            driver = cast(Any, connection.connection.dbapi_connection)
            return compiled, driver.execute(compiled.sql, parameters)
        except connection.dialect.loaded_dbapi.Error as problem:
            # With the same words and consequences as everywhere.
            connection._handle_dbapi_exception(problem, compiled.sql, parameters, None, None)
            raise

    def _compile(self, dialect: Dialect) -> _Compiled:
        statement = self._make(dialect.name)
        compiled = statement.compile(dialect=dialect)
        assert isinstance(compiled, SQLCompiler)  # noqa: S101
        kinds = {name: bind.type.dialect_impl(dialect) for name, bind in compiled.binds.items()}
        stored = {
            name: store for name, kind in kinds.items() if (store := kind.bind_processor(dialect)) is not None
        }
        prepared = _Compiled(
            sql=compiled.string,
            order=tuple(compiled.positiontup) if compiled.positiontup is not None else None,
            fixed={
                name: stored[name](bind.value) if name in stored else bind.value
                for name, bind in compiled.binds.items()
                if not bind.required
            },
            stored=stored,
            returned=list(cast(Any, statement).exported_columns),
        )
        self._compiled[dialect.name] = prepared
        return prepared


def _reader(columns: Sequence[Any], dialect: Dialect, description: Sequence[Sequence[Any]]) -> Process:
    """Make what reads a row as the driver gives it: a tuple with the names of its columns."""
    found: Any = namedtuple("Found", [column.key for column in columns])  # type: ignore[misc]
    known = [column.type.dialect_impl(dialect) for column in columns]
    processes = [
        (place, process)
        for place, (kind, told) in enumerate(zip(known, description, strict=True))
        if (process := kind.result_processor(dialect, told[1])) is not None
    ]

    def read(row: Sequence[Any]) -> Any:
        values = list(row)
        for place, process in processes:
            values[place] = process(values[place])
        return found._make(values)

    return read
