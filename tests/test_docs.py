"""The documentation, held to what it tells of."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.settings import BotRegistration, Settings, load_settings
from domain.events import EVENTS
from domain.process import Phase, Status
from services.privacy import TRACES
from storage.tables import Table
from texts import sayer

PROJECT = Path(__file__).parent.parent
DOCS = PROJECT / "docs"
PAGES = [*PROJECT.glob("*.md"), *DOCS.rglob("*.md"), PROJECT / "sandbox" / "README.md"]
LINK = re.compile(r"\]\(([^)\s]+)\)|src=\"([^\"]+)\"")
ROOMS = ("domain", "texts", "dialogs", "cards", "storage", "services", "bot", "manifest", "sandbox")


def rows(page: Path) -> Iterator[list[str]]:
    """The cells of every table row, without their backticks."""
    for line in page.read_text(encoding="utf-8").splitlines():
        if line.startswith("| "):
            yield [cell.strip().strip("`") for cell in line.strip("|").split("|")]


def test_every_setting_is_documented_with_its_default_and_no_other_is() -> None:
    told = {row[0]: row[1] for row in rows(DOCS / "settings.md") if row[0].startswith("GULDKORN_")}
    defaults = {
        f"GULDKORN_{name.upper()}": str(field.default or "–") for name, field in Settings.model_fields.items()
    }
    assert told == defaults


def test_every_example_of_a_setting_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    page = DOCS / "settings.md"
    examples = {row[0]: row[3] for row in rows(page) if row[0].startswith("GULDKORN_")}
    (bots,) = re.findall(r"```json\n(.+?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    for name, value in {**examples, "GULDKORN_BOTS": bots}.items():
        monkeypatch.setenv(name, value)
    assert load_settings().bots


def test_every_field_of_a_bot_is_documented_and_no_other_is() -> None:
    told = [row[0] for row in rows(DOCS / "settings.md") if len(row) == 2]
    assert told == ["field", *BotRegistration.model_fields]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(PROJECT)))
def test_what_a_page_links_to_is_there(page: Path) -> None:
    targets = ["".join(found) for found in LINK.findall(page.read_text(encoding="utf-8"))]
    local = [target for target in targets if not re.match(r"https?:|mailto:", target)]
    assert [target for target in local if not (page.parent / target.partition("#")[0]).exists()] == []


def test_every_decision_stands_in_the_list() -> None:
    decisions = DOCS / "decisions"
    listed = {"".join(found) for found in LINK.findall((decisions / "README.md").read_text(encoding="utf-8"))}
    assert listed == {page.name for page in decisions.glob("*.md")} - {"README.md"}


def test_the_architecture_names_every_module_and_none_that_is_gone() -> None:
    page = (DOCS / "architecture.md").read_text(encoding="utf-8")
    modules = {
        str(path.relative_to(PROJECT))
        for room in ROOMS
        for path in (PROJECT / room).rglob("*.py")
        if path.name != "__init__.py" and "migrations" not in path.parts
    }
    assert set(re.findall(r"^\| `(\w+/[\w/]+\.py)` \|", page, re.MULTILINE)) == modules


def test_the_architecture_tells_of_every_event_and_of_none_that_is_gone() -> None:
    page = (DOCS / "architecture.md").read_text(encoding="utf-8")
    section = page.partition("## Events\n")[2].partition("\n## ")[0]
    told = ", ".join(re.findall(r"^\| (\w+(?:, \w+)*) \|", section, re.MULTILINE))
    assert sorted(told.split(", ")) == sorted(["event", *EVENTS])


def test_the_page_on_privacy_names_every_table_and_every_trace_of_a_person() -> None:
    page = (DOCS / "privacy.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(\w+)`", page))
    assert set(Table.metadata.tables) | {trace.name for trace in TRACES} <= named


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_glossary_names_phases_and_statuses_as_the_product_does(language: str) -> None:
    say = sayer(language)
    keys = [f"card-phase-{phase}" for phase in Phase] + [f"card-status-{status}" for status in Status]
    shown = {say(key) for key in keys}
    assert shown <= {cell for row in rows(DOCS / "glossary.md") for cell in row}
