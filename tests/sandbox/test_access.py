"""Who can be written to: §7, groups and migration, U11; names M21, deep links M17."""

import pytest

from tests.sandbox.client import sandbox


async def refusal_for(telegram, chat_id):
    return await telegram.refused("sendMessage", chat_id=chat_id, text="а")


async def test_a_person_who_blocked_the_bot_cannot_be_written_to(telegram):
    person = await telegram.person()
    await telegram.control(f"people/{person}/block")
    assert await refusal_for(telegram, person) == "403 Forbidden: bot was blocked by the user"
    await telegram.control(f"people/{person}/unblock")
    await telegram.ok("sendMessage", chat_id=person, text="а")


async def test_a_person_who_never_wrote_is_not_found(telegram):
    person = await telegram.person(started=False)
    assert await refusal_for(telegram, person) == "400 Bad Request: chat not found"
    assert await telegram.refused("getChat", chat_id=person) == "400 Bad Request: chat not found"


async def test_a_person_seen_in_a_group_only_cannot_be_written_to_first(telegram):
    person = await telegram.person(started=False)
    await telegram.control("groups", title="8Б", members=[person])
    words = "403 Forbidden: bot can't initiate conversation with a user"
    assert await refusal_for(telegram, person) == words


async def test_a_deleted_account_cannot_be_written_to(telegram):
    person = await telegram.person()
    await telegram.control(f"people/{person}/deactivate")
    assert await refusal_for(telegram, person) == "403 Forbidden: user is deactivated"


async def test_the_bot_cannot_write_to_itself_or_to_bots(telegram):
    words = "403 Forbidden: the bot can't send messages to the bot"
    assert await refusal_for(telegram, 1000001) == words
    other = await telegram.person(is_bot=True)
    assert await refusal_for(telegram, other) == words


async def test_an_empty_chat_id_is_refused(telegram):
    assert await refusal_for(telegram, "") == "400 Bad Request: chat_id is empty"


@pytest.mark.parametrize("kind", ["group", "supergroup"])
async def test_a_group_that_threw_the_bot_out_is_closed(telegram, kind):
    person = await telegram.person()
    group = (await telegram.control("groups", title="8Б", members=[person]))["id"]
    if kind == "supergroup":
        group = (await telegram.control(f"groups/{group}/migrate"))["id"]
    await telegram.updates()
    await telegram.control(f"groups/{group}/remove_bot")
    (update,) = await telegram.updates()
    assert update["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    words = f"403 Forbidden: bot was kicked from the {kind} chat"
    assert await refusal_for(telegram, group) == words


async def test_a_group_the_bot_left_is_closed(telegram):
    person = await telegram.person()
    group = (await telegram.control("groups", title="8Б", members=[person]))["id"]
    assert await telegram.ok("leaveChat", chat_id=group) is True
    words = "403 Forbidden: bot is not a member of the group chat"
    assert await refusal_for(telegram, group) == words
    await telegram.control(f"groups/{group}/add_bot")
    await telegram.ok("sendMessage", chat_id=group, text="а")


async def test_a_migrated_group_names_its_new_id(telegram):
    person = await telegram.person()
    group = (await telegram.control("groups", title="8Б", members=[person]))["id"]
    await telegram.updates()
    new = (await telegram.control(f"groups/{group}/migrate"))["id"]
    status, body = await telegram.call("sendMessage", chat_id=group, text="а")
    assert status == 400
    assert body["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert body["parameters"] == {"migrate_to_chat_id": new}
    there, here = (one["message"] for one in await telegram.updates())
    assert (there["chat"]["id"], there["migrate_to_chat_id"]) == (group, new)
    assert (here["chat"]["id"], here["migrate_from_chat_id"]) == (new, group)
    await telegram.ok("sendMessage", chat_id=new, text="а")


async def test_a_group_tells_the_bot_that_it_came_in_u11(telegram):
    person = await telegram.person()
    group = await telegram.control("groups", title="8Б", members=[person])
    member, created = await telegram.updates()
    assert member["my_chat_member"]["chat"]["id"] == group["id"]
    assert member["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert created["message"]["group_chat_created"] is True


async def test_privacy_mode_lets_commands_mentions_and_replies_through():
    async with sandbox(limits=None, privacy=True) as telegram:
        person = await telegram.person()
        group = (await telegram.control("groups", title="8Б", members=[person]))["id"]
        own = await telegram.ok("sendMessage", chat_id=group, text="а")
        await telegram.updates()
        path, reply_to = f"people/{person}/send", own["message_id"]
        for text in ("всем привет", "/menu", "/menu@other_bot", "@mentoring_sandbox_bot"):
            await telegram.control(path, text=text, chat_id=group)
        await telegram.control(path, text="ответ", chat_id=group, reply_to=reply_to)
        texts = [one["message"]["text"] for one in await telegram.updates()]
    assert texts == ["/menu", "@mentoring_sandbox_bot", "ответ"]


async def test_names_come_as_they_are_m21(telegram):
    hostile = "\u202e<b>&\n\N{GRINNING FACE}"
    person = await telegram.person(hostile, last_name="О'Нил")
    nameless = await telegram.person("")
    for one in (person, nameless):
        await telegram.control(f"people/{one}/send", text="а")
    first, second = (one["message"]["from"] for one in await telegram.updates())
    assert (first["first_name"], first["last_name"]) == (hostile, "О'Нил")
    assert second["first_name"] == ""
    assert not {"last_name", "username"} & set(second)


@pytest.mark.parametrize(
    ("payload", "text"),
    [("abc_-9", "/start abc_-9"), ("a" * 64, "/start " + "a" * 64)]
    + [(wrong, "/start") for wrong in ("", "a" * 65, "с", "a b", "a=b")],
)
async def test_a_client_drops_an_invalid_payload_m17(telegram, payload, text):
    person = await telegram.person(started=False)
    await telegram.control(f"people/{person}/start", payload=payload)
    (update,) = await telegram.updates()
    assert update["message"]["text"] == text
    command = {"type": "bot_command", "offset": 0, "length": 6}
    assert update["message"]["entities"] == [command]


async def test_members_are_known_and_strangers_are_not(telegram):
    person, stranger = await telegram.person(), await telegram.person()
    group = (await telegram.control("groups", title="8Б", members=[person]))["id"]
    for user, status in ((person, "member"), (stranger, "left"), (1000001, "member")):
        found = await telegram.ok("getChatMember", chat_id=group, user_id=user)
        assert found["status"] == status
    refusal = await telegram.refused("getChatMember", chat_id=group, user_id=5)
    assert refusal == "400 Bad Request: user not found"


async def test_a_group_may_be_made_without_the_bot_which_is_added_later(telegram):
    person = await telegram.person()
    group = await telegram.control("groups", title="Пары", members=[person], with_bot=False)
    assert await telegram.updates() == []
    said = await telegram.refused("sendMessage", chat_id=group["id"], text="а")
    assert said == "403 Forbidden: bot is not a member of the group chat"
    await telegram.control(f"groups/{group['id']}/add_bot")
    kinds = [set(one) - {"update_id"} for one in await telegram.updates()]
    assert kinds == [{"my_chat_member"}, {"message"}]
    await telegram.ok("sendMessage", chat_id=group["id"], text="а")
