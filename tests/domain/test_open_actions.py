"""What each person may do with a process, state by state, as the menu of its page offers it."""

from dataclasses import replace
from uuid import UUID

import pytest

from domain.people import Actor, Person, Role
from domain.process import PHASES, Phase, Process, Status, Visibility
from domain.steering import MENU, open_actions
from tests.cards.samples import KAREN, METTE, WAITING

RIE = Person(id=UUID(int=7), name="Rie")
TEAM = frozenset({Role.REVIEWER})
ALWAYS = {"more", "figures", "steer", "comments", "history"}
REVIEWED = ALWAYS | {"assess", "ask", "people", "section", "suggest_edits"}
DECIDED = {"reject", "merge"}
LATER = {"business_case", "legal"}


def actor(
    person: Person, roles: frozenset[Role] = TEAM, organisation_id: UUID = WAITING.organisation_id
) -> Actor:
    return Actor(person_id=person.id, organisation_id=organisation_id, roles=roles)


def held(phase: Phase, status: Status = Status.IN_PROGRESS) -> Process:
    return replace(WAITING, holder=METTE, phase=phase, status=status)


@pytest.mark.parametrize(
    ("process", "expected"),
    [
        (WAITING, REVIEWED | DECIDED | {"claim", "accept"}),
        (held(Phase.IDEA), REVIEWED | DECIDED | {"accept", "release"}),
        (held(Phase.PREANALYSIS), REVIEWED | DECIDED | LATER | {"release"}),
        (held(Phase.OPERATION), REVIEWED | DECIDED | LATER | {"release", "operation"}),
        (held(Phase.IDEA, Status.PENDING), REVIEWED | DECIDED | {"accept", "release", "take_up"}),
        (held(Phase.IDEA, Status.REJECTED), ALWAYS | {"take_up"}),
        (held(Phase.PREANALYSIS, Status.REJECTED), ALWAYS | LATER | {"take_up"}),
        (held(Phase.OPERATION, Status.FAILED), ALWAYS | LATER | {"take_up", "operation"}),
        (held(Phase.IDEA, Status.MERGED), ALWAYS | {"unmerge"}),
        (held(Phase.IDEA, Status.WITHDRAWN), ALWAYS),
    ],
)
def test_who_holds_a_process_may_do_what_its_state_allows(process: Process, expected: set[str]) -> None:
    assert open_actions(actor(METTE), process) == expected


def test_a_colleague_assesses_and_asks_but_does_not_decide() -> None:
    process = held(Phase.PREANALYSIS)
    assert open_actions(actor(RIE), process) == REVIEWED | LATER
    assert open_actions(actor(RIE), replace(process, deputy=RIE)) >= REVIEWED | DECIDED | LATER
    assert open_actions(actor(RIE, frozenset({Role.COORDINATOR})), process) >= REVIEWED | DECIDED | LATER


@pytest.mark.parametrize("phase", PHASES)
def test_who_is_not_of_the_team_only_reads_and_comments(phase: Phase) -> None:
    reader = actor(RIE, frozenset())
    assert open_actions(reader, held(phase)) == {"more", "comments", "history"}
    assert "section" in open_actions(actor(KAREN, frozenset()), held(phase)), "the process expert answers"


@pytest.mark.parametrize("roles", [frozenset(), TEAM])
def test_outsiders_may_do_nothing_with_what_they_may_not_read(roles: frozenset[Role]) -> None:
    private = replace(held(Phase.PREANALYSIS), visibility=Visibility.PRIVATE)
    assert open_actions(actor(RIE, roles), private) == set()
    assert open_actions(actor(RIE, roles, UUID(int=99)), held(Phase.PREANALYSIS)) == set()


def test_the_menu_offers_nothing_that_nobody_may_do() -> None:
    everything = set().union(
        *(
            open_actions(actor(METTE), held(phase, status))
            for phase in PHASES
            for status in (Status.IN_PROGRESS, Status.MERGED)
        )
    )
    assert set(MENU) - {"proposals"} <= everything
