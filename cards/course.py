"""Where a process is on its way, what the next gate still wants, and what its figures come to."""

from collections.abc import Iterator

from microsoft_teams.cards import CardElement, RichTextBlock, TextRun

from cards.elements import line, run, subtle, warning
from cards.figures import disagreement, say_score
from cards.say import Say
from cards.standing import holder_name, say_standing, say_twin, standing
from domain.gates import GATES, lacking, next_phase
from domain.process import PHASES, Phase
from domain.scoring import Score
from domain.sight import SeenProcess


def stands(say: Say, process: SeenProcess) -> RichTextBlock:
    """Say how it stands, and with whom, if that is shown."""
    told = (
        say_standing(say, process)
        if process.hides("holder")
        else say(
            f"card-stands-{standing(process)}",
            holder=holder_name(say, process),
            twin=say_twin(say, process.twin),
        )
    )
    return line(
        run(told, weight="Bolder", color="Accent" if process.status.is_open else None), spacing="Medium"
    )


def phases(say: Say, process: SeenProcess) -> RichTextBlock:
    """Show all phases in a line, the one it is in bold."""
    runs: list[TextRun] = []
    for phase in PHASES:
        if runs:
            runs.append(run(" → ", size="Small", subtle=True))
        here = phase is process.phase
        named = say(f"card-phase-{phase.value}")
        runs.append(run(named, size="Small", weight="Bolder" if here else None, subtle=not here or None))
    return line(*runs, spacing="Small")


def course(say: Say, process: SeenProcess, figures: Score) -> Iterator[CardElement]:
    """Say who acts for its holder, what the next gate wants, the figures, and where reviewers disagree."""
    if process.deputy is not None:
        yield subtle(say("card-deputy", name=process.deputy.name), spacing="None")
    gate = say_gate(say, process)
    if gate is not None:
        yield subtle(gate, spacing="None")
    yield line(say_score(say, figures), spacing="Small")
    differences = disagreement(say, figures)
    if differences is not None:
        yield warning(differences)


def gate_ahead(process: SeenProcess) -> Phase | None:
    """Return the next phase of an open process, if its gate wants anything at all."""
    into = next_phase(process)
    return into if process.status.is_open and into and GATES[into] else None


def say_gate(say: Say, process: SeenProcess) -> str | None:
    """Say what is wanted before the next phase, or that it is ready for it."""
    into = gate_ahead(process)
    if into is None:
        return None
    phase, wanted = say(f"card-into-{into.value}"), lacking(process, into)
    if not wanted:
        return say("card-gate-open", phase=phase)
    return say("card-gate-closed", phase=phase, lines=", ".join(say_line(say, key) for key in wanted))


def say_line(say: Say, key: str) -> str:
    """Say what a line of a gate wants."""
    return say(f"card-gate-{key}")


def say_steer(say: Say, process: SeenProcess) -> str:
    """Say where a process may go from here."""
    if not process.status.is_open:
        return say("button-take_up")
    into = next_phase(process)
    return say("card-steer-to", phase=into.value if into else "none")


def say_end(say: Say, process: SeenProcess) -> str:
    """Say how a process may be ended: an idea is rejected, what has come further is brought to an end."""
    return say("button-reject" if process.phase is Phase.IDEA else "button-end")
