"""When a process may be claimed, moved, rejected or withdrawn; each rule raises what is missing."""

from collections.abc import Callable
from datetime import date

from domain.access import may_read, may_review
from domain.errors import (
    AlreadyClaimed,
    AlreadyDecided,
    HeldByAnother,
    NobodyToAsk,
    NotAReviewer,
    NotFound,
    NotYours,
    Refusal,
    Unreadable,
)
from domain.people import Actor
from domain.process import Phase, Process, Status

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
    """What nobody or the actor holds may be decided; a coordinator may decide over a holder."""
    check_review(actor, process)
    if not actor.coordinates:
        check_claim(actor, process)


def check_accept(actor: Actor, process: Process) -> None:
    """Accepting takes an idea into preanalysis, once."""
    check_decision(actor, process)
    if process.phase is not Phase.IDEA:
        raise AlreadyDecided(number=process.number, status=process.phase.value)


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
    if process.holder is not None or process.status is not Status.NOT_RATED:
        raise AlreadyClaimed(number=process.number)


_ACTIONS: dict[str, Callable[[Actor, Process], None]] = {
    "claim": check_claim,
    "ask": check_ask,
    "accept": check_accept,
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
