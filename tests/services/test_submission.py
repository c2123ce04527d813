"""From a draft to a process with a number, and back again."""

from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session
from uuid_utils.compat import uuid7

from domain.errors import (
    AlreadyClaimed,
    AlreadyDecided,
    ContainsCpr,
    NotFound,
    NotYours,
    TooManyDrafts,
    Unreadable,
)
from domain.people import Actor, Role
from domain.process import Phase, Process, Status, Visibility
from services.holding import claim, release
from services.seeing import read, read_numbered
from services.submission import MOST_DRAFTS, OPEN_FORMS, discard, save_state, start_draft, submit, withdraw
from storage.processes import drafts_of, mine, named_systems
from storage.tables import AssetRow, DraftRow, PersonRow, ProcessRow
from tests.municipality import ANSWERS, NOW, Municipality, at_once


def test_a_draft_becomes_a_process_with_a_number(odense: Municipality) -> None:
    anna = odense.person("Anna")
    process = odense.suggests(anna)
    assert (process.number, process.phase, process.status) == (1, Phase.IDEA, Status.NOT_RATED)
    assert process.submitter
    assert process.submitter.name == "Anna"
    assert {key: process.answers[key] for key in ANSWERS} == ANSWERS
    assert process.answers["short_description"] == "Jeg slår borgeren op og sammenholder adressen."
    assert process.visibility is Visibility.ORGANISATION
    assert odense.events(process) == ["submitted"]
    with odense.database.session(anna) as session:
        assert drafts_of(session, anna) == []
        row = session.get_one(ProcessRow, process.id)
        assert (row.annual_occurrences, row.seconds_per_occurrence, row.domains) == (
            690,
            600,
            ["Administration"],
        )
        assert (row.professional_judgement, row.personal_data) == ("not_at_all", "ordinary")


def test_what_a_person_does_not_know_is_kept_as_such(odense: Municipality) -> None:
    process = odense.suggests(odense.person("Anna"), annual_occurrences=None, seconds_per_occurrence=None)
    assert process.answers["annual_occurrences"] is None
    assert process.answers["seconds_per_occurrence"] is None


def test_own_words_are_kept_before_what_the_form_proposes(odense: Municipality) -> None:
    anna = odense.person("Anna")
    process = odense.suggests(
        anna, short_description="Slå op", visibility="private", org_unit="Borgerservice"
    )
    assert process.answers["short_description"] == "Slå op"
    assert process.visibility is Visibility.PRIVATE
    with odense.database.session(anna) as session:
        assert session.get_one(PersonRow, anna.person_id).org_unit == "Borgerservice"


@pytest.mark.parametrize("key", ANSWERS)
def test_a_draft_without_an_answer_is_not_sent_and_is_kept(odense: Municipality, key: str) -> None:
    anna = odense.person("Anna")
    state = {"answers": {asked: answer for asked, answer in ANSWERS.items() if asked != key}}
    with odense.database.session(anna) as session:
        draft_id = start_draft(session, anna, odense.chat_of(anna), state, NOW).id
    with pytest.raises(Unreadable) as refused:
        odense.submits(anna, draft_id)
    assert refused.value.args_for_text == {"field": key, "problem": "empty"}
    with odense.database.session(anna) as session:
        assert [draft.id for draft in drafts_of(session, anna)] == [draft_id]
    assert odense.suggests(anna).number == 1


@pytest.mark.parametrize(
    ("key", "stored"),
    [
        ("title", 5),
        ("title", None),
        ("title", "a" * 66),
        ("long_description", ["a"]),
        ("annual_occurrences", 0),
        ("annual_occurrences", "mange"),
        ("annual_occurrences", True),
        ("seconds_per_occurrence", 10**9),
        ("it_systems", "Nexus"),
        ("domains", ["Trylleri"]),
        ("domains", []),
        ("professional_judgement", "meget"),
        ("personal_data", None),
        ("visibility", "everyone"),
    ],
)
def test_a_stored_answer_that_its_question_would_not_give_is_not_sent(
    odense: Municipality, key: str, stored: Any
) -> None:
    with pytest.raises(Unreadable) as refused:
        odense.suggests(odense.person("Anna"), **{key: stored})
    assert refused.value.args_for_text["field"] == key


