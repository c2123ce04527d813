"""The pages of what a robot costs, must comply with and saves, in every state they can show."""

from dataclasses import replace
from datetime import UTC, date, datetime

from cards.business_case import business_case_card, case_as_written
from cards.fields import BLANK, FilledIn
from cards.legal import AT_ONCE, legal_card
from cards.message import Message
from cards.operation import operation_card
from cards.say import Say
from domain.bookkeeping import CASE_QUESTIONS
from domain.business_case import BusinessCase
from domain.gains import Gain, GainSource
from domain.legal import LEGAL_ITEMS, NOTE_MAX_LENGTH, LegalAnswer, note_of
from domain.operation import months_in_operation
from domain.process import Phase, Status
from domain.reading.parsed import Refused
from domain.sight import SeenProcess

CASE = BusinessCase(
    hourly_rate=350,
    development_hours=37.5,
    development_rate=700,
    licence_per_year=5000,
    operation_per_year=1200,
)
TODAY = date(2026, 11, 20)


def cards_of_robots(say: Say, process: SeenProcess) -> dict[str, Message]:
    """The pages, about a process with these facts."""
    cased = replace(process, business_case=CASE)
    unknown = replace(cased, answers={**process.answers, "annual_occurrences": None})
    written = FilledIn(raw=case_as_written(say, CASE.as_json()))
    return {
        "business case begun": business_case_card(say, process, BLANK),
        "business case": business_case_card(say, cased, written, done=say("card-kept")),
        "business case that never pays": business_case_card(
            say, replace(cased, business_case=replace(CASE, operation_per_year=1e7)), written
        ),
        "business case without hours": business_case_card(say, unknown, written),
        "business case with problems": business_case_card(
            say,
            cased,
            FilledIn(
                raw={"hourly_rate": "mange"},
                problems={question.key: Refused("not-a-number") for question in CASE_QUESTIONS},
                notice=say("card-overtaken"),
            ),
        ),
        "business case of what has ended": business_case_card(say, ended(cased), written),
        "business case of what ended without one": business_case_card(say, ended(process), BLANK),
        **_legal(say, process),
        **_operation(say, process),
    }


def ended(process: SeenProcess) -> SeenProcess:
    """The same, once it has failed."""
    return replace(process, status=Status.FAILED)


def _legal(say: Say, process: SeenProcess) -> dict[str, Message]:
    note = str(process.answers["long_description"])[:NOTE_MAX_LENGTH]
    clause = {"legal_clause": str(process.answers["title"]), "legal_clause_verified": "2026-03-05"}
    by, at = process.submitter, datetime(2026, 3, 3, 9, 30, tzinfo=UTC)
    answered = replace(
        process,
        answers={**process.answers, **clause},
        legal=tuple(LegalAnswer(item=item, answer="yes", note=note, by=by, at=at) for item in LEGAL_ITEMS),
    )
    half = replace(answered, legal=(*answered.legal[:2], replace(answered.legal[2], by=None, note="")))
    asked = LEGAL_ITEMS[2 : 2 + AT_ONCE]
    return {
        "legal": legal_card(say, process, LEGAL_ITEMS[:AT_ONCE]),
        "legal, half done": legal_card(say, half, LEGAL_ITEMS[3 : 3 + AT_ONCE], done=say("card-kept")),
        "legal, one line": legal_card(say, answered, LEGAL_ITEMS[:1]),
        "legal, complete": legal_card(say, answered, (), done=say("card-legal-verified.done")),
        "legal, ended": legal_card(say, ended(half), ()),
        "legal, one line of what has ended": legal_card(say, ended(answered), LEGAL_ITEMS[:1]),
        "legal with problems": legal_card(
            say,
            answered,
            asked,
            FilledIn(
                raw={note_of(item): note for item in asked},
                problems={item: Refused("empty") for item in asked},
                notice=say("card-overtaken"),
            ),
        ),
    }


def _operation(say: Say, process: SeenProcess) -> dict[str, Message]:
    operated = replace(
        process,
        phase=Phase.OPERATION,
        watcher=process.submitter,
        answers={
            **process.answers,
            "put_into_operation": "2024-09-15",
            "rating": "two",
            "rating_comment": str(process.answers["long_description"])[:2000],
        },
    )
    months = months_in_operation(operated, TODAY)
    saved = tuple(
        Gain(month=month, source=GainSource.HAND, hours=7.5 + number)
        for number, month in enumerate(months[:-2])
    )
    ways = ("people", "section")
    return {
        "operation to come": operation_card(say, replace(process, phase=Phase.IMPLEMENTATION), ways, ()),
        "operation begun": operation_card(say, operated, (), months[-1:]),
        "operation": operation_card(say, replace(operated, gains=saved), ways, months, done=say("card-kept")),
        "operation that has ended": operation_card(say, ended(replace(operated, gains=saved)), (), months),
        "operation with problems": operation_card(
            say,
            replace(operated, gains=saved),
            ways,
            months,
            FilledIn(
                raw={"month": months[0].isoformat(), "hours_saved": "mange"},
                problems={"month": Refused("month-future"), "hours_saved": Refused("not-a-number")},
                notice=say("card-overtaken"),
            ),
        ),
    }
