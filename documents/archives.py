"""Zip limits: what an office file may hold before anything in it is opened."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from documents.unreadable import Unreadable

MAX_ENTRIES = 1_000
MAX_RATIO = 100
MAX_UNPACKED = 100 * 1024 * 1024
_SMALL = 1024 * 1024
_CHUNK = 64 * 1024


def checked_names(content: bytes) -> frozenset[str]:
    """Names in the archive; raises Unreadable for bombs, locked and broken ones.

    Declared sizes are not believed: each entry is read once, counting its bytes.
    """
    try:
        with ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
            _ensure_modest(entries, len(content))
            read = 0
            for entry in entries:
                read += _really_read(archive, entry, MAX_UNPACKED - read)
            return frozenset(entry.filename for entry in entries)
    except (BadZipFile, NotImplementedError, OSError, EOFError, ValueError) as wrong:
        raise Unreadable("damaged") from wrong
    except RuntimeError as wrong:
        raise Unreadable("encrypted") from wrong


def _ensure_modest(entries: list[ZipInfo], size: int) -> None:
    declared = sum(entry.file_size for entry in entries)
    is_heavy = declared > _SMALL and declared > MAX_RATIO * size
    if len(entries) > MAX_ENTRIES or declared > MAX_UNPACKED or is_heavy:
        raise Unreadable("bomb")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable("encrypted")


def _really_read(archive: ZipFile, entry: ZipInfo, left: int) -> int:
    limit = min(left, max(_SMALL, MAX_RATIO * entry.compress_size))
    read = 0
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            read += len(chunk)
            if read > limit:
                raise Unreadable("bomb")
    return read
