"""Activities are handled once, and what is too old is forgotten."""

import pytest
from uuid_utils.compat import uuid7

from domain.errors import Refusal
from services.handled import first_time, remember_answer, remembered_answer
from storage.database import Database
from tests.municipality import NOW, at_once


def test_an_activity_that_comes_four_times_at_once_is_handled_once(database: Database) -> None:
    def handle() -> bool:
        with database.session(None) as session:
            return first_time(session, "activity", NOW)

    assert sorted(map(bool, at_once(*[handle] * 4))) == [False, False, False, True]


def test_a_failed_turn_leaves_the_activity_to_be_handled_again(database: Database) -> None:
    def fail() -> None:
        with database.session(None) as session:
            first_time(session, "activity", NOW)
            raise Refusal

    with pytest.raises(Refusal):
        fail()
    with database.session(None) as session:
        assert first_time(session, "activity", NOW)


def test_an_invoke_that_is_repeated_gets_its_answer_again(database: Database) -> None:
    answer = '{"statusCode": 200, "value": {"title": "æøå 👍"}}'
    with database.session(None) as session:
        first_time(session, "invoke", NOW)
        assert remembered_answer(session, "invoke") is None
        remember_answer(session, "invoke", answer, uuid7())
    with database.session(None) as session:
        assert not first_time(session, "invoke", NOW)
        assert remembered_answer(session, "invoke") == answer
        assert remembered_answer(session, "another") is None
