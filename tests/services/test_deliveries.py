"""Deliveries: in order, once, again when it failed, and never when it cannot be."""

from datetime import timedelta
from typing import Any, Literal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, event, select, update

from domain.people import Role
from services.deliveries import (
    DELIVERIES,
    Outcome,
    has_backlog,
    record_outcome,
    take_due,
)
from services.holding import claim
from services.outbox import Room
from services.review import answer, ask
from storage.tables import ConversationRow, DeliveryRow, PostedCardRow
from tests.municipality import Municipality, at_once, reject

LEASE = timedelta(seconds=60)


def take(odense: Municipality, limit: int = 10) -> list[UUID]:
    with odense.database.session(None) as session:
        return [
            due.delivery.id
            for due in take_due(session, odense.now, LEASE, Room(limit=limit, share=limit, held={}))
        ]


def end(
    odense: Municipality,
    delivery_id: UUID,
    status: Literal["sent", "owed", "unsent", "skipped", "given_up", "stopped"],
    **more: Any,
) -> DeliveryRow:
    with odense.database.session(None) as session:
        record_outcome(session, Outcome(delivery_id, status, **more), odense.now)
    return row(odense, delivery_id)


def row(odense: Municipality, delivery_id: UUID) -> DeliveryRow:
    with odense.database.session(None) as session:
        return session.get_one(DeliveryRow, delivery_id)


def test_a_delivery_comes_with_its_conversation(odense: Municipality) -> None:
    odense.review_channel()
    anna = odense.person("Anna")
    odense.suggests(anna)
    with odense.database.session(None) as session:
        annas, channels = take_due(session, odense.now, LEASE, Room(limit=10, share=10, held={}))
    assert annas.conversation.id == odense.chat_of(anna)
    assert channels.conversation.team_id == "19:team@thread.tacv2"


def test_one_of_each_conversation_is_taken_and_the_next_when_it_is_sent(odense: Municipality) -> None:
    anna, bo = odense.person("Anna"), odense.person("Bo")
    for person in (anna, anna, bo):
        odense.suggests(person)
    first, other = take(odense)
    assert take(odense) == []
    end(odense, first, "sent", activity_id="1")
    (second,) = take(odense)
    assert first < second
    end(odense, second, "sent", activity_id="2")
    end(odense, other, "sent", activity_id="3")
    assert take(odense) == []


def test_no_more_are_taken_than_asked_for(odense: Municipality) -> None:
    for number in range(5):
        odense.suggests(odense.person(f"Person {number}"))
    assert len(take(odense, limit=3)) == 3
    assert len(take(odense, limit=3)) == 2


def test_replicas_that_look_at_once_never_take_the_same(odense: Municipality) -> None:
    for number in range(20):
        odense.suggests(odense.person(f"Person {number}"))
    taken = at_once(*(lambda: take(odense, limit=10) for _ in range(4)))
    ids = [delivery_id for several in taken if isinstance(several, list) for delivery_id in several]
    assert len(ids) == len(set(ids))
    assert len(ids) + len(take(odense, limit=20)) == 20


def test_what_a_dead_sender_held_is_taken_again_and_counted_as_uncertain(odense: Municipality) -> None:
    odense.suggests(odense.person("Anna"))
    (delivery_id,) = take(odense)
    assert row(odense, delivery_id).uncertain == 0
    odense.now += LEASE
    assert take(odense) == [delivery_id]
    assert row(odense, delivery_id).uncertain == 1


def test_what_was_taken_by_a_clock_that_was_set_back_is_free_but_clocks_may_differ(
    odense: Municipality,
) -> None:
    odense.suggests(odense.person("Anna"))
    (delivery_id,) = take(odense)
    odense.now -= LEASE
    assert take(odense) == []
    odense.now -= timedelta(hours=2)
    assert take(odense) == [delivery_id]
    assert row(odense, delivery_id).uncertain == 1


