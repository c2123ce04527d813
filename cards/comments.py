"""What people say to each other about a process: the page where they do, and what others are told of it."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from microsoft_teams.cards import Action, CardElement, Container, TextInput

from cards.actions import Data, about, back_to_process, execute, opens, submits
from cards.elements import aside, head, heading, line, make, run, subtle
from cards.fields import BLANK, ROOM, FilledIn, fitting, problem_of
from cards.message import Message, message
from cards.people import person_field
from cards.safe import excerpt
from cards.say import Say
from cards.standing import author_name, numbered, said_on, written
from domain.process import Remark
from domain.sight import SeenProcess
from domain.steering import REASON_MAX_LENGTH

ROWS = 4
EXCERPT = 160
REPLY = 1000
WHO_LENGTH = 100
COMMENT = "comment"


def comments_card(
    say: Say,
    process: SeenProcess,
    people: Mapping[str, str],
    *,
    follows: bool | None = None,
    page: int = 0,
    filled: FilledIn = BLANK,
    sent: bool = False,
) -> Message:
    """Show a field for another comment, and those there are, newest first; `people` can be mentioned.

    What cannot be sent yet has the page for itself; `sent` confirms that the last one was. Whether the reader
    `follows` it can be changed here; of its submitter, who hears of it anyway, that is None.
    """
    told = say("card-comments", number=str(process.number))
    said = [] if filled.problems else comments_of(process)
    here = about(process)
    start = page * ROWS
    body: list[CardElement] = [
        *head(told, process.title, done=say("card-comments.sent") if sent else None, notice=filled.notice),
        make(
            TextInput,
            id="text",
            label=say("card-comments.label"),
            placeholder=say("card-comments.placeholder"),
            value=fitting(filled.raw, "text", ROOM),
            is_multiline=True,
            max_length=REASON_MAX_LENGTH,
        ),
        *problem_of(say, "text", filled.problems),
        person_field(
            say,
            "mentioned",
            say("card-comments.mention"),
            people,
            chosen=filled.raw.get("mentioned"),
            several=True,
        ),
        *problem_of(say, "mentioned", filled.problems),
        *(_excerpt(say, process, remark) for remark in said[start : start + ROWS]),
    ]
    if not comments_of(process):
        body.append(subtle(say("card-comments.nothing"), spacing="Medium"))
    actions: list[Action] = [submits(say, "comment", here, style="positive")]
    if page > 0:
        actions.append(_turn(say, "card-newer", {**here, "page": page - 1}))
    if start + ROWS < len(said):
        actions.append(_turn(say, "card-older", {**here, "page": page + 1}))
    if follows is not None:
        actions.append(submits(say, "unfollow" if follows else "follow", here, inputs="auto"))
    to_history = submits(say, "history", here, inputs="none")
    return message(told, body, [*actions, to_history, back_to_process(say, process)])


def comment_card(say: Say, process: SeenProcess, remark: Remark) -> Message:
    """Show one comment in full."""
    told = said_on(say, remark)
    back = submits(say, "comments", about(process), title=say("card-comments.back"))
    return message(
        told,
        [heading(told), subtle(numbered(say, process), spacing="None"), line(written(say, remark))],
        [back],
    )


def told_comment(say: Say, process: SeenProcess, remark: Remark, *, mentioned: bool) -> Message:
    """Bring a comment to who follows the process, or is mentioned in it."""
    key = "card-told-mentioned" if mentioned else "card-told-comment"
    told = say(key, name=author_name(say, remark), number=str(process.number))
    return message(
        f"{told}: {written(say, remark)}",
        [*head(told, process.title), aside([line(written(say, remark))])],
        [opens(say, "comments", about(process)), execute(say, "status", {"process": str(process.id)})],
    )


def commented_privately(say: Say, process: SeenProcess) -> Message:
    """Say in the thread of a private one no more than that there is a comment."""
    told = say("card-commented-privately", number=str(process.number))
    return message(told, [line(run(told, weight="Bolder"))], [opens(say, "comments", about(process))])


def commented_reply(say: Say, process: SeenProcess, remark: Remark) -> Message:
    """Bring a comment to the thread."""
    told = say("card-commented", name=author_name(say, remark), number=str(process.number))
    return message(
        f"{told} {written(say, remark)}",
        [line(run(told, weight="Bolder")), line(excerpt(written(say, remark), REPLY), spacing="Small")],
        [opens(say, "comments", about(process))],
    )


def comments_of(process: SeenProcess) -> Sequence[Remark]:
    """Return the comments on a process, newest first."""
    return [remark for remark in reversed(process.remarks) if remark.kind == COMMENT]


def comment_with(process: SeenProcess, remark_id: UUID) -> Remark | None:
    """Return the comment with this id."""
    return next((remark for remark in comments_of(process) if remark.id == remark_id), None)


def _turn(say: Say, title: str, data: Data) -> Action:
    """Make a button to other comments, over which what is being written is kept."""
    return submits(say, "comments", data, title=say(title), inputs="auto")


def _excerpt(say: Say, process: SeenProcess, remark: Remark) -> Container:
    """Show a comment, or its beginning with a way to all of it."""
    words = written(say, remark)
    short = excerpt(words, EXCERPT)
    who = run(excerpt(said_on(say, remark), WHO_LENGTH), size="Small", subtle=True)
    shown = aside([line(who), line(short, spacing="None")])
    if short != " ".join(words.split()):
        shown.items = [*(shown.items or []), line(run(say("card-comments.all"), color="Accent"))]
        one = {**about(process), "remark": str(remark.id)}
        shown.select_action = submits(say, "comments", one, title=say("card-comments.all"), inputs="none")
    return shown
