import unicodedata
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cards.message import Message
from cards.safe import excerpt, plain
from cards.welcome import notice_card
from domain.form import FORM
from domain.questions import Systems, Text
from tests.cards.samples import ANSWERS, ASKED, FILM, KAREN, WAITING, every_card
from texts import sayer

HOSTILE = [
    "**fed** _kursiv_ [klik](https://eksempel.dk)",
    "<at>Karen</at>",
    "<AT id='1'>alle</AT>",
    "{{DATE(2026-01-01T00:00:00Z, SHORT)}} {{TIME(2026-01-01T00:00:00Z)}}",
    "<script>alert(1)</script>",
    "- punkt\n1. punkt\n> citat\n# stor",
    "fil\u202efdp.exe",
    "usyn\u200blig\u2066 \u0007",
]
REMARKS = ("question", "answer", "comment", "override", "reason")
WRITTEN = (
    *("Karen", "Mette", "Vestergaard", "Holm", "Bundgaard", "Bopælskontrol", "Borgerservice", "Nexus"),
    *("sammenholder", "Reglerne", "Hvor får", "Fra flytteanmeldelsen", "Sådan gør"),
)
"""Words of what is written in the samples."""
LINE_ENDS = ["\n", "\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"]
# Where a client shows text as it is: runs, inputs, buttons, and what notifications say.
LITERAL = {("TextRun", "text"), ("AdaptiveCard", "fallbackText")}


def shown(part: object, kind: str = "") -> set[tuple[str, str, str]]:
    """Every string of a card with the type and the name of the property that holds it."""
    found: set[tuple[str, str, str]] = set()
    if isinstance(part, list):
        return found.union(*(shown(one, kind) for one in part))
    if isinstance(part, dict):
        kind = part.get("type", kind)
        for name, value in part.items():
            if isinstance(value, str):
                found.add((kind, name, value))
            elif name != "data":
                found |= shown(value, kind)
    return found


def with_words(words: str) -> dict[str, Message]:
    """Every card, with these words in place of all that people type: answers, names, remarks, files."""
    person = replace(KAREN, name=words)
    answers: dict[str, Any] = {
        **ANSWERS,
        **{asked.key: words for asked in FORM if isinstance(asked, Text)},
        **{asked.key: [words] for asked in FORM if isinstance(asked, Systems)},
    }
    process = replace(
        WAITING,
        answers=answers,
        submitter=person,
        expert=person,
        holder=person,
        deputy=person,
        watcher=person,
        followers=(person,),
        remarks=tuple(replace(ASKED, kind=kind, text=words, author=person) for kind in REMARKS),
        assets=(replace(FILM, name=words, uploader=person),),
    )
    return every_card(sayer("da"), process)


@pytest.mark.parametrize("words", HOSTILE)
def test_what_people_wrote_stands_only_where_nothing_comes_of_it(words: str) -> None:
    marker = f"Zyx {words}"
    for name, message in with_words(marker).items():
        for kind, prop, value in shown(message.card):
            if "Zyx" in value:
                literal = (kind, prop) in LITERAL or kind.startswith(("Action.", "Input."))
                assert literal, (name, kind, prop)
                assert prop != "placeholder"
                if prop != "value":
                    assert plain(value) == value, (name, kind, prop)


def test_no_card_holds_an_element_that_reads_markdown() -> None:
    for name, message in with_words("Almindelige ord").items():
        kinds = {kind for kind, _, _ in shown(message.card)}
        assert not kinds & {"TextBlock", "FactSet", "Fact"}, name


@given(st.text())
@example("{{{{{DATE")
@example("<\u200bat>")
@example("\r\n\u2028")
@example("halv \ud83d")
def test_plain_text_neither_hides_nor_reorders_nor_calls(words: str) -> None:
    safe = plain(words)
    assert "{{" not in safe
    assert "<at" not in safe.lower()
    assert "</at" not in safe.lower()
    assert not {"\u202e", "\u2066", "\u200b", "\ufeff", "\r"} & set(safe)
    assert all(letter in "\n\t" or unicodedata.category(letter) not in ("Cc", "Cs") for letter in safe)
    assert plain(safe) == safe


@pytest.mark.parametrize("end", LINE_ENDS)
def test_what_parts_two_lines_still_parts_their_words(end: str) -> None:
    assert plain(f"bogført{end}3 skal ses") == "bogført\n3 skal ses"
    assert excerpt(f"bogført{end}3 skal ses", 80) == "bogført 3 skal ses"


@given(st.text(alphabet=st.characters(categories=("L", "N", "Zs", "So", "P"), exclude_characters="{<\u00ad")))
def test_ordinary_writing_stays_as_it_is(words: str) -> None:
    assert plain(words) == words


@given(st.text(), st.integers(min_value=2, max_value=80))
def test_an_excerpt_is_a_beginning_in_one_line(words: str, length: int) -> None:
    cut = excerpt(words, length)
    line = " ".join(words.split())
    assert len(cut) <= length
    assert cut == line or (cut.endswith("…") and line.startswith(cut[:-1]))


@given(st.text(min_size=1))
def test_a_notice_shows_any_words(words: str) -> None:
    message = notice_card(words)
    assert ("TextRun", "text", plain(words)) in shown(message.card)
