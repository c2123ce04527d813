"""Proposals to change answers: sent back to the submitter, or offered by them, each decided on alone."""

from collections.abc import Mapping
from functools import partial
from uuid import UUID

import pytest
from sqlalchemy import select
from uuid_utils.compat import uuid7

from domain.errors import (
    AlreadyDecided,
    ContainsCpr,
    NobodyToAsk,
    NotFound,
    NotYours,
    Outdated,
    Unreadable,
)
from domain.people import Actor, Role
from domain.process import Process, Status
from domain.proposals import waiting
from services.editing import edit
from services.holding import claim
from services.privacy import forget
from services.proposals import decide, propose
from storage.tables import EventRow, ProcessRow, ProposalRow
from tests.municipality import Municipality, at_once, reject


def replies(odense: Municipality, channel: UUID) -> list[str]:
    return [owed for owed in odense.owed(channel) if owed.startswith("reply ")]


def ids(process: Process, *, offered: bool = False) -> dict[str, UUID]:
    return {each.key: each.id for each in waiting(process, offered=offered)}


def data_of(odense: Municipality, kind: str) -> Mapping[str, str]:
    with odense.database.session(None) as session:
        return session.scalars(select(EventRow.data).where(EventRow.kind == kind)).one()


def test_a_reviewer_sends_it_back_with_suggestions_of_which_only_what_differs_counts(
    odense: Municipality, anna: Actor, rie: Actor, process: Process
) -> None:
    odense.sends()
    changes = {"title": "Adressekontrol", "domains": "Administration", "annual_occurrences": "ved ikke"}
    proposed = odense.does(propose, rie, process.id, changes)
    assert {each.key: (each.instead_of, each.answer) for each in waiting(proposed, offered=False)} == {
        "title": (process.title, "Adressekontrol"),
        "annual_occurrences": (690, None),
    }
    assert proposed.answers == process.answers
    assert proposed.holder
    assert proposed.holder.id == rie.person_id
    assert odense.events(process) == ["submitted", "claimed", "proposed"]
    assert "post proposals" in odense.owed(odense.chat_of(anna))


def test_the_submitter_decides_on_each_alone_and_the_team_is_told_once_all_is_decided(
    odense: Municipality, anna: Actor, rie: Actor, process: Process
) -> None:
    channel = odense.review_channel()
    proposed = odense.does(propose, rie, process.id, {"title": "Adressekontrol", "domains": "HR"})
    of = ids(proposed)
    odense.does(decide, anna, process.id, {of["title"]: True})
    assert replies(odense, channel) == []
    decided = odense.does(decide, anna, process.id, {of["domains"]: False})
    assert (decided.title, decided.answers["domains"]) == ("Adressekontrol", ["Administration"])
    assert replies(odense, channel) == ["reply proposals_decided"]
    assert data_of(odense, "proposal_decided")["accepted"] == "title"
    assert data_of(odense, "proposals_decided") == {
        "accepted": "",
        "declined": "domains",
        "proposals": f"{of['title']} {of['domains']}",
    }
    with odense.database.session(None) as session:
        assert {row.decided_by_id for row in session.scalars(select(ProposalRow))} == {anna.person_id}


def test_all_can_be_accepted_at_once_and_the_figures_follow(
    odense: Municipality, anna: Actor, rie: Actor, process: Process
) -> None:
    changes = {"seconds_per_occurrence": "20 min", "domains": "HR"}
    of = ids(odense.does(propose, rie, process.id, changes))
    odense.does(decide, anna, process.id, dict.fromkeys(of.values(), True))
    with odense.database.session(None) as session:
        row = session.get_one(ProcessRow, process.id)
        assert (row.seconds_per_occurrence, row.domains, row.potential) == (1200, ["HR"], 184)
    assert odense.events(process)[-1] == "proposals_decided"


