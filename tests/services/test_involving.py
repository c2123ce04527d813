"""Who has which part in a process: handing over, deputies, experts and those who watch the robot."""

from uuid import UUID

import pytest

from domain.errors import HeldByAnother, NotAReviewer, NotFound, Outdated, Unreadable
from domain.people import Part, Role
from domain.process import Status, Visibility
from services.holding import claim
from services.involving import give_part, take_part
from services.seeing import read
from services.steering import set_aside, take_up
from storage.database import Database
from tests.municipality import Municipality, accept, at_once, reject

NAMED = {
    Part.HOLDER: "handed_over",
    Part.DEPUTY: "deputy_named",
    Part.EXPERT: "expert_named",
    Part.WATCHER: "watcher_named",
}


def test_who_is_handed_a_process_holds_it_and_is_told(odense: Municipality) -> None:
    anna = odense.person("Anna")
    rie, peter = odense.person("Rie", Role.REVIEWER), odense.person("Peter", Role.REVIEWER)
    process = odense.suggests(anna)
    odense.does(claim, rie, process.id)
    odense.sends()
    handed = odense.does(give_part, rie, process.id, Part.HOLDER, peter.person_id)
    assert handed.holder is not None
    assert (handed.holder.name, handed.status) == ("Peter", Status.IN_PROGRESS)
    assert odense.owed(odense.chat_of(peter)) == ["post told_named"]
    assert odense.owed(odense.chat_of(anna)) == ["update receipt"]
    with pytest.raises(HeldByAnother):
        odense.does(accept, rie, process.id)
    assert odense.does(accept, peter, process.id).holder == handed.holder


def test_who_hands_a_free_process_over_has_claimed_it_so_its_submitter_hears_of_it(
    odense: Municipality,
) -> None:
    anna = odense.person("Anna")
    rie, peter = odense.person("Rie", Role.REVIEWER), odense.person("Peter", Role.REVIEWER)
    process = odense.suggests(anna)
    odense.sends()
    handed = odense.does(give_part, rie, process.id, Part.HOLDER, peter.person_id)
    assert handed.status is Status.IN_PROGRESS
    assert odense.events(process) == ["submitted", "claimed", "handed_over"]
    assert odense.owed(odense.chat_of(anna)) == ["update receipt", "post told_claimed"]


def test_what_waits_still_waits_in_other_hands(odense: Municipality) -> None:
    rie, peter = odense.person("Rie", Role.REVIEWER), odense.person("Peter", Role.REVIEWER)
    process = odense.suggests(odense.person("Anna"))
    odense.does(set_aside, rie, process.id, None)
    assert odense.does(give_part, rie, process.id, Part.HOLDER, peter.person_id).status is Status.PENDING


def test_taking_it_oneself_is_a_claim_and_doing_so_twice_is_nothing(odense: Municipality) -> None:
    rie = odense.person("Rie", Role.REVIEWER)
    process = odense.suggests(odense.person("Anna"))
    once = odense.does(give_part, rie, process.id, Part.HOLDER, rie.person_id)
    assert odense.does(give_part, rie, process.id, Part.HOLDER, rie.person_id).version == once.version
    assert odense.events(process) == ["submitted", "claimed"]


@pytest.mark.parametrize("part", Part)
def test_each_part_is_given_told_and_taken_again(odense: Municipality, part: Part) -> None:
    rie, peter = odense.person("Rie", Role.REVIEWER), odense.person("Peter", Role.REVIEWER)
    process = odense.suggests(odense.person("Anna"))
    odense.does(claim, rie, process.id)
    named = odense.does(give_part, rie, process.id, part, peter.person_id)
    assert getattr(named, part.value).id == peter.person_id
    assert odense.events(process)[-1] == NAMED[part]
    assert odense.owed(odense.chat_of(peter)) == ["post told_named"]
    has_it = peter if part is Part.HOLDER else rie
    assert getattr(odense.does(take_part, has_it, process.id, part), part.value) is None
    assert odense.events(process)[-1] == ("released" if part is Part.HOLDER else "relieved")


def test_taking_a_part_from_nobody_changes_nothing(odense: Municipality) -> None:
    rie = odense.person("Rie", Role.REVIEWER)
    process = odense.suggests(odense.person("Anna"))
    held = odense.does(claim, rie, process.id)
    assert odense.does(take_part, rie, process.id, Part.DEPUTY).version == held.version


