"""What each gate wants, line by line."""

from dataclasses import replace
from typing import Any

import pytest

from domain.business_case import BusinessCase
from domain.gates import GATES, lacking, legal_items_missing, next_phase, unmet
from domain.legal import LEGAL_ITEMS, LegalAnswer
from domain.process import PHASES, Phase
from tests.domain.processes import AARHUS, NOW, a_process, judged, person

BEST, TAKES_JUDGEMENT = judged("nnhnh hhh h"), judged("hnhnh hhh h")
CASE = BusinessCase(
    hourly_rate=350, development_hours=50, development_rate=700, licence_per_year=0, operation_per_year=0
)
LEGAL = tuple(LegalAnswer(item=item, answer="no", note="", by=None, at=NOW) for item in LEGAL_ITEMS)
ANSWERS = {
    "title": "Rykkere",
    "technologies": ["UiPath"],
    "schedule": "daily",
    "put_into_operation": "2026-11-01",
}
READY = a_process(
    holder=person("Rie"),
    expert=person("Anna"),
    watcher=person("Mads"),
    assessments=(BEST,),
    business_case=CASE,
    legal=LEGAL,
    answers=ANSWERS,
)


def without(key: str) -> dict[str, Any]:
    return {"answers": {name: said for name, said in ANSWERS.items() if name != key}}


LINES = [
    (Phase.PREANALYSIS, "claimed", {"holder": None}),
    (Phase.SPECIFICATION, "assessed", {"assessments": ()}),
    (Phase.SPECIFICATION, "assessed", {"assessments": (judged("nnhnh hhh h", given=False),)}),
    (Phase.SPECIFICATION, "assessed", {"assessments": (judged("nnhnh hhh h", organisation_id=AARHUS),)}),
    (Phase.SPECIFICATION, "judgement", {"assessments": (TAKES_JUDGEMENT,)}),
    (Phase.DEVELOPMENT, "business_case", {"business_case": None}),
    (Phase.DEVELOPMENT, "expert", {"expert": None}),
    (Phase.IMPLEMENTATION, "legal", {"legal": LEGAL[1:]}),
    (Phase.IMPLEMENTATION, "technologies", without("technologies")),
    (Phase.IMPLEMENTATION, "schedule", without("schedule")),
    (Phase.OPERATION, "put_into_operation", without("put_into_operation")),
    (Phase.OPERATION, "watcher", {"watcher": None}),
]


def test_what_is_ready_lacks_nothing_in_any_phase() -> None:
    assert {line for phase in Phase for line in unmet(READY, phase)} == set()


@pytest.mark.parametrize(("into", "line", "facts"), LINES)
def test_each_line_is_missed_by_its_own_gate_and_by_no_other(
    into: Phase, line: str, facts: dict[str, Any]
) -> None:
    process = replace(READY, **facts)
    assert {phase: unmet(process, phase) for phase in Phase if unmet(process, phase)} == {into: [line]}


def test_every_line_of_every_gate_is_tried_here() -> None:
    lines = {(phase, line.key) for phase, gate in GATES.items() for line in gate}
    assert {(into, line) for into, line, _ in LINES} == lines


def test_what_takes_judgement_passes_once_a_reviewer_has_overridden_it() -> None:
    process = replace(READY, assessments=(TAKES_JUDGEMENT,), judgement_overridden=True)
    assert unmet(process, Phase.SPECIFICATION) == []


def test_before_any_assessment_the_submitters_answer_closes_the_judgement_gate_too() -> None:
    process = a_process(answers={"title": "Rykkere", "professional_judgement": "high"})
    assert unmet(process, Phase.SPECIFICATION) == ["assessed", "judgement"]


def test_whoever_moves_a_free_process_need_not_claim_it_first() -> None:
    assert lacking(a_process(), Phase.PREANALYSIS) == []


def test_every_unanswered_line_of_the_checklist_is_named() -> None:
    assert legal_items_missing(a_process()) == list(LEGAL_ITEMS)
    assert legal_items_missing(a_process(legal=LEGAL[2:])) == list(LEGAL_ITEMS[:2])


def test_each_phase_leads_to_the_one_after_it_and_the_last_to_none() -> None:
    assert [next_phase(a_process(phase=phase)) for phase in PHASES] == [*PHASES[1:], None]
