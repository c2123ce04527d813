"""The one place where everything is joined: settings in, a running service out."""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

import structlog
from aiohttp import web

from bot.clock import Clock
from bot.engine import TurnEngine
from bot.flows.rates import Rates
from bot.handlers import HANDLERS, VERBS_KNOWN, refuse
from bot.jobs.timetable import Timetable, digests, reminders, retention
from bot.sending.courier import Courier
from bot.sending.porter import Porter
from bot.sending.succession import Succession
from bot.settings import Settings
from bot.teams.adapter import TeamsAdapter
from bot.teams.admission import Admission
from bot.teams.connector import Connector, open_session
from bot.teams.credentials import Credentials
from bot.teams.keys import SigningKeys
from bot.teams.mails import Mails
from bot.teams.roster import Roster
from bot.views.rendering import render
from bot.watching.metrics import Figures, metrics_page
from bot.watching.watch import watching
from storage.database import Database
from storage.failures import DatabaseUnavailable
from storage.migrations import is_current

TURNS_END_WITHIN = 1.0  # seconds, and as long again once they have been broken off
WORK_ENDS_WITHIN = 2.0
DATABASE_CLOSES_WITHIN = 1.0
READY_WITHIN = 4.0  # seconds; whoever asks soon takes silence for an answer

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class Service:
    """The parts of a running service."""

    database: Database
    keys: SigningKeys
    admission: Admission
    adapter: TeamsAdapter
    courier: Courier
    porter: Porter
    mails: Mails
    engine: TurnEngine
    rates: Rates
    clock: Clock
    timetable: Timetable

    async def readiness(self) -> dict[str, bool]:
        """Tell, part by part, whether people can be served; keys that were not to be had are asked for."""
        await self.clock.wait_for(asyncio.ensure_future(self.keys.load()), READY_WITHIN)
        reached, migrated = True, False
        try:
            async with asyncio.timeout(READY_WITHIN):
                migrated = await self.database.run(is_current, self.database.engine)
        except (DatabaseUnavailable, TimeoutError) as problem:
            log.warning("the database does not serve", problem=type(problem).__name__)
            reached = False
        return {"database": reached, "migrations": migrated, "keys": self.keys.ready}


SERVICE = web.AppKey("service", Service)


@asynccontextmanager
async def running_service(settings: Settings, clock: Clock) -> AsyncIterator[Service]:
    """Open what the service needs, keep sending what is owed, and close it all in the right order."""
    async with (
        open_session() as session,
        open_session() as behind,
        watching(HANDLERS, VERBS_KNOWN) as watch,
    ):
        database = Database(settings.database_url, watch.database_work)
        keys = SigningKeys(session, settings.channel_openid_url, clock)
        credentials = Credentials(
            settings.bots, authority=settings.authority, scope=settings.channel_scope, clock=clock
        )
        connector = Connector(session, credentials, clock, watch=watch)
        # Connections of their own, so that people do not wait for those of what nobody waits for.
        posting = Connector(behind, credentials, clock, watch=watch)
        roster = Roster(connector, clock)
        courier = Courier(
            database=database,
            connector=connector,
            posting=posting,
            roster=roster,
            clock=clock,
            render=render,
            watch=watch,
        )
        porter = Porter(database=database, session=behind, courier=courier, clock=clock, settings=settings)
        mails = Mails(database, posting, clock)
        service = Service(
            database=database,
            keys=keys,
            admission=Admission(settings.bots, keys, issuer=settings.channel_issuer, clock=clock),
            adapter=TeamsAdapter(connector),
            courier=courier,
            porter=porter,
            mails=mails,
            engine=TurnEngine(
                database=database,
                courier=courier,
                porter=porter,
                mails=mails,
                roster=roster,
                clock=clock,
                handlers=HANDLERS,
                refuse=refuse,
                watch=watch,
            ),
            rates=Rates(settings.flow_rate, clock),
            clock=clock,
            timetable=Timetable(
                clock,
                [
                    retention(database, settings.retention),
                    digests(database, courier),
                    reminders(database, courier),
                ],
            ),
        )
        succession = Succession(database=database, courier=courier, porter=porter, clock=clock)
        await succession.begin()
        await clock.wait_for(asyncio.ensure_future(keys.load()), READY_WITHIN)
        working = [asyncio.create_task(each.run()) for each in (succession, courier, porter)]
        try:
            figures = Figures(watch, database, clock)
            async with (
                service.timetable.running(),
                metrics_page(figures, settings.metrics_host, settings.metrics_port),
            ):
                yield service
        finally:
            for work in working:
                work.cancel()
            # What is not finished by then keeps its row, and goes out after the next start.
            ending = (
                asyncio.wait(working),
                porter.finish(0),
                courier.finish(WORK_ENDS_WITHIN / 2),
                mails.finish(),
            )
            await _in_time(asyncio.gather(*ending), WORK_ENDS_WITHIN)
            succession.end()
            await _in_time(asyncio.to_thread(database.close), DATABASE_CLOSES_WITHIN)


async def _in_time(work: Awaitable[object], seconds: float) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await work
