"""A channel's weekly digest: turned on and off by coordinators, carried out once for each due time."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, literal, select, update
from sqlalchemy.orm import Session

from domain.people import Actor
from domain.weekly import Weekly
from services.notices import count_owed, record
from services.review_channel import check_channel
from storage.digests import untold
from storage.insert import insert
from storage.tables import ConversationRow, DeliveryRow, ProcessRow, ScheduleRow, ScheduleRunRow, ToldRow

DIGEST = "digest"
ZONE = "Europe/Copenhagen"


def turn_on(
    session: Session,
    actor: Actor,
    conversation_id: UUID,
    weekday: int,
    at: time,
    now: datetime,
    *,
    language: str,
) -> None:
    """Tell a channel every week, from the next time on, what is new; or tell it at another time."""
    check_channel(session, actor, conversation_id)
    chosen = {
        "weekday": weekday,
        "time": at,
        "zone": ZONE,
        "language": language,
        "active": True,
        "since": now,
    }
    choosing = insert(session, ScheduleRow).values(
        organisation_id=actor.organisation_id, conversation_id=conversation_id, kind=DIGEST, **chosen
    )
    session.execute(
        choosing.on_conflict_do_update(index_elements=["conversation_id", "kind"], set_=chosen),
        execution_options={"populate_existing": True},
    )
    record(session, "digest_turned_on", actor, now, conversation=str(conversation_id))


def turn_off(session: Session, actor: Actor, conversation_id: UUID, now: datetime) -> None:
    """Tell a channel no more; what it has been told is remembered."""
    check_channel(session, actor, conversation_id)
    stopping = (
        update(ScheduleRow)
        .where(ScheduleRow.conversation_id == conversation_id, ScheduleRow.kind == DIGEST, ScheduleRow.active)
        .values(active=False)
    )
    if session.scalar(stopping.returning(ScheduleRow.id)) is not None:
        record(session, "digest_turned_off", actor, now, conversation=str(conversation_id))


def weekly_of(schedule: ScheduleRow) -> Weekly:
    """Return when a schedule is due."""
    return Weekly(weekday=schedule.weekday, time=schedule.time, zone=ZoneInfo(schedule.zone))


def find_due(session: Session, now: datetime) -> list[UUID]:
    """Return the schedules that are due."""
    return [schedule.id for schedule, _ in _due(session, now)]


def carry_out(session: Session, schedule_id: UUID, now: datetime) -> None:
    """Carry out a schedule that is due, unless somebody has; of several weeks missed, only the last."""
    for schedule, due_at in _due(session, now, ScheduleRow.id == schedule_id):
        _run(session, schedule, due_at, now)


def lateness(session: Session, now: datetime) -> timedelta:
    """Return for how long the most belated digest has been due; nothing if none is."""
    return max((now - due_at for _, due_at in _due(session, now)), default=timedelta())


def _due(
    session: Session, now: datetime, *which: ColumnElement[bool]
) -> Iterator[tuple[ScheduleRow, datetime]]:
    latest_run = (
        select(func.max(ScheduleRunRow.due_at))
        .where(ScheduleRunRow.schedule_id == ScheduleRow.id)
        .scalar_subquery()
    )
    standing = (
        select(ScheduleRow, latest_run)
        .join(ConversationRow, ConversationRow.id == ScheduleRow.conversation_id)
        .where(ScheduleRow.active, ConversationRow.stopped_because.is_(None), *which)
        .order_by(ScheduleRow.id)
    )
    for schedule, latest in session.execute(standing).all():
        due_at = weekly_of(schedule).last_due(now)
        if due_at > max(schedule.since, latest or schedule.since):
            yield schedule, due_at


def _run(session: Session, schedule: ScheduleRow, due_at: datetime, now: datetime) -> None:
    """Tell once: of several processes that come here for the same due time, one inserts the run."""
    running = insert(session, ScheduleRunRow).values(
        organisation_id=schedule.organisation_id, schedule_id=schedule.id, due_at=due_at, at=now
    )
    run_id = session.scalar(running.on_conflict_do_nothing().returning(ScheduleRunRow.id))
    if run_id is None:
        return
    told = _tell_of_all_that_is_new(session, schedule, run_id)
    session.execute(update(ScheduleRunRow).where(ScheduleRunRow.id == run_id).values(told=told))
    if told:
        count_owed(session)
        session.add(
            DeliveryRow(
                organisation_id=schedule.organisation_id,
                conversation_id=schedule.conversation_id,
                kind=DIGEST,
                subject_id=run_id,
                args={"language": schedule.language},
                due_at=now,
                created_at=now,
            )
        )


def _tell_of_all_that_is_new(session: Session, schedule: ScheduleRow, run_id: UUID) -> int:
    new = select(
        literal(schedule.id, ToldRow.schedule_id.type),
        ProcessRow.id,
        literal(run_id, ToldRow.run_id.type),
        literal(schedule.organisation_id, ToldRow.organisation_id.type),
    ).where(untold(schedule.organisation_id, schedule.id))
    telling = insert(session, ToldRow).from_select(
        ["schedule_id", "process_id", "run_id", "organisation_id"], new
    )
    told_again = telling.on_conflict_do_update(
        index_elements=["schedule_id", "process_id"], set_={"run_id": run_id}
    )
    return len(session.scalars(told_again.returning(ToldRow.process_id)).all())