def test_a_cpr_number_is_stopped_at_the_last_door_too(odense: Municipality) -> None:
    with pytest.raises(ContainsCpr):
        odense.suggests(odense.person("Anna"), long_description="Borgeren 010190-1234 ringer")


def test_a_draft_sent_twice_at_once_is_one_process(odense: Municipality) -> None:
    anna = odense.person("Anna")
    for _ in range(5):
        draft_id = odense.draft(anna)

        def send(draft_id: UUID = draft_id) -> Process | None:
            with odense.database.session(anna) as session:
                draft = session.get(DraftRow, draft_id)
                return submit(session, anna, draft, NOW) if draft else None

        sent = [process for process in at_once(send, send, send) if process is not None]
        assert {process.id for process in sent if isinstance(process, Process)} == {draft_id}
        assert len(sent) >= 1
    with odense.database.session(anna) as session:
        assert [process.number for process in mine(session, anna)] == [5, 4, 3, 2, 1]


def test_numbers_have_no_gaps_and_no_twins(odense: Municipality) -> None:
    people = [odense.person(f"Person {number}") for number in range(4)]
    drafts = [(person, odense.draft(person)) for person in people for _ in range(4)]
    broken = odense.draft(people[0], title="")
    sends = [partial(odense.submits, person, draft) for person, draft in drafts]
    results = at_once(*sends, partial(odense.submits, people[0], broken))
    numbers = sorted(result.number for result in results if isinstance(result, Process))
    assert numbers == list(range(1, 17))


def test_each_organisation_counts_for_itself(odense: Municipality) -> None:
    aarhus = Municipality(odense.database, "tenant-aarhus")
    assert odense.suggests(odense.person("Anna")).number == 1
    assert aarhus.suggests(aarhus.person("Bo")).number == 1
    assert odense.suggests(odense.person("Anna")).number == 2


def test_a_draft_is_kept_and_thrown_away_by_its_owner_only(odense: Municipality) -> None:
    anna, bo = odense.person("Anna"), odense.person("Bo")
    draft_id = odense.draft(anna)
    with odense.database.session(anna) as session:
        save_state(session, session.get_one(DraftRow, draft_id), {"answers": {}, "asking": "title"}, NOW)
    with odense.database.session(bo) as session:
        assert drafts_of(session, bo) == []
        with pytest.raises(NotFound):
            discard(session, bo, session.get_one(DraftRow, draft_id), NOW)
        with pytest.raises(NotFound):
            submit(session, bo, session.get_one(DraftRow, draft_id), NOW)
    with odense.database.session(anna) as session:
        draft = session.get_one(DraftRow, draft_id)
        assert draft.state == {"answers": {}, "asking": "title"}
        discard(session, anna, draft, NOW)
        assert drafts_of(session, anna) == []


def test_a_form_brings_the_id_of_the_draft_it_becomes(odense: Municipality) -> None:
    anna, draft_id = odense.person("Anna"), uuid7()
    with odense.database.session(anna) as session:
        chat = odense.chat_of(anna)
        assert start_draft(session, anna, chat, {}, NOW, draft_id=draft_id).id == draft_id


def test_a_person_has_so_many_drafts_and_no_more_but_for_forms_that_are_open(odense: Municipality) -> None:
    anna, bo = odense.person("Anna"), odense.person("Bo")
    chat = odense.chat_of(anna)
    first, *_ = [odense.draft(anna) for _ in range(MOST_DRAFTS)]
    with pytest.raises(TooManyDrafts):
        odense.draft(anna)
    odense.draft(bo)
    for _ in range(OPEN_FORMS):
        odense.does(begins_by_a_form, anna, chat)
    with pytest.raises(TooManyDrafts):
        odense.does(begins_by_a_form, anna, chat)
    odense.submits(anna, first)
    odense.does(begins_by_a_form, anna, chat)


