"""Command menus by scope and language: M18; descriptions."""

import pytest


def command(name="menu", description="Меню"):
    return {"command": name, "description": description}


@pytest.mark.parametrize(
    ("commands", "words"),
    [
        ([command("a" * 33)], "BOT_COMMAND_INVALID"),
        ([command("Menu")], "BOT_COMMAND_INVALID"),
        ([command("")], "BOT_COMMAND_INVALID"),
        ([command("me-nu")], "BOT_COMMAND_INVALID"),
        ([command(description="")], "BOT_COMMAND_DESCRIPTION_INVALID"),
        ([command(description="я" * 257)], "BOT_COMMAND_DESCRIPTION_INVALID"),
        ([command(f"c{number}") for number in range(101)], "BOT_COMMANDS_TOO_MUCH"),
    ],
)
async def test_commands_that_break_a_limit_are_refused_m18(telegram, commands, words):
    assert (
        await telegram.refused("setMyCommands", commands=commands) == f"400 Bad Request: {words}"
    )


async def test_commands_at_their_limits_pass_m18(telegram):
    commands = [command(f"{'c' * 29}{number:03}", "я" * 256) for number in range(100)]
    await telegram.ok("setMyCommands", commands=commands)
    assert await telegram.ok("getMyCommands") == commands


async def test_the_narrowest_scope_and_the_language_win_m18(telegram):
    person = await telegram.person(language_code="ru")
    scope = {"type": "chat", "chat_id": person}

    async def seen():
        return [one["command"] for one in await telegram.look(f"commands/{person}")]

    assert await seen() == []
    await telegram.ok("setMyCommands", commands=[command("default")])
    assert await seen() == ["default"]
    await telegram.ok("setMyCommands", commands=[command("default_ru")], language_code="ru")
    assert await seen() == ["default_ru"]
    private = {"type": "all_private_chats"}
    await telegram.ok("setMyCommands", commands=[command("private")], scope=private)
    assert await seen() == ["private"]
    await telegram.ok("setMyCommands", commands=[command("own")], scope=scope)
    assert await seen() == ["own"]
    assert await telegram.ok("getMyCommands", scope=scope) == [command("own")]
    await telegram.ok("deleteMyCommands", scope=scope)
    assert await seen() == ["private"]


async def test_wrong_scopes_and_languages_are_refused_m18(telegram):
    for scope, words in (
        ({"type": "chat", "chat_id": 5}, "chat not found"),
        ({"type": "nowhere"}, "unsupported type specified"),
    ):
        refusal = await telegram.refused("setMyCommands", commands=[command()], scope=scope)
        assert refusal == f"400 Bad Request: {words}"
    refusal = await telegram.refused("getMyCommands", language_code="russian")
    assert refusal == "400 Bad Request: invalid language code specified"


async def test_descriptions_are_kept_by_language(telegram):
    await telegram.ok("setMyDescription", description="Для всех")
    await telegram.ok("setMyShortDescription", short_description="Кратко", language_code="ru")
    assert await telegram.ok("getMyDescription", language_code="ru") == {"description": "Для всех"}
    assert await telegram.ok("getMyShortDescription") == {"short_description": ""}
    status, _ = await telegram.call("setMyDescription", description="я" * 513)
    assert status == 400
