"""The tables: owned rows carry their organisation, times are UTC, ids that may travel are UUIDv7."""

from datetime import UTC, date, datetime, time
from typing import Any, ClassVar, TypeAlias
from uuid import UUID

from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from sqlalchemy.types import TypeDecorator
from uuid_utils.compat import uuid7

from domain.process import Answer

Json: TypeAlias = dict[str, Any]
BYTEWISE = Text().with_variant(Text(collation="C"), "postgresql")
"""A text that every database compares alike."""
JSON_TYPE = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC time, also on SQLite, which keeps no zone; a naive time is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store as UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return an aware time."""
        return value if value is None else value.replace(tzinfo=value.tzinfo or UTC).astimezone(UTC)


class Table(DeclarativeBase):
    """The declarative root of all tables."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime(),
        Json: JSON_TYPE,
        list[str]: JSON_TYPE,
        dict[str, Answer]: JSON_TYPE,
        dict[str, float]: JSON_TYPE,
        dict[str, str]: JSON_TYPE,
    }


class Versioned(Table):
    """The root of tables in which no change goes over another that it has not seen."""

    __abstract__ = True

    version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> Json:
        return {"version_id_col": cls.version}


class Identified(Table):
    """The root of tables whose rows have an id from the moment they are made."""

    __abstract__ = True

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7, sort_order=-1)

    def __init__(self, **values: Any) -> None:
        super().__init__(**{**values, "id": values.get("id") or uuid7()})


class OwedRow(Identified):
    """The root of tables of what is owed: when it is due, until when it is taken, how often it was.

    Without a `due_at` it rests until somebody asks for another try.
    """

    __abstract__ = True

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime | None]
    leased_until: Mapped[datetime | None]
    created_at: Mapped[datetime]


class OrganisationRow(Identified):
    """A municipality, region or agency; `roster_version` rises when somebody joins or leaves a team of it."""

    __tablename__ = "organisation"

    name: Mapped[str] = mapped_column(String(200), default="")
    language: Mapped[str] = mapped_column(String(8), default="da")
    last_number: Mapped[int] = mapped_column(default=0)
    roster_version: Mapped[int] = mapped_column(default=0)
    review_conversation_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("conversation.id", use_alter=True, name="fk_organisation_review_conversation_id")
    )
    created_at: Mapped[datetime]


class TenantRow(Table):
    """A Microsoft Entra tenant and the organisation it belongs to."""

    __tablename__ = "tenant"

    tenant_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)


class PersonRow(Identified):
    """A person, keyed by tenant and Entra object id; `language` if they chose one, else their client's.

    `sort_name` is what people are listed by. `mail` in lower case; None until Teams has been asked for it,
    empty if it named none.
    """

    __tablename__ = "person"
    __table_args__ = (
        UniqueConstraint("tenant_id", "aad_object_id"),
        Index("ix_person_mail", "organisation_id", "mail"),
        Index("ix_person_sort_name", "organisation_id", "sort_name"),
    )

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    tenant_id: Mapped[str] = mapped_column(ForeignKey("tenant.tenant_id"))
    aad_object_id: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(200))
    sort_name: Mapped[str] = mapped_column(BYTEWISE, default="")
    mail: Mapped[str | None] = mapped_column(String(320))
    language: Mapped[str | None] = mapped_column(String(8))
    client_language: Mapped[str | None] = mapped_column(String(8))
    org_unit: Mapped[str | None] = mapped_column(String(255))
    muted: Mapped[list[str]] = mapped_column(default=list)
    created_at: Mapped[datetime]


BY_NAME = (PersonRow.sort_name, PersonRow.id)
"""The order in which people are listed."""


class CoordinatorRow(Table):
    """A person named as coordinator; the first by a code (`named_by_id` is None), later by coordinators."""

    __tablename__ = "coordinator"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    named_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    since: Mapped[datetime]


class InviteRow(Table):
    """A one-time code with which a person becomes coordinator; only its hash is kept."""

    __tablename__ = "invite"

    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    expires_at: Mapped[datetime]
    used_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))


