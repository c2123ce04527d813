"""Twins made one, and taken apart again."""

from dataclasses import replace
from functools import partial

import pytest
from sqlalchemy import select

from domain.errors import (
    AlreadyDecided,
    HeldByAnother,
    MergedIntoItself,
    NotAReviewer,
    NotFound,
    Outdated,
    Refusal,
)
from domain.people import Actor, Role
from domain.process import Process, Status, Twin, Visibility
from services.following import follow, unfollow
from services.holding import claim
from services.merging import merge, unmerge
from services.seeing import as_seen
from services.steering import set_aside, take_up
from storage.database import Database
from storage.tables import FollowerRow
from tests.municipality import Municipality, accept, at_once, reject


@pytest.fixture
def bo(odense: Municipality) -> Actor:
    return odense.person("Bo")


def followers(odense: Municipality, process: Process) -> set[str]:
    return {person.name for person in odense.stored(process).followers}


def test_the_submitter_is_told_and_follows_the_twin_from_then_on(
    odense: Municipality, anna: Actor, bo: Actor, rie: Actor
) -> None:
    carl = odense.person("Carl")
    process, twin = odense.suggests(anna), odense.suggests(bo)
    odense.does(follow, carl, process.id)
    odense.sends()
    merged = odense.does(merge, rie, process.id, twin.id)
    assert (merged.status, merged.merged_into) == (Status.MERGED, twin.id)
    assert odense.owed(odense.chat_of(anna)) == ["update receipt", "post told_merged"]
    assert odense.owed(odense.chat_of(carl)) == ["post told_merged"]
    assert odense.owed(odense.chat_of(bo)) == []
    assert followers(odense, twin) == {"Anna", "Carl"}
    odense.sends()
    odense.does(accept, rie, twin.id)
    assert odense.owed(odense.chat_of(anna)) == odense.owed(odense.chat_of(carl)) == ["post told_moved"]


def test_it_knows_its_twin_as_far_as_all_of_its_organisation_may_read_that(
    odense: Municipality, database: Database, anna: Actor, bo: Actor, rie: Actor
) -> None:
    karen, process = odense.person("Karen", Role.COORDINATOR), odense.suggests(anna)
    twin, hidden = odense.suggests(bo, title="Rykkere"), odense.suggests(bo, visibility="private")
    merged = odense.does(merge, rie, process.id, twin.id)
    assert merged.twin == odense.stored(process).twin == Twin(number=2, title="Rykkere")
    assert odense.does(unmerge, rie, process.id).twin is None
    assert odense.does(merge, karen, process.id, hidden.id).twin is None
    shared = replace(merged, visibility=Visibility.EVERYONE)
    elsewhere = Municipality(database, tenant_id="tenant-gladsaxe").person("Birgit")
    assert as_seen(elsewhere, shared).twin is None


def test_undone_it_stands_as_before_and_those_who_came_along_leave(
    odense: Municipality, anna: Actor, bo: Actor, rie: Actor
) -> None:
    carl, doris = odense.person("Carl"), odense.person("Doris")
    process, twin = odense.suggests(anna), odense.suggests(bo)
    for person, followed in ((carl, process), (carl, twin), (doris, process)):
        odense.does(follow, person, followed.id)
    before = odense.does(set_aside, rie, process.id, None)
    odense.does(merge, rie, process.id, twin.id)
    assert followers(odense, twin) == {"Anna", "Carl", "Doris"}
    odense.sends()
    apart = odense.does(unmerge, rie, process.id)
    assert (apart.status, apart.holder, apart.merged_into) == (before.status, before.holder, None)
    assert followers(odense, twin) == {"Carl"}, "who followed the twin before still does"
    assert followers(odense, process) == {"Carl", "Doris"}
    assert odense.owed(odense.chat_of(anna)) == ["update receipt", "post told_unmerged"]
    assert odense.events(process)[-2:] == ["merged", "unmerged"]


