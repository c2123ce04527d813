"""`/metrics` for Prometheus, on a port of its own: what was seen so far, and what is owed at the moment."""

import math
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, Gauge, generate_latest

from bot.clock import Clock
from bot.slow_clients import SERVED
from bot.watching.watch import Watch
from services.digests import lateness
from services.undelivered import backlog
from storage.database import Database
from storage.failures import DatabaseUnavailable


class Figures:
    """The page; what is owed is looked up when somebody asks, and not a number while the database is away."""

    def __init__(self, watch: Watch, database: Database, clock: Clock) -> None:
        self._registry, self._database, self._clock = watch.registry, database, clock
        self._owed = self._gauge("deliveries_owed", "Messages that wait to be sent.")
        self._oldest = self._gauge("deliveries_oldest_seconds", "How long the oldest of them has waited.")
        self._given_up = self._gauge("deliveries_given_up", "Messages that could not be sent.")
        self._late = self._gauge("digest_late_seconds", "How long a digest has been due and not told.")

    async def page(self, _: web.Request) -> web.Response:
        """Answer with all figures."""
        now = self._clock.now()
        try:
            found, late = await self._database.in_transaction(
                lambda session: (backlog(session), lateness(session, now))
            )
        except DatabaseUnavailable:
            for gauge in (self._owed, self._oldest, self._given_up, self._late):
                gauge.set(math.nan)
        else:
            self._owed.set(found.owed)
            self._given_up.set(found.given_up)
            self._oldest.set((now - found.oldest).total_seconds() if found.oldest else 0)
            self._late.set(late.total_seconds())
        return web.Response(
            body=generate_latest(self._registry), headers={"Content-Type": CONTENT_TYPE_LATEST}
        )

    def _gauge(self, name: str, told: str) -> Gauge:
        return Gauge(f"guldkorn_{name}", told, registry=self._registry)


@asynccontextmanager
async def metrics_page(figures: Figures, host: str, port: int) -> AsyncIterator[None]:
    """Show the page for as long as this is open; on port 0 not at all."""
    if not port:
        yield
        return
    app = web.Application(handler_args=SERVED)
    app.router.add_get("/metrics", figures.page)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        yield
    finally:
        await runner.cleanup()
