"""sendMessage, sendDocument, sendPhoto, sendChatAction."""

from typing import Any

from sandbox import access, keyboards, post
from sandbox.chats import Chat
from sandbox.files import PHOTO_LIMIT, UPLOAD_LIMIT, StoredFile
from sandbox.keyboards import Markup
from sandbox.methods.registry import method
from sandbox.parameters import Parameters, Upload
from sandbox.refusals import bad_request
from sandbox.text import formatted
from sandbox.world import World

Json = dict[str, Any]

ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note",
    "upload_video_note",
}  # fmt: skip


@method("sendMessage")
def send_message(world: World, parameters: Parameters) -> Json:
    """M1-M3, M5-M9, M22, §7, §8."""
    content = formatted.message_text(parameters)
    body = post.text_body(content) | _preview(parameters)
    return deliver(world, parameters, body)


@method("sendDocument")
def send_document(world: World, parameters: Parameters) -> Json:
    """M4, M20: a new file or the id of one that was sent."""
    content = formatted.caption(parameters)
    file = _file(world, parameters, "document", UPLOAD_LIMIT)
    return deliver(
        world, parameters, {"document": file.as_document(), **post.caption_body(content)}
    )


@method("sendPhoto")
def send_photo(world: World, parameters: Parameters) -> Json:
    """M4, M20: photos up to 10 MB."""
    content = formatted.caption(parameters)
    file = _file(world, parameters, "photo", PHOTO_LIMIT)
    return deliver(
        world, parameters, {"photo": [file.as_photo_size()], **post.caption_body(content)}
    )


@method("sendChatAction")
def send_chat_action(world: World, parameters: Parameters) -> bool:
    """Shown on the page for five seconds; counts against no limit."""
    if parameters.text("action") not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = access.writable_chat(world, parameters)
    world.event("action", chat.id, action=parameters.text("action"))
    return True


def deliver(world: World, parameters: Parameters, body: Json, *, can_edit: bool = True) -> Json:
    """Check the chat, the reply, the limits; put the message there; its JSON."""
    markup: Markup = keyboards.read(parameters, world.options)
    chat = access.writable_chat(world, parameters)
    reply_to = _reply_to(chat, parameters)
    world.flood.check_send(chat.id)
    if parameters.flag("protect_content"):
        body["has_protected_content"] = True
    message = post.from_bot(world, chat, body, markup, reply_to=reply_to, can_edit=can_edit)
    return world.message_json(message)


def _preview(parameters: Parameters) -> Json:
    options = parameters.parsed_as(dict, "link_preview_options")
    return {"link_preview_options": options} if options else {}


def _reply_to(chat: Chat, parameters: Parameters) -> int | None:
    given = parameters.parsed_as(dict, "reply_parameters") or {}
    message_id = given.get("message_id") or parameters.integer("reply_to_message_id")
    if not message_id:
        return None
    if not isinstance(message_id, int):
        raise bad_request("can't parse reply parameters JSON object")
    if chat.find(message_id) is not None:
        return message_id
    if given.get("allow_sending_without_reply") or parameters.flag("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


def _file(world: World, parameters: Parameters, field: str, limit: int) -> StoredFile:
    upload = parameters.upload(field)
    if upload is not None:
        return _store(world, upload, field, limit)
    given = parameters.text(field)
    if not given:
        raise bad_request(f"there is no {field} in the request")
    if given.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    file = world.files.find(given)
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    return file


def _store(world: World, upload: Upload, field: str, limit: int) -> StoredFile:
    if not upload.content:
        raise bad_request("file must be non-empty")
    if len(upload.content) > limit:
        raise bad_request("file is too big")
    return world.files.add(
        name=upload.name,
        content=upload.content,
        folder="photos" if field == "photo" else "documents",
        mime_type=None if upload.mime_type == "application/octet-stream" else upload.mime_type,
    )
