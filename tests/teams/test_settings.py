"""What an administrator may set, and what is said when it does not fit."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.settings import SettingsProblem, load_settings

BOT = {
    "app_id": "A-BOT",
    "tenant_id": "odense",
    "serves": ["Odense", "odense-skoler"],
    "secret": "never shown",
}


def set_bots(monkeypatch: pytest.MonkeyPatch, *bots: dict[str, Any]) -> None:
    monkeypatch.setenv("GULDKORN_BOTS", json.dumps(bots))


def test_without_any_setting_the_defaults_stand() -> None:
    settings = load_settings()
    assert (settings.host, settings.port, settings.bots) == ("127.0.0.1", 3978, ())
    assert settings.database_url == "sqlite:///var/guldkorn.db"
    assert settings.channel_issuer == "https://api.botframework.com"


def test_bots_are_read_from_json_and_ids_are_lower_case(monkeypatch: pytest.MonkeyPatch) -> None:
    set_bots(monkeypatch, BOT)
    (bot,) = load_settings().bots
    assert (bot.app_id, bot.tenant_id, bot.serves) == ("a-bot", "odense", ("odense", "odense-skoler"))
    assert bot.secret is not None
    assert bot.secret.get_secret_value() == "never shown"


def test_a_secret_is_never_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    set_bots(monkeypatch, BOT)
    settings = load_settings()
    assert "never shown" not in f"{settings!r} {settings} {settings.model_dump_json()}"


def test_addresses_that_may_hold_a_password_are_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GULDKORN_DATABASE_URL", "postgresql://guldkorn:never-shown@db/guldkorn")
    monkeypatch.setenv("GULDKORN_FILES_URL", "s3://key:never-shown@bucket")
    settings = load_settings()
    assert "never-shown" not in f"{settings!r} {settings}"


def test_a_bot_without_a_credential_is_for_a_sandbox_on_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    set_bots(monkeypatch, {**BOT, "secret": None})
    with pytest.raises(SettingsProblem, match="the bot a-bot has no credential"):
        load_settings()
    monkeypatch.setenv("GULDKORN_CHANNEL_OPENID_URL", "http://127.0.0.1:5000/openid")
    assert load_settings().bots[0].secret is None


@pytest.mark.parametrize(
    "credential",
    [
        {"secret": "x"},
        {"secret_file": __file__},
        {"certificate_file": __file__, "certificate_password": "x"},
        {"managed_identity": True},
    ],
    ids=lambda credential: next(iter(credential)),
)
def test_each_credential_lets_a_bot_meet_teams(
    monkeypatch: pytest.MonkeyPatch, credential: dict[str, Any]
) -> None:
    set_bots(monkeypatch, {**BOT, "secret": None, **credential})
    (bot,) = load_settings().bots
    assert bot.credential == next(iter(credential))


def test_every_setting_may_stand_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    set_bots(monkeypatch, BOT)
    monkeypatch.setenv("GULDKORN_PORT", "8080")
    expected = load_settings()
    for name, value in [("BOTS", json.dumps([BOT])), ("PORT", "8080")]:
        monkeypatch.delenv(f"GULDKORN_{name}")
        (tmp_path / name).write_text(f"\n{value}\n", encoding="utf-8")
        monkeypatch.setenv(f"GULDKORN_{name}_FILE", str(tmp_path / name))
    assert load_settings() == expected


def test_a_setting_and_its_file_are_one_too_many(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    set_bots(monkeypatch, BOT)
    monkeypatch.setenv("GULDKORN_BOTS_FILE", str(tmp_path / "bots"))
    with pytest.raises(SettingsProblem, match="GULDKORN_BOTS and GULDKORN_BOTS_FILE are both given"):
        load_settings()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "GULDKORN_BOTS_FILE cannot be read: FileNotFoundError."),
        (b"\xff\xfe", "GULDKORN_BOTS_FILE cannot be read: UnicodeDecodeError."),
        (b"", "GULDKORN_BOTS is not JSON."),
        (b"[never shown", "GULDKORN_BOTS is not JSON."),
        (b'[{"app_id": "never shown"}]', "GULDKORN_BOTS, bot number 1, tenant_id: Field required."),
    ],
)
def test_a_file_that_does_not_fit_is_named_and_what_it_holds_is_not(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes | None, sentence: str
) -> None:
    if content is not None:
        (tmp_path / "bots").write_bytes(content)
    monkeypatch.setenv("GULDKORN_BOTS_FILE", str(tmp_path / "bots"))
    with pytest.raises(SettingsProblem) as problem:
        load_settings()
    assert sentence in str(problem.value).splitlines()
    assert "never shown" not in str(problem.value)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("BOTS", '[{"secret": "never shown"', "GULDKORN_BOTS is not JSON"),
        ("BOTS", json.dumps([BOT, BOT]), "each app_id may stand there once"),
        (
            "BOTS",
            json.dumps([BOT | {"certificate": "never shown"}]),
            "a bot has no 'certificate'; what it can",
        ),
        (
            "BOTS",
            json.dumps([BOT | {"certificate_file": __file__, "managed_identity": True}]),
            "bot number 1: a bot has one credential, not secret and certificate_file and managed_identity.",
        ),
        (
            "BOTS",
            json.dumps([BOT | {"secret": None, "secret_file": "/no/such/file"}]),
            "bot number 1, secret_file: Path does not point to a file.",
        ),
        (
            "BOTS",
            json.dumps([BOT | {"certificate_password": "never shown"}]),
            "bot number 1: certificate_password is of no use without certificate_file.",
        ),
        (
            "BOTS",
            json.dumps(
                [BOT | {"certificate_password": "never shown", "certificate_password_file": __file__}]
            ),
            "bot number 1: give certificate_password or certificate_password_file, not both.",
        ),
        ("BOTS", json.dumps([BOT | {"managed_identity": "never shown"}]), "bot number 1, managed_identity: "),
        ("BOTS", json.dumps([BOT | {"serves": []}]), "GULDKORN_BOTS, bot number 1, serves: "),
        ("BOTS", json.dumps([BOT | {"secret": {"value": "never shown"}}]), "bot number 1, secret: "),
        ("BOTS", json.dumps(["never shown"]), "GULDKORN_BOTS, bot number 1: "),
        ("BOTS", json.dumps([{"app_id": "a"}]), "bot number 1, tenant_id: Field required"),
        ("PORT", "http", "GULDKORN_PORT: "),
        ("LOG_FORMAT", "xml", "GULDKORN_LOG_FORMAT: "),
    ],
)
def test_a_setting_that_does_not_fit_is_named_and_secrets_are_not(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, sentence: str
) -> None:
    monkeypatch.setenv(f"GULDKORN_{name}", value)
    with pytest.raises(SettingsProblem) as problem:
        load_settings()
    assert sentence in str(problem.value)
    assert "never shown" not in str(problem.value)
    assert problem.value.__cause__ is None
