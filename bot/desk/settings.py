"""The pages on which a coordinator changes what the organisation has settled."""

from collections.abc import Mapping
from functools import partial

from bot.turn.fields import Data, chosen, kept, number_in, problems_of, written
from bot.turn.page import Page
from bot.turn.turn import Turn
from cards.fields import NO_PROBLEMS
from cards.message import Message
from cards.settings import OVERTAKEN, SAVED, catalogue_page, found_page, settings_page
from domain.errors import SettingsOutdated
from domain.people import check_coordinates
from domain.process import Answer
from domain.questions import Question
from domain.reading.catalogue import as_list, drops_most
from domain.reading.parsed import Refused, Unclear, Understood
from domain.settings_form import CATALOGUES, LANGUAGE, PAGE, settled
from services.settings import change_settings, read_setting
from storage.settings import settings_of
from storage.tables import SettingsRow


def _show(turn: Turn, _: Data) -> Message:
    return settings_page(turn.say, _answers(turn), version=_version(turn))


def _save(turn: Turn, data: Data) -> Message:
    raw = {name: written(data, question.key) for name, question in PAGE.items()}
    problems, note = _settle(turn, data, raw)
    said = kept({PAGE[name].key: said for name, said in raw.items()}, problems)
    return settings_page(
        turn.say,
        _answers(turn),
        version=_version(turn),
        raw=None if note == SAVED else said,
        problems=problems,
        note=note,
    )


def _show_catalogue(turn: Turn, data: Data) -> Message:
    of = chosen(data, "of", CATALOGUES)
    names, pasted = _answers(turn)[of], written(data, "pasted")
    if not pasted:
        return catalogue_page(turn.say, of, names, version=_version(turn))
    return catalogue_page(turn.say, of, names, version=_version_shown(data), raw=pasted)


def _save_catalogue(turn: Turn, data: Data) -> Message:
    of = chosen(data, "of", CATALOGUES)
    key = CATALOGUES[of].key
    said, names = written(data, key), _answers(turn)[of]
    if doubt := _doubt(CATALOGUES[of], said, names, is_sure="sure" in data):
        told, found = doubt
        version = _version_shown(data)
        return found_page(turn.say, of, names, found, said, doubt=turn.say(told), version=version)
    problems, note = _settle(turn, data, {of: said})
    return catalogue_page(
        turn.say,
        of,
        _answers(turn)[of],
        version=_version(turn),
        raw=None if note == SAVED else kept({key: said}, problems).get(key),
        problems=problems,
        note=note,
    )


def _doubt(asked: Question, said: str, held: Answer, *, is_sure: bool) -> tuple[str, str] | None:
    """Return why a list is shown before it takes the place of the one `held`, and how it was read."""
    match asked.parse(said):
        case Unclear(readings=(str(found),), why=why):
            return f"why-{why}", found
        case Understood(value=list(names)) if isinstance(held, list) and drops_most(held, names):
            return None if is_sure else ("card-catalogue-found.drops_most", as_list(names))
    return None


def _settle(turn: Turn, data: Data, raw: Mapping[str, str]) -> tuple[Mapping[str, Refused], str | None]:
    """Settle all of it or nothing; return what is wrong with each field, and what became of it."""
    version = _version_shown(data)
    change = partial(change_settings, turn.session, turn.actor, raw, turn.now, version=version)
    try:
        problems = problems_of(*(partial(read_setting, name, said) for name, said in raw.items()))
        problems = problems or problems_of(change)
    except SettingsOutdated:
        return NO_PROBLEMS, OVERTAKEN
    return problems, None if problems else SAVED


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
    "settings": _show,
    "settings_save": _save,
    "catalogue": _show_catalogue,
    "catalogue_save": _save_catalogue,
}
