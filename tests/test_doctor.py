"""What `guldkorn doctor` finds: a line for each thing looked at, and for what is wrong how to mend it."""

import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from bot.doctor import examine
from bot.settings import Settings
from sandbox.app import Sandbox
from sandbox.faults import Fault
from tests.clock import SteeredClock
from tests.service import FILES, GLADSAXE, ODENSE, ODENSE_BOT, RANDERS, SHARED_BOT, Guldkorn, guldkorn

BOTS: list[dict[str, Any]] = [
    {"app_id": ODENSE_BOT, "tenant_id": ODENSE, "serves": [ODENSE]},
    {"app_id": SHARED_BOT, "tenant_id": GLADSAXE, "serves": [GLADSAXE, RANDERS]},
]
NOT_RUNNING = 1  # a port on which nothing of ours listens


@pytest.fixture
async def service(database_url: str, sandbox: Sandbox, clock: SteeredClock) -> AsyncIterator[Guldkorn]:
    async with guldkorn(database_url, sandbox, clock) as running:
        yield running


def settings_for(sandbox: Sandbox, database_url: str, **others: Any) -> Settings:
    usual: dict[str, Any] = {
        "bots": BOTS,
        "port": NOT_RUNNING,
        "channel_openid_url": sandbox.openid_url,
        "files_url": FILES.name,
    }
    return Settings(**usual | {"database_url": database_url} | others)


async def findings(settings: Settings) -> list[str]:
    return [str(finding) for finding in await examine(settings, SteeredClock())]


def port_of(service: Guldkorn) -> int:
    return int(service.url.rpartition(":")[2])


async def test_where_all_is_well_every_line_says_so(
    service: Guldkorn, sandbox: Sandbox, database_url: str
) -> None:
    settings = settings_for(sandbox, database_url, port=port_of(service))
    assert await findings(settings) == [
        "ok    bots: 2, serving 3 tenant(s).",
        "ok    database: reached, and up to date.",
        "ok    files: can be kept.",
        "ok    signing keys: read.",
        f"ok    token of {ODENSE_BOT}: none needed; this bot only meets a sandbox here.",
        f"ok    token of {SHARED_BOT}: none needed; this bot only meets a sandbox here.",
        f"ok    service: ready at {service.url}/readyz.",
    ]


async def test_without_anything_every_line_says_how_to_mend_it(sandbox: Sandbox, tmp_path: Path) -> None:
    sandbox.faults.add(Fault(kind="status", operation="metadata", status=500))
    (tmp_path / "file").touch()
    settings = settings_for(sandbox, f"sqlite:///{tmp_path}", bots=[], files_url=str(tmp_path / "file"))
    bots, database, files, keys, service = await findings(settings)
    assert bots == "MEND  bots: none; put the registration into GULDKORN_BOTS (docs/settings.md)."
    assert database.startswith("MEND  database: ")
    assert database.endswith("Check GULDKORN_DATABASE_URL, and that it runs.")
    assert files.startswith("MEND  files: cannot be kept (")
    assert keys.startswith(f"MEND  signing keys: not read from {sandbox.openid_url}; ")
    assert (
        service
        == f"MEND  service: no answer at http://127.0.0.1:{NOT_RUNNING}/readyz; start 'guldkorn serve'."
    )


async def test_a_database_without_its_tables_is_to_be_migrated(
    sandbox: Sandbox, empty_database_url: str
) -> None:
    _, database, *_ = await findings(settings_for(sandbox, empty_database_url, bots=[]))
    assert database == "MEND  database: not up to date; run 'guldkorn migrate'."


@pytest.mark.parametrize(
    ("credential", "mend"),
    [
        ({"secret": "never shown"}, "Look at the secret, its expiry and tenant_id in GULDKORN_BOTS."),
        ({"secret_file": __file__}, "Look at what secret_file holds, its expiry, and tenant_id"),
        ({"certificate_file": __file__}, "Look at certificate_file and its password: "),
        ({"managed_identity": True}, "Assign the bot's identity to this machine; "),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
async def test_a_credential_that_does_not_fit_is_told_by_its_bot(
    sandbox: Sandbox,
    database_url: str,
    monkeypatch: pytest.MonkeyPatch,
    credential: dict[str, Any],
    mend: str,
) -> None:
    monkeypatch.setenv("AZURE_POD_IDENTITY_AUTHORITY_HOST", "http://127.0.0.1:1")
    nowhere = "https://127.0.0.1:1"
    bots = [BOTS[0] | credential]
    told = await findings(settings_for(sandbox, database_url, bots=bots, authority=nowhere))
    assert told[4].startswith(f"MEND  token of {ODENSE_BOT}: Entra gave this bot no token.")
    assert mend in told[4]
    assert "never shown" not in "".join(told)


async def test_a_service_that_is_not_ready_is_told_by_what_it_lacks(
    sandbox: Sandbox, empty_database_url: str, clock: SteeredClock
) -> None:
    async with guldkorn(empty_database_url, sandbox, clock) as service:
        told = await findings(settings_for(sandbox, empty_database_url, port=port_of(service)))
    assert told[-1] == "MEND  service: runs, but is not ready: migrations."


async def test_something_else_on_the_port_is_not_taken_for_the_service(
    sandbox: Sandbox, database_url: str
) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.json_response(["not", "ours"])

    app = web.Application()
    app.router.add_get("/readyz", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        port = runner.addresses[0][1]
        told = await findings(settings_for(sandbox, database_url, port=port))
    finally:
        await runner.cleanup()
    assert told[-1].startswith("MEND  service: ")


@pytest.mark.slow
def test_the_command_prints_the_findings_and_fails_if_one_is_bad(database_url: str) -> None:
    setting = {
        "GULDKORN_DATABASE_URL": database_url,
        "GULDKORN_FILES_URL": FILES.name,
        "GULDKORN_PORT": str(NOT_RUNNING),
        "GULDKORN_CHANNEL_OPENID_URL": "http://127.0.0.1:1/openid",
        "GULDKORN_BOTS": json.dumps(BOTS[:1]),
    }
    asked = (Path(sys.executable).with_name("guldkorn"), "doctor")
    ran = subprocess.run(asked, env=os.environ | setting, capture_output=True, text=True)
    assert ran.returncode == 1
    assert [line[:4].strip() for line in ran.stdout.splitlines()] == ["ok", "ok", "ok", "MEND", "ok", "MEND"]
