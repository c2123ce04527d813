"""How long one organisation's people wait while another is in trouble, measured against a quiet service.

``python -m benchmarks.isolation``: a real service on SQLite and the sandbox, some two minutes. Odense is in
trouble, Gladsaxe is not.
"""

import asyncio
import socket
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, TypeAlias

import aiohttp
from sqlalchemy import select
from uuid_utils.compat import uuid7

from benchmarks.report import machine
from sandbox.__main__ import Service, environment, ready, registrations
from sandbox.app import Sandbox
from sandbox.client import Client
from sandbox.demo import play
from sandbox.world import Json, demo_world
from storage.database import Database
from storage.tables import ConversationRow, DeliveryRow

Deed: TypeAlias = Callable[[], Awaitable[Json]]

ODENSE, GLADSAXE = 0, 1
OWED = 1_000
TIMES = 5
LIMITS = {"B's message": 1.0, "B's tap": 1.0, "A's tap": 5.0}


@dataclass(frozen=True, kw_only=True)
class Trouble:
    """What is wrong in Odense: faults of its Teams, and where much is owed to its chats, if it is."""

    name: str
    faults: tuple[Json, ...] = ()
    owed_at: str = ""


def troubles(black_hole: str) -> tuple[Trouble, ...]:
    """Every trouble that is measured, the quiet service first."""

    def roster(**fault: Any) -> Json:
        return {"operation": "paged_members", "times": 100_000, **fault}

    return (
        Trouble(name="none"),
        Trouble(name="its roster: 429", faults=(roster(kind="status", status=429, retry_after=10),)),
        Trouble(name="its roster: 500", faults=(roster(kind="status", status=500),)),
        Trouble(name="its roster hangs", faults=(roster(kind="slow"),)),
        Trouble(name="its roster is cut", faults=(roster(kind="cut"),)),
        Trouble(
            name=f"{OWED:,} messages owed, 3 s a call",
            faults=({"kind": "slow", "seconds": 3, "conversation": "a:crowd", "times": 100_000},),
            owed_at="usual",
        ),
        Trouble(
            name=f"{OWED:,} messages owed, 429",
            faults=({"kind": "status", "status": 429, "conversation": "a:crowd", "times": 100_000},),
            owed_at="usual",
        ),
        Trouble(
            name=f"{OWED:,} messages owed, blocked",
            faults=(
                {
                    "kind": "status",
                    "status": 403,
                    "code": "ConversationBlockedByUser",
                    "conversation": "a:crowd",
                    "times": 100_000,
                },
            ),
            owed_at="usual",
        ),
        Trouble(name=f"{OWED:,} messages owed, a black hole", owed_at=black_hole),
    )


class Stage:
    """The running service with its two organisations, as their people and their database see it."""

    def __init__(self, api: Client, world: Json, database_url: str) -> None:
        self.api = api
        self.organisations = world["organisations"]
        self.database_url = database_url

    def person(self, organisation: int, role: str) -> Json:
        """Somebody with this role."""
        people: list[Json] = self.organisations[organisation]["people"]
        return next(each for each in people if each["role"] == role)

    def team(self, organisation: int) -> Json:
        """The RPA team."""
        team: Json = self.organisations[organisation]["teams"][0]
        return team

    async def message(self, organisation: int) -> Json:
        """An employee writes, and is answered."""
        return await self.api.post("people", self.person(organisation, "employee")["id"], "say", text="sprog")

    async def tap(self, organisation: int) -> Json:
        """A reviewer asks for the queue, in a chat of their own: that takes to know who reviews."""
        return await self.api.post("people", self.person(organisation, "reviewer")["id"], "say", text="kø")

    async def forget_roster(self, organisation: int) -> None:
        """Let somebody come or go, so that Teams must be asked anew who is in the team."""
        team, person = self.team(organisation)["id"], self.person(organisation, "employee")["id"]
        await self.api.put("teams", team, "members", person)
        await self.api.delete("teams", team, "members", person)

    def owe(self, organisation: int, service_url: str) -> None:
        """Owe much to chats of the organisation, at this service URL."""
        now = datetime.now(UTC)
        with closing(Database(self.database_url)) as database, database.session(None) as session:
            bot = select(ConversationRow).where(
                ConversationRow.service_url.contains(self.organisations[organisation]["tenant_id"])
            )
            like = session.scalars(bot).first()
            assert like is not None
            for number in range(OWED):
                chat = ConversationRow(
                    id=uuid7(),
                    organisation_id=like.organisation_id,
                    bot_app_id=like.bot_app_id,
                    teams_id=f"a:crowd-{uuid7()}-{number}",
                    kind="personal",
                    service_url=like.service_url if service_url == "usual" else service_url,
                    heard_at=now,
                )
                session.add(chat)
                session.flush()
                owed = {"conversation_id": chat.id, "organisation_id": chat.organisation_id}
                args = {"key": "note-unmuted", "args": {}}
                session.add(DeliveryRow(kind="note", args=args, due_at=now, created_at=now, **owed))

    def settle_debts(self) -> None:
        """Owe nobody anything any more."""
        with closing(Database(self.database_url)) as database, database.session(None) as session:
            for row in session.scalars(select(DeliveryRow).where(DeliveryRow.status == "owed")):
                row.status = "skipped"


