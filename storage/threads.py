"""The threads that synchronous work runs in, while an event loop waits for what comes of it."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from contextvars import Context, copy_context
from queue import SimpleQueue
from threading import Thread
from typing import Any, TypeAlias, TypeVar

R = TypeVar("R")

Work: TypeAlias = tuple[asyncio.Future[Any], Context, Callable[[], Any]]


class Threads:
    """So many threads, which begin their work in the order it comes.

    An executor of the standard library would need a second future for all that is done here.
    """

    def __init__(self, count: int, name: str) -> None:
        self._queue: SimpleQueue[Work | None] = SimpleQueue()
        self._threads = [
            Thread(target=self._work, name=f"{name}_{number}", daemon=True) for number in range(count)
        ]
        self._started = False

    def run(self, work: Callable[[], R]) -> asyncio.Future[R]:
        """Have work done in one of the threads, in the context it was asked for in."""
        if not self._started:
            self._started = True
            for thread in self._threads:
                thread.start()
        outcome: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        self._queue.put((outcome, copy_context(), work))
        return outcome

    def close(self) -> None:
        """Finish what is under way, and begin nothing more."""
        while not self._queue.empty():
            if waiting := self._queue.get():
                _tell(waiting[0], waiting[0].cancel)
        if self._started:
            for _ in self._threads:
                self._queue.put(None)
            for thread in self._threads:
                thread.join()

    def _work(self) -> None:
        # By what it returns, so that nothing of one piece of work is kept until the next.
        while self._do(self._queue.get()):
            pass

    @staticmethod
    def _do(asked: Work | None) -> bool:
        if asked is None:
            return False
        outcome, context, work = asked
        if outcome.cancelled():
            return True
        try:
            result = context.run(work)
        except BaseException as problem:  # whoever waits for it is told of it
            _tell(outcome, _fail, outcome, problem)
        else:
            _tell(outcome, _settle, outcome, result)
        return True


def _tell(outcome: asyncio.Future[R], act: Callable[..., object], *args: object) -> None:
    # Once the event loop has ended, nobody waits any more.
    with suppress(RuntimeError):
        outcome.get_loop().call_soon_threadsafe(act, *args)


def _settle(outcome: asyncio.Future[R], result: R) -> None:
    if not outcome.cancelled():
        outcome.set_result(result)


def _fail(outcome: asyncio.Future[Any], problem: BaseException) -> None:
    if not outcome.cancelled():
        outcome.set_exception(problem)
