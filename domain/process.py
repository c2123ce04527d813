"""The process: the record that lives from idea to decommissioning."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from domain.assessment import Assessment
from domain.business_case import BusinessCase
from domain.gains import Gain
from domain.legal import LegalAnswer
from domain.people import Person

Answer = str | int | float | list[str] | None
Answers = Mapping[str, Answer]


class Phase(StrEnum):
    """How far a process has come."""

    IDEA = "idea"
    PREANALYSIS = "preanalysis"
    SPECIFICATION = "specification"
    DEVELOPMENT = "development"
    IMPLEMENTATION = "implementation"
    OPERATION = "operation"
    DECOMMISSIONED = "decommissioned"

    def is_before(self, other: "Phase") -> bool:
        """Whether a process comes through this phase first."""
        return PHASES.index(self) < PHASES.index(other)


PHASES = tuple(Phase)
"""All phases, in their order."""


class Status(StrEnum):
    """How a process is going within its phase."""

    NOT_RATED = "not_rated"
    PENDING = "pending"
    IN_PROGRESS = "in_progress"
    REJECTED = "rejected"
    FAILED = "failed"
    NOT_RELEVANT = "not_relevant"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"

    @property
    def is_open(self) -> bool:
        """Whether the process still waits for somebody to do something."""
        return self in (Status.NOT_RATED, Status.PENDING, Status.IN_PROGRESS)


OPEN = tuple(status for status in Status if status.is_open)


class Visibility(StrEnum):
    """Who may read a process; nothing says yet which networks: what is shared with them stays at home."""

    PRIVATE = "private"
    ORGANISATION = "organisation"
    NETWORKS = "networks"
    EVERYONE = "everyone"


@dataclass(frozen=True, kw_only=True)
class Remark:
    """Free text on a process: "question", its "answer" (`answers_id`), "reason", "override" or "comment"."""

    id: UUID
    kind: str
    author: Person | None
    text: str
    at: datetime
    answers_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Asset:
    """A file: "waiting" to be fetched, "stored", or "failed" for a reason; `size` in bytes once it is known.

    An `open` one may also be fetched by those outside the organisation who may read its process.
    """

    id: UUID
    name: str
    size: int | None
    open: bool
    status: str
    reason: str | None
    uploader: Person | None
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """Another answer to one question, proposed by a reviewer or by the submitter; the other side decides.

    `instead_of` is the answer as it was then; `accepted` is None as long as nobody has decided.
    """

    id: UUID
    key: str
    answer: Answer
    instead_of: Answer
    by: Person | None
    at: datetime
    accepted: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Twin:
    """What all of its organisation may know of the process into which another was merged."""

    number: int
    title: str


@dataclass(frozen=True, kw_only=True)
class Listing:
    """What a list shows of a process."""

    id: UUID
    number: int
    phase: Phase
    status: Status
    answers: Answers

    @property
    def title(self) -> str:
        """The name its submitter gave it."""
        return str(self.answers["title"])


@dataclass(frozen=True, kw_only=True)
class Process(Listing):
    """One process with everything its rules and cards need; persons are None once erased."""

    organisation_id: UUID
    version: int
    visibility: Visibility
    submitter: Person | None
    expert: Person | None
    holder: Person | None
    submitted_at: datetime
    changed_at: datetime
    phase_since: datetime
    """When it came into its phase, or was taken up there again."""
    deputy: Person | None = None
    """Who acts for the holder."""
    watcher: Person | None = None
    """Who watches the robot."""
    look_again_on: date | None = None
    merged_into: UUID | None = None
    twin: Twin | None = None
    """What it was merged into; None as well if not all of the organisation may read that."""
    judgement_overridden: bool = False
    """Whether a reviewer has let it leave preanalysis though it takes professional judgement."""
    business_case: BusinessCase | None = None
    remarks: tuple[Remark, ...] = ()
    assets: tuple[Asset, ...] = ()
    """The files that are stored, oldest first."""
    assessments: tuple[Assessment, ...] = ()
    legal: tuple[LegalAnswer, ...] = ()
    gains: tuple[Gain, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    followers: tuple[Person, ...] = ()

    @property
    def unanswered(self) -> tuple[Remark, ...]:
        """The questions that still wait for an answer, oldest first."""
        answered = {remark.answers_id for remark in self.remarks}
        return tuple(each for each in self.remarks if each.kind == "question" and each.id not in answered)
