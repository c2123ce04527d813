"""The figures of a process in words, each with how it came about."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from microsoft_teams.cards import Action, CardElement, ToggleVisibilityAction

from cards.actions import about, back_to_process, submits
from cards.assessments import who_said_what
from cards.elements import aside, fact, head, line, make, row, subtle, warning
from cards.message import Message, message
from cards.say import Say
from cards.values import say_figures, say_hours, say_reckoned, say_work
from domain.assessment import BENEFIT, CRITERIA, SUITABILITY, Assessment, Criterion
from domain.process import Answers
from domain.scoring import (
    Score,
    at_no_points,
    automation_degree,
    submitters_points,
    takes_judgement,
    weighed,
)
from domain.settings import Settings
from domain.sight import SeenProcess

DISAGREEMENTS = 4
"""How many of them are shown; the assessments have them all."""


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One figure: its key, what it comes to, and how it came about."""

    key: str
    value: str
    how: Iterable[str]


def say_score(say: Say, score: Score) -> str:
    """Say stars and priority in a few words, such as "★★ · Prioritet 61"."""
    priority = say("card-priority", priority=_whole(say, score.priority))
    if score.provisional:
        return say("card-provisional", figure=priority)
    return f"{say_stars(say, score)} · {priority}"


def say_stars(say: Say, score: Score) -> str:
    """Say the stars, or that there is nothing yet to give them for."""
    return "★" * score.stars if score.stars else say("card-no-stars")


def disagreement(say: Say, score: Score) -> str | None:
    """Say what the reviewers see quite differently, if anything."""
    seen_differently = [say(f"criterion-{key}.short") for key in score.disagreements]
    return say("card-disagreement", criteria=", ".join(seen_differently)) if seen_differently else None


def figures_card(
    say: Say,
    process: SeenProcess,
    score: Score,
    settings: Settings,
    actions: Collection[str],
    *,
    assessments: Sequence[Assessment] = (),
    done: str | None = None,
    ways: Sequence[Action] = (),
) -> Message:
    """Show every figure, each unfolding into how it came about, and where the reviewers disagree.

    `assessments` are those its reader sees one by one; `actions` the verbs open to them;
    `done` says what has just been done, `ways` are those on from there.
    """
    told = say("card-figures-of", number=str(process.number))
    body: list[CardElement] = [
        *head(told, process.title, done=done),
        subtle(say("card-assessed-by", count=score.reviewers), spacing="None"),
        *_disagreements(say, score, assessments),
        *_judgement(say, process),
    ]
    for figure in _figures(say, process, score, settings):
        body += unfolding(say, figure)
    verbs = ["override"] if ways else ["assess", "override"]
    buttons = [*ways, *(submits(say, verb, about(process)) for verb in verbs if verb in actions)]
    if assessments:
        buttons.append(
            submits(say, "figures", {**about(process), "page": 0}, title=say("button-assessments"))
        )
    return message(told, body, [*buttons, back_to_process(say, process)])


def _disagreements(say: Say, score: Score, assessments: Sequence[Assessment]) -> Iterator[CardElement]:
    told = disagreement(say, score)
    if told is None:
        return
    yield warning(told)
    if not assessments:
        yield subtle(say("card-disagreement.hidden"))
        return
    for key in score.disagreements[:DISAGREEMENTS]:
        yield fact(say(f"criterion-{key}"), who_said_what(say, key, assessments))


def _judgement(say: Say, process: SeenProcess) -> Iterator[CardElement]:
    if process.judgement_overridden:
        yield subtle(say("card-judgement-overridden"))
    elif takes_judgement(process):
        yield warning(say("card-judgement"))


def unfolding(say: Say, figure: Figure) -> Iterator[CardElement]:
    """Show a figure that unfolds into how it came about."""
    label, told = say(f"card-figure-{figure.key}"), f"how-{figure.key}"
    words = say("card-how-label", label=label)
    toggle = make(ToggleVisibilityAction, title=words, target_elements=[told])
    yield row(label, figure.value, say("card-how"), toggle)
    how = aside([line(sentence, spacing="None") for sentence in figure.how])
    how.id, how.is_visible = told, False
    yield how


def how_potential(say: Say, answers: Answers, potential: float) -> str:
    """Say what the hours a robot is expected to save are reckoned from."""
    return say(
        "card-how-potential",
        work=say_work(say, answers),
        degree=automation_degree(answers),
        hours=say_reckoned(say, potential),
    )


