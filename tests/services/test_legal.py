"""The legal clarification: answered line by line, by whoever knows, and shown with who and when."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.errors import (
    AlreadyDecided,
    ContainsCpr,
    GateClosed,
    NotAReviewer,
    NotThisPhase,
    Outdated,
    Refusal,
    Unreadable,
)
from domain.gates import unmet
from domain.legal import LEGAL_ITEMS, NOTE_MAX_LENGTH
from domain.people import Role
from domain.process import Phase
from services.legal import answer_legal
from services.steering import move
from storage.tables import EventRow, LegalAnswerRow
from tests.municipality import Municipality, accept, reject

ALL = dict.fromkeys(LEGAL_ITEMS, ("yes", ""))


def test_lines_are_answered_one_by_one_each_with_who_and_when(odense: Municipality) -> None:
    rie, rita = odense.person("Rie", Role.REVIEWER), odense.person("Rita", Role.REVIEWER)
    process = odense.suggests(odense.person("Anna"))
    odense.does(accept, rie, process.id)
    first = odense.now
    odense.does(answer_legal, rie, process.id, {"legal_basis": ("yes", " Serviceloven § 85 ")})
    odense.now += timedelta(days=1)
    answered = odense.does(
        answer_legal, rita, process.id, {"legal_basis": ("yes", "Serviceloven § 85"), "duties": ("no", "")}
    )
    told = {each.item: (each.answer, each.note, each.by and each.by.name, each.at) for each in answered.legal}
    assert told == {
        "legal_basis": ("yes", "Serviceloven § 85", "Rie", first),
        "duties": ("no", "", "Rita", odense.now),
    }


def test_each_save_is_one_event_and_one_that_changes_nothing_is_none(odense: Municipality) -> None:
    rie, process = odense.person("Rie", Role.REVIEWER), odense.suggests(odense.person("Anna"))
    odense.does(accept, rie, process.id)
    answered = odense.does(answer_legal, rie, process.id, ALL)
    assert odense.does(answer_legal, rie, process.id, ALL, version=1) == answered
    assert odense.does(answer_legal, rie, process.id, {}) == answered
    with odense.database.session(rie) as session:
        events = session.scalars(select(EventRow).where(EventRow.kind == "legal_answered")).all()
    assert [event.data for event in events] == [{"items": " ".join(LEGAL_ITEMS)}]


def test_the_gate_opens_when_all_lines_are_answered(odense: Municipality) -> None:
    karen = odense.person("Karen", Role.COORDINATOR)
    process = odense.takes(karen, odense.suggests(odense.person("Anna")), Phase.DEVELOPMENT)
    *most, last = LEGAL_ITEMS
    odense.does(answer_legal, karen, process.id, dict.fromkeys(most, ("not_relevant", "")))
    with pytest.raises(GateClosed) as refused:
        odense.does(move, karen, process.id, Phase.IMPLEMENTATION)
    assert refused.value.args_for_text["line"] == "legal"
    answered = odense.does(answer_legal, karen, process.id, {last: ("no", "Sker i uge 12.")})
    assert "legal" not in unmet(answered, Phase.IMPLEMENTATION)


def test_it_is_the_reviewers_work_from_preanalysis_on(odense: Municipality) -> None:
    anna, rie = odense.person("Anna"), odense.person("Rie", Role.REVIEWER)
    process = odense.suggests(anna)
    with pytest.raises(NotThisPhase):
        odense.does(answer_legal, rie, process.id, ALL)
    odense.does(accept, rie, process.id)
    with pytest.raises(NotAReviewer):
        odense.does(answer_legal, anna, process.id, ALL)
    odense.does(reject, rie, process.id, "Reglerne ændres.", None)
    with pytest.raises(AlreadyDecided):
        odense.does(answer_legal, rie, process.id, ALL)


@pytest.mark.parametrize(
    ("item", "said", "refusal", "field"),
    [
        ("weather", ("yes", ""), Unreadable, "weather"),
        ("duties", ("perhaps", ""), Unreadable, "duties"),
        ("duties", ("", "En note"), Unreadable, "duties"),
        ("duties", (None, ""), Unreadable, "duties"),
        ("duties", (["yes", "no"], ""), Unreadable, "duties"),
        ("duties", ("yes", None), Unreadable, "duties_note"),
        ("duties", ("yes", "x" * (NOTE_MAX_LENGTH + 1)), Unreadable, "duties_note"),
        ("duties", ("yes", "Borgeren 010190-1234 er hørt."), ContainsCpr, "duties_note"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_its_field_and_nothing_of_the_save_stays(
    odense: Municipality, item: str, said: tuple[object, object], refusal: type[Refusal], field: str
) -> None:
    rie, process = odense.person("Rie", Role.REVIEWER), odense.suggests(odense.person("Anna"))
    odense.does(accept, rie, process.id)
    with pytest.raises(refusal) as refused:
        odense.does(answer_legal, rie, process.id, {"legal_basis": ("yes", ""), item: said})
    assert refused.value.args_for_text["field"] == field
    with odense.database.session(rie) as session:
        assert not session.scalars(select(LegalAnswerRow)).all()


def test_a_page_that_has_been_overtaken_overwrites_nobody(odense: Municipality) -> None:
    rie, rita = odense.person("Rie", Role.REVIEWER), odense.person("Rita", Role.REVIEWER)
    process = odense.suggests(odense.person("Anna"))
    shown = odense.does(accept, rie, process.id).version
    odense.does(answer_legal, rie, process.id, {"duties": ("no", "Mangler.")}, version=shown)
    with pytest.raises(Outdated):
        odense.does(answer_legal, rita, process.id, {"duties": ("yes", "")}, version=shown)
