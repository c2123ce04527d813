"""What is proposed to change in the answers, by reviewers or by the submitter, and what waits for a yes."""

from collections.abc import Sequence

from domain.form import SUBMISSION_FORM
from domain.process import Process, Proposal

PROPOSABLE = tuple(row for row in SUBMISSION_FORM if row.key not in ("visibility", "org_unit"))
"""The questions about the work; who may read it, and where its submitter sits, is no matter of opinion."""


def is_offer(process: Process, proposal: Proposal) -> bool:
    """Whether the submitter proposed it to the reviewers, and not they to the submitter."""
    return proposal.by == process.submitter


def waiting(process: Process, *, offered: bool) -> Sequence[Proposal]:
    """Return what waits for the reviewers, if `offered` by the submitter, or else for the submitter."""
    if not process.status.is_open or (process.submitter is None and not offered):
        return ()
    return [
        each for each in process.proposals if each.accepted is None and is_offer(process, each) == offered
    ]


def is_overtaken(process: Process, proposal: Proposal) -> bool:
    """Whether the answer has become another one since the proposal was made."""
    return process.answers.get(proposal.key) != proposal.instead_of
