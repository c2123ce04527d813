"""Structured logs: ids and classes, never what people write."""

import logging
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from traceback import format_tb
from typing import Literal
from uuid import uuid4

import structlog
from structlog.typing import ExcInfo, Processor


def set_up_logs(log_format: Literal["console", "json"]) -> None:
    """Send our own lines from INFO and the libraries' from WARNING to standard error, in one format."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    rendered: list[Processor] = [
        structlog.processors.ExceptionRenderer(_what_and_where),
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if log_format == "json"
        else structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
        ),
    ]
    structlog.configure(
        processors=[*shared, *rendered],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    libraries = logging.StreamHandler(sys.stderr)
    libraries.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, structlog.stdlib.add_logger_name],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *rendered],
        )
    )
    logging.basicConfig(handlers=[libraries], level=logging.WARNING, force=True)


def _what_and_where(exc_info: ExcInfo) -> str:
    """Return an exception's class and where it came by, what led to it first.

    Not what it says, nor any variables: both may repeat what people wrote.
    """
    return "".join(_traced(exc_info[1], set())).rstrip()


def _traced(problem: BaseException, told: set[int]) -> Iterator[str]:
    told.add(id(problem))
    earlier = problem.__cause__ or (None if problem.__suppress_context__ else problem.__context__)
    if earlier is not None and id(earlier) not in told:
        yield from _traced(earlier, told)
        yield "which led to\n"
    yield from format_tb(problem.__traceback__)
    yield f"{type(problem).__module__}.{type(problem).__qualname__}\n"
    for part in problem.exceptions if isinstance(problem, BaseExceptionGroup) else ():
        yield from _traced(part, told)


def correlated(**ids: str) -> AbstractContextManager[None]:
    """Mark every line logged inside with one new correlation id, and with the ids given."""
    return structlog.contextvars.bound_contextvars(correlation_id=uuid4().hex, **ids)
