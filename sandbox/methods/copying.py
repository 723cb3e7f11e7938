"""copyMessage and forwardMessage."""

from typing import Any

from sandbox import access, post
from sandbox.messages import Message
from sandbox.methods import sending
from sandbox.methods.registry import method
from sandbox.parameters import Parameters
from sandbox.refusals import bad_request
from sandbox.text import formatted
from sandbox.world import World

Json = dict[str, Any]


@method("copyMessage")
def copy_message(world: World, parameters: Parameters) -> Json:
    """The content again as the bot's own message; a caption may be given anew."""
    source = _source(world, parameters, "copy")
    body = dict(source.body)
    if "caption" in parameters.values and "text" not in body:
        body.pop("caption", None)
        body.pop("caption_entities", None)
        body |= post.caption_body(formatted.caption(parameters))
    return {"message_id": sending.deliver(world, parameters, body)["message_id"]}


@method("forwardMessage")
def forward_message(world: World, parameters: Parameters) -> Json:
    """The content with its origin; such a message can never be edited (M15b)."""
    source = _source(world, parameters, "forward")
    origin = {
        "type": "user",
        "sender_user": world.user(source.sender_id),
        "date": source.date,
    }
    return sending.deliver(
        world, parameters, {**source.body, "forward_origin": origin}, can_edit=False
    )


def _source(world: World, parameters: Parameters, verb: str) -> Message:
    chat = access.chat_of(world, parameters, "from_chat_id")
    message = chat.find(parameters.integer("message_id"))
    if message is None:
        raise bad_request(f"message to {verb} not found")
    if message.is_service:
        raise bad_request(f"message can't be {'copied' if verb == 'copy' else 'forwarded'}")
    return message
