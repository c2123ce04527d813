"""Commands as people write them, and what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.commands import Command, recognise


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("hej", "hello"),
        ("Hej!", "hello"),
        ("HI", "hello"),
        ("hello", "hello"),
        ("Hejsa 👋", "hello"),
        ("help", "help"),
        ("Hjælp", "help"),
        ("hvad kan du?", "help"),
        ("What can you do?", "help"),
        ("forslag", "suggest"),
        ("Nyt forslag", "suggest"),
        ("foreslå", "suggest"),
        ("suggest", "suggest"),
        ("mine", "mine"),
        ("Mine forslag.", "mine"),
        ("my", "mine"),
        ("status", "status"),
        ("annuller", "cancel"),
        ("afbryd", "cancel"),
        ("Stop!!!", "cancel"),
        ("cancel", "cancel"),
        ("tilbage", "back"),
        ("back", "back"),
        ("spring over", "skip"),
        ("  SKIP  ", "skip"),
        ("sprog", "language"),
        ("language", "language"),
        ("lydløs", "mute"),
        ("mute", "mute"),
        ("lyd til", "unmute"),
        ("unmute", "unmute"),
        ("opsamling", "digest"),
        ("Digest", "digest"),
        ("Mine oplysninger", "my_data"),
        ("my data", "my_data"),
        ("Glem mig!", "forget_me"),
        ("forget me", "forget_me"),
    ],
)
def test_a_command_is_a_whole_message_in_either_language(said: str, name: str) -> None:
    assert recognise(said) == Command(name=name)


@pytest.mark.parametrize(
    "said", ["status 12", "Status nr. 12", "nr. 12", "Nr 12", "#12", "forslag nr. 12", "number 12"]
)
def test_status_names_a_process(said: str) -> None:
    assert recognise(said) == Command(name="status", argument=12)


@pytest.mark.parametrize(
    ("said", "language"),
    [("sprog engelsk", "en"), ("Sprog: dansk", "da"), ("language danish", "da"), ("in English", "en")],
)
def test_a_language_may_be_named_at_once(said: str, language: str) -> None:
    assert recognise(said) == Command(name="language", argument=language)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("koordinator K7QM-4XTP", "K7QM-4XTP"),
        ("Coordinator k7qm-4xtp", "K7QM-4XTP"),
        ("koordinator: K7QM4XTP", "K7QM4XTP"),
    ],
)
def test_a_coordinator_brings_a_code(said: str, code: str) -> None:
    assert recognise(said) == Command(name="coordinator", argument=code)


@pytest.mark.parametrize(
    "said",
    [
        "til nr. 12",
        "Til nummer 12",
        "til forslag nr. 12",
        "hører til nr 12",
        "to no. 12",
        "belongs to number 12",
    ],
)
def test_a_file_is_said_to_belong_to_a_number(said: str) -> None:
    assert recognise(said) == Command(name="attach", argument=12)


@pytest.mark.parametrize("said", ["til 12", "12", "fra 8 til 12", "til kl. 12"])
def test_a_number_alone_is_no_place_for_a_file(said: str) -> None:
    assert recognise(said) is None


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("hjæpl", "help"),
        ("hjæl", None),
        ("tilbge", "back"),
        ("anuller", "cancel"),
        ("anullér", "cancel"),
        ("spring ovre", "skip"),
        ("mine forlsag", "mine"),
        ("langauge", "language"),
        ("lydlos", "mute"),
    ],
)
def test_a_mistyped_command_is_recognised_as_inexact_from_five_letters_on(
    said: str, name: str | None
) -> None:
    assert recognise(said) == (Command(name=name, exact=False) if name else None)


def test_a_mistyped_status_keeps_its_number() -> None:
    assert recognise("staus 12") == Command(name="status", argument=12, exact=False)


@pytest.mark.parametrize(
    "said",
    [
        "nej",
        "ja",
        "no",
        "12",
        "20 om ugen",
        "10 min",
        "KMD Opus",
        "Vi får mange fakturaer tilbage",
        "koordinator for borgerservice",
        "koordinator",
        "slet ikke",
        "ved ikke",
        "",
        "   ",
        "👍",
        "stop " * 1000,
    ],
)
def test_an_answer_is_not_a_command(said: str) -> None:
    assert recognise(said) is None


@given(st.text(max_size=200))
def test_no_text_is_too_odd_to_be_looked_at(said: str) -> None:
    command = recognise(said)
    assert command is None or command.name
