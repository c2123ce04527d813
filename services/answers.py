"""An answer on its way into a process: read or refused, compared, and put in its place."""

from collections.abc import Container, Iterable
from datetime import date

from domain.errors import ContainsCpr, Unreadable
from domain.form import question
from domain.process import Answer, Answers
from domain.questions import Question
from domain.reading.parsed import Parsed, Refused, Understood
from storage.tables import ProcessRow


def check_asked(keys: Iterable[str], asked: Container[str]) -> None:
    """Refuse what names no question of those that are asked, naming it."""
    for key in keys:
        if key not in asked:
            raise Unreadable(field=key, problem="not-a-choice")


def understood(parsed: Parsed[Answer], field: str) -> Answer:
    """Return the value of an answer that has one reading; refuse any other, naming its field."""
    if isinstance(parsed, Understood):
        return parsed.value
    if not isinstance(parsed, Refused):
        raise Unreadable(field=field, problem="unclear")
    if parsed.problem == "cpr":
        raise ContainsCpr(field=field)
    raise Unreadable(field=field, problem=parsed.problem, **parsed.args)


def read_answer(asked: Question, raw: object, today: date) -> Answer:
    """Return an answer as it is kept, None for an optional one left empty; refuse what cannot be read."""
    parsed = asked.parse(raw, today)
    if asked.is_optional and parsed == Refused("empty"):
        return None
    return understood(parsed, asked.key)


def differs(answer: Answer, former: Answer) -> bool:
    """Whether an answer says something else than the former one; the order of names says nothing."""
    if isinstance(answer, list) and isinstance(former, list):
        return sorted(answer) != sorted(former)
    return answer != former


def put_answers(row: ProcessRow, answers: Answers) -> None:
    """Put answers in the place of former ones, in the columns that lists sort by too."""
    emptied = {key for key, answer in answers.items() if answer is None and question(key).is_optional}
    row.answers = {key: said for key, said in {**row.answers, **answers}.items() if key not in emptied}
    for key, answer in answers.items():
        if question(key).indexed:
            setattr(row, key, answer)
