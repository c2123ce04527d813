"""The page about flows, held to what the service does."""

import re
import shlex
from itertools import pairwise
from pathlib import Path

from bot.flows.models import POSTED
from bot.flows.problems import Problem
from tests.actors import Person
from tests.journeys.flows import new_key
from tests.service import Guldkorn

PAGE = Path(__file__).parents[2].joinpath("docs", "flows.md").read_text(encoding="utf-8")
POST, ASK = re.findall(r"```sh\n(curl.+?)```", PAGE, re.DOTALL)


async def curl(guldkorn: Guldkorn, command: str) -> tuple[int, dict[str, str]]:
    """Do what the page says, with a key of Odense, here."""
    words = shlex.split(command.replace("\\\n", " ").replace("$GULDKORN_KEY", new_key(guldkorn)))
    options = list(pairwise(words))
    headers = dict(value.split(": ", 1) for option, value in options if option == "--header")
    told = dict(options)
    address = next(word for word in words if word.startswith("https://"))
    here = address.replace("https://guldkorn.kommune.dk", guldkorn.url)
    method, body = told.get("--request", "GET"), told.get("--data")
    async with guldkorn.http.request(method, here, headers=headers, data=body) as response:
        return response.status, await response.json(content_type=None)


async def test_the_curl_commands_do_what_the_page_says(stage: Guldkorn, mette: Person) -> None:
    new_key(stage)
    await stage.later(3600)
    await mette.says("hej")
    status, answer = await curl(stage, POST)
    assert (status, list(answer)) == (202, ["id"])
    await stage.settle()
    assert "214 fakturaer, 3 skal ses efter." in await mette.reads()
    status, fate = await curl(stage, re.sub(r"[0-9a-f-]{36}", answer["id"], ASK))
    assert (status, fate["status"]) == (200, "sent")


def test_the_body_for_power_automate_is_taken() -> None:
    (body,) = re.findall(r"```json\n(.+?)```", PAGE, re.DOTALL)
    POSTED.validate_json(re.sub(r"@\{.+?\}(?=\")", "569c86b5-1a95-5b1f-90c0-f2efd1d406e1", body))


def test_every_problem_is_told_with_its_status_and_no_other_is() -> None:
    told = dict(re.findall(r"^\| `([a-z-]+)` \| (\d{3}) \|", PAGE, re.MULTILINE))
    assert told == {problem.type.rpartition(":")[2]: str(problem.status) for problem in Problem}
