"""What an administrator may set, and what is said when it does not fit."""

import json
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


def test_a_bot_without_a_credential_is_for_a_sandbox_on_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    set_bots(monkeypatch, {**BOT, "secret": None})
    with pytest.raises(SettingsProblem, match="the bot a-bot has no secret"):
        load_settings()
    monkeypatch.setenv("GULDKORN_CHANNEL_OPENID_URL", "http://127.0.0.1:5000/openid")
    assert load_settings().bots[0].secret is None


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
