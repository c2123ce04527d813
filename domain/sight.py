"""What a reader sees of a process, field by field; what is hidden is never mistaken for what is not there."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, replace
from typing import Any

from domain.access import may_fetch, may_read, seen_by
from domain.assessment import Assessment
from domain.form import shown_answers
from domain.people import Reader, ReviewTeam
from domain.process import Answers, Asset, Process, Proposal
from domain.proposals import is_offer
from domain.questions import Circle

SEEN: Mapping[str, Circle] = {
    "id": Circle.ALL,
    "organisation_id": Circle.ALL,
    "number": Circle.ALL,
    "version": Circle.ALL,
    "phase": Circle.ALL,
    "status": Circle.ALL,
    "visibility": Circle.ALL,
    "submitted_at": Circle.ALL,
    "changed_at": Circle.ALL,
    "phase_since": Circle.ALL,
    "answers": Circle.ALL,
    "assets": Circle.ALL,
    "assessments": Circle.ALL,
    "submitter": Circle.ORGANISATION,
    "expert": Circle.ORGANISATION,
    "holder": Circle.ORGANISATION,
    "deputy": Circle.ORGANISATION,
    "watcher": Circle.ORGANISATION,
    "look_again_on": Circle.ORGANISATION,
    "merged_into": Circle.ORGANISATION,
    "twin": Circle.ORGANISATION,
    "judgement_overridden": Circle.ORGANISATION,
    "business_case": Circle.ORGANISATION,
    "remarks": Circle.ORGANISATION,
    "legal": Circle.ORGANISATION,
    "gains": Circle.ORGANISATION,
    "proposals": Circle.ORGANISATION,
    "followers": Circle.ORGANISATION,
}
"""Who sees each field of a process that they may read; a test holds this to name them all."""

STANDS = frozenset(
    {
        "id",
        "organisation_id",
        "number",
        "version",
        "phase",
        "status",
        "visibility",
        "submitted_at",
        "changed_at",
        "phase_since",
        "holder",
        "look_again_on",
        "proposals",
    }
)
"""What the review team sees of a private one: that there is one, and how it stands."""

_FROM_OTHERS = frozenset(field for field, who in SEEN.items() if who is not Circle.ALL)
_CLOSED = frozenset(SEEN) - STANDS
_EMPTY: Mapping[str, object] = {
    "answers": {},
    "submitter": None,
    "expert": None,
    "holder": None,
    **{field.name: field.default for field in fields(Process) if field.default is not MISSING},
}
"""What stands in a field that is hidden."""


@dataclass(frozen=True, kw_only=True)
class SeenProcess(Process):
    """A process as one reader sees it: the fields that are `hidden` hold nothing, whatever there is."""

    hidden: frozenset[str]

    def hides(self, field: str) -> bool:
        """Whether a field is empty because it is not shown to this reader."""
        return field in self.hidden

    @property
    def is_closed(self) -> bool:
        """Whether its reader is shown no more than that there is one, and how it stands."""
        return self.hides("answers")


def seen(reader: Reader, process: Process) -> SeenProcess | None:
    """Return what a reader sees of a process; None if they must not know that there is one."""
    own = _is_own(reader, process)
    if may_read(reader, process):
        hidden = frozenset[str]() if own else _FROM_OTHERS
    elif own and isinstance(reader, ReviewTeam):
        hidden = _CLOSED
    else:
        return None
    shown: dict[str, Any] = {
        field: _EMPTY[field] if field in hidden else getattr(process, field) for field in SEEN
    }
    for field in _IN_PART.keys() - hidden:
        shown[field] = _IN_PART[field](reader, process)
    return SeenProcess(**shown, hidden=hidden)


def _answers(reader: Reader, process: Process) -> Answers:
    return shown_answers(process.answers, seen_by(reader, process))


def _assets(reader: Reader, process: Process) -> tuple[Asset, ...]:
    fetched = tuple(asset for asset in process.assets if may_fetch(reader, process, asset))
    return fetched if _is_own(reader, process) else tuple(replace(each, uploader=None) for each in fetched)


def _assessments(reader: Reader, process: Process) -> tuple[Assessment, ...]:
    given = process.assessments
    return given if _is_own(reader, process) else tuple(replace(each, reviewer=None) for each in given)


def _proposals(reader: Reader, process: Process) -> tuple[Proposal, ...]:
    """Of a private one the team is told how many there are for it to decide on, and not what they say."""
    if may_read(reader, process):
        return process.proposals
    offers = (each for each in process.proposals if is_offer(process, each))
    return tuple(replace(each, key="", answer=None, instead_of=None, by=None) for each in offers)


def _is_own(reader: Reader, process: Process) -> bool:
    return reader.organisation_id == process.organisation_id


_IN_PART: Mapping[str, Callable[[Reader, Process], object]] = {
    "answers": _answers,
    "assets": _assets,
    "assessments": _assessments,
    "proposals": _proposals,
}
"""The fields of which some readers see a part."""
