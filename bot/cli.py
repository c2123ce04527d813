"""The `guldkorn` command: what an administrator does from a shell."""

import argparse
import asyncio
import gc
import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NoReturn
from uuid import UUID

from aiohttp import web
from sqlalchemy.orm import Session

from bot.app import create_app
from bot.clock import SystemClock
from bot.doctor import examine
from bot.service import TURNS_END_WITHIN
from bot.settings import Settings, SettingsProblem, load_settings
from bot.watching.logs import set_up_logs
from manifest.package import ManifestProblem, build_manifest
from services.flows import SCOPES, KeyProblem, create_key, keys, revoke_key
from services.people import invite
from storage.backup import BackupProblem, back_up, folder_of, restore
from storage.database import Database
from storage.failures import DatabaseUnavailable
from storage.migrations import is_current, migrate


def main(argv: list[str] | None = None) -> int:
    """Run one command; return its exit status, with what went wrong said in a sentence."""
    arguments = _parser().parse_args(argv)
    run: Callable[[argparse.Namespace], int] = arguments.run
    try:
        return run(arguments)
    except (
        SettingsProblem,
        ManifestProblem,
        KeyProblem,
        DatabaseUnavailable,
        BackupProblem,
        OSError,
    ) as problem:
        print(problem, file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="guldkorn", description="Guldkorn, the Teams bot for processes.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    serve = commands.add_parser("serve", help="run the service")
    serve.set_defaults(run=_serve)

    migration = commands.add_parser("migrate", help="bring the database up to date")
    migration.set_defaults(run=_migrate)

    package = commands.add_parser("manifest", help="write the Teams app package")
    package.add_argument("--bot-id", required=True, help="the bot registration's app id")
    package.add_argument("--domain", required=True, help="the host name of the service, without https://")
    package.add_argument("--developer", default="Guldkorn", help="who runs it, as Teams shows it")
    package.add_argument("--website", help="where to read about it; by default the service's host name")
    package.add_argument("--privacy", help="the privacy statement; by default the same")
    package.add_argument("--terms", help="the terms of use; by default the same")
    package.add_argument("--out", type=Path, default=Path("guldkorn.zip"), help="where to write it")
    package.set_defaults(run=_manifest)

    coordinator = commands.add_parser("coordinator", help="name an organisation's first coordinator")
    coordinator_commands = coordinator.add_subparsers(required=True, metavar="COMMAND")
    inviting = coordinator_commands.add_parser("invite", help="print a one-time code to say to the bot")
    inviting.add_argument("--tenant", required=True, help="the organisation's Entra tenant id")
    inviting.add_argument("--name", required=True, help="the organisation's name as people know it")
    inviting.set_defaults(run=_invite)

    key = commands.add_parser("key", help="let an organisation's flows in")
    key_commands = key.add_subparsers(required=True, metavar="COMMAND")
    creating = key_commands.add_parser("create", help="make a key, and print it this once")
    creating.add_argument("--organisation", required=True, help="its name, or its Entra tenant id")
    creating.add_argument("--scope", required=True, choices=SCOPES, help="what the key is for")
    creating.add_argument("--name", required=True, help="what people see as the sender of its messages")
    creating.set_defaults(run=_create_key)
    listing = key_commands.add_parser("list", help="show all keys, but not what they are")
    listing.set_defaults(run=_list_keys)
    revoking = key_commands.add_parser("revoke", help="let a key be valid no more")
    revoking.add_argument("id", type=UUID, help="its id from 'guldkorn key list'")
    revoking.set_defaults(run=_revoke_key)

    backing_up = commands.add_parser(
        "backup", help="write all that is kept into one file, also while serving"
    )
    backing_up.add_argument("file", type=Path, help="where to write it; must not be there yet")
    backing_up.set_defaults(run=_back_up)

    restoring = commands.add_parser("restore", help="put a backup back into an empty database")
    restoring.add_argument("file", type=Path, help="what 'guldkorn backup' wrote")
    restoring.set_defaults(run=_restore)

    doctor = commands.add_parser("doctor", help="look for what is wrong, and say how to mend it")
    doctor.set_defaults(run=_doctor)
    return parser


def _serve(_: argparse.Namespace) -> NoReturn:
    settings = _settings()
    if not settings.bots:
        raise SettingsProblem("GULDKORN_BOTS names no bot, so nobody can be served; see docs/settings.md.")
    app = create_app(settings)
    # What is loaded by now stays; searching it for garbage again and again would cost a fifth of every turn.
    gc.freeze()
    # A turn makes some ten thousand objects, and few of them outlive it.
    gc.set_threshold(20_000)
    web.run_app(
        app,
        host=settings.host,
        port=settings.port,
        shutdown_timeout=TURNS_END_WITHIN,
        print=None,
        access_log=None,
    )
    logging.shutdown()
    # Python would wait for its threads, and one of them may wait for Entra or a disk.
    os._exit(0)


def _migrate(_: argparse.Namespace) -> int:
    migrate(_settings().database_url)
    return 0


def _manifest(arguments: argparse.Namespace) -> int:
    package = build_manifest(
        bot_id=arguments.bot_id,
        domain=arguments.domain,
        developer=arguments.developer,
        website=arguments.website,
        privacy=arguments.privacy,
        terms=arguments.terms,
    )
    arguments.out.write_bytes(package)
    print(arguments.out)
    return 0


def _invite(arguments: argparse.Namespace) -> int:
    settings = _settings()
    if not any(arguments.tenant.lower() in bot.serves for bot in settings.bots):
        raise SettingsProblem(f"No bot in GULDKORN_BOTS serves the tenant {arguments.tenant}.")
    with _session(settings) as session:
        print(invite(session, arguments.tenant.lower(), arguments.name, SystemClock().now()))
    return 0


def _create_key(arguments: argparse.Namespace) -> int:
    now = SystemClock().now()
    with _session(_settings()) as session:
        key = create_key(session, arguments.organisation, arguments.scope, arguments.name, now)
    print(key)
    return 0


def _list_keys(_: argparse.Namespace) -> int:
    with _session(_settings()) as session:
        for key, organisation in keys(session):
            times = {"created": key.created_at, "last used": key.last_used_at, "revoked": key.revoked_at}
            told = [f"{what}: {f'{at:%Y-%m-%d %H:%M} UTC' if at else '–'}" for what, at in times.items()]
            print(key.id, organisation, key.name, key.scope, *told, sep="\t")
    return 0


def _revoke_key(arguments: argparse.Namespace) -> int:
    with _session(_settings()) as session:
        revoke_key(session, arguments.id, SystemClock().now())
    return 0


def _back_up(arguments: argparse.Namespace) -> int:
    settings = _settings()
    back_up(settings.database_url, settings.files_url, arguments.file)
    if folder_of(settings.files_url) is None:
        print(f"The files at {settings.files_url} are not in it.", file=sys.stderr)
    return 0


def _restore(arguments: argparse.Namespace) -> int:
    settings = _settings()
    restore(settings.database_url, settings.files_url, arguments.file)
    return 0


def _doctor(_: argparse.Namespace) -> int:
    findings = asyncio.run(examine(_settings()))
    for finding in findings:
        print(finding)
    return 0 if all(finding.well for finding in findings) else 1


@contextmanager
def _session(settings: Settings) -> Iterator[Session]:
    with closing(Database(settings.database_url)) as database:
        if not is_current(database.engine):
            raise SettingsProblem("The database is not up to date; run 'guldkorn migrate' first.")
        with database.session(None) as session:
            yield session


def _settings() -> Settings:
    settings = load_settings()
    set_up_logs(settings.log_format)
    return settings
