"""Statements that are executed at every turn: compiled once, and handed to the driver as they are."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias, cast

from sqlalchemy import Delete, Insert, Select, Update
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler

Statement: TypeAlias = Select[Any] | Insert | Update | Delete


@dataclass(frozen=True, kw_only=True)
class _Compiled:
    """A statement in the words of one database, and how what is put into it is stored."""

    sql: str
    order: tuple[str, ...] | None
    """Of the parameters, where they have no names."""
    fixed: Mapping[str, Any]
    stored: Mapping[str, Callable[[Any], Any]]

    def parameters(self, values: Mapping[str, Any]) -> Any:
        """Return what the driver is given."""
        stored = self.stored
        given = {name: stored[name](each) if name in stored else each for name, each in values.items()}
        given = {**self.fixed, **given}
        return given if self.order is None else tuple([given[name] for name in self.order])


class Prepared:
    """A statement whose words never change; SQLAlchemy around it would cost ten times what it does itself.

    What it returns comes as the driver gives it.
    """

    def __init__(self, make: Callable[[str], Statement]) -> None:
        self._make = make
        self._compiled: dict[str, _Compiled] = {}

    def execute(self, session: Session, /, **values: object) -> Any:
        """Execute it in a session's transaction, and return the driver's cursor."""
        connection = session.connection()
        compiled = self._compiled.get(connection.dialect.name) or self._compile(connection.dialect)
        parameters = compiled.parameters(values)
        try:
            return cast(Any, connection.connection.dbapi_connection).execute(compiled.sql, parameters)
        except connection.dialect.loaded_dbapi.Error as problem:
            # With the same words and consequences as everywhere.
            connection._handle_dbapi_exception(problem, compiled.sql, parameters, None, None)

    def _compile(self, dialect: Dialect) -> _Compiled:
        compiled = self._make(dialect.name).compile(dialect=dialect)
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
        )
        self._compiled[dialect.name] = prepared
        return prepared