def test_who_follows_two_that_were_merged_follows_the_twin_until_both_have_left_it(
    odense: Municipality, anna: Actor, bo: Actor, rie: Actor
) -> None:
    first, second, twin = odense.suggests(anna), odense.suggests(anna), odense.suggests(bo)
    odense.does(merge, rie, first.id, twin.id)
    odense.does(merge, rie, second.id, twin.id)
    odense.does(unmerge, rie, first.id)
    assert followers(odense, twin) == {"Anna"}
    odense.does(unmerge, rie, second.id)
    assert followers(odense, twin) == set()


def test_who_came_along_by_a_chain_leaves_all_of_it_once_its_first_link_is_taken_apart(
    odense: Municipality, anna: Actor, bo: Actor, rie: Actor
) -> None:
    carl = odense.person("Carl")
    first, second, third = odense.suggests(anna), odense.suggests(bo), odense.suggests(rie)
    odense.does(follow, carl, first.id)
    odense.does(follow, carl, third.id)
    odense.does(merge, rie, first.id, second.id)
    odense.does(merge, rie, second.id, third.id)
    assert followers(odense, third) == {"Anna", "Bo", "Carl"}
    odense.does(unmerge, rie, first.id)
    assert followers(odense, second) == set()
    assert followers(odense, third) == {"Bo", "Carl"}, "Carl followed it before"
    odense.sends()
    odense.does(accept, rie, third.id)
    assert odense.owed(odense.chat_of(anna)) == []


def test_who_comes_to_the_end_of_a_chain_by_another_way_too_stays_there(
    odense: Municipality, anna: Actor, bo: Actor, rie: Actor
) -> None:
    first, second, third = odense.suggests(anna), odense.suggests(bo), odense.suggests(rie)
    beside, also = odense.suggests(bo), odense.suggests(anna)
    odense.does(merge, rie, first.id, second.id)
    odense.does(merge, rie, second.id, third.id)
    odense.does(merge, rie, also.id, beside.id)
    odense.does(merge, rie, beside.id, third.id)
    odense.does(unmerge, rie, first.id)
    assert followers(odense, third) == {"Anna", "Bo"}
    odense.does(unmerge, rie, also.id)
    assert followers(odense, third) == {"Bo"}


def test_nobody_is_led_on_who_leaves_in_the_same_moment(
    odense: Municipality, anna: Actor, bo: Actor, rie: Actor
) -> None:
    sten = odense.person("Sten", Role.REVIEWER)
    for _ in range(5):
        first, second, third = odense.suggests(anna), odense.suggests(bo), odense.suggests(rie)
        odense.does(merge, rie, first.id, second.id)
        came = at_once(
            partial(odense.does, unmerge, rie, first.id),
            partial(odense.does, merge, sten, second.id, third.id),
        )
        assert not any(isinstance(each, Refusal) for each in came)
        assert followers(odense, third) == {"Bo"}


def test_the_twins_own_submitter_does_not_follow_it_besides(
    odense: Municipality, anna: Actor, rie: Actor
) -> None:
    process, twin = odense.suggests(anna), odense.suggests(anna)
    odense.does(merge, rie, process.id, twin.id)
    assert followers(odense, twin) == set()


def test_who_came_along_may_stop_following(odense: Municipality, anna: Actor, bo: Actor, rie: Actor) -> None:
    process, twin = odense.suggests(anna), odense.suggests(bo)
    odense.does(merge, rie, process.id, twin.id)
    with odense.database.session(anna) as session:
        unfollow(session, anna, twin.id)
    odense.does(unmerge, rie, process.id)
    assert followers(odense, twin) == set()


def test_who_stopped_following_the_twin_is_not_led_back_to_it(
    odense: Municipality, anna: Actor, bo: Actor, rie: Actor
) -> None:
    first, second, twin = odense.suggests(anna), odense.suggests(anna), odense.suggests(bo)
    for process in (first, second):
        odense.does(merge, rie, process.id, twin.id)
    with odense.database.session(anna) as session:
        unfollow(session, anna, twin.id)
    odense.does(unmerge, rie, first.id)
    assert followers(odense, twin) == set()


