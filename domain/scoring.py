"""What follows from the answers and the assessments, in numbers; each can be told how it came about."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median

from domain.assessment import BENEFIT, CRITERIA, HIGHEST, JUDGEMENT, SUITABILITY, Assessment, Criterion
from domain.figures import SECONDS_PER_HOUR, manual_hours, manual_seconds
from domain.process import Answers, Process
from domain.settings import Settings

DEFAULT_DEGREE = 80
"""Percent of the manual hours a robot is expected to take, until a reviewer says otherwise."""

DISAGREEMENT = 2
"""A spread of so many points is shown before anyone decides."""


@dataclass(frozen=True, kw_only=True)
class Score:
    """The figures of one process; a figure that cannot be computed is None, and never zero.

    `points` holds each criterion's median, `spread` how far the reviewers lie apart, for criteria
    that anybody answered. Suitability, benefit, reach and priority are 0–100; hours are a year's.
    """

    reviewers: int
    points: Mapping[str, float]
    spread: Mapping[str, int]
    confidence: float | None
    suitability: float | None
    benefit: float | None
    manual_hours: float | None
    automation_degree: int
    potential: float | None
    reach: float | None
    stars: int | None
    priority: float | None
    provisional: bool

    @property
    def disagreements(self) -> Sequence[str]:
        """The criteria the reviewers see quite differently."""
        return [key for key, spread in self.spread.items() if spread >= DISAGREEMENT]


def score(process: Process, settings: Settings) -> Score:
    """Compute all figures of a process from the assessments its own organisation's reviewers have given."""
    given = own_assessments(process)
    judged = {criterion.key: _points(criterion, given) for criterion in CRITERIA}
    points = {key: float(median(several)) for key, several in judged.items() if several}
    provisional = not given
    basis = submitters_points(process.answers) if provisional else points
    suitability, benefit = _share(SUITABILITY, basis), _share(BENEFIT, basis)
    potential = expected_saving(process.answers)
    reach = None if potential is None else _reach(potential, settings.bar)
    return Score(
        reviewers=len(given),
        points=points,
        spread={key: max(several) - min(several) for key, several in judged.items() if several},
        confidence=sum(map(len, judged.values())) / (len(CRITERIA) * len(given)) if given else None,
        suitability=suitability,
        benefit=benefit,
        manual_hours=manual_hours(process.answers),
        automation_degree=automation_degree(process.answers),
        potential=potential,
        reach=reach,
        stars=None if provisional else _stars(points, suitability, potential, settings.bar),
        priority=_priority(weighed(settings, suitability, benefit, reach)),
        provisional=provisional,
    )


def weighed(
    settings: Settings, suitability: float | None, benefit: float | None, reach: float | None
) -> Mapping[str, tuple[int, float]]:
    """Return the weight and the figure of all that goes into the priority; what is not computed does not."""
    weighted = {
        "suitability": (settings.suitability_weight, suitability),
        "benefit": (settings.benefit_weight, benefit),
        "reach": (settings.reach_weight, reach),
    }
    return {
        key: (weight, figure) for key, (weight, figure) in weighted.items() if figure is not None and weight
    }


def own_assessments(process: Process) -> Sequence[Assessment]:
    """Return what the process's own organisation's reviewers have given."""
    own = process.organisation_id
    return [each for each in process.assessments if each.given and each.organisation_id == own]


def automation_degree(answers: Answers) -> int:
    """Return how much of the work a robot is expected to take, in percent."""
    said = answers.get("automation_degree")
    return said if isinstance(said, int) else DEFAULT_DEGREE


def expected_saving(answers: Answers) -> float | None:
    """Return the potential: the hours a year that a robot is expected to save; None if they are not known."""
    seconds = manual_seconds(answers)
    # One division of whole numbers, so that what just meets the bar does so in floating point too.
    return None if seconds is None else seconds * automation_degree(answers) / (100 * SECONDS_PER_HOUR)


def takes_judgement(process: Process) -> bool:
    """Whether the work takes professional judgement to a high degree, which no robot can exercise.

    By the reviewers' median, half-way counting as high; by the submitter's answer until one of them says.
    """
    points = _points(JUDGEMENT, own_assessments(process))
    if points:
        return median(points) < 1
    return process.answers.get("professional_judgement") == "high"


def submitters_points(answers: Answers) -> Mapping[str, float]:
    """Return the one criterion the submitter has answered, which counts until a reviewer says more."""
    points = JUDGEMENT.points(str(answers.get("professional_judgement", "unknown")))
    return {} if points is None else {JUDGEMENT.key: float(points)}


def at_no_points(points: Mapping[str, float]) -> int:
    """Return how many of the criteria for suitability stand at 0 points."""
    return sum(points.get(criterion.key) == 0 for criterion in SUITABILITY)


def _points(criterion: Criterion, given: Iterable[Assessment]) -> list[int]:
    said = (each.judgements[criterion.key] for each in given if criterion.key in each.judgements)
    points = map(criterion.points, said)
    return [each for each in points if each is not None]


def _share(criteria: Iterable[Criterion], points: Mapping[str, float]) -> float | None:
    known = [points[criterion.key] for criterion in criteria if criterion.key in points]
    return 100 * fmean(known) / HIGHEST if known else None


def _reach(potential: float, bar: float) -> float:
    return 100 * potential / (potential + bar)


def _stars(
    points: Mapping[str, float], suitability: float | None, potential: float | None, bar: float
) -> int | None:
    if suitability is None:
        return None
    at_zero = at_no_points(points)
    if suitability >= 80 and not at_zero and potential is not None and potential >= bar:
        return 3
    return 2 if suitability >= 50 and at_zero <= 2 else 1


def _priority(parts: Mapping[str, tuple[int, float]]) -> float | None:
    if not parts:
        return None
    total = sum(weight for weight, _ in parts.values())
    return sum(weight * figure for weight, figure in parts.values()) / total
