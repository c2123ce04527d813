"""What an organisation has settled for itself: the command, and the card that shows it."""

from bot.turn.turn import Turn
from domain.people import check_coordinates


def offer(turn: Turn, _: object) -> None:
    """Show a coordinator what is settled, and how to change it."""
    check_coordinates(turn.actor)
    turn.reply("settings")
