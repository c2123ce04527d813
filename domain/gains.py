"""What a robot has really saved, month by month."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class GainSource(StrEnum):
    """How a gain became known."""

    HAND = "hand"
    RUNS = "runs"


@dataclass(frozen=True, kw_only=True)
class Gain:
    """The hours saved in one month (its first day), as written by hand or as the robot's runs came to.

    `runs` is how many there were, None where only the hours are known.
    """

    month: date
    source: GainSource
    hours: float
    runs: int | None = None


def hours_by_month(gains: Iterable[Gain]) -> Mapping[date, float]:
    """Return the hours of each month, oldest first; those written by hand go before what runs came to."""
    by_source: dict[date, dict[GainSource, float]] = defaultdict(dict)
    for gain in gains:
        by_source[gain.month][gain.source] = gain.hours
    return {
        month: hours.get(GainSource.HAND, hours.get(GainSource.RUNS, 0.0))
        for month, hours in sorted(by_source.items())
    }


def hours_saved(gains: Iterable[Gain]) -> float:
    """Return the hours of all months."""
    return sum(hours_by_month(gains).values())
