"""Two reviewers in the same moment: what either did stands, or they are told that it does not."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from domain.assessment import CRITERIA
from domain.business_case import BusinessCase
from domain.errors import AlreadyDecided, Refusal
from domain.legal import LEGAL_ITEMS
from domain.people import Actor, Part, Role
from domain.process import Phase, Process, Status
from domain.scoring import score
from domain.settings import Settings
from services.assessment import assess
from services.business_case import make_business_case
from services.comments import comment
from services.editing import edit
from services.involving import give_part
from services.legal import answer_legal
from services.merging import merge, unmerge
from services.proposals import decide, propose
from services.settings import change_settings
from services.steering import end, move, set_aside
from storage.tables import ProcessRow
from tests.municipality import Municipality, accept, at_once

ALL = {criterion.key: "some" for criterion in CRITERIA}
CASE = dict.fromkeys(BusinessCase.__dataclass_fields__, "100")
Deed = Callable[..., Process]


@pytest.fixture
def process(odense: Municipality, rie: Actor) -> Process:
    """In preanalysis, held by Rie."""
    return odense.does(accept, rie, odense.suggests(odense.person("Anna")).id)


def legal(count: int) -> dict[str, tuple[str, str]]:
    return dict.fromkeys(LEGAL_ITEMS[:count], ("no", ""))


def watch(session: Session, actor: Actor, process_id: UUID, now: datetime) -> Process:
    return give_part(session, actor, process_id, Part.WATCHER, actor.person_id, now)


DEEDS: dict[str, tuple[Deed, tuple[Any, ...], Callable[[Process], object]]] = {
    "assess": (
        assess,
        (ALL | {"automation_degree": "60"},),
        lambda now: now.answers.get("automation_degree"),
    ),
    "assess once more": (
        assess,
        (ALL | {"citizens_affected": "yes"},),
        lambda now: now.answers.get("citizens_affected"),
    ),
    "edit": (edit, ({"title": "Et andet navn"},), lambda now: now.title),
    "edit more": (edit, ({"employees": "7", "kle": "27.12.16"},), lambda now: now.answers.get("employees")),
    "make a business case": (make_business_case, (CASE,), lambda now: now.business_case),
    "answer the checklist": (answer_legal, (legal(3),), lambda now: len(now.legal)),
    "name who watches": (watch, (), lambda now: now.watcher),
    "propose": (propose, ({"challenges": "Det tager tid."},), lambda now: len(now.proposals)),
    "comment": (
        comment,
        ("Godt set.", ()),
        lambda now: [each for each in now.remarks if each.kind == "comment"],
    ),
    "move back": (partial(move, reason="Vi var for hurtige."), (Phase.IDEA,), lambda now: now.phase),
    "set aside": (set_aside, (None,), lambda now: now.status),
}
"""What somebody does, and where it shows."""


def test_whoever_does_something_gets_the_process_as_it_is_then(
    odense: Municipality, rie: Actor, process: Process
) -> None:
    for deed, said, _ in DEEDS.values():
        assert odense.does(deed, rie, process.id, *said) == odense.stored(process)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("assess", "assess once more"),
        ("assess", "move back"),
        ("assess", "edit"),
        ("assess", "edit more"),
        ("edit", "edit more"),
        ("edit", "propose"),
        ("edit", "move back"),
        ("make a business case", "answer the checklist"),
        ("make a business case", "assess"),
        ("name who watches", "set aside"),
        ("name who watches", "edit"),
        ("comment", "edit"),
        ("comment", "move back"),
    ],
)
def test_what_two_do_at_once_both_stands(
    odense: Municipality, rie: Actor, karen: Actor, process: Process, one: str, other: str
) -> None:
    def work(actor: Actor, name: str) -> Callable[[], Process]:
        deed, said, _ = DEEDS[name]
        return partial(odense.does, deed, actor, process.id, *said)

    done = at_once(work(rie, one), work(karen, other))
    assert [each for each in done if isinstance(each, Refusal)] == []
    now, seen = odense.stored(process), [DEEDS[one][2], DEEDS[other][2]]
    for shows, each in zip(seen, done, strict=True):
        assert isinstance(each, Process)
        assert shows(each) != shows(process)
        assert shows(now) == shows(each)


def test_of_several_assessments_at_once_each_is_kept(
    odense: Municipality, rie: Actor, karen: Actor, process: Process
) -> None:
    reviewers = [rie, karen, odense.person("Mads", Role.REVIEWER)]
    at_once(*[partial(odense.does, assess, reviewer, process.id, ALL) for reviewer in reviewers])
    given = {each.reviewer.id for each in odense.stored(process).assessments if each.reviewer}
    assert given == {reviewer.person_id for reviewer in reviewers}


@pytest.mark.parametrize(
    "decides",
    [
        partial(move, into=Phase.IDEA, reason="Nej"),
        partial(set_aside, look_again_on=None),
        partial(end, status=Status.FAILED, reason="Nej", look_again_on=None),
    ],
    ids=["moved", "set aside", "failed"],
)
def test_of_two_decisions_on_the_same_card_one_stands_and_the_other_is_told(
    odense: Municipality, rie: Actor, karen: Actor, process: Process, decides: Deed
) -> None:
    def work(actor: Actor, deed: Deed, **said: Any) -> Process:
        with odense.database.session(actor) as session:
            return deed(session, actor, process.id, now=odense.now, version=process.version, **said)

    rejects = partial(end, status=Status.REJECTED, reason="Nej", look_again_on=None)
    before = odense.events(process)
    done = at_once(partial(work, rie, rejects), partial(work, karen, decides))
    (first,) = [each for each in done if isinstance(each, Process)]
    assert odense.stored(process) == first
    assert len(odense.events(process)) == len(before) + 1


def test_an_edit_while_its_process_is_merged_stands_or_is_refused(
    odense: Municipality, rie: Actor, karen: Actor, process: Process
) -> None:
    twin = odense.suggests(odense.person("Bo"))
    edited, merged = at_once(
        partial(odense.does, edit, rie, process.id, {"title": "Et andet navn"}),
        partial(odense.does, merge, karen, process.id, twin.id),
    )
    now = odense.stored(process)
    assert isinstance(merged, Process)
    assert (now.status, now.merged_into) == (Status.MERGED, twin.id)
    assert isinstance(edited, (Process, AlreadyDecided))
    assert (now.title == "Et andet navn") == isinstance(edited, Process)


def test_an_edit_of_the_twin_while_something_is_merged_into_it_stands(
    odense: Municipality, rie: Actor, karen: Actor, process: Process
) -> None:
    twin = odense.suggests(odense.person("Bo"))
    at_once(
        partial(odense.does, edit, rie, twin.id, {"title": "Et andet navn"}),
        partial(odense.does, merge, karen, process.id, twin.id),
    )
    now = odense.stored(twin)
    assert (now.title, [each.name for each in now.followers]) == ("Et andet navn", ["Anna"])


def test_of_two_merged_into_each_other_at_once_one_stays(
    odense: Municipality, karen: Actor, process: Process
) -> None:
    twin = odense.suggests(odense.person("Bo"))
    done = at_once(
        partial(odense.does, merge, karen, process.id, twin.id),
        partial(odense.does, merge, karen, twin.id, process.id),
    )
    assert sorted(isinstance(each, Refusal) for each in done) == [False, True]
    statuses = [odense.stored(each).status for each in (process, twin)]
    assert statuses.count(Status.MERGED) == 1


def test_of_a_merge_and_the_twins_rejection_at_once_neither_leaves_the_other_half_done(
    odense: Municipality, rie: Actor, karen: Actor, process: Process
) -> None:
    twin = odense.suggests(odense.person("Bo"))
    merged, rejected = at_once(
        partial(odense.does, merge, karen, process.id, twin.id),
        partial(odense.does, end, rie, twin.id, Status.REJECTED, "Nej", None),
    )
    assert isinstance(rejected, Process)
    assert isinstance(merged, (Process, AlreadyDecided))
    followers = [each.name for each in odense.stored(twin).followers]
    assert followers == (["Anna"] if isinstance(merged, Process) else [])


def test_what_is_taken_apart_at_once_is_taken_apart_once(
    odense: Municipality, rie: Actor, karen: Actor, process: Process
) -> None:
    odense.does(merge, karen, process.id, odense.suggests(odense.person("Bo")).id)
    done = at_once(*[partial(odense.does, unmerge, actor, process.id) for actor in (rie, karen)])
    assert sorted(isinstance(each, Refusal) for each in done) == [False, True]
    assert odense.events(process).count("unmerged") == 1


def test_an_answer_accepted_while_another_is_edited_is_kept(
    odense: Municipality, rie: Actor, process: Process
) -> None:
    proposed = odense.does(propose, rie, process.id, {"title": "Et andet navn"})
    assert process.submitter
    anna = Actor(person_id=process.submitter.id, organisation_id=odense.id)
    (proposal,) = proposed.proposals
    at_once(
        partial(odense.does, decide, anna, process.id, {proposal.id: True}),
        partial(odense.does, edit, rie, process.id, {"employees": "7"}),
    )
    now = odense.stored(process)
    assert (now.title, now.answers["employees"]) == ("Et andet navn", 7)


def test_an_assessment_while_the_weights_change_goes_by_the_new_ones(
    odense: Municipality, rie: Actor, karen: Actor, process: Process
) -> None:
    at_once(
        partial(odense.does, assess, rie, process.id, ALL),
        partial(odense.does, change_settings, karen, {"suitability_weight": "7", "bar": "40"}),
    )
    figures = score(odense.stored(process), Settings(suitability_weight=7, bar=40))
    with odense.database.session(None) as session:
        row = session.get_one(ProcessRow, process.id)
        assert (row.priority, row.stars) == (figures.priority, figures.stars)
    assert figures.reviewers == 1
