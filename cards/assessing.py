"""The page on which a reviewer judges a process."""

from microsoft_teams.cards import CardElement

from cards.actions import about, back_to_process, submits
from cards.elements import confirmation, head, line, run, subtle, warning
from cards.fields import FilledIn, fields, problem_of
from cards.inputs import as_written, choice_input
from cards.message import Message, message
from cards.safe import excerpt
from cards.say import Say
from cards.values import say_answer, say_figures
from domain.assessment_form import EXPECTED, JUDGED
from domain.process import Answer
from domain.questions import LIKERT, Likert
from domain.reading.counts import LONGEST
from domain.sight import SeenProcess

EXCERPT = 300
"""How much of the description is shown."""


def assess_card(say: Say, process: SeenProcess, filled: FilledIn, *, saved: bool = False) -> Message:
    """Ask the nine criteria and what is expected of a robot, with what is written in the fields.

    `saved` confirms that it is kept; a notice says that something has happened to the process while it was
    written, and what is expected by now is shown.
    """
    # What is far too long leaves no room for the rest.
    written = {key: said for key, said in filled.raw.items() if len(said) <= LONGEST}
    told = say("card-assess", number=str(process.number))
    expected = {
        question.key: as_written(say, question, process.answers[question.key])
        for question in EXPECTED
        if question.key in process.answers
    }
    body: list[CardElement] = [
        *head(told, process.title),
        subtle(say_figures(say, process.answers), spacing="None"),
        line(excerpt(str(process.answers["long_description"]), EXCERPT), spacing="Small"),
        confirmation(say("card-assess.saved")) if saved else subtle(say("card-assess.help")),
    ]
    if filled.problems:
        body.append(warning(say("card-form-problems", count=len(filled.problems))))
    if filled.notice:
        body.append(warning(filled.notice))
    for judged in JUDGED:
        body.append(_criterion(say, judged, process.answers.get(judged.key), written.get(judged.key)))
        body += problem_of(say, judged.key, filled.problems)
    body.append(line(run(say("card-assess.expected"), weight="Bolder"), spacing="Large", separator=True))
    for question in EXPECTED:
        body += fields(say, [question], {**expected, **written}, filled.problems)
        now = expected.get(question.key)
        if filled.notice and now is not None and now != written.get(question.key):
            stands = say_answer(say, question, process.answers[question.key])
            body.append(subtle(say("card-assess.now", stands=stands)))
    return message(
        told,
        body,
        [
            submits(say, "assess_give", about(process), style="positive"),
            submits(say, "assess_save", about(process)),
            back_to_process(say, process),
        ],
    )


def _criterion(say: Say, judged: Likert, submitted: Answer, written: str | None) -> CardElement:
    key, asked = judged.key, say(f"criterion-{judged.key}")
    if submitted is not None:
        # Not in the field itself, where it would look like the reviewer's own answer.
        said = say_answer(say, judged, submitted)
        asked = say("card-assess.submitted", asked=asked, said=said)
    degrees = {degree: say(f"degree-{degree}") for degree in LIKERT}
    return choice_input(key, asked, degrees, written, placeholder=say("card-choose"))
