"""Loops, locks, lies about sizes, two formats in one file: a code within five seconds."""

import asyncio

import pytest

from documents.isolated import read_isolated
from documents.unreadable import Unreadable
from tests.clock import children_worked
from tests.documents import hostile_files as made

PLAN = made.cells(1, "Мероприятие", "Срок", "Ответственный") + made.cells(
    2, "Посадить сад", "май", "директор"
)
EMPTY_ROWS = "".join(f'<row r="{at}"/>' for at in range(3, 1_000_000))
FAR = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
WIDE = f'<row r="3">{"".join(f"<c><v>{at}</v></c>" for at in range(16_384))}</row>'
ZIP = made.zipped({"a.txt": b"x"})

REFUSED = {
    "pdf of 10,000 pages": (made.many_pages(10_000), "a.pdf", {"too_hard"}),
    "pdf that loops": (made.looped(), "a.pdf", {"damaged", "scanned", "too_hard"}),
    "pdf nested without end": (made.deep(), "a.pdf", {"damaged", "scanned", "too_hard"}),
    "locked pdf": (made.locked(), "a.pdf", {"encrypted"}),
    "pdf that launches": (made.with_actions(), "a.pdf", {"scanned"}),
    "zip behind a pdf's head": (b"%PDF-1.4\n" + ZIP, "a.pdf", {"damaged", "scanned"}),
    "pdf behind a zip": (ZIP + made.with_actions(), "a.docx", {"unknown_format", "damaged"}),
    "program behind a picture's head": (b"\x89PNG" + b"MZ" * 400, "a.png", {"scanned"}),
    "text document of another office": (
        made.zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "a.xml": b"<x/>"}),
        "a.odt",
        {"unknown_format"},
    ),
    "slides": (made.zipped({"ppt/presentation.xml": b"<x/>"}), "a.pptx", {"unknown_format"}),
    "archive": (ZIP, "a.zip", {"unknown_format"}),
    "photo": (b"\xff\xd8\xff\xe0" + b"\x00" * 500, "a.jpg", {"scanned"}),
    "photo of a telephone": (b"\x00\x00\x00\x18ftypheic" + b"\x00" * 99, "a.heic", {"scanned"}),
    "rich text": (b"{\\rtf1\\ansi x}", "a.rtf", {"legacy_doc"}),
    "old sheet": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "Workbook".encode("utf-16-le"),
        "a.xls",
        {"legacy_xls"},
    ),
}  # fmt: skip


def _read(content: bytes, name: str) -> str:
    """The code of the refusal, or how many activities there are; within five seconds' work."""
    began = children_worked()
    try:
        draft = asyncio.run(read_isolated(content, name, 2027))
    except Unreadable as refused:
        found = refused.code
    else:
        found = str(sum(len(stage.activities) for stage in draft.stages))
    assert children_worked() - began < 5
    return found


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_read_gets_its_code(name: str) -> None:
    content, file_name, codes = REFUSED[name]
    assert _read(content, file_name) in codes


@pytest.mark.parametrize("rows", [FAR, WIDE, EMPTY_ROWS], ids=["far", "wide", "empty rows"])
def test_a_sheet_that_lies_about_its_size_is_read_or_refused(rows: str) -> None:
    assert _read(made.sheet(PLAN + rows), "a.xlsx") in {"1", "2", "bomb"}


def test_a_sheet_written_by_hand_is_read() -> None:
    assert _read(made.sheet(PLAN), "a.xlsx") == "1"
