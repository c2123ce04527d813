"""People of Odense, and what one of them has suggested."""

import pytest

from domain.people import Actor, Role
from domain.process import Process
from tests.municipality import Municipality


@pytest.fixture
def anna(odense: Municipality) -> Actor:
    """An employee."""
    return odense.person("Anna")


@pytest.fixture
def rie(odense: Municipality) -> Actor:
    """A reviewer."""
    return odense.person("Rie", Role.REVIEWER)


@pytest.fixture
def karen(odense: Municipality) -> Actor:
    """A coordinator."""
    return odense.person("Karen", Role.COORDINATOR)


@pytest.fixture
def process(odense: Municipality, anna: Actor) -> Process:
    """An idea of Anna's, which nobody has claimed."""
    return odense.suggests(anna)
