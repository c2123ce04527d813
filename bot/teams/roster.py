"""Who is a member of a team, asked of Teams and remembered for minutes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.teams.addresses import Address
from bot.teams.connector import Connector, Member
from bot.teams.errors import CallProblem, RosterMissing, RosterUnavailable
from bot.teams.single_flight import SingleFlight

KEPT = timedelta(minutes=5)


@dataclass(frozen=True, kw_only=True)
class Members:
    """The people of one team, by Entra object id, as they were when Teams was asked."""

    by_object_id: dict[str, Member]
    asked_at: datetime

    def __contains__(self, object_id: str) -> bool:
        return object_id in self.by_object_id


class Roster:
    """Remembers the members of teams; an old answer is no answer, since rights hang on it."""

    def __init__(self, connector: Connector, clock: Clock) -> None:
        self._connector = connector
        self._clock = clock
        self._teams: dict[str, Members] = {}
        self._flight: SingleFlight[Members] = SingleFlight()

    def known(self, team_id: str) -> Members:
        """Return the members without asking Teams, or raise ``RosterMissing``."""
        members = self._teams.get(team_id)
        if members is None or self._clock.now() - members.asked_at >= KEPT:
            raise RosterMissing(team_id)
        return members

    async def fetch(self, near: Address, team_id: str) -> Members:
        """Ask Teams for the members, or raise ``RosterUnavailable``."""
        return await self._flight.run(team_id, lambda: self._ask(near, team_id))

    def forget(self, team_id: str) -> None:
        """Ask anew next time: somebody came or went."""
        self._teams.pop(team_id, None)
        self._flight.disown(team_id)

    async def _ask(self, near: Address, team_id: str) -> Members:
        asked_at = self._clock.now()
        team = Address(app_id=near.app_id, service_url=near.service_url, conversation_id=team_id)
        try:
            people = await self._connector.members(team)
        except CallProblem as problem:
            raise RosterUnavailable(team_id) from problem
        members = Members(
            # A guest of the team is nobody of the organisation, and judges nothing of it.
            by_object_id={
                person.object_id: person for person in people if person.object_id and not person.is_guest
            },
            asked_at=asked_at,
        )
        if not self._flight.disowned(team_id):
            self._teams[team_id] = members
        return members
