"""The process: the record that lives from idea to decommissioning."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

Answer = str | int | list[str] | None
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


class Visibility(StrEnum):
    """Who may read a process."""

    PRIVATE = "private"
    ORGANISATION = "organisation"
    NETWORKS = "networks"
    EVERYONE = "everyone"


@dataclass(frozen=True, kw_only=True)
class Person:
    """A person as shown to others of their organisation."""

    id: UUID
    name: str


@dataclass(frozen=True, kw_only=True)
class Remark:
    """Free text attached to a process: a "question", the "answer" to it (`answers_id`), or a "reason"."""

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
class Process:
    """One process with everything its rules and cards need; persons are None once erased."""

    id: UUID
    organisation_id: UUID
    number: int
    version: int
    phase: Phase
    status: Status
    visibility: Visibility
    submitter: Person | None
    expert: Person | None
    holder: Person | None
    answers: Answers
    submitted_at: datetime
    changed_at: datetime
    look_again_on: date | None = None
    networks: frozenset[UUID] = frozenset()
    remarks: tuple[Remark, ...] = field(default=())
    assets: tuple[Asset, ...] = field(default=())
    """The files that are stored, oldest first."""

    @property
    def title(self) -> str:
        """The name its submitter gave it."""
        return str(self.answers["title"])

    @property
    def unanswered(self) -> tuple[Remark, ...]:
        """The questions that still wait for an answer, oldest first."""
        answered = {remark.answers_id for remark in self.remarks}
        return tuple(each for each in self.remarks if each.kind == "question" and each.id not in answered)
