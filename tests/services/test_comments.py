"""Comments, whom they reach, and following a process."""

import pytest

from domain.errors import ContainsCpr, NotFound, Unreadable
from domain.people import Actor, Role
from domain.process import Process, Visibility
from services.comments import MOST_MENTIONED, comment
from services.following import follow, unfollow
from services.holding import claim
from services.people import set_muted
from services.privacy import forget
from services.seeing import read
from storage.database import Database
from storage.tables import PersonRow, ProcessRow
from tests.municipality import Municipality, accept, reject


def told(odense: Municipality, actor: Actor) -> list[str]:
    """The messages somebody waits for, cards that are only updated apart."""
    return [owed for owed in odense.owed(odense.chat_of(actor)) if owed.startswith("post")]


def unfollows(odense: Municipality, actor: Actor, process: Process) -> None:
    odense.does(lambda session, actor, _: unfollow(session, actor, process.id), actor)


def test_a_comment_reaches_submitter_followers_and_thread_but_not_who_wrote_it(odense: Municipality) -> None:
    anna, bo, ole, channel = (*map(odense.person, ("Anna", "Bo", "Ole")), odense.review_channel())
    process = odense.suggests(anna)
    odense.does(follow, bo, process.id)
    odense.does(follow, ole, process.id)
    odense.sends()
    commented = odense.does(comment, bo, process.id, "Vi gør det samme i Familie.", ())
    assert [(each.kind, each.text) for each in commented.remarks] == [
        ("comment", "Vi gør det samme i Familie.")
    ]
    assert told(odense, anna) == told(odense, ole) == ["post told_comment"]
    assert told(odense, bo) == []
    assert odense.owed(channel) == ["update review", "reply commented"]


def test_who_follows_and_is_mentioned_is_told_once(odense: Municipality) -> None:
    anna, bo, ole = map(odense.person, ("Anna", "Bo", "Ole"))
    process = odense.suggests(anna)
    odense.does(follow, bo, process.id)
    odense.sends()
    everybody = [anna.person_id, bo.person_id, ole.person_id, bo.person_id]
    odense.does(comment, ole, process.id, "Se lige her.", everybody)
    assert told(odense, anna) == told(odense, bo) == ["post told_comment"]
    assert told(odense, ole) == []
    assert odense.events(process) == ["submitted", "mentioned", "mentioned", "commented"]


@pytest.mark.parametrize("muted", ["commented", "mentioned"])
def test_muting_comments_leaves_mentions_and_the_other_way_round(odense: Municipality, muted: str) -> None:
    anna, ole = odense.person("Anna"), odense.person("Ole")
    process = odense.suggests(anna)
    odense.sends()
    with odense.database.session(anna) as session:
        set_muted(session.get_one(PersonRow, anna.person_id), [muted])
    odense.does(comment, ole, process.id, "Uden navn.", ())
    assert told(odense, anna) == ([] if muted == "commented" else ["post told_comment"])
    odense.sends()
    odense.does(comment, ole, process.id, "Med navn.", [anna.person_id])
    assert told(odense, anna) == ["post told_comment"]


def test_a_comment_is_the_organisations_own_and_only_for_who_may_read(
    odense: Municipality, database: Database
) -> None:
    anna, bo = odense.person("Anna"), odense.person("Bo")
    stranger = Municipality(database, "aarhus").person("X")
    shared = odense.suggests(anna)
    with database.session(None) as session:
        session.get_one(ProcessRow, shared.id).visibility = Visibility.EVERYONE.value
    private = odense.suggests(anna, visibility=Visibility.PRIVATE.value)
    for somebody, process in ((stranger, shared), (bo, private)):
        with pytest.raises(NotFound):
            odense.does(comment, somebody, process.id, "Hej", ())
    odense.does(comment, bo, shared.id, "Hej", ())


