"""What Prometheus reads, while people and Teams give the service something to tell."""

import re
import shutil
import socket
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import select

from bot.watching.watch import Watch
from sandbox.app import Sandbox
from services.digests import DIGEST
from storage.tables import ConversationRow, ScheduleRow
from tests.actors import Person
from tests.clock import SteeredClock
from tests.service import Guldkorn, guldkorn


@pytest.fixture
def metrics_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@pytest.fixture
async def stage(
    database_url: str, sandbox: Sandbox, clock: SteeredClock, metrics_port: int
) -> AsyncIterator[Guldkorn]:
    async with guldkorn(database_url, sandbox, clock, metrics_port=metrics_port) as running:
        yield running


class Prometheus:
    """Reads the page as Prometheus does."""

    def __init__(self, stage: Guldkorn, port: int) -> None:
        self.stage, self.url = stage, f"http://127.0.0.1:{port}/metrics"
        self.text = ""

    async def scrapes(self) -> None:
        async with self.stage.http.get(self.url) as answer:
            assert answer.status == 200
            assert answer.content_type == "text/plain"
            self.text = await answer.text()

    def reads(self, series: str, /, **labels: str) -> float:
        """The sum of all series of this name with these labels."""
        return sum(
            sample.value
            for family in text_string_to_metric_families(self.text)
            for sample in family.samples
            if sample.name == f"guldkorn_{series}" and labels.items() <= sample.labels.items()
        )


@pytest.fixture
def prometheus(stage: Guldkorn, metrics_port: int) -> Prometheus:
    return Prometheus(stage, metrics_port)


@pytest.fixture
async def mette(stage: Guldkorn) -> Person:
    person = Person(stage, "odense-mette")
    await person.installs_the_app()
    return person


async def test_turns_are_counted_by_what_they_came_to(prometheus: Prometheus, mette: Person) -> None:
    await mette.says("hej")
    await mette.taps("mine")
    await mette.presses({"type": "Action.Execute", "verb": "made-up", "data": {}}, (await mette.last())["id"])
    await mette.says("ikke sendt")
    await prometheus.stage.api.post("resend")
    await prometheus.stage.api.post(
        "deliver", **{"as": mette.name, "activity": {"type": "typing", "id": "7"}}
    )
    await prometheus.scrapes()
    tap = {"type": "invoke", "name": "adaptiveCard/action"}
    assert prometheus.reads("turns_total", type="message", outcome="done") == 1
    assert prometheus.reads("turns_total", type="message", outcome="refused") == 1
    assert prometheus.reads("turns_total", type="message", outcome="repeated") == 1
    assert prometheus.reads("turns_total", verb="mine", outcome="done", **tap) == 1
    assert prometheus.reads("turns_total", verb="other", outcome="refused", **tap) == 1
    assert prometheus.reads("turns_total", type="other", outcome="ignored") == 1
    assert prometheus.reads("turn_seconds_count", **tap) == 2
    assert "made-up" not in prometheus.text


async def test_calls_to_teams_are_counted_by_status_and_deliveries_by_outcome(
    prometheus: Prometheus, mette: Person
) -> None:
    await prometheus.stage.api.post("faults", kind="status", status=429, retry_after=5, operation="send")
    await prometheus.stage.api.post("faults", kind="cut_after", operation="send")
    await mette.says("hej")
    for _ in range(2):
        await prometheus.stage.later(60)
    await prometheus.scrapes()
    sends = {"operation": "POST conversations/activities"}
    welcome_and_greeting = 2
    assert prometheus.reads("teams_call_seconds_count", status="429", **sends) == 1
    assert prometheus.reads("teams_call_seconds_count", status="broken_off", **sends) == 1
    assert prometheus.reads("teams_call_seconds_count", status="201", **sends) == welcome_and_greeting
    assert prometheus.reads("deliveries_total", outcome="sent") == welcome_and_greeting
    assert prometheus.reads("deliveries_total", outcome="owed") == 2
    assert prometheus.reads("deliveries_uncertain_total") == 1


