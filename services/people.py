"""People: met when they speak, named coordinators, and what each has chosen for themselves."""

import secrets
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from string import digits
from uuid import UUID

from sqlalchemy import bindparam, exists, select, update
from sqlalchemy.orm import Session

from domain.access import may_read
from domain.errors import InviteInvalid, NotFound, Unreadable
from domain.events import EVERYTHING, MUTABLE
from domain.people import Actor, Role, check_coordinates
from domain.process import Process
from domain.reading.cpr import contains_cpr
from domain.reading.wording import alphabetical
from services.notices import record
from storage.insert import insert
from storage.tables import BY_NAME, CoordinatorRow, InviteRow, OrganisationRow, PersonRow, TenantRow

NAME_LENGTH = 200
MAIL_LENGTH = 320
UNNAMED = "?"
INVITE_LIVES = timedelta(days=7)
CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 8
_MISREAD = str.maketrans("OIL", "011")
# Built once: every card is made for somebody.
_COORDINATES = select(exists().where(CoordinatorRow.person_id == bindparam("person")))


def meet(
    session: Session, *, tenant_id: str, aad_object_id: str | None, name: str, now: datetime
) -> tuple[OrganisationRow, PersonRow | None]:
    """Return who speaks and their organisation, made on first sight; the tenant must be one we serve."""
    organisation = _organisation_of(session, tenant_id, now)
    if aad_object_id is None:
        return organisation, None
    meeting = insert(session, PersonRow).values(
        organisation_id=organisation.id,
        tenant_id=tenant_id,
        aad_object_id=aad_object_id,
        name=UNNAMED,
        created_at=now,
    )
    session.execute(meeting.on_conflict_do_nothing())
    person = session.scalars(
        select(PersonRow).where(PersonRow.tenant_id == tenant_id, PersonRow.aad_object_id == aad_object_id)
    ).one()
    rename(person, name)
    return organisation, person


def rename(person: PersonRow, name: str) -> None:
    """Follow the name Teams shows; one that is empty or holds a CPR number changes nothing.

    Who has a new name may have a new mail too, which Teams is then asked for.
    """
    known = clean_name(name)
    if known and known != person.name:
        person.name, person.sort_name, person.mail = known, alphabetical(known), None


def as_actor(session: Session, person: PersonRow) -> Actor:
    """Return a person as services know them, as long as it does not matter whether they review."""
    coordinates = session.connection().scalar(_COORDINATES, {"person": person.id})
    roles = frozenset({Role.COORDINATOR} if coordinates else ())
    return Actor(person_id=person.id, organisation_id=person.organisation_id, roles=roles)


def known_person(session: Session, actor: Actor, object_id: str) -> PersonRow | None:
    """Return the person of the actor's organisation with this Entra object id, if we have met them."""
    own = PersonRow.organisation_id == actor.organisation_id
    return session.scalar(select(PersonRow).where(own, PersonRow.aad_object_id == object_id))


def known_people(session: Session, actor: Actor, first: Iterable[UUID], limit: int) -> Sequence[PersonRow]:
    """Return people of the actor's organisation: these first, then others by name, so many in all."""
    own = (PersonRow.organisation_id == actor.organisation_id, PersonRow.name != UNNAMED)
    by_name = select(PersonRow).where(*own).order_by(*BY_NAME)
    wanted = PersonRow.id.in_(list(first))
    named = session.scalars(by_name.where(wanted).limit(limit)).all()
    # In the order of an index, so that nobody else of a large organisation is read.
    return [*named, *session.scalars(by_name.where(~wanted).limit(limit - len(named)))]


def check_colleague(session: Session, organisation_id: UUID, person_id: UUID) -> PersonRow:
    """Return a person of the organisation; anybody else must not be known to exist."""
    person = session.get(PersonRow, person_id)
    if person is None or person.organisation_id != organisation_id:
        raise NotFound
    return person


def check_reader(session: Session, process: Process, person_id: UUID, field: str) -> None:
    """Refuse a colleague who may not read the process, naming the field in which they were chosen."""
    person = check_colleague(session, process.organisation_id, person_id)
    if not may_read(as_actor(session, person), process):
        raise Unreadable(field=field, problem="cannot-read", name=person.name)


def clean_name(name: str) -> str:
    """Return a name as it may be kept and shown; empty if it holds a CPR number."""
    printable = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in name)
    clean = " ".join(printable.split())[:NAME_LENGTH].rstrip()
    return "" if contains_cpr(clean) else clean


