"""The figures as Markdown tables: medians of the rounds."""

import os
import platform
import re
import sqlite3
import statistics
import sysconfig
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks.load import Round


@dataclass(kw_only=True)
class Measured:
    """One of those compared: its rounds with one person, and with many at once."""

    name: str
    against: "Mapping[str, Measured]" = field(default_factory=dict)
    """Those it is held against, by a word for each."""
    alone: list[Round] = field(default_factory=list)
    crowded: list[Round] = field(default_factory=list)
    calm: list[float] = field(default_factory=list)
    """How long an answer takes, in seconds, while nothing else is under way."""

    @property
    def rate_alone(self) -> float:
        """A second, one after the other."""
        return statistics.median(one.per_second for one in self.alone)

    @property
    def rate_crowded(self) -> float:
        """A second, with many people at once."""
        return statistics.median(one.per_second for one in self.crowded)

    @property
    def cpu(self) -> float:
        """Seconds on the processors for each activity, with many people at once."""
        return statistics.median(one.cpu for one in self.crowded)

    @property
    def wait(self) -> float:
        """How long an answer takes while nothing else is under way."""
        return statistics.median(self.calm)


def machine() -> str:
    """What was measured on, when, and with which versions."""
    processor = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text())
    return ", ".join(
        (
            f"{datetime.now(UTC):%Y-%m-%d}",
            processor[1] if processor else platform.machine(),
            f"{len(os.sched_getaffinity(0))} cores",
            f"Python {platform.python_version()} built {'with' if _optimized() else 'without'} PGO",
            f"SQLite {sqlite3.sqlite_version}",
            *(f"{name} {version(name)}" for name in ("sqlalchemy", "psycopg", "aiohttp")),
        )
    )


def comparison(rows: Sequence[Measured], people: int) -> str:
    """A line for each of those compared, and how its rates and its cost are to those it is held against."""
    rates = ["a second, 1 user", f"a second, {people} users", "p50, ms", "p99, ms", "rates, compared"]
    return _table(["", *rates, "CPU, ms", "CPU, compared"], map(_line, rows))


def waits(rows: Sequence[Measured]) -> str:
    """A line for each of those compared: how long an answer takes while nothing else is under way."""
    lines = (
        [row.name, f"{1000 * row.wait:.1f}", _compared(row, lambda one, other: _times(one.wait, other.wait))]
        for row in rows
    )
    return _table(["", "p50, ms", "compared"], lines)


def memory(samples: Sequence[tuple[int, float]]) -> str:
    """How much memory the service held after so many turns."""
    return _table(["turns", "resident, MB"], ([f"{turns:,}", f"{held:.0f}"] for turns, held in samples))


def _line(row: Measured) -> list[str]:
    p50 = statistics.median(one.p50 for one in row.crowded)
    p99 = statistics.median(one.p99 for one in row.crowded)
    return [
        row.name,
        f"{row.rate_alone:.0f}",
        f"{row.rate_crowded:.0f}",
        f"{p50 * 1000:.1f}",
        f"{p99 * 1000:.1f}",
        _compared(row, _rates),
        f"{row.cpu * 1000:.2f}",
        _compared(row, lambda one, other: _times(one.cpu, other.cpu)),
    ]


def _rates(row: Measured, other: Measured) -> str:
    alone, crowded = (_times(row.rate_alone, other.rate_alone), _times(row.rate_crowded, other.rate_crowded))
    return f"{alone} and {crowded}"


def _compared(row: Measured, compare: Callable[[Measured, Measured], str]) -> str:
    return "; ".join(f"{compare(row, other)} × {word}" for word, other in row.against.items())


def _times(figure: float, other: float) -> str:
    return f"{figure / other:.2f}"


def _optimized() -> bool:
    """Whether this Python was built with profiles of itself (PGO), which makes it a tenth faster."""
    return "--enable-optimizations" in (sysconfig.get_config_var("CONFIG_ARGS") or "")


def _table(head: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    rule = ["---", *("---:" for _ in head[1:])]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, rule, *lines))
