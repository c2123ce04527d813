"""The cards about the people of a process, what they say, and what has happened."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from cards.actions import DECIDES
from cards.comments import comment_card, commented_privately, commented_reply, comments_card, told_comment
from cards.fields import FilledIn
from cards.history import history_card
from cards.message import Message
from cards.people import part_card, people_card, told_named
from cards.say import Say
from domain.events import EVENTS
from domain.history import Happening
from domain.people import Part, Person
from domain.process import Remark
from domain.reading.parsed import Refused
from domain.sight import SeenProcess

AT = datetime(2026, 3, 5, 9, 12, tzinfo=UTC)
CLOCK_DID_IT = {"brought_back", "waited_long", "clause_unverified", "person_forgotten"}


def cards_of_people(say: Say, process: SeenProcess) -> dict[str, Message]:
    """Every card about the people of a process."""
    anne = process.submitter or Person(id=UUID(int=8), name="Anne Lund")
    peter = replace(anne, id=UUID(int=9), name=anne.name[::-1])
    text = (
        process.remarks[-1].text if process.remarks else "Vi gør det samme i Familie og Børn. Skal vi tale?"
    )
    said = [
        Remark(id=UUID(int=number), kind="comment", author=anne, text=text, at=AT + timedelta(days=number))
        for number in range(12)
    ]
    talked = replace(process, remarks=(*process.remarks, *said))
    involved = replace(process, holder=anne, deputy=peter, expert=anne, watcher=peter)
    people = {str(UUID(int=number)): f"{anne.name} {number}" for number in range(50)}
    refused = {"person": Refused("cannot-read", {"name": anne.name})}
    written = {"text": text, "mentioned": ",".join([*people][:10])}
    problems = {"text": Refused("empty"), "mentioned": Refused("too-many", {"count": 12, "max": 10})}
    ten = dict([*people.items()][:10])
    happened = [
        Happening(
            kind=kind,
            actor=None if kind in CLOCK_DID_IT else anne,
            about=peter,
            at=AT,
            data={"of": "idea", "to": "preanalysis", "part": "deputy", "remark": str(said[0].id)},
        )
        for kind, event in EVENTS.items()
        if event.group
    ]
    pages = [happened[start : start + 10] for start in range(0, len(happened), 10)]
    return {
        "people": people_card(say, process, {DECIDES}),
        "people, held by another": people_card(say, involved, ()),
        "people, one named": people_card(
            say, involved, {DECIDES}, done=say("card-people.saved", name=anne.name)
        ),
        "people, overtaken": people_card(say, involved, {DECIDES}, notice=say("card-people.overtaken")),
        **{f"part {part}": part_card(say, involved, part, people) for part in Part},
        "part with a problem": part_card(say, process, Part.WATCHER, people, problems=refused),
        "part with somebody proposed": part_card(
            say, process, Part.EXPERT, people, chosen=next(iter(people))
        ),
        **{f"told named {part}": told_named(say, process, part) for part in Part},
        "comments": comments_card(say, talked, ten, follows=False, page=1, filled=FilledIn(raw=written)),
        "comments, sent": comments_card(say, talked, ten, follows=True, sent=True),
        "comments, none": comments_card(say, replace(process, remarks=()), {}),
        "comments with problems": comments_card(
            say, talked, ten, follows=True, filled=FilledIn(raw=written, problems=problems)
        ),
        "comment": comment_card(say, process, said[1]),
        "told comment": told_comment(say, process, said[1], mentioned=False),
        "told mentioned": told_comment(say, process, said[1], mentioned=True),
        "commented in the thread": commented_reply(say, process, said[1]),
        "commented privately": commented_privately(say, process),
        **{
            f"history, page {page}": history_card(say, talked, each, page=page, more=True)
            for page, each in enumerate(pages)
        },
        "history of files, none": history_card(say, process, [], group="files"),
    }
