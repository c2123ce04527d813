"""What is held about a person is shown to them, and is gone once they are forgotten."""

import json
from collections.abc import Callable
from itertools import chain
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, func, select
from uuid_utils.compat import uuid7

from domain.assessment import CRITERIA
from domain.errors import HeldByAnother, LastCoordinator, NobodyToAsk, Refusal
from domain.people import Actor, Part, Role
from domain.process import Phase, Process, Status
from services.assessment import assess, save_unfinished
from services.comments import comment
from services.files import receive
from services.following import follow
from services.gains import report_gain
from services.handled import first_time, remember_answer, remembered_answer
from services.holding import claim
from services.involving import give_part
from services.legal import answer_legal
from services.merging import merge
from services.people import invite, name_coordinator, redeem, set_language, set_muted
from services.privacy import HELD_IN_CHATS, TRACES, footprint, forget, personal_data
from services.proposals import decide, propose
from services.review import answer, ask
from services.review_channel import make_review_channel
from storage.database import Database
from storage.processes import load
from storage.tables import (
    AssessmentRow,
    AssetRow,
    ConversationRow,
    DeliveryRow,
    DraftRow,
    EventRow,
    PersonRow,
    ProcessRow,
    RemarkRow,
    Table,
    TransferRow,
)
from tests.municipality import Municipality, accept, at_once, reject

NAME = "Ågot Zahle"
UNIT = "Zahles afdeling"
WRITTEN = "Zahles egne ord"
ALL = {criterion.key: "some" for criterion in CRITERIA}


