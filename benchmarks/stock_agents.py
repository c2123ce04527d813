"""An echo on Microsoft's Agents SDK 1.9 as it comes, in a virtual environment of its own.

``stock_agents.py PORT CONNECTOR_URL APP_ID ISSUER``. It checks tokens in full against the connector's keys.
What is left out, in its favour: it asks for no token of its own before it replies.
"""
# mypy: disable-error-code="import-not-found, misc, no-any-return"

import sys

from aiohttp import web
from microsoft_agents.hosting.aiohttp import CloudAdapter, jwt_authorization_middleware
from microsoft_agents.hosting.core import ActivityHandler, TurnContext
from microsoft_agents.hosting.core.authorization import (
    AgentAuthConfiguration,
    AnonymousTokenProvider,
    ClaimsIdentity,
)
from microsoft_agents.hosting.core.authorization._entra_issuers import BOTFRAMEWORK_JWKS_URIS


class Echo(ActivityHandler):
    """Says what was said."""

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        """Send the text back."""
        await turn_context.send_activity(turn_context.activity.text)


class AnyToken(AnonymousTokenProvider):
    """A token that is nobody's; the SDK refuses to reply with none."""

    async def get_access_token(
        self, resource_url: str, scopes: list[str], force_refresh: bool = False
    ) -> str:
        """The same word each time."""
        return "token"


class Connections:
    """Every service is met with the same token."""

    def get_token_provider(self, claims_identity: ClaimsIdentity, service_url: str) -> AnyToken:
        """The provider for a service."""
        return AnyToken()


if __name__ == "__main__":
    port, connector_url, app_id, issuer = sys.argv[1:]
    BOTFRAMEWORK_JWKS_URIS[issuer] = f"{connector_url}/keys"  # the SDK has no setting for it
    adapter = CloudAdapter(connection_manager=Connections())
    echo = Echo()

    async def messages(request: web.Request) -> web.Response:
        """The bot's endpoint."""
        return await adapter.process(request, echo)

    app = web.Application(middlewares=[jwt_authorization_middleware])
    app["agent_configuration"] = AgentAuthConfiguration(client_id=app_id)
    app.add_routes([web.post("/api/messages", messages)])
    web.run_app(app, host="127.0.0.1", port=int(port), access_log=None, print=None)
