"""Files both ways (M20)."""

import mimetypes
import random
import string
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

Json = dict[str, Any]

UPLOAD_LIMIT = 50 * 1024 * 1024
PHOTO_LIMIT = 10 * 1024 * 1024
DOWNLOAD_LIMIT = 20 * 1024 * 1024
LINK_SECONDS = 3600
KEPT_BYTES = 512 * 1024 * 1024
_ALPHABET = string.ascii_letters + string.digits + "-_"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """One file. `size` may be greater than the content: a promised size for tests of limits."""

    id: str
    unique_id: str
    name: str
    mime_type: str
    content: bytes
    size: int
    folder: str
    number: int

    @property
    def path(self) -> str:
        """The `file_path` of getFile: never the sender's own name."""
        return f"{self.folder}/file_{self.number}{PurePath(self.name).suffix.lower()[:16]}"

    def as_document(self) -> Json:
        """The `Document` object."""
        return {
            "file_name": self.name,
            "mime_type": self.mime_type,
            "file_id": self.id,
            "file_unique_id": self.unique_id,
            "file_size": self.size,
        }

    def as_photo_size(self) -> Json:
        """The `PhotoSize` object; the picture is not measured."""
        return {
            "file_id": self.id,
            "file_unique_id": self.unique_id,
            "file_size": self.size,
            "width": 800,
            "height": 600,
        }


class FileStore:
    """All files, the oldest forgotten beyond `KEPT_BYTES`; links live an hour."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._files: OrderedDict[str, StoredFile] = OrderedDict()
        self._links: dict[str, tuple[str, float]] = {}
        self._bytes = 0
        self._numbers = 0

    def add(self, *, name: str, content: bytes, folder: str, **given: Any) -> StoredFile:
        """Keep a file; `mime_type` and `size` may be given."""
        self._numbers += 1
        file = StoredFile(
            id="BQAC" + self._letters(60),
            unique_id="AgAD" + self._letters(11),
            name=name,
            mime_type=given.get("mime_type") or _guess_type(name),
            content=content,
            size=int(given.get("size") or len(content)),
            folder=folder,
            number=self._numbers,
        )
        self._files[file.id] = file
        self._bytes += len(content)
        self._forget_oldest()
        return file

    def find(self, file_id: str) -> StoredFile | None:
        """A file by its id."""
        return self._files.get(file_id)

    def link(self, file: StoredFile, now: float) -> str:
        """A path that may be downloaded for an hour from now."""
        self._links[file.path] = (file.id, now + LINK_SECONDS)
        return file.path

    def open_link(self, path: str, now: float) -> StoredFile | None:
        """The file behind a path while its link is good."""
        file_id, until = self._links.get(path, ("", 0.0))
        return self.find(file_id) if now <= until else None

    def clear(self) -> None:
        """Forget all files."""
        self._files.clear()
        self._links.clear()
        self._bytes = 0

    def _letters(self, count: int) -> str:
        return "".join(self._chance.choices(_ALPHABET, k=count))

    def _forget_oldest(self) -> None:
        while self._bytes > KEPT_BYTES and len(self._files) > 1:
            _, file = self._files.popitem(last=False)
            self._links.pop(file.path, None)
            self._bytes -= len(file.content)


def _guess_type(name: str) -> str:
    return mimetypes.guess_type(name)[0] or "application/octet-stream"
