"""What is known of a process beside its own row, in one query: remarks, files, assessments and the rest."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Boolean,
    ColumnElement,
    CompoundSelect,
    Date,
    Double,
    Select,
    String,
    Text,
    Uuid,
    cast,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.types import TypeEngine

from domain.assessment import Assessment
from domain.gains import Gain, GainSource
from domain.legal import LegalAnswer
from domain.people import Person
from domain.process import Asset, Proposal, Remark
from storage.prepared import Prepared, is_among
from storage.tables import (
    JSON_TYPE,
    AssessmentRow,
    AssetRow,
    FollowerRow,
    GainRow,
    Json,
    LegalAnswerRow,
    PersonRow,
    ProposalRow,
    RemarkRow,
    SettingsRow,
    Table,
    UtcDateTime,
)

IN_ORDER: Mapping[str, Callable[[Any], Any]] = {
    "remarks": lambda remark: (remark.at, remark.id),
    "assets": lambda asset: asset.id,
    "assessments": lambda assessment: assessment.id,
    "legal": lambda answer: answer.item,
    "gains": lambda gain: (gain.month, gain.source),
    "proposals": lambda proposal: proposal.id,
    "followers": lambda person: person.id,
}
"""What belongs to a process, by what it is sorted."""
_COLUMNS: Mapping[str, TypeEngine[Any]] = {
    "process_id": Uuid(),
    "id": Uuid(),
    "at": UtcDateTime(),
    "word": String(),
    "choice": String(),
    "text": Text(),
    "other_id": Uuid(),
    "size": BigInteger(),
    "hours": Double(),
    "day": Date(),
    "flag": Boolean(),
    "body": JSON_TYPE,
}
"""What any of the parts has, beside the person it comes from."""

Column = InstrumentedAttribute[Any]
Shown = ColumnElement[Any] | Column


@dataclass(kw_only=True)
class Beside:
    """What belongs to one process beside its own row, each kind in its order."""

    remarks: list[Remark] = field(default_factory=list)
    assets: list[Asset] = field(default_factory=list)
    assessments: list[Assessment] = field(default_factory=list)
    legal: list[LegalAnswer] = field(default_factory=list)
    gains: list[Gain] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    followers: list[Person] = field(default_factory=list)


def find_beside(
    session: Session, process_ids: Sequence[UUID], people: Collection[UUID], organisations: Collection[UUID]
) -> tuple[Mapping[UUID, Beside], Mapping[UUID | None, Person], Mapping[UUID, Json]]:
    """Return what stands beside each of the processes, who these people are, and what these have settled."""
    found: dict[UUID, Beside] = defaultdict(Beside)
    named: dict[UUID | None, Person] = {}
    settled: dict[UUID, Json] = {}
    asked = {"processes": list(process_ids), "people": list(people), "organisations": list(organisations)}
    session.flush()
    for row in _BESIDE.rows(session, **asked):
        if row.part == "person":
            named[row.person_id] = Person(id=row.person_id, name=row.person)
        elif row.part == "settings":
            settled[row.id] = row.body
        else:
            person = None if row.person_id is None else Person(id=row.person_id, name=row.person)
            getattr(found[row.process_id], row.part).append(_MAKE[row.part](row, person))
    for beside in found.values():
        for part, order in IN_ORDER.items():
            getattr(beside, part).sort(key=order)
    return found, named, settled


def _part(
    dialect: str, name: str, of: type[Table], process: Column, person: Column, **columns: Column
) -> Select[Any]:
    return (
        _rows(name, person, PersonRow.name, process_id=process, **columns)
        .select_from(of)
        .outerjoin(PersonRow, PersonRow.id == person)
        .where(is_among(process, "processes", dialect))
    )


def _people(dialect: str) -> Select[Any]:
    return _rows("person", PersonRow.id, PersonRow.name).where(is_among(PersonRow.id, "people", dialect))


def _settings(dialect: str) -> Select[Any]:
    asked = is_among(SettingsRow.organisation_id, "organisations", dialect)
    nobody = cast(null(), Uuid()), cast(null(), String())
    return _rows("settings", *nobody, id=SettingsRow.organisation_id, body=SettingsRow.chosen).where(asked)


def _rows(name: str, person_id: Shown, person: Shown, **present: Column) -> Select[Any]:
    shown = [literal(name).label("part"), person_id.label("person_id"), person.label("person")]
    for column, kind in _COLUMNS.items():
        shown.append((present[column] if column in present else cast(null(), kind)).label(column))
    return select(*shown)


def _beside(dialect: str) -> CompoundSelect[Any]:
    part = partial(_part, dialect)
    return union_all(
        part(
            "remarks",
            RemarkRow,
            RemarkRow.process_id,
            RemarkRow.author_id,
            id=RemarkRow.id,
            at=RemarkRow.at,
            word=RemarkRow.kind,
            text=RemarkRow.text,
            other_id=RemarkRow.answers_id,
        ),
        part(
            "assets",
            AssetRow,
            AssetRow.subject_id,
            AssetRow.uploader_id,
            id=AssetRow.id,
            at=AssetRow.at,
            word=AssetRow.reason,
            text=AssetRow.name,
            size=AssetRow.size,
            flag=AssetRow.open,
        ).where(AssetRow.status == "stored"),
        part(
            "assessments",
            AssessmentRow,
            AssessmentRow.process_id,
            AssessmentRow.reviewer_id,
            id=AssessmentRow.id,
            at=AssessmentRow.at,
            other_id=AssessmentRow.organisation_id,
            flag=AssessmentRow.given,
            body=AssessmentRow.judgements,
        ),
        part(
            "legal",
            LegalAnswerRow,
            LegalAnswerRow.process_id,
            LegalAnswerRow.by_id,
            at=LegalAnswerRow.at,
            word=LegalAnswerRow.item,
            text=LegalAnswerRow.note,
            choice=LegalAnswerRow.answer,
        ),
        part(
            "gains",
            GainRow,
            GainRow.process_id,
            GainRow.by_id,
            at=GainRow.at,
            word=GainRow.source,
            day=GainRow.month,
            hours=GainRow.hours,
            size=GainRow.runs,
        ),
        part(
            "proposals",
            ProposalRow,
            ProposalRow.process_id,
            ProposalRow.by_id,
            id=ProposalRow.id,
            at=ProposalRow.at,
            word=ProposalRow.key,
            flag=ProposalRow.accepted,
            body=ProposalRow.answers,
        ),
        part("followers", FollowerRow, FollowerRow.process_id, FollowerRow.person_id),
        _people(dialect),
        _settings(dialect),
    )


_BESIDE = Prepared(_beside)


_MAKE: Mapping[str, Callable[[Any, Person | None], Any]] = {
    "remarks": lambda row, author: Remark(
        id=row.id, kind=row.word, author=author, text=row.text, at=row.at, answers_id=row.other_id
    ),
    "assets": lambda row, uploader: Asset(
        id=row.id,
        name=row.text,
        size=row.size,
        open=row.flag,
        status="stored",
        reason=row.word,
        uploader=uploader,
        at=row.at,
    ),
    "assessments": lambda row, reviewer: Assessment(
        id=row.id,
        reviewer=reviewer,
        organisation_id=row.other_id,
        judgements=row.body,
        given=row.flag,
        at=row.at,
    ),
    "legal": lambda row, by: LegalAnswer(item=row.word, answer=row.choice, note=row.text, by=by, at=row.at),
    "gains": lambda row, _: Gain(month=row.day, source=GainSource(row.word), hours=row.hours, runs=row.size),
    "proposals": lambda row, by: Proposal(
        id=row.id,
        key=row.word,
        answer=row.body["answer"],
        instead_of=row.body["instead_of"],
        by=by,
        at=row.at,
        accepted=row.flag,
    ),
    "followers": lambda _, follower: follower,
}
PARTS = tuple(_MAKE)
"""All that may belong to a process, by its names."""
