"""Meeting people, and how somebody becomes coordinator."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select
from uuid_utils.compat import uuid7

from domain.errors import InviteInvalid, NotACoordinator, NotFound
from domain.people import Role
from domain.reading.cpr import contains_cpr
from services.people import (
    NAME_LENGTH,
    coordinators,
    invite,
    known_people,
    learn_mail,
    meet,
    name_coordinator,
    redeem,
    rename,
    set_language,
)
from storage.database import Database
from storage.tables import CoordinatorRow, InviteRow, OrganisationRow, PersonRow
from tests.municipality import NOW, Municipality, at_once


def named(odense: Municipality) -> set[str]:
    with odense.database.session(None) as session:
        is_one = PersonRow.id.in_(select(CoordinatorRow.person_id))
        return set(session.scalars(select(PersonRow.name).where(is_one)))


def test_a_person_is_met_once_however_many_turns_meet_them_at_once(database: Database) -> None:
    def meeting() -> tuple[object, object]:
        with database.session(None) as session:
            organisation, person = meet(session, tenant_id="t", aad_object_id="anna", name="Anna", now=NOW)
            assert person
            return organisation.id, person.id

    assert len(set(at_once(*[meeting] * 4))) == 1
    with database.session(None) as session:
        assert session.scalar(select(func.count()).select_from(OrganisationRow)) == 1
        assert session.scalar(select(func.count()).select_from(PersonRow)) == 1


def test_who_does_not_say_who_they_are_still_has_an_organisation(odense: Municipality) -> None:
    with odense.database.session(None) as session:
        organisation, person = meet(
            session, tenant_id=odense.tenant_id, aad_object_id=None, name="Flow", now=NOW
        )
    assert (organisation.id, person) == (odense.id, None)


@pytest.mark.parametrize(
    ("shown", "kept"),
    [
        ("Anna Ø. Sørensen", "Anna Ø. Sørensen"),
        ("  Anna\n\tSørensen ", "Anna Sørensen"),
        ("An\u202ena\x00", "An na"),
        ("A" * 300, "A" * 200),
        ("", "?"),
        ("Anna 010190-1234", "?"),
    ],
)
def test_a_name_is_kept_as_it_can_be_shown(odense: Municipality, shown: str, kept: str) -> None:
    with odense.database.session(None) as session:
        _, person = meet(session, tenant_id=odense.tenant_id, aad_object_id="x", name=shown, now=NOW)
        assert person
        assert person.name == kept


def test_a_name_with_a_cpr_number_changes_nothing(odense: Municipality) -> None:
    for shown in ("Anna", "Anna 010190-1234"):
        with odense.database.session(None) as session:
            _, person = meet(session, tenant_id=odense.tenant_id, aad_object_id="x", name=shown, now=NOW)
            assert person
            assert person.name == "Anna"


def test_a_mail_with_a_cpr_number_is_none(odense: Municipality) -> None:
    anna = odense.person("Anna")
    for told, kept in ((" Anna@Odense.dk ", "anna@odense.dk"), ("0101901234@odense.dk", "")):
        with odense.database.session(anna) as session:
            learn_mail(session, anna.person_id, told)
            assert session.get_one(PersonRow, anna.person_id).mail == kept


def test_people_are_listed_as_danes_sort_them_before_the_list_is_cut(odense: Municipality) -> None:
    in_order = ["anna", "Bo", "Zenia", "Ærlig", "Øjvind", "Aage", "Åse"]
    people = {name: odense.person(name, Role.COORDINATOR) for name in sorted(in_order)}
    anna = people["anna"]

    def listed(*first: str, limit: int) -> list[str]:
        with odense.database.session(anna) as session:
            known = known_people(session, anna, [people[name].person_id for name in first], limit)
            return [person.name for person in known]

    assert listed(limit=5) == in_order[:5]
    assert listed("Åse", "Aage", limit=4) == ["Aage", "Åse", "anna", "Bo"]
    with odense.database.session(anna) as session:
        assert [person.name for person in coordinators(session, anna)] == in_order
        rename(session.get_one(PersonRow, anna.person_id), "Årup")
    assert listed(limit=50) == [*in_order[1:6], "Årup", "Åse"]


@given(st.text(max_size=500))
def test_any_name_can_be_stored_and_shown(shown: str) -> None:
    person = PersonRow(name="Anna")
    rename(person, shown)
    assert 0 < len(person.name) <= NAME_LENGTH
    assert person.name.isprintable()
    assert not contains_cpr(person.name)


def test_a_language_once_chosen_stays(odense: Municipality) -> None:
    anna = odense.person("Anna")
    with odense.database.session(anna) as session:
        set_language(session.get_one(PersonRow, anna.person_id), "en")
    with odense.database.session(anna) as session:
        assert session.get_one(PersonRow, anna.person_id).language == "en"


@pytest.mark.parametrize("said", [str, str.lower, lambda code: code.replace("-", " "), " {} ".format])
def test_who_says_the_code_is_coordinator(odense: Municipality, said: Callable[[str], str]) -> None:
    with odense.database.session(None) as session:
        code = invite(session, odense.tenant_id, "Odense Kommune", NOW)
        assert session.get_one(OrganisationRow, odense.id).name == "Odense Kommune"
        stored = session.scalars(select(InviteRow)).one()
        assert code not in stored.code_hash
    anna = odense.person("Anna")
    odense.does(redeem, anna, said(code))
    assert named(odense) == {"Anna"}
    with pytest.raises(InviteInvalid):
        odense.does(redeem, odense.person("Bo"), code)


def test_letters_that_look_alike_are_taken_for_each_other(odense: Municipality) -> None:
    anna = odense.person("Anna")
    codes: list[str] = []
    with odense.database.session(None) as session:
        while not (codes and set(codes[-1]) & set("01")):
            codes.append(invite(session, odense.tenant_id, "Odense", NOW))
    odense.does(redeem, anna, codes[-1].replace("0", "o").replace("1", "l"))
    assert named(odense) == {"Anna"}


def test_a_code_is_good_for_a_week_and_for_its_own_organisation(odense: Municipality) -> None:
    with odense.database.session(None) as session:
        code = invite(session, odense.tenant_id, "Odense", NOW)
    stranger = Municipality(odense.database, "tenant-aarhus").person("Claus")
    anna = odense.person("Anna")
    with pytest.raises(InviteInvalid):
        odense.does(redeem, stranger, code)
    with pytest.raises(InviteInvalid):
        odense.does(redeem, anna, "AAAA-AAAA")
    odense.now += timedelta(days=7)
    with pytest.raises(InviteInvalid):
        odense.does(redeem, anna, code)
    assert named(odense) == set()


def test_a_code_said_twice_at_once_makes_one_coordinator(odense: Municipality) -> None:
    with odense.database.session(None) as session:
        code = invite(session, odense.tenant_id, "Odense", NOW)
    people = [odense.person(f"Person {number}") for number in range(4)]
    results = at_once(*(lambda person=person: odense.does(redeem, person, code) for person in people))
    assert sum(result is None for result in results) == 1
    assert len(named(odense)) == 1


def test_an_organisation_may_be_invited_before_anybody_was_met(database: Database) -> None:
    with database.session(None) as session:
        code = invite(session, "tenant-odense", "Odense Kommune", NOW)
    odense = Municipality(database)
    odense.does(redeem, odense.person("Anna"), code)
    assert named(odense) == {"Anna"}


def test_a_coordinator_names_a_colleague_who_hears_of_it_once(odense: Municipality) -> None:
    karen, bo = odense.person("Karen", Role.COORDINATOR), odense.person("Bo")
    odense.does(name_coordinator, karen, bo.person_id)
    odense.does(name_coordinator, karen, bo.person_id)
    assert named(odense) == {"Karen", "Bo"}
    assert odense.owed(odense.chat_of(bo)) == ["post told_coordinator"]


def test_nobody_else_names_coordinators(odense: Municipality) -> None:
    karen, bo = odense.person("Karen", Role.COORDINATOR), odense.person("Bo")
    rie = odense.person("Rie", Role.REVIEWER)
    stranger = Municipality(odense.database, "tenant-aarhus").person("Claus", Role.COORDINATOR)
    with pytest.raises(NotACoordinator):
        odense.does(name_coordinator, rie, bo.person_id)
    for actor, person_id in ((stranger, bo.person_id), (karen, stranger.person_id), (karen, uuid7())):
        with pytest.raises(NotFound):
            odense.does(name_coordinator, actor, person_id)


def test_coordinators_are_listed_by_name_for_their_own_organisation(odense: Municipality) -> None:
    karen = odense.person("Karen", Role.COORDINATOR)
    odense.person("Anders", Role.COORDINATOR)
    odense.person("Bo")
    Municipality(odense.database, "tenant-aarhus").person("Claus", Role.COORDINATOR)
    with odense.database.session(karen) as session:
        assert [person.name for person in coordinators(session, karen)] == ["Anders", "Karen"]