class ConversationRow(Identified):
    """A conversation in Teams, as one bot registration knows it."""

    __tablename__ = "conversation"
    __table_args__ = (
        UniqueConstraint("bot_app_id", "teams_id"),
        Index("ix_conversation_person", "person_id", "kind"),
    )

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    bot_app_id: Mapped[str] = mapped_column(String(64))
    teams_id: Mapped[str] = mapped_column(String(400))
    kind: Mapped[str] = mapped_column(String(16))
    service_url: Mapped[str] = mapped_column(String(400))
    heard_at: Mapped[datetime]
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    team_id: Mapped[str | None] = mapped_column(String(400))
    draft_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("draft.id", use_alter=True, name="fk_conversation_draft_id", ondelete="SET NULL"),
        index=True,
    )
    asked_remark_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("remark.id", use_alter=True, name="fk_conversation_asked_remark_id")
    )
    welcomed_at: Mapped[datetime | None]
    stopped_because: Mapped[str | None] = mapped_column(String(64))


class SeenActivityRow(Table):
    """An activity already handled, with the JSON an invoke got, so that a resent one gets it again.

    The conversation is where that was; it may be gone by now, with the person who was forgotten there.
    """

    __tablename__ = "seen_activity"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    answer: Mapped[str | None] = mapped_column(Text)
    conversation_id: Mapped[UUID | None]


class DraftRow(Identified, Versioned):
    """A submission under way: what is answered, what is half written, and where the dialog stands."""

    __tablename__ = "draft"

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversation.id"), index=True)
    state: Mapped[Json] = mapped_column(default=dict)
    form_version: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class ProcessRow(Identified, Versioned):
    """A process; answers as the form validated them, what lists sort by mirrored in columns, figures too."""

    __tablename__ = "process"
    __table_args__ = (
        UniqueConstraint("organisation_id", "number"),
        Index("ix_process_holder_id", "holder_id", "organisation_id"),
        # The order of the queue, in which what is not computed yet comes last on both databases.
        Index("ix_process_rank", "organisation_id", text("coalesce(priority, -1) DESC"), "number"),
    )

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    home: Mapped[str] = mapped_column(String(200), default="")
    number: Mapped[int]
    phase: Mapped[str] = mapped_column(String(20))
    status: Mapped[str] = mapped_column(String(20))
    submitter_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    expert_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    holder_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    deputy_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    watcher_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    merged_into_id: Mapped[UUID | None] = mapped_column(ForeignKey("process.id"), index=True)
    answers: Mapped[dict[str, Answer]]
    form_version: Mapped[int]
    visibility: Mapped[str] = mapped_column(String(20))
    domains: Mapped[list[str]]
    annual_occurrences: Mapped[int | None] = mapped_column(Integer)
    seconds_per_occurrence: Mapped[int | None] = mapped_column(Integer)
    professional_judgement: Mapped[str] = mapped_column(String(20))
    personal_data: Mapped[str] = mapped_column(String(20))
    look_again_on: Mapped[date | None]
    judgement_overridden: Mapped[bool] = mapped_column(default=False)
    business_case: Mapped[dict[str, float] | None]
    potential: Mapped[float | None]
    stars: Mapped[int | None]
    priority: Mapped[float | None]
    submitted_at: Mapped[datetime]
    phase_since: Mapped[datetime]
    changed_at: Mapped[datetime]


