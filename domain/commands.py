"""What can be asked for by name, in Danish and English: in which words, by whom, and where."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.people import Role


@dataclass(frozen=True, kw_only=True)
class Named:
    """One command: the words for it, and the role it takes, if any.

    Help tells of it unless it is not `in_help`. One that is answered `among_others` is so where others read
    along, and one of the team's in the team's review channel; all else goes on in the personal chat.
    """

    said: str = ""
    role: Role | None = None
    in_help: bool = True
    among_others: bool = False


COMMANDS: Mapping[str, Named] = {
    "hello": Named(
        said="hej|hejsa|hej med dig|hej guldkorn|goddag|godmorgen|hi|hi there|hello|hey", in_help=False
    ),
    "help": Named(said="hjælp|hjaelp|hvad kan du|menu|help|what can you do", in_help=False),
    "suggest": Named(said="forslag|nyt forslag|foreslå|foreslå en opgave|suggest|suggest a task"),
    "mine": Named(said="mine|mine forslag|my|my suggestions"),
    "status": Named(said="status"),
    "attach": Named(),
    "back": Named(said="tilbage|gå tilbage|back|go back"),
    "skip": Named(said="spring over|spring den over|skip|skip it"),
    "cancel": Named(said="annuller|annullér|afbryd|stop|cancel"),
    "language": Named(said="sprog|language"),
    "mute": Named(said="lydløs|mute"),
    "unmute": Named(said="lyd til|unmute", in_help=False),
    "my_data": Named(said="mine oplysninger|mine data|hvad ved du om mig|my data|my information"),
    "forget_me": Named(said="glem mig|slet mig|forget me|delete me"),
    "coordinator": Named(in_help=False),
    "queue": Named(said="kø|køen|vis køen|queue|the queue|show the queue", role=Role.REVIEWER),
    "standup": Named(said="tavlemøde|tavlemødet|stå op|standup|stand up", role=Role.REVIEWER),
    "dashboard": Named(said="overblik|overblikket|dashboard|overview", role=Role.REVIEWER),
    "settings": Named(said="indstillinger|settings", role=Role.COORDINATOR, among_others=True),
    "digest": Named(
        said="opsamling|opsamlinger|ugens opsamling|digest|weekly digest",
        role=Role.COORDINATOR,
        among_others=True,
    ),
    "undelivered": Named(said="ikke sendt|undelivered|not sent", role=Role.COORDINATOR),
}
"""Every command, in the order in which help tells of them; those without words come with a number or code."""
