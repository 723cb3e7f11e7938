"""Command menus by scope and language (M18)."""

import re
from typing import Any

from sandbox.chats import Chat, Kind
from sandbox.refusals import bad_request

Json = dict[str, Any]
Scope = tuple[str, int, int]

COMMANDS_LIMIT = 100
DESCRIPTION_LIMIT = 256
_NAME = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"|[a-z]{2}")
_PLAIN_SCOPES = {
    "default",
    "all_private_chats",
    "all_group_chats",
    "all_chat_administrators",
}
_CHAT_SCOPES = {"chat", "chat_administrators", "chat_member"}


class Menus:
    """What setMyCommands said, and what a person sees of it."""

    def __init__(self) -> None:
        self._lists: dict[tuple[Scope, str], list[Json]] = {}

    def set(self, scope: Scope, language: str, commands: list[Json]) -> None:
        """Replace the list of this scope and language."""
        self._lists[scope, language] = commands

    def get(self, scope: Scope, language: str) -> list[Json]:
        """Exactly this scope's list."""
        return self._lists.get((scope, language), [])

    def delete(self, scope: Scope, language: str) -> None:
        """Forget this scope's list."""
        self._lists.pop((scope, language), None)

    def clear(self) -> None:
        """Forget all lists."""
        self._lists.clear()

    def seen_by(self, person_id: int, language: str, chat: Chat) -> list[Json]:
        """The first list that is set, from the narrowest scope to the default one."""
        for scope in _scopes(person_id, chat):
            for code in (language, ""):
                if commands := self.get(scope, code):
                    return commands
        return []


def _scopes(person_id: int, chat: Chat) -> list[Scope]:
    if chat.kind is Kind.PRIVATE:
        return [("chat", chat.id, 0), ("all_private_chats", 0, 0), ("default", 0, 0)]
    return [
        ("chat_member", chat.id, person_id),
        ("chat", chat.id, 0),
        ("all_group_chats", 0, 0),
        ("default", 0, 0),
    ]


def read_scope(given: Any) -> Scope:
    """A `BotCommandScope`; its chat is checked by the caller."""
    if given is None:
        return ("default", 0, 0)
    kind = given.get("type") if isinstance(given, dict) else None
    if kind in _PLAIN_SCOPES:
        return (str(kind), 0, 0)
    if kind in _CHAT_SCOPES:
        return (str(kind), _number(given, "chat_id"), _number(given, "user_id"))
    raise bad_request("unsupported type specified")


def _number(given: Json, name: str) -> int:
    words = str(given.get(name, "0"))
    if not re.fullmatch(r"-?\d{1,18}", words):
        raise bad_request(f'field "{name}" must be a valid Number')
    return int(words)


def read_language(code: str) -> str:
    """A two-letter code or nothing."""
    if not _LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code


def read_commands(given: Any) -> list[Json]:
    """The list of setMyCommands; refuses by M18."""
    if not isinstance(given, list):
        raise bad_request("can't parse commands JSON object")
    if len(given) > COMMANDS_LIMIT:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    return [_command(one) for one in given]


def _command(given: Any) -> Json:
    if not isinstance(given, dict):
        raise bad_request("expected an Object for BotCommand")
    name = str(given.get("command", "")).removeprefix("/")
    description = str(given.get("description", "")).strip()
    if not _NAME.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= DESCRIPTION_LIMIT:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}