class RemarkRow(Identified):
    """Free text on a process, apart from its events, so that a person can be erased and history stays."""

    __tablename__ = "remark"

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    process_id: Mapped[UUID] = mapped_column(ForeignKey("process.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    author_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    answers_id: Mapped[UUID | None] = mapped_column(ForeignKey("remark.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]


class AssessmentRow(Identified):
    """What one reviewer judges of a process; `unfinished` is what they have filled in and not given yet."""

    __tablename__ = "assessment"
    __table_args__ = (UniqueConstraint("process_id", "reviewer_id"),)

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    process_id: Mapped[UUID] = mapped_column(ForeignKey("process.id"))
    reviewer_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    judgements: Mapped[dict[str, str]] = mapped_column(default=dict)
    given: Mapped[bool] = mapped_column(default=False)
    unfinished: Mapped[dict[str, str]] = mapped_column(default=dict)
    at: Mapped[datetime]


class LegalAnswerRow(Table):
    """The answer to one line of a process's legal checklist."""

    __tablename__ = "legal_answer"

    process_id: Mapped[UUID] = mapped_column(ForeignKey("process.id"), primary_key=True)
    item: Mapped[str] = mapped_column(String(40), primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    answer: Mapped[str] = mapped_column(String(20))
    note: Mapped[str] = mapped_column(Text)
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime]


class GainRow(Table):
    """The hours a robot saved in one month, by one way of knowing."""

    __tablename__ = "gain"

    process_id: Mapped[UUID] = mapped_column(ForeignKey("process.id"), primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(String(10), primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    hours: Mapped[float]
    runs: Mapped[int | None]
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime]


class ProposalRow(Identified):
    """Another answer proposed to one question of a process; `accepted` is None until it is decided on."""

    __tablename__ = "proposal"

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    process_id: Mapped[UUID] = mapped_column(ForeignKey("process.id"), index=True)
    key: Mapped[str] = mapped_column(String(40))
    answers: Mapped[dict[str, Answer]]
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    decided_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    accepted: Mapped[bool | None]
    at: Mapped[datetime]


class FollowerRow(Table):
    """That a person follows a process; `merged_from_id` is the twin they followed, if they came with it."""

    __tablename__ = "follower"

    process_id: Mapped[UUID] = mapped_column(ForeignKey("process.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    merged_from_id: Mapped[UUID | None] = mapped_column(ForeignKey("process.id"), index=True)
    since: Mapped[datetime]


class ReminderRow(Table):
    """When somebody was last reminded of a process, and of what."""

    __tablename__ = "reminder"

    process_id: Mapped[UUID] = mapped_column(ForeignKey("process.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    at: Mapped[datetime]


class SettingsRow(Versioned):
    """What an organisation has chosen in place of the defaults."""

    __tablename__ = "settings"

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    chosen: Mapped[Json] = mapped_column(default=dict)


class AssetRow(Identified):
    """A file on a draft or a process (which keeps its draft's id); `subject_id` is None until it is placed.

    Its bytes are kept elsewhere, under the ids of its organisation and its own.
    """

    __tablename__ = "asset"

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    subject_id: Mapped[UUID | None] = mapped_column(index=True)
    uploader_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str] = mapped_column(String(255))
    size: Mapped[int | None] = mapped_column(BigInteger)
    sha256: Mapped[str | None] = mapped_column(String(64))
    open: Mapped[bool] = mapped_column(default=False)
    status: Mapped[str] = mapped_column(String(10), default="waiting")
    reason: Mapped[str | None] = mapped_column(String(20))
    at: Mapped[datetime]


class TransferRow(OwedRow):
    """What is still to be done with a file outside all transactions: "fetch", "send" or "remove" it.

    Or to send a person what is made then, by its own kind: the id of what it is made of stands for the
    asset's. The asset may be gone already.
    """

    __tablename__ = "transfer"

    asset_id: Mapped[UUID] = mapped_column(index=True)
    conversation_id: Mapped[UUID | None] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(10))
    url: Mapped[str] = mapped_column(Text, default="")
    args: Mapped[Json] = mapped_column(default=dict)


class EventRow(Identified):
    """Something that happened: kind, ids, actor, time, small enums and numbers; never free text.

    `about_id` is the person to whom it happened, where that is not a process.
    """

    __tablename__ = "event"
    __table_args__ = (Index("ix_event_organisation_id", "organisation_id", "kind", "at"),)

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    process_id: Mapped[UUID | None] = mapped_column(ForeignKey("process.id"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    actor_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    about_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime]
    data: Mapped[Json] = mapped_column(default=dict)


class PostedCardRow(Identified):
    """A card that stands in Teams, to be updated in place; as "thread" the reply that others follow."""

    __tablename__ = "posted_card"
    __table_args__ = (UniqueConstraint("kind", "subject_id", "conversation_id"),)

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[UUID]
    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversation.id"))
    activity_id: Mapped[str] = mapped_column(String(200))


_AWAITED = "status = 'owed' AND (operation != 'update' OR attempts > 0 OR leased_until IS NOT NULL)"


class DeliveryRow(OwedRow):
    """One message owed to one conversation; sent after the commit, by any replica, in the order owed."""

    __tablename__ = "delivery"
    __table_args__ = (
        UniqueConstraint("event_id", "conversation_id", "kind", "operation", "subject_id"),
        # Only what is owed: it stays small, and statistics of what was sent cannot speak against it.
        Index(
            "ix_delivery_owed",
            "id",
            sqlite_where=text("status = 'owed'"),
            postgresql_where=text("status = 'owed'"),
        ),
        # Of these, behind which others wait.
        Index(
            "ix_delivery_awaited",
            "conversation_id",
            "id",
            sqlite_where=text(_AWAITED),
            postgresql_where=text(_AWAITED),
        ),
    )

    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversation.id"))
    event_id: Mapped[UUID | None] = mapped_column(ForeignKey("event.id"))
    operation: Mapped[str] = mapped_column(String(10), default="post")
    kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[UUID | None]
    args: Mapped[Json] = mapped_column(default=dict)
    status: Mapped[str] = mapped_column(String(10), default="owed")
    refusals: Mapped[int] = mapped_column(default=0)
    uncertain: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime] = mapped_column()
    reason: Mapped[str | None] = mapped_column(String(64))
    activity_id: Mapped[str | None] = mapped_column(String(200))
    sent_at: Mapped[datetime | None]


class FlowKeyRow(Identified):
    """A key with which a flow of an organisation calls; only its hash is kept."""

    __tablename__ = "flow_key"

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    name: Mapped[str] = mapped_column(String(100))
    scope: Mapped[str] = mapped_column(String(20))
    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class FlowMessageRow(Table):
    """That a delivery came from a flow, and by what a repeated request is known; goes with its delivery."""

    __tablename__ = "flow_message"
    __table_args__ = (UniqueConstraint("key_id", "idempotency_hash"),)

    delivery_id: Mapped[UUID] = mapped_column(ForeignKey("delivery.id", ondelete="CASCADE"), primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    key_id: Mapped[UUID] = mapped_column(ForeignKey("flow_key.id"))
    idempotency_hash: Mapped[str | None] = mapped_column(String(64))
    request_hash: Mapped[str] = mapped_column(String(64))


class ScheduleRow(Identified):
    """What a coordinator wants done in a conversation every week, such as a digest; `since` it is so."""

    __tablename__ = "schedule"
    __table_args__ = (UniqueConstraint("conversation_id", "kind"),)

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversation.id"))
    kind: Mapped[str] = mapped_column(String(40))
    weekday: Mapped[int]
    time: Mapped[time]
    zone: Mapped[str] = mapped_column(String(64))
    language: Mapped[str] = mapped_column(String(8))
    active: Mapped[bool]
    since: Mapped[datetime]


class ScheduleRunRow(Identified):
    """That a schedule was carried out for one due time; whoever inserts it does the work."""

    __tablename__ = "schedule_run"
    __table_args__ = (UniqueConstraint("schedule_id", "due_at"),)

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    schedule_id: Mapped[UUID] = mapped_column(ForeignKey("schedule.id"))
    due_at: Mapped[datetime]
    at: Mapped[datetime]
    told: Mapped[int] = mapped_column(default=0)


class ToldRow(Table):
    """That a schedule has told of a process, and in which run."""

    __tablename__ = "told"

    schedule_id: Mapped[UUID] = mapped_column(ForeignKey("schedule.id"), primary_key=True)
    process_id: Mapped[UUID] = mapped_column(ForeignKey("process.id"), primary_key=True)
    run_id: Mapped[UUID] = mapped_column(ForeignKey("schedule_run.id"), index=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
