"""How Alembic reaches the database: on the connection that `migrate` hands over, one start at a time."""

from alembic import context
from sqlalchemy import Connection, text

from storage.tables import Table

LOCK = 4_711_001
"""Any number of our own: whoever starts at the same moment waits for it on PostgreSQL."""


def _migrate(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    context.configure(connection=connection, target_metadata=Table.metadata, transactional_ddl=True)
    with context.begin_transaction():
        context.run_migrations()


_migrate(context.config.attributes["connection"])
