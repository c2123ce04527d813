"""What was said to the bot, without the bot's own name in front."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple


class _Mention(NamedTuple):
    id: str
    name: str
    marked: str


def names_bot(activity: Mapping[str, Any]) -> bool:
    """Tell whether a message names the bot that received it."""
    bot_id = _text(activity, "recipient", "id")
    return any(mention.id == bot_id for mention in _mentions(activity))


def text_without_bot(activity: Mapping[str, Any]) -> str:
    """Return a message's text without the bot's mention; other people's mentions become their names."""
    bot_id = _text(activity, "recipient", "id")
    text = _text(activity, "text")
    for mention in _mentions(activity):
        if mention.id == bot_id:
            text = text.replace(mention.marked, "")
        else:
            # Once each: names that hold what is replaced next would double the text with every mention.
            text = text.replace(mention.marked, mention.name, 1)
    return text.replace("&nbsp;", " ").strip()


def _mentions(activity: Mapping[str, Any]) -> Iterator[_Mention]:
    entities = activity.get("entities")
    for entity in entities if isinstance(entities, list) else ():
        if _text(entity, "type") == "mention":
            name = _text(entity, "mentioned", "name")
            marked = _text(entity, "text") or f"<at>{name}</at>"
            yield _Mention(id=_text(entity, "mentioned", "id"), name=name, marked=marked)


def _text(value: Any, *path: str) -> str:
    for step in path:
        value = value.get(step) if isinstance(value, Mapping) else None
    return value if isinstance(value, str) else ""