def _figures(say: Say, process: SeenProcess, score: Score, settings: Settings) -> Iterator[Figure]:
    points = submitters_points(process.answers) if score.provisional else score.points
    yield Figure(key="stars", value=say_stars(say, score), how=_how_stars(say, score, settings))
    yield Figure(
        key="priority",
        value=_say_priority(say, score, settings),
        how=_how_priority(say, score, settings),
    )
    for key, criteria, share in (
        ("suitability", SUITABILITY, score.suitability),
        ("benefit", BENEFIT, score.benefit),
    ):
        asked = [each for each in criteria if each.key in points or not score.provisional]
        how = _how_share(say, asked, points, score.spread, share)
        yield Figure(key=key, value=_whole(say, share), how=how)
    yield Figure(key="confidence", value=_say_confidence(say, score), how=_how_confidence(say, score))
    yield Figure(
        key="manual_hours",
        value=_say_hours(say, score.manual_hours),
        how=[say_figures(say, process.answers)],
    )
    yield Figure(
        key="potential",
        value=_say_hours(say, score.potential),
        how=_how_potential(say, process.answers, score.potential),
    )
    yield Figure(key="reach", value=_whole(say, score.reach), how=_how_reach(say, score, settings))


def _say_priority(say: Say, score: Score, settings: Settings) -> str:
    priority = _whole(say, score.priority)
    return say(
        "card-priority-weighted",
        priority=say("card-provisional", figure=priority) if score.provisional else priority,
        suitability=settings.suitability_weight,
        benefit=settings.benefit_weight,
        reach=settings.reach_weight,
        bar=say_hours(say, settings.bar),
    )


def _say_confidence(say: Say, score: Score) -> str:
    if score.confidence is None:
        return say("card-not-computed")
    return say("card-percent", count=round(100 * score.confidence))


def _say_hours(say: Say, hours: float | None) -> str:
    if hours is None:
        return say("card-not-computed")
    return say("card-hours-a-year", hours=say_hours(say, hours))


def _how_stars(say: Say, score: Score, settings: Settings) -> Iterator[str]:
    yield say("card-how-stars", bar=say_hours(say, settings.bar))
    if score.suitability is None or score.provisional:
        yield say("card-how-unanswered")
        return
    yield say(
        "card-how-stars-here",
        suitability=round(score.suitability, 1),
        zeros=at_no_points(score.points),
        potential=_say_hours(say, score.potential),
    )


def _how_priority(say: Say, score: Score, settings: Settings) -> Iterator[str]:
    parts = weighed(settings, score.suitability, score.benefit, score.reach)
    if score.priority is None:
        yield say("card-how-nothing")
        return
    terms = (
        say(f"card-how-weight-{key}", weight=weight, figure=round(figure, 1))
        for key, (weight, figure) in parts.items()
    )
    yield say(
        "card-how-priority",
        terms=" + ".join(terms),
        weights=sum(weight for weight, _ in parts.values()),
        figure=round(score.priority, 1),
    )
    yield say("card-how-provisional") if score.provisional else say("card-how-left-out")


def _how_share(
    say: Say,
    criteria: Sequence[Criterion],
    points: Mapping[str, float],
    spread: Mapping[str, int],
    share: float | None,
) -> Iterator[str]:
    if share is None:
        yield say("card-how-unanswered")
    else:
        known = (_number(say, points[each.key]) for each in criteria if each.key in points)
        yield say("card-how-share", points="; ".join(known), figure=round(share, 1))
    for each in criteria:
        yield f"{say(f'criterion-{each.key}')} {_say_points(say, points.get(each.key), spread.get(each.key))}"


def _say_points(say: Say, points: float | None, spread: int | None) -> str:
    if points is None:
        return say("card-how-unknown")
    if spread:
        return say("card-how-points-apart", points=round(points, 1), spread=spread)
    return say("card-how-points", points=round(points, 1))


def _how_confidence(say: Say, score: Score) -> Iterator[str]:
    if score.confidence is None:
        yield say("card-how-unanswered")
        return
    asked = len(CRITERIA) * score.reviewers
    yield say("card-how-confidence", answered=round(score.confidence * asked), asked=asked)


def _how_potential(say: Say, answers: Answers, potential: float | None) -> Iterator[str]:
    if potential is None:
        yield say("card-how-no-hours")
        return
    yield how_potential(say, answers, potential)
    if "automation_degree" not in answers:
        yield say("card-how-assumed", degree=automation_degree(answers))


def _how_reach(say: Say, score: Score, settings: Settings) -> Iterator[str]:
    if score.potential is None or score.reach is None:
        yield say("card-how-no-hours")
        return
    yield say(
        "card-how-reach",
        hours=round(score.potential, 2),
        bar=settings.bar,
        figure=round(score.reach, 1),
    )


def _whole(say: Say, figure: float | None) -> str:
    return say("card-not-computed") if figure is None else say("card-number", count=round(figure))


def _number(say: Say, figure: float) -> str:
    return say("card-number", count=round(figure, 1))