def test_whoever_is_mentioned_must_be_a_colleague_who_may_read_it(
    odense: Municipality, database: Database
) -> None:
    anna, bo = odense.person("Anna"), odense.person("Bo")
    stranger, karen = Municipality(database, "aarhus").person("X"), odense.person("Karen", Role.COORDINATOR)
    private = odense.suggests(anna, visibility=Visibility.PRIVATE.value)
    with pytest.raises(Unreadable) as refused:
        odense.does(comment, anna, private.id, "Se her.", [karen.person_id, bo.person_id])
    assert refused.value.args_for_text == {"field": "mentioned", "problem": "cannot-read", "name": "Bo"}
    with pytest.raises(NotFound):
        odense.does(comment, anna, private.id, "Se her.", [stranger.person_id])
    assert odense.events(private) == ["submitted"]
    odense.does(comment, anna, private.id, "Se her.", [karen.person_id])
    assert told(odense, karen) == ["post told_comment"]


def test_a_comment_with_too_many_mentions_or_a_cpr_number_is_refused(odense: Municipality) -> None:
    anna = odense.person("Anna")
    crowd = [odense.person(f"Kollega {number}").person_id for number in range(MOST_MENTIONED + 1)]
    process = odense.suggests(anna)
    with pytest.raises(Unreadable):
        odense.does(comment, anna, process.id, "Hej alle.", crowd)
    for text in ("", "x" * 2001, None):
        with pytest.raises(Unreadable):
            odense.does(comment, anna, process.id, text, ())
    with pytest.raises(ContainsCpr):
        odense.does(comment, anna, process.id, "Borgeren 010190-1234 ringer.", ())
    assert odense.events(process) == ["submitted"]
    assert len(odense.does(comment, anna, process.id, "Hej.", crowd[:-1]).remarks) == 1


def test_also_a_decided_process_is_talked_about(odense: Municipality) -> None:
    anna, rie = odense.person("Anna"), odense.person("Rie", Role.REVIEWER)
    process = odense.suggests(anna)
    odense.does(reject, rie, process.id, "Ikke nu.", None)
    assert odense.does(comment, anna, process.id, "Ærgerligt.", ()).remarks[-1].text == "Ærgerligt."


def test_a_follower_hears_what_the_submitter_hears_until_they_stop(odense: Municipality) -> None:
    anna, bo, rie = odense.person("Anna"), odense.person("Bo"), odense.person("Rie", Role.REVIEWER)
    process = odense.suggests(anna)
    odense.does(follow, bo, process.id)
    odense.does(follow, bo, process.id)
    odense.does(claim, rie, process.id)
    odense.does(accept, rie, process.id)
    assert told(odense, bo) == ["post told_moved"]
    odense.sends()
    unfollows(odense, bo, process)
    unfollows(odense, bo, process)
    odense.does(reject, rie, process.id, "Alligevel ikke.", None)
    assert told(odense, bo) == []
    assert told(odense, anna) == ["post told_ended"]


def test_a_submitter_who_follows_too_is_told_once(odense: Municipality) -> None:
    anna, rie = odense.person("Anna"), odense.person("Rie", Role.REVIEWER)
    process = odense.suggests(anna)
    odense.does(follow, anna, process.id)
    odense.sends()
    odense.does(accept, rie, process.id)
    assert told(odense, anna) == ["post told_moved"]


def test_nobody_follows_what_they_may_not_read(odense: Municipality) -> None:
    anna, bo = odense.person("Anna"), odense.person("Bo")
    process = odense.suggests(anna, visibility=Visibility.PRIVATE.value)
    with pytest.raises(NotFound):
        odense.does(follow, bo, process.id)


def test_who_is_forgotten_follows_no_more_and_their_words_are_gone(odense: Municipality) -> None:
    anna, bo = odense.person("Anna"), odense.person("Bo")
    process = odense.suggests(anna)
    odense.does(follow, bo, process.id)
    odense.does(comment, bo, process.id, "Ring til mig.", ())
    odense.does(forget, bo)
    left = odense.does(lambda session, actor, _: read(session, actor, process.id), anna)
    assert left.followers == ()
    assert [(each.author, each.text) for each in left.remarks] == [(None, "")]
