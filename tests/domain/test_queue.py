"""What can be asked of the queue, as it comes with a card."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Unreadable
from domain.process import OPEN, Phase, Status
from domain.queue import BEFORE_OPERATION, FREE, STARS, WAITING, Filter, read_filter
from domain.reading.choices import DOMAINS

ME = UUID(int=1)


def one_of(*choices: object) -> st.SearchStrategy[object]:
    return st.none() | st.sampled_from(choices)


FILTERS = st.builds(
    Filter,
    phase=one_of(*Phase),
    status=one_of(*Status),
    domain=one_of(*DOMAINS),
    holder=st.none() | st.just(FREE) | st.uuids(),
    stars=one_of(*STARS),
    waiting=one_of(*WAITING),
)


@given(FILTERS)
def test_what_was_asked_for_reads_back_from_a_card(chosen: Filter) -> None:
    assert read_filter(chosen.chosen, ME) == chosen


def test_empty_fields_ask_for_nothing_and_other_fields_do_not_matter() -> None:
    assert read_filter({"phase": "", "holder": "", "stars": None, "page": 3}, ME) == Filter()


def test_mine_is_what_the_reader_holds() -> None:
    assert read_filter({"holder": "mine"}, ME) == Filter(holder=ME)


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("phase", "Idé"),
        ("phase", ["idea"]),
        ("status", "open"),
        ("domain", "Kattepasning"),
        ("holder", "Mette"),
        ("holder", {"id": 1}),
        ("stars", 3),
        ("stars", "4"),
        ("waiting", "-7"),
    ],
)
def test_what_is_no_choice_is_refused_by_its_field(field: str, said: object) -> None:
    with pytest.raises(Unreadable) as refused:
        read_filter({field: said}, ME)
    assert refused.value.args_for_text == {"field": field, "problem": "not-a-choice"}


def test_the_queue_is_what_is_open_before_operation_unless_one_asks_for_more() -> None:
    assert (Filter().phases, Filter().statuses) == (BEFORE_OPERATION, OPEN)
    assert Filter(phase=Phase.OPERATION).phases == (Phase.OPERATION,)
    assert Filter(status=Status.REJECTED).phases == tuple(Phase)
    assert Filter(status=Status.PENDING).phases == BEFORE_OPERATION