def learn_mail(session: Session, person_id: UUID, mail: str) -> None:
    """Keep the mail Teams names for a person, and forget it of who had it before.

    Empty means none; one that holds a CPR number counts as such.
    """
    person = session.get(PersonRow, person_id)
    if person is None:
        return
    mail = "" if contains_cpr(mail) else mail.strip().lower()[:MAIL_LENGTH]
    had_before = (PersonRow.organisation_id == person.organisation_id, PersonRow.mail == mail)
    session.execute(update(PersonRow).where(*had_before, PersonRow.mail != "").values(mail=None))
    person.mail = mail


def set_language(person: PersonRow, language: str) -> None:
    """Speak this language with a person from now on."""
    person.language = language


def set_muted(person: PersonRow, kinds: Iterable[str]) -> None:
    """Tell a person no more of these kinds of event, nor anything if one of them is "everything"."""
    muted = sorted(set(kinds))
    if not {EVERYTHING, *MUTABLE}.issuperset(muted):
        raise Unreadable(field="muted", problem="not-a-choice")
    person.muted = [EVERYTHING] if EVERYTHING in muted else muted


def coordinators(session: Session, actor: Actor) -> Sequence[PersonRow]:
    """Return who coordinates the actor's organisation, by name."""
    coordinating = select(PersonRow).join(CoordinatorRow, CoordinatorRow.person_id == PersonRow.id)
    own = CoordinatorRow.organisation_id == actor.organisation_id
    return session.scalars(coordinating.where(own).order_by(*BY_NAME)).all()


def name_coordinator(session: Session, actor: Actor, person_id: UUID, now: datetime) -> None:
    """Let a colleague be coordinator too."""
    check_coordinates(actor)
    check_colleague(session, actor.organisation_id, person_id)
    _make_coordinator(session, actor, person_id, actor.person_id, now)


def invite(session: Session, tenant_id: str, organisation_name: str, now: datetime) -> str:
    """Name an organisation and return a one-time code that makes who says it to the bot its coordinator.

    Thirty-eight random bits, good for one use within a week: at the bot's pace there is no guessing them.
    The digit in front tells a code from words, however it is typed.
    """
    organisation = _organisation_of(session, tenant_id, now)
    organisation.name = organisation_name[:NAME_LENGTH]
    letters = (secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH - 1))
    code = "".join([secrets.choice(digits), *letters])
    session.add(
        InviteRow(code_hash=_hash(code), organisation_id=organisation.id, expires_at=now + INVITE_LIVES)
    )
    return f"{code[: CODE_LENGTH // 2]}-{code[CODE_LENGTH // 2 :]}"


def redeem(session: Session, actor: Actor, code: str, now: datetime) -> None:
    """Make the actor coordinator of their own organisation, if the code is good for it."""
    using = (
        update(InviteRow)
        .where(
            InviteRow.code_hash == _hash(code),
            InviteRow.organisation_id == actor.organisation_id,
            InviteRow.used_by_id.is_(None),
            InviteRow.expires_at > now,
        )
        .values(used_by_id=actor.person_id)
        .returning(InviteRow.code_hash)
    )
    if session.scalar(using) is None:
        raise InviteInvalid
    _make_coordinator(session, actor, actor.person_id, None, now)


def _make_coordinator(
    session: Session, actor: Actor, person_id: UUID, named_by_id: UUID | None, now: datetime
) -> None:
    naming = insert(session, CoordinatorRow).values(
        person_id=person_id, organisation_id=actor.organisation_id, named_by_id=named_by_id, since=now
    )
    if session.scalar(naming.on_conflict_do_nothing().returning(CoordinatorRow.person_id)):
        record(session, "coordinator_named", actor, now, None, person_id)


def _organisation_of(session: Session, tenant_id: str, now: datetime) -> OrganisationRow:
    of_tenant = select(OrganisationRow).join(TenantRow).where(TenantRow.tenant_id == tenant_id)
    known = session.scalar(of_tenant)
    if known is not None:
        return known
    organisation = OrganisationRow(created_at=now)
    session.add(organisation)
    session.flush()
    joining = insert(session, TenantRow).values(tenant_id=tenant_id, organisation_id=organisation.id)
    if session.scalar(joining.on_conflict_do_nothing().returning(TenantRow.tenant_id)) is None:
        # Somebody of the same tenant was met in the same moment, and theirs is the organisation.
        session.delete(organisation)
    return session.scalars(of_tenant).one()


def _hash(code: str) -> str:
    letters = "".join(c for c in code.upper() if c.isalnum()).translate(_MISREAD)
    return sha256(letters.encode()).hexdigest()
