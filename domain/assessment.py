"""What a reviewer judges: the nine criteria, and one reviewer's judgement of a process."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.people import Person

HIGHEST = 3
"""The most points a criterion gives; the least is 0."""

_DEGREES = {"high": 3, "some": 2, "lesser": 1, "not_at_all": 0}

Judgements = Mapping[str, str]
"""Criterion → degree: high, some, lesser, not_at_all or unknown."""


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """One question to a reviewer; `high_is_good` says whether a high degree speaks for a robot."""

    key: str
    high_is_good: bool

    def points(self, degree: str) -> int | None:
        """Return 0–3 points for a degree; None for "unknown", which counts for nothing."""
        if degree == "unknown":
            return None
        return _DEGREES[degree] if self.high_is_good else HIGHEST - _DEGREES[degree]


SUITABILITY = (
    Criterion(key="professional_judgement", high_is_good=False),
    Criterion(key="change_frequency", high_is_good=False),
    Criterion(key="structured_information", high_is_good=True),
    Criterion(key="variation", high_is_good=False),
    Criterion(key="digital_information", high_is_good=True),
    Criterion(key="automatable", high_is_good=True),
)
BENEFIT = (
    Criterion(key="quality_gain", high_is_good=True),
    Criterion(key="speed_gain", high_is_good=True),
    Criterion(key="routine_relief", high_is_good=True),
)
CRITERIA = (*SUITABILITY[:5], *BENEFIT, SUITABILITY[5])
"""All nine, in the order they are asked. Source: KL's own questions."""

JUDGEMENT = SUITABILITY[0]


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """One reviewer's judgement; it counts once it is `given`, and is theirs alone while half done."""

    id: UUID
    reviewer: Person | None
    organisation_id: UUID
    judgements: Judgements
    given: bool
    at: datetime
