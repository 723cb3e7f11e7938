"""Limits are kept by construction: a permit comes back a window after the answer."""

import asyncio

from scheduler.limits import Limits, Rates, Window


async def test_no_more_than_the_count_leave_in_any_window() -> None:
    window = Window(3, 0.2)
    loop = asyncio.get_running_loop()
    answered: list[float] = []
    left: list[float] = []

    async def call() -> None:
        async with window.permit():
            left.append(loop.time())
            await asyncio.sleep(0.02)
            answered.append(loop.time())

    await asyncio.gather(*(call() for _ in range(12)))
    for earlier, later in zip(answered, left[3:], strict=False):
        assert later - earlier >= 0.199


async def test_broadcasts_leave_room_for_replies() -> None:
    limits = Limits(Rates(per_second=6, per_chat_per_second=100, per_group_per_minute=20))
    loop = asyncio.get_running_loop()

    async def broadcast(chat: int) -> None:
        async with limits.sending(chat, is_broadcast=True):
            pass

    tasks = [asyncio.create_task(broadcast(chat)) for chat in range(1, 30)]
    await asyncio.sleep(0.05)
    started = loop.time()
    async with limits.sending(1000, is_broadcast=False):
        waited = loop.time() - started
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert waited < 0.5


async def test_a_chat_gets_a_short_burst_and_then_one_a_second() -> None:
    limits = Limits(Rates(per_second=1000, per_chat_per_second=1, per_group_per_minute=20))
    sent = 0

    async def send() -> None:
        nonlocal sent
        async with limits.sending(7, is_broadcast=False):
            sent += 1

    tasks = [asyncio.create_task(send()) for _ in range(10)]
    await asyncio.sleep(0.2)
    assert sent == 4
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
