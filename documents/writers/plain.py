"""Texts that may stand in an office file: what XML forbids is left out."""

import re

_FORBIDDEN = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def allowed(text: str) -> str:
    """A text without control characters and lone surrogates."""
    return _FORBIDDEN.sub("", text)