class Town:
    """A municipality in which Ågot, who is everything at once, does and suffers what one can."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.town = Municipality(database, tenant_id=f"tenant {uuid7()}")
        self.town.review_channel()
        self.agot = self.town.person(NAME, Role.REVIEWER, Role.COORDINATOR)
        self.bo = self.town.person("Bo", Role.REVIEWER, Role.COORDINATOR)
        self.chat = self.town.chat_of(self.agot)

    def traces(self) -> set[str]:
        """By what she could be known again."""
        with self.database.session(None) as session:
            person = session.get_one(PersonRow, self.agot.person_id)
            chat = session.get_one(ConversationRow, self.chat)
            return {str(person.id), person.aad_object_id, NAME, UNIT, WRITTEN, chat.teams_id}

    def suggests(self) -> Process:
        return self.town.suggests(self.agot, org_unit=UNIT)

    def answers(self) -> None:
        process = self.town.does(ask, self.bo, self.suggests().id, "Hvor ofte?")
        self.town.does(answer, self.agot, process.remarks[-1].id, WRITTEN)

    def asks(self) -> None:
        self.town.does(ask, self.agot, self.town.suggests(self.bo).id, WRITTEN)

    def rejects(self) -> None:
        self.town.does(reject, self.agot, self.town.suggests(self.bo).id, WRITTEN, None)

    def assesses(self) -> None:
        process = self.town.suggests(self.bo)
        self.town.does(assess, self.agot, process.id, ALL)
        self.town.does(save_unfinished, self.agot, process.id, {"variation": "high"})

    def answers_the_checklist(self) -> None:
        process = self.town.takes(self.bo, self.town.suggests(self.bo), Phase.PREANALYSIS)
        self.town.does(answer_legal, self.agot, process.id, {"duties": ("no", "")})

    def tells_what_is_saved(self) -> None:
        process = self.town.takes(self.bo, self.town.suggests(self.bo), Phase.OPERATION)
        self.town.does(report_gain, self.agot, process.id, "2026-11-01", "40")

    def proposes(self) -> None:
        self.town.does(propose, self.agot, self.town.suggests(self.bo).id, {"employees": "7"})

    def decides_on_a_proposal(self) -> None:
        process = self.town.does(propose, self.bo, self.suggests().id, {"employees": "7"})
        self.town.does(decide, self.agot, process.id, {process.proposals[-1].id: True})

    def comments(self) -> None:
        self.town.does(comment, self.agot, self.town.suggests(self.bo).id, WRITTEN, [self.bo.person_id])

    def is_mentioned(self) -> None:
        self.town.does(comment, self.bo, self.suggests().id, "Se her", [self.agot.person_id])

    def follows(self) -> None:
        self.town.does(follow, self.agot, self.town.suggests(self.bo).id)

    def is_given_every_part(self) -> None:
        process = self.town.suggests(self.bo)
        for part in (Part.EXPERT, Part.WATCHER, Part.DEPUTY):
            self.town.does(give_part, self.bo, process.id, part, self.agot.person_id)

    def follows_a_twin(self) -> None:
        self.town.does(merge, self.bo, self.suggests().id, self.town.suggests(self.bo).id)

    def claims_what_another_wants(self) -> None:
        process = self.town.does(claim, self.agot, self.town.suggests(self.bo).id)
        with pytest.raises(HeldByAnother) as refused:
            self.town.does(claim, self.bo, process.id)
        self.town_says(self.bo, "note", key=refused.value.text_key, args=refused.value.args_for_text)

    def accepts(self) -> None:
        self.town.does(accept, self.agot, self.town.suggests(self.bo).id)

    def names_another(self) -> None:
        self.town.does(name_coordinator, self.agot, self.town.person("Ny").person_id)

    def uses_a_code(self) -> None:
        with self.database.session(None) as session:
            code = invite(session, self.town.tenant_id, "Odense", self.town.now)
        self.town.does(redeem, self.agot, code)

    def chooses(self) -> None:
        with self.database.session(self.agot) as session:
            person = session.get_one(PersonRow, self.agot.person_id)
            set_language(person, "en")
            set_muted(person, ["claimed"])

    def chooses_the_channel(self) -> None:
        self.town.does(make_review_channel, self.agot, self.town.channel())
        self.town_says(self.bo, "review_channel", made_by=NAME)

    def is_written_to(self) -> None:
        self.town_says(self.agot, "flow", text=f"Hej {NAME}")

    def taps(self) -> None:
        answered(self.town, self.chat, f"{NAME} har den")

    def is_told_of(self) -> None:
        answered(self.town, self.town.chat_of(self.bo), f"{NAME}: {WRITTEN}")

    def begins_a_draft(self) -> None:
        self.town.draft(self.agot, title=WRITTEN)

    def town_says(
        self,
        to: Actor,
        kind: str,
        *,
        event_id: UUID | None = None,
        subject_id: UUID | None = None,
        **args: object,
    ) -> None:
        with self.database.session(None) as session:
            session.add(
                DeliveryRow(
                    organisation_id=self.town.id,
                    conversation_id=self.town.chat_of(to),
                    kind=kind,
                    args=args,
                    due_at=self.town.now,
                    created_at=self.town.now,
                    event_id=event_id,
                    subject_id=subject_id,
                )
            )

    def sends_files(self) -> None:
        for subject_id in (self.suggests().id, self.town.draft(self.agot), None):
            with self.database.session(self.agot) as session:
                receive(
                    session,
                    self.agot,
                    self.chat,
                    self.town.now,
                    name="opgaven.mp4",
                    url=f"https://files.example/{WRITTEN}",
                    subject_id=subject_id,
                )

    def everything_is_sent(self) -> None:
        self.town.sends()

    def forgets(self) -> None:
        self.town.does(forget, self.agot)


DEEDS: tuple[Callable[[Town], object], ...] = (
    Town.suggests,
    Town.answers,
    Town.asks,
    Town.rejects,
    Town.assesses,
    Town.answers_the_checklist,
    Town.tells_what_is_saved,
    Town.proposes,
    Town.decides_on_a_proposal,
    Town.comments,
    Town.is_mentioned,
    Town.follows,
    Town.follows_a_twin,
    Town.is_given_every_part,
    Town.claims_what_another_wants,
    Town.accepts,
    Town.names_another,
    Town.uses_a_code,
    Town.chooses,
    Town.chooses_the_channel,
    Town.is_written_to,
    Town.taps,
    Town.is_told_of,
    Town.begins_a_draft,
    Town.sends_files,
    Town.everything_is_sent,
)


def answered(town: Municipality, conversation_id: UUID, words: str) -> str:
    """Have a tap in a conversation be answered with these words; return the activity's key."""
    with town.database.session(None) as session:
        key = str(uuid7())
        first_time(session, key, town.now)
        remember_answer(session, key, json.dumps({"value": words}), conversation_id)
        return key


def everything(database: Database) -> str:
    with database.session(None) as session:
        return "\n".join(
            repr(row) for table in Table.metadata.sorted_tables for row in session.execute(select(table))
        )


def count(database: Database, *tables: type[Table]) -> list[int]:
    with database.session(None) as session:
        return [session.scalar(select(func.count()).select_from(table)) or 0 for table in tables]


