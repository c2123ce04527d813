"""Learns from Teams the mail of people who write to the bot, so that flows can name them by it."""

import asyncio
from uuid import UUID

import structlog

from bot.addresses import Address
from bot.clock import Clock
from bot.teams.connector import Connector
from bot.teams.errors import CallProblem
from services.flows import is_named_by_flows
from services.people import learn_mail
from storage.database import Database
from storage.failures import DatabaseUnavailable

PAUSE = 3600.0  # seconds

log = structlog.get_logger()


class Mails:
    """Asks beside the turn, where an organisation has flows; what came to nothing is tried an hour later."""

    def __init__(self, database: Database, connector: Connector, clock: Clock) -> None:
        self._database = database
        self._connector = connector
        self._clock = clock
        self._in_vain: dict[UUID, float] = {}
        self._under_way: set[asyncio.Task[None]] = set()

    def learn(self, person_id: UUID, chat: Address, member_id: str) -> None:
        """Ask for the mail of a person, by their Teams id in a conversation."""
        asked_at = self._in_vain.get(person_id)
        if asked_at is not None and self._clock.elapsed() - asked_at < PAUSE:
            return
        task = asyncio.create_task(self._learn(person_id, chat, member_id))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def idle(self) -> None:
        """Wait until nobody is asked for."""
        while self._under_way:
            await asyncio.wait(self._under_way)

    async def finish(self) -> None:
        """Ask no more, since the service ends."""
        for task in self._under_way:
            task.cancel()
        await self.idle()

    async def _learn(self, person_id: UUID, chat: Address, member_id: str) -> None:
        self._in_vain[person_id] = self._clock.elapsed()
        try:
            if await self._database.in_transaction(lambda session: is_named_by_flows(session, person_id)):
                member = await self._connector.member(chat, member_id)
                await self._database.in_transaction(
                    lambda session: learn_mail(session, person_id, member.mail)
                )
                self._in_vain.pop(person_id, None)
        except (CallProblem, DatabaseUnavailable) as problem:
            log.info("a mail was not learnt", problem=type(problem).__name__)
