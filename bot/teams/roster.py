"""Who is a member of a team, asked of Teams and remembered for minutes."""

from dataclasses import dataclass

import structlog

from bot.addresses import Address
from bot.clock import Clock
from bot.teams.connector import Connector, Member
from bot.teams.errors import CallProblem, RosterMissing, RosterUnavailable
from bot.teams.single_flight import SingleFlight

KEPT = 300.0  # seconds
PATIENCE = 4.0  # seconds; who taps is answered within five
PAUSE = 30.0
"""For how many seconds nobody waits again for what Teams did not tell."""

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class Members:
    """The people of one team, by Entra object id, as they were when Teams was asked."""

    by_object_id: dict[str, Member]
    asked_at: float
    version: int

    def __contains__(self, object_id: str) -> bool:
        return object_id in self.by_object_id


class Roster:
    """Remembers the members of teams; an old answer is no answer, since rights hang on it.

    The `version` is the organisation's, and rises when somebody joins or leaves a team: what was asked
    before that has been overtaken, whichever replica Teams told of it.
    """

    def __init__(self, connector: Connector, clock: Clock) -> None:
        self._connector = connector
        self._clock = clock
        self._teams: dict[str, Members] = {}
        self._in_vain: dict[str, tuple[int, float]] = {}
        self._flight: SingleFlight[None] = SingleFlight()

    def known(self, team_id: str, version: int) -> Members:
        """Return the members without asking Teams, or raise ``RosterMissing``."""
        members = self._teams.get(team_id)
        if members is None or members.version != version or self._clock.elapsed() - members.asked_at >= KEPT:
            raise RosterMissing(team_id)
        return members

    async def fetch(self, near: Address, team_id: str, version: int) -> None:
        """Ask Teams for the members, or raise ``RosterUnavailable`` if it does not tell before long.

        Whoever comes in the next while does not wait for it; the answer still counts once it comes.
        """
        if not self._is_in_vain(team_id, version):
            flight = self._flight.start((team_id, version), lambda: self._ask(near, team_id, version))
            await self._clock.wait_for(flight, PATIENCE)
            if not flight.done():
                self._in_vain[team_id] = version, self._clock.elapsed()
        if self._is_in_vain(team_id, version):
            raise RosterUnavailable(team_id)

    def _is_in_vain(self, team_id: str, version: int) -> bool:
        """Whether Teams was asked for these members lately and did not tell."""
        asked = self._in_vain.get(team_id)
        return asked is not None and asked[0] == version and self._clock.elapsed() - asked[1] < PAUSE

    async def _ask(self, near: Address, team_id: str, version: int) -> None:
        asked_at = self._clock.elapsed()
        team = Address(app_id=near.app_id, service_url=near.service_url, conversation_id=team_id)
        try:
            people = await self._connector.members(team)
        except CallProblem as problem:
            log.warning("who is in a team is not known", problem=type(problem).__name__)
            self._in_vain[team_id] = version, self._clock.elapsed()
            return
        self._in_vain.pop(team_id, None)
        if team_id in self._teams and self._teams[team_id].version > version:
            return
        self._teams[team_id] = Members(
            # A guest of the team is nobody of the organisation, and judges nothing of it.
            by_object_id={
                person.object_id: person for person in people if person.object_id and not person.is_guest
            },
            asked_at=asked_at,
            version=version,
        )
