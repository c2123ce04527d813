"""Bringing a database to the newest schema; safe when several processes start at once."""

from contextlib import closing
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text

from storage.database import Database
from storage.failures import reachable

_CHANGES_NOTHING = text("UPDATE alembic_version SET version_num = version_num WHERE false")
"""What is refused all the same where nothing may be changed."""


def migrate(url: str) -> None:
    """Apply what is missing, in one transaction."""
    database, config = Database(url, patient=True), _config()
    with closing(database), reachable(), database.engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def is_current(engine: Engine) -> bool:
    """Whether the database has the schema this version of the program works with, and takes changes."""
    with reachable(), engine.connect() as connection:
        revision = MigrationContext.configure(connection).get_current_revision()
        if revision is not None:
            connection.execute(_CHANGES_NOTHING)
        return revision == _newest()


@cache
def _newest() -> str | None:
    return ScriptDirectory.from_config(_config()).get_current_head()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return config
