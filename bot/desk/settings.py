"""The pages on which a coordinator changes what the organisation has settled."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from operator import attrgetter

from bot.desk.forms import Form, Visit
from bot.turn.fields import Data, chosen, number_in, written
from bot.turn.page import Page, filled_in_on
from bot.turn.turn import Turn
from cards.fields import BLANK, FilledIn
from cards.message import Message
from cards.settings import catalogue_page, found_page, settings_page
from domain.people import check_coordinates
from domain.process import Answer
from domain.questions import Question
from domain.reading.catalogue import as_list, drops_most
from domain.reading.parsed import Unclear, Understood
from domain.settings import Settings
from domain.settings_form import CATALOGUES, LANGUAGE, PAGE, SETTINGS_FORM, settled
from services.settings import change_settings, read_setting
from storage.settings import settings_of
from storage.tables import SettingsRow


def _page(turn: Turn, filled: FilledIn = BLANK, done: str | None = None) -> Message:
    return settings_page(turn.say, _answers(turn), filled, version=_version(turn), done=done)


def _show_catalogue(turn: Turn, data: Data) -> Message:
    of, pasted = _of(data), written(data, "pasted")
    if not pasted:
        return _catalogue(turn, of)
    filled = FilledIn(raw={CATALOGUES[of].key: pasted})
    return catalogue_page(turn.say, of, _answers(turn)[of], filled, version=_version_shown(data))


def _catalogue(turn: Turn, of: str, filled: FilledIn = BLANK, done: str | None = None) -> Message:
    return catalogue_page(turn.say, of, _answers(turn)[of], filled, version=_version(turn), done=done)


def _save_catalogue(turn: Turn, data: Data) -> Message | None:
    """Settle a list, or show first how it was read."""
    of = _of(data)
    said, names = written(data, CATALOGUES[of].key), _answers(turn)[of]
    if doubt := _doubt(CATALOGUES[of], said, names, is_sure="sure" in data):
        told, found = doubt
        version = _version_shown(data)
        return found_page(turn.say, of, names, found, said, doubt=turn.say(told), version=version)
    return _settling([of], partial(_catalogue, of=of), _show_catalogue)(turn, data)


def _settling(names: Iterable[str], page: Callable[..., Message], opens: Page) -> Form[Settings]:
    """Make the form that settles all of it or nothing."""
    keys = {name: SETTINGS_FORM[name].key for name in names}

    def settle(visit: Visit) -> Settings:
        raw = {name: visit.said[key] for name, key in keys.items()}
        version = _version_shown(visit.data)
        return change_settings(visit.turn.session, visit.actor, raw, visit.now, version=version)

    return Form(
        actor=attrgetter("actor"),
        fields=lambda _: {key: partial(read_setting, name) for name, key in keys.items()},
        show=lambda visit: page(visit.turn, filled=visit.filled),
        do=settle,
        done=lambda visit, _: page(visit.turn, done=visit.say("card-settings-page.saved")),
        opens=opens,
        overtaken="card-settings-page.overtaken",
    )


def _of(data: Data) -> str:
    return chosen(data, "of", CATALOGUES)


def _doubt(asked: Question, said: str, held: Answer, *, is_sure: bool) -> tuple[str, str] | None:
    """Return why a list is shown before it takes the place of the one `held`, and how it was read."""
    match asked.parse(said):
        case Unclear(readings=(str(found),), why=why):
            return f"why-{why}", found
        case Understood(value=list(names)) if isinstance(held, list) and drops_most(held, names):
            return None if is_sure else ("card-catalogue-found.drops_most", as_list(names))
    return None


def _answers(turn: Turn) -> Mapping[str, Answer]:
    check_coordinates(turn.actor)
    settings = settings_of(turn.session, turn.organisation.id)
    return {**settled(settings), LANGUAGE: turn.organisation.language}


def _version_shown(data: Data) -> int:
    # One that cannot be read is none there ever was.
    return -1 if (shown := number_in(data, "version")) is None else shown


def _version(turn: Turn) -> int:
    row = turn.session.get(SettingsRow, turn.organisation.id)
    return row.version if row else 0


PAGES: Mapping[str, Page] = {
    "settings": lambda turn, _: _page(turn),
    "settings_save": _settling(PAGE, _page, lambda turn, _: _page(turn)),
    "catalogue": _show_catalogue,
    "catalogue_save": filled_in_on(_show_catalogue, _save_catalogue),
}
