"""One turn as its handlers see it: who speaks, where, in which session, and what is owed in return."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import Session
from uuid_utils.compat import uuid7

from bot.addresses import Address
from bot.teams.errors import Forbidden, RosterMissing
from bot.teams.incoming import Incoming
from bot.teams.roster import Members, Roster
from cards.safe import plain
from domain.errors import NotAllowed, Refusal
from domain.people import Actor, Role
from services.deliveries import is_behind
from services.people import meet, rename
from services.review_channel import owe_missed_cards
from storage.database import act_as
from storage.insert import insert
from storage.tables import (
    ConversationRow,
    CoordinatorRow,
    DeliveryRow,
    DraftRow,
    OrganisationRow,
    PersonRow,
    TenantRow,
)
from texts import Say, language_of, sayer

# Built once: every turn executes it.
_WHO_AND_WHERE = (
    select(
        OrganisationRow,
        PersonRow,
        CoordinatorRow.person_id,
        ConversationRow,
        DraftRow,
        is_behind(ConversationRow.id),
    )
    .join(TenantRow, TenantRow.organisation_id == OrganisationRow.id)
    .outerjoin(
        PersonRow,
        and_(PersonRow.tenant_id == TenantRow.tenant_id, PersonRow.aad_object_id == bindparam("person")),
    )
    .outerjoin(CoordinatorRow, CoordinatorRow.person_id == PersonRow.id)
    .outerjoin(
        ConversationRow,
        and_(
            ConversationRow.bot_app_id == bindparam("bot"),
            ConversationRow.teams_id == bindparam("conversation"),
            ConversationRow.organisation_id == OrganisationRow.id,
        ),
    )
    .outerjoin(DraftRow, DraftRow.id == ConversationRow.draft_id)
    .where(TenantRow.tenant_id == bindparam("tenant"))
)


class RosterNeeded(Exception):
    """Who is in a team must be asked of Teams before this transaction can go on."""

    def __init__(self, address: Address, team_id: str, version: int) -> None:
        super().__init__(team_id)
        self.address = address
        self.team_id = team_id
        self.version = version


class ReviewersUnknown(Refusal):
    """Teams would not say who is in the review team, and this needs somebody who is."""

    text_key = "refused-reviewers-unknown"


class NobodyKnown(NotAllowed):
    """The activity does not say which person it comes from."""

    text_key = "refused-nobody-known"


@dataclass(kw_only=True)
class Turn:
    """An admitted activity with its open session; handlers read it and reply through it."""

    session: Session
    incoming: Incoming
    now: datetime
    roster: Roster
    roster_unavailable: bool
    organisation: OrganisationRow
    conversation: ConversationRow
    known_person: PersonRow | None
    coordinates: bool
    loaded_draft: DraftRow | None = None
    """Kept so that the session need not read it twice."""
    behind: bool = False
    """Whether the conversation was owed something when the turn began that must arrive before its replies."""
    replies: list[DeliveryRow] = field(default_factory=list)

    @property
    def person(self) -> PersonRow:
        """The person who speaks."""
        if self.known_person is None:
            raise NobodyKnown
        return self.known_person

    @property
    def language(self) -> str:
        """The language this person reads: chosen by them, else their client's, else the organisation's."""
        known = language_read_by(self.known_person)
        return known or language_of(self.incoming.locale, self.organisation.language)

    @property
    def say(self) -> Say:
        """The texts in that language."""
        return sayer(self.language)

    @property
    def actor(self) -> Actor:
        """The person as services know them, as long as it does not matter whether they review."""
        return self._acting(reviews=False)

    @property
    def reviewer(self) -> Actor:
        """The person with the review team's roles, as far as Teams says who is in the team."""
        try:
            members = self.review_team()
        except ReviewersUnknown:
            members = None
        reviews = members is not None and self.person.aad_object_id in members
        return self._acting(reviews=reviews)

    def review_team(self) -> Members | None:
        """Return the members of the team whose channel is the review channel; None if there is no channel."""
        channel = review_channel(self.session, self.organisation)
        if channel is None or channel.team_id is None:
            return None
        if self.roster_unavailable:
            raise ReviewersUnknown
        return known_members(self.roster, channel, self.organisation)

    def _acting(self, *, reviews: bool) -> Actor:
        roles = {Role.REVIEWER: reviews, Role.COORDINATOR: self.coordinates}
        actor = Actor(
            person_id=self.person.id,
            organisation_id=self.organisation.id,
            roles=frozenset(role for role, holds in roles.items() if holds),
        )
        act_as(self.session, actor)
        return actor

    @property
    def draft(self) -> DraftRow | None:
        """The submission under way in this conversation."""
        draft_id = self.conversation.draft_id
        return self.session.get(DraftRow, draft_id) if draft_id else None

    def reply(self, kind: str, subject_id: UUID | None = None, **args: Any) -> None:
        """Owe this conversation a message; a thread is answered in the thread."""
        if self.incoming.thread_id and self.conversation.teams_id == self.incoming.conversation_id:
            args["thread"] = self.incoming.thread_id
        if self.conversation.person_id is None:
            args["language"] = self.language
        self.replies.append(
            DeliveryRow(
                organisation_id=self.organisation.id,
                conversation_id=self.conversation.id,
                operation="post",
                kind=kind,
                subject_id=subject_id,
                args=args,
                attempts=0,
                due_at=self.now,
                created_at=self.now,
            )
        )

    def note(self, key: str, **args: str | int) -> None:
        """Owe this conversation a sentence."""
        self.reply("note", key=key, args=args)

    def note_refusal(self, refusal: Refusal) -> None:
        """Owe this conversation the sentence of a refusal."""
        self.note(refusal.text_key, **refusal.args_for_text)

    def say_refusal(self, refusal: Refusal) -> str:
        """Return the sentence of a refusal, in the language this person reads."""
        return plain(self.say(refusal.text_key, **refusal.args_for_text))


