"""Who may fetch, open and add files."""

from datetime import UTC, datetime
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from uuid_utils.compat import uuid7

from domain.access import may_attach, may_fetch, may_open, may_read
from domain.people import Actor, Person, Role
from domain.process import Asset, Phase, Process, Status, Visibility

NOW = datetime(2026, 11, 20, tzinfo=UTC)
ODENSE, AARHUS = uuid7(), uuid7()
NETWORK = uuid7()
PEOPLE = [Person(id=uuid7(), name=name) for name in ("Anna", "Bo", "Rie")]

somebody = st.sampled_from([*PEOPLE, None])
actors = st.builds(
    Actor,
    person_id=st.sampled_from([*(person.id for person in PEOPLE), uuid7()]),
    organisation_id=st.sampled_from([ODENSE, AARHUS]),
    roles=st.sampled_from([frozenset(some) for count in range(3) for some in combinations(Role, count)]),
    networks=st.sampled_from([frozenset(), frozenset({NETWORK})]),
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
    answers=st.just({"title": "Rykkere"}),
    submitted_at=st.just(NOW),
    phase_since=st.just(NOW),
    changed_at=st.just(NOW),
    networks=st.just(frozenset({NETWORK})),
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
def test_whoever_holds_a_process_adds_files_to_it(actor: Actor, process: Process) -> None:
    holds = process.holder is not None and process.holder.id == actor.person_id
    assert may_attach(actor, process) == (holds or may_open(actor, process))
