"""A process as somebody may see it, or none."""

from uuid import UUID

from sqlalchemy.orm import Session

from domain.errors import NotFound
from domain.people import Actor, Reader
from domain.process import Process
from domain.sight import SeenProcess, seen
from storage.processes import find_by_number, load


def read(session: Session, actor: Actor, process_id: UUID) -> SeenProcess:
    """Return a process as the actor may see it."""
    return as_seen(actor, load(session, process_id))


def read_numbered(session: Session, actor: Actor, number: int) -> SeenProcess:
    """Return the process with this number in the actor's organisation, as they may see it."""
    return as_seen(actor, find_by_number(session, actor.organisation_id, number))


def as_seen(reader: Reader, process: Process | None) -> SeenProcess:
    """Return what a reader sees of a process; refuse whoever must not know that there is one."""
    shown = None if process is None else seen(reader, process)
    if shown is None:
        raise NotFound
    return shown
