"""read_paper: the bytes of a file → a paper; the kind is told by the bytes, not the name."""

from typing import NoReturn

from documents.archives import checked_names
from documents.readers.docx import read_docx
from documents.readers.lines import with_rows
from documents.readers.pdf import read_pdf
from documents.readers.spreadsheet import is_csv, read_csv, read_xlsx
from documents.readers.text import decoded, read_text
from documents.unreadable import Unreadable
from domain.roadmap_paper import Paper, TableRow

MAX_BYTES = 20 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_OLD_SHEET = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_PHOTOS = (b"ftyphei", b"ftypmif1", b"ftypavif", b"WEBP")
_FORBIDDEN_XML = (b"<!DOCTYPE", b"<!ENTITY")


def read_paper(content: bytes, name: str) -> Paper:
    """Read a docx, pdf, xlsx, csv or text file of at most 20 MB.

    `name` only tells a csv from a text. Raises `Unreadable` with a code and nothing else.
    """
    if not content.strip():
        raise Unreadable("empty_file")
    if len(content) > MAX_BYTES:
        raise Unreadable("too_large")
    try:
        paper = _read(content, name)
    except Unreadable:
        raise
    except MemoryError as wrong:
        raise Unreadable("too_hard") from wrong
    except Exception as wrong:
        raise Unreadable("damaged") from wrong
    if not any(isinstance(block, TableRow) for block in paper.blocks):
        paper = with_rows(paper)
    if not any(isinstance(block, TableRow) for block in paper.blocks):
        raise Unreadable("not_a_roadmap")
    return paper


def _read(content: bytes, name: str) -> Paper:
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _office(content)
    if b"%PDF-" in content[:1024]:
        return read_pdf(content)
    if content.startswith(_OLE):
        _refuse_old_office(content)
    if content.startswith(b"{\\rtf"):
        raise Unreadable("legacy_doc")
    if content.startswith(_PICTURES) or any(mark in content[:16] for mark in _PHOTOS):
        raise Unreadable("scanned")
    if _is_binary(content):
        raise Unreadable("unknown_format")
    text = decoded(content)
    as_csv = is_csv(text) or name.lower().endswith(".csv")
    return read_csv(text) if as_csv else read_text(text)


def _refuse_old_office(content: bytes) -> NoReturn:
    if _ENCRYPTED_OFFICE in content:
        raise Unreadable("encrypted")
    if any(mark in content for mark in _OLD_SHEET):
        raise Unreadable("legacy_xls")
    raise Unreadable("legacy_doc")


def _office(content: bytes) -> Paper:
    names = checked_names(content)
    _ensure_plain_xml(content)
    if "word/document.xml" in names:
        return read_docx(content)
    if "xl/workbook.xml" in names:
        return read_xlsx(content)
    raise Unreadable("unknown_format")


def _ensure_plain_xml(content: bytes) -> None:
    """No document types and entities: office files have none, attacks do."""
    from io import BytesIO
    from zipfile import ZipFile

    with ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.lower().endswith((".xml", ".rels")):
                head = archive.open(name).read(64 * 1024)
                plain = head.replace(b"\x00", b"").upper()
                if any(mark in plain for mark in _FORBIDDEN_XML):
                    raise Unreadable("damaged")


def _is_binary(content: bytes) -> bool:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return False
    head = content[:8192]
    odd = sum(byte < 9 or 13 < byte < 32 for byte in head)
    return b"\x00" in head or odd > len(head) // 50
