"""Who is told what: the messages that each event owes, and those it does not."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.views.rendering import CARDS
from domain.errors import Unreadable
from domain.events import EVENTS, EVERYTHING, FLOW, MUTABLE
from domain.people import Actor, Part, Role
from domain.process import Visibility
from services.deliveries import Outcome, record_outcome, stop_conversation, take_due
from services.following import follow
from services.holding import claim, release
from services.involving import give_part
from services.notices import record
from services.outbox import Room
from services.people import set_muted
from services.proposals import decide, propose
from services.review import answer, ask
from services.submission import withdraw
from services.undelivered import undelivered
from storage.processes import load
from storage.tables import DeliveryRow, PersonRow, ProcessRow
from tests.municipality import Municipality, accept, reject


def mute(odense: Municipality, actor: Actor, *kinds: str) -> None:
    with odense.database.session(actor) as session:
        set_muted(session.get_one(PersonRow, actor.person_id), kinds)


def test_a_history_as_the_two_sides_see_it(odense: Municipality) -> None:
    anna, rie, channel = odense.person("Anna"), odense.person("Rie", Role.REVIEWER), odense.review_channel()
    process = odense.suggests(anna)
    assert odense.owed(odense.chat_of(anna)) == ["post receipt"]
    assert odense.owed(channel) == ["post review"]
    odense.sends()

    odense.does(claim, rie, process.id)
    assert odense.owed(odense.chat_of(anna)) == ["update receipt", "post told_claimed"]
    assert odense.owed(channel) == ["update review"]
    odense.sends()

    asked = odense.does(ask, rie, process.id, "Hvor fra?")
    assert odense.owed(odense.chat_of(anna)) == ["update receipt", "post asked"]
    assert odense.owed(channel) == ["update review"]
    odense.sends()

    odense.does(answer, anna, asked.remarks[0].id, "Derfra")
    assert odense.owed(channel) == ["update review", "reply answered"]
    odense.sends()

    odense.does(accept, rie, process.id)
    assert odense.owed(odense.chat_of(anna)) == ["update receipt", "post told_moved"]
    odense.sends()

    odense.does(reject, rie, process.id, "Alligevel ikke", None)
    assert odense.owed(odense.chat_of(anna)) == ["update receipt", "post told_ended"]
    assert odense.owed(odense.chat_of(rie)) == []


def test_a_question_reaches_the_expert_too_and_each_hears_that_the_other_has_answered(
    odense: Municipality,
) -> None:
    anna, erik, rie = odense.person("Anna"), odense.person("Erik"), odense.person("Rie", Role.REVIEWER)
    process = odense.suggests(anna)
    odense.does(give_part, rie, process.id, Part.EXPERT, erik.person_id)
    odense.sends()
    asked = odense.does(ask, rie, process.id, "Hvor fra?")
    assert odense.owed(odense.chat_of(anna)) == ["update receipt", "post asked"]
    assert odense.owed(odense.chat_of(erik)) == ["post asked"]
    odense.sends()
    odense.does(answer, erik, asked.remarks[0].id, "Derfra")
    assert odense.owed(odense.chat_of(anna)) == ["update receipt", "post answered"]
    assert odense.owed(odense.chat_of(erik)) == []
    mute(odense, erik, "asked")
    again = odense.does(ask, rie, process.id, "Hvor tit?").remarks[-1]
    odense.does(answer, anna, again.id, "Ofte")
    assert odense.owed(odense.chat_of(erik)) == []


def test_before_there_is_a_channel_who_holds_it_hears_the_answers(odense: Municipality) -> None:
    anna, karen = odense.person("Anna"), odense.person("Karen", Role.COORDINATOR)
    process = odense.suggests(anna)
    asked = odense.does(ask, karen, process.id, "Hvor fra?")
    odense.does(answer, anna, asked.remarks[0].id, "Derfra")
    assert odense.owed(odense.chat_of(karen)) == ["post answered"]
    odense.does(propose, anna, process.id, {"title": "Adresser"})
    offer = odense.does(propose, karen, process.id, {"annual_occurrences": "7 om året"}).proposals[-1]
    odense.does(decide, anna, process.id, {offer.id: True})
    told = ["post answered", "post offered", "post proposals_decided"]
    assert odense.owed(odense.chat_of(karen)) == told
    channel = odense.review_channel()
    again = odense.does(ask, karen, process.id, "Hvor tit?").remarks[-1]
    odense.does(answer, anna, again.id, "Ofte")
    assert odense.owed(odense.chat_of(karen)) == told
    assert odense.owed(channel)[-1] == "reply answered"


@pytest.mark.parametrize("work", [release, withdraw])
def test_what_is_given_back_is_told_by_the_cards_alone(odense: Municipality, work: object) -> None:
    anna, rie, channel = odense.person("Anna"), odense.person("Rie", Role.REVIEWER), odense.review_channel()
    process = odense.suggests(anna)
    if work is release:
        odense.does(claim, rie, process.id)
    odense.sends()
    odense.does(work, rie if work is release else anna, process.id)  # type: ignore[arg-type]
    assert odense.owed(odense.chat_of(anna)) == ["update receipt"]
    assert odense.owed(channel) == ["update review"]


def test_who_acts_on_a_free_process_sends_one_message_and_not_two(odense: Municipality) -> None:
    anna, rie = odense.person("Anna"), odense.person("Rie", Role.REVIEWER)
    process = odense.suggests(anna)
    odense.sends()
    odense.does(accept, rie, process.id)
    assert odense.owed(odense.chat_of(anna)) == ["update receipt", "post told_moved"]


def test_updates_nobody_has_begun_to_send_are_folded_into_one(odense: Municipality) -> None:
    anna, rie, channel = odense.person("Anna"), odense.person("Rie", Role.REVIEWER), odense.review_channel()
    process = odense.suggests(anna)
    odense.sends()
    odense.does(claim, rie, process.id)
    odense.does(release, rie, process.id)
    odense.does(claim, rie, process.id)
    assert odense.owed(channel) == ["update review"]


def test_an_update_that_is_being_sent_is_followed_by_another(odense: Municipality) -> None:
    anna, rie, channel = odense.person("Anna"), odense.person("Rie", Role.REVIEWER), odense.review_channel()
    process = odense.suggests(anna)
    odense.sends()
    odense.does(claim, rie, process.id)
    with odense.database.session(None) as session:
        assert take_due(session, odense.now, timedelta(seconds=60), Room(limit=10, share=10, held={}))
    odense.does(release, rie, process.id)
    assert odense.owed(channel) == ["update review", "update review"]


def test_who_has_muted_a_kind_is_not_told_of_it_but_sees_the_card_change(odense: Municipality) -> None:
    anna, rie = odense.person("Anna"), odense.person("Rie", Role.REVIEWER)
    mute(odense, anna, "claimed")
    process = odense.suggests(anna)
    assert odense.owed(odense.chat_of(anna)) == ["post receipt"]
    odense.sends()
    odense.does(claim, rie, process.id)
    assert odense.owed(odense.chat_of(anna)) == ["update receipt"]
    odense.does(accept, rie, process.id)
    assert odense.owed(odense.chat_of(anna)) == ["update receipt", "post told_moved"]


def test_who_has_muted_everything_still_gets_the_receipt(odense: Municipality) -> None:
    anna, rie = odense.person("Anna"), odense.person("Rie", Role.REVIEWER)
    mute(odense, anna, EVERYTHING, "claimed")
    process = odense.suggests(anna)
    odense.does(accept, rie, process.id)
    assert odense.owed(odense.chat_of(anna)) == ["post receipt", "update receipt"]
    mute(odense, anna)
    odense.does(reject, rie, process.id, "Nej", None)
    assert odense.owed(odense.chat_of(anna)) == ["post receipt", "update receipt", "post told_ended"]


def test_only_what_somebody_is_told_can_be_muted(odense: Municipality) -> None:
    told = {"claimed", "asked", "assessed", "moved", "rejected", "proposed", "commented", "mentioned"}
    told |= {"named", "reminded"}
    assert {FLOW, *told} == set(MUTABLE)
    with pytest.raises(Unreadable):
        mute(odense, odense.person("Anna"), "submitted")


def test_nobody_is_told_what_they_did_themselves(odense: Municipality) -> None:
    rie = odense.person("Rie", Role.REVIEWER)
    process = odense.suggests(rie)
    odense.sends()
    odense.does(claim, rie, process.id)
    odense.does(accept, rie, process.id)
    assert odense.owed(odense.chat_of(rie)) == ["update receipt"]


def test_a_message_goes_to_the_chat_last_heard_from_that_is_open(odense: Municipality) -> None:
    anna = odense.person("Anna")
    first = odense.chat_of(anna)
    odense.now += timedelta(days=1)
    odense.person("Anna")
    second = odense.chat_of(anna)
    odense.suggests(anna)
    assert (odense.owed(first), odense.owed(second)) == ([], ["post receipt"])
    with odense.database.session(None) as session:
        stop_conversation(session, second, "MessageWritesBlocked", odense.now)
    odense.suggests(anna)
    assert (odense.owed(first), odense.owed(second)) == (["post receipt"], [])
    with odense.database.session(None) as session:
        stop_conversation(session, first, "MessageWritesBlocked", odense.now)
    odense.suggests(anna)
    assert (odense.owed(first), odense.owed(second)) == ([], [])


def test_nobody_is_told_twice_of_one_event_whatever_parts_they_have(odense: Municipality) -> None:
    channel, karen = odense.review_channel(), odense.person("Karen", Role.COORDINATOR)
    rie, ole = odense.person("Rie", Role.REVIEWER, Role.COORDINATOR), odense.person("Ole", Role.REVIEWER)
    process = odense.suggests(rie)
    odense.does(follow, rie, process.id)
    odense.does(claim, rie, process.id)
    for part in (Part.DEPUTY, Part.EXPERT, Part.WATCHER):
        odense.does(give_part, karen, process.id, part, rie.person_id)
    odense.sends()
    for kind, event in EVENTS.items():
        with odense.database.session(ole) as session:
            record(session, kind, ole, odense.now, load(session, process.id), rie.person_id)
            session.flush()
            told = select(DeliveryRow.conversation_id).where(DeliveryRow.operation != "update")
            new = session.scalars(told.where(DeliveryRow.status == "owed")).all()
            session.rollback()
        assert len(new) == len(set(new)), kind
        assert bool({odense.chat_of(rie), channel} & set(new)) == bool(event.notices), kind


def test_a_message_is_of_the_organisation_of_who_reads_it(odense: Municipality) -> None:
    anna, rie = odense.person("Anna"), odense.person("Rie", Role.REVIEWER, Role.COORDINATOR)
    aarhus = Municipality(odense.database, "tenant-aarhus")
    bo = aarhus.person("Bo", Role.COORDINATOR)
    process = odense.suggests(anna)
    with odense.database.session(None) as session:
        session.get_one(ProcessRow, process.id).visibility = Visibility.EVERYONE.value
    aarhus.does(follow, bo, process.id)
    odense.sends()
    odense.does(accept, rie, process.id)
    room = Room(limit=10, share=10, held={})
    with odense.database.session(None) as session:
        taken = take_due(session, odense.now, timedelta(seconds=60), room)
        assert {(due.delivery.kind, due.delivery.organisation_id, due.organisation.id) for due in taken} == {
            ("receipt", odense.id, odense.id),
            ("told_moved", odense.id, odense.id),
            ("told_moved", aarhus.id, aarhus.id),
        }
        for due in taken:
            record_outcome(session, Outcome(due.delivery.id, "given_up", reason="Refused"), odense.now)
    with odense.database.session(None) as session:
        unsent = {who: undelivered(session, who, odense.now) for who in (rie, bo)}
    assert {each.person for each in unsent[rie]} == {"Anna"}
    assert [(each.person, each.messages) for each in unsent[bo]] == [("Bo", [("told_moved", None)])]


def test_every_message_about_an_event_has_a_card() -> None:
    cards = {notice.card for event in EVENTS.values() for notice in event.notices}
    assert cards <= CARDS.keys()
