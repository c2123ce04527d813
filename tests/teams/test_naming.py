"""What people say to the bot in a channel."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.teams.naming import names_bot, text_without_bot
from tests.teams.channel import BOT, activity


def mention(name: str, person_id: str) -> dict[str, Any]:
    return {"type": "mention", "text": f"<at>{name}</at>", "mentioned": {"id": person_id, "name": name}}


TO_BOT = mention("Guldkorn", f"28:{BOT}")
OF_ANNA = mention("Anna Holm", "29:anna")


@pytest.mark.parametrize(
    ("text", "entities", "heard", "mentioned"),
    [
        ("forslag", [], "forslag", False),
        ("<at>Guldkorn</at> forslag\n", [TO_BOT], "forslag", True),
        ("<at>Guldkorn</at>&nbsp;forslag", [TO_BOT], "forslag", True),
        ("\r\nhej <at>Guldkorn</at>\r\n", [TO_BOT], "hej", True),
        ("<at>Guldkorn</at>", [TO_BOT], "", True),
        ("spørg <at>Anna Holm</at>", [OF_ANNA], "spørg Anna Holm", False),
        ("<at>Guldkorn</at> spørg <at>Anna Holm</at>", [TO_BOT, OF_ANNA], "spørg Anna Holm", True),
        ("<at>Guldkorn</at> skrevet med hånden", [], "<at>Guldkorn</at> skrevet med hånden", False),
        ("a+b (c) <at>Guldkorn</at>", [TO_BOT], "a+b (c)", True),
        ("<at>Guldkorn</at> forslag", [TO_BOT | {"text": None}], "forslag", True),
        ("<at>Guldkorn</at> hej <at>Guldkorn</at>", [TO_BOT], "hej", True),
        ("<at>Anna Holm</at> og <at>Anna Holm</at>", [OF_ANNA, OF_ANNA], "Anna Holm og Anna Holm", False),
    ],
)
def test_the_bots_own_name_is_left_out(
    text: str, entities: list[dict[str, Any]], heard: str, mentioned: bool
) -> None:
    message = activity(text=text, entities=entities)
    assert (text_without_bot(message), names_bot(message)) == (heard, mentioned)


def test_mentions_cannot_blow_up_a_text() -> None:
    doubling = {"type": "mention", "text": "a", "mentioned": {"id": "29:anna", "name": "aa"}}
    assert text_without_bot(activity(text="a", entities=[doubling] * 20)) == "a" * 21


anything = st.recursive(
    st.none() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=5,
)
entity_like = st.fixed_dictionaries(
    {}, optional={"type": st.just("mention") | anything, "text": anything, "mentioned": anything}
)


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "text": anything,
            "recipient": anything,
            "entities": anything | st.lists(entity_like | anything, max_size=3),
        },
    )
)
def test_no_activity_however_odd_is_too_odd(odd: dict[str, Any]) -> None:
    assert isinstance(text_without_bot(odd), str)
    assert names_bot(odd) in {True, False}
