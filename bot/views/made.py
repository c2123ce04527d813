"""Files that are made when they are offered and again when they are sent, and never kept, as rows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from bot.views.case_file import case_file
from bot.views.my_data import ROOM, my_data
from domain.steering import Check, check_look_preanalysed
from storage.tables import PersonRow


@dataclass(frozen=True, kw_only=True)
class MadeFile:
    """A kind of file: what makes it for a person as they may see it now, and what is said about it.

    It is of a process, which `check` lets the person look at; without one it is of the person themselves.
    Teams wants as many bytes as it was offered: with `room` there may be some more to tell by then.
    """

    offer: str
    make: Callable[[Session, PersonRow, UUID], bytes | None]
    about: str
    name: str
    unsent: str
    declined: str = "note-file-declined"
    check: Check | None = None
    room: int = 0

    def size(self, content: bytes) -> int:
        """Return how large a file to offer; blanks fill it."""
        return (len(content) // self.room + 2) * self.room if self.room else len(content)

    def as_offered(self, session: Session, person: PersonRow, subject_id: UUID, size: object) -> bytes | None:
        """Make the file as large as it was offered; None if that is not what it takes any more."""
        content = self.make(session, person, subject_id)
        if content and isinstance(size, int) and len(content) <= size <= len(content) + 4 * self.room:
            return content.ljust(size)
        return None


MADE: Mapping[str, MadeFile] = {
    "my_data": MadeFile(
        offer="my_data",
        make=my_data,
        about="note-my-data",
        name="note-my-data.file",
        unsent="note-my-data-unsent",
        declined="note-my-data-declined",
        room=ROOM,
    ),
    "case": MadeFile(
        offer="business_case",
        make=case_file,
        about="note-case-file",
        name="note-case-file.name",
        unsent="note-case-unsent",
        check=check_look_preanalysed,
    ),
}
"""By the name that consents and transfers have for it; `offer` is the delivery that asks for consent."""