def test_a_process_has_no_twin_in_itself(odense: Municipality, anna: Actor, rie: Actor) -> None:
    process = odense.suggests(anna)
    with pytest.raises(MergedIntoItself):
        odense.does(merge, rie, process.id, process.id)


def test_twins_never_point_at_each_other_in_a_circle(odense: Municipality, anna: Actor, rie: Actor) -> None:
    first, second, third = (odense.suggests(anna) for _ in range(3))
    odense.does(merge, rie, first.id, second.id)
    with pytest.raises(AlreadyDecided):
        odense.does(merge, rie, second.id, first.id)
    odense.does(merge, rie, second.id, third.id)
    with pytest.raises(AlreadyDecided):
        odense.does(merge, rie, third.id, first.id)


def test_nobody_merges_into_a_private_one_they_may_not_read(
    odense: Municipality, anna: Actor, rie: Actor
) -> None:
    process, hidden = odense.suggests(anna), odense.suggests(anna, visibility="private")
    with pytest.raises(NotFound):
        odense.does(merge, rie, process.id, hidden.id)
    karen = odense.person("Karen", Role.COORDINATOR)
    assert odense.does(merge, karen, process.id, hidden.id).merged_into == hidden.id


def test_nobody_merges_across_organisations(
    odense: Municipality, database: Database, anna: Actor, rie: Actor
) -> None:
    gladsaxe = Municipality(database, tenant_id="tenant-gladsaxe")
    theirs = gladsaxe.suggests(gladsaxe.person("Birgit"))
    with pytest.raises(Refusal):
        odense.does(merge, rie, odense.suggests(anna).id, theirs.id)


def test_only_who_decides_on_a_process_merges_it(odense: Municipality, anna: Actor, rie: Actor) -> None:
    process, twin = odense.suggests(anna), odense.suggests(anna)
    with pytest.raises(NotAReviewer):
        odense.does(merge, anna, process.id, twin.id)
    odense.does(claim, odense.person("Peter", Role.REVIEWER), process.id)
    with pytest.raises(HeldByAnother):
        odense.does(merge, rie, process.id, twin.id)


def test_an_older_card_merges_nothing(odense: Municipality, anna: Actor, rie: Actor) -> None:
    process, twin = odense.suggests(anna), odense.suggests(anna)
    odense.does(claim, rie, process.id)
    with pytest.raises(Outdated):
        odense.does(merge, rie, process.id, twin.id, version=process.version)


def test_what_is_not_merged_cannot_be_taken_apart(odense: Municipality, anna: Actor, rie: Actor) -> None:
    process = odense.suggests(anna)
    odense.does(reject, rie, process.id, "Nej", None)
    with pytest.raises(AlreadyDecided):
        odense.does(unmerge, rie, process.id)


def test_of_two_who_merge_twins_into_each_other_at_once_one_wins(
    odense: Municipality, anna: Actor, bo: Actor, rie: Actor
) -> None:
    sten = odense.person("Sten", Role.REVIEWER)
    first, second = odense.suggests(anna), odense.suggests(bo)
    came = at_once(
        lambda: odense.does(merge, rie, first.id, second.id),
        lambda: odense.does(merge, sten, second.id, first.id),
    )
    assert sorted(isinstance(each, Refusal) for each in came) == [False, True]
    with odense.database.session(None) as session:
        assert len(session.scalars(select(FollowerRow)).all()) == 1


def test_what_is_merged_is_not_taken_up(odense: Municipality, anna: Actor, rie: Actor) -> None:
    process, twin = odense.suggests(anna), odense.suggests(anna)
    odense.does(merge, rie, process.id, twin.id)
    with pytest.raises(AlreadyDecided):
        odense.does(take_up, rie, process.id)
