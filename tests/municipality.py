"""A municipality with people, for tests of what is stored and owed."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from itertools import count
from threading import Barrier
from typing import Any, Concatenate, ParamSpec, TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.errors import Refusal
from domain.gates import next_phase
from domain.people import Actor, Role
from domain.process import Answer, Phase, Process, Status
from services.deliveries import Outcome, record_outcome, take_due
from services.outbox import Room
from services.people import meet
from services.review_channel import make_review_channel
from services.seeing import read
from services.steering import end, move
from services.submission import start_draft, submit
from storage.database import Database
from storage.processes import as_process
from storage.tables import ConversationRow, CoordinatorRow, DeliveryRow, DraftRow, EventRow, ProcessRow

P = ParamSpec("P")
R = TypeVar("R")

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
ANSWERS: dict[str, Answer] = {
    "title": "Bopælskontrol ved tilflytning",
    "long_description": "Jeg slår borgeren op og sammenholder adressen. Det sker tit.",
    "annual_occurrences": 690,
    "seconds_per_occurrence": 600,
    "it_systems": ["Nexus", "Outlook"],
    "professional_judgement": "not_at_all",
    "personal_data": "ordinary",
    "domains": ["Administration"],
}


class Municipality:
    """One organisation, whose people act at the time the clock shows."""

    def __init__(self, database: Database, tenant_id: str = "tenant-odense") -> None:
        self.database = database
        self.tenant_id = tenant_id
        self.now = NOW
        self._ids = count(1)
        with database.session(None) as session:
            organisation, _ = meet(session, tenant_id=tenant_id, aad_object_id=None, name="", now=NOW)
            self.id = organisation.id

    def person(self, name: str, *roles: Role) -> Actor:
        """Somebody with a personal chat; coordinators are such from the first day."""
        with self.database.session(None) as session:
            organisation, person = meet(
                session,
                tenant_id=self.tenant_id,
                aad_object_id=f"{self.tenant_id} {name}",
                name=name,
                now=self.now,
            )
            assert person is not None
            session.add(self._conversation("personal", person_id=person.id))
            if Role.COORDINATOR in roles:
                session.add(CoordinatorRow(person_id=person.id, organisation_id=self.id, since=self.now))
            return Actor(person_id=person.id, organisation_id=organisation.id, roles=frozenset(roles))

    def channel(self) -> UUID:
        """A channel that nobody reviews in yet."""
        with self.database.session(None) as session:
            channel = self._conversation("channel", team_id="19:team@thread.tacv2")
            session.add(channel)
            session.flush()
            return channel.id

    def review_channel(self) -> UUID:
        """A channel that a coordinator has made the review channel."""
        channel_id = self.channel()
        self.does(make_review_channel, self.person("Karen Koordinator", Role.COORDINATOR), channel_id)
        return channel_id

    def does(
        self,
        work: Callable[Concatenate[Session, Actor, P], R],
        actor: Actor,
        *args: Any,
        **kwargs: Any,
    ) -> R:
        """Let an actor do something now, in a transaction of its own."""
        with self.database.session(actor) as session:
            return work(session, actor, *args, self.now, **kwargs)  # type: ignore[arg-type]

    def draft(self, actor: Actor, **answers: Answer) -> UUID:
        """A draft with all answers of the chat, and what else is said."""
        state = {"answers": ANSWERS | answers}
        with self.database.session(actor) as session:
            return start_draft(session, actor, self.chat_of(actor), state, self.now).id

    def submits(self, actor: Actor, draft_id: UUID) -> Process:
        """Send a draft."""
        with self.database.session(actor) as session:
            return submit(session, actor, session.get_one(DraftRow, draft_id), self.now)

    def suggests(self, actor: Actor, **answers: Answer) -> Process:
        """Write a draft and send it."""
        return self.submits(actor, self.draft(actor, **answers))

    def takes(self, coordinator: Actor, process: Process, phase: Phase) -> Process:
        """Let a coordinator take a process on to a phase, whatever the gates before it want."""
        while process.phase is not phase:
            process = self.does(move, coordinator, process.id, next_phase(process), reason="Den er klar.")
        return process

    def reads(self, actor: Actor, process: Process) -> Process:
        """A process as an actor may see it now."""
        with self.database.session(actor) as session:
            return read(session, actor, process.id)

    def stored(self, process: Process) -> Process:
        """A process as it is now."""
        with self.database.session(None) as session:
            return as_process(session, session.get_one(ProcessRow, process.id))

    def chat_of(self, actor: Actor) -> UUID:
        """The actor's personal chat."""
        with self.database.session(actor) as session:
            chat = select(ConversationRow.id).where(ConversationRow.person_id == actor.person_id)
            return session.scalars(chat.order_by(ConversationRow.heard_at.desc())).first() or UUID(int=0)

    def owed(self, conversation_id: UUID) -> list[str]:
        """What a conversation waits for, in order, as "post receipt"."""
        with self.database.session(None) as session:
            rows = session.scalars(
                select(DeliveryRow)
                .where(DeliveryRow.conversation_id == conversation_id, DeliveryRow.status == "owed")
                .order_by(DeliveryRow.id)
            )
            return [f"{row.operation} {row.kind}" for row in rows]

    def sends(self) -> list[str]:
        """Send all that is due, of each conversation up to its next message."""
        sent = []
        with self.database.session(None) as session:
            while taken := take_due(
                session, self.now, timedelta(seconds=60), Room(limit=10, share=10, held={})
            ):
                for delivery in (due.delivery for due in taken):
                    sent.append(f"{delivery.operation} {delivery.kind}")
                    outcome = Outcome(delivery.id, "sent", activity_id=f"activity-{next(self._ids)}")
                    record_outcome(session, outcome, self.now)
                session.flush()
        return sent

    def events(self, process: Process) -> list[str]:
        """The kinds of what happened to a process, in order."""
        with self.database.session(None) as session:
            of_it = select(EventRow.kind).where(EventRow.process_id == process.id)
            return list(session.scalars(of_it.order_by(EventRow.id)))

    def _conversation(self, kind: str, **more: Any) -> ConversationRow:
        return ConversationRow(
            organisation_id=self.id,
            bot_app_id="bot",
            teams_id=f"{self.tenant_id}-{next(self._ids):04}",
            kind=kind,
            service_url="https://smba.example/emea/",
            heard_at=self.now,
            **more,
        )


def accept(
    session: Session, actor: Actor, process_id: UUID, now: datetime, *, version: int | None = None
) -> Process:
    """Take an idea into preanalysis."""
    return move(session, actor, process_id, Phase.PREANALYSIS, now, version=version)


def reject(
    session: Session,
    actor: Actor,
    process_id: UUID,
    reason: object,
    look_again_on: date | None,
    now: datetime,
    *,
    version: int | None = None,
) -> Process:
    """Turn a process down."""
    return end(session, actor, process_id, Status.REJECTED, reason, look_again_on, now, version=version)


def at_once(*works: Callable[[], R]) -> list[R | Refusal]:
    """Let several threads begin in the same moment; what each came to, or was refused with."""
    starts = Barrier(len(works))

    def run(work: Callable[[], R]) -> R | Refusal:
        starts.wait()
        try:
            return work()
        except Refusal as refusal:
            return refusal

    with ThreadPoolExecutor(len(works)) as threads:
        return list(threads.map(run, works))
