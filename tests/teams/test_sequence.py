"""Turns of one conversation come one after the other."""

import asyncio
import gc

import pytest

from bot.teams.sequence import TurnSequence
from storage.failures import DatabaseUnavailable


async def test_turns_of_one_conversation_run_in_the_order_they_came() -> None:
    sequence, story = TurnSequence(), []

    async def turn(number: int) -> None:
        async with sequence.in_order("a:1"):
            story.append(f"{number} begins")
            await asyncio.sleep(0)
            story.append(f"{number} ends")

    await asyncio.gather(*(turn(number) for number in range(20)))
    assert story == [f"{number} {what}" for number in range(20) for what in ("begins", "ends")]


async def test_other_conversations_do_not_wait() -> None:
    sequence = TurnSequence()
    async with sequence.in_order("a:1"), sequence.in_order("a:2"):
        pass


async def test_a_turn_that_fails_or_gives_up_lets_the_next_one_in() -> None:
    sequence, begun = TurnSequence(), asyncio.Event()

    async def fail() -> None:
        async with sequence.in_order("a:1"):
            begun.set()
            await asyncio.sleep(0)
            raise LookupError

    async def wait() -> None:
        async with sequence.in_order("a:1"):
            pass

    failing = asyncio.create_task(fail())
    await begun.wait()
    impatient, patient = asyncio.create_task(wait()), asyncio.create_task(wait())
    await asyncio.sleep(0)
    impatient.cancel()
    with pytest.raises(LookupError):
        await failing
    await patient


async def test_who_waited_for_a_turn_that_found_no_database_is_told_so_and_who_comes_later_looks() -> None:
    sequence, looks = TurnSequence(), []

    async def look(number: int) -> None:
        async with sequence.in_order("a:1"):
            looks.append(number)
            await asyncio.sleep(0)
            if number == 0:
                raise DatabaseUnavailable

    came_to = await asyncio.gather(*(look(number) for number in range(5)), return_exceptions=True)
    assert [type(each) for each in came_to] == [DatabaseUnavailable] * 5
    await look(5)
    assert looks == [0, 5]


async def test_idle_conversations_take_no_memory() -> None:
    sequence = TurnSequence()
    for number in range(100):
        async with sequence.in_order(f"a:{number}"):
            pass
    gc.collect()
    assert len(sequence._lines) == 0
