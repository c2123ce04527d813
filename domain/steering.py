"""When a process may be claimed, moved, edited, closed or withdrawn; each rule raises what is missing."""

from collections.abc import Callable, Mapping
from uuid import UUID

from domain.access import is_claimed, is_one_of, may_edit, may_read, may_reply, may_review
from domain.errors import (
    AlreadyAnswered,
    AlreadyClaimed,
    AlreadyDecided,
    GateClosed,
    HeldByAnother,
    MergedIntoItself,
    NobodyToAsk,
    NotAReviewer,
    NotFound,
    NotThisPhase,
    NotYours,
    Outdated,
    ReasonNeeded,
    Refusal,
)
from domain.form import is_asked_in
from domain.gates import lacking, next_phase
from domain.people import Reader
from domain.process import Phase, Process, Proposal, Status
from domain.proposals import is_offer, waiting
from domain.questions import Asked, Day, Question
from domain.scoring import takes_judgement

REASON_MAX_LENGTH = 2000
ENDS = (Status.REJECTED, Status.FAILED, Status.NOT_RELEVANT)
"""How reviewers may end a process, each with a reason for its submitter."""
LOOK_AGAIN = Day(key="look_again_on", asked=Asked.REVIEW, to_come=True)
"""The day on which to look again at what was set aside or ended, if there is one."""
RESTING = (Status.PENDING, *ENDS)
"""How a process stands that lies still, perhaps until a day to look at it again."""

Check = Callable[[Reader, Process], None]
"""Raises what stands in the way of somebody doing something with a process."""


def check_read(actor: Reader, process: Process) -> None:
    """Who may not read a process does not hear that there is one."""
    if not may_read(actor, process):
        raise NotFound


def check_open(process: Process) -> None:
    """Refuse what comes after the decision."""
    if not process.status.is_open:
        raise AlreadyDecided(number=process.number, status=process.status.value)


def check_look(actor: Reader, process: Process) -> None:
    """Its own reviewers look at what the team keeps of a process, however it has gone."""
    check_read(actor, process)
    if not may_review(actor, process):
        raise NotAReviewer


def check_review(actor: Reader, process: Process) -> None:
    """Refuse whoever is not among the process's own reviewers, and whoever comes after the decision."""
    check_look(actor, process)
    check_open(process)


def check_ask(actor: Reader, process: Process) -> None:
    """A question is put to the submitter and the expert, as long as there is one of them."""
    check_review(actor, process)
    if process.submitter is None and process.expert is None:
        raise NobodyToAsk(number=process.number)


def check_reply(actor: Reader, process: Process, question_id: UUID) -> None:
    """A question is answered once, by the first of those it was put to, as long as the process is open."""
    check_read(actor, process)
    if not may_reply(actor, process):
        raise NotYours
    check_open(process)
    if question_id not in {question.id for question in process.unanswered}:
        raise AlreadyAnswered(number=process.number)


def check_claim(actor: Reader, process: Process) -> None:
    """A free process may be claimed by any of its reviewers."""
    check_review(actor, process)
    if process.holder is not None and not is_one_of(actor, process.holder):
        raise HeldByAnother(number=process.number, holder=process.holder.name)


def check_decision(actor: Reader, process: Process) -> None:
    """Who holds a process or acts for them decides on it; a free one anybody, any of them a coordinator."""
    check_review(actor, process)
    if not (actor.coordinates or is_one_of(actor, process.deputy)):
        check_claim(actor, process)


def check_move(actor: Reader, process: Process, into: Phase, *, with_reason: bool) -> None:
    """On by one phase once its gate wants no more, or back to any earlier one with a reason.

    Coordinators may skip what a gate wants, with a reason; whoever moves a free process claims it by that.
    """
    check_decision(actor, process)
    is_back = into.is_before(process.phase)
    if not is_back and into is not next_phase(process):
        raise NotThisPhase(number=process.number, phase=process.phase.value)
    if (is_back or into is Phase.DECOMMISSIONED) and not with_reason:
        raise ReasonNeeded(number=process.number)
    if not is_back and not (actor.coordinates and with_reason):
        check_gate(process, into)


def check_override(actor: Reader, process: Process) -> None:
    """Reviewers may let a process leave preanalysis though it takes professional judgement."""
    check_review(actor, process)
    if not takes_judgement(process) or process.judgement_overridden:
        raise Outdated(number=process.number)
    if Phase.PREANALYSIS.is_before(process.phase):
        raise NotThisPhase(number=process.number, phase=process.phase.value)


def check_gate(process: Process, into: Phase) -> None:
    """Refuse with the first line that a gate still wants."""
    for line in lacking(process, into):
        raise GateClosed(number=process.number, line=line)


def check_reopen(actor: Reader, process: Process) -> None:
    """What was rejected, has failed or lost its relevance may be taken up again by its reviewers."""
    check_look(actor, process)
    if process.status not in ENDS:
        check_open(process)
        raise Outdated(number=process.number)


def check_edit(actor: Reader, process: Process) -> None:
    """Answers are changed by who may edit them, as long as the process is open."""
    check_read(actor, process)
    if not may_edit(actor, process):
        raise NotYours
    check_open(process)


def check_answer(actor: Reader, process: Process, asked: Question) -> None:
    """One answer is changed by whom it is asked, once the process has come far enough for the question.

    Who may read the process is its submitter's to say.
    """
    if asked.asked is Asked.REVIEW:
        check_review(actor, process)
    else:
        check_edit(actor, process)
    if asked.key == "visibility" and not is_one_of(actor, process.submitter):
        raise NotYours
    if not is_asked_in(asked, process.phase):
        raise NotThisPhase(number=process.number, phase=process.phase.value)


