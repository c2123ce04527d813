"""Runs the service with the sandbox beside it, and prints one URL; `make run` calls it."""

import argparse
import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

from sandbox.app import PORT, Sandbox
from sandbox.client import Client
from sandbox.demo import play
from sandbox.reviewing import review
from sandbox.world import Json, demo_world

SERVICE_PORT = 3978
GULDKORN = Path(sys.executable).with_name("guldkorn")
APP_IDS = ("0d3b7c52-6c39-4c7e-9a52-1f0a4b7e6a01", "0d3b7c52-6c39-4c7e-9a52-1f0a4b7e6a02")
START_SECONDS = 60
PLAYED = "demo-played"


class NotStarted(Exception):
    """The service does not run; its log says why."""


def main() -> int:
    """Run until Ctrl-C."""
    parser = argparse.ArgumentParser(
        prog="python -m sandbox", description="Guldkorn on this machine, to try."
    )
    parser.add_argument("--data", type=Path, default=Path("var"), help="where everything is kept")
    parser.add_argument("--port", type=int, default=PORT, help="the sandbox's port")
    parser.add_argument("--service-port", type=int, default=SERVICE_PORT, help="the service's port")
    arguments = parser.parse_args()
    folder: Path = arguments.data.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        asyncio.run(run(folder, arguments.port, arguments.service_port))
    except (KeyboardInterrupt, asyncio.CancelledError):
        return 0
    except (NotStarted, OSError) as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


async def run(folder: Path, port: int, service_port: int) -> None:
    """Start everything, play the demo the first time, and stay."""
    this = asyncio.current_task()
    assert this is not None  # noqa: S101
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, this.cancel)
    bots = registrations(demo_world())
    endpoint = f"http://127.0.0.1:{service_port}"
    async with (
        Sandbox.running(
            world=demo_world(),
            bots=[_connected(bot, endpoint) for bot in bots],
            data_dir=folder,
            port=port,
        ) as sandbox,
        aiohttp.ClientSession() as http,
    ):
        service = Service(folder, environment(sandbox, bots, folder, service_port))
        await service.command("migrate")
        async with service.serving() as process:
            await ready(http, f"{endpoint}/readyz", process)
            if not played(folder):
                await play_all(Client(http, sandbox.url), service)
                remember_played(folder)
            print(sandbox.url, flush=True)
            await process.wait()
            raise NotStarted(f"The service ended; see {service.log}.")


def registrations(world: Json) -> list[Json]:
    """One bot registration of its own for the first organisation, one shared by the others."""
    first, *others = [organisation["tenant_id"] for organisation in world["organisations"]]
    served = zip(APP_IDS, ([first], others), strict=True)
    return [{"app_id": app_id, "tenant_id": tenants[0], "serves": tenants} for app_id, tenants in served]


def environment(sandbox: Sandbox, bots: list[Json], folder: Path, port: int) -> dict[str, str]:
    """The service's settings."""
    return {
        **os.environ,
        "GULDKORN_BOTS": json.dumps(bots),
        "GULDKORN_CHANNEL_OPENID_URL": sandbox.openid_url,
        "GULDKORN_CHANNEL_ISSUER": sandbox.issuer,
        "GULDKORN_DATABASE_URL": f"sqlite:///{folder / 'guldkorn.db'}",
        "GULDKORN_FILES_URL": str(folder / "files"),
        "GULDKORN_PORT": str(port),
    }


class Service:
    """The `guldkorn` command, run beside the sandbox; what it has to say goes to a log file."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.log = folder / "guldkorn.log"
        self.environment = environment

    async def command(self, *arguments: str) -> str:
        """Run one command to its end, and return the last line it printed."""
        process = await self._start(*arguments, output=asyncio.subprocess.PIPE)
        printed, _ = await process.communicate()
        if process.returncode:
            raise NotStarted(f"guldkorn {arguments[0]} failed; see {self.log}.")
        return (printed.decode().strip().splitlines() or [""])[-1]

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[asyncio.subprocess.Process]:
        """The running service, ended with the block."""
        process = await self._start("serve", output=asyncio.subprocess.DEVNULL)
        try:
            yield process
        finally:
            if process.returncode is None:
                process.terminate()
                await process.wait()

    async def invite(self, tenant_id: str, name: str) -> str:
        """A one-time code for an organisation's coordinator."""
        return await self.command("coordinator", "invite", "--tenant", tenant_id, "--name", name)

    async def _start(self, *arguments: str, output: int) -> asyncio.subprocess.Process:
        with self.log.open("ab") as log:
            return await asyncio.create_subprocess_exec(
                str(GULDKORN),
                *arguments,
                stdout=output,
                stderr=log,
                env=self.environment,
                start_new_session=True,
            )


async def ready(http: aiohttp.ClientSession, url: str, process: asyncio.subprocess.Process) -> None:
    """Wait until the service can serve people."""
    async with asyncio.timeout(START_SECONDS):
        while process.returncode is None:
            try:
                async with http.get(url) as answer:
                    if answer.status == 200:
                        return
            except aiohttp.ClientConnectionError:
                pass  # it does not listen yet
            await asyncio.sleep(0.1)
    raise NotStarted("The service did not start.")


def played(folder: Path) -> bool:
    """Whether the demo has been played to its end there."""
    return (folder / PLAYED).exists()


def remember_played(folder: Path) -> None:
    """Play the demo no more."""
    (folder / PLAYED).touch()


async def play_all(api: Client, service: Service) -> None:
    """Play the demo in all organisations at once; in the first, some suggestions are taken on their way."""
    print("De tre kommuner indtaster deres forslag …", file=sys.stderr)
    world = await api.get("world")
    async with asyncio.TaskGroup() as group:
        for organisation in world["organisations"]:
            group.create_task(play(api, organisation, service.invite))
    await review(api, world["organisations"][0])


def _connected(bot: Json, endpoint: str) -> Json:
    return {"app_id": bot["app_id"], "endpoint": f"{endpoint}/api/messages", "tenants": bot["serves"]}


if __name__ == "__main__":
    sys.exit(main())
