"""Guldkorn itself, as ``guldkorn serve`` runs it, brought to where the measured turns begin."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.load import Load
from benchmarks.programs import Program, free_port, running
from benchmarks.stage import Stage
from benchmarks.teams import APP_ID, ISSUER, TENANT_ID, Channel, Post, personal_chat

GULDKORN = Path(sys.executable).with_name("guldkorn")
FIRST, SECOND = '"annual_occurrences"', '"seconds_per_occurrence"'
SAID = ("20 om ugen", "tilbage")  # an answer to the first, and back to it from the second
OPENING = (
    "forslag",
    "Bopælskontrol ved tilflytning",
    "Jeg slår borgeren op og sammenholder adressen med anmeldelsen.",
)


class DidOtherwise(Exception):
    """The service did something else than what is to be measured."""


def start(stage: Stage, database_url: str) -> Program:
    """Start the service on an empty database, with the benchmark's connector for Teams."""
    port = free_port()
    bot = {"app_id": APP_ID, "tenant_id": TENANT_ID, "serves": [TENANT_ID]}
    settings = {
        "GULDKORN_DATABASE_URL": database_url,
        "GULDKORN_PORT": str(port),
        "GULDKORN_BOTS": json.dumps([bot]),
        "GULDKORN_CHANNEL_OPENID_URL": f"{stage.channel.url}/openid",
        "GULDKORN_CHANNEL_ISSUER": ISSUER,
    }
    subprocess.run([GULDKORN, "migrate"], env={**os.environ, **settings}, check=True)
    return stage.stack.enter_context(running([GULDKORN, "serve"], port, settings))


async def open_dialogs(load: Load, url: str, channel: Channel, people: Sequence[str]) -> None:
    """Bring everybody to the first question, and see that what is said in a round leads back to it."""
    for texts, asked in ((OPENING, FIRST), (SAID[:1], SECOND), (SAID[1:], FIRST)):
        await load.play(url, [[channel.says(person, text) for text in texts] for person in people])
        for person in people:
            if asked not in (reply := await load.last_reply(personal_chat(person))):
                raise DidOtherwise(f"after {texts} it was not {asked} that came, but {reply[:500]}")


async def check_click(load: Load, url: str, claims: Post, releases: Post) -> None:
    """See that a claimed card can be released, and the other way round."""
    await check_answer(load, url, claims, b'"release"')
    await check_answer(load, url, releases, b'"claim"')


async def check_answer(load: Load, url: str, post: Post, offered: bytes) -> None:
    """See that an activity is answered with what is to be measured."""
    if offered not in (answer := await load.answer(url, post)):
        raise DidOtherwise(f"the card did not offer {offered!r}: {answer[:500]!r}")
