"""The figures, against examples reckoned by hand and against the rules written down once more."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.assessment import Assessment
from domain.process import Process
from domain.questions import LIKERT
from domain.scoring import score, takes_judgement
from domain.settings import Settings
from tests.domain.processes import AARHUS, ODENSE, a_process, judged
from tests.domain.scoring_reference import POINTS, Paper, figures

BEST, WORST, SOME, LESSER = "nnhnh hhh h", "hhnhn nnn n", "sssss sss s", "lllll lll l"
NOBODY_KNOWS = "????? ??? ?"


@dataclass(frozen=True, kw_only=True)
class Example:
    """What is known of a process, and what it comes to; at 80 % 750 times 10 minutes are 100 hours."""

    given: Sequence[str | Assessment] = (BEST,)
    submitter: str = "not_at_all"
    occurrences: int | None = 750
    seconds: int | None = 600
    degree: int | None = None
    weights: tuple[int, int, int] = (40, 20, 40)
    bar: int = 100
    suitability: float | None = 100
    benefit: float | None = 100
    potential: float | None = 100
    reach: float | None = 50
    stars: int | None = 3
    priority: float | None = 80
    confidence: float | None = 1
    spread: int = 0
    """The largest of all criteria."""
    takes_judgement: bool = False
    provisional: bool = False

    @property
    def process(self) -> Process:
        """The process of which all this is known."""
        answers: dict[str, Any] = {
            "title": "Rykkere",
            "annual_occurrences": self.occurrences,
            "seconds_per_occurrence": self.seconds,
            "professional_judgement": self.submitter,
        }
        if self.degree is not None:
            answers["automation_degree"] = self.degree
        given = [judged(each) if isinstance(each, str) else each for each in self.given]
        return a_process(answers=answers, assessments=tuple(given))

    @property
    def settings(self) -> Settings:
        """What its organisation has settled."""
        return weighing(self.weights, self.bar)


def weighing(weights: tuple[int, int, int], bar: int) -> Settings:
    suitability, benefit, reach = weights
    return Settings(suitability_weight=suitability, benefit_weight=benefit, reach_weight=reach, bar=bar)


UNASSESSED = Example(given=(), benefit=None, stars=None, confidence=None, provisional=True, priority=75)

EXAMPLES = {
    "as good as can be": Example(),
    "as bad as can be": Example(
        given=[WORST], suitability=0, benefit=0, stars=1, priority=20, takes_judgement=True
    ),
    "to some degree throughout, just fit enough": Example(
        given=[SOME], suitability=50, benefit=200 / 3, stars=2, priority=160 / 3
    ),
    "to a lesser degree throughout": Example(
        given=[LESSER], suitability=50, benefit=100 / 3, stars=2, priority=140 / 3
    ),
    "nobody knows anything": Example(
        given=[NOBODY_KNOWS], suitability=None, benefit=None, stars=None, priority=50, confidence=0
    ),
    "nobody knows anything nor how often": Example(
        given=[NOBODY_KNOWS],
        occurrences=None,
        suitability=None,
        benefit=None,
        potential=None,
        reach=None,
        stars=None,
        priority=None,
        confidence=0,
    ),
    "unassessed, no judgement": UNASSESSED,
    "unassessed, a lesser degree of judgement": replace(
        UNASSESSED, submitter="lesser", suitability=200 / 3, priority=175 / 3
    ),
    "unassessed, some judgement": replace(
        UNASSESSED, submitter="some", suitability=100 / 3, priority=125 / 3
    ),
    "unassessed, much judgement": replace(
        UNASSESSED, submitter="high", suitability=0, priority=25, takes_judgement=True
    ),
    "unassessed, judgement unknown": replace(UNASSESSED, submitter="unknown", suitability=None, priority=50),
    "unassessed, how often unknown": replace(
        UNASSESSED, occurrences=None, potential=None, reach=None, priority=100
    ),
    "unassessed, nothing known": replace(
        UNASSESSED,
        submitter="unknown",
        occurrences=None,
        suitability=None,
        potential=None,
        reach=None,
        priority=None,
    ),
    "only half done counts as unassessed": replace(UNASSESSED, given=[judged(WORST, given=False)]),
    "assessed elsewhere counts as unassessed": replace(
        UNASSESSED, given=[judged(WORST, organisation_id=AARHUS)]
    ),
    "beside one that is given, half done and foreign ones count for nothing": Example(
        given=[BEST, judged(WORST, given=False), judged(WORST, organisation_id=AARHUS)]
    ),
    "nothing a robot could take": Example(degree=0, potential=0, reach=0, stars=2, priority=60),
    "how often unknown": Example(occurrences=None, potential=None, reach=None, stars=2, priority=100),
    "how long unknown": Example(seconds=None, potential=None, reach=None, stars=2, priority=100),
    "an hour of a year's work too little for the bar": Example(
        occurrences=744, potential=99.2, reach=9920 / 199.2, stars=2, priority=60 + 3968 / 199.2
    ),
    "just at a bar that halves and tenths do not hit": Example(
        occurrences=18_960, seconds=100, degree=15, bar=79, potential=79
    ),
    "just at a higher bar": Example(occurrences=3000, bar=400, potential=400),
    "all of it, well beyond the bar": Example(
        occurrences=3000, degree=100, potential=500, reach=250 / 3, priority=280 / 3
    ),
    "just fit enough for three stars": Example(
        given=["nnsls hhh ?"], suitability=80, priority=72, confidence=8 / 9
    ),
    "not quite fit enough for three stars": Example(
        given=["nnsls hhh s"], suitability=700 / 9, stars=2, priority=640 / 9
    ),
    "fit enough for three stars but for one criterion at nothing": Example(
        given=["nnhnh hhh n"], suitability=250 / 3, stars=2, priority=220 / 3
    ),
    "two criteria at nothing": Example(given=["nnhnn hhh n"], suitability=200 / 3, stars=2, priority=200 / 3),
    "three criteria at nothing": Example(given=["nnhhn hhh n"], suitability=50, stars=1, priority=60),
    "not quite fit enough for two stars": Example(
        given=["nslsl hhh l"], suitability=400 / 9, stars=1, priority=520 / 9
    ),
    "a gain at nothing is no bar to three stars": Example(given=["nnhnh nnn h"], benefit=0, priority=60),
    "two of one mind": Example(given=[BEST, BEST]),
    "two half a step apart": Example(
        given=[BEST, "nnhnh hhh s"], suitability=875 / 9, priority=710 / 9, spread=1
    ),
    "two who disagree in everything": Example(
        given=[BEST, WORST], suitability=50, benefit=50, stars=2, priority=50, spread=3
    ),
    "of three the one in the middle counts": Example(
        given=[BEST, "snhnh hhh h", "hnhnh hhh h"], suitability=800 / 9, priority=680 / 9, spread=3
    ),
    "of four the two in the middle count": Example(
        given=[BEST, BEST, "hnhnh hhh h", "hnhnh hhh h"], suitability=275 / 3, priority=230 / 3, spread=3
    ),
    "half-way between much and some judgement counts as much": Example(
        given=["snhnh hhh h", "hnhnh hhh h"],
        suitability=775 / 9,
        priority=670 / 9,
        spread=1,
        takes_judgement=True,
    ),
    "one of two knows nothing": Example(given=[BEST, NOBODY_KNOWS], confidence=0.5),
    "the submitter's judgement holds while no reviewer knows": Example(
        given=["?nhnh hhh h"], submitter="high", confidence=8 / 9, takes_judgement=True
    ),
    "the reviewers' judgement goes before the submitter's": Example(submitter="high"),
    "nobody knows what is gained": Example(
        given=["nnhnh ??? h"], benefit=None, priority=75, confidence=6 / 9
    ),
    "nobody knows whether it is fit": Example(
        given=["????? hhh ?"], suitability=None, stars=None, priority=200 / 3, confidence=3 / 9
    ),
    "what weighs nothing": Example(
        given=[SOME], weights=(0, 20, 40), suitability=50, benefit=200 / 3, stars=2, priority=500 / 9
    ),
    "all the weight on what is unknown": Example(
        occurrences=None, weights=(0, 0, 100), potential=None, reach=None, stars=2, priority=None
    ),
    "all the weight on suitability": Example(weights=(100, 0, 0), priority=100),
}


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_the_figures_are_those_reckoned_by_hand(example: Example) -> None:
    found = score(example.process, example.settings)
    assert found.suitability == pytest.approx(example.suitability)
    assert found.benefit == pytest.approx(example.benefit)
    assert found.potential == pytest.approx(example.potential)
    assert found.reach == pytest.approx(example.reach)
    assert found.stars == example.stars
    assert found.priority == pytest.approx(example.priority)
    assert found.confidence == pytest.approx(example.confidence)
    assert max(found.spread.values(), default=0) == example.spread
    assert found.provisional == example.provisional
    assert takes_judgement(example.process) == example.takes_judgement


def test_only_where_reviewers_lie_two_points_apart_they_are_said_to_disagree() -> None:
    process = a_process(assessments=(judged(BEST), judged("sshnh hhs h")))
    assert score(process, Settings()).disagreements == ["professional_judgement", "change_frequency"]
    assert score(a_process(assessments=(judged(BEST),)), Settings()).disagreements == []


judgements = st.fixed_dictionaries({key: st.sampled_from(LIKERT) for key in POINTS})
assessments = st.builds(
    lambda said, organisation_id, given: replace(
        judged(NOBODY_KNOWS, organisation_id=organisation_id, given=given), judgements=said
    ),
    judgements,
    st.sampled_from([ODENSE, ODENSE, ODENSE, AARHUS]),
    st.sampled_from([True, True, True, False]),
)


@given(
    assessments=st.lists(assessments, max_size=5),
    submitter=st.sampled_from(LIKERT),
    occurrences=st.none() | st.integers(1, 10_000_000),
    seconds=st.none() | st.integers(1, 6_000_000),
    degree=st.integers(0, 100),
    weights=st.tuples(*[st.integers(0, 100)] * 3),
    data=st.data(),
)
def test_the_figures_are_those_on_paper(
    assessments: list[Assessment],
    submitter: str,
    occurrences: int | None,
    seconds: int | None,
    degree: int,
    weights: tuple[int, int, int],
    data: st.DataObject,
) -> None:
    exact = round((occurrences or 0) * (seconds or 0) * degree / 360_000)
    at_the_bar = st.sampled_from([min(max(exact + step, 1), 100_000) for step in (-1, 0, 1)])
    bar = data.draw(st.integers(1, 100_000) | at_the_bar, label="bar")
    answers: dict[str, Any] = {
        "title": "Rykkere",
        "annual_occurrences": occurrences,
        "seconds_per_occurrence": seconds,
        "automation_degree": degree,
        "professional_judgement": submitter,
    }
    process = a_process(answers=answers, assessments=tuple(assessments))
    found = score(process, weighing(weights, bar))
    given = [each for each in assessments if each.given and each.organisation_id == ODENSE]
    expected = figures(
        Paper(
            given=[each.judgements for each in given],
            submitter=submitter,
            occurrences=occurrences,
            seconds=seconds,
            degree=degree,
            weights=weights,
            bar=bar,
        )
    )
    assert takes_judgement(process) == expected.pop("takes_judgement")
    assert {key: getattr(found, key) for key in expected} == {
        key: value if isinstance(value, (int, type(None))) else pytest.approx(value)
        for key, value in expected.items()
    }
