"""What can happen: one row a kind of event, with its group in the history and whom it tells by which card."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

EVERYTHING = "everything"
FLOW = "flow"
"""What a flow posts; not an event, and muted like one."""
NAMED = "named"
"""What a person is told who gets something to do with a process."""
_REMINDED = "reminded"

GROUPS = ("decisions", "assessments", "people", "edits", "comments", "files")
"""What somebody might look for among all that has happened to a process."""


class Audience(StrEnum):
    """Whose conversation a message goes to."""

    SUBMITTER = "submitter"
    FOLLOWERS = "followers"
    """The submitter, and whoever follows the process."""
    HOLDER = "holder"
    EXPERT = "expert"
    ASKED = "asked"
    """Who answers what reviewers ask: the submitter, and the process expert."""
    COORDINATORS = "coordinators"
    REVIEW_CHANNEL = "review_channel"
    HOLDER_WITHOUT_CHANNEL = "holder_without_channel"
    """Who works on it, as long as the organisation has no review channel to tell."""
    PERSON = "person"
    """The person whom the event is about."""


@dataclass(frozen=True)
class Notice:
    """One message that an event owes; a receipt also goes to who did it, and cannot be muted.

    People mute it by the kind of its event, or `as_kind` where several go together. `called` is what it is to
    a coordinator who reads that it could not be sent.
    """

    to: Audience
    card: str
    called: str = "news"
    operation: str = "post"
    is_receipt: bool = False
    as_kind: str | None = None


@dataclass(frozen=True)
class Event:
    """One kind of event: its group, None if it happens to no process, and the messages it owes."""

    group: str | None
    notices: Sequence[Notice] = ()


def _to_team(card: str, called: str, as_kind: str) -> tuple[Notice, Notice]:
    """Tell the team in its thread or, without a channel, who works on it."""
    return (
        Notice(Audience.REVIEW_CHANNEL, card, called, operation="reply"),
        Notice(Audience.HOLDER_WITHOUT_CHANNEL, card, called, as_kind=as_kind),
    )


def _moved(card: str) -> Event:
    return Event("decisions", (Notice(Audience.FOLLOWERS, card, as_kind="moved"),))


_ENDED = Event("decisions", (Notice(Audience.FOLLOWERS, "told_ended", as_kind="rejected"),))
_PART = Event("people", (Notice(Audience.PERSON, "told_named", NAMED, as_kind=NAMED),))

EVENTS: Mapping[str, Event] = {
    "submitted": Event(
        "decisions",
        (
            Notice(Audience.SUBMITTER, "receipt", "receipt", is_receipt=True),
            Notice(Audience.REVIEW_CHANNEL, "review", "review"),
        ),
    ),
    "claimed": Event("people", (Notice(Audience.SUBMITTER, "told_claimed"),)),
    "released": Event("people"),
    "asked": Event("comments", (Notice(Audience.ASKED, "asked", "question"),)),
    "answered": Event(
        "comments",
        (
            *_to_team("answered", "answer", "asked"),
            Notice(Audience.ASKED, "answered", "answer", as_kind="asked"),
        ),
    ),
    "edited": Event("edits"),
    "proposed": Event("edits", (Notice(Audience.SUBMITTER, "proposals", "question"),)),
    "offered": Event("edits", _to_team("offered", "answer", "proposed")),
    "proposal_decided": Event("edits"),
    "proposals_decided": Event("edits", _to_team("proposals_decided", "answer", "proposed")),
    "assessed": Event("assessments", (Notice(Audience.FOLLOWERS, "told_assessed"),)),
    "reassessed": Event("assessments"),
    "judgement_overridden": Event("decisions"),
    "business_case_made": Event("assessments"),
    "legal_answered": Event("assessments"),
    "gain_reported": Event("assessments"),
    "rated": Event("assessments"),
    "moved": _moved("told_moved"),
    "taken_up": _moved("told_taken_up"),
    "merged": _moved("told_merged"),
    "unmerged": _moved("told_unmerged"),
    "offers_decided": Event("edits", (Notice(Audience.SUBMITTER, "told_offers_decided", as_kind="moved"),)),
    "rejected": _ENDED,
    "failed": _ENDED,
    "not_relevant": _ENDED,
    "set_aside": Event("decisions"),
    "withdrawn": Event("decisions"),
    "commented": Event(
        "comments",
        (
            Notice(Audience.FOLLOWERS, "told_comment", "comment"),
            Notice(Audience.REVIEW_CHANNEL, "commented", "comment", operation="reply"),
        ),
    ),
    "mentioned": Event("comments", (Notice(Audience.PERSON, "told_comment", "comment"),)),
    "handed_over": _PART,
    "deputy_named": _PART,
    "expert_named": _PART,
    "watcher_named": _PART,
    "relieved": Event("people"),
    "waited_long": Event("people", (Notice(Audience.HOLDER, "told_waiting", "reminder", as_kind=_REMINDED),)),
    "brought_back": Event(
        "decisions",
        (
            Notice(Audience.HOLDER, "told_brought_back", "reminder", as_kind=_REMINDED),
            Notice(Audience.REVIEW_CHANNEL, "brought_back", "reminder", operation="reply"),
        ),
    ),
    "clause_unverified": Event(
        "people",
        (
            Notice(Audience.EXPERT, "told_clause", "reminder", as_kind=_REMINDED),
            Notice(Audience.COORDINATORS, "told_clause", "reminder", as_kind=_REMINDED),
        ),
    ),
    "file_added": Event("files"),
    "file_opened": Event("files"),
    "file_closed": Event("files"),
    "file_removed": Event("files"),
    "person_forgotten": Event("people"),
    "coordinator_named": Event(None, (Notice(Audience.PERSON, "told_coordinator", NAMED, as_kind=NAMED),)),
    "review_channel_made": Event(None),
    "review_channel_closed": Event(
        None, (Notice(Audience.COORDINATORS, "told_channel_closed", "reminder", as_kind=_REMINDED),)
    ),
    "settings_changed": Event(None),
    "digest_turned_on": Event(None),
    "digest_turned_off": Event(None),
}
"""Every kind of event, in the order in which people find on their switches what they may mute."""

MUTABLE = (
    *dict.fromkeys(
        notice.as_kind or kind
        for kind, event in EVENTS.items()
        for notice in event.notices
        if notice.to is not Audience.REVIEW_CHANNEL and not notice.is_receipt
    ),
    FLOW,
)
"""What a person can ask not to be told, beside everything."""

CALLED: Mapping[str, str] = {
    **{notice.card: notice.called for event in EVENTS.values() for notice in event.notices},
    "digest": "digest",
    FLOW: FLOW,
}
"""Kinds of message with a name of their own; all else is something said."""


def kinds_in(group: str) -> Sequence[str]:
    """Return the kinds of event in a group."""
    return [kind for kind, event in EVENTS.items() if event.group == group]
