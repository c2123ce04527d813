"""When a process may be claimed, moved, edited, closed or withdrawn; each rule raises what is missing."""

from collections.abc import Callable
from datetime import date

from domain.access import is_claimed, is_one_of, may_edit, may_read, may_review
from domain.errors import (
    AlreadyClaimed,
    AlreadyDecided,
    GateClosed,
    HeldByAnother,
    NobodyToAsk,
    NotAReviewer,
    NotFound,
    NotThisPhase,
    NotYours,
    ReasonNeeded,
    Refusal,
    Unreadable,
)
from domain.gates import PHASES, missing, next_phase
from domain.people import Actor
from domain.process import Phase, Process, Proposal, Status

REASON_MAX_LENGTH = 2000


def check_review(actor: Actor, process: Process) -> None:
    """Refuse whoever is not among the process's own reviewers, and whoever comes after the decision."""
    if not may_read(actor, process):
        raise NotFound
    if not may_review(actor, process):
        raise NotAReviewer
    if not process.status.is_open:
        raise AlreadyDecided(number=process.number, status=process.status.value)


def check_ask(actor: Actor, process: Process) -> None:
    """A question is put to the submitter, as long as there is one."""
    check_review(actor, process)
    if process.submitter is None:
        raise NobodyToAsk(number=process.number)


def check_claim(actor: Actor, process: Process) -> None:
    """A free process may be claimed by any of its reviewers."""
    check_review(actor, process)
    if process.holder is not None and process.holder.id != actor.person_id:
        raise HeldByAnother(number=process.number, holder=process.holder.name)


def check_decision(actor: Actor, process: Process) -> None:
    """Who holds a process or acts for them decides on it; a free one anybody, any of them a coordinator."""
    check_review(actor, process)
    if not (actor.coordinates or is_one_of(actor, process.deputy)):
        check_claim(actor, process)


def check_move(actor: Actor, process: Process, into: Phase, *, with_reason: bool) -> None:
    """On by one phase once its gate wants no more, or back to any earlier one with a reason.

    Coordinators may skip what a gate wants, with a reason; whoever moves a free process claims it by that.
    """
    check_decision(actor, process)
    is_back = PHASES.index(into) < PHASES.index(process.phase)
    if not is_back and into is not next_phase(process):
        raise NotThisPhase(number=process.number, phase=process.phase.value)
    if (is_back or into is Phase.DECOMMISSIONED) and not with_reason:
        raise ReasonNeeded(number=process.number)
    if not is_back and not (actor.coordinates and with_reason):
        check_gate(process, into)


def check_gate(process: Process, into: Phase) -> None:
    """Refuse with the first line that a gate still wants."""
    for line in missing(process, into):
        if line != "claimed":
            raise GateClosed(number=process.number, line=line)


def check_reopen(actor: Actor, process: Process) -> None:
    """What was rejected, has failed or lost its relevance may be taken up again by its reviewers."""
    if not may_read(actor, process):
        raise NotFound
    if not may_review(actor, process):
        raise NotAReviewer
    if process.status not in (Status.REJECTED, Status.FAILED, Status.NOT_RELEVANT):
        raise AlreadyDecided(number=process.number, status=process.status.value)


def check_edit(actor: Actor, process: Process) -> None:
    """Answers are changed by who may edit them, as long as the process is open."""
    if not may_read(actor, process):
        raise NotFound
    if not may_edit(actor, process):
        raise NotYours
    if not process.status.is_open:
        raise AlreadyDecided(number=process.number, status=process.status.value)


def check_propose(actor: Actor, process: Process) -> None:
    """Reviewers propose changes to the submitter, and the submitter of a claimed process to the reviewers."""
    if may_review(actor, process):
        check_ask(actor, process)
        return
    if not may_read(actor, process):
        raise NotFound
    if not is_one_of(actor, process.submitter):
        raise NotYours
    if not process.status.is_open:
        raise AlreadyDecided(number=process.number, status=process.status.value)


def check_decide(actor: Actor, process: Process, proposal: Proposal) -> None:
    """What the submitter proposed its reviewers decide on, and what anybody else did, the submitter."""
    if not may_read(actor, process):
        raise NotFound
    by_submitter = (
        proposal.by is not None and process.submitter is not None and proposal.by.id == process.submitter.id
    )
    if not (may_review(actor, process) if by_submitter else is_one_of(actor, process.submitter)):
        raise NotYours
    if proposal.accepted is not None or not process.status.is_open:
        raise AlreadyDecided(number=process.number, status=process.status.value)


def check_look_again(on: date | None, today: date) -> None:
    """A rejected process may carry a day to look at it again, which must lie ahead."""
    if on is not None and on <= today:
        raise Unreadable(field="look_again_on", problem="date-past")


def check_release(actor: Actor, process: Process) -> None:
    """Who holds a process may let it go; a coordinator may for them."""
    check_decision(actor, process)
    if process.holder is None:
        raise AlreadyDecided(number=process.number, status=process.status.value)


def check_withdraw(actor: Actor, process: Process) -> None:
    """A submitter may take a submission back as long as no reviewer has taken it."""
    if process.submitter is None or process.submitter.id != actor.person_id:
        raise NotYours if may_read(actor, process) else NotFound
    if not process.status.is_open:
        raise AlreadyDecided(number=process.number, status=process.status.value)
    if is_claimed(process):
        raise AlreadyClaimed(number=process.number)


_ACTIONS: dict[str, Callable[[Actor, Process], None]] = {
    "claim": check_claim,
    "ask": check_ask,
    "accept": lambda actor, process: check_move(actor, process, Phase.PREANALYSIS, with_reason=False),
    "reject": check_decision,
    "release": check_release,
}


def open_actions(actor: Actor, process: Process) -> frozenset[str]:
    """Return what the actor may do with the process now; reading more of it is always among it."""
    actions = {"more"} if may_read(actor, process) else set()
    for verb, check in _ACTIONS.items():
        try:
            check(actor, process)
        except Refusal:
            continue
        actions.add(verb)
    if process.holder is not None and process.holder.id == actor.person_id:
        actions.discard("claim")
    return frozenset(actions)
