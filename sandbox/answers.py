"""What a person sees of a bot's answer to an invoke."""

from sandbox.channel import Turn
from sandbox.connector import Refused, check_card
from sandbox.world import CARD, Json

MESSAGE = "application/vnd.microsoft.activity.message"


def executed(turn: Turn) -> Json:
    """What the person sees after an adaptiveCard/action."""
    body = turn.body
    if turn.status != 200 or not isinstance(body, dict):
        return {"kind": "error", "text": turn.error or f"status {turn.status}"}
    kind, value = body.get("type"), body.get("value")
    if body.get("statusCode", 200) == 200 and kind == CARD:
        return _card_shown(value)
    if body.get("statusCode", 200) == 200 and kind == MESSAGE and value:
        return {"kind": "message", "text": str(value)}
    text = value.get("message") if isinstance(value, dict) else str(value)
    return {"kind": "error", "text": text or "Unable to reach app"}


def task_shown(turn: Turn) -> Json:
    """What the person sees after a task/fetch or task/submit."""
    if turn.status not in (200, 202, 204):
        return {"kind": "error", "text": turn.error or f"status {turn.status}"}
    task = (turn.body.get("task") if isinstance(turn.body, dict) else None) or {}
    value = task.get("value")
    if task.get("type") == "message":
        return {"kind": "message", "text": str(value)}
    if task.get("type") == "continue" and isinstance(value, dict):
        card = (value.get("card") or {}).get("content")
        shown = _card_shown(card)
        told = {"title": value.get("title"), "width": value.get("width"), "height": value.get("height")}
        return shown if shown["kind"] == "error" else {**told, "kind": "task", "card": card}
    return {"kind": "closed"}


def _card_shown(card: object) -> Json:
    try:
        check_card(card)
    except Refused as refusal:
        return {"kind": "error", "text": str(refusal)}
    return {"kind": "card", "card": card}
