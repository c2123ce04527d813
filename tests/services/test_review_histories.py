"""Random histories of three processes, held against the rules that say what may follow what.

Seven people try everything, some of it from cards that have been overtaken. What is stored is always what
a simple model says; so nothing anybody did is lost, and nothing that was refused leaves a trace.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import func, select
from uuid_utils.compat import uuid7

from domain.assessment import CRITERIA
from domain.errors import Refusal
from domain.people import Part, Role
from domain.process import PHASES, Phase, Process, Status
from domain.proposals import is_offer
from domain.scoring import score
from domain.settings import Settings
from domain.steering import ENDS
from services.assessment import assess
from services.editing import edit
from services.holding import claim, release
from services.involving import give_part
from services.merging import merge, unmerge
from services.proposals import decide, propose
from services.steering import end, move, override_judgement, set_aside, take_up
from services.submission import withdraw
from storage.database import Database
from storage.processes import as_processes
from storage.tables import EventRow, ProcessRow
from tests.municipality import NOW, Municipality

PEOPLE: dict[str, tuple[Role, ...]] = {
    "anna": (),
    "bo": (),
    "carl": (),
    "rie": (Role.REVIEWER,),
    "sten": (Role.REVIEWER,),
    "karen": (Role.COORDINATOR,),
    "aage": (Role.REVIEWER,),
}
"""All of one municipality, but for Aage, who reviews elsewhere."""
REVIEWERS = ("rie", "sten", "karen")
SUBMITTED = (("anna", "not_at_all"), ("bo", "high"), ("carl", "not_at_all"))
"""Who submitted each process, and what they said of professional judgement."""
ALL = {criterion.key: "some" for criterion in CRITERIA}
LATER = NOW.date() + timedelta(days=7)

# Those who may are asked more often than those who may not.
people, reviewers = st.sampled_from([*REVIEWERS, *PEOPLE]), st.sampled_from(REVIEWERS)
numbers = st.sampled_from(range(len(SUBMITTED)))
ways = st.permutations(range(len(SUBMITTED))) | st.lists(numbers, min_size=2, max_size=2)
titles = st.sampled_from(["Rykkere", "Bopæl", "Frister"])
days = st.sampled_from([None, LATER])
on_cards = st.sampled_from([False, False, True])


@dataclass
class Facts:
    """What the model knows of one process."""

    submitter: str
    title: str
    phase: Phase = Phase.IDEA
    status: Status = Status.NOT_RATED
    holder: str | None = None
    deputy: str | None = None
    look_again_on: date | None = None
    overridden: bool = False
    into: int | None = None
    judged: dict[str, str] = field(default_factory=dict)
    """Reviewer → whether the work takes judgement, to what degree."""
    waiting: dict[bool, tuple[str, str]] = field(default_factory=dict)
    """Whether the submitter offered it → the title that is proposed, and the one it shall replace."""

    def claimed_by(self, who: str) -> None:
        if self.holder is None:
            self.holder, self.status, self.look_again_on = who, Status.IN_PROGRESS, None

    def let_go(self) -> None:
        self.holder = self.deputy = self.look_again_on = None
        self.status = Status.NOT_RATED if self.phase is Phase.IDEA else Status.PENDING

    def may_review(self, who: str) -> bool:
        return who in REVIEWERS and self.status.is_open

    def may_decide(self, who: str) -> bool:
        return self.may_review(who) and (who in ("karen", self.deputy) or self.holder in (None, who))


class Histories(RuleBasedStateMachine):
    """Three processes, and everybody who tries their luck with them."""

    database: Database

    def __init__(self) -> None:
        super().__init__()
        self.town = Municipality(self.database, tenant_id=f"tenant {uuid7()}")
        elsewhere = Municipality(self.database, tenant_id=f"tenant {uuid7()}")
        self.actors = {
            name: (elsewhere if name == "aage" else self.town).person(name, *roles)
            for name, roles in PEOPLE.items()
        }
        self.stored = [
            self.town.suggests(self.actors[who], title="Rykkere", professional_judgement=degree)
            for who, degree in SUBMITTED
        ]
        self.ids = [process.id for process in self.stored]
        self.facts = [Facts(submitter=who, title="Rykkere") for who, _ in SUBMITTED]
        self.before_merging: dict[int, Status] = {}
        self.versions = [process.version for process in self.stored]
        self.seen = {(who, number): 1 for who in PEOPLE for number in range(len(SUBMITTED))}
        self.recorded = len(SUBMITTED)
        self.is_news = False
        self.returned: dict[int, Process] = {}

    @rule(who=people, number=numbers)
    def look(self, who: str, number: int) -> None:
        self.seen[who, number] = self.versions[number]

    @rule(who=people, number=numbers)
    def claim(self, who: str, number: int) -> None:
        facts = self.facts[number]
        allowed = facts.may_review(who) and facts.holder in (None, who)
        if self.attempt(claim, who, number, allowed=allowed, nothing_new=facts.holder == who):
            facts.claimed_by(who)

    @rule(who=people, number=numbers)
    def release(self, who: str, number: int) -> None:
        facts = self.facts[number]
        if self.attempt(release, who, number, allowed=facts.may_decide(who) and facts.holder is not None):
            facts.let_go()

    @rule(
        who=people,
        number=numbers,
        part=st.sampled_from([Part.HOLDER, Part.DEPUTY]),
        to=reviewers,
        on_card=on_cards,
    )
    def give_part(self, who: str, number: int, part: Part, to: str, on_card: bool) -> None:
        facts = self.facts[number]
        if self.attempt(
            give_part,
            who,
            number,
            part,
            self.actors[to].person_id,
            allowed=facts.may_decide(who) and self.is_current(who, number, on_card),
            nothing_new=to == (facts.holder if part is Part.HOLDER else facts.deputy),
            **self.shown(who, number, on_card),
        ):
            facts.claimed_by(who)
            if part is Part.DEPUTY:
                facts.deputy = to
            else:
                facts.holder, facts.deputy = to, None if facts.deputy == to else facts.deputy

    @rule(who=people, number=numbers, degree=st.sampled_from(["high", "not_at_all"]), on_card=on_cards)
    def assess(self, who: str, number: int, degree: str, on_card: bool) -> None:
        facts = self.facts[number]
        same = facts.judged.get(who) == degree
        if self.attempt(
            assess,
            who,
            number,
            ALL | {"professional_judgement": degree},
            allowed=facts.may_review(who) and (same or self.is_current(who, number, on_card)),
            nothing_new=same,
            **self.shown(who, number, on_card),
        ):
            facts.judged[who] = degree

    @precondition(lambda self: any(map(self.is_stopped_by_judgement, range(len(self.ids)))))
    @rule(who=people, number=numbers)
    def override_judgement(self, who: str, number: int) -> None:
        facts = self.facts[number]
        is_early = PHASES.index(facts.phase) <= PHASES.index(Phase.PREANALYSIS)
        allowed = facts.may_review(who) and self.is_stopped_by_judgement(number) and is_early
        if self.attempt(override_judgement, who, number, "En fast regel.", allowed=allowed):
            facts.overridden = True

    @rule(
        who=people,
        number=numbers,
        steps=st.sampled_from([1, 1, 1, 2, 0, -1, -3]),
        with_reason=st.booleans(),
        on_card=on_cards,
    )
    def move(self, who: str, number: int, steps: int, with_reason: bool, on_card: bool) -> None:
        facts = self.facts[number]
        came_to = min(max(PHASES.index(facts.phase) + steps, 0), len(PHASES) - 1)
        steps, into = came_to - PHASES.index(facts.phase), PHASES[came_to]
        skips = who == "karen" and with_reason
        may_go = with_reason if steps < 0 else steps == 1 and (skips or self.is_open(number, into))
        if into is Phase.DECOMMISSIONED:
            may_go = may_go and with_reason
        if self.attempt(
            move,
            who,
            number,
            into,
            allowed=facts.may_decide(who) and may_go and self.is_current(who, number, on_card),
            reason="Derfor" if with_reason else None,
            **self.shown(who, number, on_card),
        ):
            facts.claimed_by(who)
            facts.phase, facts.status, facts.look_again_on = into, Status.IN_PROGRESS, None

    @rule(who=people, number=numbers, status=st.sampled_from(ENDS), on=days, on_card=on_cards)
    def end_or_take_up(self, who: str, number: int, status: Status, on: date | None, on_card: bool) -> None:
        if self.facts[number].status in ENDS:
            self.take_up(who, number, on_card, allowed=who in REVIEWERS)
            return
        facts, shown = self.facts[number], self.shown(who, number, on_card)
        allowed = facts.may_decide(who) and self.is_current(who, number, on_card)
        if self.attempt(end, who, number, status, "Derfor", on, allowed=allowed, **shown):
            facts.claimed_by(who)
            facts.status, facts.look_again_on = status, on

    @rule(who=people, number=numbers, on=days, on_card=on_cards)
    def set_aside_or_take_up(self, who: str, number: int, on: date | None, on_card: bool) -> None:
        facts, shown = self.facts[number], self.shown(who, number, on_card)
        if facts.status is Status.PENDING and on is None:
            self.take_up(who, number, on_card, allowed=facts.may_decide(who))
            return
        allowed = facts.may_decide(who) and self.is_current(who, number, on_card)
        if self.attempt(set_aside, who, number, on, allowed=allowed, **shown):
            facts.claimed_by(who)
            facts.status, facts.look_again_on = Status.PENDING, on

    def take_up(self, who: str, number: int, on_card: bool, *, allowed: bool) -> None:
        facts, shown = self.facts[number], self.shown(who, number, on_card)
        allowed = allowed and self.is_current(who, number, on_card)
        if self.attempt(take_up, who, number, allowed=allowed, **shown):
            is_held_on = facts.status is Status.PENDING and facts.holder
            if not is_held_on and facts.holder != who:
                facts.holder, facts.deputy = who, None
            facts.status, facts.look_again_on = Status.IN_PROGRESS, None

    @rule(who=people | st.just("karen"), way=ways, on_card=on_cards)
    def merge_in_a_row(self, who: str, way: list[int], on_card: bool) -> None:
        for number, twin in pairwise(way):
            facts = self.facts[number]
            may = facts.may_decide(who) and self.facts[twin].may_review(who) and twin != number
            allowed = may and self.is_current(who, number, on_card)
            shown = self.shown(who, number, on_card)
            if self.attempt(merge, who, number, self.ids[twin], allowed=allowed, **shown):
                self.before_merging[number] = facts.status
                facts.status, facts.into = Status.MERGED, twin

    @precondition(lambda self: self.those_in(Status.MERGED))
    @rule(who=people | st.just("karen"), which=st.data(), on_card=on_cards)
    def take_apart(self, who: str, which: st.DataObject, on_card: bool) -> None:
        number = which.draw(st.sampled_from(self.those_in(Status.MERGED)))
        facts, shown = self.facts[number], self.shown(who, number, on_card)
        allowed = who in REVIEWERS and self.is_current(who, number, on_card)
        if self.attempt(unmerge, who, number, allowed=allowed, **shown):
            facts.status, facts.into = self.before_merging[number], None
            if facts.holder is None:
                facts.let_go()

    @precondition(lambda self: self.those_in(Status.NOT_RATED))
    @rule(who=people, number=numbers)
    def withdraw(self, who: str, number: int) -> None:
        facts = self.facts[number]
        allowed = who == facts.submitter and facts.status is Status.NOT_RATED and facts.holder is None
        if self.attempt(withdraw, who, number, allowed=allowed):
            facts.status = Status.WITHDRAWN

    @rule(who=people, number=numbers, title=titles, on_card=on_cards)
    def edit(self, who: str, number: int, title: str, on_card: bool) -> None:
        facts = self.facts[number]
        is_free = facts.status is Status.NOT_RATED and facts.holder is None
        may = facts.may_review(who) or (who == facts.submitter and is_free)
        same = title == facts.title
        if self.attempt(
            edit,
            who,
            number,
            {"title": title},
            allowed=may and (same or self.is_current(who, number, on_card)),
            nothing_new=same,
            **self.shown(who, number, on_card),
        ):
            facts.title = title

    @rule(who=people, number=numbers, title=titles, on_card=on_cards)
    def propose(self, who: str, number: int, title: str, on_card: bool) -> None:
        facts = self.facts[number]
        offered = who == facts.submitter
        may = facts.may_review(who) or (offered and facts.status.is_open)
        same = title == facts.title
        if self.attempt(
            propose,
            who,
            number,
            {"title": title},
            allowed=may and (same or self.is_current(who, number, on_card)),
            nothing_new=same,
            **self.shown(who, number, on_card),
        ):
            if not offered:
                facts.claimed_by(who)
            facts.waiting[offered] = (title, facts.title)

    @precondition(lambda self: any(facts.waiting for facts in self.facts))
    @rule(
        who=people | st.sampled_from([who for who, _ in SUBMITTED]),
        which=st.data(),
        accepted=st.booleans(),
        on_card=on_cards,
    )
    def decide(self, who: str, which: st.DataObject, accepted: bool, on_card: bool) -> None:
        all_waiting = [(number, side) for number, facts in enumerate(self.facts) for side in facts.waiting]
        number, offered = which.draw(st.sampled_from(all_waiting))
        facts = self.facts[number]
        proposed, instead_of = facts.waiting[offered]
        process = self.stored[number]
        asked = {
            each.id: accepted
            for each in process.proposals
            if each.accepted is None and is_offer(process, each) == offered
        }
        may = facts.may_review(who) if offered else who == facts.submitter and facts.status.is_open
        has_seen = on_card and self.is_current(who, number, on_card)
        if self.attempt(
            decide,
            who,
            number,
            asked,
            allowed=may and (not accepted or instead_of == facts.title or has_seen),
            **self.shown(who, number, on_card),
        ):
            del facts.waiting[offered]
            facts.title = proposed if accepted else facts.title

    @invariant()
    def what_is_stored_is_what_the_model_says(self) -> None:
        with self.database.session(None) as session:
            rows = [session.get_one(ProcessRow, process_id) for process_id in self.ids]
            self.stored = as_processes(session, rows)
            sorted_by = [(row.potential, row.stars, row.priority) for row in rows]
            own = select(func.count()).where(EventRow.organisation_id == self.town.id)
            recorded = session.scalar(own) or 0
        assert [self.as_facts(process) for process in self.stored] == self.facts
        assert [process.version for process in self.stored] == self.versions
        assert {number: self.stored[number] for number in self.returned} == self.returned
        figures = [score(process, Settings()) for process in self.stored]
        assert sorted_by == [(each.potential, each.stars, each.priority) for each in figures]
        assert (recorded > self.recorded) == self.is_news
        self.recorded, self.is_news = recorded, False

    @invariant()
    def who_submitted_a_merged_process_hears_of_its_twin_and_nobody_else_does(self) -> None:
        for number, twin in enumerate(self.facts):
            followers = {person.name for person in self.stored[number].followers}
            assert followers == self.submitters_merged_into(number) - {twin.submitter}

    def submitters_merged_into(self, number: int) -> set[str]:
        """Who submitted what is merged into it, or into what is merged into it."""
        merged = [each for each, facts in enumerate(self.facts) if facts.into == number]
        return {self.facts[each].submitter for each in merged}.union(
            *map(self.submitters_merged_into, merged)
        )

    def as_facts(self, process: Process) -> Facts:
        return Facts(
            submitter=process.submitter.name if process.submitter else "",
            title=process.title,
            phase=process.phase,
            status=process.status,
            holder=process.holder.name if process.holder else None,
            deputy=process.deputy.name if process.deputy else None,
            look_again_on=process.look_again_on,
            overridden=process.judgement_overridden,
            into=None if process.merged_into is None else self.ids.index(process.merged_into),
            judged={
                each.reviewer.name: each.judgements["professional_judgement"]
                for each in process.assessments
                if each.reviewer
            },
            waiting={
                is_offer(process, each): (str(each.answer), str(each.instead_of))
                for each in process.proposals
                if each.accepted is None
            },
        )

    def those_in(self, *statuses: Status) -> list[int]:
        return [number for number, facts in enumerate(self.facts) if facts.status in statuses]

    def is_current(self, who: str, number: int, on_card: bool) -> bool:
        return not on_card or self.seen[who, number] == self.versions[number]

    def shown(self, who: str, number: int, on_card: bool) -> dict[str, Any]:
        """The version of the card somebody acts on; who acts on none says none."""
        return {"version": self.seen[who, number]} if on_card else {}

    def is_stopped_by_judgement(self, number: int) -> bool:
        facts = self.facts[number]
        said = [*facts.judged.values()] or [SUBMITTED[number][1]]
        return not facts.overridden and said.count("high") * 2 > len(said)

    def is_open(self, number: int, into: Phase) -> bool:
        """Whether a gate lets the process in; nobody makes a business case here, nor answers the rest."""
        if into is Phase.SPECIFICATION:
            return bool(self.facts[number].judged) and not self.is_stopped_by_judgement(number)
        return into in (Phase.PREANALYSIS, Phase.DECOMMISSIONED)

    def attempt(
        self,
        work: Callable[..., Process],
        who: str,
        number: int,
        *more: Any,
        allowed: bool,
        nothing_new: bool = False,
        **named: Any,
    ) -> bool:
        """Whether something has changed; just then there is a new version, and an event on record."""
        try:
            after = self.town.does(work, self.actors[who], self.ids[number], *more, **named)
        except Refusal:
            assert not allowed
            return False
        assert allowed
        assert (after.version > self.versions[number]) != nothing_new
        self.returned = {number: after}
        self.is_news = not nothing_new
        self.versions[number] = self.seen[who, number] = after.version
        return not nothing_new


def test_any_history_leaves_every_process_as_the_rules_say(database: Database) -> None:
    machine = type("Any", (Histories,), {"database": database})
    few = settings(
        max_examples=settings().max_examples // 5,
        stateful_step_count=30,
        suppress_health_check=[*HealthCheck],
    )
    run_state_machine_as_test(machine, settings=few)