@given(deeds=st.lists(st.sampled_from(DEEDS), max_size=8))
@settings(max_examples=15, suppress_health_check=[*HealthCheck])
def test_whatever_a_person_did_nothing_of_them_is_left_and_what_happened_stays(
    database: Database, deeds: list[Callable[[Town], object]]
) -> None:
    town = Town(database)
    for deed in deeds:
        deed(town)
    traces = town.traces()
    figures = select(ProcessRow.id, ProcessRow.number, ProcessRow.annual_occurrences, ProcessRow.phase)
    with database.session(None) as session:
        before = session.execute(figures.order_by(ProcessRow.id)).all()
    remarks, events = count(database, RemarkRow, EventRow)
    town.forgets()
    left = everything(database)
    assert {trace for trace in traces if trace in left} == set()
    with database.session(None) as session:
        assert session.execute(figures.order_by(ProcessRow.id)).all() == before
    remarks_after, events_after = count(database, RemarkRow, EventRow)
    assert remarks_after == remarks
    assert events_after >= events


@pytest.fixture
def town(database: Database) -> Town:
    """Everything has happened once."""
    town = Town(database)
    for deed in DEEDS:
        deed(town)
    town.begins_a_draft()
    town.is_written_to()
    return town


def test_a_person_sees_everything_that_would_be_erased(town: Town) -> None:
    with town.database.session(town.agot) as session:
        data = personal_data(session, town.agot)
    text = json.dumps(data, default=str, ensure_ascii=False)
    assert {trace for trace in town.traces() - {str(town.agot.person_id)} if trace not in text} == set()
    assert data["person"]["name"] == NAME
    assert data["person"]["muted"] == ["claimed"]
    assert [each["answers"]["org_unit"] for each in data["suggestions"]] == [UNIT] * 6
    assert [each["text"] for each in data["remarks"]] == [WRITTEN] * 4
    assert {"claimed", "rejected", "submitted"} <= {each["kind"] for each in data["did"]}
    assert {each["kind"] for each in data["messages_to_you"]} >= {"receipt", "asked", "flow"}
    assert [name for name, rows in data.items() if not rows] == []


def test_what_was_answered_to_others_is_remembered_unless_it_tells_of_who_is_forgotten(
    database: Database,
) -> None:
    town, elsewhere = Town(database), Town(database)
    remark = f"{WRITTEN}\nog  mange flere ord om det, som ingen skal læse"
    town.town.does(reject, town.agot, town.suggests().id, remark, None)
    to_bo, elsewheres = town.town.chat_of(town.bo), elsewhere.town.chat_of(elsewhere.bo)
    told = {
        "her own": answered(town.town, town.chat, "Det er gemt."),
        "her name": answered(town.town, to_bo, f"{NAME} har taget nr. 1."),
        "her words": answered(town.town, to_bo, f"Afvist: {' '.join(remark.split())[:40]}…"),
        "something else": answered(town.town, to_bo, "Åge har taget nr. 1."),
        "another of her name": answered(elsewhere.town, elsewheres, f"{NAME} har taget nr. 1."),
    }
    town.forgets()
    with database.session(None) as session:
        left = {name for name, key in told.items() if remembered_answer(session, key) is not None}
    assert left == {"something else", "another of her name"}


def test_what_waits_to_be_told_elsewhere_goes_too_where_it_may_name_who_is_forgotten(
    database: Database,
) -> None:
    town, elsewhere = Town(database), Town(database)
    process = town.suggests()
    with database.session(None) as session:
        event = session.scalars(select(EventRow.id).where(EventRow.process_id == process.id)).one()
    elsewhere.town_says(elsewhere.bo, "what she did", event_id=event, name=NAME)
    elsewhere.town_says(elsewhere.bo, "what she suggested", subject_id=process.id, name=NAME)
    elsewhere.town_says(elsewhere.bo, "another of her name", name=NAME)
    town.forgets()
    of_bo = select(DeliveryRow.kind).where(
        DeliveryRow.conversation_id == elsewhere.town.chat_of(elsewhere.bo)
    )
    with database.session(None) as session:
        assert session.scalars(of_bo).all() == ["another of her name"]


def test_a_person_is_told_how_much_there_is_of_them(town: Town) -> None:
    with town.database.session(town.agot) as session:
        told = footprint(session, town.agot)
    assert told == {"suggestions": 6, "holds": 5, "remarks": 4, "drafts": 3, "coordinator": 1}


