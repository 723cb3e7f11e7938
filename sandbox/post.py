"""Putting messages into chats: the bot's, people's and service ones."""

import re
from typing import Any

from sandbox.chats import Chat, Kind
from sandbox.keyboards import Markup
from sandbox.messages import Message
from sandbox.people import Person
from sandbox.text.formatted import Formatted
from sandbox.world import World

Json = dict[str, Any]

_FOR_THE_BOT = {"member", "administrator"}


def text_body(content: Formatted) -> Json:
    """The content of a text message."""
    return {"text": content.text} | ({"entities": content.entities} if content.entities else {})


def caption_body(content: Formatted) -> Json:
    """The caption of a file."""
    if not content.text:
        return {}
    entities = {"caption_entities": content.entities} if content.entities else {}
    return {"caption": content.text} | entities


def with_people(world: World, body: Json) -> Json:
    """Mentions by id get their person; a mention of nobody the sandbox knows is dropped."""
    for name in ("entities", "caption_entities"):
        if any(one["type"] == "text_mention" for one in body.get(name, [])):
            body = {
                **body,
                name: [_mention(world, one) for one in body[name] if _is_known(world, one)],
            }
    return body


def _is_known(world: World, one: Json) -> bool:
    return one["type"] != "text_mention" or one["user"]["id"] in world.people


def _mention(world: World, one: Json) -> Json:
    if one["type"] != "text_mention":
        return one
    return {**one, "user": world.user(one["user"]["id"])}


def from_bot(
    world: World,
    chat: Chat,
    body: Json,
    markup: Markup,
    *,
    reply_to: int | None = None,
    can_edit: bool = True,
) -> Message:
    """A message of the bot; one with a reply keyboard can never be edited (M15b)."""
    message = Message(
        id=world.new_message_id(chat.id),
        chat_id=chat.id,
        sender_id=world.options.bot_id,
        date=world.clock.stamp(),
        body=with_people(world, body),
        keyboard=markup.inline,
        reply_markup=markup.reply,
        reply_to=reply_to,
        can_edit=can_edit and markup.reply is None,
    )
    _show_keyboard(chat, markup.reply)
    chat.keep(message)
    world.event("message", chat.id, message_id=message.id, by="bot")
    return message


def _show_keyboard(chat: Chat, reply: Json | None) -> None:
    if reply is None:
        return
    if "keyboard" in reply:
        chat.reply_keyboard = reply
    elif reply.get("remove_keyboard"):
        chat.reply_keyboard = None


def from_person(
    world: World, person: Person, chat: Chat, body: Json, *, reply_to: int | None = None
) -> tuple[Message, int | None]:
    """A message of a person and the id of its update (None when the bot does not get it)."""
    message = Message(
        id=world.new_message_id(chat.id),
        chat_id=chat.id,
        sender_id=person.id,
        date=world.clock.stamp(),
        body=body,
        reply_to=reply_to,
        can_edit=False,
    )
    chat.keep(message)
    world.event("message", chat.id, message_id=message.id, by="person")
    if not is_for_bot(world, chat, message):
        return message, None
    payload = world.message_json(message)
    return message, world.push("message", payload, ("chat", chat.id), message.date)


def edited_by_person(world: World, chat: Chat, message: Message, content: Formatted) -> int | None:
    """A person's edit and the id of its update."""
    message.versions.append(message.words)
    message.body = text_body(content)
    message.edit_date = world.clock.stamp()
    world.event("edit", chat.id, message_id=message.id)
    if not is_for_bot(world, chat, message):
        return None
    payload = world.message_json(message)
    return world.push("edited_message", payload, ("chat", chat.id), message.edit_date)


def service(world: World, chat: Chat, sender_id: int, body: Json) -> int | None:
    """A service message and the id of its update."""
    message = Message(
        id=world.new_message_id(chat.id),
        chat_id=chat.id,
        sender_id=sender_id,
        date=world.clock.stamp(),
        body=body,
        can_edit=False,
        is_service=True,
    )
    chat.keep(message)
    world.event("message", chat.id, message_id=message.id)
    payload = world.message_json(message)
    return world.push("message", payload, ("chat", chat.id), message.date)


def is_for_bot(world: World, chat: Chat, message: Message) -> bool:
    """Whether the bot gets a message: membership, and privacy mode in groups."""
    if chat.kind is Kind.PRIVATE:
        return True
    if chat.bot_status not in _FOR_THE_BOT:
        return False
    if not world.options.privacy or chat.bot_status == "administrator":
        return True
    return _passes_privacy(world, chat, message)


def _passes_privacy(world: World, chat: Chat, message: Message) -> bool:
    replied = chat.messages.get(message.reply_to or 0)
    if replied is not None and replied.sender_id == world.options.bot_id:
        return True
    name = world.options.username.lower()
    words = message.words.lower()
    command = re.match(r"/\w+(?:@(\w+))?", words)
    if command is not None:
        return command[1] in {None, name}
    return f"@{name}" in words
