"""Everything a person can be refused, as one tree; each class owns the sentence its text key names.

GuldkornError
├── Refusal                what the person asked for is not possible, and why
│   ├── NotAllowed         … for this person
│   │   ├── NotAReviewer
│   │   ├── NotACoordinator
│   │   └── NotYours
│   ├── NotFound           … because it does not exist, or must not be known to exist
│   ├── HeldByAnother      … while a colleague holds it
│   ├── AlreadyDecided     … any more
│   ├── AlreadyClaimed     … to take back, since a reviewer has taken it
│   ├── AlreadyAnswered    … since somebody else was asked too, and was quicker
│   ├── Outdated           … on the card they looked at, which has been overtaken
│   │   └── SettingsOutdated
│   ├── GateClosed         … before a gate's line is met
│   ├── ReasonNeeded       … without a reason
│   ├── NotThisPhase       … in the phase it is in
│   ├── MergedIntoItself   … since the twin that is named is the process itself
│   ├── NobodyToAsk        … since whoever could answer has been forgotten
│   ├── LastCoordinator    … before another coordinator is named
│   ├── InviteInvalid      … with this code
│   ├── Unreadable         … because a field is missing or cannot be understood
│   ├── TooManyFiles       … on top of the files that are there
│   ├── TooManyDrafts      … on top of the drafts that are there
│   └── ContainsCpr        … with a CPR number in the text
│       └── CprInName      … in a file's name
"""

from collections.abc import Mapping


class GuldkornError(Exception):
    """Root of the errors a caller of Guldkorn may want to tell apart."""


class Refusal(GuldkornError):
    """What a person asked for is not possible; `text_key` names the sentence they read."""

    text_key = "refused"

    def __init__(self, **args: str | int) -> None:
        super().__init__(type(self).__name__)
        self.args_for_text: Mapping[str, str | int] = args


class NotAllowed(Refusal):
    """This person may not do this."""

    text_key = "refused-not-allowed"


class NotAReviewer(NotAllowed):
    """Only the organisation's RPA team may do this."""

    text_key = "refused-not-a-reviewer"


class NotACoordinator(NotAllowed):
    """Only a coordinator may do this."""

    text_key = "refused-not-a-coordinator"


class NotYours(NotAllowed):
    """Only the person it belongs to may do this."""

    text_key = "refused-not-yours"


class NotFound(Refusal):
    """It does not exist, or this person must not know that it does."""

    text_key = "refused-not-found"


class HeldByAnother(Refusal):
    """A colleague holds the process (`holder`: their name)."""

    text_key = "refused-held-by-another"


class AlreadyDecided(Refusal):
    """The process is no longer open to this (`status`: how it stands)."""

    text_key = "refused-already-decided"


class AlreadyClaimed(Refusal):
    """A reviewer has taken the process, so its submitter cannot take it back alone."""

    text_key = "refused-already-claimed"


class AlreadyAnswered(Refusal):
    """The question has its answer from another of those it was put to."""

    text_key = "refused-already-answered"


class Outdated(Refusal):
    """The card shows an older state than the one stored."""

    text_key = "refused-outdated"


class SettingsOutdated(Outdated):
    """The settings have been changed since they were shown."""

    text_key = "refused-settings-outdated"


class GateClosed(Refusal):
    """The next phase wants something that is missing (`line`: the key of the first such thing)."""

    text_key = "refused-gate-closed"


class ReasonNeeded(Refusal):
    """Going back, skipping a gate and ending something each take a reason."""

    text_key = "refused-reason-needed"


class NotThisPhase(Refusal):
    """The process is in a phase where this cannot be done (`phase`: the one it is in)."""

    text_key = "refused-not-this-phase"


class MergedIntoItself(Refusal):
    """A process has no twin in itself."""

    text_key = "refused-merged-into-itself"


class NobodyToAsk(Refusal):
    """Whoever suggested the process has been forgotten, and no expert is named."""

    text_key = "refused-nobody-to-ask"


class LastCoordinator(Refusal):
    """Without this coordinator the organisation would have none."""

    text_key = "refused-last-coordinator"


class InviteInvalid(Refusal):
    """The code is unknown, used or too old."""

    text_key = "refused-invite"


class Unreadable(Refusal):
    """A field is missing or cannot be understood (`field`: its key; `problem`: the problem's text key)."""

    text_key = "refused-unreadable"


class TooManyFiles(Refusal):
    """There are as many files already as a suggestion takes (`most`)."""

    text_key = "refused-too-many-files"


class TooManyDrafts(Refusal):
    """A person has so many drafts that no more are begun (`most`)."""

    text_key = "refused-too-many-drafts"


class ContainsCpr(Refusal):
    """The text holds something that looks like a CPR number; nothing of it is kept."""

    text_key = "refused-cpr"


class CprInName(ContainsCpr):
    """A file's name holds something that looks like a CPR number; the file is not fetched."""

    text_key = "refused-cpr-in-name"
