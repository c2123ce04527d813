"""Structured logs: ids and classes, never what people write."""

import logging
import sys
from contextlib import AbstractContextManager
from typing import Literal
from uuid import uuid4

import structlog
from structlog.typing import Processor


def set_up_logs(log_format: Literal["console", "json"]) -> None:
    """Send our own lines from INFO and the libraries' from WARNING to standard error, in one format."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    # Plain tracebacks: the prettier ones print local variables, and so what people wrote.
    rendered: list[Processor] = (
        [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
        if log_format == "json"
        else [
            structlog.dev.ConsoleRenderer(
                colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
            )
        ]
    )
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


def correlated(**ids: str) -> AbstractContextManager[None]:
    """Mark every line logged inside with one new correlation id, and with the ids given."""
    return structlog.contextvars.bound_contextvars(correlation_id=uuid4().hex, **ids)
