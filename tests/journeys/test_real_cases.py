"""The real cases of municipalities, typed in the chat as their submitters might type them."""

import json
from pathlib import Path
from typing import Any

import pytest

from domain.form import question
from domain.reading.parsed import Understood
from tests.actors import Person, verbs_of
from tests.journeys.stored import drafts, processes

DEMO = json.loads((Path(__file__).parents[2] / "sandbox" / "demo_answers.json").read_text(encoding="utf-8"))


async def suggests_a_case(person: Person, said: dict[str, str], expected: dict[str, Any]) -> None:
    """Type the answers; what is read back is confirmed where it is as expected, else corrected."""
    await person.says("forslag")
    while "submit" not in verbs_of((shown := await person.last())["card"]):
        if "confirm_found" in verbs_of(shown["card"]):
            found = drafts(person.guldkorn)[0]["found"]
            right = all(question(key).parse(found[key]) == Understood(expected[key]) for key in found)
            await person.says("ja" if right else "nej")
        else:
            await person.says(said[await person.is_asked()])
    await person.says("send")


@pytest.mark.slow
async def test_every_real_case_is_stored_as_it_was_meant(mette: Person) -> None:
    for case in DEMO.values():
        await suggests_a_case(mette, case["said"], case["expected"])
    stored = processes(mette.guldkorn)
    assert len(stored) == len(DEMO) == 39
    for kept, case in zip(stored, DEMO.values(), strict=True):
        texts = {key: case["said"][key] for key in ("title", "long_description")}
        meant = texts | case["expected"]
        assert {key: kept[key] for key in meant} == meant
