"""What people do with files: send them in, say where they belong, open, fetch and remove them."""

from uuid import UUID

from bot.chat.dialog import suggest
from bot.turn.fields import Data, as_uuid, process_for, process_of
from bot.turn.turn import Turn
from bot.views.files import file_view
from bot.views.made import MADE
from cards.message import Message
from cards.welcome import notice_card
from dialogs.commands import recognise
from domain.errors import CprInName, NotAllowed, NotFound, Refusal, TooManyFiles
from services.files import check_attach, find, place, place_all, receive, remove, retry, send_back, set_open
from services.seeing import read_numbered
from services.transfers import owe_transfer
from storage.tables import RemarkRow

TOLD_OF_UPLOAD = ("contentUrl", "name", "uniqueId", "fileType")
LONGEST_FACT = 2000


def take_in(turn: Turn) -> bool:
    """Take in the files of a message; tell whether its text says no more than where they belong."""
    if turn.incoming.pastes_images:
        turn.note("note-file-in-text")
    command = recognise(turn.incoming.text)
    number = command.argument if command and command.name in ("attach", "status") else None
    subject_id = _numbered(turn, number) if isinstance(number, int) else _at_hand(turn)
    for name, url in turn.incoming.files:
        try:
            asset = receive(
                turn.session,
                turn.actor,
                turn.conversation.id,
                turn.now,
                name=name,
                url=url,
                subject_id=subject_id,
            )
        except CprInName as refusal:
            turn.note_refusal(refusal)
        except TooManyFiles as refusal:
            turn.note_refusal(refusal)
            break
        else:
            turn.reply("file", asset.id)
    return number is not None or not turn.incoming.text.strip()


def attach(turn: Turn, number: str | int | None) -> None:
    """Place what was sent without saying where it belongs."""
    process = read_numbered(turn.session, turn.actor, int(number or 0))
    placed = place_all(turn.session, turn.actor, process.id, turn.now)
    if placed:
        turn.note("note-file-placed", count=placed, number=str(process.number))
    else:
        turn.note("note-file-none-waiting", number=str(process.number))


def tap_files(turn: Turn, data: Data) -> None:
    """List the files of a suggestion."""
    turn.reply("files", process_of(turn, turn.actor, data).id)


def tap_file(turn: Turn, data: Data) -> None:
    """Show one file."""
    asset, _ = find(turn.session, turn.actor, as_uuid(data.get("asset")))
    turn.reply("file", asset.id)


def tap_place(turn: Turn, data: Data) -> Message | None:
    """Place a file on the chosen suggestion, or on a new one."""
    asset_id = as_uuid(data.get("asset"))
    if "process" in data:
        subject_id = as_uuid(data["process"])
    else:
        find(turn.session, turn.actor, asset_id)
        suggest(turn)
        if turn.draft is None:
            raise NotFound
        subject_id = turn.draft.id
    place(turn.session, turn.actor, asset_id, subject_id, turn.now)
    return _shown(turn, asset_id)


def tap_open(turn: Turn, data: Data) -> Message | None:
    """Let other organisations fetch a file."""
    asset, _ = set_open(turn.session, turn.actor, as_uuid(data.get("asset")), turn.now, opened=True)
    return _shown(turn, asset.id)


def tap_close(turn: Turn, data: Data) -> Message | None:
    """Keep a file to the own organisation."""
    asset, _ = set_open(turn.session, turn.actor, as_uuid(data.get("asset")), turn.now, opened=False)
    return _shown(turn, asset.id)


def tap_retry(turn: Turn, data: Data) -> Message | None:
    """Try once more to fetch a file."""
    return _shown(turn, retry(turn.session, turn.actor, as_uuid(data.get("asset")), turn.now).id)


def tap_remove(turn: Turn, data: Data) -> Message | None:
    """Delete a file."""
    remove(turn.session, turn.actor, as_uuid(data.get("asset")), turn.now)
    if turn.incoming.is_tap:
        return notice_card(turn.say("card-file-removed"))
    turn.note("card-file-removed")
    return None


def tap_fetch(turn: Turn, data: Data) -> None:
    """Offer to send a file; Teams asks the person where to put it."""
    asset, _ = find(turn.session, turn.actor, as_uuid(data.get("asset")))
    turn.reply("file_consent" if asset.status == "stored" else "file", asset.id)


def on_consent(turn: Turn) -> None:
    """Take the answer to that offer."""
    if not turn.incoming.is_personal:
        raise NotAllowed
    value = turn.incoming.value
    context, upload = _object(value.get("context")), _object(value.get("uploadInfo"))
    url = str(upload.get("uploadUrl", ""))
    told = {fact: str(upload.get(fact, ""))[:LONGEST_FACT] for fact in TOLD_OF_UPLOAD}
    kind = next((kind for kind in MADE if kind in context), None)
    if value.get("action") != "accept":
        turn.note(MADE[kind].declined if kind else "note-file-declined")
    elif kind:
        size = context.get("size", context[kind])
        _send_made(turn, kind, context[kind], url, {**told, "size": size})
    else:
        asset_id = as_uuid(context.get("asset"))
        send_back(turn.session, turn.actor, asset_id, turn.conversation.id, turn.now, url=url, told=told)


def _send_made(turn: Turn, kind: str, subject: object, url: str, told: Data) -> None:
    """Send a person who has consented what is made for them, of a process or of themselves."""
    check, subject_id = MADE[kind].check, turn.person.id
    if check is not None:
        subject_id = process_for(turn, {"process": subject}, check)[1].id
    owe_transfer(
        turn.session,
        turn.organisation.id,
        subject_id,
        kind,
        turn.now,
        conversation_id=turn.conversation.id,
        url=url,
        args=dict(told),
    )


def _shown(turn: Turn, asset_id: UUID) -> Message | None:
    """Return the file's card in place of the tapped one; an older client, which cannot, is sent a new one."""
    if not turn.incoming.is_tap:
        turn.reply("file", asset_id)
        return None
    return file_view(turn.session, turn.say, turn.person, asset_id)


def _numbered(turn: Turn, number: int) -> UUID | None:
    """Return the process that was named; if that cannot be, say why, and let the person choose."""
    try:
        process = read_numbered(turn.session, turn.actor, number)
        check_attach(turn.session, turn.actor, process.id)
    except Refusal as refusal:
        turn.note_refusal(refusal)
        return None
    return process.id


def _at_hand(turn: Turn) -> UUID | None:
    """Return what a file surely belongs to: the process a reviewer has just asked about, else the draft."""
    asked = turn.conversation.asked_remark_id
    if asked is not None:
        return turn.session.get_one(RemarkRow, asked).process_id
    return turn.conversation.draft_id


def _object(value: object) -> Data:
    return value if isinstance(value, dict) else {}
