"""What has happened to a process."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.people import Person


@dataclass(frozen=True, kw_only=True)
class Happening:
    """One event of a process: who did it and to whom, as far as they are known, and its small words."""

    kind: str
    actor: Person | None
    about: Person | None
    at: datetime
    data: Mapping[str, str]
