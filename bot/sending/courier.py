"""Sends what is owed: at once when a turn has just committed it, later when that failed."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any, Literal, TypeAlias
from uuid import UUID

import structlog
from sqlalchemy.orm import Session

from bot.addresses import Address
from bot.clock import Clock
from bot.sending.rounds import Job, Rounds
from bot.teams.connector import Connector
from bot.teams.errors import (
    Blocked,
    CallProblem,
    ConversationGone,
    Passing,
    RosterUnavailable,
    ThreadGone,
    Uncertain,
)
from bot.teams.roster import PATIENCE, Roster
from bot.turn.turn import RosterNeeded, address_of, known_members
from bot.watching.watch import Watch
from services.deliveries import Due, Outcome, has_backlog, owe_replies, record_outcome, take_due
from services.notices import count_owed, owed_in
from services.outbox import Room
from storage.database import Database
from storage.failures import DatabaseUnavailable, reachable
from storage.tables import ConversationRow, DeliveryRow

Activity: TypeAlias = dict[str, Any]
Render: TypeAlias = Callable[[Session, DeliveryRow, ConversationRow, datetime, Roster], Activity | None]
"""Makes the activity of a delivery as it is true now; None when there is nothing to say any more."""

LEASE = timedelta(seconds=60)
LONGEST_CALL = timedelta(seconds=20 + PATIENCE)
"""How long before the end of a lease nothing more is begun: a call, and what was waited before the first."""
WRITTEN_AGAIN = 1.0  # seconds; a database that is away may be back before anything is said twice
SHARE = 16
"""How many conversations of one organisation are served at once."""

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A delivery ready to leave: rendered, addressed, and knowing which card it replaces or answers."""

    delivery_id: UUID
    operation: str
    to: Address
    is_channel: bool
    about: str | None
    activity: Activity | None


@dataclass(frozen=True, kw_only=True)
class Batch(Job):
    """What was taken for one conversation: letters, or what becomes some once a team's members are known."""

    letters: Sequence[Letter] = ()
    unread: Sequence[Due] = ()
    needed: RosterNeeded | None = None

    @property
    def count(self) -> int:
        """How many deliveries were taken."""
        return len(self.letters) or len(self.unread)


class Unrenderable(Exception):
    """A delivery cannot be made a letter; nothing else that was begun with it is done."""

    def __init__(self, delivery: DeliveryRow, failure: Exception) -> None:
        super().__init__(delivery.kind)
        # The row itself is not to be read any more once its transaction is rolled back.
        self.delivery_id, self.kind = delivery.id, delivery.kind
        self.failure = failure