def test_once_claimed_the_submitter_offers_changes_and_the_team_decides(
    odense: Municipality, anna: Actor, rie: Actor, process: Process
) -> None:
    channel = odense.review_channel()
    odense.does(claim, rie, process.id)
    offered = odense.does(propose, anna, process.id, {"title": "Adressekontrol"})
    assert replies(odense, channel) == ["reply offered"]
    [offer] = ids(offered, offered=True).values()
    with pytest.raises(NotYours):
        odense.does(decide, anna, process.id, {offer: True})
    odense.sends()
    assert odense.does(decide, rie, process.id, {offer: True}).title == "Adressekontrol"
    assert "post told_offers_decided" in odense.owed(odense.chat_of(anna))


def test_a_reviewer_who_suggested_it_offers_and_a_colleague_decides(odense: Municipality, rie: Actor) -> None:
    own = odense.suggests(rie)
    offered = odense.does(propose, rie, own.id, {"title": "Adressekontrol"})
    assert offered.holder is None
    bo = odense.person("Bo", Role.REVIEWER)
    odense.does(decide, bo, own.id, dict.fromkeys(ids(offered, offered=True).values(), False))
    assert odense.events(own) == ["submitted", "offered", "offers_decided"]


def test_proposing_what_stands_there_already_is_no_proposal(
    odense: Municipality, rie: Actor, process: Process
) -> None:
    assert odense.does(propose, rie, process.id, {"title": process.title}, version=0) == process
    assert odense.events(process) == ["submitted"]


def test_a_newer_proposal_takes_the_place_of_one_that_waits(
    odense: Municipality, anna: Actor, rie: Actor, process: Process
) -> None:
    former = ids(odense.does(propose, rie, process.id, {"title": "Adresse", "domains": "HR"}))
    newer = odense.does(propose, rie, process.id, {"title": "Adressekontrol"})
    assert [each.answer for each in waiting(newer, offered=False)] == [["HR"], "Adressekontrol"]
    with pytest.raises(Outdated):
        odense.does(decide, anna, process.id, {former["title"]: True})


@pytest.mark.parametrize(
    ("changes", "field", "problem"),
    [
        ({"title": ""}, "title", "empty"),
        ({"title": "x" * 66}, "title", "too-long"),
        ({"visibility": "private"}, "visibility", "not-a-choice"),
        ({"org_unit": "HR"}, "org_unit", "not-a-choice"),
        ({"kle": "27.12.16"}, "kle", "not-a-choice"),
        ({"nothing": "x"}, "nothing", "not-a-choice"),
    ],
)
def test_what_cannot_be_an_answer_cannot_be_proposed(
    odense: Municipality, rie: Actor, process: Process, changes: dict[str, object], field: str, problem: str
) -> None:
    with pytest.raises(Unreadable) as refused:
        odense.does(propose, rie, process.id, {"challenges": "Ventetid", **changes})
    assert refused.value.args_for_text["field"] == field
    assert refused.value.args_for_text["problem"] == problem
    assert odense.events(process) == ["submitted"]


def test_a_cpr_number_is_kept_in_no_proposal(odense: Municipality, rie: Actor, process: Process) -> None:
    with pytest.raises(ContainsCpr):
        odense.does(propose, rie, process.id, {"challenges": "Borgeren 010190-1234"})


def test_an_answer_that_has_changed_meanwhile_is_replaced_by_who_has_seen_it(
    odense: Municipality, anna: Actor, rie: Actor, process: Process
) -> None:
    proposed = odense.does(propose, rie, process.id, {"title": "Adressekontrol"})
    edited = odense.does(edit, rie, process.id, {"title": "Tilflytning"})
    yes = dict.fromkeys(ids(proposed).values(), True)
    for version in (None, proposed.version):
        with pytest.raises(Outdated):
            odense.does(decide, anna, process.id, yes, version=version)
    assert odense.does(decide, anna, process.id, yes, version=edited.version).title == "Adressekontrol"


def test_declining_what_has_changed_meanwhile_takes_no_second_look(
    odense: Municipality, anna: Actor, rie: Actor, process: Process
) -> None:
    proposed = odense.does(propose, rie, process.id, {"title": "Adressekontrol"})
    odense.does(edit, rie, process.id, {"title": "Tilflytning"})
    declined = odense.does(decide, anna, process.id, dict.fromkeys(ids(proposed).values(), False))
    assert declined.title == "Tilflytning"


