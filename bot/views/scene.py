"""A delivery about to be rendered, with the eyes of who will read it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from bot.teams.roster import Roster
from bot.turn.turn import language_read_by
from dialogs.state import State
from domain.people import Actor, AnyMember, Reader, ReviewTeam, Role
from domain.sight import SeenProcess, seen
from domain.steering import open_actions
from services.people import as_actor
from storage.processes import load_once
from storage.tables import ConversationRow, DeliveryRow, DraftRow, OrganisationRow, PersonRow
from texts import Say, sayer

FOR_ANY_MEMBER = frozenset({"flow"})
"""The kinds of delivery that show no more than all of the organisation may read, whoever reads them."""


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

    @cached_property
    def reader(self) -> Reader:
        """Whose eyes it is rendered for: of one person, or of the team where several read along."""
        organisation_id = self.conversation.organisation_id
        if self.delivery.kind in FOR_ANY_MEMBER:
            return AnyMember(organisation_id=organisation_id)
        if self.person is None:
            return ReviewTeam(organisation_id=organisation_id)
        return as_actor(self.session, self.person)

    @property
    def person(self) -> PersonRow | None:
        """The one person who reads it; None in a channel or group."""
        person_id = self.conversation.person_id
        return self.session.get(PersonRow, person_id) if person_id else None

    @property
    def say(self) -> Say:
        """The texts in the reader's language, else their client's, else the organisation's."""
        if language := language_read_by(self.person) or self.args.get("language"):
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
    def process(self) -> SeenProcess | None:
        """The process it is about, as its reader sees it; None when they may not read it any more."""
        return self.read(self.subject_id)

    def read(self, process_id: UUID) -> SeenProcess | None:
        """Return a process as the reader sees it; None when they may not."""
        process = load_once(self.session, process_id)
        return None if process is None else seen(self.reader, process)

    def actions(self, process_id: UUID) -> frozenset[str]:
        """Return what a reviewer who reads it may do; where the team does, what any of them may."""
        process, reader = load_once(self.session, process_id), self.reader
        roles = reader.roles | {Role.REVIEWER} if isinstance(reader, Actor) else frozenset(Role)
        return frozenset() if process is None else open_actions(replace(reader, roles=roles), process)