class Courier(Rounds[Batch]):
    """Sends letters in order per conversation and writes down what became of each.

    What a turn replies goes out by the `connector`; what is owed for other reasons by `posting`, whose calls
    may take long and must keep none of the connections that people wait for. The latter is what is counted.
    """

    what, taken_at_once, in_all, share = "deliveries", 50, 200, SHARE

    def __init__(
        self,
        *,
        database: Database,
        connector: Connector,
        posting: Connector,
        roster: Roster,
        clock: Clock,
        render: Render,
        watch: Watch,
        random: Random | None = None,
    ) -> None:
        super().__init__(clock)
        self._database = database
        self._connector = connector
        self._posting = posting
        self._roster = roster
        self._render = render
        self._watch = watch
        self._random = random or Random()
        self._awaited: set[Address] = set()
        self._outcomes: list[Outcome] = []
        self._recording: asyncio.Task[None] | None = None

    def seal(
        self,
        session: Session,
        conversation: ConversationRow,
        replies: Sequence[DeliveryRow],
        now: datetime,
        *,
        behind: bool,
    ) -> tuple[Letter, ...]:
        """Store a turn's replies, and make letters of those for the conversation that it was in.

        The others, and all of them behind an older debt, wait for the next round; `behind` is whether there
        was one when the turn began.
        """
        if not replies:
            return ()
        if conversation not in session:
            # The person it was with has just been forgotten: what is said last leaves no row behind.
            return tuple(self._letter(session, reply, conversation, now) for reply in replies)
        waits = (behind or owed_in(session)) and has_backlog(session, conversation.id)
        if waits:
            self._awaited.add(address_of(conversation))
        here = [] if waits else [reply for reply in replies if reply.conversation_id == conversation.id]
        count_owed(session, len(replies) - len(here))
        for reply in here:
            reply.attempts, reply.leased_until = 1, now + LEASE
        owe_replies(session, replies)
        return tuple(self._letter(session, reply, conversation, now) for reply in here)

    def send(self, letters: Sequence[Letter]) -> asyncio.Task[None]:
        """Send what a turn replies now, in order."""
        return self._begin(self._send_in_order(letters, self._connector))

    async def finish(self, seconds: float | None = None) -> None:
        """Let what is on its way arrive and be written down; what takes longer is broken off."""
        await super().finish(seconds)
        if self._recording:
            await asyncio.wait([self._recording], timeout=seconds)
            self._recording.cancel()

    async def _take(self, room: Room) -> Sequence[Batch]:
        """Take what is due, and render what can be without asking anybody, in one transaction."""

        def take(session: Session) -> Sequence[Batch]:
            # Not before: to a look that waited here for minutes, what others hold would seem held too long.
            now = self._clock.now()
            return self._batches(session, take_due(session, now, LEASE, room), now)

        while True:
            try:
                return await self._database.in_transaction(take)
            except Unrenderable as spoilt:
                await self._set_aside(spoilt)

    def take_own(self, session: Session, now: datetime, room: Room) -> Sequence[Batch]:
        """Take what a transaction owes itself, as it will stand; the next round sees to what is left.

        While others are on their way, all of it is left: a round takes what several owe for less. Where
        several transactions end at once, a little more may be begun than there is room for.
        """
        if not owed_in(session) or self._under_way:
            return ()
        return self._batches(session, take_due(session, now, LEASE, room, own=True), now)

    def _batches(self, session: Session, taken: Sequence[Due], now: datetime) -> Sequence[Batch]:
        together: dict[UUID, list[Due]] = {}
        for due in taken:
            together.setdefault(due.conversation.id, []).append(due)
        return [self._batch(session, each, now) for each in together.values()]

    def _batch(self, session: Session, together: Sequence[Due], now: datetime) -> Batch:
        conversation, organisation = together[0].conversation, together[0].organisation
        try:
            if conversation.team_id:
                known_members(self._roster, conversation, organisation)
        except RosterNeeded as needed:
            return Batch(organisation_id=organisation.id, unread=together, needed=needed)
        return Batch(organisation_id=organisation.id, letters=self._read(session, together, now))

    async def _do(self, batch: Batch) -> None:
        """Send a batch; who is in its team is asked beside all others, and for no longer than people wait."""
        letters = batch.letters
        if batch.needed is not None:
            try:
                await self._roster.fetch(batch.needed.address, batch.needed.team_id, batch.needed.version)
            except RosterUnavailable:
                log.info("a card goes out without its reviewers' own buttons")
            letters = await self._read_later(batch.unread)
        await self._send_in_order(letters, self._posting)

    async def _read_later(self, taken: Sequence[Due]) -> Sequence[Letter]:
        now = self._clock.now()
        try:
            return await self._database.in_transaction(lambda session: self._read(session, taken, now))
        except Unrenderable as spoilt:
            await self._set_aside(spoilt)
            rest = [due for due in taken if due.delivery.id != spoilt.delivery_id]
            return await self._read_later(rest)

    def _read(self, session: Session, taken: Sequence[Due], now: datetime) -> Sequence[Letter]:
        return [self._load(session, due, now) for due in taken]

    def _load(self, session: Session, due: Due, now: datetime) -> Letter:
        try:
            with reachable():
                return self._letter(session, due.delivery, due.conversation, now, due.standing_card)
        except DatabaseUnavailable:
            raise
        except Exception as failure:
            raise Unrenderable(due.delivery, failure) from failure

    async def _set_aside(self, spoilt: Unrenderable) -> None:
        """Give up the one delivery that cannot be rendered, for coordinators to be told, and not the rest."""
        delivery_id, reason, now = spoilt.delivery_id, type(spoilt.failure).__name__, self._clock.now()
        log.error(
            "a delivery cannot be rendered",
            delivery=str(delivery_id),
            kind=spoilt.kind,
            exc_info=spoilt.failure,
        )
        given_up = Outcome(delivery_id, "given_up", reason=reason)
        await self._database.in_transaction(lambda session: record_outcome(session, given_up, now))

    def _letter(
        self,
        session: Session,
        delivery: DeliveryRow,
        conversation: ConversationRow,
        now: datetime,
        standing_card: str | None = None,
    ) -> Letter:
        return Letter(
            delivery_id=delivery.id,
            operation=delivery.operation,
            to=address_of(conversation),
            is_channel=conversation.kind == "channel",
            about=standing_card or delivery.args.get("thread"),
            activity=self._render(session, delivery, conversation, now, self._roster),
        )

    async def _send_in_order(self, letters: Sequence[Letter], connector: Connector) -> None:
        if not letters:
            return
        begun = self._clock.elapsed()
        for count, letter in enumerate(letters, start=1):
            outcome = await self._send_one(letter, connector)
            self._watch.delivery(outcome.status, uncertain=outcome.uncertain)
            recorded = self._record(outcome)
            took = timedelta(seconds=self._clock.elapsed() - begun)
            if outcome.status in ("owed", "stopped") or took > LEASE - LONGEST_CALL:
                for unsent in letters[count:]:
                    recorded = self._record(Outcome(unsent.delivery_id, "unsent"))
                break
            if letter.operation != "update":
                # Before this is written down nothing else is said; a card may well be replaced twice.
                await _end_of(recorded)
        await _end_of(recorded)
        if letters[-1].to in self._awaited:
            # What a later turn replied waits behind these.
            self._awaited.discard(letters[-1].to)
            self.wake()

    async def _send_one(self, letter: Letter, connector: Connector) -> Outcome:
        if letter.activity is None:
            return Outcome(letter.delivery_id, "skipped", reason="nothing-to-say")
        try:
            activity_id, begins_thread = await _call(connector, letter, letter.activity)
        except Passing as problem:
            log.info("a delivery will be tried again", problem=type(problem).__name__)
            return Outcome(
                letter.delivery_id,
                "owed",
                reason=type(problem).__name__,
                retry_after=problem.retry_after,
                jitter=self._random.random(),
                uncertain=isinstance(problem, Uncertain),
                later_tries=problem.later_tries,
                at_last="stopped" if isinstance(problem, ConversationGone) else "given_up",
            )
        except CallProblem as problem:
            # An update concerns its card alone; whether more is closed the next message will tell.
            is_closed = isinstance(problem, Blocked) and letter.operation != "update"
            happened = "a conversation is closed to us" if is_closed else "a delivery was given up"
            log.warning(happened, problem=type(problem).__name__)
            status: Literal["stopped", "given_up"] = "stopped" if is_closed else "given_up"
            return Outcome(letter.delivery_id, status, reason=type(problem).__name__)
        except Exception as failure:
            log.exception("a delivery cannot be sent", delivery=str(letter.delivery_id))
            return Outcome(letter.delivery_id, "given_up", reason=type(failure).__name__)
        return Outcome(letter.delivery_id, "sent", activity_id=activity_id, begins_thread=begins_thread)

    def _record(self, outcome: Outcome) -> asyncio.Task[None]:
        """Write down an outcome, together with those of others that arrive while the last are written."""
        self._outcomes.append(outcome)
        if self._recording is None or self._recording.done():
            self._recording = asyncio.create_task(self._record_all())
        return self._recording

    async def _record_all(self) -> None:
        while self._outcomes:
            batch, self._outcomes = self._outcomes, []
            await self._write_down(batch)

    async def _write_down(self, batch: Sequence[Outcome]) -> None:
        """Write down outcomes, and while the database is away try until their leases have run out."""
        begun, now = self._clock.elapsed(), self._clock.now()

        def work(session: Session) -> None:
            for outcome in batch:
                record_outcome(session, outcome, now)

        while True:
            try:
                return await self._database.in_transaction(work)
            except Exception as failure:
                is_late = timedelta(seconds=self._clock.elapsed() - begun) > LEASE - LONGEST_CALL
                if is_late or not isinstance(failure, DatabaseUnavailable):
                    # The rows are sent again, and counted as uncertain.
                    log.exception("what was sent could not be written down", letters=len(batch))
                    return None
            await self._clock.sleep(WRITTEN_AGAIN)


async def _end_of(task: asyncio.Task[None]) -> None:
    """Wait for the end of what goes on though nobody waits for it."""
    if not task.done():
        await asyncio.wait([task])


async def _call(connector: Connector, letter: Letter, activity: Activity) -> tuple[str, bool]:
    """Bring a letter where it belongs; return its id, and whether it is a reply that begins a thread."""
    if letter.operation == "update" and letter.about:
        await connector.update(letter.to, letter.about, activity)
        return letter.about, False
    if letter.about:
        try:
            return await connector.send_in_thread(letter.to, letter.about, activity), False
        except ThreadGone:
            log.info("a thread is gone")
    if letter.is_channel:
        # What has lost its thread begins one of its own.
        begun = await connector.start_thread(letter.to, letter.to.conversation_id, activity)
        return begun, letter.operation == "reply"
    return await connector.send(letter.to, activity), False
