"""Who can be written to, and the refusals when not (§7)."""

from sandbox.chats import Chat, Kind
from sandbox.parameters import Parameters
from sandbox.refusals import Refusal, bad_request, forbidden
from sandbox.world import World


def chat_of(world: World, parameters: Parameters, name: str = "chat_id") -> Chat:
    """The chat a call names; it may still be closed to the bot."""
    words = parameters.text(name)
    if not words:
        raise bad_request("chat_id is empty")
    chat_id = parameters.integer(name)
    if chat_id == world.options.bot_id:
        raise forbidden("the bot can't send messages to the bot")
    chat = world.chats.get(chat_id)
    if chat is None:
        raise bad_request("chat not found")
    return chat


def writable_chat(world: World, parameters: Parameters) -> Chat:
    """The chat a call names, if the bot may write there."""
    chat = chat_of(world, parameters)
    refusal = _private(world, chat) if chat.kind is Kind.PRIVATE else _group(chat)
    if refusal is not None:
        raise refusal
    return chat


def _private(world: World, chat: Chat) -> Refusal | None:
    person = world.people[chat.id]
    if person.is_deactivated:
        return forbidden("user is deactivated")
    if person.is_bot:
        return forbidden("the bot can't send messages to the bot")
    if person.is_blocked:
        return forbidden("bot was blocked by the user")
    if person.is_started:
        return None
    if is_seen(world, person.id):
        return forbidden("bot can't initiate conversation with a user")
    return bad_request("chat not found")


def is_seen(world: World, person_id: int) -> bool:
    """Whether the bot shares a group with the person and so knows them."""
    return any(
        person_id in chat.members and chat.bot_status in {"member", "administrator"}
        for chat in world.chats.values()
        if chat.kind is not Kind.PRIVATE
    )


def _group(chat: Chat) -> Refusal | None:
    if chat.migrated_to is not None:
        return bad_request(
            "group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.migrated_to
        )
    if chat.bot_status == "deleted":
        return forbidden("the group chat was deleted")
    if chat.bot_status == "kicked":
        return forbidden(f"bot was kicked from the {chat.kind} chat")
    if chat.bot_status == "left":
        return forbidden(f"bot is not a member of the {chat.kind} chat")
    return None
