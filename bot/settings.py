"""What an administrator decides: the environment variables that begin with ``GULDKORN_``."""

from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    StringConstraints,
    ValidationError,
    model_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

from bot.teams.addresses import is_loopback

Id = Annotated[str, StringConstraints(strip_whitespace=True, to_lower=True, min_length=1)]


class SettingsProblem(Exception):
    """The settings cannot be used; each line says what to mend."""


class BotRegistration(BaseModel):
    """One bot as registered with Microsoft: its own tenant, and the tenants whose people it serves.

    Without a secret it sends without a token, and only to loopback service URLs.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    app_id: Id
    tenant_id: Id
    serves: Annotated[tuple[Id, ...], Field(min_length=1)]
    secret: SecretStr | None = None


class Settings(BaseSettings):
    """Every setting with its default; see docs/settings.md."""

    model_config = SettingsConfigDict(env_prefix="GULDKORN_", frozen=True)

    database_url: str = "sqlite:///var/guldkorn.db"
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 3978
    bots: tuple[BotRegistration, ...] = ()
    channel_openid_url: str = "https://login.botframework.com/v1/.well-known/openidconfiguration"
    channel_issuer: str = "https://api.botframework.com"
    authority: str = "https://login.microsoftonline.com"
    channel_scope: str = "https://api.botframework.com/.default"
    log_format: Literal["console", "json"] = "console"

    @model_validator(mode="after")
    def _each_bot_once(self) -> Self:
        app_ids = [bot.app_id for bot in self.bots]
        if len(set(app_ids)) < len(app_ids):
            raise ValueError("GULDKORN_BOTS: each app_id may stand there once.")
        return self

    @model_validator(mode="after")
    def _credentials_where_needed(self) -> Self:
        if not is_loopback(self.channel_openid_url):
            for bot in self.bots:
                if bot.secret is None:
                    raise ValueError(
                        f"GULDKORN_BOTS: the bot {bot.app_id} has no secret. "
                        "Only a bot that meets a sandbox on this machine can do without."
                    )
        return self


def load_settings() -> Settings:
    """Read the environment; ``SettingsProblem`` says, without showing values, what is wrong with it."""
    try:
        return Settings()
    except ValidationError as invalid:
        problems = invalid.errors(include_url=False, include_context=False, include_input=False)
        raise SettingsProblem("\n".join(_sentence(problem) for problem in problems)) from None
    except SettingsError:
        raise SettingsProblem("GULDKORN_BOTS is not JSON.") from None


def _sentence(problem: Any) -> str:
    if not problem["loc"]:
        return str(problem["msg"]).removeprefix("Value error, ")
    setting, *within = problem["loc"]
    name = f"GULDKORN_{str(setting).upper()}"
    if problem["type"] == "extra_forbidden":
        known = ", ".join(BotRegistration.model_fields)
        return f"{name}: a bot has no '{within[-1]}'; what it can have is {known}."
    steps = [f"bot number {step + 1}" if isinstance(step, int) else str(step) for step in within]
    return f"{', '.join([name, *steps])}: {problem['msg']}."
