"""The review channel: submissions wait for it, and follow it when it moves."""

from functools import partial

import pytest
from uuid_utils.compat import uuid7

from domain.errors import NotACoordinator, NotFound
from domain.people import Role
from services.deliveries import stop_conversation
from services.holding import claim
from services.review_channel import make_review_channel, owe_missed_cards
from services.submission import withdraw
from services.undelivered import send_again
from storage.tables import ConversationRow
from tests.municipality import Municipality, at_once, reject


def test_what_was_submitted_before_there_was_a_channel_is_posted_once_there_is(odense: Municipality) -> None:
    anna, rie = odense.person("Anna"), odense.person("Rie", Role.REVIEWER)
    odense.suggests(anna)
    odense.does(withdraw, anna, odense.suggests(anna).id)
    odense.does(reject, rie, odense.suggests(anna).id, "Nej", None)
    odense.does(claim, rie, odense.suggests(anna).id)
    channel = odense.review_channel()
    assert odense.owed(channel) == ["post review", "post review"]
    odense.suggests(anna)
    assert odense.owed(channel) == ["post review"] * 3


def test_choosing_the_same_channel_again_posts_nothing_twice(odense: Municipality) -> None:
    karen, anna = odense.person("Karen", Role.COORDINATOR), odense.person("Anna")
    odense.suggests(anna)
    channel = odense.channel()
    odense.does(make_review_channel, karen, channel)
    odense.does(make_review_channel, karen, channel)
    assert odense.owed(channel) == ["post review"]
    odense.sends()
    odense.does(make_review_channel, karen, channel)
    assert odense.owed(channel) == []


def test_a_new_channel_gets_the_open_ones_and_the_old_cards_stay_current(odense: Municipality) -> None:
    karen, rie = odense.person("Karen", Role.COORDINATOR), odense.person("Rie", Role.REVIEWER)
    old, new = odense.channel(), odense.channel()
    odense.does(make_review_channel, karen, old)
    process = odense.suggests(odense.person("Anna"))
    odense.sends()
    odense.does(make_review_channel, karen, new)
    assert odense.owed(new) == ["post review"]
    odense.sends()
    odense.does(claim, rie, process.id)
    assert (odense.owed(old), odense.owed(new)) == (["update review"], ["update review"])


def test_a_channel_that_is_closed_to_us_is_as_good_as_none(odense: Municipality) -> None:
    channel = odense.review_channel()
    odense.suggests(odense.person("Anna"))
    odense.sends()
    with odense.database.session(None) as session:
        stop_conversation(session, channel, "ConversationGone", odense.now)
    process = odense.suggests(odense.person("Anna"))
    odense.does(claim, odense.person("Rie", Role.REVIEWER), process.id)
    assert odense.owed(channel) == []


def test_what_a_closed_channel_missed_is_owed_once_it_is_open_again(odense: Municipality) -> None:
    channel, elsewhere = odense.review_channel(), odense.channel()
    standing = odense.suggests(odense.person("Anna"))
    odense.sends()
    odense.suggests(odense.person("Anna"))
    with odense.database.session(None) as session:
        stop_conversation(session, channel, "Blocked", odense.now)
    odense.suggests(odense.person("Anna"))
    assert odense.owed(channel) == []
    for _ in range(2):
        with odense.database.session(None) as session:
            session.get_one(ConversationRow, channel).stopped_because = None
            for conversation in (channel, elsewhere):
                owe_missed_cards(session, standing.organisation_id, conversation, odense.now)
        assert odense.owed(channel) == ["post review", "post review"]
    assert odense.owed(elsewhere) == []
    odense.does(send_again, odense.person("Karen", Role.COORDINATOR))
    assert odense.owed(channel) == ["post review", "post review"]


def test_sending_again_to_a_closed_channel_brings_it_what_it_missed(odense: Municipality) -> None:
    channel = odense.review_channel()
    odense.suggests(odense.person("Anna"))
    with odense.database.session(None) as session:
        stop_conversation(session, channel, "Blocked", odense.now)
    odense.suggests(odense.person("Anna"))
    odense.does(send_again, odense.person("Karen", Role.COORDINATOR))
    assert odense.owed(channel) == ["post review", "post review"]


def test_only_a_coordinator_of_the_organisation_chooses_it(odense: Municipality) -> None:
    channel, karen = odense.channel(), odense.person("Karen", Role.COORDINATOR)
    stranger = Municipality(odense.database, "tenant-aarhus").person("Claus", Role.COORDINATOR)
    with pytest.raises(NotACoordinator):
        odense.does(make_review_channel, odense.person("Rie", Role.REVIEWER), channel)
    for actor, conversation in ((stranger, channel), (karen, uuid7()), (karen, odense.chat_of(karen))):
        with pytest.raises(NotFound):
            odense.does(make_review_channel, actor, conversation)


def test_who_submits_while_the_channel_is_being_chosen_is_not_forgotten(odense: Municipality) -> None:
    karen, people = odense.person("Karen", Role.COORDINATOR), [odense.person(f"P{n}") for n in range(3)]
    for round_number in range(1, 5):
        channel, drafts = odense.channel(), [(person, odense.draft(person)) for person in people]
        sends = [partial(odense.submits, person, draft) for person, draft in drafts]
        at_once(*sends, partial(odense.does, make_review_channel, karen, channel))
        assert odense.owed(channel) == ["post review"] * len(people) * round_number
