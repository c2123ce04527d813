"""What a session asks its database, however it does."""

from typing import Any

import psycopg
from sqlalchemy.orm import Session


def statements_of(session: Session) -> list[str]:
    """A list that grows by each statement that reaches the driver from now on."""
    said: list[str] = []

    class Heard(psycopg.Cursor[Any]):
        def execute(self, query: Any, *args: Any, **kwargs: Any) -> Any:
            said.append(str(query))
            return super().execute(query, *args, **kwargs)

    driver: Any = session.connection().connection.dbapi_connection
    if isinstance(driver, psycopg.Connection):
        driver.cursor_factory = Heard
    else:
        driver.set_trace_callback(said.append)
    return said
