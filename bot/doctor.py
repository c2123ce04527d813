"""Looks for what keeps a service from serving, and says in one line each how to mend it."""

from contextlib import closing
from dataclasses import dataclass

import aiohttp

from bot.clock import Clock, SystemClock
from bot.settings import BotRegistration, Settings
from bot.teams.connector import open_session
from bot.teams.credentials import Credentials
from bot.teams.errors import CallProblem
from bot.teams.keys import SigningKeys
from storage.database import Database
from storage.failures import DatabaseUnavailable
from storage.files import FileStore
from storage.migrations import is_current

ANY_SERVICE_URL = "https://smba.trafficmanager.net/emea/"
MEND_OF_A_CREDENTIAL = {
    "secret": "Look at the secret, its expiry and tenant_id in GULDKORN_BOTS.",
    "secret_file": "Look at what secret_file holds, its expiry, and tenant_id in GULDKORN_BOTS.",
    "certificate_file": "Look at certificate_file and its password: it holds the certificate and its private "
    "key, has not expired, and Entra knows it; and at tenant_id in GULDKORN_BOTS.",
    "managed_identity": "Assign the bot's identity to this machine; its client id is the bot's app_id.",
}


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing looked at: whether it is well, and if not, how to mend it."""

    subject: str
    well: bool
    remark: str

    def __str__(self) -> str:
        return f"{'ok  ' if self.well else 'MEND'}  {self.subject}: {self.remark}"


async def examine(settings: Settings, clock: Clock | None = None) -> list[Finding]:
    """Look at settings, database, files, signing keys, each bot's token, and the service itself."""
    clock = clock or SystemClock()
    async with open_session() as session:
        return [
            _bots(settings),
            _database(settings),
            _files(settings),
            await _keys(settings, session, clock),
            *[await _token(bot, settings, clock) for bot in settings.bots],
            await _endpoint(settings, session),
        ]


def _bots(settings: Settings) -> Finding:
    tenants = sum(len(bot.serves) for bot in settings.bots)
    if not settings.bots:
        remark = "none; put the registration into GULDKORN_BOTS (docs/settings.md)."
        return Finding(subject="bots", well=False, remark=remark)
    return Finding(subject="bots", well=True, remark=f"{len(settings.bots)}, serving {tenants} tenant(s).")


def _database(settings: Settings) -> Finding:
    try:
        with closing(Database(settings.database_url)) as database:
            current = is_current(database.engine)
    except DatabaseUnavailable as problem:
        return Finding(
            subject="database", well=False, remark=f"{problem} Check GULDKORN_DATABASE_URL, and that it runs."
        )
    if not current:
        return Finding(subject="database", well=False, remark="not up to date; run 'guldkorn migrate'.")
    return Finding(subject="database", well=True, remark="reached, and up to date.")


def _files(settings: Settings) -> Finding:
    try:
        FileStore(settings.files_url).check()
    except Exception as problem:
        # Every kind of store fails in its own way.
        return Finding(
            subject="files",
            well=False,
            remark=f"cannot be kept ({type(problem).__name__}); check GULDKORN_FILES_URL, that the service "
            "may write there, and for a cloud's store that its package is installed.",
        )
    return Finding(subject="files", well=True, remark="can be kept.")


async def _keys(settings: Settings, session: aiohttp.ClientSession, clock: Clock) -> Finding:
    keys = SigningKeys(session, settings.channel_openid_url, clock)
    await keys.load()
    if keys.ready:
        return Finding(subject="signing keys", well=True, remark="read.")
    return Finding(
        subject="signing keys",
        well=False,
        remark=f"not read from {settings.channel_openid_url}; let this machine reach it, or mend "
        "GULDKORN_CHANNEL_OPENID_URL.",
    )


async def _token(bot: BotRegistration, settings: Settings, clock: Clock) -> Finding:
    subject = f"token of {bot.app_id}"
    if bot.credential is None:
        return Finding(subject=subject, well=True, remark="none needed; this bot only meets a sandbox here.")
    credentials = Credentials([bot], authority=settings.authority, scope=settings.channel_scope, clock=clock)
    try:
        await credentials.headers(bot.app_id, ANY_SERVICE_URL)
    except CallProblem as problem:
        return Finding(
            subject=subject,
            well=False,
            remark=f"{problem} {MEND_OF_A_CREDENTIAL[bot.credential]}",
        )
    return Finding(subject=subject, well=True, remark="given by Entra.")


async def _endpoint(settings: Settings, session: aiohttp.ClientSession) -> Finding:
    url = f"http://{settings.host}:{settings.port}/readyz"
    try:
        async with session.get(url, timeout=aiohttp.ClientTimeout(total=5)) as response:
            readiness = await response.json(content_type=None)
    except (aiohttp.ClientError, TimeoutError, ValueError):
        return Finding(subject="service", well=False, remark=f"no answer at {url}; start 'guldkorn serve'.")
    if not isinstance(readiness, dict):
        return Finding(subject="service", well=False, remark=f"something else answers at {url}.")
    missing = ", ".join(part for part, well in readiness.items() if not well)
    if missing:
        return Finding(subject="service", well=False, remark=f"runs, but is not ready: {missing}.")
    return Finding(subject="service", well=True, remark=f"ready at {url}.")
