"""How long a client may take over a request."""

import asyncio
from collections.abc import Mapping

from aiohttp import web

from bot.clock import Clock

HEAD_AWAITED = 75.0
"""Seconds from the beginning of a connection, or its last answer, until a whole head is there.

Proxies keep connections open between requests: shorter would close some that they are about to use.
"""
BODY_AWAITED = 20.0
"""Seconds from the head until the whole body is there."""
SERVED: Mapping[str, float] = {"keepalive_timeout": HEAD_AWAITED}
"""How an application has its connections handled; aiohttp counts a head that is half there as idle."""


async def read_body(request: web.Request, clock: Clock) -> bytes:
    """Return the body; answer 408 if it takes too long."""
    if request.content.is_eof():
        return await request.read()
    reading = asyncio.ensure_future(request.read())
    try:
        await clock.wait_for(reading, BODY_AWAITED)
        if not reading.done():
            raise web.HTTPRequestTimeout
        return await reading
    finally:
        reading.cancel()
