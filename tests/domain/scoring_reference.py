"""The figures once more, slowly and in exact fractions, as the rules on paper say them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

GOOD = {"high": 3, "some": 2, "lesser": 1, "not_at_all": 0}
BAD = {"high": 0, "some": 1, "lesser": 2, "not_at_all": 3}
POINTS = {
    "professional_judgement": BAD,
    "change_frequency": BAD,
    "structured_information": GOOD,
    "variation": BAD,
    "digital_information": GOOD,
    "quality_gain": GOOD,
    "speed_gain": GOOD,
    "routine_relief": GOOD,
    "automatable": GOOD,
}
GAINS = ("quality_gain", "speed_gain", "routine_relief")
FITNESS = tuple(key for key in POINTS if key not in GAINS)


@dataclass(frozen=True, kw_only=True)
class Paper:
    """What somebody with pen and paper reckons from; None is what nobody knows."""

    given: Sequence[Mapping[str, str]]
    """The own reviewers' assessments that are given, each criterion → degree."""
    submitter: str
    """The submitter's answer about professional judgement."""
    occurrences: int | None
    seconds: int | None
    degree: int
    weights: tuple[int, int, int]
    bar: int


def middle(numbers: Sequence[int]) -> Fraction:
    """The median."""
    ranked = sorted(numbers)
    half = len(ranked) // 2
    if len(ranked) % 2:
        return Fraction(ranked[half])
    return Fraction(ranked[half - 1] + ranked[half], 2)


def percent_of_three(points: Sequence[Fraction]) -> Fraction | None:
    """100 × mean ÷ 3; not computed of nothing."""
    if not points:
        return None
    return 100 * sum(points, Fraction(0)) / len(points) / 3


def figures(paper: Paper) -> dict[str, object]:
    """Reckon every figure."""
    judged: dict[str, list[int]] = {}
    for key, points in POINTS.items():
        judged[key] = [points[each[key]] for each in paper.given if each[key] != "unknown"]
    medians = {key: middle(points) for key, points in judged.items() if points}
    answered = 0
    for several in judged.values():
        answered += len(several)

    basis = medians
    if not paper.given:
        basis = {}
        if paper.submitter != "unknown":
            basis = {"professional_judgement": Fraction(BAD[paper.submitter])}
    suitability = percent_of_three([basis[key] for key in FITNESS if key in basis])
    benefit = percent_of_three([basis[key] for key in GAINS if key in basis])

    potential = reach = None
    if paper.occurrences is not None and paper.seconds is not None:
        potential = Fraction(paper.occurrences * paper.seconds, 3600) * paper.degree / 100
        reach = 100 * potential / (potential + paper.bar)

    stars = None
    if paper.given and suitability is not None:
        zeros = len([key for key in FITNESS if medians.get(key) == 0])
        stars = 1
        if suitability >= 50 and zeros <= 2:
            stars = 2
        if suitability >= 80 and zeros == 0 and potential is not None and potential >= paper.bar:
            stars = 3

    weighed = total = Fraction(0)
    for weight, figure in zip(paper.weights, (suitability, benefit, reach), strict=True):
        if figure is not None:
            weighed += weight * figure
            total += weight

    if "professional_judgement" in medians:
        takes_judgement = medians["professional_judgement"] < 1
    else:
        takes_judgement = paper.submitter == "high"

    return {
        "reviewers": len(paper.given),
        "points": medians,
        "spread": {key: max(points) - min(points) for key, points in judged.items() if points},
        "confidence": Fraction(answered, 9 * len(paper.given)) if paper.given else None,
        "suitability": suitability,
        "benefit": benefit,
        "potential": potential,
        "reach": reach,
        "stars": stars,
        "priority": weighed / total if total else None,
        "provisional": not paper.given,
        "takes_judgement": takes_judgement,
    }
