"""The same papers as docx, pdf and xlsx; merged cells, lists, giant tables, commands."""

import asyncio
import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook

from documents.isolated import read_isolated
from documents.reading import read_paper
from documents.unreadable import Unreadable
from domain.roadmap_draft import RoadmapDraft
from domain.roadmap_paper import Paper, TableRow, TextLine
from domain.roadmap_reading import read_roadmap
from tests.clock import children_worked
from tests.documents.office_files import docx_of, pdf_of, xlsx_of
from tests.documents.papers import YEARS, expected, paper_of, seed, table_of, twin, words_of

WIDTHS = {
    "000": [4, 20, 70, 20, 25],
    "001": [80, 20, 30, 50],
    "002": [5, 20, 80, 20, 20],
    "003": [90, 25, 30],
    "004": [6, 60, 25, 45, 45],
}
ROOT = Path(__file__).parent.parent.parent


def _read(content: bytes, year: int = 2023) -> RoadmapDraft:
    return read_roadmap(read_paper(content, "paper"), year=year)


@pytest.mark.parametrize("find", [twin, seed])
@pytest.mark.parametrize("name", YEARS)
def test_a_paper_reads_the_same_from_docx_and_xlsx(name: str, find: object) -> None:
    paper = paper_of(find(name))  # type: ignore[operator]
    whole = words_of(read_roadmap(paper, year=YEARS[name]))
    for content in (docx_of(paper), xlsx_of(paper)):
        draft = _read(content, YEARS[name])
        assert table_of(draft) == expected(name)
        assert words_of(draft) == whole


@pytest.mark.parametrize("find", [twin, seed])
@pytest.mark.parametrize("name", YEARS)
def test_a_paper_reads_the_same_from_a_pdf_with_wrapped_cells(name: str, find: object) -> None:
    paper = paper_of(find(name))  # type: ignore[operator]
    draft = _read(pdf_of(paper, WIDTHS[name]), YEARS[name])
    assert table_of(draft) == expected(name)
    assert words_of(draft) == words_of(read_roadmap(paper, year=YEARS[name]))


def _docx(rows: list[list[str]], merges: list[tuple[int, int, int, int]]) -> bytes:
    document = Document()
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    for top, left, bottom, right in merges:
        table.cell(top, left).merge(table.cell(bottom, right))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_merged_cells_of_a_docx_hand_their_value_down() -> None:
    draft = _read(
        _docx(
            [
                ["№", "Направление", "Мероприятие", "Срок", "Ответственный"],
                ["1", "Сад", "Посадить", "сентябрь", "директор"],
                ["2", "", "Полить", "", "учителя"],
                ["Этапа нет", "", "", "", ""],
                ["3", "Дом", "Покрасить", "май", "директор"],
                ["4", "", "Побелить", "май", ""],
            ],
            [(1, 1, 2, 1), (1, 3, 2, 3), (4, 1, 5, 1), (4, 4, 5, 4)],
        )
    )
    rows = [one for stage in draft.stages for one in stage.activities]
    assert [one.title for one in rows] == ["Посадить", "Полить", "Покрасить", "Побелить"]
    assert [one.deadline.words for one in rows] == ["сентябрь", "сентябрь", "май", "май"]
    assert rows[3].responsibles[0].text == "директор"


def test_lists_of_a_docx_keep_their_marks() -> None:
    document = Document()
    table = document.add_table(rows=2, cols=4)
    for cell, text in zip(
        table.rows[0].cells, ["Этап", "Содержание", "Срок", "Ответственный"], strict=True
    ):
        cell.text = text
    cells = table.rows[1].cells
    for cell, text in zip(cells, ["Сад", "Работы:", "май", "директор"], strict=True):
        cell.text = text
    for text in ("посадить", "полить"):
        cells[1].add_paragraph(text, style="List Bullet")
    stream = io.BytesIO()
    document.save(stream)
    (stage,) = _read(stream.getvalue()).stages
    assert [one.title for one in stage.activities] == ["Работы: посадить", "Работы: полить"]


def test_two_hundred_rows_of_docx_are_read_within_a_second() -> None:
    rows = [TableRow(cells=("№", "Мероприятие", "Срок", "Ответственный"))]
    rows += [
        TableRow(cells=(str(n), f"Дело {n}", "до 15.11.2023", "директор")) for n in range(200)
    ]
    content = docx_of(Paper(blocks=(TextLine(text="Дорожная карта"), *rows)))
    began = time.process_time()
    draft = _read(content)
    assert time.process_time() - began < 1
    assert len(draft.stages[0].activities) == 200


def test_a_pdf_without_text_is_a_scan() -> None:
    empty = Paper(blocks=(TableRow(cells=("", "")),))
    with pytest.raises(Unreadable) as refused:
        read_paper(pdf_of(empty, [10, 10]), "scan.pdf")
    assert refused.value.code == "scanned"


