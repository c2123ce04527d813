"""What people write on a process: as it is read, and as it is kept."""

from uuid import UUID

from domain.process import Remark
from domain.questions import Text
from domain.steering import REASON_MAX_LENGTH
from services.answers import understood
from services.changes import Change
from storage.tables import RemarkRow


def read_remark(raw: object, field: str) -> str:
    """Return a question, an answer or a reason as it is kept; refuse what cannot be, naming its field."""
    question = Text(key=field, max_length=REASON_MAX_LENGTH, multiline=True)
    return str(understood(question.parse(raw), field))


def remark(change: Change, kind: str, text: str, answers_id: UUID | None = None) -> str:
    """Keep what somebody wrote on a process, and return its id for the event."""
    written = RemarkRow(
        organisation_id=change.row.organisation_id,
        process_id=change.row.id,
        kind=kind,
        author_id=change.actor.person_id,
        answers_id=answers_id,
        text=text,
        at=change.now,
    )
    change.session.add(written)
    said = Remark(
        id=written.id, kind=kind, author=change.author, text=text, at=change.now, answers_id=answers_id
    )
    change.put("remarks", said)
    return str(written.id)
