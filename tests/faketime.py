"""What makes another process live at another time, and faster."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests.parts import require

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108


def living_at(utc: str, *, times_as_fast: int) -> Mapping[str, str]:
    """The environment in which a process begins at this UTC time, with no other program around it."""
    return _loaded() | {"FAKETIME": f"@{utc} x{times_as_fast}"}


def with_a_clock_set_by(file: Path) -> Mapping[str, str]:
    """The environment of a process whose clock is off by what a file says, at any time, as in "-2h"."""
    by_file = {"FAKETIME_TIMESTAMP_FILE": str(file), "FAKETIME_NO_CACHE": "1"}
    return _loaded() | by_file | {"FAKETIME_DONT_FAKE_MONOTONIC": "1"}


def _loaded() -> dict[str, str]:
    told = [str(require("faketime")), "-f", "+0", "printenv", "LD_PRELOAD"]
    library = subprocess.run(told, check=True, capture_output=True, text=True).stdout.strip()
    return {"TZ": "UTC", "LD_PRELOAD": library}


def clean_up_after(pid: int) -> None:
    """Remove what a killed process could not."""
    for left in SHARED_MEMORY.glob(f"*faketime_*_{pid}"):
        left.unlink()
