"""A person in a submission dialog: what they say, and what they are answered."""

import json
from collections.abc import Mapping

from dialogs.replies import Answered, Ask, Reply
from dialogs.said import Edited, Said, Tapped, Typed
from dialogs.state import State
from dialogs.submission import resume, start, step
from domain.form import SUBMISSION_FORM
from domain.process import Answer
from domain.questions import Asked

CHAT = [question.key for question in SUBMISSION_FORM if question.asked is Asked.CHAT]
OPTIONAL = [question.key for question in SUBMISSION_FORM if question.asked is Asked.AFTER]

ANSWERS: Mapping[str, str] = {
    "title": "Bopælskontrol ved tilflytning",
    "long_description": "Jeg slår borgeren op og sammenholder adressen med lejekontrakten.",
    "annual_occurrences": "15 om ugen",
    "seconds_per_occurrence": "10 min",
    "it_systems": "nexus og outlook",
    "professional_judgement": "slet ikke",
    "personal_data": "almindelige",
    "domains": "Administration",
}
STORED: Mapping[str, Answer] = {
    "title": "Bopælskontrol ved tilflytning",
    "long_description": "Jeg slår borgeren op og sammenholder adressen med lejekontrakten.",
    "annual_occurrences": 690,
    "seconds_per_occurrence": 600,
    "it_systems": ["nexus", "outlook"],
    "professional_judgement": "not_at_all",
    "personal_data": "ordinary",
    "domains": ["Administration"],
}


class Conversation:
    """One dialog; its state goes through JSON before everything that is said, as after a restart."""

    def __init__(self) -> None:
        self.state, self.replies = start()
        self._messages = 0

    @property
    def answers(self) -> Mapping[str, Answer]:
        return self.state.answers

    def types(self, text: str) -> list[Reply]:
        self._messages += 1
        return self._says(Typed(text=text, message=f"message-{self._messages}"))

    def edits(self, text: str, *, messages_ago: int = 0) -> list[Reply]:
        return self._says(Edited(text=text, message=f"message-{self._messages - messages_ago}"))

    def taps(self, verb: str, key: object = None, value: object = None) -> list[Reply]:
        return self._says(Tapped(verb=verb, key=key, value=value))

    def returns_after_days(self) -> list[Reply]:
        self.state, self.replies = resume(State.from_json(json.loads(json.dumps(self.state.to_json()))))
        return self.replies

    def _says(self, said: Said) -> list[Reply]:
        stored = json.loads(json.dumps(self.state.to_json()))
        self.state, self.replies = step(State.from_json(stored), said)
        return self.replies


def asked_about(key: str) -> Conversation:
    """A dialog that has come to this question of the chat, everything before it answered by typing."""
    person = Conversation()
    for before in CHAT[: CHAT.index(key)]:
        person.types(ANSWERS[before])
    assert isinstance(person.replies[-1], Ask)
    assert person.replies[-1].key == key
    return person


def at_summary() -> Conversation:
    """A dialog in which all eight questions are answered."""
    person = Conversation()
    for key in CHAT:
        person.types(ANSWERS[key])
    return person


def answered_then_asked(answered: str, asked: str) -> list[Reply]:
    """The usual reply: the answer is taken, and the next question asked."""
    return [Answered(key=answered), Ask(key=asked)]
