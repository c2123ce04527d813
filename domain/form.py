"""The forms, each question declared once: of whoever suggests a process, and of its reviewers later on."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from domain.process import Answer, Answers, Phase
from domain.questions import (
    Amount,
    Asked,
    Choice,
    Circle,
    Code,
    Day,
    Domains,
    Duration,
    Likert,
    Links,
    Number,
    Occurrences,
    PersonalData,
    Question,
    Readership,
    Section,
    Systems,
    Text,
)
from domain.reading.parsed import Refused, Unclear, Understood

FORM_VERSION = 1

SUBMISSION_FORM: tuple[Question, ...] = (
    Text(key="title", max_length=65),
    Text(key="long_description", max_length=10_000, multiline=True),
    Occurrences(key="annual_occurrences", indexed=True),
    Duration(key="seconds_per_occurrence", indexed=True),
    Systems(key="it_systems"),
    Likert(key="professional_judgement", indexed=True),
    PersonalData(key="personal_data", seen=Circle.ORGANISATION, indexed=True),
    Domains(key="domains", indexed=True),
    Text(key="short_description", max_length=140, asked=Asked.SUMMARY),
    Readership(key="visibility", asked=Asked.SUMMARY, indexed=True),
    Number(key="employees", asked=Asked.AFTER),
    Text(key="challenges", max_length=10_000, multiline=True, asked=Asked.AFTER),
    Text(key="solution_idea", max_length=10_000, multiline=True, asked=Asked.AFTER),
    Text(key="org_unit", max_length=255, asked=Asked.AFTER, seen=Circle.ORGANISATION),
)

_YES_NO = ("yes", "no", "unknown")
_SECTIONS: Mapping[Section, Sequence[Question]] = {
    Section.GAIN: (
        Choice(key="citizens_affected", choices=_YES_NO),
        Choice(key="companies_affected", choices=_YES_NO),
        Number(key="automation_degree", minimum=0, maximum=100),
        Amount(key="expected_development_hours", maximum=100_000),
    ),
    Section.CLASSIFICATION: (
        Code(key="kle", shape=r"\d\d(\.\d\d){2}", example="27.12.16"),
        Code(key="form_number", shape=r"\d\d(\.\d\d){3}", example="27.12.16.05"),
        Text(key="kl_id", max_length=64),
        Code(key="kla", shape=r"\d\d(\.\d\d){2,4}", example="27.12.16"),
        Text(key="legal_clause", max_length=140, from_phase=Phase.PREANALYSIS),
        Day(key="legal_clause_verified", has_been=True, from_phase=Phase.PREANALYSIS),
    ),
    Section.CONTACTS: (
        Text(key="shared_contact", max_length=255),
        Text(key="case_reference", max_length=300, seen=Circle.ORGANISATION, from_phase=Phase.SPECIFICATION),
        Text(key="vendor", max_length=255, from_phase=Phase.DEVELOPMENT),
    ),
    Section.SOLUTION: (
        Systems(key="technologies", from_phase=Phase.DEVELOPMENT),
        Choice(
            key="schedule",
            choices=("once", "continuous", "daily", "weekly", "monthly", "quarterly", "yearly"),
            from_phase=Phase.DEVELOPMENT,
        ),
        Systems(key="target_systems", from_phase=Phase.DEVELOPMENT),
        Links(key="code_repository", from_phase=Phase.PREANALYSIS),
    ),
    Section.IMPLEMENTATION: (
        Text(key="technical_notes", max_length=10_000, multiline=True, from_phase=Phase.IMPLEMENTATION),
        Text(key="organisational_notes", max_length=10_000, multiline=True, from_phase=Phase.IMPLEMENTATION),
    ),
    Section.OPERATION: (
        # The gate into operation wants it, so it is asked before.
        Day(key="put_into_operation", from_phase=Phase.IMPLEMENTATION),
        Day(key="decommissioned_on", from_phase=Phase.OPERATION),
        Choice(key="rating", choices=("none", "one", "two", "three"), from_phase=Phase.OPERATION),
        Text(key="rating_comment", max_length=2000, multiline=True, from_phase=Phase.OPERATION),
        Text(key="automation_description", max_length=10_000, multiline=True, from_phase=Phase.OPERATION),
    ),
    Section.NOTES: (Text(key="internal_notes", max_length=10_000, multiline=True, seen=Circle.EDITORS),),
}

REVIEW_FORM: tuple[Question, ...] = tuple(
    replace(question, section=section, asked=Asked.REVIEW)
    for section, questions in _SECTIONS.items()
    for question in questions
)
"""What reviewers fill in, all of it optional, each from its phase on."""

FORM = (*SUBMISSION_FORM, *REVIEW_FORM)

_BY_KEY = {question.key: question for question in FORM}
_SUBMITTED = frozenset(question.key for question in SUBMISSION_FORM)


def question(key: str) -> Question:
    """Return the question with this key; KeyError if there is none."""
    return _BY_KEY[key]


def is_question(key: object) -> bool:
    """Whether something that came from outside names a question of the submission form."""
    return isinstance(key, str) and key in _SUBMITTED


def questions_of(section: Section, phase: Phase) -> list[Question]:
    """Return the questions of a section that are asked in a phase, in order."""
    return [row for row in FORM if row.section is section and is_asked_in(row, phase)]


def is_asked_in(asked: Question, phase: Phase) -> bool:
    """Whether a process in this phase has come far enough for a question."""
    return not phase.is_before(asked.from_phase)


def applies(asked: Question, answers: Answers) -> bool:
    """Whether a question is to be asked, and its answer shown, given the other answers."""
    return asked.asked_when is None or asked.asked_when.holds(answers)


def questions_asked(where: Asked, answers: Answers) -> list[Question]:
    """Return the questions of one place that apply, in order."""
    return [row for row in SUBMISSION_FORM if row.asked is where and applies(row, answers)]


def next_question(answers: Answers) -> Question | None:
    """Return the first chat question without an answer; None when the form is complete."""
    return next((row for row in questions_asked(Asked.CHAT, answers) if row.key not in answers), None)


def misread(answers: Answers) -> Mapping[str, Refused | Unclear[Answer]]:
    """Return what is wrong with answers that their questions would not give today, by key."""
    parsed = {row.key: row.reread(answers[row.key]) for row in SUBMISSION_FORM if row.key in answers}
    return {key: problem for key, problem in parsed.items() if not isinstance(problem, Understood)}


def shown_answers(answers: Answers, seen: frozenset[Circle]) -> Answers:
    """Keep the answers that apply and that a reader with these rights may see; hidden ones stay stored."""
    return {
        row.key: answers[row.key]
        for row in FORM
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
