"""The input to choose with, and the one that answers each kind of question."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from microsoft_teams.cards import CardElement, Choice, ChoiceSetInput, DateInput, TextInput

from cards.elements import make
from cards.safe import plain
from cards.say import Say
from cards.values import say_answer, say_domain
from domain import questions
from domain.process import Answer
from domain.questions import Question
from domain.reading.catalogue import as_list
from domain.reading.choices import DOMAINS, as_systems, system_names

OFFERED, SHAPE = 600, 15
"""Characters that names to choose among may take, each with what surrounds it; any others can be typed."""
OTHERS = "-others"
"""What the key of a question ends with in the field for names that are not listed."""


def answer_input(
    say: Say, question: Question, written: str | None, *, alone: bool, domains: Sequence[str] = DOMAINS
) -> CardElement:
    """Make the input of a question with what is written so far; `alone` on its card, or one of many.

    Of the domains these are offered, and what was chosen before.
    """
    label = say(f"question-{question.key}.label")
    match question:
        case questions.Choice(choices=keys):
            return choice_input(
                question.key,
                label,
                {key: say(f"question-{question.key}.{key}") for key in keys},
                written,
                expanded=alone,
                placeholder=None if alone else say("card-choose"),
            )
        case questions.Domains():
            offered = {*domains, *(written or "").split(",")}
            return choice_input(
                question.key,
                label,
                {name: say_domain(say, name) for name in DOMAINS if name in offered},
                written,
                several=True,
                placeholder=say("card-choose-several"),
            )
        case questions.Day():
            return make(DateInput, id=question.key, label=label, value=written)
        case _:
            return make(
                TextInput,
                id=question.key,
                label=label,
                placeholder=say(f"question-{question.key}.placeholder"),
                value=written,
                is_multiline=True if _takes_lines(question) else None,
            )


def systems_inputs(
    say: Say, question: Question, written: str | None, offered: Sequence[str]
) -> Iterator[CardElement]:
    """Make the two inputs of a question for names: those offered to choose among, and a field for others."""
    names = list(system_names(written or ""))
    spelt = {name.casefold(): name for name in names}
    taken = accumulate(SHAPE + len(name) for name in offered)
    shown = [
        spelt.get(name.casefold(), name)
        for name, room in zip(offered, taken, strict=True)
        if room <= OFFERED and "," not in name
    ]
    label = say(f"question-{question.key}.label")
    yield choice_input(
        question.key,
        label,
        {name: name for name in shown},
        ",".join(name for name in shown if name in names),
        several=True,
        placeholder=say("card-choose-several"),
    )
    yield make(
        TextInput,
        id=f"{question.key}{OTHERS}",
        label=say("card-others", label=label),
        placeholder=say(f"question-{question.key}.placeholder"),
        value=as_systems(name for name in names if name not in shown),
    )


def choice_input(
    key: str,
    label: str,
    choices: Mapping[str, str],
    value: str | None = None,
    *,
    expanded: bool = False,
    several: bool = False,
    placeholder: str | None = None,
) -> ChoiceSetInput:
    """Make the input for one of these values, or for `several`, each with the words it is shown as."""
    return make(
        ChoiceSetInput,
        id=key,
        label=label,
        choices=[make(Choice, title=plain(words), value=each) for each, words in choices.items()],
        value=value,
        style="expanded" if expanded else "compact",
        is_multi_select=True if several else None,
        wrap=True,
        placeholder=placeholder,
    )


def _takes_lines(question: Question) -> bool:
    match question:
        case questions.Links() | questions.Names():
            return True
        case questions.Text():
            return question.multiline
        case _:
            return False


def as_written(say: Say, question: Question, value: Answer) -> str:
    """Return a stored answer as its input holds it, and as its question would read it again."""
    if isinstance(question, questions.Choice | questions.Day | questions.Code | questions.Links):
        return str(value)
    if isinstance(question, questions.Domains) and isinstance(value, list):
        return ",".join(value)
    if isinstance(question, questions.Systems) and isinstance(value, list) and value:
        return as_systems(value)
    if isinstance(question, questions.Names) and isinstance(value, list):
        return as_list(value)
    return say_answer(say, question, value)
