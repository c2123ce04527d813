"""The `guldkorn` command as an administrator meets it: what it does, its words and its exit status."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from socket import create_server
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from bot.cli import main
from storage.database import Database
from storage.migrations import is_current
from storage.tables import FlowKeyRow, InviteRow, OrganisationRow

GULDKORN = Path(sys.executable).with_name("guldkorn")
ODENSE = "af67e2bf-fc2e-51b7-bfb8-5c38e795c1d8"
BOT_ID = "11111111-1111-4111-8111-111111111111"
BOT = {"app_id": BOT_ID, "tenant_id": ODENSE, "serves": [ODENSE], "secret": "never shown"}
BOTS = json.dumps([BOT])
INVITING = ("coordinator", "invite", "--tenant", ODENSE.upper(), "--name", "Odense Kommune")
KEY = ("key", "create", "--scope", "post")
PACKING = ("manifest", "--bot-id", BOT_ID, "--domain", "guldkorn.odense.dk")

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], logs_as_before: None) -> Run:
    """Runs the command with these settings and no others; returns its status, its words and its complaint."""
    for name in [name for name in os.environ if name.startswith("GULDKORN_")]:
        monkeypatch.delenv(name)

    def run(*words: str, **settings: str) -> tuple[int, str, str]:
        for name, value in settings.items():
            monkeypatch.setenv(f"GULDKORN_{name.upper()}", value)
        try:
            status = main(list(words))
        except SystemExit as left:
            status = int(str(left.code))
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


def test_migrate_brings_an_empty_database_up_to_date_and_can_be_run_again(
    run: Run, empty_database_url: str
) -> None:
    for _ in range(2):
        assert run("migrate", database_url=empty_database_url)[0] == 0
    database = Database(empty_database_url)
    assert is_current(database.engine)
    database.close()


def test_invite_prints_a_code_and_keeps_no_more_than_its_hash(run: Run, database_url: str) -> None:
    status, code, _ = run(*INVITING, database_url=database_url, bots=BOTS)
    assert status == 0
    database = Database(database_url)
    with database.session(None) as session:
        assert session.scalars(select(OrganisationRow.name)).all() == ["Odense Kommune"]
        (stored,) = session.scalars(select(InviteRow.code_hash))
    database.close()
    assert len(code.strip()) == 9
    assert code.strip().replace("-", "") not in stored


def test_invite_asks_for_the_migration_first(run: Run, empty_database_url: str) -> None:
    status, said, problem = run(*INVITING, database_url=empty_database_url, bots=BOTS)
    assert (status, said) == (2, "")
    assert problem == "The database is not up to date; run 'guldkorn migrate' first.\n"


def test_a_key_is_printed_once_listed_without_itself_and_revoked(run: Run, database_url: str) -> None:
    run(*INVITING, database_url=database_url, bots=BOTS)
    status, key, _ = run(*KEY, "--organisation", ODENSE.upper(), "--name", "Økonomi dagligt")
    assert status == 0
    assert re.fullmatch(r"gk_[\w-]{43}\n", key)
    _, listed, _ = run("key", "list")
    key_id, *told = listed.rstrip("\n").split("\t")
    assert told[:3] == ["Odense Kommune", "Økonomi dagligt", "post"]
    assert [each.partition(":")[0] for each in told[3:]] == ["created", "last used", "revoked"]
    assert told[4:] == ["last used: –", "revoked: –"]
    assert run("key", "revoke", key_id) == (0, "", "")
    _, revoked, _ = run("key", "list")
    assert not revoked.endswith("revoked: –\n")
    assert run("key", "revoke", key_id)[0] == 0
    assert run("key", "list")[1] == revoked
    database = Database(database_url)
    with database.session(None) as session:
        assert key.strip()[3:] not in str(session.execute(select(FlowKeyRow.__table__)).all())
    database.close()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((*KEY, "--organisation", "Odense", "--name", "x"), "No organisation is called Odense"),
        ((*KEY, "--organisation", "Odense Kommune", "--name", " "), "A key's name is 1 to 100 characters"),
        ((*KEY, "--organisation", "Odense Kommune", "--name", "x" * 101), "A key's name is 1 to 100"),
        ((*KEY, "--organisation", "Odense Kommune", "--name", "om 010190-1234"), "without a CPR number"),
        (("key", "revoke", BOT_ID), f"There is no key {BOT_ID}."),
        (("key", "revoke", "1"), "invalid UUID value"),
        (("key", "create", "--scope", "all", "--organisation", "x", "--name", "x"), "invalid choice: 'all'"),
    ],
)
def test_a_key_that_cannot_be_is_told_in_a_sentence(
    run: Run, database_url: str, words: tuple[str, ...], sentence: str
) -> None:
    run(*INVITING, database_url=database_url, bots=BOTS)
    status, said, complaint = run(*words)
    assert (status, said) == (2, "")
    assert sentence in complaint


def test_a_name_of_two_organisations_is_not_enough_for_a_key(run: Run, database_url: str) -> None:
    both = json.dumps([BOT | {"serves": [ODENSE, "randers"]}])
    for tenant in (ODENSE, "randers"):
        run("coordinator", "invite", "--tenant", tenant, "--name", "X", database_url=database_url, bots=both)
    status, _, complaint = run(*KEY, "--organisation", "X", "--name", "x")
    assert (status, complaint) == (2, "Several organisations are called X; give the tenant id instead.\n")
    assert run(*KEY, "--organisation", "randers", "--name", "x")[0] == 0


PROBLEMS: dict[str, tuple[tuple[str, ...], dict[str, str], str]] = {
    "serve without bots": (("serve",), {}, "GULDKORN_BOTS names no bot"),
    "serve with bots that are not JSON": (("serve",), {"bots": "odense"}, "GULDKORN_BOTS is not JSON."),
    "serve with a bot that lacks a field": (
        ("serve",),
        {"bots": '[{"app_id": "a"}]'},
        "bot number 1, serves",
    ),
    "serve without a credential, away from a sandbox": (
        ("serve",),
        {"bots": json.dumps([BOT | {"secret": None}])},
        f"the bot {BOT_ID} has no credential",
    ),
    "serve on no port": (("serve",), {"port": "99999", "bots": BOTS}, "GULDKORN_PORT"),
    "log in an unknown format": (("serve",), {"log_format": "xml", "bots": BOTS}, "GULDKORN_LOG_FORMAT"),
    "migrate another kind of database": (
        ("migrate",),
        {"database_url": "mysql://u:never@here"},
        "neither sqlite:/// nor postgresql://",
    ),
    "migrate where nothing can be written": (
        ("migrate",),
        {"database_url": "sqlite:////proc/no/such/place.db"},
        "/proc/no",
    ),
    "migrate on a server that is not there": (
        ("migrate",),
        {"database_url": "postgresql://u:never@127.0.0.1:1/guldkorn"},
        "127.0.0.1",
    ),
    "back up what cannot be reached": (
        ("backup", "guldkorn.tar"),
        {"database_url": "postgresql://u:never@127.0.0.1:1/guldkorn"},
        "127.0.0.1",
    ),
    "put back what is not there": (
        ("restore", "no-such.tar"),
        {"database_url": "sqlite:///:memory:"},
        "no-such.tar",
    ),
    "serve figures on no port": (
        ("serve",),
        {"metrics_port": "none", "bots": BOTS},
        "GULDKORN_METRICS_PORT",
    ),
    "a bot id that is none": (("manifest", "--bot-id", "x", "--domain", "guldkorn.odense.dk"), {}, "x"),
    "a domain that is none": (("manifest", "--bot-id", BOT_ID, "--domain", "https://x"), {}, "https://x"),
    "a page that is none": ((*PACKING, "--privacy", "odense.dk"), {}, "'odense.dk' is not a link"),
    "a name that is too long": ((*PACKING, "--developer", "x" * 33), {}, "it takes 1 to 32 characters"),
    "a tenant that nobody serves": (
        ("coordinator", "invite", "--tenant", "randers", "--name", "Randers"),
        {"bots": BOTS},
        "No bot in GULDKORN_BOTS serves the tenant randers.",
    ),
}


@pytest.mark.parametrize("problem", PROBLEMS)
def test_what_cannot_be_done_is_said_in_a_sentence(run: Run, problem: str) -> None:
    words, settings, sentence = PROBLEMS[problem]
    status, said, complaint = run(*words, **settings)
    assert (status, said) == (2, "")
    assert sentence in complaint
    assert "never" not in complaint


@pytest.mark.slow
def test_serve_says_when_its_port_is_taken(database_url: str) -> None:
    with create_server(("127.0.0.1", 0)) as taken:
        setting = {
            "GULDKORN_PORT": str(taken.getsockname()[1]),
            "GULDKORN_BOTS": BOTS,
            "GULDKORN_DATABASE_URL": database_url,
            "GULDKORN_CHANNEL_OPENID_URL": "https://127.0.0.1:1/openid",
        }
        ran = subprocess.run([GULDKORN, "serve"], env=os.environ | setting, capture_output=True, text=True)
    assert ran.returncode == 2
    assert ran.stderr.splitlines()[-1].endswith("address already in use")


def test_manifest_writes_the_app_package(run: Run, tmp_path: Path) -> None:
    package = tmp_path / "odense.zip"
    assert run(*PACKING, "--out", str(package)) == (0, f"{package}\n", "")
    with ZipFile(package) as written:
        manifest = json.loads(written.read("manifest.json"))
    assert manifest["bots"][0]["botId"] == BOT_ID
    assert "guldkorn.odense.dk" in manifest["validDomains"]


def test_manifest_names_who_runs_it_and_their_pages(run: Run, tmp_path: Path) -> None:
    package = tmp_path / "odense.zip"
    pages = {page: f"https://odense.dk/{page}" for page in ("website", "privacy", "terms")}
    asked = [word for page, link in pages.items() for word in (f"--{page}", link)]
    told = run(*PACKING, "--out", str(package), "--developer", "Odense Kommune", *asked)
    assert told == (0, f"{package}\n", "")
    with ZipFile(package) as written:
        developer = json.loads(written.read("manifest.json"))["developer"]
    assert list(developer.values()) == ["Odense Kommune", *pages.values()]


def test_manifest_says_when_it_cannot_be_written(run: Run, tmp_path: Path) -> None:
    status, _, complaint = run(*PACKING, "--out", str(tmp_path / "no" / "such.zip"))
    assert status == 2
    assert "No such file or directory" in complaint


@pytest.mark.parametrize("words", [(), ("no-such-command",), ("coordinator",), ("manifest",)])
def test_what_is_asked_for_wrongly_is_answered_with_how_to_ask(run: Run, words: tuple[str, ...]) -> None:
    status, _, complaint = run(*words)
    assert status == 2
    assert complaint.startswith("usage: guldkorn")