@contextmanager
def black_hole() -> Iterator[str]:
    """An address on loopback that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0), backlog=4096) as listener:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/"


@asynccontextmanager
async def running() -> AsyncIterator[Stage]:
    """A service of its own with two municipalities that have played the demo."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    bots = registrations(demo_world())
    endpoint = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as named:
        folder = Path(named)
        async with (
            Sandbox.running(world=demo_world()) as sandbox,
            aiohttp.ClientSession() as http,
        ):
            settings = environment(sandbox, bots, folder, port)
            service = Service(folder, settings)
            await service.command("migrate")
            async with service.serving() as process:
                await ready(http, f"{endpoint}/readyz", process)
                for bot in bots:
                    sandbox.connect(bot["app_id"], f"{endpoint}/api/messages", bot["serves"])
                api = Client(http, sandbox.url)
                world = await api.get("world")
                for organisation in world["organisations"][: GLADSAXE + 1]:
                    await play(api, organisation, service.invite)
                stage = Stage(api, world, settings["GULDKORN_DATABASE_URL"])
                for number in (ODENSE, GLADSAXE):
                    await api.put("people", stage.person(number, "reviewer")["id"], "app")
                yield stage


async def waited(deed: Deed) -> float:
    """How many seconds an answer takes."""
    began = perf_counter()
    await deed()
    return perf_counter() - began


async def measure(stage: Stage, trouble: Trouble) -> dict[str, list[float]]:
    """What is waited for while the trouble lasts."""
    for fault in trouble.faults:
        await stage.api.post("faults", **fault)
    if trouble.owed_at:
        await asyncio.to_thread(stage.owe, ODENSE, trouble.owed_at)
        await asyncio.sleep(6)  # longer than a service rests between its looks
    found: dict[str, list[float]] = {of: [] for of in LIMITS}
    for _ in range(TIMES):
        await stage.forget_roster(ODENSE)
        in_trouble = asyncio.create_task(waited(lambda: stage.tap(ODENSE)))
        await asyncio.sleep(0.1)
        found["B's message"].append(await waited(lambda: stage.message(GLADSAXE)))
        found["B's tap"].append(await waited(lambda: stage.tap(GLADSAXE)))
        found["A's tap"].append(await in_trouble)
    await stage.api.delete("faults")
    await asyncio.to_thread(stage.settle_debts)
    return found


async def report() -> int:
    """Measure each trouble, print a line for it, and tell whether somebody waited too long."""
    print(f"{machine()}; {TIMES} times each, seconds: median (longest). A is Odense, B Gladsaxe.\n")
    print("| trouble of A | " + " | ".join(f"{of}, ≤ {limit:g} s" for of, limit in LIMITS.items()) + " |")
    print("| --- | " + " | ".join("---:" for _ in LIMITS) + " |")
    too_long = 0
    with black_hole() as hole:
        async with running() as stage:
            for trouble in troubles(hole):
                found = await measure(stage, trouble)
                too_long += sum(max(found[of]) > limit for of, limit in LIMITS.items())
                cells = (f"{median(each):.2f} ({max(each):.2f})" for each in found.values())
                print(f"| {trouble.name} | {' | '.join(cells)} |", flush=True)
    return too_long


if __name__ == "__main__":
    sys.exit(1 if asyncio.run(report()) else 0)
