"""What each reader sees of a process: every field is somebody's, and what is hidden is said to be."""

from dataclasses import fields

import pytest
from uuid_utils.compat import uuid7

from domain.people import Actor, AnyMember, Reader, ReviewTeam, Role
from domain.process import Asset, Process, Proposal, Remark, Visibility
from domain.questions import Circle
from domain.sight import SEEN, STANDS, seen
from tests.domain.processes import AARHUS, NOW, ODENSE, a_process, judged, person

ANNA, RIE, ERIK = person("Anna"), person("Rie"), person("Erik")
PROPOSED = {"key": "title", "answer": "Rykkere og renter", "instead_of": "Rykkere", "at": NOW}
FULL = a_process(
    submitter=ANNA,
    expert=ERIK,
    holder=RIE,
    answers={"title": "Rykkere", "personal_data": "ordinary", "internal_notes": "Hemmeligt"},
    followers=(ERIK,),
    look_again_on=NOW.date(),
    judgement_overridden=True,
    remarks=(Remark(id=uuid7(), kind="comment", author=RIE, text="Godt set.", at=NOW),),
    assets=tuple(
        Asset(id=uuid7(), name=name, size=1, open=open_, status="stored", reason=None, uploader=ANNA, at=NOW)
        for name, open_ in (("kladde.docx", False), ("robot.zip", True))
    ),
    assessments=(judged("nnhnh hhh h"),),
    proposals=(
        Proposal(id=uuid7(), by=ANNA, **PROPOSED),  # type: ignore[arg-type]
        Proposal(id=uuid7(), by=RIE, **PROPOSED),  # type: ignore[arg-type]
    ),
)
EVERYONES = a_process(**vars(FULL) | {"visibility": Visibility.EVERYONE})
PRIVATE = a_process(**vars(FULL) | {"visibility": Visibility.PRIVATE})

SUBMITTER = Actor(person_id=ANNA.id, organisation_id=ODENSE)
REVIEWER = Actor(person_id=uuid7(), organisation_id=ODENSE, roles=frozenset({Role.REVIEWER}))
COORDINATOR = Actor(person_id=uuid7(), organisation_id=ODENSE, roles=frozenset({Role.COORDINATOR}))
MEMBER, TEAM = AnyMember(organisation_id=ODENSE), ReviewTeam(organisation_id=ODENSE)
ELSEWHERE = [AnyMember(organisation_id=AARHUS), ReviewTeam(organisation_id=AARHUS)]


def test_of_every_field_it_is_said_who_sees_it() -> None:
    assert set(SEEN) == {field.name for field in fields(Process)}
    assert set(SEEN) >= STANDS


@pytest.mark.parametrize("reader", [SUBMITTER, REVIEWER, MEMBER, TEAM], ids=lambda reader: type(reader))
def test_in_its_own_organisation_nothing_is_hidden_but_single_answers(reader: Reader) -> None:
    shown = seen(reader, FULL)
    assert shown is not None
    assert not shown.hidden
    assert {field for field in SEEN if getattr(shown, field) != getattr(FULL, field)} == (
        set() if reader is REVIEWER else {"answers"}
    )
    assert "internal_notes" in shown.answers or reader is not REVIEWER


@pytest.mark.parametrize("reader", ELSEWHERE, ids=lambda reader: type(reader))
def test_what_is_its_organisations_own_is_hidden_from_others_and_said_to_be(reader: Reader) -> None:
    shown = seen(reader, EVERYONES)
    assert shown is not None
    assert shown.hidden == {field for field, who in SEEN.items() if who is not Circle.ALL}
    assert not [field for field in shown.hidden if getattr(shown, field)]
    assert shown.hides("holder")
    assert not shown.is_closed
    assert shown.answers == {"title": "Rykkere"}
    assert [(asset.name, asset.uploader) for asset in shown.assets] == [("robot.zip", None)]
    assert [each.reviewer for each in shown.assessments] == [None]
    for name in ("Anna", "Rie", "Erik", "Hemmeligt", "Godt set."):
        assert name not in str(shown)


def test_of_a_private_one_the_team_sees_that_there_is_one_and_how_it_stands() -> None:
    shown = seen(TEAM, PRIVATE)
    assert shown is not None
    assert shown.is_closed
    assert shown.hidden == set(SEEN) - STANDS
    assert shown.holder == RIE
    assert len(shown.proposals) == 1
    for word in ("Anna", "Erik", "Rykkere", "Godt set.", "kladde.docx"):
        assert word not in str(shown)


@pytest.mark.parametrize("reader", [REVIEWER, MEMBER, *ELSEWHERE], ids=lambda reader: type(reader))
def test_nobody_else_is_told_that_there_is_a_private_one(reader: Reader) -> None:
    assert seen(reader, PRIVATE) is None


@pytest.mark.parametrize("reader", [SUBMITTER, COORDINATOR], ids=["submitter", "coordinator"])
def test_who_may_read_a_private_one_sees_what_it_is(reader: Reader) -> None:
    shown = seen(reader, PRIVATE)
    assert shown is not None
    assert shown.title == "Rykkere"
