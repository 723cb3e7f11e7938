"""Blocks, groups and what the bot hears of them: my_chat_member (U11, §7)."""

from typing import Any

from sandbox import post
from sandbox.chats import Chat, Kind
from sandbox.people import Person
from sandbox.world import SUPERGROUP_BASE, World

Json = dict[str, Any]

_LOWEST_SUPERGROUP, _HIGHEST_SUPERGROUP = 10**9, 4 * 10**9


def change_bot_status(world: World, chat: Chat, by: Json, old: str, new: str) -> int | None:
    """The my_chat_member update of a change made by a user."""
    payload: Json = {
        "chat": world.chat_json(chat),
        "from": by,
        "date": world.clock.stamp(),
        "old_chat_member": _member(world, old),
        "new_chat_member": _member(world, new),
    }
    return world.push("my_chat_member", payload, ("chat", chat.id), payload["date"])


def _member(world: World, status: str) -> Json:
    until = {"until_date": 0} if status == "kicked" else {}
    return {"user": world.bot_user(), "status": status} | until


def set_blocked(world: World, person: Person, *, is_blocked: bool) -> int | None:
    """Block or unblock; nothing when it is so already."""
    if person.is_blocked == is_blocked:
        return None
    person.is_blocked = is_blocked
    world.event("person", person.id)
    old, new = ("member", "kicked") if is_blocked else ("kicked", "member")
    return change_bot_status(world, world.chats[person.id], person.as_user(), old, new)


def create_group(
    world: World, title: str, members: list[Person], *, is_with_bot: bool = True
) -> Chat:
    """A basic group, made by the first member, with the bot in it or still without."""
    while (chat_id := -world.random.randint(10**8, 5 * 10**9)) in world.chats:
        pass
    chat = Chat(id=chat_id, kind=Kind.GROUP, title=title, members={one.id for one in members})
    world.chats[chat_id] = chat
    world.event("person", chat_id)
    if not is_with_bot:
        chat.bot_status = "left"
        return chat
    change_bot_status(world, chat, members[0].as_user(), "left", "member")
    post.service(world, chat, members[0].id, {"group_chat_created": True})
    return chat


def add_bot(world: World, chat: Chat, by: Person) -> int | None:
    """Take the bot into a group."""
    old, chat.bot_status = chat.bot_status, "member"
    world.event("person", chat.id)
    update_id = change_bot_status(world, chat, by.as_user(), old, "member")
    newcomers = {"new_chat_participant": world.bot_user(), "new_chat_members": [world.bot_user()]}
    post.service(world, chat, by.id, newcomers)
    return update_id


def remove_bot(world: World, chat: Chat, by: Person) -> int | None:
    """Throw the bot out of a group."""
    old, chat.bot_status = chat.bot_status, "kicked"
    world.event("person", chat.id)
    return change_bot_status(world, chat, by.as_user(), old, "kicked")


def left_by_itself(world: World, chat: Chat) -> int | None:
    """leaveChat: the bot hears of its own leaving too."""
    chat.bot_status = "left"
    world.event("person", chat.id)
    return change_bot_status(world, chat, world.bot_user(), "member", "left")


def migrate(world: World, chat: Chat, by: Person) -> Chat:
    """Make a supergroup of a group: a new id and a service message on both sides."""
    new_id = SUPERGROUP_BASE - world.random.randint(_LOWEST_SUPERGROUP, _HIGHEST_SUPERGROUP)
    new = Chat(id=new_id, kind=Kind.SUPERGROUP, title=chat.title, members=set(chat.members))
    world.chats[new_id] = new
    chat.migrated_to = new_id
    world.event("person", new_id)
    post.service(world, chat, by.id, {"migrate_to_chat_id": new_id})
    post.service(world, new, by.id, {"migrate_from_chat_id": chat.id})
    return new
