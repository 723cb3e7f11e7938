"""What a person may send, as the content of a message."""

import base64
import binascii
import re
from typing import Any

from sandbox import post
from sandbox.control.requests import Wrong
from sandbox.people import Person
from sandbox.text import formatted
from sandbox.world import World

Json = dict[str, Any]

PIECE = 4096
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")


def is_payload(words: str) -> bool:
    """Whether a deep link's payload is valid (M17)."""
    return _PAYLOAD.fullmatch(words) is not None


def texts(text: str) -> list[Json]:
    """The bodies of a text; a long one is split as real clients do."""
    pieces = [text[at : at + PIECE] for at in range(0, len(text), PIECE)]
    bodies = [post.text_body(formatted.said(piece)) for piece in pieces]
    bodies = [body for body in bodies if body["text"]]
    if not bodies:
        raise Wrong(400, "an empty text cannot be sent")
    return bodies


def read(world: World, person: Person, given: Json) -> Json:
    """The body of anything but a text."""
    for name, reader in _READERS.items():
        if name in given:
            caption = formatted.said(str(given.get("caption") or ""))
            return reader(world, person, given[name]) | post.caption_body(caption)
    raise Wrong(400, "say what to send: text, " + ", ".join(_READERS))


def _content(given: Any) -> bytes:
    if not isinstance(given, dict):
        raise Wrong(400, "a file is an object with base64 and name")
    try:
        return base64.b64decode(given.get("base64", ""), validate=True)
    except (binascii.Error, TypeError, ValueError) as error:
        raise Wrong(400, "base64 cannot be read") from error


def _document(world: World, person: Person, given: Any) -> Json:
    content = _content(given)
    file = world.files.add(
        name=str(given.get("name") or "file"),
        content=content,
        folder="documents",
        mime_type=given.get("mime_type"),
        size=given.get("size"),
    )
    return {"document": file.as_document()}


def _photo(world: World, person: Person, given: Any) -> Json:
    file = world.files.add(name="photo.jpg", content=_content(given), folder="photos")
    return {"photo": [file.as_photo_size()]}


def _voice(world: World, person: Person, given: Any) -> Json:
    file = world.files.add(
        name="voice.oga", content=b"OggS", folder="voice", mime_type="audio/ogg"
    )
    voice = file.as_document() | {"duration": 3}
    voice.pop("file_name")
    return {"voice": voice}


def _sticker(world: World, person: Person, given: Any) -> Json:
    file = world.files.add(
        name="sticker.webp", content=b"RIFF", folder="stickers", mime_type="image/webp"
    )
    return {
        "sticker": {
            "file_id": file.id,
            "file_unique_id": file.unique_id,
            "file_size": file.size,
            "type": "regular",
            "width": 512,
            "height": 512,
            "is_animated": False,
            "is_video": False,
            "emoji": "\N{WAVING HAND SIGN}",
        }
    }


def _contact(world: World, person: Person, given: Any) -> Json:
    own = {
        "phone_number": "+70000000000",
        "first_name": person.first_name,
        "user_id": person.id,
    }
    return {"contact": given if isinstance(given, dict) and given else own}


def _location(world: World, person: Person, given: Any) -> Json:
    place = {"latitude": 54.99, "longitude": 73.37}
    return {"location": given if isinstance(given, dict) and given else place}


_READERS = {
    "document": _document,
    "photo": _photo,
    "voice": _voice,
    "sticker": _sticker,
    "contact": _contact,
    "location": _location,
}
