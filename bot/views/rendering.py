"""What each kind of delivery looks like when it is sent, rendered with the rights of who will read it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any, TypeAlias, TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from bot.teams.errors import RosterMissing
from bot.teams.roster import Roster
from bot.views.digests import digest_view, preview_view, settings_view
from bot.views.files import arrived, consent, consent_to_made, file_view
from bot.views.lists import VIEWS
from bot.views.made import MADE
from bot.views.scene import Scene
from bot.views.settings import organisation_view
from bot.views.undelivered import undelivered_view
from cards.comments import commented_privately, commented_reply, told_comment
from cards.coordinators import told_coordinator
from cards.drafts import cancel_card, resume_card
from cards.files import files_card
from cards.flows import flow_process_card, flow_text_card
from cards.message import Message
from cards.own import (
    DraftLine,
    asked_card,
    mine_card,
    receipt_card,
    status_card,
)
from cards.people import told_named
from cards.privacy import forget_me_card, forgotten_card
from cards.proposals import (
    offered_reply,
    proposals_card,
    proposals_decided_reply,
    told_offers_decided,
)
from cards.question import question_card, read_back_card, recalled_card
from cards.review import answered_privately, answered_reply, review_card
from cards.safe import plain
from cards.summary import summary_card
from cards.told import (
    brought_back_reply,
    told_assessed,
    told_brought_back,
    told_claimed,
    told_clause,
    told_ended,
    told_merged,
    told_moved,
    told_taken_up,
    told_unmerged,
    told_waiting,
)
from cards.undelivered import told_channel_closed
from cards.welcome import (
    did_you_mean_card,
    help_card,
    language_card,
    mute_card,
    review_channel_card,
    welcome,
)
from dialogs.state import State
from domain.form import question, questions_asked
from domain.people import Part, Role
from domain.process import Phase, Proposal, Remark
from domain.proposals import waiting
from domain.questions import Asked
from domain.reading.choices import DOMAINS
from domain.reading.parsed import Refused, Unclear
from domain.scoring import score
from domain.sight import SeenProcess
from services.people import as_actor
from services.privacy import footprint
from storage.assets import as_asset, stored_assets
from storage.processes import drafts_of, mine, named_systems
from storage.settings import settings_of
from storage.tables import ConversationRow, DeliveryRow, DraftRow, EventRow, OrganisationRow, PersonRow
from texts import Say

Activity: TypeAlias = dict[str, Any]
CARD = "application/vnd.microsoft.card.adaptive"


R = TypeVar("R")

Card: TypeAlias = Callable[[Scene], Message | None]
OfProcess: TypeAlias = Callable[[Scene, SeenProcess], Message | None]


def _of_reader(render: Callable[[Scene, PersonRow], R]) -> Callable[[Scene], R | None]:
    def render_own(scene: Scene) -> R | None:
        return None if scene.person is None else render(scene, scene.person)

    return render_own


def _of_draft(card: Callable[[Scene, State], Message]) -> Card:
    def render_draft(scene: Scene) -> Message | None:
        state = scene.state
        return None if state is None else card(scene, state)

    return render_draft


def _of_process(card: OfProcess, closed: OfProcess = lambda *_: None) -> Card:
    """Render a process as its reader sees it; `closed` is what the team is shown of a private one, if any."""

    def render_process(scene: Scene) -> Message | None:
        process = scene.process
        if process is None:
            return None
        return closed(scene, process) if process.is_closed else card(scene, process)

    return render_process


def _alone(card: Callable[[Say, SeenProcess], Message | None]) -> OfProcess:
    """Render what depends on the process alone."""
    return lambda scene, process: card(scene.say, process)


def _news(card: Callable[..., Message]) -> Card:
    """Render what its submitter is told in other words than those who follow it."""
    return _of_process(lambda scene, process: card(scene.say, process, own=_is_own(scene, process)))


def _question(scene: Scene, state: State) -> Message:
    args = scene.args
    asked = question(args["key"])
    chat = questions_asked(Asked.CHAT, state.answers)
    return question_card(
        scene.say,
        asked,
        state.answers,
        draft_id=scene.subject_id,
        number=chat.index(asked) + 1 if asked in chat else None,
        total=len(chat),
        problem=Refused(args["problem"], args["problem_args"]) if "problem" in args else None,
        unclear=Unclear(tuple(args["readings"]), args["why"]) if "why" in args else None,
        guess=args.get("guess"),
        systems=named_systems(scene.session, scene.conversation.organisation_id)
        if asked.key == "it_systems"
        else (),
        domains=settings_of(scene.session, scene.conversation.organisation_id).domains
        if asked.key == "domains"
        else DOMAINS,
        typed=state.unfinished.get(asked.key),
        answered=question(args["answered"]) if args.get("answered") in state.answers else None,
    )


def _summary(scene: Scene, state: State) -> Message:
    draft_id = scene.subject_id
    assets = [as_asset(row, None) for row in stored_assets(scene.session, [draft_id])[draft_id]]
    return summary_card(scene.say, state.answers, draft_id=draft_id, assets=assets)


def _title(state: State) -> str | None:
    title = state.answers.get("title")
    return str(title) if title else None


def _mine(scene: Scene, reader: PersonRow) -> Message:
    actor = as_actor(scene.session, reader)
    drafts = [_draft_line(row) for row in drafts_of(scene.session, actor)]
    return mine_card(scene.say, drafts, mine(scene.session, actor), page=scene.args.get("page", 0))


def _draft_line(row: DraftRow) -> DraftLine:
    state = State.from_json(row.state)
    chat = questions_asked(Asked.CHAT, state.answers)
    return DraftLine(
        id=row.id,
        title=_title(state),
        answered=sum(asked.key in state.answers for asked in chat),
        total=len(chat),
    )


def status_view(say: Say, process: SeenProcess, reader_id: UUID | None) -> Message:
    """Return the card that shows a person how a process stands."""
    own, expert, watches = (
        person is not None and person.id == reader_id
        for person in (process.submitter, process.expert, process.watcher)
    )
    follows = reader_id in {follower.id for follower in process.followers}
    shows_robot = watches and process.phase in (Phase.OPERATION, Phase.DECOMMISSIONED)
    return status_card(say, process, own=own, expert=expert, follows=follows, watches=shows_robot)


def _receipt(scene: Scene, process: SeenProcess) -> Message:
    settled = settings_of(scene.session, process.organisation_id)
    return receipt_card(scene.say, process, reassures=settled.reassurance == "yes")


def _asked(scene: Scene, process: SeenProcess) -> Message:
    draft = scene.session.get(DraftRow, scene.conversation.draft_id) if scene.conversation.draft_id else None
    title = _title(State.from_json(draft.state)) if draft else None
    asked = _remark(process, scene.args["remark"])
    return asked_card(scene.say, process, asked, own=_is_own(scene, process), draft_title=title)


def _answered(scene: Scene, process: SeenProcess) -> Message:
    answer = _remark(process, scene.args["remark"])
    asked = _remark(process, answer.answers_id)
    return answered_reply(scene.say, process, asked, answer)


def _told_comment(scene: Scene, process: SeenProcess) -> Message | None:
    """Pass a comment on, within its own organisation."""
    if not process.remarks:
        return None
    event = scene.session.get(EventRow, scene.delivery.event_id) if scene.delivery.event_id else None
    mentioned = event is not None and event.kind == "mentioned"
    return told_comment(scene.say, process, _remark(process, scene.args["remark"]), mentioned=mentioned)


def _is_own(scene: Scene, process: SeenProcess) -> bool:
    return process.submitter is not None and process.submitter.id == scene.conversation.person_id


def _told_moved(scene: Scene, process: SeenProcess) -> Message:
    args = scene.args
    reason = _remark(process, args["remark"]) if "remark" in args and process.remarks else None
    own = _is_own(scene, process)
    return told_moved(scene.say, process, Phase(args["of"]), Phase(args["to"]), reason, own=own)


def _told_merged(scene: Scene, process: SeenProcess) -> Message:
    twin = scene.read(UUID(scene.args["into"]))
    return told_merged(scene.say, process, twin, own=_is_own(scene, process))


def _decided(scene: Scene, process: SeenProcess) -> Sequence[Proposal]:
    ids = scene.args["proposals"].split()
    return [each for each in process.proposals if str(each.id) in ids]


def _review(scene: Scene, process: SeenProcess) -> Message:
    """Show the current state: a reviewer with their own buttons, a channel with all that anybody may need."""
    return review_card(
        scene.say,
        process,
        score(process, settings_of(scene.session, process.organisation_id)),
        scene.actions(process.id),
        reviewer_ids=_reviewer_ids(scene),
    )


def _flow(scene: Scene) -> Message | None:
    """Show what a flow posted; of a process no more than any member may read."""
    flow = scene.args["flow"]
    if scene.delivery.subject_id is None:
        return flow_text_card(scene.say, flow, scene.args["text"])
    process = scene.process
    if process is None:
        return None
    return flow_process_card(scene.say, flow, process, opens=scene.person is not None)


def _list(kind: str) -> Card:
    """Show a reviewer what they may read, and a channel what all of the organisation may."""

    def render_list(scene: Scene) -> Message:
        reader = replace(scene.reader, roles=scene.reader.roles | {Role.REVIEWER})
        return VIEWS[kind](scene.session, scene.say, reader, scene.now, scene.args)

    return render_list


def _remark(process: SeenProcess, remark_id: object) -> Remark:
    return {str(remark.id): remark for remark in process.remarks}[str(remark_id)]


def _reviewer_ids(scene: Scene) -> list[str]:
    organisation = scene.session.get_one(OrganisationRow, scene.conversation.organisation_id)
    try:
        members = scene.roster.known(scene.conversation.team_id or "", organisation.roster_version)
    except RosterMissing:
        return []
    return [member.id for member in members.by_object_id.values()]


def _sentence(scene: Scene) -> str:
    args = dict(scene.args["args"])
    if "about" in scene.args:
        args["label"] = scene.say(f"question-{scene.args['about']}.label")
    return scene.say(scene.args["key"], **args)


def _recalled(scene: Scene, state: State) -> Message:
    asked = question(scene.args["key"])
    return recalled_card(scene.say, asked, state.answers.get(asked.key), draft_id=scene.subject_id)


CARDS: Mapping[str, Card] = {
    "welcome": lambda scene: welcome(scene.say),
    "help": lambda scene: help_card(scene.say, [Role(role) for role in scene.args["roles"]]),
    "language": lambda scene: language_card(scene.say),
    "mute": lambda scene: mute_card(scene.say, scene.person.muted if scene.person else ()),
    "mine": _of_reader(_mine),
    "forget_me": _of_reader(
        lambda scene, reader: forget_me_card(
            scene.say, footprint(scene.session, as_actor(scene.session, reader))
        )
    ),
    "forgotten": lambda scene: forgotten_card(scene.say),
    "did_you_mean": lambda scene: did_you_mean_card(scene.say, scene.args["command"]),
    "question": _of_draft(_question),
    "recall": _of_draft(_recalled),
    "read_back": _of_draft(
        lambda scene, _: read_back_card(scene.say, scene.args["found"], draft_id=scene.subject_id)
    ),
    "summary": _of_draft(_summary),
    "resume": _of_draft(
        lambda scene, state: resume_card(scene.say, _title(state), draft_id=scene.subject_id)
    ),
    "cancel": _of_draft(
        lambda scene, state: cancel_card(scene.say, _title(state), draft_id=scene.subject_id)
    ),
    "status": _of_process(
        lambda scene, process: status_view(scene.say, process, scene.conversation.person_id)
    ),
    "files": _of_process(_alone(files_card)),
    "file": _of_reader(
        lambda scene, reader: file_view(scene.session, scene.say, reader, scene.subject_id, **scene.args)
    ),
    "receipt": _of_process(_receipt),
    "review": _of_process(_review, closed=_review),
    "asked": _of_process(_asked),
    "answered": _of_process(_answered, closed=_alone(answered_privately)),
    "told_claimed": _of_process(_alone(told_claimed)),
    "told_assessed": _of_process(_alone(told_assessed)),
    "told_moved": _of_process(_told_moved),
    "told_ended": _news(told_ended),
    "told_taken_up": _news(told_taken_up),
    "told_merged": _of_process(_told_merged),
    "told_unmerged": _news(told_unmerged),
    "told_waiting": _of_process(
        lambda scene, process: told_waiting(scene.say, process, int(scene.args["days"]))
    ),
    "told_brought_back": _of_process(_alone(told_brought_back)),
    "told_clause": _of_process(_alone(told_clause)),
    "brought_back": _of_process(_alone(brought_back_reply), closed=_alone(brought_back_reply)),
    "proposals": _of_process(
        lambda scene, process: proposals_card(scene.say, process) if waiting(process, offered=False) else None
    ),
    "offered": _of_process(_alone(offered_reply), closed=_alone(offered_reply)),
    "proposals_decided": _of_process(
        lambda scene, process: proposals_decided_reply(scene.say, process, _decided(scene, process)),
        closed=lambda scene, process: proposals_decided_reply(scene.say, process, ()),
    ),
    "told_offers_decided": _of_process(
        lambda scene, process: told_offers_decided(scene.say, process, _decided(scene, process))
    ),
    "told_named": _of_process(
        lambda scene, process: told_named(scene.say, process, Part(scene.args["part"]))
    ),
    "told_comment": _of_process(_told_comment),
    "commented": _of_process(
        lambda scene, process: commented_reply(scene.say, process, _remark(process, scene.args["remark"])),
        closed=_alone(commented_privately),
    ),
    "told_coordinator": lambda scene: told_coordinator(scene.say),
    "told_channel_closed": lambda scene: told_channel_closed(scene.say, scene.args["because"]),
    "flow": _flow,
    "review_channel": lambda scene: review_channel_card(scene.say, scene.args.get("made_by")),
    "undelivered": lambda scene: undelivered_view(scene.session, scene.say, scene.person, scene.now),
    "settings": lambda scene: organisation_view(scene.session, scene.say, scene.conversation.organisation_id),
    **{kind: _list(kind) for kind in VIEWS},
    "digest_settings": lambda scene: settings_view(
        scene.session, scene.say, scene.conversation.id, scene.now
    ),
    "digest_preview": lambda scene: preview_view(scene.session, scene.say, scene.conversation),
    "digest": lambda scene: digest_view(
        scene.session, scene.say, scene.conversation.organisation_id, scene.subject_id
    ),
}

ATTACHED: Mapping[str, Callable[[Scene], Activity | None]] = {
    "file_consent": _of_reader(
        lambda scene, reader: consent(scene.session, scene.say, reader, scene.subject_id)
    ),
    **{made.offer: _of_reader(partial(consent_to_made, kind)) for kind, made in MADE.items()},
    "file_sent": lambda scene: arrived(scene.args),
}

SENTENCES: Mapping[str, Callable[[Scene], str]] = {
    "note": _sentence,
}


def render(
    session: Session, delivery: DeliveryRow, conversation: ConversationRow, now: datetime, roster: Roster
) -> Activity | None:
    """Return the activity to send for a delivery; None when there is nothing to say any more."""
    scene = Scene(session=session, delivery=delivery, conversation=conversation, now=now, roster=roster)
    if delivery.kind in SENTENCES:
        return {"type": "message", "textFormat": "plain", "text": plain(SENTENCES[delivery.kind](scene))}
    if delivery.kind in ATTACHED:
        return ATTACHED[delivery.kind](scene)
    message = CARDS[delivery.kind](scene)
    return None if message is None else as_activity(message)


def as_activity(message: Message) -> Activity:
    """Wrap a card as the activity that carries it."""
    return {
        "type": "message",
        "summary": message.summary,
        "attachments": [{"contentType": CARD, "content": message.content}],
    }
