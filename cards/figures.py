"""The figures of a process in words."""

from cards.say import Say
from domain.scoring import Score


def say_score(say: Say, score: Score) -> str:
    """Say stars and priority in a few words, such as "★★ · Prioritet 61"."""
    priority = say("card-priority", priority=_whole(say, score.priority))
    if score.provisional:
        return say("card-provisional", priority=priority)
    return f"{say_stars(say, score)} · {priority}"


def say_stars(say: Say, score: Score) -> str:
    """Say the stars, or that there is nothing yet to give them for."""
    return "★" * score.stars if score.stars else say("card-no-stars")


def disagreement(say: Say, score: Score) -> str | None:
    """Say what the reviewers see quite differently, if anything."""
    seen_differently = [say(f"criterion-{key}.short") for key in score.disagreements]
    return say("card-disagreement", criteria=", ".join(seen_differently)) if seen_differently else None


def _whole(say: Say, figure: float | None) -> str:
    return say("card-not-computed") if figure is None else say("card-number", count=round(figure))
