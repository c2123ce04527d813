"""The cards on which reviewers judge a process, and those with the figures that come of it."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from cards.assessing import assess_card
from cards.assessments import assessments_card
from cards.fields import BLANK, FilledIn
from cards.figures import figures_card
from cards.message import Message
from cards.say import Say
from cards.told import told_assessed
from domain.assessment import CRITERIA, Assessment
from domain.assessment_form import EXPECTED, JUDGED
from domain.people import Person
from domain.questions import LIKERT
from domain.reading.parsed import Refused
from domain.scoring import score
from domain.settings import Settings
from domain.sight import SeenProcess

ANNE = Person(id=UUID("01930000-0000-7000-8000-000000000008"), name="Anne Bundgaard")
PETER = Person(id=UUID("01930000-0000-7000-8000-000000000009"), name="Peter Vestergaard")
DEGREES = ("not_at_all", "lesser", "high", "some", "high", "high", "unknown", "high", "some")
HALF_DONE = {"variation": "lesser", "digital_information": "high", "expected_development_hours": "ca. 37"}


def assessed(
    process: SeenProcess, *judged: tuple[str, ...], by: tuple[Person, ...] = (ANNE, PETER)
) -> SeenProcess:
    """A process that several reviewers have judged, each with nine degrees."""
    assessments = tuple(
        Assessment(
            id=UUID(int=number),
            reviewer=by[number % len(by)],
            organisation_id=process.organisation_id,
            judgements=dict(zip((criterion.key for criterion in CRITERIA), degrees, strict=True)),
            given=True,
            at=datetime(2026, 3, 4, 9, 30, tzinfo=UTC),
        )
        for number, degrees in enumerate(judged)
    )
    return replace(process, assessments=assessments)


def cards_of_assessing(say: Say, process: SeenProcess) -> dict[str, Message]:
    """All of them, by the names of their pictures."""
    every = {question.key: Refused("empty") for question in (*JUDGED, *EXPECTED)}
    expecting = replace(
        process, answers={**process.answers, "automation_degree": 60, "expected_development_hours": 37.5}
    )
    by = (process.holder,) if process.holder else (ANNE, PETER)
    one = assessed(process, DEGREES, by=by)
    several = assessed(process, *((degree,) * 9 for degree in LIKERT * 2), by=by)
    unknown = assessed(
        replace(process, answers={**process.answers, "annual_occurrences": None}), LIKERT[-1:] * 9
    )
    return {
        "assess": assess_card(say, process, BLANK),
        "assess, half done": assess_card(say, process, FilledIn(raw=HALF_DONE), saved=True),
        "assess with problems": assess_card(
            say, process, FilledIn(raw={"automation_degree": "140"}, problems=every)
        ),
        "assess, overtaken": assess_card(
            say,
            expecting,
            FilledIn(
                raw={"automation_degree": "80", "expected_development_hours": "37,5"},
                notice=say("card-assess.overtaken"),
            ),
        ),
        "figures before anybody has assessed": _figures(say, process),
        "figures": _figures(say, one, done=say("card-assessed")),
        "figures of which nothing is known": _figures(say, unknown),
        "figures, seen differently": _figures(say, several, shown=True),
        "figures, seen differently, before one's own": _figures(say, several),
        "figures of what takes judgement": _figures(say, assessed(process, ("high",) * 9)),
        "figures of what takes judgement, overridden": _figures(
            say, replace(assessed(process, ("high",) * 9), judgement_overridden=True)
        ),
        "told assessed": told_assessed(say, one),
        "told assessed, hours unknown": told_assessed(say, unknown),
        "assessments": assessments_card(say, several, several.assessments, page=1),
    }


def _figures(say: Say, process: SeenProcess, *, shown: bool = False, done: str | None = None) -> Message:
    settings = Settings()
    return figures_card(
        say,
        process,
        score(process, settings),
        settings,
        ("assess", "override", "figures"),
        assessments=process.assessments if shown else (),
        done=done,
    )
