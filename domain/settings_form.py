"""What a coordinator settles, as questions."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from domain.errors import Unreadable
from domain.process import Answer, Phase
from domain.questions import Amount, Choice, Domains, Names, Number, Question
from domain.settings import Settings

WEIGHTS = ("suitability_weight", "benefit_weight", "reach_weight")
LANGUAGE, LANGUAGES = "language", ("da", "en")
"""What is spoken where no single person reads, kept with the organisation itself; and what can be."""
_LIMIT = "waiting_limit_"


def _key(name: str) -> str:
    return f"setting_{name}"


PRIORITY: Mapping[str, Question] = {
    **{weight: Number(key=_key(weight), minimum=0, maximum=100) for weight in WEIGHTS},
    "bar": Number(key=_key("bar"), minimum=1, maximum=100_000),
}
MONEY: Mapping[str, Question] = {
    name: Amount(key=_key(name))
    for name in ("hourly_rate", "development_rate", "licence_per_year", "operation_per_year")
}
WAITING: Mapping[str, Question] = {
    f"{_LIMIT}{phase}": Number(key=_key(f"{_LIMIT}{phase}"), minimum=1, maximum=3650)
    for phase in Settings().waiting_limits
}
REST: Mapping[str, Question] = {
    "domains": Domains(key=_key("domains")),
    LANGUAGE: Choice(key=_key(LANGUAGE), choices=LANGUAGES),
    "reassurance": Choice(key=_key("reassurance"), choices=("yes", "no")),
}
CATALOGUES: Mapping[str, Question] = {
    name: Names(key=_key(name), of=name) for name in ("systems", "technologies")
}
PAGE: Mapping[str, Question] = {**PRIORITY, **MONEY, **WAITING, **REST}
SETTINGS_FORM: Mapping[str, Question] = {**PAGE, **CATALOGUES}
"""The questions by what they settle."""


def settled(settings: Settings) -> dict[str, Answer]:
    """Return settings as answers, by what each settles."""
    plain = {field.name: getattr(settings, field.name) for field in fields(settings)}
    limits = plain.pop("waiting_limits")
    plain |= {f"{_LIMIT}{phase}": days for phase, days in limits.items()}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in plain.items()}


def settle(answers: Mapping[str, Answer]) -> Settings:
    """Make settings of such answers; what is not among them is as it is by default."""
    # Each has the type of its setting: its question has read it.
    plain: dict[str, Any] = {
        name: tuple(answer) if isinstance(answer, list) else answer
        for name, answer in {**settled(Settings()), **answers}.items()
    }
    limits = {phase: plain.pop(f"{_LIMIT}{phase}") for phase in Phase if f"{_LIMIT}{phase}" in plain}
    return Settings(**plain, waiting_limits=limits)


def check_weights(settings: Settings) -> None:
    """At least one of the weights counts, or nothing could be ranked."""
    if not any(getattr(settings, weight) for weight in WEIGHTS):
        raise Unreadable(field=_key(WEIGHTS[-1]), problem="no-weight")
