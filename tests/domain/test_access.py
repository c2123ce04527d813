"""Who may read and review a process, and fetch, open and add files."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from uuid_utils.compat import uuid7

from domain.access import may_attach, may_fetch, may_open, may_read, may_review, seen_by
from domain.people import Actor, Person, Role
from domain.process import Asset, Phase, Process, Status, Visibility
from domain.questions import Circle

NOW = datetime(2026, 11, 20, tzinfo=UTC)
ODENSE, AARHUS = uuid7(), uuid7()
PEOPLE = [Person(id=uuid7(), name=name) for name in ("Anna", "Bo", "Rie")]

somebody = st.sampled_from([*PEOPLE, None])
actors = st.builds(
    Actor,
    person_id=st.sampled_from([*(person.id for person in PEOPLE), uuid7()]),
    organisation_id=st.sampled_from([ODENSE, AARHUS]),
    roles=st.sampled_from([frozenset(some) for count in range(3) for some in combinations(Role, count)]),
)
assets = st.builds(
    Asset,
    id=st.just(uuid7()),
    name=st.just("film.mp4"),
    size=st.just(1),
    open=st.booleans(),
    status=st.just("stored"),
    reason=st.none(),
    uploader=somebody,
    at=st.just(NOW),
)
processes = st.builds(
    Process,
    id=st.just(uuid7()),
    organisation_id=st.just(ODENSE),
    number=st.just(1),
    version=st.just(1),
    phase=st.just(Phase.IDEA),
    status=st.just(Status.NOT_RATED),
    visibility=st.sampled_from(Visibility),
    submitter=somebody,
    expert=somebody,
    holder=somebody,
    deputy=somebody,
    watcher=somebody,
    answers=st.just({"title": "Rykkere"}),
    submitted_at=st.just(NOW),
    phase_since=st.just(NOW),
    changed_at=st.just(NOW),
)


@given(actors, processes, assets)
def test_whoever_may_fetch_a_file_may_read_its_process(actor: Actor, process: Process, asset: Asset) -> None:
    assert not may_fetch(actor, process, asset) or may_read(actor, process)


@given(actors, processes, assets)
def test_other_organisations_fetch_open_files_only(actor: Actor, process: Process, asset: Asset) -> None:
    is_own = actor.organisation_id == process.organisation_id
    assert may_fetch(actor, process, asset) == (may_read(actor, process) and (is_own or asset.open))


@given(actors, processes)
def test_only_owners_open_files_and_they_can_read_and_add_them(actor: Actor, process: Process) -> None:
    if may_open(actor, process):
        owners = {person.id for person in (process.submitter, process.expert) if person}
        assert actor.organisation_id == ODENSE
        assert actor.coordinates or actor.person_id in owners
        assert may_read(actor, process)
        assert may_attach(actor, process)


@given(actors, processes)
def test_who_holds_a_process_and_who_acts_for_them_add_files_to_it(actor: Actor, process: Process) -> None:
    holders = {person.id for person in (process.holder, process.deputy) if person}
    assert may_attach(actor, process) == (actor.person_id in holders or may_open(actor, process))


@given(actors, processes)
def test_what_is_private_is_read_by_those_with_a_part_in_it_and_by_coordinators(
    actor: Actor, process: Process
) -> None:
    private = replace(process, visibility=Visibility.PRIVATE)
    parts = (process.submitter, process.expert, process.holder, process.deputy)
    has_a_part = actor.person_id in {person.id for person in parts if person}
    coordinates = Role.COORDINATOR in actor.roles and actor.organisation_id == ODENSE
    assert may_read(actor, private) == (has_a_part or coordinates)


@given(actors, processes)
def test_what_is_shared_with_networks_stays_in_its_organisation(actor: Actor, process: Process) -> None:
    shared, own = (
        replace(process, visibility=each) for each in (Visibility.NETWORKS, Visibility.ORGANISATION)
    )
    assert may_read(actor, shared) == may_read(actor, own)


@given(actors, processes)
def test_only_own_reviewers_review_and_they_can_read_what_they_review(actor: Actor, process: Process) -> None:
    is_own_reviewer = bool(actor.roles) and actor.organisation_id == ODENSE
    assert may_review(actor, process) == (is_own_reviewer and may_read(actor, process))


@given(actors, processes)
def test_reviewers_alone_see_internal_notes_and_nobody_elsewhere_what_is_the_organisations(
    actor: Actor, process: Process
) -> None:
    seen = seen_by(actor, process)
    assert (Circle.EDITORS in seen) == may_review(actor, process)
    assert (Circle.ORGANISATION in seen) == (actor.organisation_id == ODENSE)
