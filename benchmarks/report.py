"""The figures as Markdown tables: medians of the rounds."""

import os
import platform
import re
import sqlite3
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks.load import Round


@dataclass(kw_only=True)
class Measured:
    """One of those compared: its rounds with one person, and with many at once."""

    name: str
    against: str | None = None
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


def machine() -> str:
    """What was measured on, when, and with which versions."""
    processor = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text())
    return ", ".join(
        (
            f"{datetime.now(UTC):%Y-%m-%d}",
            processor[1] if processor else platform.machine(),
            f"{len(os.sched_getaffinity(0))} cores",
            f"Python {platform.python_version()}",
            f"SQLite {sqlite3.sqlite_version}",
            *(f"{name} {version(name)}" for name in ("sqlalchemy", "psycopg", "aiohttp")),
        )
    )


def comparison(rows: Sequence[Measured], people: int) -> str:
    """A line for each of those compared, and how its rates are to those of what it is held against."""
    by_name = {row.name: row for row in rows}
    head = ["", "a second, 1 user", f"a second, {people} users", "p50, ms", "p99, ms", "rates, compared"]
    return _table(head, (_line(row, by_name.get(row.against or "")) for row in rows))


def waits(rows: Sequence[Measured]) -> str:
    """A line for each of those compared: how long an answer takes while nothing else is under way."""
    by_name = {row.name: statistics.median(row.calm) for row in rows}
    lines = (
        [
            row.name,
            f"{1000 * by_name[row.name]:.1f}",
            f"{by_name[row.name] / by_name[row.against]:.2f} × {row.against}" if row.against else "",
        ]
        for row in rows
    )
    return _table(["", "p50, ms", "compared"], lines)


def memory(samples: Sequence[tuple[int, float]]) -> str:
    """How much memory the service held after so many turns."""
    return _table(["turns", "resident, MB"], ([f"{turns:,}", f"{held:.0f}"] for turns, held in samples))


def _line(row: Measured, other: Measured | None) -> list[str]:
    p50 = statistics.median(one.p50 for one in row.crowded)
    p99 = statistics.median(one.p99 for one in row.crowded)
    share = _share(row, other) if other else ""
    return [
        row.name,
        f"{row.rate_alone:.0f}",
        f"{row.rate_crowded:.0f}",
        f"{p50 * 1000:.1f}",
        f"{p99 * 1000:.1f}",
        share,
    ]


def _share(row: Measured, other: Measured) -> str:
    alone, crowded = row.rate_alone / other.rate_alone, row.rate_crowded / other.rate_crowded
    return f"{alone:.2f} and {crowded:.2f} × {other.name}"


def _table(head: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    rule = ["---", *("---:" for _ in head[1:])]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, rule, *lines))
