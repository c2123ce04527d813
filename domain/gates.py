"""The gates between phases: what a process needs before it may go on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from domain.legal import LEGAL_ITEMS
from domain.process import PHASES, Phase, Process
from domain.scoring import own_assessments, takes_judgement


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing a gate wants; its key names the sentence that says so."""

    key: str
    is_met: Callable[[Process], bool]


def _answered(key: str) -> Line:
    """A question that wants an answer by then."""
    return Line(key=key, is_met=lambda process: bool(process.answers.get(key)))


_CLAIMED = Line(key="claimed", is_met=lambda process: process.holder is not None)
_ASSESSED = Line(key="assessed", is_met=lambda process: bool(own_assessments(process)))
_JUDGEMENT = Line(
    key="judgement",
    is_met=lambda process: process.judgement_overridden or not takes_judgement(process),
)
_BUSINESS_CASE = Line(key="business_case", is_met=lambda process: process.business_case is not None)
_EXPERT = Line(key="expert", is_met=lambda process: process.expert is not None)
_LEGAL = Line(key="legal", is_met=lambda process: not legal_items_missing(process))
_WATCHER = Line(key="watcher", is_met=lambda process: process.watcher is not None)

GATES: Mapping[Phase, Sequence[Line]] = {
    Phase.PREANALYSIS: (_CLAIMED,),
    Phase.SPECIFICATION: (_ASSESSED, _JUDGEMENT),
    Phase.DEVELOPMENT: (_BUSINESS_CASE, _EXPERT),
    Phase.IMPLEMENTATION: (_LEGAL, _answered("technologies"), _answered("schedule")),
    Phase.OPERATION: (_answered("put_into_operation"), _WATCHER),
    Phase.DECOMMISSIONED: (),
}
"""What each phase needs; taking a robot out of operation needs a reason besides, as every move back does."""


def next_phase(process: Process) -> Phase | None:
    """Return the phase that comes next; None after the last."""
    following = PHASES.index(process.phase) + 1
    return PHASES[following] if following < len(PHASES) else None


def unmet(process: Process, into: Phase) -> Sequence[str]:
    """Return the keys of all lines of a phase's gate that a process does not meet yet."""
    return [line.key for line in GATES.get(into, ()) if not line.is_met(process)]


def lacking(process: Process, into: Phase) -> Sequence[str]:
    """Return those that must be seen to before somebody may move a process; they claim it by moving it."""
    return [line for line in unmet(process, into) if line != _CLAIMED.key]


def legal_items_missing(process: Process) -> Sequence[str]:
    """Return the lines of the legal checklist that nobody has answered."""
    answered = {answer.item for answer in process.legal}
    return [item for item in LEGAL_ITEMS if item not in answered]
