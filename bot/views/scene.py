"""A delivery about to be rendered, with the eyes of who will read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from bot.teams.roster import Roster
from bot.turn.turn import language_read_by
from dialogs.state import State
from domain.errors import NotFound
from domain.process import Process
from services.people import as_actor
from services.submission import as_seen
from storage.processes import load
from storage.tables import ConversationRow, DeliveryRow, DraftRow, OrganisationRow, PersonRow
from texts import Say, sayer


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A delivery about to be rendered: what it is about, and who will read it."""

    session: Session
    delivery: DeliveryRow
    conversation: ConversationRow
    now: datetime
    roster: Roster

    @property
    def args(self) -> Mapping[str, Any]:
        """What the delivery says beyond its subject."""
        return self.delivery.args

    @property
    def reader(self) -> PersonRow | None:
        """The one person who reads it; None in a channel or group."""
        person_id = self.conversation.person_id
        return self.session.get(PersonRow, person_id) if person_id else None

    @property
    def say(self) -> Say:
        """The texts in the reader's language, else their client's, else the organisation's."""
        if language := language_read_by(self.reader) or self.args.get("language"):
            return sayer(language)
        return sayer(self.session.get_one(OrganisationRow, self.conversation.organisation_id).language)

    @property
    def state(self) -> State | None:
        """The draft's state; None once it is sent or deleted."""
        draft = self.session.get(DraftRow, self.subject_id)
        return State.from_json(draft.state) if draft else None

    @property
    def subject_id(self) -> UUID:
        """The draft or process it is about."""
        if self.delivery.subject_id is None:
            raise LookupError(self.delivery.kind)
        return self.delivery.subject_id

    @property
    def process(self) -> Process | None:
        """The process it is about, as its reader sees it; None when they may not read it any more."""
        return self.read(self.subject_id)

    def read(self, process_id: UUID) -> Process | None:
        """Return a process as the reader sees it; None when they may not."""
        # Read once for all that is rendered in the transaction.
        read: dict[UUID, Process | None] = self.session.info.setdefault("rendered", {})
        if process_id not in read:
            read[process_id] = load(self.session, process_id)
        process = read[process_id]
        if process is None or self.reader is None:
            return process
        try:
            return as_seen(as_actor(self.session, self.reader), process)
        except NotFound:
            return None
