"""Spans as a collector receives them by OTLP over HTTP, and nothing of it where nobody asks."""

import subprocess
import sys
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable

import pytest
from aiohttp import web
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.common.v1.common_pb2 import KeyValue
from opentelemetry.proto.trace.v1.trace_pb2 import Span, Status

from sandbox.app import Sandbox
from tests.actors import Person
from tests.clock import SteeredClock
from tests.service import guldkorn

SECRET = "Hemmelig opgave om borgere"


class Collector:
    """What an OTLP collector has received."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        self.services: set[str] = set()
        self.spans: list[Span] = []

    async def receive(self, request: web.Request) -> web.Response:
        body = await request.read()
        self.bodies.append(body)
        for resource in ExportTraceServiceRequest.FromString(body).resource_spans:
            self.services.add(attributes(resource.resource.attributes)["service.name"])
            for scope in resource.scope_spans:
                self.spans += scope.spans
        return web.Response()

    def named(self, name: str) -> list[Span]:
        return [span for span in self.spans if span.name == name]

    def within(self, outer: Span) -> dict[str, list[Span]]:
        """The spans directly inside another, by name."""
        inside: dict[str, list[Span]] = defaultdict(list)
        for span in self.spans:
            if (span.trace_id, span.parent_span_id) == (outer.trace_id, outer.span_id):
                inside[span.name].append(span)
        return inside


def attributes(pairs: Iterable[KeyValue]) -> dict[str, str]:
    return {pair.key: pair.value.string_value for pair in pairs}


@pytest.fixture
async def collector(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Collector]:
    collector = Collector()
    app = web.Application()
    app.router.add_post("/v1/traces", collector.receive)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", f"http://{host}:{port}")
    yield collector
    await runner.cleanup()


async def test_a_turn_is_a_trace_of_its_transactions_and_calls_without_what_was_said(
    database_url: str, sandbox: Sandbox, clock: SteeredClock, collector: Collector
) -> None:
    async with guldkorn(database_url, sandbox, clock) as stage:
        mette = Person(stage, "odense-mette")
        await mette.installs_the_app()
        await mette.says("forslag")
        await mette.says(SECRET)
    assert collector.services == {"guldkorn"}
    turns = collector.named("message")
    assert len(turns) == 2
    for turn in turns:
        assert turn.parent_span_id == b""
        told = attributes(turn.attributes)
        assert told["guldkorn.outcome"] == "done"
        assert len(told["guldkorn.correlation_id"]) == 32
        inside = collector.within(turn)
        (call,) = inside["POST conversations/activities"]
        assert attributes(call.attributes)["guldkorn.outcome"] == "201"
        work, outcome = inside["database"]
        assert turn.start_time_unix_nano <= work.start_time_unix_nano <= work.end_time_unix_nano
        assert work.end_time_unix_nano <= call.start_time_unix_nano
        assert outcome.start_time_unix_nano >= call.start_time_unix_nano
    assert not [body for body in collector.bodies if SECRET.split()[0].encode() in body]


async def test_what_fails_is_an_error_in_its_trace_without_its_words(
    database_url: str, sandbox: Sandbox, clock: SteeredClock, collector: Collector
) -> None:
    async with guldkorn(database_url, sandbox, clock) as stage:
        mette = Person(stage, "odense-mette")
        await mette.installs_the_app()
        await stage.api.post("faults", kind="status", status=429, operation="send")
        await mette.says("hej")
        with stage.service.database.engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE draft RENAME TO elsewhere")
        try:
            await mette.says(SECRET)
        finally:
            with stage.service.database.engine.begin() as connection:
                connection.exec_driver_sql("ALTER TABLE elsewhere RENAME TO draft")
    calls = collector.named("POST conversations/activities")
    throttled = [call for call in calls if attributes(call.attributes)["guldkorn.outcome"] == "429"]
    (failed,) = (span for span in collector.named("message") if span.status.code == Status.STATUS_CODE_ERROR)
    assert [call.status.code for call in throttled] == [Status.STATUS_CODE_ERROR]
    assert not failed.events
    assert not [body for body in collector.bodies if SECRET.split()[0].encode() in body]


async def test_a_collector_that_is_away_keeps_nobody_waiting(
    database_url: str, sandbox: Sandbox, clock: SteeredClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://127.0.0.1:1/v1/traces")
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_TIMEOUT", "1")
    async with guldkorn(database_url, sandbox, clock) as stage:
        mette = Person(stage, "odense-mette")
        await mette.installs_the_app()
        await mette.says("hej")
        assert await mette.reads()


@pytest.mark.slow
def test_nothing_of_opentelemetry_is_loaded_where_no_endpoint_is_set() -> None:
    loading = (
        "import sys, asyncio, bot.app\nfrom bot.watching.watch import watching\n"
        "async def main():\n    async with watching((), ()): pass\n"
        "asyncio.run(main())\n"
        "sys.exit(any(name.startswith('opentelemetry') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", loading], env={}).returncode == 0
