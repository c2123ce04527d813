"""The query form of who may read what is the rule itself, over every kind of reader and process."""

from collections.abc import Iterator
from itertools import combinations, product
from uuid import UUID

from sqlalchemy import select
from uuid_utils.compat import uuid7

from domain.access import may_read
from domain.people import Actor, Role
from domain.process import Phase, Status, Visibility
from storage.access import readable
from storage.database import Database
from storage.processes import as_processes
from storage.tables import ProcessRow
from tests.municipality import ANSWERS, NOW, Municipality


def every_process(organisations: list[UUID], people: list[UUID]) -> Iterator[ProcessRow]:
    """Each visibility in each organisation, with each person (and nobody) in each part."""
    somebody = [*people, None]
    facts = product(organisations, Visibility, somebody, somebody, somebody, somebody)
    for number, (organisation_id, visibility, submitter, expert, holder, deputy) in enumerate(facts):
        yield ProcessRow(
            organisation_id=organisation_id,
            number=number,
            phase=Phase.IDEA.value,
            status=Status.NOT_RATED.value,
            submitter_id=submitter,
            expert_id=expert,
            holder_id=holder,
            deputy_id=deputy,
            answers=ANSWERS,
            form_version=1,
            visibility=visibility.value,
            domains=[],
            professional_judgement="unknown",
            personal_data="unknown",
            submitted_at=NOW,
            phase_since=NOW,
            changed_at=NOW,
        )


def every_reader(organisations: list[UUID], people: list[UUID]) -> Iterator[Actor]:
    """Each person, and a stranger, in each organisation with each set of roles."""
    roles = [frozenset(some) for count in range(3) for some in combinations(Role, count)]
    for person, organisation, some in product([*people, uuid7()], organisations, roles):
        yield Actor(person_id=person, organisation_id=organisation, roles=some)


def test_a_query_finds_just_what_the_rule_lets_a_reader_read(database: Database) -> None:
    odense, aarhus = Municipality(database, "tenant-odense"), Municipality(database, "tenant-aarhus")
    organisations = [odense.id, aarhus.id]
    people = [odense.person("Anna").person_id, aarhus.person("Bo").person_id]
    with database.session(None) as session:
        session.add_all(every_process(organisations, people))
        session.flush()
        processes = as_processes(session, session.scalars(select(ProcessRow)).all())
        assert len(processes) == 2 * len(Visibility) * 3**4
        for reader in every_reader([*organisations, uuid7()], people):
            found = set(session.scalars(select(ProcessRow.id).where(readable(reader))))
            assert found == {process.id for process in processes if may_read(reader, process)}
