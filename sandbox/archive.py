"""Keeps the world in one file, so that a restart keeps the chats."""

import asyncio
import json
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from sandbox.world import Conversation, Json, Message, Organisation, Person, Team, World

PAUSE_SECONDS = 0.5


def dump(world: World) -> Json:
    """The world as JSON; bots are settings and are not kept."""
    return {
        "at": world.at,
        "last_id": world.last_id,
        "organisations": [asdict(row) for row in world.organisations.values()],
        "people": [asdict(row) for row in world.people.values()],
        "teams": [asdict(row) for row in world.teams.values()],
        "conversations": [
            {**asdict(each), "messages": [asdict(message) for message in each.messages.values()]}
            for each in world.conversations.values()
        ],
    }


def restore(world: World, kept: Json) -> None:
    """Fill an empty world with what was kept."""
    world.at, world.last_id = kept["at"], kept["last_id"]
    world.organisations = {row["tenant_id"]: Organisation(**row) for row in kept["organisations"]}
    world.people = {row["id"]: Person(**row) for row in kept["people"]}
    world.teams = {row["id"]: Team(**row) for row in kept["teams"]}
    for row in kept["conversations"]:
        messages = OrderedDict((each["id"], Message(**each)) for each in row.pop("messages"))
        world.conversations[row["id"]] = Conversation(**row, messages=messages)


class Archive:
    """One file in the data folder, written shortly after each change and when all ends."""

    def __init__(self, path: Path, contents: Callable[[], Json]) -> None:
        self.path = path
        self.contents = contents

    def read(self) -> Json | None:
        """What was kept, or None the first time."""
        if not self.path.exists():
            return None
        kept: Json = json.loads(self.path.read_text(encoding="utf-8"))
        return kept

    def write(self) -> None:
        """Put the file in place whole, readable by its owner alone: it holds a private key."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        new = self.path.with_suffix(".new")
        new.touch(mode=0o600)
        new.write_text(json.dumps(self.contents(), ensure_ascii=False), encoding="utf-8")
        new.replace(self.path)

    async def follow(self, world: World) -> None:
        """Write after each change until cancelled."""
        try:
            while True:
                await world.change()
                await asyncio.sleep(PAUSE_SECONDS)
                self.write()
        finally:
            self.write()
