"""Hostile and wrong files get a code within five seconds; nothing else happens."""

import asyncio
import io
import zipfile

import pytest

from documents.isolated import read_isolated
from documents.reading import MAX_BYTES, read_paper
from documents.unreadable import Unreadable
from tests.clock import children_worked

CANARY = "canary-of-a-local-file"


def _zip(entries: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _docx(document: str) -> bytes:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    return _zip(
        {
            "[Content_Types].xml": (
                '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                '<Default Extension="rels" ContentType='
                '"application/vnd.openxmlformats-package.relationships+xml"/>'
                f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>'
            ).encode(),
            "_rels/.rels": (
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
                f'relationships"><Relationship Id="r1" Type="{relation}" '
                'Target="word/document.xml"/></Relationships>'
            ).encode(),
            "word/document.xml": document.encode(),
        }
    )


def _xxe() -> bytes:
    return _docx(
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"<w:body><w:p><w:r><w:t>&a;{CANARY}</w:t></w:r></w:p></w:body></w:document>"
    )


def _laughs() -> bytes:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    return _docx(f'<!DOCTYPE x [<!ENTITY l0 "ha">{levels}]><x>&l11;</x>')


def _locked_zip() -> bytes:
    content = bytearray(_zip({"word/document.xml": b"<x/>" * 50}))
    content[6] |= 1
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    return bytes(content)


def _false_sizes() -> bytes:
    content = bytearray(_zip({"word/document.xml": b"\x00" * 30_000_000}))
    at = content.index(b"PK\x01\x02")
    content[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    return bytes(content)


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
HOSTILE = {
    "empty": (b"", "a.docx", "empty_file"),
    "blank": (b" \n\n ", "a.txt", "empty_file"),
    "too large": (b"x" * (MAX_BYTES + 1), "a.txt", "too_large"),
    "legacy doc": (_OLE, "a.doc", "legacy_doc"),
    "legacy doc named docx": (_OLE, "a.docx", "legacy_doc"),
    "rtf": (b"{\\rtf1 text}", "a.doc", "legacy_doc"),
    "encrypted docx": (_OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "encrypted"),
    "locked zip": (_locked_zip(), "a.docx", "encrypted"),
    "program named docx": (b"MZ\x90\x00" + b"\x00" * 500, "a.docx", "unknown_format"),
    "picture": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 500, "a.pdf", "scanned"),
    "zip bomb": (_zip({"word/document.xml": b"\x00" * 60_000_000}), "a.docx", "bomb"),
    "false sizes": (_false_sizes(), "a.docx", "damaged"),
    "many entries": (_zip({f"{n}.xml": b"" for n in range(1001)}), "a.docx", "bomb"),
    "zip of something": (_zip({"../../etc/passwd": b"x"}), "a.docx", "unknown_format"),
    "cut zip": (_xxe()[:300], "a.docx", "damaged"),
    "external entity": (_xxe(), "a.docx", "damaged"),
    "billion laughs": (_laughs(), "a.docx", "damaged"),
    "broken pdf": (b"%PDF-1.7\n%%EOF", "a.pdf", "damaged"),
    "prose": ("Просто письмо без таблицы.".encode(), "a.txt", "not_a_roadmap"),
    "table of something": ("один\tдва\nтри\tчетыре\n".encode(), "a.txt", "not_a_roadmap"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gets_its_code_within_five_seconds(name: str) -> None:
    content, file_name, code = HOSTILE[name]
    began = children_worked()
    with pytest.raises(Unreadable) as refused:
        asyncio.run(read_isolated(content, file_name, 2023))
    assert refused.value.code == code
    assert children_worked() - began < 5


def test_names_are_only_data() -> None:
    content = "Мероприятие\tСрок\nПосадить сад\tмай\n".encode()
    for name in ("../../x", "a\x00b", "CON", "я" * 300, "", "--help", "\u202egpj.exe"):
        draft = asyncio.run(read_isolated(content, name, 2023))
        assert len(draft.stages[0].activities) == 1


def test_a_child_out_of_time_is_killed() -> None:
    with pytest.raises(Unreadable) as refused:
        asyncio.run(read_isolated(b"x\ty\n" * 1000, "a.txt", 2023, seconds=0.01))
    assert refused.value.code == "too_hard"


def test_a_cancelled_reading_leaves_no_child() -> None:
    async def cancel() -> None:
        task = asyncio.create_task(read_isolated(b"x\ty\n" * 1000, "a.txt", 2023))
        await asyncio.sleep(0.05)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(cancel())


@pytest.mark.parametrize("noise", [b"\xff\xfe\x00\xd8", b"\x80" * 100, bytes(range(256)) * 20])
def test_noise_is_refused_with_a_code(noise: bytes) -> None:
    with pytest.raises(Unreadable):
        read_paper(noise, "a.txt")
