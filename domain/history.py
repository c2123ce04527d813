"""What has happened to a process, in the groups by which people look for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.people import Person

GROUPS: Mapping[str, Sequence[str]] = {
    "decisions": (
        "submitted",
        "moved",
        "rejected",
        "failed",
        "not_relevant",
        "set_aside",
        "taken_up",
        "brought_back",
        "withdrawn",
        "merged",
        "unmerged",
        "judgement_overridden",
    ),
    "assessments": (
        "assessed",
        "reassessed",
        "business_case_made",
        "legal_answered",
        "gain_reported",
        "rated",
    ),
    "people": (
        "claimed",
        "released",
        "handed_over",
        "deputy_named",
        "expert_named",
        "watcher_named",
        "relieved",
        "waited_long",
        "clause_unverified",
        "person_forgotten",
    ),
    "edits": (
        "edited",
        "proposed",
        "offered",
        "proposal_decided",
        "proposals_decided",
        "offers_decided",
    ),
    "comments": ("asked", "answered", "commented", "mentioned"),
    "files": ("file_added", "file_opened", "file_closed", "file_removed"),
}
"""Every kind of event that can happen to a process, by what somebody might look for."""


@dataclass(frozen=True, kw_only=True)
class Happening:
    """One event of a process: who did it and to whom, as far as they are known, and its small words."""

    kind: str
    actor: Person | None
    about: Person | None
    at: datetime
    data: Mapping[str, str]
