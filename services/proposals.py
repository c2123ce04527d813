"""Proposing other answers, and deciding on each: reviewers to the submitter, and the other way round."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from domain.access import is_one_of, may_read
from domain.errors import NotFound, Outdated
from domain.people import Actor
from domain.process import Answer, Process, Proposal
from domain.proposals import PROPOSABLE, is_offer, is_overtaken, waiting
from domain.steering import check_decide, check_propose
from services.answers import check_asked, differs, put_answers, read_answer
from services.changes import Change, changing
from services.holding import claim_by_acting
from storage.tables import ProposalRow

_BY_KEY = {question.key: question for question in PROPOSABLE}


def propose(
    session: Session,
    actor: Actor,
    process_id: UUID,
    changes: Mapping[str, object],
    now: datetime,
    *,
    version: int | None = None,
) -> Process:
    """Propose other answers, by their keys; only what differs is proposed, and if nothing does, nothing is.

    Another proposal to the same question takes the place of one that still waits.
    """
    change = changing(session, actor, process_id, now, version)
    process = change.process
    check_propose(actor, process)
    check_asked(changes, _BY_KEY)
    answers = {key: read_answer(_BY_KEY[key], raw, now.date()) for key, raw in changes.items()}
    differing = {key: answer for key, answer in answers.items() if differs(answer, process.answers.get(key))}
    if not differing:
        return process
    change.check_version()
    offered = is_one_of(actor, process.submitter)
    replaced = [each for each in waiting(process, offered=offered) if each.key in differing]
    session.execute(delete(ProposalRow).where(ProposalRow.id.in_([each.id for each in replaced])))
    new = [_proposed(change, key, answer) for key, answer in differing.items()]
    change.put("proposals", *new, gone=replaced)
    if not offered:
        claim_by_acting(change)
    return change.record("offered" if offered else "proposed", keys=" ".join(differing))


def decide(
    session: Session,
    actor: Actor,
    process_id: UUID,
    decisions: Mapping[UUID, bool],
    now: datetime,
    *,
    version: int | None = None,
) -> Process:
    """Say yes or no to proposals, by their ids; what is accepted takes effect at once.

    If an answer has become another since it was to be replaced, only `version`, which is what the card
    showed, tells that whoever accepts has seen it. Once all that was proposed together is decided on,
    the other side is told.
    """
    change = changing(session, actor, process_id, now)
    process = change.process
    if not may_read(actor, process):
        raise NotFound
    decided = [each for each in process.proposals if each.id in decisions]
    if not decided or len(decided) != len(decisions):
        raise Outdated(number=process.number)
    for each in decided:
        check_decide(actor, process, each)
    accepted = [each for each in decided if decisions[each.id]]
    if version != process.version and any(is_overtaken(process, each) for each in accepted):
        raise Outdated(number=process.number)
    for each in decided:
        stored = session.get_one(ProposalRow, each.id)
        stored.accepted, stored.decided_by_id = decisions[each.id], actor.person_id
    now_decided = [replace(each, accepted=decisions[each.id]) for each in decided]
    change.put("proposals", *now_decided, gone=decided)
    put_answers(change.row, {each.key: each.answer for each in accepted})
    together, is_done = _proposed_together(process, decided)
    offered = is_offer(process, decided[0])
    kind = ("offers_decided" if offered else "proposals_decided") if is_done else "proposal_decided"
    return change.record(
        kind,
        accepted=_keys(accepted),
        declined=_keys([each for each in decided if not decisions[each.id]]),
        proposals=" ".join(str(each.id) for each in together),
    )


def _proposed(change: Change, key: str, answer: Answer) -> Proposal:
    instead_of = change.process.answers.get(key)
    row = ProposalRow(
        organisation_id=change.row.organisation_id,
        process_id=change.row.id,
        key=key,
        answers={"answer": answer, "instead_of": instead_of},
        by_id=change.actor.person_id,
        at=change.now,
    )
    change.session.add(row)
    return Proposal(id=row.id, key=key, answer=answer, instead_of=instead_of, by=change.author, at=change.now)


def _proposed_together(process: Process, decided: Sequence[Proposal]) -> tuple[Sequence[Proposal], bool]:
    """Return what was proposed in the same breath, and whether all of it is decided on now."""
    at = {(each.at, is_offer(process, each)) for each in decided}
    together = [each for each in process.proposals if (each.at, is_offer(process, each)) in at]
    return together, all(each.accepted is not None or each in decided for each in together)


def _keys(proposals: Sequence[Proposal]) -> str:
    return " ".join(each.key for each in proposals)
