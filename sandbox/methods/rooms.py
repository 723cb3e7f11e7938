"""getChat, getChatMember, leaveChat."""

from typing import Any

from sandbox import access, membership
from sandbox.chats import Kind
from sandbox.methods.registry import method
from sandbox.parameters import Parameters
from sandbox.refusals import bad_request
from sandbox.world import World

Json = dict[str, Any]

NO_GIFTS = {
    "unlimited_gifts": False,
    "limited_gifts": False,
    "unique_gifts": False,
    "premium_subscription": False,
    "gifts_from_channels": False,
}


@method("getChat")
def get_chat(world: World, parameters: Parameters) -> Json:
    """The chat, if the bot knows it."""
    chat = access.chat_of(world, parameters)
    if chat.kind is Kind.PRIVATE:
        person = world.people[chat.id]
        if not person.is_started and not access.is_seen(world, person.id):
            raise bad_request("chat not found")
    else:
        access.writable_chat(world, parameters)
    return world.chat_json(chat) | {
        "accent_color_id": chat.id % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": NO_GIFTS,
    }


@method("getChatMember")
def get_chat_member(world: World, parameters: Parameters) -> Json:
    """`member` or `left`; the bot's own status as it is."""
    chat = access.writable_chat(world, parameters)
    user_id = parameters.integer("user_id")
    if user_id == world.options.bot_id:
        return {"user": world.bot_user(), "status": "member"}
    if user_id not in world.people:
        raise bad_request("user not found")
    is_member = user_id in chat.members or user_id == chat.id
    return {"user": world.user(user_id), "status": "member" if is_member else "left"}


@method("leaveChat")
def leave_chat(world: World, parameters: Parameters) -> bool:
    """Leave a group; private chats cannot be left."""
    chat = access.writable_chat(world, parameters)
    if chat.kind is Kind.PRIVATE:
        raise bad_request("chat member status can't be changed in private chats")
    membership.left_by_itself(world, chat)
    return True
