"""Who acts and who reads, with the roles that Teams and the coordinators' list give them."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from domain.errors import NotACoordinator, NotAReviewer


@dataclass(frozen=True, kw_only=True)
class Person:
    """A person as shown to others of their organisation."""

    id: UUID
    name: str


class Role(StrEnum):
    """What a person is besides an employee."""

    REVIEWER = "reviewer"
    COORDINATOR = "coordinator"


class Part(StrEnum):
    """What a person does for one process, beside having suggested it."""

    HOLDER = "holder"
    DEPUTY = "deputy"
    EXPERT = "expert"
    WATCHER = "watcher"


FOR_REVIEWERS = frozenset({Part.HOLDER, Part.DEPUTY})
"""The parts that only somebody of the review team can have."""


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Whoever is shown something, with their organisation's eyes: a person, or several who read along."""

    organisation_id: UUID
    roles: frozenset[Role] = frozenset()

    @property
    def reviews(self) -> bool:
        """Whether this person may judge and move processes."""
        return bool(self.roles)

    @property
    def coordinates(self) -> bool:
        """Whether this person answers for settings, sharing and personal data."""
        return Role.COORDINATOR in self.roles


@dataclass(frozen=True, kw_only=True)
class Actor(Reader):
    """A person as a service sees them; made from the signed activity, never from card data or text."""

    person_id: UUID


@dataclass(frozen=True, kw_only=True)
class AnyMember(Reader):
    """Any member of an organisation: what they may read, all of it may."""


@dataclass(frozen=True, kw_only=True)
class ReviewTeam(Reader):
    """The reviewers of an organisation together, in a conversation where others may read along."""

    roles: frozenset[Role] = frozenset({Role.REVIEWER})


def check_reviews(actor: Reader) -> None:
    """The team's own lists are for its reviewers and coordinators."""
    if not actor.reviews:
        raise NotAReviewer


def check_coordinates(actor: Actor) -> None:
    """What holds for all of an organisation is for its coordinators."""
    if not actor.coordinates:
        raise NotACoordinator
