"""Processes as read from their rows."""

from datetime import timedelta
from uuid import UUID

from cards.review import review_card
from domain.people import Part, Role
from domain.scoring import score
from domain.steering import open_actions
from services.holding import claim
from services.involving import give_part
from services.review import answer, ask
from storage.processes import as_processes, find_by_number, load, mine, newest_unanswered
from storage.settings import settings_of
from storage.tables import PersonRow, ProcessRow
from tests.domain.processes import seen_by_team
from tests.municipality import Municipality, reject
from tests.statements import statements_of
from texts import sayer


def test_a_process_is_read_back_as_it_was_written(database_kind: str, odense: Municipality) -> None:
    anna, rie = odense.person("Anna"), odense.person("Rie", Role.REVIEWER)
    odense.suggests(anna)
    written = odense.does(ask, rie, odense.suggests(anna).id, "Hvor fra?")
    with odense.database.session(None) as session:
        assert load(session, written.id) == written
        assert find_by_number(session, odense.id, 2) == written
        assert find_by_number(session, odense.id, 3) is None


def test_one_finds_ones_own_newest_first_and_no_more_than_asked_for(odense: Municipality) -> None:
    anna, bo = odense.person("Anna"), odense.person("Bo")
    for person in (anna, bo, anna, anna):
        odense.suggests(person)
    with odense.database.session(anna) as session:
        assert [process.number for process in mine(session, anna)] == [4, 3, 1]
        assert [process.number for process in mine(session, anna, limit=2)] == [4, 3]


def test_many_processes_cost_as_many_queries_as_one(odense: Municipality) -> None:
    anna, rie = odense.person("Anna"), odense.person("Rie", Role.REVIEWER)
    for _ in range(10):
        odense.does(claim, rie, odense.suggests(anna).id)
    with odense.database.session(None) as session:
        rows = session.query(ProcessRow).all()
        queries = statements_of(session)
        assert len(as_processes(session, rows)) == 10
        assert len(queries) == 1


def test_what_a_process_card_shows_costs_three_queries(odense: Municipality) -> None:
    rie = odense.person("Rie", Role.REVIEWER)
    process = odense.suggests(odense.person("Anna"))
    odense.does(claim, rie, process.id)
    with odense.database.session(None) as session:
        queries = statements_of(session)
        shown = load(session, process.id)
        assert shown
        figures = score(shown, settings_of(session, odense.id))
        review_card(sayer("da"), seen_by_team(shown), figures, open_actions(rie, shown))
    assert 1 <= sum(query.startswith("SELECT") for query in queries) <= 3


def test_a_process_outlives_the_people_on_it(odense: Municipality) -> None:
    anna = odense.person("Anna")
    process = odense.suggests(anna)
    with odense.database.session(None) as session:
        session.get_one(ProcessRow, process.id).submitter_id = None
    with odense.database.session(None) as session:
        erased = load(session, process.id)
        assert erased
        assert (erased.submitter, erased.title) == (None, process.title)
        assert session.get_one(PersonRow, anna.person_id)


def test_the_newest_question_that_waits_is_the_one_to_answer(odense: Municipality) -> None:
    anna, rie = odense.person("Anna"), odense.person("Rie", Role.REVIEWER)
    older, newer = odense.suggests(anna), odense.suggests(anna)
    first = odense.does(ask, rie, older.id, "Hvor fra?").remarks[0]
    odense.now += timedelta(minutes=1)
    second = odense.does(ask, rie, newer.id, "Hvor tit?").remarks[0]

    def waiting() -> UUID | None:
        with odense.database.session(anna) as session:
            question = newest_unanswered(session, anna)
            return question.id if question else None

    assert waiting() == second.id
    odense.does(answer, anna, second.id, "Ofte")
    assert waiting() == first.id
    odense.does(reject, rie, older.id, "Nej", None)
    assert waiting() is None


def test_a_question_waits_for_the_expert_too(odense: Municipality) -> None:
    erik, rie = odense.person("Erik"), odense.person("Rie", Role.REVIEWER)
    process = odense.suggests(odense.person("Anna"))
    odense.does(give_part, rie, process.id, Part.EXPERT, erik.person_id)
    question = odense.does(ask, rie, process.id, "Hvor fra?").remarks[0]
    with odense.database.session(erik) as session:
        waiting = newest_unanswered(session, erik)
        assert waiting is not None
        assert waiting.id == question.id
    with odense.database.session(rie) as session:
        assert newest_unanswered(session, rie) is None
