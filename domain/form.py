"""The submission form: what is asked of whoever suggests a process, declared once."""

from domain.process import Answers
from domain.questions import (
    Asked,
    Domains,
    Duration,
    Likert,
    Number,
    Occurrences,
    PersonalData,
    Question,
    Readership,
    Seen,
    Systems,
    Text,
)

FORM_VERSION = 1

SUBMISSION_FORM: tuple[Question, ...] = (
    Text(key="title", max_length=65),
    Text(key="long_description", max_length=10_000, multiline=True),
    Occurrences(key="annual_occurrences", indexed=True),
    Duration(key="seconds_per_occurrence", indexed=True),
    Systems(key="it_systems"),
    Likert(key="professional_judgement", indexed=True),
    PersonalData(key="personal_data", seen=Seen.ORGANISATION, indexed=True),
    Domains(key="domains", indexed=True),
    Text(key="short_description", max_length=140, asked=Asked.SUMMARY),
    Readership(key="visibility", asked=Asked.SUMMARY, indexed=True),
    Number(key="employees", asked=Asked.AFTER),
    Text(key="challenges", max_length=10_000, multiline=True, asked=Asked.AFTER),
    Text(key="solution_idea", max_length=10_000, multiline=True, asked=Asked.AFTER),
    Text(key="org_unit", max_length=255, asked=Asked.AFTER, seen=Seen.ORGANISATION),
)

_BY_KEY = {question.key: question for question in SUBMISSION_FORM}


def question(key: str) -> Question:
    """Return the question with this key; KeyError if there is none."""
    return _BY_KEY[key]


def is_question(key: object) -> bool:
    """Whether something that came from outside names a question of the form."""
    return isinstance(key, str) and key in _BY_KEY


def applies(asked: Question, answers: Answers) -> bool:
    """Whether a question is to be asked, and its answer shown, given the other answers."""
    return asked.asked_when is None or asked.asked_when.holds(answers)


def questions_asked(where: Asked, answers: Answers) -> list[Question]:
    """Return the questions of one place that apply, in order."""
    return [row for row in SUBMISSION_FORM if row.asked is where and applies(row, answers)]


def next_question(answers: Answers) -> Question | None:
    """Return the first chat question without an answer; None when the form is complete."""
    return next((row for row in questions_asked(Asked.CHAT, answers) if row.key not in answers), None)


def shown_answers(answers: Answers, seen: frozenset[Seen]) -> Answers:
    """Keep the answers that apply and that a reader with these rights may see; hidden ones stay stored."""
    return {
        row.key: answers[row.key]
        for row in SUBMISSION_FORM
        if row.key in answers and row.seen in seen and applies(row, answers)
    }


def propose_short_description(long_description: str, max_length: int = 140) -> str:
    """Propose a short description: the first sentence, cut between words with an ellipsis if need be."""
    text = " ".join(long_description.split())
    for end in (". ", "! ", "? "):
        text = text.partition(end)[0] + (end.strip() if end in text else "")
    if len(text) <= max_length:
        return text
    return text[: max_length - 1].rsplit(" ", 1)[0].rstrip(",;:–- ") + "…"
