"""Random histories of one process, held against the few rules that say what may follow what."""

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from uuid_utils.compat import uuid7

from domain.errors import Refusal
from domain.people import Role
from domain.process import Phase, Process, Status
from services.review import ask, claim, release
from services.submission import withdraw
from storage.database import Database
from storage.processes import load
from tests.municipality import Municipality, accept, reject

PEOPLE = {
    "anna": (),
    "bo": (),
    "rie": (Role.REVIEWER,),
    "sten": (Role.REVIEWER,),
    "karen": (Role.COORDINATOR,),
}
REVIEWERS = ("rie", "sten", "karen")
people = st.sampled_from(sorted(PEOPLE))


class History(RuleBasedStateMachine):
    """One process of Anna's, and five people who try everything."""

    database: Database

    def __init__(self) -> None:
        super().__init__()
        self.town = Municipality(self.database, tenant_id=f"tenant {uuid7()}")
        self.actors = {name: self.town.person(name, *roles) for name, roles in PEOPLE.items()}
        self.process = self.town.suggests(self.actors["anna"])
        self.holder: str | None = None
        self.status, self.phase = Status.NOT_RATED, Phase.IDEA

    @rule(who=people)
    def claim(self, who: str) -> None:
        if self.attempt(claim, who, allowed=self.may_decide(who, over_holder=False)):
            self.held_by(self.holder or who)

    @rule(who=people)
    def release(self, who: str) -> None:
        if self.attempt(release, who, allowed=self.may_decide(who) and self.holder is not None):
            self.holder = None
            self.status = Status.NOT_RATED if self.phase is Phase.IDEA else Status.PENDING

    @rule(who=people)
    def ask(self, who: str) -> None:
        if self.attempt(ask, who, "Hvorfor?", allowed=who in REVIEWERS and self.status.is_open):
            self.act(who)

    @rule(who=people)
    def accept(self, who: str) -> None:
        if self.attempt(accept, who, allowed=self.may_decide(who) and self.phase is Phase.IDEA):
            self.act(who)
            self.phase, self.status = Phase.PREANALYSIS, Status.IN_PROGRESS

    @rule(who=people)
    def reject(self, who: str) -> None:
        if self.attempt(reject, who, "Derfor", None, allowed=self.may_decide(who)):
            self.act(who)
            self.status = Status.REJECTED

    @rule(who=people)
    def withdraw(self, who: str) -> None:
        free = self.status is Status.NOT_RATED and self.holder is None
        if self.attempt(withdraw, who, allowed=who == "anna" and free):
            self.status = Status.WITHDRAWN

    @invariant()
    def what_is_stored_follows_the_rules(self) -> None:
        with self.database.session(None) as session:
            stored = load(session, self.process.id)
        assert stored
        assert (stored.status, stored.phase) == (self.status, self.phase)
        assert (stored.holder and stored.holder.name) == self.holder

    def may_decide(self, who: str, *, over_holder: bool = True) -> bool:
        is_free_for_them = self.holder in (None, who) or (over_holder and who == "karen")
        return who in REVIEWERS and self.status.is_open and is_free_for_them

    def act(self, who: str) -> None:
        if self.holder is None:
            self.held_by(who)

    def held_by(self, who: str) -> None:
        if self.holder is None:
            self.holder, self.status = who, Status.IN_PROGRESS

    def attempt(self, work: Callable[..., Process], who: str, *more: Any, allowed: bool) -> bool:
        try:
            self.town.does(work, self.actors[who], self.process.id, *more)
        except Refusal:
            assert not allowed
            return False
        assert allowed
        return True


def test_any_history_leaves_a_process_as_the_rules_say(database: Database) -> None:
    machine = type("Histories", (History,), {"database": database})
    few = settings(
        max_examples=20, stateful_step_count=12, deadline=None, suppress_health_check=[*HealthCheck]
    )
    run_state_machine_as_test(machine, settings=few)
