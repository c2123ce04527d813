"""The legal clarification: a checklist that must be answered in full before a robot is put to work."""

from dataclasses import dataclass
from datetime import datetime

from domain.people import Person

LEGAL_ITEMS = (
    "legal_basis",
    "data_categories",
    "impact_assessment",
    "automatic_decision",
    "duties",
    "journalising",
    "processor_agreement",
    "employees_informed",
)
LEGAL_ANSWERS = ("yes", "no", "not_relevant")
NOTE_MAX_LENGTH = 1000


def note_of(item: str) -> str:
    """Return what the note to a line is called."""
    return f"{item}_note"


@dataclass(frozen=True, kw_only=True)
class LegalAnswer:
    """The answer to one line of the checklist, with a note, and who gave it when."""

    item: str
    answer: str
    note: str
    by: Person | None
    at: datetime