def begins_by_a_form(session: Session, actor: Actor, chat: UUID, now: datetime) -> None:
    start_draft(session, actor, chat, {}, now, draft_id=uuid7())


def test_a_submitter_takes_it_back_while_nobody_has_claimed_it(odense: Municipality) -> None:
    anna, rie = odense.person("Anna"), odense.person("Rie", Role.REVIEWER)
    process = odense.suggests(anna)
    odense.does(claim, rie, process.id)
    with pytest.raises(AlreadyClaimed):
        odense.does(withdraw, anna, process.id)
    odense.does(release, rie, process.id)
    assert odense.does(withdraw, anna, process.id).status is Status.WITHDRAWN
    with pytest.raises(AlreadyDecided):
        odense.does(withdraw, anna, process.id)
    assert odense.events(process) == ["submitted", "claimed", "released", "withdrawn"]


def test_nobody_else_takes_it_back(odense: Municipality) -> None:
    anna, bo = odense.person("Anna"), odense.person("Bo")
    shown, hidden = odense.suggests(anna), odense.suggests(anna, visibility="private")
    with pytest.raises(NotYours):
        odense.does(withdraw, bo, shown.id)
    with pytest.raises(NotFound):
        odense.does(withdraw, bo, hidden.id)
    with pytest.raises(NotFound):
        odense.does(withdraw, bo, uuid7())


def test_a_private_process_is_not_known_to_exist(odense: Municipality) -> None:
    anna, bo = odense.person("Anna"), odense.person("Bo", Role.REVIEWER)
    karen = odense.person("Karen", Role.COORDINATOR)
    process = odense.suggests(anna, visibility="private")
    with odense.database.session(bo) as session:
        with pytest.raises(NotFound):
            read(session, bo, process.id)
        with pytest.raises(NotFound):
            read_numbered(session, bo, process.number)
        assert read_numbered(session, anna, process.number).title == process.title
        assert read(session, karen, process.id).title == process.title


def test_another_organisation_sees_neither_people_nor_what_is_for_colleagues(odense: Municipality) -> None:
    anna = odense.person("Anna")
    process = odense.suggests(anna, org_unit="Borgerservice")
    with odense.database.session(anna) as session:
        for name in ("kladde.docx", "robot.zip"):
            session.add(
                AssetRow(
                    organisation_id=odense.id,
                    subject_id=process.id,
                    uploader_id=anna.person_id,
                    name=name,
                    open=name == "robot.zip",
                    status="stored",
                    at=NOW,
                )
            )
    bo = Municipality(odense.database, "tenant-aarhus").person("Bo", Role.COORDINATOR)
    with odense.database.session(bo) as session:
        with pytest.raises(NotFound):
            read(session, bo, process.id)
        session.get_one(ProcessRow, process.id).visibility = Visibility.EVERYONE.value
        shown = read(session, bo, process.id)
    assert shown.submitter is None
    assert not {"personal_data", "org_unit"} & shown.answers.keys()
    assert shown.title == process.title
    assert [(asset.name, asset.uploader) for asset in shown.assets] == [("robot.zip", None)]


def test_systems_are_offered_from_what_colleagues_named(odense: Municipality) -> None:
    anna = odense.person("Anna")
    odense.suggests(anna, it_systems=["Nexus", "KMD Opus"])
    odense.suggests(anna, it_systems=["Nexus"])
    odense.suggests(anna, it_systems=["Hemmeligt"], visibility="private")
    with odense.database.session(anna) as session:
        assert named_systems(session, odense.id) == ("Nexus", "KMD Opus")