def open_turn(
    session: Session, incoming: Incoming, now: datetime, roster: Roster, *, roster_unavailable: bool = False
) -> Turn:
    """Find who speaks and where, in one query; meet them if they are new."""
    found = _find(session, incoming)
    if found is None:
        organisation, person = meet(
            session,
            tenant_id=incoming.tenant_id,
            aad_object_id=incoming.aad_object_id or None,
            name=incoming.from_name,
            now=now,
        )
        coordinates, conversation, draft, behind = False, None, None, False
    else:
        organisation, person, coordinates, conversation, draft, behind = found
    if person is not None and incoming.from_name and person.name != incoming.from_name:
        rename(person, incoming.from_name)
    if person is not None and incoming.locale:
        language = language_of(incoming.locale, organisation.language)
        if person.client_language != language:
            person.client_language = language
    if conversation is None:
        conversation = _new_conversation(session, incoming, organisation, person, now)
    elif conversation.service_url != incoming.service_url or conversation.stopped_because:
        was_closed = conversation.stopped_because is not None
        conversation.service_url = incoming.service_url
        conversation.stopped_because = None
        conversation.heard_at = now
        if was_closed:
            owe_missed_cards(session, organisation.id, conversation.id, now)
    if person is not None and conversation.kind == "personal" and conversation.person_id is None:
        # What came first from here did not say from whom.
        conversation.person_id = person.id
    return Turn(
        session=session,
        incoming=incoming,
        now=now,
        roster=roster,
        roster_unavailable=roster_unavailable,
        organisation=organisation,
        conversation=conversation,
        known_person=person,
        coordinates=coordinates,
        loaded_draft=draft,
        behind=behind,
    )


def language_read_by(person: PersonRow | None) -> str | None:
    """Return the language a person chose, else that of the client they used last, if known."""
    return (person.language or person.client_language) if person else None


def review_channel(session: Session, organisation: OrganisationRow) -> ConversationRow | None:
    """Return the conversation in which the organisation reviews, if it has chosen one."""
    channel_id = organisation.review_conversation_id
    return session.get(ConversationRow, channel_id) if channel_id else None


def known_members(roster: Roster, channel: ConversationRow, organisation: OrganisationRow) -> Members:
    """Return the members of a channel's team, or raise `RosterNeeded` if Teams must be asked."""
    team_id, version = channel.team_id or "", organisation.roster_version
    try:
        return roster.known(team_id, version)
    except RosterMissing:
        raise RosterNeeded(address_of(channel, team_id), team_id, version) from None


def address_of(conversation: ConversationRow, teams_id: str | None = None) -> Address:
    """Return where the connector finds a conversation (or its team)."""
    return Address(
        app_id=conversation.bot_app_id,
        service_url=conversation.service_url,
        conversation_id=teams_id or conversation.teams_id,
    )


def _find(
    session: Session, incoming: Incoming
) -> tuple[OrganisationRow, PersonRow | None, bool, ConversationRow | None, DraftRow | None, bool] | None:
    row = session.execute(
        _WHO_AND_WHERE,
        {
            "tenant": incoming.tenant_id,
            "person": incoming.aad_object_id,
            "bot": incoming.app_id,
            "conversation": incoming.conversation_id,
        },
    ).first()
    if row is None or (incoming.aad_object_id and row[1] is None):
        return None
    return row[0], row[1], row[2] is not None, row[3], row[4], row[5]


def _new_conversation(
    session: Session,
    incoming: Incoming,
    organisation: OrganisationRow,
    person: PersonRow | None,
    now: datetime,
) -> ConversationRow:
    arriving = insert(session, ConversationRow).values(
        id=uuid7(),
        organisation_id=organisation.id,
        bot_app_id=incoming.app_id,
        teams_id=incoming.conversation_id,
        kind=incoming.kind,
        service_url=incoming.service_url,
        heard_at=now,
        person_id=person.id if person and incoming.is_personal else None,
        team_id=incoming.team_id,
    )
    # Another replica may be hearing from the same new conversation.
    session.execute(arriving.on_conflict_do_nothing())
    here = (
        ConversationRow.bot_app_id == incoming.app_id,
        ConversationRow.teams_id == incoming.conversation_id,
        ConversationRow.organisation_id == organisation.id,
    )
    conversation = session.scalar(select(ConversationRow).where(*here))
    if conversation is None:
        raise Forbidden("a conversation of another organisation")
    return conversation
