"""The first tables."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

BYTEWISE = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "organisation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.Column("roster_version", sa.Integer(), nullable=False),
        sa.Column("review_conversation_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["review_conversation_id"],
            ["conversation.id"],
            name="fk_organisation_review_conversation_id",
            use_alter=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_organisation"),
    )
    op.create_table(
        "seen_activity",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("conversation_id", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("key", name="pk_seen_activity"),
    )
    op.create_index("ix_seen_activity_at", "seen_activity", ["at"])
    op.create_table(
        "tenant",
        sa.Column("tenant_id", sa.String(length=64), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_tenant_organisation_id"),
        sa.PrimaryKeyConstraint("tenant_id", name="pk_tenant"),
    )
    op.create_index("ix_tenant_organisation_id", "tenant", ["organisation_id"])
    op.create_table(
        "person",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.String(length=64), nullable=False),
        sa.Column("aad_object_id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("sort_name", BYTEWISE, nullable=False),
        sa.Column("mail", sa.String(length=320), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=True),
        sa.Column("client_language", sa.String(length=8), nullable=True),
        sa.Column("org_unit", sa.String(length=255), nullable=True),
        sa.Column("muted", JSON, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_person_organisation_id"),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.tenant_id"], name="fk_person_tenant_id"),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("tenant_id", "aad_object_id", name="uq_person_tenant_id_aad_object_id"),
    )
    op.create_index("ix_person_mail", "person", ["organisation_id", "mail"])
    op.create_index("ix_person_sort_name", "person", ["organisation_id", "sort_name"])
    op.create_index("ix_person_organisation_id", "person", ["organisation_id"])
    op.create_table(
        "conversation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("bot_app_id", sa.String(length=64), nullable=False),
        sa.Column("teams_id", sa.String(length=400), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("service_url", sa.String(length=400), nullable=False),
        sa.Column("heard_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("team_id", sa.String(length=400), nullable=True),
        sa.Column("draft_id", sa.Uuid(), nullable=True),
        sa.Column("asked_remark_id", sa.Uuid(), nullable=True),
        sa.Column("welcomed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stopped_because", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["draft.id"], name="fk_conversation_draft_id", ondelete="SET NULL", use_alter=True
        ),
        sa.ForeignKeyConstraint(
            ["asked_remark_id"], ["remark.id"], name="fk_conversation_asked_remark_id", use_alter=True
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_conversation_organisation_id"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_conversation_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_conversation"),
        sa.UniqueConstraint("bot_app_id", "teams_id", name="uq_conversation_bot_app_id_teams_id"),
    )
    op.create_index("ix_conversation_draft_id", "conversation", ["draft_id"])
    op.create_index("ix_conversation_organisation_id", "conversation", ["organisation_id"])
    op.create_index("ix_conversation_person", "conversation", ["person_id", "kind"])
    op.create_table(
        "coordinator",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("named_by_id", sa.Uuid(), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["named_by_id"], ["person.id"], name="fk_coordinator_named_by_id"),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_coordinator_organisation_id"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_coordinator_person_id"),
        sa.PrimaryKeyConstraint("person_id", name="pk_coordinator"),
    )
    op.create_index("ix_coordinator_organisation_id", "coordinator", ["organisation_id"])
    op.create_table(
        "invite",
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_invite_organisation_id"),
        sa.ForeignKeyConstraint(["used_by_id"], ["person.id"], name="fk_invite_used_by_id"),
        sa.PrimaryKeyConstraint("code_hash", name="pk_invite"),
    )
    op.create_index("ix_invite_organisation_id", "invite", ["organisation_id"])
    op.create_table(
        "process",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("home", sa.String(length=200), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("phase", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("submitter_id", sa.Uuid(), nullable=True),
        sa.Column("expert_id", sa.Uuid(), nullable=True),
        sa.Column("holder_id", sa.Uuid(), nullable=True),
        sa.Column("deputy_id", sa.Uuid(), nullable=True),
        sa.Column("watcher_id", sa.Uuid(), nullable=True),
        sa.Column("merged_into_id", sa.Uuid(), nullable=True),
        sa.Column("answers", JSON, nullable=False),
        sa.Column("form_version", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.String(length=20), nullable=False),
        sa.Column("domains", JSON, nullable=False),
        sa.Column("annual_occurrences", sa.Integer(), nullable=True),
        sa.Column("seconds_per_occurrence", sa.Integer(), nullable=True),
        sa.Column("professional_judgement", sa.String(length=20), nullable=False),
        sa.Column("personal_data", sa.String(length=20), nullable=False),
        sa.Column("look_again_on", sa.Date(), nullable=True),
        sa.Column("judgement_overridden", sa.Boolean(), nullable=False),
        sa.Column("business_case", JSON, nullable=True),
        sa.Column("potential", sa.Double(), nullable=True),
        sa.Column("stars", sa.Integer(), nullable=True),
        sa.Column("priority", sa.Double(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("phase_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["deputy_id"], ["person.id"], name="fk_process_deputy_id"),
        sa.ForeignKeyConstraint(["expert_id"], ["person.id"], name="fk_process_expert_id"),
        sa.ForeignKeyConstraint(["holder_id"], ["person.id"], name="fk_process_holder_id"),
        sa.ForeignKeyConstraint(["merged_into_id"], ["process.id"], name="fk_process_merged_into_id"),
        sa.ForeignKeyConstraint(["watcher_id"], ["person.id"], name="fk_process_watcher_id"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_process_organisation_id"),
        sa.ForeignKeyConstraint(["submitter_id"], ["person.id"], name="fk_process_submitter_id"),
        sa.PrimaryKeyConstraint("id", name="pk_process"),
        sa.UniqueConstraint("organisation_id", "number", name="uq_process_organisation_id_number"),
    )
    op.create_index("ix_process_deputy_id", "process", ["deputy_id"])
    op.create_index("ix_process_expert_id", "process", ["expert_id"])
    op.create_index("ix_process_holder_id", "process", ["holder_id", "organisation_id"])
    op.create_index("ix_process_merged_into_id", "process", ["merged_into_id"])
    op.create_index(
        "ix_process_rank",
        "process",
        ["organisation_id", sa.text("coalesce(priority, -1) DESC"), "number"],
    )
    op.create_index("ix_process_submitter_id", "process", ["submitter_id"])
    op.create_index("ix_process_watcher_id", "process", ["watcher_id"])
    op.create_table(
        "assessment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("process_id", sa.Uuid(), nullable=False),
        sa.Column("reviewer_id", sa.Uuid(), nullable=True),
        sa.Column("judgements", JSON, nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("unfinished", JSON, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_assessment_organisation_id"
        ),
        sa.ForeignKeyConstraint(["process_id"], ["process.id"], name="fk_assessment_process_id"),
        sa.ForeignKeyConstraint(["reviewer_id"], ["person.id"], name="fk_assessment_reviewer_id"),
        sa.PrimaryKeyConstraint("id", name="pk_assessment"),
        sa.UniqueConstraint("process_id", "reviewer_id", name="uq_assessment_process_id_reviewer_id"),
    )
    op.create_index("ix_assessment_reviewer_id", "assessment", ["reviewer_id"])
    op.create_table(
        "legal_answer",
        sa.Column("process_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.String(length=40), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("answer", sa.String(length=20), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="fk_legal_answer_by_id"),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_legal_answer_organisation_id"
        ),
        sa.ForeignKeyConstraint(["process_id"], ["process.id"], name="fk_legal_answer_process_id"),
        sa.PrimaryKeyConstraint("process_id", "item", name="pk_legal_answer"),
    )
    op.create_index("ix_legal_answer_by_id", "legal_answer", ["by_id"])
    op.create_table(
        "gain",
        sa.Column("process_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("source", sa.String(length=10), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("hours", sa.Double(), nullable=False),
        sa.Column("runs", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="fk_gain_by_id"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_gain_organisation_id"),
        sa.ForeignKeyConstraint(["process_id"], ["process.id"], name="fk_gain_process_id"),
        sa.PrimaryKeyConstraint("process_id", "month", "source", name="pk_gain"),
    )
    op.create_index("ix_gain_by_id", "gain", ["by_id"])
    op.create_table(
        "proposal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("process_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("answers", JSON, nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("accepted", sa.Boolean(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="fk_proposal_by_id"),
        sa.ForeignKeyConstraint(["decided_by_id"], ["person.id"], name="fk_proposal_decided_by_id"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_proposal_organisation_id"),
        sa.ForeignKeyConstraint(["process_id"], ["process.id"], name="fk_proposal_process_id"),
        sa.PrimaryKeyConstraint("id", name="pk_proposal"),
    )
    op.create_index("ix_proposal_by_id", "proposal", ["by_id"])
    op.create_index("ix_proposal_decided_by_id", "proposal", ["decided_by_id"])
    op.create_index("ix_proposal_process_id", "proposal", ["process_id"])
    op.create_table(
        "follower",
        sa.Column("process_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("merged_from_id", sa.Uuid(), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["merged_from_id"], ["process.id"], name="fk_follower_merged_from_id"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_follower_organisation_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_follower_person_id"),
        sa.ForeignKeyConstraint(["process_id"], ["process.id"], name="fk_follower_process_id"),
        sa.PrimaryKeyConstraint("process_id", "person_id", name="pk_follower"),
    )
    op.create_index("ix_follower_merged_from_id", "follower", ["merged_from_id"])
    op.create_index("ix_follower_person_id", "follower", ["person_id"])
    op.create_table(
        "reminder",
        sa.Column("process_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_reminder_organisation_id"),
        sa.ForeignKeyConstraint(["process_id"], ["process.id"], name="fk_reminder_process_id"),
        sa.PrimaryKeyConstraint("process_id", "kind", name="pk_reminder"),
    )
    op.create_table(
        "settings",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("chosen", JSON, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_settings_organisation_id"),
        sa.PrimaryKeyConstraint("organisation_id", name="pk_settings"),
    )
    op.create_table(
        "draft",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("state", JSON, nullable=False),
        sa.Column("form_version", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], name="fk_draft_conversation_id"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_draft_organisation_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_draft_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_draft"),
    )
    op.create_index("ix_draft_conversation_id", "draft", ["conversation_id"])
    op.create_index("ix_draft_organisation_id", "draft", ["organisation_id"])
    op.create_index("ix_draft_person_id", "draft", ["person_id"])
    op.create_table(
        "asset",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("uploader_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_asset_organisation_id"),
        sa.ForeignKeyConstraint(["uploader_id"], ["person.id"], name="fk_asset_uploader_id"),
        sa.PrimaryKeyConstraint("id", name="pk_asset"),
    )
    op.create_index("ix_asset_subject_id", "asset", ["subject_id"])
    op.create_index("ix_asset_uploader_id", "asset", ["uploader_id"])
    op.create_table(
        "transfer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("args", JSON, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name="fk_transfer_conversation_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_transfer_organisation_id"),
        sa.PrimaryKeyConstraint("id", name="pk_transfer"),
    )
    op.create_index("ix_transfer_asset_id", "transfer", ["asset_id"])
    op.create_table(
        "event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("process_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("about_id", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("data", JSON, nullable=False),
        sa.ForeignKeyConstraint(["about_id"], ["person.id"], name="fk_event_about_id"),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name="fk_event_actor_id"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_event_organisation_id"),
        sa.ForeignKeyConstraint(["process_id"], ["process.id"], name="fk_event_process_id"),
        sa.PrimaryKeyConstraint("id", name="pk_event"),
    )
    op.create_index("ix_event_about_id", "event", ["about_id"])
    op.create_index("ix_event_actor_id", "event", ["actor_id"])
    op.create_index("ix_event_organisation_id", "event", ["organisation_id", "kind", "at"])
    op.create_index("ix_event_process_id", "event", ["process_id"])
    op.create_table(
        "posted_card",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("activity_id", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversation.id"], name="fk_posted_card_conversation_id"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_posted_card_organisation_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_posted_card"),
        sa.UniqueConstraint(
            "kind", "subject_id", "conversation_id", name="uq_posted_card_kind_subject_id_conversation_id"
        ),
    )
    op.create_table(
        "remark",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("process_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("answers_id", sa.Uuid(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["answers_id"], ["remark.id"], name="fk_remark_answers_id"),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name="fk_remark_author_id"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_remark_organisation_id"),
        sa.ForeignKeyConstraint(["process_id"], ["process.id"], name="fk_remark_process_id"),
        sa.PrimaryKeyConstraint("id", name="pk_remark"),
    )
    op.create_index("ix_remark_answers_id", "remark", ["answers_id"])
    op.create_index("ix_remark_author_id", "remark", ["author_id"])
    op.create_index("ix_remark_process_id", "remark", ["process_id"])
    op.create_table(
        "delivery",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=True),
        sa.Column("operation", sa.String(length=10), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("args", JSON, nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("refusals", sa.Integer(), nullable=False),
        sa.Column("uncertain", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=64), nullable=True),
        sa.Column("activity_id", sa.String(length=200), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], name="fk_delivery_conversation_id"),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name="fk_delivery_event_id"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_delivery_organisation_id"),
        sa.PrimaryKeyConstraint("id", name="pk_delivery"),
        sa.UniqueConstraint(
            "event_id",
            "conversation_id",
            "kind",
            "operation",
            "subject_id",
            name="uq_delivery_event_id_conversation_id_kind_operation_subject_id",
        ),
    )
    awaited = "status = 'owed' AND (operation != 'update' OR attempts > 0 OR leased_until IS NOT NULL)"
    op.create_index(
        "ix_delivery_awaited",
        "delivery",
        ["conversation_id", "id"],
        sqlite_where=sa.text(awaited),
        postgresql_where=sa.text(awaited),
    )
    op.create_index(
        "ix_delivery_owed",
        "delivery",
        ["id"],
        sqlite_where=sa.text("status = 'owed'"),
        postgresql_where=sa.text("status = 'owed'"),
    )
    op.create_table(
        "flow_key",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("scope", sa.String(length=20), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_flow_key_organisation_id"),
        sa.PrimaryKeyConstraint("id", name="pk_flow_key"),
        sa.UniqueConstraint("key_hash", name="uq_flow_key_key_hash"),
    )
    op.create_index("ix_flow_key_organisation_id", "flow_key", ["organisation_id"])
    op.create_table(
        "flow_message",
        sa.Column("delivery_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("idempotency_hash", sa.String(length=64), nullable=True),
        sa.Column("request_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["delivery_id"], ["delivery.id"], name="fk_flow_message_delivery_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["key_id"], ["flow_key.id"], name="fk_flow_message_key_id"),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_flow_message_organisation_id"
        ),
        sa.PrimaryKeyConstraint("delivery_id", name="pk_flow_message"),
        sa.UniqueConstraint("key_id", "idempotency_hash", name="uq_flow_message_key_id_idempotency_hash"),
    )
    op.create_table(
        "schedule",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("time", sa.Time(), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], name="fk_schedule_conversation_id"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_schedule_organisation_id"),
        sa.PrimaryKeyConstraint("id", name="pk_schedule"),
        sa.UniqueConstraint("conversation_id", "kind", name="uq_schedule_conversation_id_kind"),
    )
    op.create_table(
        "schedule_run",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("schedule_id", sa.Uuid(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_schedule_run_organisation_id"
        ),
        sa.ForeignKeyConstraint(["schedule_id"], ["schedule.id"], name="fk_schedule_run_schedule_id"),
        sa.PrimaryKeyConstraint("id", name="pk_schedule_run"),
        sa.UniqueConstraint("schedule_id", "due_at", name="uq_schedule_run_schedule_id_due_at"),
    )
    op.create_table(
        "told",
        sa.Column("schedule_id", sa.Uuid(), nullable=False),
        sa.Column("process_id", sa.Uuid(), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_told_organisation_id"),
        sa.ForeignKeyConstraint(["process_id"], ["process.id"], name="fk_told_process_id"),
        sa.ForeignKeyConstraint(["run_id"], ["schedule_run.id"], name="fk_told_run_id"),
        sa.ForeignKeyConstraint(["schedule_id"], ["schedule.id"], name="fk_told_schedule_id"),
        sa.PrimaryKeyConstraint("schedule_id", "process_id", name="pk_told"),
    )
    op.create_index("ix_told_run_id", "told", ["run_id"])
    if op.get_context().dialect.supports_alter:
        _close_the_circles()


def _close_the_circles() -> None:
    """Add the foreign keys of tables that point at each other; SQLite took them with the tables."""
    op.create_foreign_key(
        "fk_organisation_review_conversation_id",
        "organisation",
        "conversation",
        ["review_conversation_id"],
        ["id"],
    )
    op.create_foreign_key(
        "fk_conversation_asked_remark_id", "conversation", "remark", ["asked_remark_id"], ["id"]
    )
    op.create_foreign_key(
        "fk_conversation_draft_id", "conversation", "draft", ["draft_id"], ["id"], ondelete="SET NULL"
    )
