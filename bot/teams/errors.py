"""What can go wrong between Teams and us.

TeamsProblem
├── Refused               an activity is not let in; ``status`` is the HTTP answer
│   ├── Malformed         400
│   ├── Unauthenticated   401
│   ├── Forbidden         403
│   └── KeysUnavailable   503
├── CallProblem           a call to Teams came to nothing, or may have
│   ├── Throttled         wait and try again
│   ├── Unreachable       try again: it surely was not accepted
│   ├── Uncertain         try again: it may have been accepted
│   ├── NoToken           try again: Entra gave no token
│   ├── NoCredential      give up: this bot may not send there
│   ├── UntrustedService  give up
│   ├── Blocked           give up, and mark the conversation
│   ├── ConversationGone  give up, and mark the conversation
│   ├── TooLarge          give up
│   └── Rejected          give up
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


class Refused(TeamsProblem):
    """The activity is not let in."""

    status: ClassVar[int]


class Malformed(Refused):
    """The body is not an activity."""

    status = 400


class Unauthenticated(Refused):
    """The token does not show that Teams sent this."""

    status = 401


class Forbidden(Refused):
    """The token is genuine, but not for this activity."""

    status = 403


class KeysUnavailable(Refused):
    """The channel's signing keys could not be read, so nobody can be let in."""

    status = 503


class CallProblem(TeamsProblem):
    """A call to Teams came to nothing, or may have."""


class Throttled(CallProblem):
    """Teams asks us to wait."""

    def __init__(self, retry_after: float | None = None) -> None:
        super().__init__(retry_after)
        self.retry_after = retry_after


class Unreachable(CallProblem):
    """No connection to Teams; the call was surely not accepted."""


class Uncertain(CallProblem):
    """Teams gave no proper answer; the call may have been accepted."""


class NoToken(CallProblem):
    """Entra gave this bot no token."""


class NoCredential(CallProblem):
    """This bot has no credential, so it may only send to this machine."""


class UntrustedService(CallProblem):
    """The service URL is neither https nor on this machine."""


class Blocked(CallProblem):
    """The bot may not write here: it was blocked, removed or never let in."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class ConversationGone(CallProblem):
    """The conversation, or the message, is not there any more."""


class TooLarge(CallProblem):
    """The message is larger than Teams takes."""


class Rejected(CallProblem):
    """Teams refuses the call and would refuse it again."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(status, code)
        self.status = status
        self.code = code


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