def test_nobody_else_proposes_or_decides(odense: Municipality, rie: Actor, process: Process) -> None:
    of = ids(odense.does(propose, rie, process.id, {"title": "Adressekontrol"}))
    for somebody in (odense.person("Bo"), rie):
        with pytest.raises(NotYours):
            odense.does(decide, somebody, process.id, dict.fromkeys(of.values(), True))
    with pytest.raises(NotYours):
        odense.does(propose, odense.person("Bo"), process.id, {"title": "Min titel"})


def test_what_is_private_is_neither_proposed_to_nor_decided_on_by_those_who_cannot_read_it(
    odense: Municipality, anna: Actor, rie: Actor
) -> None:
    private = odense.suggests(anna, visibility="private")
    with pytest.raises(NotFound):
        odense.does(propose, rie, private.id, {"title": "Adressekontrol"})
    with pytest.raises(NotFound):
        odense.does(decide, rie, private.id, {uuid7(): True})


def test_a_decision_is_made_once_and_about_something(
    odense: Municipality, anna: Actor, rie: Actor, process: Process
) -> None:
    yes = dict.fromkeys(ids(odense.does(propose, rie, process.id, {"title": "Adresse"})).values(), True)
    odense.does(decide, anna, process.id, yes)
    for decisions in (yes, {}, {uuid7(): True}):
        with pytest.raises(Outdated):
            odense.does(decide, anna, process.id, decisions)


def test_nothing_waits_once_the_process_is_decided(
    odense: Municipality, anna: Actor, rie: Actor, process: Process
) -> None:
    of = ids(odense.does(propose, rie, process.id, {"title": "Adressekontrol"}))
    rejected = odense.does(reject, rie, process.id, "Ikke nu", None)
    assert waiting(rejected, offered=False) == ()
    with pytest.raises(AlreadyDecided):
        odense.does(decide, anna, process.id, dict.fromkeys(of.values(), True))


def test_of_somebody_forgotten_offers_still_wait_and_nothing_is_proposed_to_them(
    odense: Municipality, anna: Actor, rie: Actor, process: Process
) -> None:
    odense.does(propose, rie, process.id, {"domains": "HR"})
    odense.does(propose, anna, process.id, {"title": "Adressekontrol"})
    odense.does(forget, anna)
    forgotten = odense.reads(rie, process)
    assert waiting(forgotten, offered=False) == ()
    [offer] = ids(forgotten, offered=True).values()
    assert odense.does(decide, rie, process.id, {offer: True}).title == "Adressekontrol"
    with pytest.raises(NobodyToAsk):
        odense.does(propose, rie, process.id, {"title": "Adresse"})


def test_what_a_forgotten_reviewer_proposed_is_still_the_submitter_s_to_decide(
    odense: Municipality, anna: Actor, rie: Actor, process: Process
) -> None:
    of = ids(odense.does(propose, rie, process.id, {"title": "Adressekontrol"}))
    odense.does(forget, rie)
    decided = odense.does(decide, anna, process.id, dict.fromkeys(of.values(), True))
    assert (decided.title, decided.status) == ("Adressekontrol", Status.NOT_RATED)


def test_of_two_reviewers_who_decide_on_an_offer_at_once_the_first_counts(
    odense: Municipality, anna: Actor, rie: Actor, process: Process
) -> None:
    odense.does(claim, rie, process.id)
    of = ids(odense.does(propose, anna, process.id, {"title": "Adressekontrol"}), offered=True)
    bo = odense.person("Bo", Role.REVIEWER)
    outcomes = at_once(
        partial(odense.does, decide, rie, process.id, dict.fromkeys(of.values(), True)),
        partial(odense.does, decide, bo, process.id, dict.fromkeys(of.values(), False)),
    )
    [decided] = [each for each in outcomes if isinstance(each, Process)]
    assert [type(each) for each in outcomes if each is not decided] == [Outdated]
    accepted = decided.proposals[0].accepted
    assert decided.title == ("Adressekontrol" if accepted else process.title)
    assert odense.events(process)[-1] == "offers_decided"
