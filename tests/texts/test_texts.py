"""Every sentence there is, in both languages, and none that nobody says."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from fluent.runtime import FluentResource
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

from domain.bookkeeping import CASE_QUESTIONS, HOURS_SAVED
from domain.form import FORM, SUBMISSION_FORM
from domain.questions import Choice, Day, Domains, Question
from domain.settings_form import LANGUAGES, SETTINGS_FORM
from texts import LOCALES, MissingText, language_of, sayer

ROOT = Path(__file__).parents[2]
SPEAKING = ("bot", "cards", "dialogs", "domain", "services")
KEY = re.compile(
    r"(card|button|note|dialog|sorry|refused|question|problem|why|rate|duration)(-[a-z0-9_]+)+(\.[a-z_]+)?"
)


ASKED = (*FORM, *CASE_QUESTIONS, HOURS_SAVED, *SETTINGS_FORM.values())


class Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802
        self.names.add(node.id.name)


def variables(pattern: ftl.BaseNode | None) -> frozenset[str]:
    visitor = Variables()
    if pattern is not None:
        visitor.visit(pattern)
    return frozenset(visitor.names)


@cache
def messages(language: str) -> dict[str, frozenset[str]]:
    """The variables of every text, by its key or "key.attribute"."""
    found: dict[str, frozenset[str]] = {}
    for path in sorted((ROOT / "texts" / language).glob("*.ftl")):
        for entry in FluentResource(path.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ftl.Junk), f"{path}: {entry.content}"
            if isinstance(entry, ftl.Message):
                assert entry.id.name not in found, f"{entry.id.name} stands twice"
                if entry.value:
                    found[entry.id.name] = variables(entry.value)
                for attribute in entry.attributes:
                    found[f"{entry.id.name}.{attribute.id.name}"] = variables(attribute)
    return found


@cache
def said() -> frozenset[str]:
    """The patterns of all keys that the product says: literals, and f-strings with their values left open."""
    return frozenset(_said())


def _said() -> Iterator[str]:
    for path in [path for room in SPEAKING for path in (ROOT / room).rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield re.escape(node.value)
            if isinstance(node, ast.JoinedStr):
                parts = [
                    re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z0-9_-]+"
                    for part in node.values
                ]
                if not parts[0].startswith("["):
                    yield "".join(parts)


def test_the_languages_one_can_choose_are_those_there_are_texts_in() -> None:
    assert set(LANGUAGES) == set(LOCALES)


@pytest.mark.parametrize("language", LOCALES)
def test_every_key_that_is_said_has_a_text(language: str) -> None:
    texts = messages(language)
    literal = {re.sub(r"\\(.)", r"\1", pattern) for pattern in said()}
    assert sorted(key for key in literal if KEY.fullmatch(key) and key not in texts) == []


def test_no_text_is_left_that_nobody_says() -> None:
    patterns = "|".join(sorted(said()))
    unsaid = [key for key in messages("da") if not re.fullmatch(patterns, key)]
    assert unsaid == []


def test_both_languages_say_the_same_with_the_same_values() -> None:
    assert messages("da") == messages("en")


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("question", ASKED, ids=lambda question: question.key)
def test_a_question_has_its_label_its_help_and_its_choices(question: Question, language: str) -> None:
    owned = {key for key in messages(language) if key.split(".")[0] == f"question-{question.key}"}
    written = not isinstance(question, Choice | Domains | Day)
    attributes = ["label", *(question.choices if isinstance(question, Choice) else ())]
    attributes += ["placeholder"] if written else []
    needed = {f"question-{question.key}.{name}" for name in attributes}
    if question in SUBMISSION_FORM:
        needed |= {f"question-{question.key}", f"question-{question.key}.help"}
    assert owned == needed


def test_only_questions_have_texts() -> None:
    asked = {f"question-{question.key}" for question in ASKED}
    assert {key.split(".")[0] for key in messages("da") if key.startswith("question-")} == asked


def outcomes() -> tuple[set[str], set[str]]:
    """The problems and the reasons to ask back that the rules know, as their source names them."""
    problems, whys = set(), set()
    for path in (path for room in ("domain", "services", "bot") for path in (ROOT / room).rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        problems |= set(re.findall(r'Refused\(\s*"([a-z-]+)"|problem="([a-z-]+)"', source))
        whys |= set(re.findall(r'why\w*=\(?"([a-z-]+)"|Unclear\([^"\n]*"([a-z-]+)"\)', source))
    return {"".join(found) for found in problems}, {"".join(found) for found in whys}


@pytest.mark.parametrize("language", LOCALES)
def test_every_problem_and_every_doubt_has_its_sentence_and_no_other_has(language: str) -> None:
    problems, whys = outcomes()
    texts = messages(language)
    assert {key.removeprefix("problem-") for key in texts if key.startswith("problem-")} == problems
    assert {key.removeprefix("why-") for key in texts if key.startswith("why-")} == whys


@pytest.mark.parametrize("language", LOCALES)
def test_every_refusal_has_its_sentence(language: str) -> None:
    keys = {
        key
        for room in SPEAKING
        for path in (ROOT / room).rglob("*.py")
        for key in re.findall(r'text_key = "([a-z-]+)"', path.read_text(encoding="utf-8"))
    }
    assert {key for key in messages(language) if key.split("-")[0] == "refused"} == keys


def test_a_missing_text_is_an_error_and_never_shown() -> None:
    with pytest.raises(MissingText):
        sayer("da")("no-such-text")
    with pytest.raises(MissingText):
        sayer("da")("question-title.no-such-part")
    with pytest.raises(MissingText):
        sayer("da")("rate-week")


@pytest.mark.parametrize(
    ("language", "count", "expected"),
    [
        ("da", 1, "1 gang om året"),
        ("da", 1200, "1.200 gange om året"),
        ("da", 1.5, "1,5 gang om året"),
        ("en", 1, "once a year"),
        ("en", 1200, "1,200 times a year"),
        ("en", 1.5, "1.5 times a year"),
    ],
)
def test_numbers_are_written_as_the_language_writes_them(language: str, count: float, expected: str) -> None:
    assert sayer(language)("rate-year", count=count) == expected


@pytest.mark.parametrize("language", LOCALES)
def test_the_number_of_a_process_is_a_name_and_is_not_grouped(language: str) -> None:
    assert "12345" in sayer(language)("refused-outdated", number=12345)


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("da-DK", "da"),
        ("da", "da"),
        ("nb_NO", "da"),
        ("sv-SE", "da"),
        ("kl-GL", "da"),
        ("en-US", "en"),
        ("de-DE", "en"),
        ("dav", "en"),
        ("", "da"),
        (None, "da"),
    ],
)
def test_the_language_follows_the_locale_of_the_client(locale: str | None, language: str) -> None:
    assert language_of(locale, "da") == language


def test_without_a_locale_the_default_is_spoken() -> None:
    assert language_of(None, "en") == "en"