def test_what_was_to_be_tried_again_by_a_clock_that_was_set_back_is_tried_now(odense: Municipality) -> None:
    odense.suggests(odense.person("Anna"))
    (delivery_id,) = take(odense)
    end(odense, delivery_id, "owed", reason="Throttled", retry_after=30.0)
    odense.now -= timedelta(hours=2)
    assert take(odense) == [delivery_id]


def test_what_teams_wants_to_have_much_later_is_tried_within_the_hour(odense: Municipality) -> None:
    odense.suggests(odense.person("Anna"))
    (delivery_id,) = take(odense)
    failed = end(odense, delivery_id, "owed", reason="Throttled", retry_after=86_400.0)
    assert failed.due_at == odense.now + timedelta(hours=1)
    assert take(odense) == []


def test_what_a_sender_held_who_is_gone_is_taken_over_and_what_others_took_since_is_not(
    odense: Municipality,
) -> None:
    for name in ("Anna", "Bo"):
        odense.suggests(odense.person(name))
    begun = odense.now
    left, *_ = take(odense, limit=1)
    odense.now += timedelta(seconds=10)
    take(odense)
    with odense.database.session(None) as session:
        DELIVERIES.take_over(session, begun, LEASE)
    assert take(odense) == [left]
    assert row(odense, left).uncertain == 1


def test_what_failed_is_tried_again_later_and_holds_back_what_follows(odense: Municipality) -> None:
    anna = odense.person("Anna")
    odense.suggests(anna)
    odense.suggests(anna)
    (first,) = take(odense)
    failed = end(odense, first, "owed", reason="Throttled", retry_after=30.0)
    assert (failed.attempts, failed.reason, failed.due_at) == (
        1,
        "Throttled",
        odense.now + timedelta(seconds=30),
    )
    assert take(odense) == []
    odense.now += timedelta(seconds=30)
    assert take(odense) == [first]
    assert end(odense, first, "owed", uncertain=True).uncertain == 1


def test_what_a_sender_held_behind_a_failure_is_free_again(odense: Municipality) -> None:
    anna = odense.person("Anna")
    odense.suggests(anna)
    odense.suggests(anna)
    with odense.database.session(None) as session:
        first, second = session.scalars(select(DeliveryRow).order_by(DeliveryRow.id)).all()
        for delivery in (first, second):
            delivery.attempts, delivery.leased_until = 1, odense.now + LEASE
    end(odense, first.id, "owed", reason="Unreachable")
    assert end(odense, second.id, "unsent").attempts == 0
    odense.now += timedelta(seconds=10)
    assert take(odense) == [first.id]
    end(odense, first.id, "sent", activity_id="1")
    assert take(odense) == [second.id]
    assert row(odense, second.id).uncertain == 0


def test_after_many_attempts_or_a_day_a_delivery_is_given_up_with_its_reason(odense: Municipality) -> None:
    anna = odense.person("Anna")
    odense.suggests(anna)
    for attempt in range(1, DELIVERIES.most_attempts):
        (first,) = take(odense)
        failed = end(odense, first, "owed", reason="Unreachable")
        assert (failed.status, failed.attempts) == ("owed", attempt)
        # Before the day is over: patience is not what is tried here.
        make_due(odense)
    assert take(odense) == [first]
    assert end(odense, first, "owed", reason="Throttled").status == "given_up"
    assert row(odense, first).reason == "Throttled"
    odense.suggests(anna)
    (second,) = take(odense)
    odense.now += timedelta(hours=24)
    assert end(odense, second, "owed", reason="Unreachable").status == "given_up"
    assert odense.owed(odense.chat_of(anna)) == []


def test_what_ends_its_sender_each_time_is_given_up_too(odense: Municipality) -> None:
    odense.suggests(odense.person("Anna"))
    for _ in range(DELIVERIES.most_attempts):
        (delivery_id,) = take(odense)
        odense.now += LEASE
    assert take(odense) == []
    given_up = row(odense, delivery_id)
    assert (given_up.status, given_up.reason) == ("given_up", "never-answered")
    assert given_up.uncertain == DELIVERIES.most_attempts - 1


