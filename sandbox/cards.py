"""What a person can do with a card: find a button, and fill in the inputs, as a Teams client does."""

from collections.abc import Iterator

from sandbox.world import Json


class NoSuchButton(LookupError):
    """The card has no such button; or more than one."""


def parts(thing: object) -> Iterator[Json]:
    """Every object in a card, cards behind buttons included, but not what stands as a fallback."""
    if isinstance(thing, list):
        for each in thing:
            yield from parts(each)
    elif isinstance(thing, dict):
        yield thing
        for name, each in thing.items():
            if name not in ("fallback", "refresh", "data", "authentication"):
                yield from parts(each)


def actions(card: Json) -> list[Json]:
    """Every action in a card, in reading order."""
    return [part for part in parts(card) if str(part.get("type", "")).startswith("Action.")]


def verb(action: Json) -> str | None:
    """What the button means to the bot, whichever kind of action it is."""
    data = action.get("data")
    return action.get("verb") or (data.get("verb") if isinstance(data, dict) else None)


def button(card: Json, *, press: Json) -> Json:
    """The one action with this `verb`, `title` or `id`, and with this `data` among its data."""
    data = press.get("data", {})
    fitting = [
        action
        for action in actions(card)
        if press.get("verb") in (None, verb(action))
        and all(press[name] == action.get(name) for name in ("title", "id") if name in press)
        and data.items() <= (action["data"].items() if isinstance(action.get("data"), dict) else {}.items())
    ]
    same = [action for action in fitting if action != fitting[0]]
    if not fitting or same:
        offered = [(verb(action), action.get("title")) for action in actions(card)]
        raise NoSuchButton(f"{len(fitting)} buttons fit {press}; the card has {offered}")
    return fitting[0]


def inputs(card: Json) -> Json:
    """The values the card's inputs begin with."""
    found = {part["id"]: part for part in parts(card) if str(part.get("type", "")).startswith("Input.")}
    begun = {
        name: part.get("value", "false" if part["type"] == "Input.Toggle" else None)
        for name, part in found.items()
    }
    return {name: value for name, value in begun.items() if value is not None}


def sent(card: Json, action: Json, filled: Json) -> Json:
    """The data an action sends: its own, and what stands in the inputs, without those that are empty."""
    own = action.get("data")
    data = dict(own) if isinstance(own, dict) else {}
    if str(action.get("associatedInputs", "auto")).lower() == "none":
        return data
    return data | {name: value for name, value in (inputs(card) | filled).items() if value != ""}


def for_client(action: Json, *, old: bool) -> Json:
    """The action as a client takes it: an old one does not know Action.Execute and uses its fallback."""
    fallback = action.get("fallback")
    if old and action["type"] == "Action.Execute" and isinstance(fallback, dict):
        return fallback
    return action