def test_every_reference_to_a_person_is_shown_and_forgotten() -> None:
    assert references_to("person") == {trace.person.expression for trace in TRACES}


def test_every_reference_to_a_conversation_ends_with_a_chat_or_is_never_to_a_chat() -> None:
    never_to_a_chat = {("organisation", "review_conversation_id"), ("schedule", "conversation_id")}
    forgotten = {(row.__tablename__, "conversation_id") for row in (*HELD_IN_CHATS, DraftRow)}
    found = {(column.table.name, column.name) for column in references_to("conversation")}
    assert found == forgotten | never_to_a_chat


def references_to(name: str) -> set[Column[Any]]:
    (key,) = Table.metadata.tables[name].primary_key
    references = chain.from_iterable(table.foreign_keys for table in Table.metadata.tables.values())
    return {reference.parent for reference in references if reference.column is key}


def test_files_on_a_suggestion_stay_with_it_and_all_others_are_removed(database: Database) -> None:
    town = Town(database)
    town.sends_files()
    town.forgets()
    with database.session(None) as session:
        (kept,) = session.scalars(select(AssetRow))
        assert load(session, kept.subject_id or uuid7())
        assert kept.uploader_id is None
        removals = session.scalars(select(TransferRow.kind)).all()
    assert removals == ["remove", "remove"]


def test_others_keep_all_that_is_theirs(town: Town) -> None:
    def held_by_bo() -> object:
        with town.database.session(town.bo) as session:
            return {**personal_data(session, town.bo), "messages_to_you": None, "suggestions": None}

    before = held_by_bo()
    town.forgets()
    assert held_by_bo() == before


def test_what_a_forgotten_person_held_is_free_again_and_its_cards_are_updated(database: Database) -> None:
    town = Town(database)
    town.town.sends()
    process = town.town.does(claim, town.agot, town.town.suggests(town.bo).id)
    town.town.sends()
    town.forgets()
    with database.session(None) as session:
        free = load(session, process.id)
    assert free
    assert (free.holder, free.status) == (None, Status.NOT_RATED)
    assert town.town.events(process)[-1] == "released"
    assert town.town.owed(town.town.chat_of(town.bo)) == ["update receipt"]
    assert sorted(town.town.sends()) == ["update receipt", "update review"]


def test_what_is_decided_stays_so_without_the_words_of_who_decided(database: Database) -> None:
    town = Town(database)
    process = town.town.does(reject, town.agot, town.town.suggests(town.bo).id, WRITTEN, None)
    town.forgets()
    with database.session(None) as session:
        stored = load(session, process.id)
    assert stored
    assert (stored.status, stored.holder) == (Status.REJECTED, None)
    assert [(remark.author, remark.text) for remark in stored.remarks] == [(None, "")]


def test_what_a_forgotten_reviewer_judged_stays_and_what_was_half_done_does_not(database: Database) -> None:
    town = Town(database)
    process = town.town.suggests(town.bo)
    town.town.does(assess, town.agot, process.id, ALL)
    town.town.does(save_unfinished, town.agot, process.id, {"variation": "high"})
    town.forgets()
    with database.session(None) as session:
        (kept,) = session.scalars(select(AssessmentRow))
        assert (kept.reviewer_id, kept.judgements, kept.unfinished) == (None, ALL, {})


def test_nobody_is_asked_about_what_a_forgotten_person_suggested(database: Database) -> None:
    town = Town(database)
    process = town.suggests()
    town.forgets()
    with pytest.raises(NobodyToAsk):
        town.town.does(ask, town.bo, process.id, "Hvor ofte?")
    assert town.town.does(accept, town.bo, process.id).submitter is None


def test_the_last_coordinator_names_another_first(odense: Municipality) -> None:
    karen = odense.person("Karen", Role.COORDINATOR)
    with pytest.raises(LastCoordinator):
        odense.does(forget, karen)
    odense.does(name_coordinator, karen, odense.person("Bo").person_id)
    odense.does(forget, karen)


def test_of_two_last_coordinators_who_leave_at_once_one_stays(odense: Municipality) -> None:
    leaving = [odense.person(name, Role.COORDINATOR) for name in ("Karen", "Bo")]
    done = at_once(*[lambda actor=actor: odense.does(forget, actor) for actor in leaving])
    assert sorted(isinstance(each, Refusal) for each in done) == [False, True]
