"""The cards on which a coordinator settles things."""

from cards.fields import FilledIn
from cards.message import Message
from cards.say import Say
from cards.settings import catalogue_page, found_page, settings_card, settings_page
from domain.process import Answer
from domain.reading.catalogue import LONGEST_LIST, MOST_NAMES, as_list
from domain.reading.parsed import Refused
from domain.settings import Settings
from domain.settings_form import CATALOGUES, LANGUAGE, PAGE, settled
from domain.sight import SeenProcess

FULL = [f"{number:03}, {'x' * (LONGEST_LIST // MOST_NAMES - 5)}" for number in range(MOST_NAMES)]
ANSWERS: dict[str, Answer] = {**settled(Settings()), LANGUAGE: "da"}


def cards_of_settings(say: Say, process: SeenProcess) -> dict[str, Message]:
    """What is settled, the pages to change it, and what becomes of them."""
    systems = process.answers["it_systems"]
    named = tuple(systems) if isinstance(systems, list) else ()
    used = Settings(domains=("HR", "Økonomi"), systems=tuple(FULL), technologies=named, bar=1_500)
    key = CATALOGUES["systems"].key
    problems = {question.key: Refused("out-of-range", {"min": 1, "max": 100}) for question in PAGE.values()}
    raw = {question.key: "hundrede " * 1_000 for question in PAGE.values()}
    saved = say("card-settings-page.saved")
    overtaken = FilledIn(raw=raw, notice=say("card-settings-page.overtaken"))
    return {
        "settings of the beginning": settings_card(say, Settings(), language="da", has_channel=False),
        "settings": settings_card(say, used, language="en", has_channel=True),
        "settings page": settings_page(say, ANSWERS, version=0),
        "settings page, saved": settings_page(say, ANSWERS, version=1, done=saved),
        "settings page, overtaken": settings_page(say, ANSWERS, overtaken, version=2),
        "settings page with problems": settings_page(
            say, ANSWERS, FilledIn(raw=raw, problems=problems), version=1
        ),
        "systems": catalogue_page(say, "systems", [], version=0),
        "technologies": catalogue_page(say, "technologies", ["Power Automate", "UiPath"], version=3),
        "systems, as many as can be": catalogue_page(say, "systems", FULL, version=1, done=saved),
        "systems, too many": catalogue_page(
            say,
            "systems",
            FULL,
            FilledIn(
                raw={key: "\n".join(f"System {number}" for number in range(300))},
                problems={key: Refused("too-many", {"max": MOST_NAMES, "count": 300})},
            ),
            version=1,
        ),
        "technologies, found in a table": found_page(
            say,
            "technologies",
            [],
            "Produkt\nPower Automate\nUiPath",
            "Produkt;Ejer\nPower Automate;Anne\nUiPath;Bo",
            doubt=say("why-which-column"),
            version=0,
        ),
        "systems, found in a large table": found_page(
            say, "systems", FULL, as_list(FULL), "x" * 60_000, doubt=say("why-which-column"), version=1
        ),
        "systems, of which few are left": found_page(
            say, "systems", FULL, "Nexus", "Nexus", doubt=say("card-catalogue-found.drops_most"), version=1
        ),
        "systems, none of them left": found_page(
            say, "systems", FULL, "", "", doubt=say("card-catalogue-found.drops_most"), version=1
        ),
    }
