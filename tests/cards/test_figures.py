"""The figures in words: what is computed, how, and what is said where nothing is."""

import ast
import re
from collections.abc import Callable
from dataclasses import replace
from operator import add, mul, sub, truediv
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.assessments import assessments_card
from cards.business_case import business_case_card
from cards.fields import BLANK
from cards.figures import disagreement, figures_card, say_score
from cards.message import Message
from domain.bookkeeping import CASE_QUESTIONS
from domain.business_case import BusinessCase
from domain.questions import LIKERT
from domain.scoring import score
from domain.settings import Settings
from domain.sight import SeenProcess
from tests.domain.processes import a_seen_process, judged, person
from texts import sayer

DANISH = sayer("da")
ANSWERS = {
    "title": "Rykkere",
    "annual_occurrences": 690,
    "seconds_per_occurrence": 600,
    "professional_judgement": "not_at_all",
}
SETTINGS = Settings()
OPERATIONS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: add,
    ast.Sub: sub,
    ast.Mult: mul,
    ast.Div: truediv,
}
UNITS = {"time": 1, "timer": 1, "min": 60, "sek": 3600}
DURATION = re.compile(r"[\d.]+ (?:timer?|min|sek)(?: [\d.]+ (?:timer?|min|sek))*")
FIRST_YEAR = " Det første år går udviklingen fra: "
AT_ODDS = {"Anne": "nhhnhhhhh", "Peter": "nnhshhhhh"}

assessments = st.lists(st.text("hsln?", min_size=9, max_size=9).map(judged), max_size=4)
known = st.one_of(st.none(), st.integers(60, 10_000))
processes = st.builds(
    lambda given, often, long, degree, said: a_seen_process(
        assessments=tuple(given),
        answers={
            "title": "Rykkere",
            "annual_occurrences": often,
            "seconds_per_occurrence": long,
            "automation_degree": degree,
            "professional_judgement": said,
        },
    ),
    assessments,
    known,
    known,
    st.integers(10, 100),
    st.sampled_from(LIKERT),
)
amounts = st.floats(0, 100_000).map(lambda amount: round(amount, 2))
cases = st.builds(BusinessCase, **{each.key: amounts for each in CASE_QUESTIONS})
weights = st.builds(
    Settings,
    suitability_weight=st.integers(0, 100),
    benefit_weight=st.integers(0, 100),
    reach_weight=st.integers(0, 100),
    bar=st.integers(10, 1000),
)


def page(process: SeenProcess, settings: Settings = SETTINGS, **more: Any) -> Message:
    return figures_card(DANISH, process, score(process, settings), settings, (), **more)


def lines(part: Any) -> list[str]:
    """The paragraphs of a card, in their order."""
    if isinstance(part, list):
        return [said for each in part for said in lines(each)]
    if not isinstance(part, dict):
        return []
    if part.get("type") == "RichTextBlock":
        return ["".join(run["text"] for run in part["inlines"])]
    return [said for each in part.values() for said in lines(each)]


def unfolded(message: Message, figure: str) -> list[str]:
    """How a figure came about."""
    body: Any = message.card["body"]
    [box] = [part for part in body if part.get("id") == f"how-{figure}"]
    assert box["isVisible"] is False
    return lines(box)


def reckoned(formula: str) -> tuple[float, float]:
    """What the numbers of a formula come to, and what it says they do."""
    left, right = formula.replace(".", "").replace(",", ".").rsplit(" = ", 1)
    if mean := re.fullmatch(r"100 × gennemsnittet af (.*) ÷ 3", left):
        numbers = [float(number) for number in mean[1].split("; ")]
        left = f"100 * {sum(numbers) / len(numbers)} / 3"
    sum_ = re.sub(r"[A-Za-zÆØÅæøå]+", "", DURATION.sub(in_hours, left))
    for sign, operator in (("×", "*"), ("÷", "/"), ("%", "/ 100"), ("−", "-")):
        sum_ = sum_.replace(sign, operator)
    return value(ast.parse(sum_.strip(), mode="eval").body), float(right.split()[0])


def in_hours(duration: re.Match[str]) -> str:
    """A duration such as "1 time 30 min" as a number of hours."""
    parts = duration[0].split()
    hours = sum(float(count) / UNITS[unit] for count, unit in zip(parts[::2], parts[1::2], strict=True))
    return f"{hours:.12f}"


def value(sum_: ast.expr) -> float:
    """What a sum of numbers comes to."""
    if isinstance(sum_, ast.BinOp):
        return OPERATIONS[type(sum_.op)](value(sum_.left), value(sum_.right))
    return float(ast.literal_eval(sum_))


@given(processes, weights)
def test_the_numbers_that_unfold_come_to_the_figure(process: SeenProcess, settings: Settings) -> None:
    message, figures = page(process, settings), score(process, settings)
    for key in ("suitability", "benefit", "manual_hours", "potential", "reach", "priority"):
        how, figure = unfolded(message, key)[0], getattr(figures, key)
        if figure is None:
            assert "=" not in how
            continue
        computed, said = reckoned(how)
        # Half a tenth is rounded up, and is a little more than that in floating point.
        assert said == pytest.approx(figure, abs=0.051)
        # What goes into the priority has been rounded to a decimal.
        assert computed == pytest.approx(said, abs=0.101)


