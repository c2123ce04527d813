"""The flows' door, called with all that its own description allows, and much that it does not."""

import asyncio
import sys
from pathlib import Path

import pytest

from tests.actors import Person, words_of
from tests.journeys.flows import new_key
from tests.journeys.rpa_team import suggests_on_the_page
from tests.service import Guldkorn

SCHEMATHESIS = Path(sys.executable).with_name("schemathesis")
BOUNDS = ("--max-examples", "40", "--seed", "1", "--generation-database", "none", "--max-failures", "1")

# What is well said may still be refused for what it says: a CPR number, an idempotency key used before.
SETTINGS = """
[checks.positive_data_acceptance]
expected-statuses = ["2xx", 404, 409, 422]
"""


@pytest.mark.slow
@pytest.mark.parametrize("stage", [{"flow_rate": 1_000_000}], indirect=True, ids=["patient"])
async def test_the_door_answers_nothing_that_its_description_does_not_tell(
    stage: Guldkorn, mette: Person, anne: Person, tmp_path: Path
) -> None:
    await suggests_on_the_page(mette)
    (tmp_path / "schemathesis.toml").write_text(SETTINGS, encoding="utf-8")
    trying = await asyncio.create_subprocess_exec(
        *(str(SCHEMATHESIS), "run", f"{stage.url}/openapi.json", *BOUNDS),
        *("--header", f"Authorization: Bearer {new_key(stage)}"),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        cwd=tmp_path,
    )
    told = (await trying.communicate())[0].decode()
    assert trying.returncode == 0, told
    await stage.settle()
    assert any("214 fakturaer" in words_of(message) for message in await anne.told())
