"""What an administrator decides: the environment variables that begin with ``GULDKORN_``."""

from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    FilePath,
    SecretStr,
    StringConstraints,
    ValidationError,
    model_validator,
)
from pydantic.fields import FieldInfo
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
)

from bot.addresses import is_loopback
from services.sweeping import Retention

Days = Annotated[int, Field(ge=1, le=36_500)]
Names = Annotated[str, StringConstraints(to_lower=True, pattern=r"^[\w.-]+(,[\w.-]+)*$")]
Id = Annotated[str, StringConstraints(strip_whitespace=True, to_lower=True, min_length=1)]
CREDENTIALS = ("secret", "secret_file", "certificate_file", "managed_identity")


class SettingsProblem(Exception):
    """The settings cannot be used; each line says what to mend."""


class BotRegistration(BaseModel):
    """One bot as registered with Microsoft: its own tenant, and the tenants whose people it serves.

    Without a credential it sends without a token, and only to loopback service URLs.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    app_id: Id
    tenant_id: Id
    serves: Annotated[tuple[Id, ...], Field(min_length=1)]
    secret: SecretStr | None = None
    secret_file: FilePath | None = None
    certificate_file: FilePath | None = None
    certificate_password: SecretStr | None = None
    certificate_password_file: FilePath | None = None
    managed_identity: bool = False

    @property
    def credential(self) -> str | None:
        """The name of the field that says how this bot shows who it is."""
        return next((name for name in CREDENTIALS if getattr(self, name)), None)

    @model_validator(mode="after")
    def _one_credential(self) -> Self:
        given = [name for name in CREDENTIALS if getattr(self, name)]
        if len(given) > 1:
            raise ValueError(f"a bot has one credential, not {' and '.join(given)}")
        return self

    @model_validator(mode="after")
    def _one_password_of_a_certificate(self) -> Self:
        passwords = [self.certificate_password, self.certificate_password_file]
        if all(passwords):
            raise ValueError("give certificate_password or certificate_password_file, not both")
        if any(passwords) and not self.certificate_file:
            raise ValueError("certificate_password is of no use without certificate_file")
        return self


class _Environment(EnvSettingsSource):
    """The environment, where ``GULDKORN_…_FILE`` may name the file a setting stands in."""

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        value, key, is_complex = super().get_field_value(field, field_name)
        file = self.env_vars.get(f"{self.env_prefix}{field_name}_file".lower())
        if file is None:
            return value, key, is_complex
        name = f"GULDKORN_{field_name.upper()}"
        if value is not None:
            raise SettingsProblem(f"{name} and {name}_FILE are both given; one of them is enough.")
        try:
            return Path(file).read_text(encoding="utf-8").strip(), key, is_complex
        except (OSError, ValueError) as problem:
            raise SettingsProblem(f"{name}_FILE cannot be read: {type(problem).__name__}.") from problem


class Settings(BaseSettings):
    """Every setting with its default; see docs/settings.md."""

    model_config = SettingsConfigDict(env_prefix="GULDKORN_", frozen=True)

    database_url: Annotated[str, Field(repr=False)] = "sqlite:///var/guldkorn.db"
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 3978
    bots: tuple[BotRegistration, ...] = ()
    channel_openid_url: str = "https://login.botframework.com/v1/.well-known/openidconfiguration"
    channel_issuer: str = "https://api.botframework.com"
    authority: str = "https://login.microsoftonline.com"
    channel_scope: str = "https://api.botframework.com/.default"
    files_url: Annotated[str, Field(repr=False)] = "var/files"
    file_max_mb: Annotated[int, Field(ge=1)] = 250
    file_types: Names = "csv,docx,gif,jpeg,jpg,json,md,mov,mp4,odt,ods,pdf,png,pptx,py,txt,webm,xaml,xlsx,zip"
    file_hosts: Names = "sharepoint.com"
    flow_rate: Annotated[int, Field(ge=1)] = 60
    log_format: Literal["console", "json"] = "console"
    metrics_host: str = "127.0.0.1"
    metrics_port: Annotated[int, Field(ge=0, le=65535)] = 0
    retention_activities_days: Days = 2
    retention_deliveries_days: Days = 30
    retention_drafts_days: Days = 180
    retention_event_persons_days: Days = 730

    @property
    def file_endings(self) -> frozenset[str]:
        """How the names of files may end."""
        return frozenset(self.file_types.split(","))

    @property
    def trusted_file_hosts(self) -> frozenset[str]:
        """Where Teams keeps files, subdomains included."""
        return frozenset(self.file_hosts.split(","))

    @property
    def sandboxed(self) -> bool:
        """Whether a sandbox on this machine stands in for Teams."""
        return is_loopback(self.channel_openid_url)

    @property
    def retention(self) -> Retention:
        """For how long what is done with is kept."""
        return Retention(
            activities=timedelta(days=self.retention_activities_days),
            deliveries=timedelta(days=self.retention_deliveries_days),
            drafts=timedelta(days=self.retention_drafts_days),
            event_persons=timedelta(days=self.retention_event_persons_days),
        )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        *_: PydanticBaseSettingsSource,
        **__: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read the environment our way, and nothing else beside what a caller gives."""
        return init_settings, _Environment(settings_cls)

    @model_validator(mode="after")
    def _each_bot_once(self) -> Self:
        app_ids = [bot.app_id for bot in self.bots]
        if len(set(app_ids)) < len(app_ids):
            raise ValueError("GULDKORN_BOTS: each app_id may stand there once.")
        return self

    @model_validator(mode="after")
    def _credentials_where_needed(self) -> Self:
        if not self.sandboxed:
            for bot in self.bots:
                if bot.credential is None:
                    raise ValueError(
                        f"GULDKORN_BOTS: the bot {bot.app_id} has no credential. "
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
    except SettingsError as unread:
        if isinstance(unread.__cause__, SettingsProblem):
            raise unread.__cause__ from None
        raise SettingsProblem("GULDKORN_BOTS is not JSON.") from None


def _sentence(problem: Any) -> str:
    said = str(problem["msg"]).removeprefix("Value error, ")
    if not problem["loc"]:
        return said
    setting, *within = problem["loc"]
    name = f"GULDKORN_{str(setting).upper()}"
    if problem["type"] == "extra_forbidden":
        known = ", ".join(BotRegistration.model_fields)
        return f"{name}: a bot has no '{within[-1]}'; what it can have is {known}."
    steps = [f"bot number {step + 1}" if isinstance(step, int) else str(step) for step in within]
    return f"{', '.join([name, *steps])}: {said}."
