"""Log lines are one format, carry a correlation id, and do not print what people write."""

import json
import logging
from typing import Any

import pytest
import structlog
from pydantic import BaseModel, ValidationError

from bot.watching.logs import correlated, set_up_logs

pytestmark = pytest.mark.usefixtures("logs_as_before")


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_our_lines_and_the_libraries_are_json_with_one_correlation_id(
    capsys: pytest.CaptureFixture[str],
) -> None:
    set_up_logs("json")
    with correlated(app_id="a-bot"):
        structlog.get_logger().info("turn done", activity_id="17")
        logging.getLogger("aiohttp.server").warning("odd request")
        logging.getLogger("aiohttp.access").info("GET /secret?token=1")
    structlog.get_logger().info("outside")
    ours, theirs, outside = lines(capsys)
    assert (ours["event"], ours["app_id"], ours["activity_id"]) == ("turn done", "a-bot", "17")
    assert (theirs["event"], theirs["logger"], theirs["level"]) == (
        "odd request",
        "aiohttp.server",
        "warning",
    )
    assert ours["correlation_id"] == theirs["correlation_id"]
    assert "correlation_id" not in outside


@pytest.mark.parametrize("log_format", ["json", "console"])
def test_of_an_exception_its_class_and_place_are_printed_and_nothing_that_was_written(
    capsys: pytest.CaptureFixture[str], log_format: Any
) -> None:
    set_up_logs(log_format)
    written = "hvad borgeren skrev"
    for failing in (fails_on_what_was_written, fails_in_several_ways):
        try:
            failing(written)
        except Exception:
            structlog.get_logger().exception("turn failed")
            logging.getLogger("sqlalchemy").exception("query failed")
        printed = capsys.readouterr().err
        assert printed.count("ValidationError") == printed.count("builtins.LookupError") == 2
        assert printed.count("in fails_on_what_was_written") == 4
        assert written not in printed


class Told(BaseModel):
    """Something that is read strictly."""

    count: int


def fails_on_what_was_written(text: str) -> None:
    try:
        Told.model_validate({"count": text})
    except ValidationError as problem:
        raise LookupError(text) from problem


def fails_in_several_ways(text: str) -> None:
    try:
        fails_on_what_was_written(text)
    except LookupError as problem:
        raise ExceptionGroup(text, [problem]) from None


def test_lines_that_go_into_a_file_have_no_colour_codes(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("console")
    structlog.get_logger().warning("no token for the bot", app_id="a-bot")
    printed = capsys.readouterr().err
    assert "app_id=a-bot" in printed
    assert "\x1b" not in printed
