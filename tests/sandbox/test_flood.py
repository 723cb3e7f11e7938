"""Flood limits: §8."""

from sandbox.options import Limits
from tests.sandbox.client import sandbox

SLOW = Limits(per_second=1000, per_chat_per_second=0.5, per_group_per_minute=3, burst=2)


async def statuses(telegram, count, method="sendMessage", **parameters):
    return [
        (await telegram.call(method, **{"text": str(n), **parameters}))[0] for n in range(count)
    ]


async def test_a_burst_of_five_to_one_chat_passes_and_the_sixth_waits():
    async with sandbox() as telegram:
        person, other = await telegram.person(), await telegram.person()
        assert await statuses(telegram, 6, chat_id=person) == [200] * 5 + [429]
        _, body = await telegram.call("sendMessage", chat_id=person, text="а")
        assert body["parameters"] == {"retry_after": 1}
        assert await statuses(telegram, 1, chat_id=other) == [200]


async def test_edits_have_a_bucket_of_their_own_per_chat():
    async with sandbox(limits=SLOW) as telegram:
        person = await telegram.person()
        sent = await telegram.ok("sendMessage", chat_id=person, text="а")
        where = {"chat_id": person, "message_id": sent["message_id"]}
        assert await statuses(telegram, 3, "editMessageText", **where) == [200, 200, 429]
        assert await statuses(telegram, 2, chat_id=person) == [200, 429]


async def test_thirty_a_second_for_all_chats_together():
    async with sandbox(limits=Limits(per_second=30)) as telegram:
        people = [await telegram.person() for _ in range(40)]
        found = [(await statuses(telegram, 1, chat_id=one))[0] for one in people]
        assert found[:30] == [200] * 30
        assert 429 in found[30:]


async def test_a_group_takes_so_many_a_minute():
    limits = Limits(per_second=1000, per_chat_per_second=1000, per_group_per_minute=3, burst=50)
    async with sandbox(limits=limits) as telegram:
        person = await telegram.person()
        group = (await telegram.control("groups", title="8Б", members=[person]))["id"]
        assert await statuses(telegram, 4, chat_id=group) == [200, 200, 200, 429]
        _, body = await telegram.call("sendMessage", chat_id=group, text="а")
        assert 15 <= body["parameters"]["retry_after"] <= 20


async def test_copies_count_as_sends():
    async with sandbox(limits=SLOW) as telegram:
        person = await telegram.person()
        sent = await telegram.ok("sendMessage", chat_id=person, text="а")
        source = {"from_chat_id": person, "message_id": sent["message_id"]}
        copies = await statuses(telegram, 2, "copyMessage", chat_id=person, **source)
        assert copies == [200, 429]


async def test_answers_actions_deletes_and_menus_do_not_count():
    async with sandbox(limits=SLOW) as telegram:
        person = await telegram.person()
        sent = await telegram.ok("sendMessage", chat_id=person, text="а")
        action = {"chat_id": person, "action": "typing"}
        assert await statuses(telegram, 9, "sendChatAction", **action) == [200] * 9
        for _ in range(9):
            tap = await telegram.control(f"people/{person}/tap", message_id=None, data="x")
            query = {"callback_query_id": tap["callback_query_id"]}
            await telegram.ok("answerCallbackQuery", **query)
            await telegram.ok("setMyCommands", commands=[])
        await telegram.ok("deleteMessage", chat_id=person, message_id=sent["message_id"])
        assert await statuses(telegram, 1, chat_id=person) == [200]


async def test_a_refused_message_is_not_delivered():
    async with sandbox(limits=SLOW) as telegram:
        person = await telegram.person()
        await statuses(telegram, 4, chat_id=person)
        assert len(await telegram.messages(person)) == 1 + 2