def test_a_deputy_decides_and_is_none_any_more_once_they_hold_it(odense: Municipality) -> None:
    rie, peter = odense.person("Rie", Role.REVIEWER), odense.person("Peter", Role.REVIEWER)
    process = odense.suggests(odense.person("Anna"))
    odense.does(claim, rie, process.id)
    with pytest.raises(HeldByAnother):
        odense.does(accept, peter, process.id)
    odense.does(give_part, rie, process.id, Part.DEPUTY, peter.person_id)
    handed = odense.does(give_part, peter, process.id, Part.HOLDER, peter.person_id)
    assert handed.holder is not None
    assert (handed.holder.id, handed.deputy) == (peter.person_id, None)


def test_who_takes_up_what_a_colleague_has_ended_has_no_deputy_of_theirs(odense: Municipality) -> None:
    rie, peter = odense.person("Rie", Role.REVIEWER), odense.person("Peter", Role.REVIEWER)
    process = odense.suggests(odense.person("Anna"))
    odense.does(claim, rie, process.id)
    odense.does(give_part, rie, process.id, Part.DEPUTY, peter.person_id)
    odense.does(reject, rie, process.id, "Ikke nu.", None)
    again = odense.does(take_up, rie, process.id)
    assert again.deputy is not None, "who takes up their own keeps theirs"
    odense.does(reject, rie, process.id, "Stadig ikke.", None)
    theirs = odense.does(take_up, peter, process.id)
    assert theirs.holder is not None
    assert (theirs.holder.id, theirs.deputy) == (peter.person_id, None)


def test_only_who_decides_on_a_process_gives_parts_in_it(odense: Municipality) -> None:
    anna, karen = odense.person("Anna"), odense.person("Karen", Role.COORDINATOR)
    rie, peter = odense.person("Rie", Role.REVIEWER), odense.person("Peter", Role.REVIEWER)
    process = odense.suggests(anna)
    odense.does(claim, rie, process.id)
    with pytest.raises(HeldByAnother):
        odense.does(give_part, peter, process.id, Part.EXPERT, anna.person_id)
    with pytest.raises(HeldByAnother):
        odense.does(take_part, peter, process.id, Part.EXPERT)
    with pytest.raises(NotAReviewer):
        odense.does(give_part, anna, process.id, Part.EXPERT, anna.person_id)
    odense.does(give_part, karen, process.id, Part.EXPERT, anna.person_id)


def test_nobody_outside_the_organisation_gets_a_part(odense: Municipality, database: Database) -> None:
    rie, stranger = odense.person("Rie", Role.REVIEWER), Municipality(database, "tenant-aarhus").person("Ole")
    process = odense.suggests(odense.person("Anna"))
    for nobody in (stranger.person_id, UUID(int=7)):
        for part in Part:
            with pytest.raises(NotFound):
                odense.does(give_part, rie, process.id, part, nobody)
    assert odense.events(process) == ["submitted"]


def test_who_watches_the_robot_of_a_private_process_must_be_able_to_read_it(odense: Municipality) -> None:
    anna, karen = odense.person("Anna"), odense.person("Karen", Role.COORDINATOR)
    peter = odense.person("Peter")
    process = odense.suggests(anna, visibility=Visibility.PRIVATE.value)
    with pytest.raises(Unreadable) as refused:
        odense.does(give_part, karen, process.id, Part.WATCHER, peter.person_id)
    assert refused.value.args_for_text == {"field": "person", "problem": "cannot-read", "name": "Peter"}
    odense.does(give_part, karen, process.id, Part.WATCHER, anna.person_id)
    odense.does(give_part, karen, process.id, Part.EXPERT, peter.person_id)
    assert odense.does(lambda session, actor, _: read(session, actor, process.id), peter).expert is not None


def test_a_page_that_has_been_overtaken_gives_no_part(odense: Municipality) -> None:
    rie, peter = odense.person("Rie", Role.REVIEWER), odense.person("Peter", Role.REVIEWER)
    process = odense.suggests(odense.person("Anna"))
    odense.does(claim, rie, process.id)
    with pytest.raises(Outdated):
        odense.does(give_part, rie, process.id, Part.DEPUTY, peter.person_id, version=process.version)
    for part in (Part.DEPUTY, Part.HOLDER):
        with pytest.raises(Outdated):
            odense.does(take_part, rie, process.id, part, version=process.version)


def test_of_two_who_hand_a_free_process_over_at_once_one_comes_first(odense: Municipality) -> None:
    rie, peter = odense.person("Rie", Role.REVIEWER), odense.person("Peter", Role.REVIEWER)
    ole = odense.person("Ole", Role.REVIEWER)
    process = odense.suggests(odense.person("Anna"))
    came = at_once(
        lambda: odense.does(give_part, rie, process.id, Part.HOLDER, ole.person_id),
        lambda: odense.does(give_part, peter, process.id, Part.HOLDER, ole.person_id),
    )
    assert sum(isinstance(each, HeldByAnother) for each in came) == 1
    assert odense.events(process) == ["submitted", "claimed", "handed_over"]
