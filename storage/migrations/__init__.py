"""Bringing a database to the newest schema; safe when several processes start at once."""

from contextlib import closing
from functools import cache
from pathlib import Path

from sqlalchemy import Engine, inspect, text

from storage.database import Database
from storage.failures import reachable

_HERE = Path(__file__).parent
_VERSION = "alembic_version"
_REVISION = text("SELECT version_num FROM alembic_version")
_CHANGES_NOTHING = text("UPDATE alembic_version SET version_num = version_num WHERE false")
"""What is refused all the same where nothing may be changed."""


def migrate(url: str) -> None:
    """Apply what is missing, in one transaction."""
    from alembic import command  # only where it is asked for: a service that runs needs none of it
    from alembic.config import Config

    database, config = Database(url, patient=True), Config()
    config.set_main_option("script_location", str(_HERE).replace("%", "%%"))
    with closing(database), reachable(), database.engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def is_current(engine: Engine) -> bool:
    """Whether the database has the schema this version of the program works with, and takes changes."""
    with reachable(), engine.connect() as connection:
        is_migrated = inspect(connection).has_table(_VERSION)
        revision = connection.scalar(_REVISION) if is_migrated else None
        if revision is not None:
            connection.execute(_CHANGES_NOTHING)
        return revision == _newest()


@cache
def _newest() -> str:
    """Return the number that the newest change carries in front of its file's name."""
    return max(path.name for path in (_HERE / "versions").glob("[0-9]*.py")).partition("_")[0]
