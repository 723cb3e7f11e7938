"""The generator repeats itself and its truth is sane; the reader is not asked here."""

import io
import json
from datetime import date
from pathlib import Path

import pdfplumber
import pytest
from docx import Document
from openpyxl import load_workbook

from tests.documents.generator.judging import GENERIC, Plain, judge, normal
from tests.documents.generator.making import Made, made, write_all

COUNT, SEED = 57, 7
KINDS = {"point", "up_to", "span", "repeated", "open", "unknown"}
ENCODINGS = ["utf-8-sig", "cp1251"]


@pytest.fixture(scope="module")
def papers() -> list[Made]:
    return [made(SEED, index) for index in range(COUNT)]


def _text(one: Made) -> str:
    """All words of the file by the plainest means."""
    match one.name.rpartition(".")[2]:
        case "docx":
            document = Document(io.BytesIO(one.content))
            cells = [c.text for t in document.tables for r in t.rows for c in r.cells]
            return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)
        case "xlsx":
            book = load_workbook(io.BytesIO(one.content))
            return "\n".join(str(v) for s in book for row in s.values for v in row if v)
        case "pdf":
            with pdfplumber.open(io.BytesIO(one.content)) as pdf:
                return "\n".join(page.extract_text() for page in pdf.pages)
    return _decoded(one.content)


def _decoded(content: bytes) -> str:
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1251")


def test_the_same_seed_writes_the_same_files(tmp_path: Path) -> None:
    one, two = write_all(3, 19, tmp_path / "one"), write_all(3, 19, tmp_path / "two")
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]
    beside = [
        [path.with_name(f"{path.name}.truth.json").read_text() for path in paths]
        for paths in (one, two)
    ]
    assert beside[0] == beside[1]
    assert made(3, 0).content != made(4, 0).content


def test_every_document_opens_and_says_its_rows(papers: list[Made]) -> None:
    for one in papers:
        words = normal(_text(one))
        for stage in one.truth["stages"]:
            for row in stage["activities"]:
                assert normal(row["title"])[:4] in words, (
                    one.name,
                    row["title"],
                )


def test_nothing_personal_of_the_furniture_is_in_the_truth(papers: list[Made]) -> None:
    assert any(one.truth["canaries"] for one in papers)
    for one in papers:
        truth = json.dumps(one.truth | {"canaries": []}, ensure_ascii=False)
        assert not [canary for canary in one.truth["canaries"] if canary in truth]


def test_the_truth_keeps_the_conventions_of_deadlines(papers: list[Made]) -> None:
    rows = [row for one in papers for stage in one.truth["stages"] for row in stage["activities"]]
    for row in rows:
        assert row["kind"] in KINDS
        if "recurrence" not in row["free"]:
            assert (row["recurrence"] is not None) is (row["kind"] == "repeated")
        assert {doubt["code"] for doubt in row["doubts"]} <= set(GENERIC)
        for start, end in row["windows"]:
            days = [date.fromisoformat(day) for day in (start, end) if day]
            assert days == sorted(days)
            assert row["kind"] != "point" or start == end
            assert row["kind"] != "up_to" or start is None


def test_the_truth_compared_with_itself_is_understood(papers: list[Made]) -> None:
    for one in papers:
        codes = {name: sorted(codes)[0] for name, codes in GENERIC.items()}
        read = json.loads(json.dumps(one.truth | {"canaries": []}))
        for row in [row for stage in read["stages"] for row in stage["activities"]]:
            row["doubts"] = [{"code": codes[doubt["code"]]} for doubt in row["doubts"]]
        verdict = judge(one.truth, read)
        assert (verdict.understood, verdict.silent, verdict.extra) == (verdict.rows, [], [])


def test_a_changed_row_is_silently_wrong_unless_a_doubt_covers_it(papers: list[Made]) -> None:
    row: Plain = {
        "title": "Собрать ключи",
        "number": "1",
        "words": "",
        "kind": "point",
        "result": None,
    }
    row |= {"windows": [["2024-10-01", "2024-10-01"]], "recurrence": None, "responsibles": []}
    row |= {"doubts": [], "may": [], "free": [], "title_or": None, "may_who": [], "style": ""}
    row |= {"may_be_not_understood": False}
    paper: Plain = {
        "stages": [{"title": None, "activities": [row]}],
        "title": "",
        "organisation": "",
    }
    paper |= {"period": [None, None], "doubts": [], "free": [], "canaries": [], "file": ""}
    paper |= {"not_understood": []}
    wrong = row | {"windows": [["2024-10-02", "2024-10-02"]]}
    doubted = wrong | {"doubts": [{"code": "year_outside"}]}
    for other, counts in ((row, (1, 0, 0)), (wrong, (0, 0, 1)), (doubted, (0, 1, 0))):
        read = paper | {"stages": [{"title": None, "activities": [other]}]}
        verdict = judge(paper, read)
        assert (verdict.understood, len(verdict.doubted), len(verdict.silent)) == counts
