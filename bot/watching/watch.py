"""What is seen of the service while it works: figures always, and spans where traces are asked for."""

import os
from collections.abc import AsyncIterator, Collection, Iterator
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager, nullcontext
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING, TypeAlias

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
)

if TYPE_CHECKING:
    from bot.watching.tracing import Spans

Kind: TypeAlias = tuple[str, str]
OTHER: Kind = ("other", "")
OTLP_ENDPOINTS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 15)
"""How durations are told apart: a turn should take less than 2, and Teams gives up at 15."""


# They would double what is scraped, and nobody asks for them.
disable_created_metrics()  # type: ignore[no-untyped-call]


@dataclass
class UnderWay:
    """Something under way; what it came to is filled in before its end."""

    outcome: str = "broken_off"


class Watch:
    """What the seams of the service tell when they have done something; never what people write.

    Kinds of activity and verbs that are not known count as "other": nobody outside can make new labels.
    """

    def __init__(
        self, kinds: Collection[Kind] = (), verbs: Collection[str] = (), spans: "Spans | None" = None
    ) -> None:
        self._kinds, self._verbs, self._spans = kinds, verbs, spans
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._turns = self._counter(
            "turns", "Turns, by what they came to.", "type", "name", "verb", "outcome"
        )
        self._turn = self._durations("turn", "How long Teams waited for a turn.", "type", "name")
        self._call = self._durations("teams_call", "Calls to Teams.", "operation", "status")
        self._wait = self._durations("database_wait", "Waiting for a database thread.")
        self._work = self._durations("database_work", "Work in a database thread.")
        self._deliveries = self._counter("deliveries", "Attempts to send, by what they came to.", "outcome")
        self._uncertain = self._counter(
            "deliveries_uncertain", "Attempts whose answer was lost: the message may have come twice."
        )

    @contextmanager
    def turn(self, kind: Kind, verb: str) -> Iterator[UnderWay]:
        """Follow a turn."""
        activity, name = kind if kind in self._kinds else OTHER
        verb = verb if verb in self._verbs else verb and OTHER[0]
        seen, began = UnderWay(), perf_counter()
        try:
            with self._span(f"{activity} {name}".rstrip(), seen, verb=verb):
                yield seen
        finally:
            self._turn.labels(activity, name).observe(perf_counter() - began)
            self._turns.labels(activity, name, verb, seen.outcome).inc()

    @contextmanager
    def call(self, operation: str) -> Iterator[UnderWay]:
        """Follow a call to Teams, which comes to an HTTP status."""
        seen, began = UnderWay(), perf_counter()
        try:
            with self._span(operation, seen):
                yield seen
        finally:
            self._call.labels(operation, seen.outcome).observe(perf_counter() - began)

    def database_work(self, waited: float, worked: float) -> None:
        """Take that work had to wait so many seconds for a database thread, and then took so many."""
        self._wait.observe(waited)
        self._work.observe(worked)
        if self._spans:
            self._spans.past("database", worked, waited=waited)

    def delivery(self, outcome: str, *, uncertain: bool) -> None:
        """Take what became of an attempt to send."""
        self._deliveries.labels(outcome).inc()
        self._uncertain.inc(uncertain)

    def _span(self, title: str, seen: UnderWay, **attributes: str) -> AbstractContextManager[None]:
        return self._spans.around(title, seen, attributes) if self._spans else nullcontext()

    def _counter(self, name: str, told: str, *labels: str) -> Counter:
        return Counter(f"guldkorn_{name}", told, labels, registry=self.registry)

    def _durations(self, name: str, told: str, *labels: str) -> Histogram:
        return Histogram(f"guldkorn_{name}_seconds", told, labels, registry=self.registry, buckets=SECONDS)


@asynccontextmanager
async def watching(kinds: Collection[Kind], verbs: Collection[str]) -> AsyncIterator[Watch]:
    """Watch for as long as the service runs; spans are sent if the environment says where to."""
    if not any(map(os.environ.get, OTLP_ENDPOINTS)):
        yield Watch(kinds, verbs)
        return
    from bot.watching.tracing import sending_spans  # only where it is asked for: it brings much along

    async with sending_spans() as spans:
        yield Watch(kinds, verbs, spans)
