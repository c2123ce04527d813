"""How often a key may be used: a bucket of tokens for each, refilled evenly over a minute."""

from collections.abc import Hashable
from dataclasses import dataclass

from bot.clock import Clock

MINUTE = 60.0


@dataclass
class _Bucket:
    tokens: float
    at: float


class Rates:
    """The buckets of one instance of the service."""

    def __init__(self, per_minute: int, clock: Clock) -> None:
        self._size = float(per_minute)
        self._clock = clock
        self._buckets: dict[Hashable, _Bucket] = {}

    def take(self, key: Hashable) -> float:
        """Take a token and return 0; if there is none, return how many seconds from now there will be."""
        now = self._clock.elapsed()
        bucket = self._buckets.setdefault(key, _Bucket(self._size, now))
        gained = (now - bucket.at) * self._size / MINUTE
        bucket.tokens, bucket.at = min(self._size, bucket.tokens + gained), now
        if bucket.tokens < 1:
            return (1 - bucket.tokens) * MINUTE / self._size
        bucket.tokens -= 1
        return 0.0