def check_propose(actor: Reader, process: Process) -> None:
    """Reviewers propose changes to the submitter, and the submitter of a claimed process to the reviewers."""
    if may_review(actor, process):
        check_review(actor, process)
        if process.submitter is None:
            raise NobodyToAsk(number=process.number)
        return
    check_read(actor, process)
    if not is_one_of(actor, process.submitter):
        raise NotYours
    check_open(process)


def check_decide(actor: Reader, process: Process, proposal: Proposal) -> None:
    """What the submitter proposed its reviewers decide on, and what anybody else did, the submitter."""
    check_read(actor, process)
    is_ours = is_offer(process, proposal)
    if not (may_review(actor, process) if is_ours else is_one_of(actor, process.submitter)):
        raise NotYours
    check_open(process)
    if proposal.accepted is not None:
        raise Outdated(number=process.number)


def check_proposals(actor: Reader, process: Process) -> None:
    """What is proposed is there for whoever decides on it, as long as it waits."""
    several = waiting(process, offered=not is_one_of(actor, process.submitter))
    if not several:
        raise Outdated(number=process.number)
    check_decide(actor, process, several[0])


def check_see_proposals(actor: Reader, process: Process) -> None:
    """What is proposed is between the submitter and the reviewers."""
    if not (is_one_of(actor, process.submitter) or may_review(actor, process)):
        raise NotYours


def check_release(actor: Reader, process: Process) -> None:
    """Who holds a process may let it go; a coordinator may for them."""
    check_decision(actor, process)
    if process.holder is None:
        raise Outdated(number=process.number)


def check_withdraw(actor: Reader, process: Process) -> None:
    """A submitter may take a submission back as long as no reviewer has taken it."""
    check_read(actor, process)
    if not is_one_of(actor, process.submitter):
        raise NotYours
    check_open(process)
    if is_claimed(process):
        raise AlreadyClaimed(number=process.number)


def check_merge(actor: Reader, process: Process, twin: Process) -> None:
    """A process is merged into another open one of its organisation, which whoever does it may read."""
    check_decision(actor, process)
    check_review(actor, twin)
    if twin.id == process.id:
        raise MergedIntoItself(number=process.number)


def check_unmerge(actor: Reader, process: Process) -> None:
    """What was merged may be taken apart again by its reviewers."""
    check_look(actor, process)
    if process.status is not Status.MERGED:
        check_open(process)
        raise Outdated(number=process.number)


def check_take_up(actor: Reader, process: Process) -> None:
    """What was set aside goes on by those who decide on it; what has been ended, by any of its reviewers."""
    if process.status is Status.PENDING:
        check_decision(actor, process)
    else:
        check_reopen(actor, process)


def check_involved(actor: Reader, process: Process) -> None:
    """What is said about a process, and what has happened to it, is its own organisation's."""
    if not may_read(actor, process) or actor.organisation_id != process.organisation_id:
        raise NotFound


def check_from(phase: Phase, check_who: Check) -> Check:
    """Make the rule that those whom another lets through do something from this phase on."""

    def check(actor: Reader, process: Process) -> None:
        check_who(actor, process)
        _check_reached(process, phase)

    return check


check_preanalysed = check_from(Phase.PREANALYSIS, check_review)
"""Business case and legal clarification are the reviewers' work, from preanalysis on."""

check_look_preanalysed = check_from(Phase.PREANALYSIS, check_look)
"""What they came to can be looked at however the process has gone."""


def check_watch(actor: Reader, process: Process) -> None:
    """How a robot does is for its reviewers and for who watches it."""
    if not (may_read(actor, process) and is_one_of(actor, process.watcher)):
        check_look(actor, process)


check_operation = check_from(Phase.IMPLEMENTATION, check_watch)
"""It can be looked at from implementation on, however the process has gone."""


def check_report_gain(actor: Reader, process: Process) -> None:
    """What a robot saves can be told once it is in operation, as long as the process is open."""
    check_watch(actor, process)
    check_open(process)
    _check_reached(process, Phase.OPERATION)


def _check_reached(process: Process, phase: Phase) -> None:
    if process.phase.is_before(phase):
        raise NotThisPhase(number=process.number, phase=process.phase.value)


MENU: Mapping[str, Check] = {
    "proposals": check_proposals,
    "assess": check_review,
    "steer": check_look,
    "figures": check_look,
    "section": check_edit,
    "business_case": check_look_preanalysed,
    "legal": check_look_preanalysed,
    "operation": check_operation,
    "people": check_review,
    "suggest_edits": check_propose,
    "comments": check_involved,
    "history": check_involved,
    "merge": check_decision,
}
"""The verbs of the ways on from a process's page, in their order, and to whom each is open."""

_ACTIONS: Mapping[str, Check] = {
    **MENU,
    "claim": check_claim,
    "release": check_release,
    "ask": check_ask,
    "accept": lambda actor, process: check_move(actor, process, Phase.PREANALYSIS, with_reason=False),
    "reject": check_decision,
    "override": check_override,
    "take_up": check_take_up,
    "unmerge": check_unmerge,
}


def open_actions(actor: Reader, process: Process) -> frozenset[str]:
    """Return what the actor may do with the process now; reading more of it is always among it."""
    actions = {"more"} if may_read(actor, process) else set()
    for verb, check in _ACTIONS.items():
        try:
            check(actor, process)
        except Refusal:
            continue
        actions.add(verb)
    if is_one_of(actor, process.holder):
        actions.discard("claim")
    return frozenset(actions)
