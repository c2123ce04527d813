"""The rows of a service that has been used for years: people in their chats, processes, what was sent."""

from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import UTC, datetime
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import insert, text, update
from uuid_utils.compat import uuid7

from benchmarks.teams import APP_ID, TENANT_ID, object_id, personal_chat
from domain.form import FORM_VERSION
from domain.process import Phase, Status, Visibility
from storage.database import Database
from storage.migrations import migrate
from storage.tables import (
    ConversationRow,
    DeliveryRow,
    EventRow,
    OrganisationRow,
    PersonRow,
    PostedCardRow,
    ProcessRow,
    Table,
    TenantRow,
)

REVIEW_CHANNEL = "19:review@thread.tacv2"
REVIEW_TEAM = "19:team@thread.tacv2"
ROWS_AT_ONCE = 5_000
ANSWERS = {
    "title": "Bopælskontrol ved tilflytning",
    "long_description": "Jeg slår borgeren op og sammenholder adressen med anmeldelsen. " * 8,
    "short_description": "Jeg slår borgeren op og sammenholder adressen med anmeldelsen.",
    "annual_occurrences": 690,
    "seconds_per_occurrence": 600,
    "it_systems": ["Nexus", "Outlook"],
    "professional_judgement": "not_at_all",
    "personal_data": "ordinary",
    "domains": ["Administration"],
    "visibility": "organisation",
}
Row: TypeAlias = Mapping[str, Any]
MIRRORED = (
    "domains",
    "annual_occurrences",
    "seconds_per_occurrence",
    "professional_judgement",
    "personal_data",
)


def fill(database_url: str, service_url: str, *, processes: int, conversations: int) -> list[UUID]:
    """Store one organisation; return the ids of its processes, whose cards and receipts stand."""
    organisation_id, channel_id, now = uuid7(), uuid7(), datetime.now(UTC)
    people = [uuid7() for _ in range(conversations)]
    chats = [uuid7() for _ in range(conversations)]
    subjects = [uuid7() for _ in range(processes)]
    events = [uuid7() for _ in range(processes)]
    owned: Row = {"organisation_id": organisation_id}
    met: Row = {**owned, "bot_app_id": APP_ID, "service_url": service_url, "heard_at": now}
    mirrored = {name: ANSWERS[name] for name in MIRRORED}

    migrate(database_url)
    database = Database(database_url)
    with closing(database), database.session(None) as session:

        def store(table: type[Table], shared: Row, count: int, own: Callable[[int], Row] = _nothing) -> None:
            for start in range(0, count, ROWS_AT_ONCE):
                numbers = range(start, min(start + ROWS_AT_ONCE, count))
                session.execute(insert(table), [{**shared, **own(number)} for number in numbers])

        organisation = {"id": organisation_id, "last_number": processes, "created_at": now}
        store(OrganisationRow, organisation, 1)
        store(TenantRow, {**owned, "tenant_id": TENANT_ID}, 1)
        store(
            PersonRow,
            {**owned, "tenant_id": TENANT_ID, "name": "Kim Kollega", "created_at": now},
            conversations,
            lambda number: {"id": people[number], "aad_object_id": object_id(f"colleague-{number}")},
        )
        store(
            ConversationRow,
            {**met, "kind": "personal", "welcomed_at": now},
            conversations,
            lambda number: {
                "id": chats[number],
                "teams_id": personal_chat(f"colleague-{number}"),
                "person_id": people[number],
            },
        )
        channel = {"id": channel_id, "teams_id": REVIEW_CHANNEL, "team_id": REVIEW_TEAM, "kind": "channel"}
        store(ConversationRow, {**met, **channel}, 1)
        session.execute(update(OrganisationRow).values(review_conversation_id=channel_id))
        store(
            ProcessRow,
            {
                **owned,
                **mirrored,
                "answers": ANSWERS,
                "form_version": FORM_VERSION,
                "phase": Phase.IDEA,
                "status": Status.NOT_RATED,
                "visibility": Visibility.ORGANISATION,
                "submitted_at": now,
                "phase_since": now,
                "changed_at": now,
            },
            processes,
            lambda number: {
                "id": subjects[number],
                "number": number + 1,
                "submitter_id": people[number % conversations],
                "expert_id": people[number % conversations],
            },
        )
        store(
            EventRow,
            {**owned, "kind": "submitted", "at": now},
            processes,
            lambda number: {
                "id": events[number],
                "process_id": subjects[number],
                "actor_id": people[number % conversations],
            },
        )
        in_channel = {**owned, "kind": "review", "conversation_id": channel_id}
        store(
            DeliveryRow,
            {**in_channel, "status": "sent", "due_at": now, "created_at": now, "sent_at": now},
            processes,
            lambda number: {
                "event_id": events[number],
                "subject_id": subjects[number],
                "activity_id": card_id(number),
            },
        )
        store(
            PostedCardRow,
            in_channel,
            processes,
            lambda number: {"subject_id": subjects[number], "activity_id": card_id(number)},
        )
        store(
            PostedCardRow,
            {**owned, "kind": "receipt"},
            processes,
            lambda number: {
                "subject_id": subjects[number],
                "conversation_id": chats[number % conversations],
                "activity_id": card_id(number),
            },
        )
        session.execute(text("ANALYZE"))
    return subjects


def card_id(number: int) -> str:
    """The id of the message in the review channel that shows the process with this place in the list."""
    return str(1_700_000_000_000 + number)


def _nothing(_: int) -> Row:
    return {}
