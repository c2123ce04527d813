"""All that a dialog may answer; the door renders it as a card or acts on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from dialogs.commands import Command
from domain.process import Answer
from domain.reading.parsed import Refused, Unclear


@dataclass(frozen=True, kw_only=True)
class Ask:
    """Ask the question `key`: afresh, again with what was wrong or unclear, or with a guess."""

    key: str
    problem: Refused | None = None
    unclear: Unclear[Answer] | None = None
    guess: Answer = None


@dataclass(frozen=True, kw_only=True)
class Answered:
    """The question `key` has an answer now; its card becomes one line."""

    key: str


@dataclass(frozen=True, kw_only=True)
class Recall:
    """Say what was answered to `key` before."""

    key: str


@dataclass(frozen=True, kw_only=True)
class ReadBack:
    """Read back the quantities found in the description, to be confirmed or corrected.

    `found` has the reading ("15/week", "600s") by the key of the question that it answers.
    """

    found: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class ShowSummary:
    """Show every answer, and what may be done with them."""


@dataclass(frozen=True, kw_only=True)
class Note:
    """Say one sentence, the text `key`; `about` names the question whose label goes into it as `$label`."""

    key: str
    about: str | None = None


@dataclass(frozen=True, kw_only=True)
class AskResume:
    """Offer to go on with the draft, to begin again or to delete it."""


@dataclass(frozen=True, kw_only=True)
class AskCancel:
    """Ask whether to keep the draft for later, to delete it or to go on."""


@dataclass(frozen=True, kw_only=True)
class DidYouMean:
    """Ask whether the message was meant as the command; a no makes it the answer to the question."""

    command: Command


@dataclass(frozen=True, kw_only=True)
class Run:
    """Carry out a command that is not the dialog's own, and then ask again what is pending."""

    command: Command


@dataclass(frozen=True, kw_only=True)
class Submit:
    """Submit the draft: its answers are complete."""


@dataclass(frozen=True, kw_only=True)
class Saved:
    """The draft is put away for later."""


@dataclass(frozen=True, kw_only=True)
class Discarded:
    """The draft is to be deleted."""


@dataclass(frozen=True, kw_only=True)
class FormProblems:
    """Show the one-page form again: what is wrong or unclear by field, and what was typed in each.

    A field with a CPR number is missing from `raw`.
    """

    problems: Mapping[str, Refused | Unclear[Answer]]
    raw: Mapping[str, str]


Reply: TypeAlias = (
    Ask
    | Answered
    | Recall
    | ReadBack
    | ShowSummary
    | Note
    | AskResume
    | AskCancel
    | DidYouMean
    | Run
    | Submit
    | Saved
    | Discarded
    | FormProblems
)
