"""Where a submission dialog stands: a small value that lives as plain JSON in the draft."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from domain.process import Answer

SUMMARY = "summary"

Json = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class State:
    """All that a dialog remembers between two turns.

    What is pending, in the order it is heard: `prompt`, `meant`, `found`, `asking`.
    """

    answers: Mapping[str, Answer] = field(default_factory=dict)
    """What is answered, by the question's key."""
    unfinished: Mapping[str, str] = field(default_factory=dict)
    """What was typed but not understood yet, by the question's key."""
    asking: str = "title"
    """The question that is pending, or the summary."""
    adding: bool = False
    """Whether the optional questions are being gone through one after the other."""
    editing: str = ""
    """The question that was opened to change its answer, by its key."""
    found: Mapping[str, str] = field(default_factory=dict)
    """Quantities found in the description that wait to be confirmed, as their questions read them."""
    meant: str = ""
    """A message that may have been a command."""
    prompt: str = ""
    """A choice about the draft itself that is pending: "resume" or "cancel"."""
    heard: str = ""
    """The message that the pending question could not use, so that an edit of it is a new answer."""

    def to_json(self) -> Json:
        """Return the state as JSON."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Json) -> "State":
        """Make the state from its JSON."""
        return cls(**stored)
