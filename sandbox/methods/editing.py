"""editMessageText, editMessageCaption, editMessageReplyMarkup (M12-M15b)."""

from typing import Any

from sandbox import access, keyboards, post
from sandbox.messages import Message
from sandbox.methods.registry import method
from sandbox.parameters import Parameters
from sandbox.refusals import NotBuilt, bad_request
from sandbox.text import formatted
from sandbox.world import World

Json = dict[str, Any]

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the "
    "same as a current content and reply markup of the message"
)
_TEXT = ("text", "entities", "link_preview_options")
_CAPTION = ("caption", "caption_entities")


@method("editMessageText")
def edit_text(world: World, parameters: Parameters) -> Json:
    """New text; a keyboard that is not given is taken off."""
    content = formatted.message_text(parameters)
    keyboard = keyboards.read_inline(parameters, world.options)
    message = _editable(world, parameters)
    if "text" not in message.body:
        raise bad_request("there is no text in the message to edit")
    return _change(world, message, _replaced(message, _TEXT, post.text_body(content)), keyboard)


@method("editMessageCaption")
def edit_caption(world: World, parameters: Parameters) -> Json:
    """New caption of a file; a keyboard that is not given is taken off."""
    content = formatted.caption(parameters)
    keyboard = keyboards.read_inline(parameters, world.options)
    message = _editable(world, parameters)
    if "text" in message.body:
        raise bad_request("there is no caption in the message to edit")
    body = _replaced(message, _CAPTION, post.caption_body(content))
    return _change(world, message, body, keyboard)


@method("editMessageReplyMarkup")
def edit_reply_markup(world: World, parameters: Parameters) -> Json:
    """New inline keyboard or none."""
    keyboard = keyboards.read_inline(parameters, world.options)
    message = _editable(world, parameters)
    return _change(world, message, message.body, keyboard)


def _editable(world: World, parameters: Parameters) -> Message:
    if parameters.text("inline_message_id"):
        raise NotBuilt("inline messages")
    if not parameters.integer("message_id"):
        raise bad_request("message identifier is not specified")
    chat = access.writable_chat(world, parameters)
    message = chat.find(parameters.integer("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if message.sender_id != world.options.bot_id or not message.can_edit:
        raise bad_request("message can't be edited")
    return message


def _replaced(message: Message, names: tuple[str, ...], new: Json) -> Json:
    return {name: value for name, value in message.body.items() if name not in names} | new


def _change(world: World, message: Message, body: Json, keyboard: Json | None) -> Json:
    body = post.with_people(world, body)
    has_new_words = _words(body) != _words(message.body)
    if not has_new_words and keyboard == message.keyboard:
        raise bad_request(NOT_MODIFIED)
    world.flood.check_edit(message.chat_id)
    if has_new_words:
        message.versions.append(message.words)
    message.body, message.keyboard = body, keyboard
    message.edit_date = world.clock.stamp()
    world.event("edit", message.chat_id, message_id=message.id)
    return world.message_json(message)


def _words(body: Json) -> list[Any]:
    return [body.get(name) or None for name in (*_TEXT[:2], *_CAPTION)]
