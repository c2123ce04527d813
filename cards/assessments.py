"""What each reviewer has judged, with their name."""

from collections.abc import Iterator, Sequence

from microsoft_teams.cards import CardElement

from cards.actions import about, back_to_process, page_turns, submits
from cards.elements import head, line, run
from cards.message import Message, message
from cards.safe import excerpt
from cards.say import Say
from cards.values import say_day
from domain.assessment import CRITERIA, Assessment
from domain.questions import LIKERT
from domain.sight import SeenProcess

AT_ONCE = 3
"""How many assessments a page shows."""
NAME, NAMES = 80, 40
"""Characters of a name on the page, and of all who gave one answer where they disagree."""


def assessments_card(
    say: Say, process: SeenProcess, assessments: Sequence[Assessment], *, page: int
) -> Message:
    """Show one reviewer's assessment after the other."""
    pages = [assessments[start : start + AT_ONCE] for start in range(0, len(assessments), AT_ONCE)]
    page = min(page, len(pages) - 1)
    told = say("card-assessments-of", number=str(process.number))
    here = about(process)
    return message(
        told,
        [*head(told, process.title), *(part for each in pages[page] for part in _assessment(say, each))],
        [
            *page_turns(say, "figures", here, page, len(pages)),
            submits(say, "figures", here),
            back_to_process(say, process),
        ],
    )


def who_said_what(say: Say, key: str, assessments: Sequence[Assessment]) -> str:
    """Say which reviewers gave each of the answers to a criterion."""
    said = {
        degree: [_name(say, each) for each in assessments if each.judgements.get(key) == degree]
        for degree in LIKERT
    }
    return " · ".join(
        f"{say(f'degree-{degree}')}: {excerpt(', '.join(names), NAMES)}"
        for degree, names in said.items()
        if names
    )


def _assessment(say: Say, assessment: Assessment) -> Iterator[CardElement]:
    who = f"{_name(say, assessment)}, {say_day(say, assessment.at)}"
    yield line(run(who, weight="Bolder"), spacing="Medium", separator=True)
    for criterion in CRITERIA:
        degree = assessment.judgements.get(criterion.key, "unknown")
        yield line(
            run(say(f"criterion-{criterion.key}"), subtle=True),
            f" {say(f'degree-{degree}')}",
            spacing="None",
        )


def _name(say: Say, assessment: Assessment) -> str:
    return excerpt(assessment.reviewer.name, NAME) if assessment.reviewer else say("card-somebody")
