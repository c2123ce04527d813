"""Work that several ask for at once, done once."""

import asyncio
from collections.abc import Callable, Coroutine, Hashable
from typing import Any, Generic, TypeVar

Outcome = TypeVar("Outcome")


class SingleFlight(Generic[Outcome]):
    """Runs the work of a key once at a time; who asks meanwhile shares the outcome."""

    def __init__(self) -> None:
        self._under_way: dict[Hashable, asyncio.Task[Outcome]] = {}

    def start(self, key: Hashable, work: Callable[[], Coroutine[Any, Any, Outcome]]) -> asyncio.Task[Outcome]:
        """Start the work, or return the task that is at it."""
        task = self._under_way.get(key)
        if task is None:
            task = asyncio.create_task(work())
            self._under_way[key] = task
            task.add_done_callback(lambda done: self._landed(key, done))
        return task

    async def run(self, key: Hashable, work: Callable[[], Coroutine[Any, Any, Outcome]]) -> Outcome:
        """Wait for the outcome; one who gives up waiting does not stop the work for the others."""
        return await asyncio.shield(self.start(key, work))

    def under_way(self, key: Hashable) -> bool:
        """Tell whether somebody is at it."""
        return key in self._under_way

    def _landed(self, key: Hashable, task: asyncio.Task[Outcome]) -> None:
        if self._under_way.get(key) is task:
            del self._under_way[key]
