"""getUpdates: U1-U12."""

import asyncio
import time

import pytest

from sandbox.options import Options
from sandbox.updates import DAY, FIRST_ID, LAST_ID
from tests.sandbox.client import sandbox


async def test_limit_is_clamped_to_a_hundred_u1(telegram):
    person = await telegram.person()
    for _ in range(102):
        await telegram.control(f"people/{person}/send", text="а")
    assert len(await telegram.ok("getUpdates", limit=1000)) == 100
    assert len(await telegram.ok("getUpdates", offset=-50, limit=0)) == 1


async def test_timeout_waits_for_the_first_update_u1(telegram):
    person = await telegram.person()
    poll = asyncio.create_task(telegram.ok("getUpdates", timeout=20))
    await asyncio.sleep(0.05)
    await telegram.control(f"people/{person}/send", text="а")
    assert (await poll)[0]["message"]["text"] == "а"


async def test_only_a_later_offset_confirms_u2(telegram):
    person = await telegram.person()
    first = await telegram.control(f"people/{person}/send", text="1")
    second = await telegram.control(f"people/{person}/send", text="2")
    assert len(await telegram.ok("getUpdates")) == 2
    assert len(await telegram.ok("getUpdates", offset=first["update_id"])) == 2
    (left,) = await telegram.ok("getUpdates", offset=second["update_id"])
    assert left["update_id"] == second["update_id"]
    assert (await telegram.look("state"))["pending"] == 1


async def test_an_offset_from_the_future_confirms_nothing_u3(telegram):
    person = await telegram.person()
    sent = await telegram.control(f"people/{person}/send", text="1")
    far = sent["update_id"] + 12
    assert len(await telegram.ok("getUpdates", offset=far)) == 1
    assert await telegram.ok("getUpdates", offset=far - 1, timeout=0) == []


async def test_an_offset_from_the_deep_past_starts_at_the_head_u3(telegram):
    person = await telegram.person()
    sent = await telegram.control(f"people/{person}/send", text="1")
    assert len(await telegram.ok("getUpdates", offset=sent["update_id"] - 100_001)) == 1


async def test_a_negative_offset_keeps_only_the_last_u4(telegram):
    person = await telegram.person()
    for words in "123":
        await telegram.control(f"people/{person}/send", text=words)
    (last,) = await telegram.ok("getUpdates", offset=-1)
    assert last["message"]["text"] == "3"
    assert len(await telegram.ok("getUpdates")) == 1


async def test_the_same_offset_at_once_gets_one_update_u5(telegram):
    person = await telegram.person()
    for words in "123":
        await telegram.control(f"people/{person}/send", text=words)
    assert len(await telegram.ok("getUpdates", offset=1)) == 3
    assert len(await telegram.ok("getUpdates", offset=1)) == 1


def test_the_pause_of_repeated_polls_is_three_seconds_u5_u6():
    assert Options().repeat_seconds == 3


async def test_the_same_offset_within_three_seconds_waits_three_seconds_u5():
    async with sandbox(repeat_seconds=0.8) as telegram:
        await telegram.ok("getUpdates", offset=5)
        started = time.monotonic()
        assert await telegram.ok("getUpdates", offset=5) == []
        assert 0.7 < time.monotonic() - started < 2


async def test_a_second_poll_ends_the_first_and_a_further_conflict_waits_u6():
    refusal = (
        "409 Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running"
    )
    polls = []
    async with sandbox(repeat_seconds=0.8) as telegram:
        for offset in (1, 2, 3):
            poll = telegram.refused("getUpdates", offset=offset, timeout=9)
            polls.append(asyncio.create_task(poll))
            await asyncio.sleep(0.05)
        started = time.monotonic()
        assert await polls[0] == refusal
        assert time.monotonic() - started < 0.7
        assert await polls[1] == refusal
        assert time.monotonic() - started > 0.5
        polls[2].cancel()


async def test_polling_is_refused_while_a_webhook_is_set_u7(telegram):
    await telegram.ok("setWebhook", url="http://127.0.0.1:9/hook")
    assert await telegram.refused("getUpdates") == (
        "409 Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first"
    )


async def test_setting_a_webhook_ends_a_parked_poll_u7(telegram):
    poll = asyncio.create_task(telegram.refused("getUpdates", timeout=9))
    await asyncio.sleep(0.05)
    await telegram.ok("setWebhook", url="http://127.0.0.1:9/hook")
    assert await poll == "409 Conflict: terminated by setWebhook request"


