"""What comes of reading an answer: understood, unclear or refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Generic, TypeAlias, TypeVar

T = TypeVar("T", covariant=True)


@dataclass(frozen=True)
class Understood(Generic[T]):
    """The answer has exactly one reading; it may be kept."""

    value: T


@dataclass(frozen=True)
class Unclear(Generic[T]):
    """The answer must be asked back: `why` is a text key, the readings (perhaps none) become buttons."""

    readings: tuple[T, ...]
    why: str


@dataclass(frozen=True)
class Refused:
    """The answer cannot be kept: `problem` is a text key, `args` fill its sentence."""

    problem: str
    args: Mapping[str, int | str] = field(default_factory=lambda: MappingProxyType({}))


Parsed: TypeAlias = Understood[T] | Unclear[T] | Refused
