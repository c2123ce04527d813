"""What a service held that died goes on at once, when the next one is alone on its database."""

import asyncio

from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.sending import courier, porter
from bot.sending.rounds import go_round, try_round
from services.deliveries import DELIVERIES
from services.transfers import TRANSFERS
from storage.database import Database
from storage.presence import presence_on

WHAT = "leases left behind"


class Succession:
    """Takes over from a predecessor, once, and lets those who come later know that somebody is here."""

    def __init__(
        self, *, database: Database, courier: courier.Courier, porter: porter.Porter, clock: Clock
    ) -> None:
        self._database = database
        self._courier = courier
        self._porter = porter
        self._clock = clock
        self._presence = presence_on(database.engine)
        self._begun = clock.now()
        self._alone = False

    async def begin(self) -> None:
        """Take over before anything else is done, if the database lets us."""
        await try_round(self.round, WHAT)

    async def run(self) -> None:
        """Go on being here, for as long as the service lives."""
        await go_round(self._clock, asyncio.Event(), self.round, WHAT)

    async def round(self) -> None:
        """See to it that we are here; what was left to us is taken over when it is found."""
        self._alone = await self._database.run(self._presence.arrive) or self._alone
        if self._alone:
            await self._database.in_transaction(self._take_over)
            self._alone = False
            self._courier.wake()
            self._porter.wake()

    def end(self) -> None:
        """Be here no more."""
        self._presence.leave()

    def _take_over(self, session: Session) -> None:
        # Nobody but a predecessor has taken anything for a time that ends so early.
        DELIVERIES.take_over(session, self._begun, courier.LEASE)
        TRANSFERS.take_over(session, self._begun, porter.LEASE)
