"""A stand-in for Entra on this machine, over https as msal demands, and for Azure's token endpoints."""

import base64
import ssl
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import jwt
from aiohttp import web
from aiohttp.test_utils import TestServer
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


class Entra:
    """Gives tokens to an app that shows the secret, or an assertion of the certificate, that it has of it."""

    def __init__(self, own_certificate: Path) -> None:
        self._own_certificate = own_certificate
        self.secrets: dict[str, str] = {}
        self.certificates: dict[str, x509.Certificate] = {}
        self.error: str | None = None
        self.broken: int | None = None
        """The status of what a proxy in front of Entra answers in its place."""
        self.asked: list[dict[str, str]] = []
        self.tokens: dict[str, str] = {}
        self.url = ""

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Entra"]:
        app = web.Application()
        app.router.add_get("/{tenant}/v2.0/.well-known/openid-configuration", self._metadata)
        app.router.add_post("/{tenant}/oauth2/v2.0/token", self._token)
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(self._own_certificate)
        server = TestServer(app, scheme="https")
        await server.start_server(ssl=context)
        self.url = str(server.make_url("/")).rstrip("/")
        yield self
        await server.close()

    async def _metadata(self, request: web.Request) -> web.Response:
        tenant = f"{self.url}/{request.match_info['tenant']}"
        return web.json_response(
            {
                "issuer": f"{tenant}/v2.0",
                "authorization_endpoint": f"{tenant}/oauth2/v2.0/authorize",
                "token_endpoint": f"{tenant}/oauth2/v2.0/token",
            }
        )

    async def _token(self, request: web.Request) -> web.Response:
        if self.broken:
            self.asked.append({})
            return web.Response(status=self.broken, text="<h1>Service Unavailable</h1>")
        form = {name: str(value) for name, value in (await request.post()).items()}
        self.asked.append(form | {"tenant": request.match_info["tenant"]})
        if self.error or not self._proven(form, str(request.url)):
            problem = {"error": self.error or "invalid_client", "error_description": "…"}
            return web.json_response(problem, status=401)
        token = f"token {len(self.asked)}"
        self.tokens[token] = form["client_id"]
        return web.json_response({"access_token": token, "token_type": "Bearer", "expires_in": 3600})

    def _proven(self, form: dict[str, str], endpoint: str) -> bool:
        app = form["client_id"]
        if "client_secret" in form:
            return form["client_secret"] == self.secrets.get(app)
        certificate = self.certificates[app]
        key = certificate.public_key()
        assert isinstance(key, rsa.RSAPublicKey)
        try:
            claimed = jwt.decode_complete(
                form["client_assertion"], key, algorithms=["PS256"], audience=endpoint, issuer=app
            )
        except jwt.PyJWTError:
            return False
        shown = base64.urlsafe_b64decode(claimed["header"]["x5t#S256"] + "=")
        return shown == certificate.fingerprint(hashes.SHA256())


class Azure:
    """What a machine in Azure asks for a token: an app service's endpoint, and a virtual machine's."""

    def __init__(self) -> None:
        self.asked: list[dict[str, str]] = []
        self.identities: set[str] = set()
        self.url = ""

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Azure"]:
        app = web.Application()
        app.router.add_get("/msi/token", self._app_service)
        app.router.add_get("/metadata/identity/oauth2/token", self._virtual_machine)
        async with TestServer(app) as server:
            self.url = str(server.make_url("/")).rstrip("/")
            yield self

    async def _app_service(self, request: web.Request) -> web.Response:
        if request.headers.get("X-IDENTITY-HEADER") != "of this app":
            raise web.HTTPForbidden
        if not self._knows(request):
            return web.json_response({"statusCode": 400, "message": "No Managed Identity found"}, status=400)
        lasting = {"expires_on": str(int(time.time()) + 3600)}
        return web.json_response({"access_token": "an app service's token", "token_type": "Bearer"} | lasting)

    async def _virtual_machine(self, request: web.Request) -> web.Response:
        if request.headers.get("Metadata") != "true":
            raise web.HTTPForbidden
        if not self._knows(request):
            return web.json_response({"error": "invalid_request", "error_description": "…"}, status=400)
        return web.json_response({"access_token": "a virtual machine's token", "expires_in": "3600"})

    def _knows(self, request: web.Request) -> bool:
        self.asked.append(dict(request.query))
        return request.query.get("client_id") in self.identities


def self_signed(key: PrivateKey) -> x509.Certificate:
    """A certificate of this machine."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    today = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )


def pem(
    *parts: x509.Certificate | rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey, password: str = ""
) -> bytes:
    """Certificates and private keys as they stand in a file."""
    locked: serialization.KeySerializationEncryption = serialization.NoEncryption()
    if password:
        locked = serialization.BestAvailableEncryption(password.encode())
    return b"".join(
        part.public_bytes(serialization.Encoding.PEM)
        if isinstance(part, x509.Certificate)
        else part.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, locked)
        for part in parts
    )