@pytest.mark.parametrize("at_last", ["given_up", "stopped"])
def test_what_is_refused_for_a_moment_gets_two_later_tries_whatever_came_before(
    odense: Municipality, at_last: Literal["given_up", "stopped"]
) -> None:
    anna = odense.person("Anna")
    odense.suggests(anna)
    (delivery_id,) = take(odense)
    for _ in range(5):
        end(odense, delivery_id, "owed", reason="Throttled")
    refused: dict[str, Any] = {"reason": "ConversationGone", "later_tries": 2, "at_last": at_last}
    for _ in range(2):
        assert end(odense, delivery_id, "owed", **refused).status == "owed"
    end(odense, delivery_id, "owed", reason="Throttled")
    assert end(odense, delivery_id, "owed", **refused).status == "given_up"
    with odense.database.session(None) as session:
        because = session.get_one(ConversationRow, odense.chat_of(anna)).stopped_because
    assert because == ("ConversationGone" if at_last == "stopped" else None)


def test_an_organisation_gets_no_more_than_its_share_and_the_others_theirs(odense: Municipality) -> None:
    randers = Municipality(odense.database, "tenant-randers")
    for number in range(20):
        odense.suggests(odense.person(f"Person {number}"))
    randers.suggests(randers.person("Rie"))
    assert taken_in_shares(odense, {}) == [odense.id] * 3 + [randers.id]
    randers.suggests(randers.person("Bo"))
    assert taken_in_shares(odense, {odense.id: 3, randers.id: 1}) == [randers.id]
    assert taken_in_shares(odense, {odense.id: 1}) == [odense.id] * 2


def taken_in_shares(odense: Municipality, held: dict[UUID, int]) -> list[UUID]:
    """Whose deliveries are taken, where each may have three."""
    with odense.database.session(None) as session:
        taken = take_due(session, odense.now, LEASE, Room(limit=10, share=3, held=held))
        return [due.organisation.id for due in taken]


def make_due(odense: Municipality) -> None:
    with odense.database.session(None) as session:
        session.execute(update(DeliveryRow).values(due_at=odense.now))


@pytest.mark.parametrize("status", ["given_up", "skipped"])
def test_what_cannot_be_sent_lets_the_next_pass(
    odense: Municipality, status: Literal["given_up", "skipped"]
) -> None:
    anna = odense.person("Anna")
    odense.suggests(anna)
    odense.suggests(anna)
    (first,) = take(odense)
    ended = end(odense, first, status, reason="TooLarge")
    assert (ended.status, ended.reason) == (status, "TooLarge")
    assert len(take(odense)) == 1


@pytest.mark.parametrize("database_kind", ["sqlite"])
def test_what_was_sent_is_not_looked_at_again(odense: Municipality) -> None:
    plan: list[str] = []

    def explain(_: object, cursor: Any, statement: str, parameters: Any, *of_it: object) -> None:
        if "LIMIT" in statement:
            plan.extend(str(step) for step in cursor.execute(f"EXPLAIN QUERY PLAN {statement}", parameters))

    with odense.database.session(None) as session:
        event.listen(session.connection(), "before_cursor_execute", explain)
        take_due(session, odense.now, LEASE, Room(limit=10, share=10, held={}))
    assert [step for step in plan if "SCAN delivery USING INDEX ix_delivery_owed" in step]
    assert [step for step in plan if "USING INDEX ix_delivery_awaited (conversation_id=? AND id<?)" in step]


def test_an_outcome_is_written_down_once(odense: Municipality) -> None:
    odense.suggests(odense.person("Anna"))
    (delivery_id,) = take(odense)
    end(odense, delivery_id, "sent", activity_id="1")
    late = end(odense, delivery_id, "owed", reason="Uncertain", uncertain=True)
    assert (late.status, late.attempts, late.uncertain, late.activity_id) == ("sent", 1, 0, "1")


