"""Spans for OpenTelemetry, sent by OTLP over HTTP to where the standard environment variables say."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from importlib.metadata import version
from time import time_ns

import structlog
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import StatusCode, Tracer

from bot.watching.watch import UnderWay

SENT_WITHIN = 1.0  # seconds; a service that ends does not wait for a collector that is away
FAILED = ("broken_off", "failed", "429", "5")
"""The beginnings of outcomes that a trace shows as errors."""


class Spans:
    """Makes spans; each carries what it came to, and the correlation id of the log lines beside it."""

    def __init__(self, tracer: Tracer) -> None:
        self._tracer = tracer

    @contextmanager
    def around(self, title: str, seen: UnderWay, attributes: Mapping[str, str]) -> Iterator[None]:
        """Make what happens inside a span, and what it causes in turn its children."""
        # An exception's words may hold what people wrote, so they stay out.
        with self._tracer.start_as_current_span(
            title, record_exception=False, set_status_on_exception=False
        ) as span:
            try:
                yield
            finally:
                correlation_id = structlog.contextvars.get_contextvars().get("correlation_id", "")
                told = {**attributes, "outcome": seen.outcome, "correlation_id": correlation_id}
                span.set_attributes({f"guldkorn.{name}": value for name, value in told.items() if value})
                if seen.outcome.startswith(FAILED):
                    span.set_status(StatusCode.ERROR)

    def past(self, title: str, seconds: float, **attributes: float) -> None:
        """Make a span of what is over since just now."""
        now = time_ns()
        told = {f"guldkorn.{name}": value for name, value in attributes.items()}
        self._tracer.start_span(title, start_time=now - int(seconds * 1e9), attributes=told).end(now)


@asynccontextmanager
async def sending_spans() -> AsyncIterator[Spans]:
    """Send spans in the background, and what is left of them at the end."""
    named = {
        "service.name": os.environ.get("OTEL_SERVICE_NAME") or "guldkorn",
        "service.version": version("guldkorn"),
    }
    provider = TracerProvider(resource=Resource.create(named), shutdown_on_exit=False)
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    try:
        yield Spans(provider.get_tracer("guldkorn"))
    finally:
        with suppress(TimeoutError):
            async with asyncio.timeout(SENT_WITHIN):
                await asyncio.to_thread(provider.shutdown)
