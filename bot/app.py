"""The web application: the routes, and the service that lives as long as they do."""

from collections.abc import AsyncIterator

from aiohttp import web

from bot.clock import Clock, SystemClock
from bot.flows.routes import DOOR, Door, add_flows
from bot.routes import LARGEST_BODY, routes
from bot.service import SERVICE, running_service
from bot.settings import Settings
from bot.slow_clients import SERVED


def create_app(settings: Settings, clock: Clock | None = None) -> web.Application:
    """Make the web application of one service."""
    app = web.Application(client_max_size=LARGEST_BODY, handler_args=SERVED)
    app.add_routes(routes)
    add_flows(app)

    async def keep_service(app: web.Application) -> AsyncIterator[None]:
        async with running_service(settings, clock or SystemClock()) as service:
            app[SERVICE] = service
            app[DOOR] = Door(
                database=service.database,
                clock=service.clock,
                rates=service.rates,
                wake=service.courier.wake,
            )
            yield

    app.cleanup_ctx.append(keep_service)
    return app