def test_a_closed_conversation_gets_nothing_until_it_is_heard_from(odense: Municipality) -> None:
    anna = odense.person("Anna")
    odense.suggests(anna)
    odense.suggests(anna)
    (first,) = take(odense)
    end(odense, first, "stopped", reason="MessageWritesBlocked")
    chat = odense.chat_of(anna)
    with odense.database.session(None) as session:
        assert session.get_one(ConversationRow, chat).stopped_because == "MessageWritesBlocked"
        rows = session.scalars(select(DeliveryRow).where(DeliveryRow.conversation_id == chat)).all()
        assert {(row.status, row.reason) for row in rows} == {("given_up", "MessageWritesBlocked")}
    odense.suggests(anna)
    assert take(odense) == []
    with odense.database.session(None) as session:
        session.get_one(ConversationRow, chat).stopped_because = None
    odense.suggests(anna)
    assert len(take(odense)) == 1


def test_a_card_that_stands_is_found_again_for_its_updates_and_replies(odense: Municipality) -> None:
    anna, rie = odense.person("Anna"), odense.person("Rie", Role.REVIEWER)
    channel = odense.review_channel()
    process = odense.suggests(anna)
    odense.sends()
    asked = odense.does(ask, rie, process.id, "Hvor fra?")
    odense.sends()
    answered = odense.does(answer, anna, asked.remarks[0].id, "Derfra")
    with odense.database.session(None) as session:
        card = session.scalars(select(PostedCardRow).where(PostedCardRow.kind == "review")).one()
        assert card.conversation_id == channel
        update, reply = (
            due
            for due in take_due(session, odense.now, LEASE, Room(limit=10, share=10, held={}))
            if due.conversation.id == channel
        )
        assert (update.delivery.operation, reply.delivery.operation) == ("update", "reply")
        assert update.standing_card == reply.standing_card == card.activity_id
        assert reply.delivery.args == {"remark": str(answered.remarks[1].id)}


def test_the_card_that_came_last_stands_and_keeping_it_asks_no_other_rows(odense: Municipality) -> None:
    odense.suggests(odense.person("Anna"))
    statements: list[str] = []
    odense.sends()
    with odense.database.session(None) as session:
        posted = session.scalars(select(DeliveryRow).where(DeliveryRow.kind == "receipt")).one()
        columns = ("organisation_id", "conversation_id", "operation", "kind", "subject_id", "args", "due_at")
        again = DeliveryRow(
            **{name: getattr(posted, name) for name in columns}, attempts=0, created_at=odense.now
        )
        session.add(again)
        session.execute(delete(PostedCardRow))
    with odense.database.session(None) as session:
        listening = session.connection(), "before_cursor_execute"
        event.listen(*listening, lambda *said: statements.append(said[2]))
        for delivery_id, activity_id in ((posted.id, "first"), (again.id, "last")):
            kept = session.get_one(DeliveryRow, delivery_id)
            kept.status = "owed"
            session.flush()
            record_outcome(session, Outcome(delivery_id, "sent", activity_id=activity_id), odense.now)
        assert session.scalars(select(PostedCardRow.activity_id)).all() == ["last"]
    (inserting,) = (said for said in statements if said.startswith("INSERT INTO posted_card"))
    assert "ON CONFLICT DO NOTHING" in inserting
    assert "RETURNING" not in inserting


