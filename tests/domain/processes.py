"""A process in memory, and assessments of it written briefly."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from uuid_utils.compat import uuid7

from domain.assessment import CRITERIA, Assessment
from domain.people import Person, ReviewTeam
from domain.process import Phase, Process, Status, Visibility
from domain.sight import SeenProcess, seen

NOW = datetime(2026, 11, 20, tzinfo=UTC)
ODENSE, AARHUS = uuid7(), uuid7()
DEGREES = {"h": "high", "s": "some", "l": "lesser", "n": "not_at_all", "?": "unknown"}


def person(name: str) -> Person:
    """Somebody."""
    return Person(id=uuid7(), name=name)


def a_process(**facts: Any) -> Process:
    """A free idea of Odense, as far as nothing else is said."""
    usual: dict[str, Any] = {
        "id": uuid7(),
        "organisation_id": ODENSE,
        "number": 1,
        "version": 1,
        "phase": Phase.IDEA,
        "status": Status.NOT_RATED,
        "visibility": Visibility.ORGANISATION,
        "submitter": None,
        "expert": None,
        "holder": None,
        "answers": {"title": "Rykkere"},
        "submitted_at": NOW,
        "phase_since": NOW,
        "changed_at": NOW,
    }
    return Process(**usual | facts)


def a_seen_process(**facts: Any) -> SeenProcess:
    """The same, for somebody from whom nothing is hidden."""
    return SeenProcess(**vars(a_process(**facts)), hidden=frozenset())


def seen_by_team(process: Process, **facts: Any) -> SeenProcess:
    """A process as it stands in its organisation's review channel, with these facts if they are given."""
    shown = seen(ReviewTeam(organisation_id=process.organisation_id), replace(process, **facts))
    assert shown is not None
    return shown


def judged(letters: str, *, organisation_id: UUID = ODENSE, given: bool = True) -> Assessment:
    """Somebody's assessment: "nnhnh hhh h" is a letter for each criterion, in the order they are asked."""
    degrees = [DEGREES[letter] for letter in letters.replace(" ", "")]
    return Assessment(
        id=uuid7(),
        reviewer=person("Rie"),
        organisation_id=organisation_id,
        judgements={each.key: degree for each, degree in zip(CRITERIA, degrees, strict=True)},
        given=given,
        at=NOW,
    )
