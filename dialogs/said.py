"""What may reach a dialog: a typed message, an edited one, or a tap on a card."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, kw_only=True)
class Typed:
    """A message the person wrote; `message` is its id in Teams. One that is an answer is no command."""

    text: str
    message: str = ""
    is_answer: bool = False


@dataclass(frozen=True, kw_only=True)
class Edited:
    """A message that the person wrote earlier and has now changed."""

    text: str
    message: str = ""
    is_answer: bool = False


@dataclass(frozen=True, kw_only=True)
class Tapped:
    """A tap on a card: its verb, and whatever came with it; nothing of it is trusted."""

    verb: str
    key: object = None
    value: object = None


Said: TypeAlias = Typed | Edited | Tapped