@given(processes, cases)
def test_each_sum_of_a_business_case_comes_out_as_it_is_printed(
    process: SeenProcess, case: BusinessCase
) -> None:
    message = business_case_card(DANISH, replace(process, business_case=case), BLANK)
    if score(process, SETTINGS).potential is None:
        return
    for key in ("potential", "gain", "running", "investment", "net"):
        for sum_ in unfolded(message, key)[0].split(FIRST_YEAR):
            computed, said = reckoned(sum_)
            assert said == pytest.approx(computed, abs=0.0051), sum_


def test_before_anybody_has_assessed_the_priority_is_provisional_and_the_rest_not_computed() -> None:
    process = a_seen_process(answers=ANSWERS)
    said = lines(page(process).card)
    assert "Ingen har vurderet endnu. Tallene er foreløbige." in said
    assert any(line.startswith("74 (foreløbig). Vægte: ") for line in said)
    assert said.count("ikke beregnet") == 2
    assert say_score(DANISH, score(process, SETTINGS)) == "Prioritet 74 (foreløbig)"


def test_a_figure_of_nothing_is_called_not_computed_and_never_zero() -> None:
    answers = ANSWERS | {"annual_occurrences": None}
    process = a_seen_process(answers=answers, assessments=(judged("?" * 9),))
    said = lines(page(process).card)
    assert said.count("ikke beregnet") == 5
    assert any(line.startswith("ikke beregnet. Vægte: ") for line in said)
    assert "0" not in said
    assert say_score(DANISH, score(process, SETTINGS)) == "Ingen stjerner endnu · Prioritet ikke beregnet"


def test_weights_and_bar_stand_beside_the_priority() -> None:
    settings = Settings(suitability_weight=70, benefit_weight=10, reach_weight=20, bar=1200)
    process = a_seen_process(answers=ANSWERS, assessments=(judged("nnhnhhhhh"),))
    vaegte = "Vægte: egnethed 70, gevinst 10, rækkevidde 20. Tærskel: 1.200 timer om året."
    assert any(vaegte in line for line in lines(page(process, settings).card))


def test_a_percentage_nobody_has_said_is_called_assumed() -> None:
    assumed = "Der regnes med 80 %, til I skriver noget andet."
    assert assumed in unfolded(page(a_seen_process(answers=ANSWERS)), "potential")
    said = a_seen_process(answers=ANSWERS | {"automation_degree": 80})
    assert assumed not in unfolded(page(said), "potential")


def test_where_reviewers_differ_is_said_and_with_names_only_to_who_may_see_them() -> None:
    anne, peter = (replace(judged(each), reviewer=person(name)) for name, each in AT_ODDS.items())
    process = a_seen_process(answers=ANSWERS, assessments=(anne, peter))
    assert disagreement(DANISH, score(process, SETTINGS)) == "Uenighed om: hyppige ændringer, variation"
    assert not [line for line in lines(page(process).card) if "Anne" in line]
    seen = lines(page(process, assessments=process.assessments).card)
    assert "I høj grad: Anne · Slet ikke: Peter" in seen
    assert "Er der variation i udførelsen? 2 point, spredning 2" in unfolded(page(process), "suitability")


def test_reviewers_who_nearly_agree_are_not_called_at_odds() -> None:
    process = a_seen_process(answers=ANSWERS, assessments=(judged("nnhnhhhhh"), judged("lnhnhhhh?")))
    assert disagreement(DANISH, score(process, SETTINGS)) is None


def test_every_assessment_stands_on_one_of_the_pages() -> None:
    several = tuple(replace(judged("h" * 9), reviewer=person(f"Nr{number}.")) for number in range(7))
    process = a_seen_process(answers=ANSWERS, assessments=several)
    pages = [assessments_card(DANISH, process, several, page=number) for number in (0, 1, 2)]
    assert [sum(f"Nr{number}." in str(each.card) for each in pages) for number in range(7)] == [1] * 7
    assert assessments_card(DANISH, process, several, page=99) == pages[-1]


@pytest.mark.parametrize(
    ("letters", "overridden", "said"),
    [
        ("hnhnhhhhh", False, "skøn kan en robot ikke udøve"),
        ("hnhnhhhhh", True, "går videre med en begrundelse"),
    ],
)
def test_what_takes_judgement_says_so(letters: str, overridden: bool, said: str) -> None:
    process = a_seen_process(answers=ANSWERS, assessments=(judged(letters),), judgement_overridden=overridden)
    assert any(said in line for line in lines(page(process).card))
    free = a_seen_process(answers=ANSWERS, assessments=(judged("nnhnhhhhh"),))
    assert not any(said in line for line in lines(page(free).card))
