"""Finding buttons by what a person sees, and tapping them."""

import asyncio
from typing import Any

from sandbox.chats import Chat
from sandbox.control.requests import Wrong, chat_of
from sandbox.messages import Message
from sandbox.people import Person
from sandbox.taps import Tap
from sandbox.world import World

Json = dict[str, Any]


def visible_key(chat: Chat, label: str) -> Json:
    """The reply-keyboard button with this label; 409 when it is not shown."""
    rows = (chat.reply_keyboard or {}).get("keyboard", [])
    return _by_label([key for row in rows for key in row], label)


def tap(world: World, person: Person, given: Json) -> tuple[Tap, int | None]:
    """Send a callback query; returns the tap and the id of its update."""
    chat = chat_of(world, given.get("chat_id") or person.id)
    message = _message(chat, given)
    query: Json = {
        "id": str(world.random.randint(10**17, 10**18)),
        "from": person.as_user(),
        "chat_instance": str(-(chat.id * 2654435761 % 10**18)),
    }
    if message is not None:
        query["message"] = _message_json(world, chat, message, given["message_id"])
    query |= {key: given[key] for key in ("inline_message_id",) if key in given}
    value = given["data"] if "data" in given else _data(message, str(given.get("text", "")))
    if value is not None:
        query["data"] = value
    made = Tap(
        id=query["id"],
        person_id=person.id,
        chat_id=chat.id,
        tapped_at=world.clock.now(),
        answer=asyncio.get_running_loop().create_future(),
    )
    world.taps.add(made)
    date = world.clock.now()
    return made, world.push("callback_query", query, ("user", person.id), date)


def _message(chat: Chat, given: Json) -> Message | str | None:
    message_id = given.get("message_id")
    if message_id is None:
        return None
    message = chat.messages.get(message_id)
    if message is None:
        if "data" not in given:
            raise Wrong(404, f"there is no message {message_id}")
        return "gone"
    return message


def _message_json(world: World, chat: Chat, message: Message | str, message_id: int) -> Json:
    """The message, or an InaccessibleMessage when it no longer exists (M16)."""
    if isinstance(message, Message) and not message.is_deleted:
        return world.message_json(message)
    return {"chat": world.chat_json(chat), "message_id": message_id, "date": 0}


def _data(message: Message | str | None, label: str) -> Any:
    if not isinstance(message, Message) or message.is_deleted:
        raise Wrong(409, "there is no such button", buttons=[])
    rows = (message.keyboard or {}).get("inline_keyboard", [])
    button = _by_label([button for row in rows for button in row], label)
    if "callback_data" not in button:
        raise Wrong(409, f"the button {button['text']} opens a link", url=button.get("url"))
    return button["callback_data"]


def _by_label(buttons: list[Json], label: str) -> Json:
    exact = [button for button in buttons if button["text"] == label]
    found = exact or [button for button in buttons if label and button["text"].startswith(label)]
    if len(found) == 1 or exact:
        return found[0]
    labels = [button["text"] for button in buttons]
    raise Wrong(409, f"there is no one button {label!r}", buttons=labels)
