"""deleteMessage and deleteMessages (M13, M14, M19)."""

from sandbox import access
from sandbox.chats import Chat, Kind
from sandbox.methods.registry import method
from sandbox.parameters import Parameters
from sandbox.refusals import Refusal, bad_request
from sandbox.world import World

DELETE_SECONDS = 48 * 3600
LONGEST_LIST = 100


@method("deleteMessage")
def delete_message(world: World, parameters: Parameters) -> bool:
    """Up to 48 hours old; in groups only the bot's own unless it is an administrator."""
    chat = access.writable_chat(world, parameters)
    message_id = parameters.integer("message_id")
    if not message_id:
        raise bad_request("message identifier is not specified")
    if (refusal := _refusal(world, chat, message_id)) is not None:
        raise refusal
    remove(world, chat, message_id)
    return True


@method("deleteMessages")
def delete_messages(world: World, parameters: Parameters) -> bool:
    """1 to 100 at once; those that cannot be found are skipped."""
    chat = access.writable_chat(world, parameters)
    for message_id in _read_ids(parameters):
        if _refusal(world, chat, message_id) is None:
            remove(world, chat, message_id)
    return True


def remove(world: World, chat: Chat, message_id: int) -> None:
    """Leave a tombstone without content for the API."""
    chat.messages[message_id].is_deleted = True
    world.event("delete", chat.id, message_id=message_id)


def _refusal(world: World, chat: Chat, message_id: int) -> Refusal | None:
    message = chat.find(message_id)
    if message is None:
        return bad_request("message to delete not found")
    is_private = chat.kind is Kind.PRIVATE
    if world.clock.now() - message.date > DELETE_SECONDS:
        return bad_request("message can't be deleted" + (" for everyone" if is_private else ""))
    is_own = message.sender_id == world.options.bot_id
    if not is_private and not is_own and chat.bot_status != "administrator":
        return bad_request("message can't be deleted")
    return None


def _read_ids(parameters: Parameters) -> list[int]:
    given: list[int] | None = parameters.parsed_as(list, "message_ids", "message identifiers")
    if not given:
        raise bad_request("message identifiers are not specified")
    if len(given) > LONGEST_LIST:
        raise bad_request("too many message identifiers specified")
    if not all(isinstance(one, int) for one in given):
        raise bad_request("can't parse message identifiers JSON object")
    return given
