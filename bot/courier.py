"""Sends what is owed: at once when a turn has just committed it, later when that failed."""

import asyncio
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any, Protocol, TypeAlias
from uuid import UUID

import structlog
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.rounds import go_round
from bot.teams.addresses import Address
from bot.teams.connector import Connector
from bot.teams.errors import (
    Blocked,
    CallProblem,
    ConversationGone,
    NoToken,
    RosterUnavailable,
    Throttled,
    Uncertain,
    Unreachable,
)
from bot.teams.roster import Roster
from bot.turn import RosterNeeded, address_of, known_members
from bot.watch import Watch
from services.deliveries import (
    Due,
    Outcome,
    has_backlog,
    owe_replies,
    record_outcome,
    take_due,
)
from services.notices import OWES
from storage.database import Database
from storage.tables import ConversationRow, DeliveryRow

Activity: TypeAlias = dict[str, Any]

LEASE = timedelta(seconds=60)
LONGEST_CALL = timedelta(seconds=20)
AT_ONCE = 50  # deliveries taken in one round
WORTH_A_RETRY = (Throttled, Unreachable, Uncertain, NoToken)

log = structlog.get_logger()


class Render(Protocol):
    """Makes the activity of a delivery as it is true now; None when there is nothing to say any more."""

    def __call__(
        self,
        session: Session,
        delivery: DeliveryRow,
        conversation: ConversationRow,
        now: datetime,
        roster: Roster,
    ) -> Activity | None:
        """Render one delivery for the readers of its conversation."""


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A delivery ready to leave: rendered, addressed, and knowing which card it replaces or answers."""

    delivery_id: UUID
    operation: str
    to: Address
    is_channel: bool
    about: str | None
    activity: Activity | None
    failure: str | None = None


class Courier:
    """Sends letters in order per conversation and writes down what became of each."""

    def __init__(
        self,
        *,
        database: Database,
        connector: Connector,
        roster: Roster,
        clock: Clock,
        render: Render,
        watch: Watch,
        random: Random | None = None,
    ) -> None:
        self._database = database
        self._connector = connector
        self._roster = roster
        self._clock = clock
        self._render = render
        self._watch = watch
        self._random = random or Random()
        self._under_way: set[asyncio.Task[None]] = set()
        self._wake = asyncio.Event()
        self._rounding = asyncio.Lock()
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
        waits = (behind or OWES in session.info) and has_backlog(session, conversation.id)
        if waits:
            self._awaited.add(address_of(conversation))
        here = [] if waits else [reply for reply in replies if reply.conversation_id == conversation.id]
        if len(here) < len(replies):
            session.info[OWES] = True
        for reply in here:
            reply.leased_until = now + LEASE
        owe_replies(session, replies)
        return tuple(self._letter(session, reply, conversation, now) for reply in here)

    def wake(self) -> None:
        """Look now for what is due."""
        self._wake.set()

    def send(self, letters: Iterable[Letter]) -> asyncio.Task[None]:
        """Send letters now, in order."""
        task = asyncio.create_task(self._send_in_order(tuple(letters)))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return task

    async def run(self) -> None:
        """Send what is due, for as long as the service lives."""
        await go_round(self._clock, self._wake, self.round, "deliveries")

    async def round(self) -> bool:
        """Begin to send what is due now, to each conversation in order; tell whether there was anything."""
        async with self._rounding:
            self._wake.clear()
            letters: dict[Address, list[Letter]] = {}
            for letter in await self._take():
                letters.setdefault(letter.to, []).append(letter)
            for together in letters.values():
                # What a conversation is owed next is looked for when these have left.
                self.send(together).add_done_callback(lambda _: self.wake())
            return bool(letters)

    async def idle(self) -> None:
        """Wait until nothing is due and nothing is on its way."""
        while await self.round() or self._under_way or self._wake.is_set():
            await self.finish()

    async def finish(self, seconds: float | None = None) -> None:
        """Let what is on its way arrive, before the service ends; what takes longer is broken off."""
        if self._under_way:
            _, late = await asyncio.wait(self._under_way, timeout=seconds)
            for task in late:
                task.cancel()
        if self._recording:
            await asyncio.wait([self._recording])

    async def _take(self) -> list[Letter]:
        """Take and render what is due, in one transaction; a team's members are asked for first."""
        now = self._clock.now()
        asked: set[str] = set()
        while True:
            try:
                return await self._database.in_transaction(lambda session: self._taken(session, now, asked))
            except RosterNeeded as needed:
                asked.add(needed.team_id)
                await self._ask(needed)

    async def _ask(self, needed: RosterNeeded) -> None:
        try:
            await self._roster.fetch(needed.address, needed.team_id, needed.version)
        except RosterUnavailable:
            log.info("a card goes out without its reviewers' own buttons")

    def _taken(self, session: Session, now: datetime, asked: Collection[str]) -> list[Letter]:
        taken = take_due(session, now, limit=AT_ONCE, lease=LEASE)
        for due in taken:
            if due.conversation.team_id and due.conversation.team_id not in asked:
                known_members(self._roster, due.conversation, due.organisation)
        return [self._load(session, due, now) for due in taken]

    def _load(self, session: Session, due: Due, now: datetime) -> Letter:
        delivery = due.delivery
        try:
            return self._letter(session, delivery, due.conversation, now, due.standing_card)
        except (LookupError, TypeError, ValueError) as failure:
            log.exception("a delivery cannot be rendered", delivery=str(delivery.id), kind=delivery.kind)
            return self._unsendable(delivery, due.conversation, failure)

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

    def _unsendable(self, delivery: DeliveryRow, conversation: ConversationRow, failure: Exception) -> Letter:
        return Letter(
            delivery_id=delivery.id,
            operation=delivery.operation,
            to=address_of(conversation),
            is_channel=False,
            about=None,
            activity=None,
            failure=type(failure).__name__,
        )

    async def _send_in_order(self, letters: tuple[Letter, ...]) -> None:
        begun = self._clock.elapsed()
        for letter in letters:
            outcome = await self._send_one(letter)
            self._watch.delivery(outcome.status, uncertain=outcome.uncertain)
            recorded = self._record(outcome)
            if letter.operation != "update":
                # Before this is written down nothing else is said; a card may well be replaced twice.
                await asyncio.wait([recorded])
            took = timedelta(seconds=self._clock.elapsed() - begun)
            if outcome.status in ("owed", "stopped") or took > LEASE - LONGEST_CALL:
                # The rest goes again, now or when its lease has run out.
                break
        if letters:
            await asyncio.wait([recorded])
            if letters[-1].to in self._awaited:
                # What a later turn replied waits behind these.
                self._awaited.discard(letters[-1].to)
                self.wake()

    async def _send_one(self, letter: Letter) -> Outcome:
        if letter.failure:
            return Outcome(letter.delivery_id, "given_up", reason=letter.failure)
        if letter.activity is None:
            return Outcome(letter.delivery_id, "skipped", reason="nothing-to-say")
        try:
            return Outcome(letter.delivery_id, "sent", activity_id=await self._call(letter, letter.activity))
        except WORTH_A_RETRY as problem:
            log.info("a delivery will be tried again", problem=type(problem).__name__)
            return Outcome(
                letter.delivery_id,
                "owed",
                reason=type(problem).__name__,
                retry_after=problem.retry_after if isinstance(problem, Throttled) else None,
                jitter=self._random.random(),
                uncertain=isinstance(problem, Uncertain),
            )
        except (Blocked, ConversationGone) as problem:
            log.warning("a conversation is closed to us", problem=type(problem).__name__)
            stops = isinstance(problem, Blocked) or letter.operation == "post"
            return Outcome(
                letter.delivery_id, "stopped" if stops else "given_up", reason=type(problem).__name__
            )
        except CallProblem as problem:
            log.warning("a delivery was given up", problem=type(problem).__name__)
            return Outcome(letter.delivery_id, "given_up", reason=type(problem).__name__)

    async def _call(self, letter: Letter, activity: Activity) -> str:
        if letter.operation == "update" and letter.about:
            await self._connector.update(letter.to, letter.about, activity)
            return letter.about
        if letter.about:
            thread = f"{letter.to.conversation_id};messageid={letter.about}"
            to = Address(app_id=letter.to.app_id, service_url=letter.to.service_url, conversation_id=thread)
            return await self._connector.send(to, activity)
        if letter.is_channel:
            channel_id = letter.to.conversation_id
            _, activity_id = await self._connector.start_thread(letter.to, channel_id, activity)
            return activity_id
        return await self._connector.send(letter.to, activity)

    def _record(self, outcome: Outcome) -> asyncio.Task[None]:
        """Write down an outcome, together with those of others that arrive while the last are written."""
        self._outcomes.append(outcome)
        if self._recording is None or self._recording.done():
            self._recording = asyncio.create_task(self._record_all())
        return self._recording

    async def _record_all(self) -> None:
        while self._outcomes:
            batch, self._outcomes = self._outcomes, []
            now = self._clock.now()

            def work(session: Session, batch: list[Outcome] = batch, now: datetime = now) -> None:
                for outcome in batch:
                    record_outcome(session, outcome, now)

            try:
                await self._database.in_transaction(work)
            except Exception:
                # The leases run out, and the rows are sent again and counted as uncertain.
                log.exception("what was sent could not be written down", letters=len(batch))
