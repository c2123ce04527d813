"""Learns from Teams the mail of people who write to the bot, so that flows can name them by it."""

import asyncio
from uuid import UUID

import structlog

from bot.teams.addresses import Address
from bot.teams.connector import Connector
from bot.teams.errors import CallProblem
from services.people import learn_mail
from storage.database import Database, DatabaseUnavailable

log = structlog.get_logger()


class Mails:
    """Asks beside the turn; if that comes to nothing, the person's next turn asks again."""

    def __init__(self, database: Database, connector: Connector) -> None:
        self._database = database
        self._connector = connector
        self._under_way: set[asyncio.Task[None]] = set()

    def learn(self, person_id: UUID, chat: Address, member_id: str) -> None:
        """Ask for the mail of a person, by their Teams id in a conversation."""
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
        try:
            member = await self._connector.member(chat, member_id)
            await self._database.in_transaction(lambda session: learn_mail(session, person_id, member.mail))
        except (CallProblem, DatabaseUnavailable) as problem:
            log.info("a mail was not learnt", problem=type(problem).__name__)