def test_updates_leave_together_with_the_next_message_and_in_order(odense: Municipality) -> None:
    anna, rie = odense.person("Anna"), odense.person("Rie", Role.REVIEWER)
    channel, chat = odense.review_channel(), odense.chat_of(anna)
    first, second = odense.suggests(anna), odense.suggests(anna)
    odense.sends()
    for process in (first, second):
        odense.does(claim, rie, process.id)
    assert odense.owed(chat) == ["update receipt", "post told_claimed"] * 2
    with odense.database.session(None) as session:
        taken = take_due(session, odense.now, LEASE, Room(limit=10, share=10, held={}))
        cards = [due.delivery for due in taken if due.conversation.id == channel]
        told = [due.delivery for due in taken if due.conversation.id == chat]
    assert [card.subject_id for card in cards] == [first.id, second.id]
    assert [message.kind for message in told] == ["receipt", "told_claimed"]
    end(odense, told[0].id, "sent")
    assert take(odense) == []
    end(odense, told[1].id, "sent", activity_id="1")
    assert len(take(odense)) == 2


def test_an_update_that_failed_holds_back_what_follows(odense: Municipality) -> None:
    anna, rie = odense.person("Anna"), odense.person("Rie", Role.REVIEWER)
    process, chat = odense.suggests(anna), odense.chat_of(anna)
    odense.sends()
    odense.does(claim, rie, process.id)
    update, told = take(odense)
    assert odense.owed(chat) == ["update receipt", "post told_claimed"]
    end(odense, update, "owed", reason="Throttled", retry_after=30.0)
    assert end(odense, told, "unsent").attempts == 0
    assert take(odense) == []
    odense.now += timedelta(seconds=30)
    assert take(odense) == [update]
    end(odense, update, "sent")
    assert take(odense) == [told]


def test_there_is_nothing_to_update_where_the_card_never_came(odense: Municipality) -> None:
    channel, rie = odense.review_channel(), odense.person("Rie", Role.REVIEWER)
    process = odense.suggests(odense.person("Anna"))
    odense.does(claim, rie, process.id)
    for delivery_id in take(odense):
        end(odense, delivery_id, "given_up", reason="TooLarge")
    take(odense)
    assert odense.owed(channel) == []


def test_a_backlog_is_what_has_not_been_sent(odense: Municipality) -> None:
    anna = odense.person("Anna")
    chat = odense.chat_of(anna)
    with odense.database.session(None) as session:
        assert not has_backlog(session, chat)
    odense.suggests(anna)
    with odense.database.session(None) as session:
        assert has_backlog(session, chat)
    odense.sends()
    with odense.database.session(None) as session:
        assert not has_backlog(session, chat)


def test_a_question_waits_for_its_answer_once_it_has_been_seen(odense: Municipality) -> None:
    anna, rie = odense.person("Anna"), odense.person("Rie", Role.REVIEWER)
    process, chat = odense.suggests(anna), odense.chat_of(anna)
    asked = odense.does(ask, rie, process.id, "Hvor fra?")
    assert awaited(odense, chat) is None
    odense.sends()
    assert awaited(odense, chat) == asked.remarks[0].id
    odense.does(reject, rie, process.id, "Nej", None)
    assert awaited(odense, chat) is None


def awaited(odense: Municipality, conversation_id: UUID) -> UUID | None:
    with odense.database.session(None) as session:
        return session.get_one(ConversationRow, conversation_id).asked_remark_id


@given(
    attempts=st.integers(1, 1000),
    retry_after=st.none() | st.floats(0, 10_000),
    jitter=st.floats(0, 1),
)
def test_waiting_grows_to_a_bound_and_is_never_shorter_than_teams_asked_for(
    attempts: int, retry_after: float | None, jitter: float
) -> None:
    wait = DELIVERIES.rest(attempts, retry_after, jitter)
    asked = timedelta(seconds=retry_after or 0)
    assert (
        max(timedelta(seconds=2), asked)
        <= wait
        <= max(DELIVERIES.longest_rest, asked) + DELIVERIES.longest_rest
    )
    assert DELIVERIES.rest(attempts, None, 0) <= DELIVERIES.rest(attempts + 1, None, 0)


def test_the_first_waits_are_two_four_and_eight_seconds() -> None:
    assert [DELIVERIES.rest(n, None, 0).total_seconds() for n in (1, 2, 3)] == [2, 4, 8]
