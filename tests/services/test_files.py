"""Files: placed on a process and opened to others, of which it is told without reading it again."""

from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from domain.people import Actor
from domain.process import Process
from services.files import place, set_open
from storage.processes import load
from storage.tables import AssetRow
from tests.municipality import Municipality
from tests.statements import statements_of


@pytest.fixture
def film(odense: Municipality, anna: Actor) -> UUID:
    """A file of Anna's that has come and is placed nowhere yet."""
    with odense.database.session(anna) as session:
        film = AssetRow(
            organisation_id=odense.id,
            uploader_id=anna.person_id,
            name="film.mp4",
            status="stored",
            at=odense.now,
        )
        session.add(film)
        return film.id


def readings(session: Session, process: Process, said: list[str]) -> int:
    """How often the process was read."""
    reading = statements_of(session)
    load(session, process.id)
    return said.count(reading[-1])


def test_a_file_is_placed_and_opened_with_one_reading_of_its_process_each(
    odense: Municipality, anna: Actor, process: Process, film: UUID
) -> None:
    with odense.database.session(anna) as session:
        said = statements_of(session)
        place(session, anna, film, process.id, odense.now)
        assert readings(session, process, said) == 1
    with odense.database.session(anna) as session:
        said = statements_of(session)
        set_open(session, anna, film, odense.now, opened=True)
        assert readings(session, process, said) == 1
    assert odense.events(process)[-2:] == ["file_added", "file_opened"]
