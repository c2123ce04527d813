"""What can go wrong between Teams and us.

TeamsProblem
├── NotLetIn              an activity is not let in; ``status`` is the HTTP answer
│   ├── Malformed         400
│   ├── Unauthenticated   401
│   ├── Forbidden         403
│   └── KeysUnavailable   503
├── CallProblem           a call to Teams came to nothing, or may have; what does not pass is given up
│   ├── Passing           try again
│   │   ├── Throttled         … when Teams asks us to
│   │   ├── Unreachable       … it surely was not accepted
│   │   ├── Uncertain         … it may have been accepted
│   │   ├── NoToken           … Entra gave no token
│   │   ├── TokenRefused      … with a new token
│   │   ├── Unexplained       … twice
│   │   └── ConversationGone  … twice, then write there no more
│   ├── Blocked           write there no more
│   ├── CardGone          leave this card alone
│   ├── ThreadGone        write it outside of the thread
│   ├── NoCredential      this bot may not send there
│   ├── UntrustedService
│   ├── TooLarge
│   └── Rejected
├── RosterMissing         ask Teams first
└── RosterUnavailable     Teams would not say who is a member

An error's docstring is its message.
"""

from inspect import getdoc
from typing import ClassVar


class TeamsProblem(Exception):
    """Something went wrong between Teams and us."""

    def __str__(self) -> str:
        sentence = (getdoc(self) or "").partition("\n")[0]
        details = ", ".join(str(detail) for detail in self.args if detail is not None)
        return f"{sentence} ({details})" if details else sentence


class NotLetIn(TeamsProblem):
    """The activity is not let in."""

    status: ClassVar[int]


class Malformed(NotLetIn):
    """The body is not an activity."""

    status = 400


class Unauthenticated(NotLetIn):
    """The token does not show that Teams sent this."""

    status = 401


class Forbidden(NotLetIn):
    """The token is genuine, but not for this activity."""

    status = 403


class KeysUnavailable(NotLetIn):
    """The channel's signing keys could not be read, so nobody can be let in."""

    status = 503


class CallProblem(TeamsProblem):
    """A call to Teams came to nothing, or may have."""


class Passing(CallProblem):
    """A call came to nothing for now; trying again may help, no sooner than after `retry_after` seconds."""

    later_tries: ClassVar[int | None] = None
    """How often it is tried again; None: as often as anything is."""

    def __init__(self, *details: object, retry_after: float | None = None) -> None:
        super().__init__(*details, retry_after)
        self.retry_after = retry_after


class Throttled(Passing):
    """Teams asks us to come back later; the call was not accepted."""


class Unreachable(Passing):
    """No connection to Teams; the call was surely not accepted."""


class Uncertain(Passing):
    """Teams gave no proper answer; the call may have been accepted."""


class NoToken(Passing):
    """Entra gave this bot no token."""


class TokenRefused(Passing):
    """Teams does not take the bot's token."""


class Unexplained(Passing):
    """Teams refuses the call for a reason that it does not document, perhaps for a moment only."""

    later_tries = 2


class ConversationGone(Passing):
    """Teams knows no such conversation, perhaps for a moment only."""

    later_tries = 2


class Blocked(CallProblem):
    """The bot may not write here: it was blocked, removed or never let in."""


class CardGone(CallProblem):
    """The card is not there any more."""


class ThreadGone(CallProblem):
    """There is no such thread in the conversation any more."""


class NoCredential(CallProblem):
    """This bot has no credential, so it may only send to this machine."""


class UntrustedService(CallProblem):
    """The service URL is neither https nor on this machine."""


class TooLarge(CallProblem):
    """The message is larger than Teams takes."""


class Rejected(CallProblem):
    """Teams refuses the call and would refuse it again."""


class RosterMissing(TeamsProblem):
    """Who is a member of this team has not been asked lately."""

    def __init__(self, team_id: str) -> None:
        super().__init__(team_id)
        self.team_id = team_id


class RosterUnavailable(TeamsProblem):
    """Teams would not say who is a member of this team."""

    def __init__(self, team_id: str) -> None:
        super().__init__(team_id)
        self.team_id = team_id
