"""The demo's submissions, typed as their submitters typed them."""

import json
from pathlib import Path

import pytest

from dialogs.replies import Ask, ReadBack, Submit
from dialogs.state import SUMMARY
from tests.dialogs.conversation import Conversation

DEMO = json.loads((Path(__file__).parents[2] / "sandbox" / "demo_answers.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", DEMO)
def test_a_submission_of_the_demo_is_understood_as_it_was_meant(case: str) -> None:
    said, expected = DEMO[case]["said"], DEMO[case]["expected"]
    person = Conversation()
    while person.state.asking != SUMMARY:
        pending = person.replies[-1]
        if isinstance(pending, ReadBack):
            person.types("nej")
        else:
            assert isinstance(pending, Ask)
            assert (pending.problem, pending.unclear) == (None, None)
            person.types(said[pending.key])
    kept = {key: person.answers[key] for key in expected}
    assert kept == expected
    assert person.types("send") == [Submit()]
