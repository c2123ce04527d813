"""Guldkorn as a folder of its source holds it, served and brought to where the measured turns begin."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from benchmarks.load import Load
from benchmarks.programs import Program, free_port, running
from benchmarks.stage import HERE, Stage
from benchmarks.teams import APP_ID, ISSUER, TENANT_ID, Channel, Post, personal_chat

COMMAND = "from bot.cli import main; raise SystemExit(main())"  # what the script `guldkorn` does
FILL = "import json, sys; from benchmarks.stored import fill; print(*fill(**json.loads(sys.argv[1])))"
FIRST, SECOND = '"annual_occurrences"', '"seconds_per_occurrence"'
SAID = ("20 om ugen", "tilbage")  # an answer to the first, and back to it from the second
OPENING = (
    "forslag",
    "Bopælskontrol ved tilflytning",
    "Jeg slår borgeren op og sammenholder adressen med anmeldelsen.",
)


class DidOtherwise(Exception):
    """The service did something else than what is to be measured."""


@dataclass(frozen=True, kw_only=True)
class Build:
    """One state of the source, run by this Python with the packages installed here."""

    name: str
    folder: Path

    def start(self, stage: Stage, database_url: str) -> Program:
        """Start the service on a database, with the benchmark's connector for Teams."""
        port = free_port()
        bot = {"app_id": APP_ID, "tenant_id": TENANT_ID, "serves": [TENANT_ID]}
        settings = {
            "GULDKORN_DATABASE_URL": database_url,
            "GULDKORN_PORT": str(port),
            "GULDKORN_BOTS": json.dumps([bot]),
            "GULDKORN_CHANNEL_OPENID_URL": f"{stage.channel.url}/openid",
            "GULDKORN_CHANNEL_ISSUER": ISSUER,
        }
        migrate, serve = ([*_python(COMMAND), name] for name in ("migrate", "serve"))
        subprocess.run(migrate, env={**os.environ, **settings}, cwd=self.folder, check=True)
        return stage.stack.enter_context(running(serve, port, settings, self.folder))

    def fill(self, database_url: str, service_url: str, processes: int, conversations: int) -> list[UUID]:
        """Store one organisation in the build's own tables; the ids of its processes."""
        asked = {
            "database_url": database_url,
            "service_url": service_url,
            "processes": processes,
            "conversations": conversations,
        }
        filling = [*_python(FILL), json.dumps(asked)]
        printed = subprocess.run(filling, cwd=self.folder, check=True, stdout=subprocess.PIPE, text=True)
        return [UUID(word) for word in printed.stdout.split()]


OURS = Build(name="Guldkorn", folder=HERE.parent)


def build_of(revision: str, folder: Path) -> Build:
    """The build of a commit, taken from git into a new folder."""
    folder.mkdir()
    archive = ["git", "archive", "--format=tar", revision]
    source = subprocess.run(archive, cwd=OURS.folder, check=True, stdout=subprocess.PIPE).stdout
    subprocess.run(["tar", "-x", "-C", folder], input=source, check=True)
    return Build(name="Guldkorn before", folder=folder)


async def open_dialogs(load: Load, program: Program, channel: Channel, people: Sequence[str]) -> None:
    """Bring everybody to the first question, and see that what is said in a round leads back to it."""
    for texts, asked in ((OPENING, FIRST), (SAID[:1], SECOND), (SAID[1:], FIRST)):
        await load.play(program, [[channel.says(person, text) for text in texts] for person in people])
        for person in people:
            if asked not in (reply := await load.last_reply(personal_chat(person))):
                raise DidOtherwise(f"after {texts} it was not {asked} that came, but {reply[:500]}")


async def check_click(load: Load, program: Program, claims: Post, releases: Post) -> None:
    """See that a claimed card can be released, and the other way round."""
    await check_answer(load, program, claims, b'"release"')
    await check_answer(load, program, releases, b'"claim"')


async def check_answer(load: Load, program: Program, post: Post, offered: bytes) -> None:
    """See that an activity is answered with what is to be measured."""
    if offered not in (answer := await load.answer(program, post)):
        raise DidOtherwise(f"the card did not offer {offered!r}: {answer[:500]!r}")


def _python(code: str) -> list[str | Path]:
    """Python running code that imports from the folder it is started in before anywhere else."""
    return [sys.executable, "-c", code]