async def test_what_is_owed_is_counted_with_its_age_until_it_is_sent_or_given_up(
    prometheus: Prometheus, mette: Person
) -> None:
    await prometheus.stage.api.post("faults", kind="status", status=429, retry_after=600, operation="send")
    await mette.says("hej")
    await prometheus.stage.later(90)
    await prometheus.scrapes()
    assert prometheus.reads("deliveries_owed") == 1
    assert prometheus.reads("deliveries_oldest_seconds") == 90
    await prometheus.stage.api.post(
        "faults", kind="status", status=403, code="MessageWritesBlocked", operation="send"
    )
    await prometheus.stage.later(3600)
    await prometheus.scrapes()
    assert prometheus.reads("deliveries_owed") == 0
    assert prometheus.reads("deliveries_oldest_seconds") == 0
    assert prometheus.reads("deliveries_given_up") == 1


async def test_a_digest_is_late_from_when_it_is_due_until_it_is_told(
    prometheus: Prometheus, mette: Person
) -> None:
    now = prometheus.stage.clock.now()
    with prometheus.stage.service.database.session(None) as session:
        chat = session.scalars(select(ConversationRow)).one()
        session.add(
            ScheduleRow(
                organisation_id=chat.organisation_id,
                conversation_id=chat.id,
                kind=DIGEST,
                weekday=now.weekday(),
                time=(now + timedelta(hours=1)).time(),
                zone="UTC",
                language="da",
                active=True,
                since=now,
            )
        )
    for minutes, late in ((59, 0), (11, 600)):
        await prometheus.stage.later(minutes * 60)
        await prometheus.scrapes()
        assert prometheus.reads("digest_late_seconds") == late
    await prometheus.stage.service.timetable.carry_out("digests")
    await prometheus.scrapes()
    assert prometheus.reads("digest_late_seconds") == 0


async def test_waiting_for_the_database_and_its_work_are_timed(prometheus: Prometheus, mette: Person) -> None:
    await mette.says("hej")
    await prometheus.scrapes()
    assert prometheus.reads("database_wait_seconds_count") > 2
    assert prometheus.reads("database_wait_seconds_count") == prometheus.reads("database_work_seconds_count")
    assert 0 < prometheus.reads("database_work_seconds_sum") < 60


async def test_without_the_database_the_page_still_answers_but_what_is_owed_is_no_number(
    sqlite_template: Path, tmp_path: Path, sandbox: Sandbox, clock: SteeredClock, metrics_port: int
) -> None:
    path = tmp_path / "locked.db"
    shutil.copy(sqlite_template, path)
    impatient = f"sqlite:///{path}?timeout=0.1"
    async with guldkorn(impatient, sandbox, clock, metrics_port=metrics_port) as stage:
        prometheus = Prometheus(stage, metrics_port)
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await prometheus.scrapes()
        for name in (
            "deliveries_owed",
            "deliveries_given_up",
            "deliveries_oldest_seconds",
            "digest_late_seconds",
        ):
            assert f"guldkorn_{name} NaN" in prometheus.text


async def test_the_page_tells_nothing_about_people(prometheus: Prometheus, mette: Person) -> None:
    await mette.says("forslag")
    await mette.says("Hemmelig opgave")
    await prometheus.scrapes()
    person = prometheus.stage.sandbox.world.person(mette.name)
    for telling in ("Hemmelig", "Mette", person.aad_id, person.tenant_id, "a:"):
        assert telling not in prometheus.text


async def test_the_page_is_not_on_the_port_that_the_world_reaches(prometheus: Prometheus) -> None:
    async with prometheus.stage.http.get(f"{prometheus.stage.url}/metrics") as answer:
        assert answer.status == 404


async def test_every_figure_is_documented_and_no_other_is(prometheus: Prometheus) -> None:
    page = (Path(__file__).parent.parent / "docs" / "administrators.md").read_text(encoding="utf-8")
    await prometheus.scrapes()
    shown = re.findall(r"^# TYPE (guldkorn_\w+) ", prometheus.text, re.MULTILINE)
    assert sorted(re.findall(r"^\| `(guldkorn_\w+)` \|", page, re.MULTILINE)) == sorted(shown)


def test_nobody_outside_can_make_new_series() -> None:
    watch = Watch({("message", "")}, {"mine"})
    for number in range(100):
        with watch.turn((f"kind {number}", "name"), f"verb {number}") as seen:
            seen.outcome = "done"
    (turns,) = (family for family in watch.registry.collect() if family.name == "guldkorn_turns")
    assert [sample.value for sample in turns.samples if sample.name == "guldkorn_turns_total"] == [100]
