"""Files in words: what the child needs to make one, and what stands beside it in the chat."""

from typing import Any

from services.files import Asked
from ui.screen import MadeFile
from ui.screens import timeline
from ui.translator import Words


def prepare(words: Words, asked: Asked) -> tuple[dict[str, Any], MadeFile]:
    """Give the plain values of a file that is asked for, and its message."""
    picture = timeline.picture(words, asked.view, asked.page)
    return picture.to_json(), timeline.photo(words, asked.view, asked.page)
