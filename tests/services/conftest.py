"""A municipality on each kind of database."""

import pytest

from storage.database import Database
from tests.municipality import Municipality


@pytest.fixture
def odense(database: Database) -> Municipality:
    return Municipality(database)