async def test_messages_live_a_day_and_taps_150_seconds_u8(telegram):
    person = await telegram.person()
    await telegram.control(f"people/{person}/send", text="1")
    await telegram.control(f"people/{person}/tap", message_id=None, data="x")
    assert (await telegram.look("state"))["pending"] == 2
    await telegram.control("clock", add_seconds=151)
    state = await telegram.look("state")
    assert (state["pending"], state["expired"]) == (1, 1)
    await telegram.control("clock", add_seconds=DAY)
    assert await telegram.ok("getUpdates") == []


async def test_a_message_older_than_a_day_is_never_queued_u8(telegram):
    world = telegram.world
    assert world.queue.push("message", {}, ("chat", 1), world.clock.now() - DAY) is None


async def test_a_huge_update_is_dropped_silently_u8(telegram):
    answer = await telegram.try_control("updates", message={"text": "a" * 600_000})
    assert answer[0] == 409
    assert (await telegram.look("state"))["pending"] == 0


async def test_the_first_id_is_random_and_the_next_is_one_more_u9(telegram):
    person = await telegram.person()
    first = await telegram.control(f"people/{person}/send", text="1")
    second = await telegram.control(f"people/{person}/send", text="2")
    assert FIRST_ID < first["update_id"] <= LAST_ID + 10
    assert second["update_id"] == first["update_id"] + 1


async def test_ids_depend_on_the_seed_alone_u9():
    async with sandbox(seed=5) as one, sandbox(seed=5) as other, sandbox(seed=6) as third:
        ids = [client.world.queue.next_id for client in (one, other, third)]
    assert ids[0] == ids[1] != ids[2]


async def test_a_week_of_silence_may_move_the_numbering_u9():
    async with sandbox(jump_ids=True) as telegram:
        person = await telegram.person()
        first = await telegram.control(f"people/{person}/send", text="1")
        await telegram.updates()
        await telegram.control("clock", add_seconds=8 * DAY)
        second = await telegram.control(f"people/{person}/send", text="2")
        assert abs(second["update_id"] - first["update_id"]) > 1


@pytest.mark.parametrize(
    ("words", "gets_message", "gets_tap"),
    [
        ('["message"]', True, False),
        ('["callback_query"]', False, True),
        ("[]", True, True),
        ('["nonsense"]', True, True),
        ("{}", False, True),
        ("[broken", False, True),
        ("[5]", False, True),
        ('["Message"]', True, False),
    ],
)
async def test_allowed_updates_are_remembered_u10(telegram, words, gets_message, gets_tap):
    person = await telegram.person()
    await telegram.ok("getUpdates", allowed_updates=["callback_query"])
    await telegram.ok("getUpdates", offset=1, allowed_updates=words)
    sent = await telegram.control(f"people/{person}/send", text="1")
    tapped = await telegram.control(f"people/{person}/tap", message_id=None, data="x")
    assert (sent["update_id"] is not None) == gets_message
    assert (tapped["update_id"] is not None) == gets_tap


async def test_a_block_is_told_as_my_chat_member_u11(telegram):
    person = await telegram.person()
    await telegram.control(f"people/{person}/block")
    await telegram.control(f"people/{person}/unblock")
    blocked, unblocked = (one["my_chat_member"] for one in await telegram.updates())
    assert blocked["chat"]["id"] == blocked["from"]["id"] == person
    assert blocked["old_chat_member"]["status"] == "member"
    assert blocked["new_chat_member"]["status"] == "kicked"
    assert blocked["new_chat_member"]["user"]["id"] == 1000001
    assert unblocked["new_chat_member"]["status"] == "member"


async def test_any_object_can_be_an_update_u12(telegram):
    given = await telegram.control("updates", unheard_of={"field": [1, None]})
    (update,) = await telegram.ok("getUpdates")
    assert update == {"update_id": given["update_id"], "unheard_of": {"field": [1, None]}}
    assert (await telegram.control("updates", update_id=7, message=None))["update_id"] == 7


async def test_a_given_higher_id_moves_the_numbering_u9(telegram):
    person = await telegram.person()
    await telegram.control("updates", update_id=1_500_000_000, message={})
    sent = await telegram.control(f"people/{person}/send", text="а")
    assert sent["update_id"] == 1_500_000_001
    assert len(await telegram.ok("getUpdates", offset=1_500_000_001)) == 1