def test_forged_dimensions_and_empty_rows_cost_nothing() -> None:
    book = Workbook()
    book.active.append(["Мероприятие", "Срок", "Ответственный"])
    book.active.append(["Посадить", "май", "директор"])
    book.active["XFD1048576"] = "x"
    stream = io.BytesIO()
    book.save(stream)
    began = children_worked()
    draft = asyncio.run(read_isolated(stream.getvalue(), "a.xlsx", 2023))
    assert len(draft.stages[0].activities) == 1
    assert children_worked() - began < 5


def test_a_giant_table_is_read_in_part_or_refused_within_five_seconds() -> None:
    big = _docx([["Мероприятие", "Срок", "Кто"], ["Дело", "май", "директор"]], [])
    row = "<w:tr>" + "<w:tc><w:p><w:r><w:t>май</w:t></w:r></w:p></w:tc>" * 3 + "</w:tr>"
    content = _with_rows(big, row * 40_000)
    began = children_worked()
    codes = []
    try:
        asyncio.run(read_isolated(content, "a.docx", 2023))
    except Unreadable as refused:
        codes.append(refused.code)
    assert set(codes) <= {"too_hard", "bomb"}
    assert children_worked() - began < 5


def _with_rows(content: bytes, rows: str) -> bytes:
    from zipfile import ZIP_DEFLATED, ZipFile

    stream = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            body = old.read(name)
            if name == "word/document.xml":
                body = body.replace(b"</w:tbl>", rows.encode() + b"</w:tbl>")
            new.writestr(name, body)
    return stream.getvalue()


def _command(call: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    program = f"import sys\nfrom bot.read_commands import *\nsys.exit({call})"
    return subprocess.run(
        [sys.executable, "-c", program],
        input=given,
        capture_output=True,
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
        timeout=30,
        check=False,
    )


def test_the_deadline_command_answers_line_by_line() -> None:
    given = "май\n\n".encode() + b"\xff\n" + "до 5 ноября\r\nлето".encode()
    done = _command("read_deadline_command(['--year', '2023'])", given)
    answers = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert done.returncode == 0
    assert [one["phrase"] for one in answers] == ["май", "", "\ufffd", "до 5 ноября", "лето"]
    assert answers[0] == {
        "phrase": "май",
        "kind": "span",
        "windows": [["2024-05-01", "2024-05-31"]],
        "recurrence": None,
        "doubts": [],
    }
    assert answers[3]["windows"] == [[None, "2023-11-05"]]
    assert answers[1]["doubts"] == ["missing_deadline"]


def test_the_roadmap_command_prints_one_object() -> None:
    done = _command(f"read_roadmap_command([{str(twin('001'))!r}, '--year', '2023'])")
    found = json.loads(done.stdout)
    assert done.returncode == 0
    assert list(found) == [
        "title", "organisation", "period", "stages", "doubts", "not_understood",
    ]  # fmt: skip
    first = found["stages"][0]["activities"][0]
    assert first["kind"] == "span"
    assert [doubt["code"] for doubt in first["doubts"]] == ["year_outside"]
    assert all(doubt["text"].endswith(".") for doubt in first["doubts"])
    assert first["responsibles"] == [{"kind": "group", "text": "Администрация ОУ"}]


@pytest.mark.parametrize("path", ["/nonexistent", os.devnull, sys.executable])
def test_an_unreadable_file_is_one_sentence_and_code_four(path: str) -> None:
    done = _command(f"read_roadmap_command([{path!r}, '--year', '2023'])")
    assert done.returncode == 4
    assert done.stdout == b""
    assert done.stderr.decode().count("\n") == 1


@pytest.mark.parametrize("argv", [[], ["--year", "x"], ["--year", "99999"], ["--what"]])
def test_a_wrong_argument_is_code_two(argv: list[str]) -> None:
    assert _command(f"read_deadline_command({argv!r})").returncode == 2
    assert _command(f"read_roadmap_command({argv!r})").returncode == 2


def test_commands_start_without_heavy_imports() -> None:
    heavy = ["aiogram", "sqlalchemy", "docx", "pdfplumber", "openpyxl", "pydantic"]
    done = _command(f"[name for name in {heavy!r} if name in sys.modules] and 1 or 0")
    assert done.returncode == 0


def test_every_code_has_its_sentence_in_both_languages() -> None:
    codes = [
        {line.split(" = ")[0] for line in path.read_text("utf-8").splitlines() if " = " in line}
        for path in (ROOT / f"locales/{one}/doubts.ftl" for one in ("ru", "en"))
    ]
    assert codes[0] == codes[1]
    assert len(codes[0]) >= 35
