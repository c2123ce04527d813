"""An echo on botbuilder 4.17 as it comes, in a virtual environment of its own.

``stock_botbuilder.py PORT CONNECTOR_URL APP_ID ISSUER``. It checks tokens in full against the connector's
keys. What is left out, in its favour: it asks for no token of its own before it replies.
"""
# mypy: disable-error-code="import-not-found, import-untyped, misc, no-any-return, no-untyped-call"

import sys
from types import SimpleNamespace
from typing import Any

from aiohttp import web
from botbuilder.core import ActivityHandler, TurnContext
from botbuilder.integration.aiohttp import CloudAdapter, ConfigurationBotFrameworkAuthentication
from botframework.connector.auth import MicrosoftAppCredentials, PasswordServiceClientCredentialFactory


class Echo(ActivityHandler):
    """Says what was said."""

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        """Send the text back."""
        await turn_context.send_activity(turn_context.activity.text)


class NoCredentials(PasswordServiceClientCredentialFactory):
    """Sends without a token, since Microsoft's library accepts no token server on loopback."""

    async def create_credentials(self, *asked: Any, **named: Any) -> MicrosoftAppCredentials:
        """Credentials that add nothing to a request."""
        return MicrosoftAppCredentials.empty()


if __name__ == "__main__":
    port, connector_url, app_id, issuer = sys.argv[1:]
    settings = SimpleNamespace(
        TO_BOT_FROM_CHANNEL_TOKEN_ISSUER=issuer,
        TO_BOT_FROM_CHANNEL_OPENID_METADATA_URL=f"{connector_url}/openid",
    )
    adapter = CloudAdapter(
        ConfigurationBotFrameworkAuthentication(settings, credentials_factory=NoCredentials(app_id))
    )
    echo = Echo()

    async def messages(request: web.Request) -> web.Response:
        """The bot's endpoint."""
        return await adapter.process(request, echo)

    app = web.Application()
    app.add_routes([web.post("/api/messages", messages)])
    web.run_app(app, host="127.0.0.1", port=int(port), access_log=None, print=None)
