"""What an organisation has settled for itself, and the pages on which a coordinator changes it."""

from collections.abc import Iterator, Mapping

from microsoft_teams.cards import CardElement

from cards.actions import Data, opens, submits
from cards.elements import confirmation, fact, heading, line, run, subtle, warning
from cards.fields import BLANK, FilledIn, fields, fitting
from cards.inputs import as_written
from cards.message import CARD_BYTES, Message, message, size
from cards.safe import excerpt
from cards.say import Say
from cards.values import say_answer, say_hours
from domain.process import Answer
from domain.reading.choices import DOMAINS
from domain.settings import Settings
from domain.settings_form import CATALOGUES, LANGUAGE, MONEY, PAGE, PRIORITY, REST, WAITING, WEIGHTS

NAMES = 300
ROOM = CARD_BYTES - 4 * 1024
"""Bytes that the names may take on a catalogue's page."""
_LONGEST = 150
"""Characters that are shown again of what was written in a field for a number or a choice."""
_GROUPS = {"priority": PRIORITY, "money": MONEY, "waiting": WAITING, "rest": REST}


def settings_card(say: Say, settings: Settings, *, language: str, has_channel: bool) -> Message:
    """Show what is settled, with the ways to change it."""
    told = say("card-settings")
    return message(
        told,
        [heading(told), subtle(say("card-settings.help")), *_facts(say, settings, language, has_channel)],
        [
            opens(say, "settings", {}),
            *(opens(say, "catalogue", {"of": of}, title=say(f"card-catalogue-{of}")) for of in CATALOGUES),
            opens(say, "coordinators", {}),
        ],
    )


def settings_page(
    say: Say,
    answers: Mapping[str, Answer],
    filled: FilledIn = BLANK,
    *,
    version: int,
    done: str | None = None,
) -> Message:
    """Make the page with everything but the catalogues, filled with what was written or else the answers."""
    told = say("card-settings-page")
    kept = {key: said[:_LONGEST] for key, said in filled.raw.items()}
    written = kept or _written(say, answers)
    body: list[CardElement] = [heading(told), subtle(say("card-settings-page.help")), *_noted(filled, done)]
    for group, questions in _GROUPS.items():
        body.append(line(run(say(f"card-settings-page.{group}"), weight="Bolder"), spacing="Large"))
        body += fields(say, questions.values(), written, filled.problems)
    return message(told, body, [submits(say, "settings_save", {"version": version}, style="positive")])


def catalogue_page(
    say: Say,
    of: str,
    names: Answer,
    filled: FilledIn = BLANK,
    *,
    version: int,
    done: str | None = None,
) -> Message:
    """Make the page of one catalogue, all its names in a field."""
    told, question = say(f"card-catalogue-{of}"), CATALOGUES[of]
    count = len(names) if isinstance(names, list) else 0
    # What is too long to be shown again makes way for the names there are: an empty field would delete them.
    again = fitting(filled.raw, question.key, ROOM)
    written = as_written(say, question, names) if again is None else again
    return message(
        told,
        [
            heading(told),
            subtle(say(f"card-catalogue-{of}.help")),
            *_noted(filled, done),
            line(say("card-catalogue.count", count=count)),
            subtle(say("card-catalogue.how")),
            *fields(say, [question], {question.key: written}, filled.problems, room=ROOM),
        ],
        [submits(say, "catalogue_save", {"of": of, "version": version}, style="positive")],
    )


def found_page(
    say: Say, of: str, held: Answer, found: str, pasted: str, *, doubt: str, version: int
) -> Message:
    """Show how a list was read before it takes the place of the one `held`; `doubt` says why.

    The way back leads to what was pasted, if there is room for it, and else to the list there is.
    """
    told, question = say(f"card-catalogue-{of}"), CATALOGUES[of]
    fits = size(found) + size(pasted) <= ROOM
    counts = {"count": len(found.splitlines()), "held": len(held) if isinstance(held, list) else 0}
    here: Data = {"of": of, "version": version}
    back = submits(
        say,
        "catalogue",
        {**here, "pasted": pasted} if fits else {"of": of},
        title=say("card-catalogue-found.back"),
    )
    back.associated_inputs = "none"
    return message(
        told,
        [
            heading(told),
            warning(doubt),
            line(say("card-catalogue-found", **counts)),
            *fields(say, [question], {question.key: found}, room=ROOM),
        ],
        [
            submits(
                say,
                "catalogue_save",
                {**here, "sure": 1},
                style="positive",
                title=say("card-catalogue-found.use"),
            ),
            back,
        ],
    )


def _written(say: Say, answers: Mapping[str, Answer]) -> Mapping[str, str]:
    return {question.key: as_written(say, question, answers[name]) for name, question in PAGE.items()}


def _noted(filled: FilledIn, done: str | None) -> Iterator[CardElement]:
    if filled.notice:
        yield warning(filled.notice)
    if done:
        yield confirmation(done)


def _facts(say: Say, settings: Settings, language: str, has_channel: bool) -> Iterator[CardElement]:
    numbers = {name: say("card-number", count=getattr(settings, name)) for name in MONEY}
    weights = {name: getattr(settings, name) for name in WEIGHTS}
    chosen = [name for name in DOMAINS if name in settings.domains]
    domains = say_answer(say, REST["domains"], chosen)
    waiting = (
        say("card-settings.waiting_is", phase=say(f"card-phase-{phase}"), days=days)
        for phase, days in settings.waiting_limits.items()
    )
    yield fact(say("card-settings.weights"), say("card-settings.weights_are", **weights))
    yield fact(say("card-settings.bar"), say("card-hours-a-year", hours=say_hours(say, settings.bar)))
    yield fact(say("card-settings.rates"), say("card-settings.rates_are", **numbers))
    yield fact(say("card-settings.yearly"), say("card-settings.yearly_are", **numbers))
    yield fact(say("card-settings.waiting"), " · ".join(waiting))
    all_of_them = say("card-settings.domains_all", count=len(DOMAINS))
    yield fact(say("card-settings.domains"), all_of_them if len(chosen) == len(DOMAINS) else domains)
    for of in CATALOGUES:
        names = getattr(settings, of)
        told = say("card-settings.names", count=len(names), names=excerpt(", ".join(names), NAMES))
        yield fact(say(f"card-catalogue-{of}"), told if names else say("card-settings.nothing"))
    channel = "card-settings.channel_chosen" if has_channel else "card-settings.channel_missing"
    yield fact(say("card-settings.channel"), say(channel))
    yield fact(say("card-settings.language"), say_answer(say, REST[LANGUAGE], language))
    yield fact(say("card-reassurance"), say_answer(say, REST["reassurance"], settings.reassurance))
