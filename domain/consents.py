"""Consents: the text that was shown, its hash, and the answer."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum


class ConsentAnswer(StrEnum):
    """What a person said to a consent."""

    GIVEN = "given"
    REFUSED = "refused"


class ConsentWay(StrEnum):
    """Who acted: the person, or the curator from a signed paper."""

    SELF = "self"
    PAPER = "paper"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentText:
    """A consent as it is shown: its own document, one purpose (152-FZ art. 9)."""

    kind: str
    version: int
    dated: str
    title: str
    body: str

    @property
    def sha256(self) -> str:
        """Hash of exactly what was shown, as 64 hexadecimal digits."""
        return hashlib.sha256(f"{self.title}\n{self.body}".encode()).hexdigest()
