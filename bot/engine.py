"""The engine of a turn: once per activity, in order, in one transaction; replies leave after the commit."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeAlias
from uuid import UUID

import structlog
from botbuilder.core import TurnContext
from sqlalchemy.orm import Session

from bot.addresses import Address
from bot.clock import Clock
from bot.sending.courier import Batch, Courier, Letter, Unrenderable
from bot.sending.porter import Porter
from bot.teams.adapter import InvokeAnswer, raw_of, registration_of, typing_after
from bot.teams.connector import as_json
from bot.teams.errors import Forbidden, RosterUnavailable
from bot.teams.incoming import Incoming, read_incoming
from bot.teams.mails import Mails
from bot.teams.roster import Roster
from bot.teams.sequence import TurnSequence
from bot.turn.turn import ReviewersUnknown, RosterNeeded, Turn, open_turn
from bot.watching.logs import correlated
from bot.watching.watch import Watch
from domain.errors import NotAReviewer, NotYours, Refusal
from services.handled import first_time, remember_answer, remembered_answer
from services.notices import owed_in
from services.outbox import Room
from services.transfers import CARRIES
from storage.database import Database
from storage.failures import DatabaseUnavailable
from texts import language_of, sayer

Body: TypeAlias = dict[str, Any]
Handler: TypeAlias = Callable[[Turn], Body | None]

REPLIES_AWAITED = 5.0  # seconds; what takes longer is sent behind the answer
OWN_AT_ONCE = 8  # messages; an answer waits for no more of them
ROSTER_ATTEMPTS = 3  # while Teams answers who is in the team, another may come or go

log = structlog.get_logger()


class SomethingWentWrong(Refusal):
    """A defect of ours; what was said is not kept, and may be said again."""

    text_key = "refused-went-wrong"


@dataclass(frozen=True, kw_only=True)
class Done:
    """What a turn came to: the invoke's answer as JSON, the letters to send now, and what else follows."""

    outcome: str = "done"
    answer: str | None = None
    letters: tuple[Letter, ...] = ()
    batches: Sequence[Batch] = ()
    owes_more: bool = False
    carries: bool = False
    without_mail: UUID | None = None


