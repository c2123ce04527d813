"""Who may import whom, and what the project's files may not say."""

import ast
import json
import os
import re
import sys
import tomllib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
MAY_IMPORT = {
    "domain": set(),
    "texts": {"fluent"},
    "dialogs": {"domain"},
    "cards": {"domain", "microsoft_teams"},
    "storage": {"domain", "sqlalchemy", "alembic", "psycopg", "upath", "uuid_utils"},
    "services": {"domain", "storage", "sqlalchemy"},
    "manifest": {"PIL"},
    "sandbox": {"aiohttp", "cryptography", "jwt"},
}

GROUND = {"addresses", "clock", "settings", "slow_clients"}
"""What lies below all rooms of the bot; a module beside it that is not of these joins the rooms."""
FLOORS = {
    "watching": set(),
    "teams": {"watching"},
    "turn": {"teams"},
    "views": {"turn", "teams"},
    "chat": {"views", "turn", "teams"},
    "desk": {"chat", "views", "turn", "teams"},
    "sending": {"views", "turn", "teams", "watching"},
    "jobs": {"sending"},
    "flows": {"watching"},
}
"""The rooms of the bot, each with those below it that it may look into; who is named first stands lowest."""
LOOKS_AT_NOBODY = {"domain/reading"}

NOT_KEPT = {"node_modules", "var", "build", "dist", "__pycache__"}
OF_ONE_MACHINE = re.compile(
    r"pypi[.]org|pythonhosted[.]org|npmjs[.](org|com)|(?<![\w.])/(home|Users|work)/\w"
)


def imported(module: Path) -> set[str]:
    """The top-level names a module imports, anywhere in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
    return {name.partition(".")[0] for name in names}


def looked_into(module: Path, room: str) -> set[str]:
    """The modules or rooms of a room that a module imports from."""
    found = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == room:
            _, *inner = node.module.split(".")
            found |= {inner[0]} if inner else {alias.name for alias in node.names}
    return found


def kept_files() -> Iterator[Path]:
    """The project's own files, with or without git."""
    for folder, folders, files in os.walk(PROJECT):
        folders[:] = [name for name in folders if name not in NOT_KEPT and (name == ".ci" or name[0] != ".")]
        yield from (Path(folder, name) for name in files)


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_a_room_imports_only_what_the_architecture_allows(room: str) -> None:
    allowed = MAY_IMPORT[room] | {room} | sys.stdlib_module_names
    strangers = {
        f"{module.relative_to(PROJECT)}: {name}"
        for module in (PROJECT / room).rglob("*.py")
        for name in imported(module) - allowed
    }
    assert not strangers


def test_every_room_has_its_rule_but_the_bot_which_may_import_all() -> None:
    rooms = {module.parent.name for module in PROJECT.glob("*/*.py")} - {"tests", "benchmarks"}
    assert rooms <= MAY_IMPORT.keys() | {"bot"}


@pytest.mark.parametrize("room", FLOORS)
def test_a_room_of_the_bot_looks_only_into_those_below_it(room: str) -> None:
    allowed = FLOORS[room] | GROUND | {room}
    strangers = {
        f"{module.relative_to(PROJECT)}: {name}"
        for module in (PROJECT / "bot" / room).rglob("*.py")
        for name in looked_into(module, "bot") - allowed
    }
    assert not strangers


def test_every_room_of_the_bot_stands_on_a_floor_and_looks_down_only() -> None:
    rooms = {module.parent.name for module in (PROJECT / "bot").glob("*/*.py")}
    assert rooms == set(FLOORS)
    heights = list(FLOORS)
    upwards = [
        (room, below)
        for room, allowed in FLOORS.items()
        for below in allowed
        if heights.index(below) >= heights.index(room)
    ]
    assert not upwards


@pytest.mark.parametrize("module", sorted(GROUND))
def test_the_ground_of_the_bot_carries_itself(module: str) -> None:
    assert looked_into(PROJECT / "bot" / f"{module}.py", "bot") <= GROUND


@pytest.mark.parametrize("room", sorted(LOOKS_AT_NOBODY))
def test_what_turns_words_into_answers_knows_only_itself(room: str) -> None:
    house, inner = room.split("/")
    for module in (PROJECT / room).rglob("*.py"):
        assert looked_into(module, house) <= {inner}


def test_a_card_takes_a_process_only_as_its_reader_sees_it() -> None:
    takers = {
        f"{module.name}: {function.name}"
        for module in (PROJECT / "cards").rglob("*.py")
        for function in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for part in ast.walk(function.args)
        if isinstance(part, ast.arg) and part.annotation
        if "Process" in re.findall(r"\w+", ast.unparse(part.annotation))
    }
    assert not takers


def test_imports_are_found_wherever_they_stand(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text("import a.b\nfrom . import c\ndef f():\n    from d.e import g\n", encoding="utf-8")
    assert imported(module) == {"a", "d"}


def test_no_file_names_a_registry_or_a_place_on_one_machine() -> None:
    telling = [
        f"{path.relative_to(PROJECT)}: {found.group()}"
        for path in kept_files()
        if (found := OF_ONE_MACHINE.search(path.read_text(encoding="utf-8", errors="ignore")))
    ]
    assert not telling


def test_every_dependency_says_why_it_is_here() -> None:
    python = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    npm = json.loads((PROJECT / "package.json").read_text(encoding="utf-8"))
    wanted = chain(python["project"]["dependencies"], *python["dependency-groups"].values())
    asked = [line for line in wanted if isinstance(line, str)]
    page = (PROJECT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"^\| (\S+) \|", page, re.MULTILINE)) - {"package"}
    assert explained == {re.split(r"[^\w.-]", line)[0] for line in asked} | npm["dependencies"].keys()