class TurnEngine:
    """Runs turns; `handlers` is the table of activity types and invoke names."""

    def __init__(
        self,
        *,
        database: Database,
        courier: Courier,
        porter: Porter,
        mails: Mails,
        roster: Roster,
        clock: Clock,
        handlers: Mapping[tuple[str, str], Handler],
        refuse: Callable[[Turn, Refusal], Body | None],
        watch: Watch,
    ) -> None:
        self._database = database
        self._courier = courier
        self._porter = porter
        self._mails = mails
        self._roster = roster
        self._clock = clock
        self._handlers = handlers
        self._refuse = refuse
        self._watch = watch
        self._sequence = TurnSequence()

    async def on_turn(self, context: TurnContext) -> InvokeAnswer | None:
        """Handle an admitted activity and answer it."""
        incoming = read_incoming(raw_of(context), registration_of(context).app_id)
        kind = (incoming.type, incoming.name)
        with (
            correlated(activity=incoming.activity_id, type=incoming.type, name=incoming.name),
            self._watch.turn(kind, incoming.verb) as seen,
        ):
            is_invoke = incoming.type == "invoke"
            handler = self._handlers.get(kind)
            if handler is None:
                seen.outcome = "ignored"
                log.info("nothing to do for this activity")
                return InvokeAnswer(status=501) if is_invoke else None
            async with self._sequence.in_order(f"{incoming.app_id} {incoming.conversation_id}"):
                with typing_after(context, self._clock):
                    done = await self._run(incoming, handler)
                self._courier.begin(done.batches)
                if done.owes_more:
                    self._courier.wake()
                if done.carries:
                    self._porter.wake()
                if done.without_mail:
                    self._mails.learn(done.without_mail, _chat(incoming), incoming.from_id)
                if done.letters:
                    sending = self._courier.send(done.letters)
                    if done.owes_more:
                        # What waits behind these may be next.
                        sending.add_done_callback(lambda _: self._courier.wake())
                    if not is_invoke:
                        await self._clock.wait_for(sending, REPLIES_AWAITED)
            seen.outcome = done.outcome
            log.info("turn done")
            return InvokeAnswer(body=done.answer) if is_invoke else None

    async def _run(self, incoming: Incoming, handler: Handler) -> Done:
        try:
            return await self._attempt(incoming, handler)
        except Refusal as refusal:
            log.info("refused", refusal=type(refusal).__name__)
            refusing = _refusing(self._refuse, refusal)
            return replace(await self._attempt(incoming, refusing), outcome="refused")
        except (DatabaseUnavailable, Forbidden):
            raise
        except Exception:
            log.exception("a handler failed")
            refusing = _refusing(self._refuse, SomethingWentWrong())
            return replace(await self._attempt(incoming, refusing), outcome="failed")

    async def _attempt(self, incoming: Incoming, handler: Handler) -> Done:
        for _ in range(ROSTER_ATTEMPTS):
            try:
                return await self._in_transaction(incoming, handler)
            except RosterNeeded as needed:
                try:
                    await self._roster.fetch(needed.address, needed.team_id, needed.version)
                except RosterUnavailable:
                    break
        return await self._as_far_as_known(incoming, handler)

    async def _as_far_as_known(self, incoming: Incoming, handler: Handler) -> Done:
        """Do what does not take a reviewer; whoever might be one hears why anything else is refused."""
        try:
            return await self._in_transaction(incoming, handler, roster_unavailable=True)
        except (NotAReviewer, NotYours) as refusal:
            raise ReviewersUnknown from refusal

    async def _in_transaction(
        self, incoming: Incoming, handler: Handler, *, roster_unavailable: bool = False
    ) -> Done:
        def work(session: Session, room: Room | None) -> Done:
            now = self._clock.now()
            if not incoming.only_looks and not first_time(session, incoming.key, now):
                return Done(
                    outcome="repeated",
                    answer=remembered_answer(session, incoming.key) or _done_already(incoming),
                )
            turn = open_turn(session, incoming, now, self._roster, roster_unavailable=roster_unavailable)
            conversation_id = turn.conversation.id
            body = handler(turn)
            answer = None if body is None else as_json(body).decode()
            if answer is not None and not incoming.only_looks:
                remember_answer(session, incoming.key, answer, conversation_id)
            letters = self._courier.seal(session, turn.conversation, turn.replies, now, behind=turn.behind)
            batches = self._courier.take_own(session, now, room) if room else ()
            return Done(
                answer=answer,
                letters=letters,
                batches=batches,
                owes_more=owed_in(session) > sum(batch.count for batch in batches),
                carries=CARRIES in session.info,
                without_mail=_without_mail(turn),
            )

        try:
            room = self._courier.room(OWN_AT_ONCE)
            return await self._database.in_transaction(partial(work, room=room))
        except Unrenderable:
            # A letter to somebody else spoils nobody's turn: the round deals with it.
            return await self._database.in_transaction(partial(work, room=None))


def _without_mail(turn: Turn) -> UUID | None:
    person = turn.known_person
    return person.id if turn.incoming.is_personal and person and person.mail is None else None


def _chat(incoming: Incoming) -> Address:
    return Address(
        app_id=incoming.app_id,
        service_url=incoming.service_url,
        conversation_id=incoming.conversation_id,
    )


def _done_already(incoming: Incoming) -> str | None:
    """Answer a tap that comes again when what it was answered has been forgotten meanwhile."""
    said = sorry(incoming.locale, "note-done-already")
    return as_json(sentence(said)).decode() if incoming.is_tap else None


def _refusing(refuse: Callable[[Turn, Refusal], Body | None], refusal: Refusal) -> Handler:
    return lambda turn: refuse(turn, refusal)


def sentence(said: str) -> Body:
    """Answer a tap with a sentence; with none, clients say that we cannot be reached, and tap again."""
    return {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": said}


def sorry(locale: str | None, key: str) -> str:
    """Return a sentence for when it is not known who reads it."""
    return sayer(language_of(locale, "da"))(key)
