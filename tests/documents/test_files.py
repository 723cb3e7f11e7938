"""What only files have: boxes, hidden rows, merged cells, dates, delimiters, encodings."""

import datetime
import io
from collections.abc import Callable

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from documents.reading import read_paper
from documents.unreadable import Unreadable
from domain.roadmap_draft import RoadmapDraft
from domain.roadmap_reading import read_roadmap

HEAD = ["№", "Мероприятие", "Срок", "Ответственный"]
ROWS = [["1", "Посадить сад", "сентябрь", "директор"], ["2", "Полить сад", "май", "учителя"]]
READ = ["1 Посадить сад @2027-09-30", "2 Полить сад @2028-05-31"]
BOX_END = "</w:txbxContent></w:pict></w:r>"
CANARIES = (
    "canary@example.org",
    "+7 900 000-00-00",
    "-".join(["111"] * 3) + " 11",
    "111111111111",
    "Канарейкин",
)


def _read(content: bytes, name: str = "a") -> RoadmapDraft:
    return read_roadmap(read_paper(content, name), year=2027)


def _shown(draft: RoadmapDraft) -> list[str]:
    rows = [one for stage in draft.stages for one in stage.activities]
    return [
        f"{one.number} {one.title} @{one.deadline.windows[0].end if one.deadline.windows else '?'}"
        for one in rows
    ]


def _saved(book: object) -> bytes:
    stream = io.BytesIO()
    book.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()


def _sheet(fill: Callable[[Worksheet], None]) -> bytes:
    book = Workbook()
    fill(book.worksheets[0])
    return _saved(book)


def test_merged_cells_of_a_sheet_hand_down_and_a_wide_row_is_a_stage() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in (HEAD, ["Весна"], ROWS[0], ["2", "Полить сад"], ["Лето"], ROWS[1]):
            sheet.append(row)
        for span in ("A2:D2", "C3:C4", "D3:D4", "A5:D5"):
            sheet.merge_cells(span)

    draft = _read(_sheet(fill))
    assert [stage.title for stage in draft.stages] == ["Весна", "Лето"]
    second = draft.stages[0].activities[1]
    assert (second.deadline.words, second.responsibles[0].text) == ("сентябрь", "директор")
    assert second.doubts == ()


def test_dates_of_a_sheet_are_read_as_it_shows_them() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(HEAD)
        for at, shape in enumerate(("dd.mm.yyyy", "mmmm yyyy"), start=1):
            sheet.append([at, f"Дело {at}", datetime.date(2027, 10, 12), "директор"])
            sheet.cell(row=at + 1, column=3).number_format = shape
        sheet.append([1.1, "Дело 3", "до 5 мая", "директор"])

    rows = _read(_sheet(fill)).stages[0].activities
    assert [row.deadline.kind for row in rows[:2]] == ["point", "span"]
    assert [row.number for row in _read(_sheet(fill)).stages[-1].activities][-1] == "1.1"


def test_a_hidden_row_is_doubted_and_a_hidden_sheet_is_not_read() -> None:
    book = Workbook()
    for row in (HEAD, *ROWS):
        book.worksheets[0].append(row)
    book.worksheets[0].row_dimensions[3].hidden = True
    book.create_sheet("Скрытый").append(["Мероприятие", "Срок"])
    book.worksheets[1].sheet_state = "hidden"
    draft = _read(_saved(book))
    assert _shown(draft) == READ
    assert [d.code for d in draft.stages[0].activities[1].doubts] == ["hidden_row"]


def test_a_second_sheet_of_people_gives_no_activities() -> None:
    book = Workbook()
    for row in (HEAD, *ROWS):
        book.worksheets[0].append(row)
    people = book.create_sheet("Участники")
    for row in (
        ["№", "ФИО", "Класс", "Телефон"],
        ["1", "Канарейкин А.Б.", "5", "8 900 000-00-00"],
    ):
        people.append(row)
    draft = _read(_saved(book))
    assert _shown(draft) == READ
    assert "Канарейкин" not in str(draft.to_json())


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_csv_is_read_with_any_delimiter_and_encoding(
    delimiter: str, encoding: str, end: str
) -> None:
    rows = [HEAD, [*ROWS[0][:3], '"директор,\nучителя; методист"'], ROWS[1]]
    text = end.join(delimiter.join(row) for row in [["План сада", "", "", ""], *rows])
    draft = _read(text.encode(encoding), "a.csv")
    assert _shown(draft) == READ
    assert len(draft.stages[0].activities[0].responsibles) == 3


def test_boxes_deleted_and_hidden_words_of_a_docx_are_not_read() -> None:
    document = Document()
    document.add_paragraph("Дорожная карта сада")
    space = nsdecls("w")
    for xml in (  # a box, deleted words, hidden ones, added ones
        f"<w:r {space}><w:pict><w:txbxContent><w:p><w:r><w:t>ящик</w:t></w:r></w:p>{BOX_END}",
        f"<w:del {space}><w:r><w:t>старое</w:t></w:r></w:del>",
        f"<w:r {space}><w:rPr><w:vanish/></w:rPr><w:t>тайное</w:t></w:r>",
        f"<w:ins {space}><w:r><w:t> школы</w:t></w:r></w:ins>",
    ):  # fmt: skip
        document.paragraphs[0]._p.append(parse_xml(xml))
    table = document.add_table(rows=0, cols=4)
    for row in (HEAD, *ROWS):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    draft = _read(_saved(document))
    assert draft.title == "Дорожная карта сада школы"
    assert _shown(draft) == READ


def test_a_plan_inside_a_layouts_table_is_found() -> None:
    document = Document()
    outer = document.add_table(rows=1, cols=1)
    inner = outer.cell(0, 0).add_table(rows=0, cols=4)
    for row in (HEAD, *ROWS):
        for cell, text in zip(inner.add_row().cells, row, strict=True):
            cell.text = text
    assert _shown(_read(_saved(document))) == READ


def test_lines_with_labels_are_rows_and_bare_ones_are_listed() -> None:
    text = """Дорожная карта сада
1. Посадить сад
Срок: сентябрь
Ответственный: директор
2. Полить сад (срок: май; отв.: учителя)
3. Отдохнуть"""
    draft = _read(text.encode(), "a.txt")
    rows = draft.stages[0].activities
    assert [row.title for row in rows] == ["Посадить сад", "Полить сад", "Отдохнуть"]
    assert [one.text for row in rows for one in row.responsibles] == ["директор", "учителя"]
    assert {doubt.code for doubt in rows[2].doubts} == {"missing_deadline", "missing_responsible"}


def test_semicolons_between_people_part_no_columns() -> None:
    names = ["Посадить", "Полить", "Покрасить"]
    lines = [f"{name}\nСроки: май\nОтветственные: врач; повар; завуч" for name in names]
    draft = _read("\n\n".join(lines).encode(), "plan.txt")
    assert [row.title for row in draft.stages[0].activities] == names


def test_lines_with_dashes_are_rows_whatever_dashes_the_title_has() -> None:
    text = """План сада
1.1 Сад – наш дом – сентябрь – октябрь – директор
1.2 Полить – до 5 мая – Ветрова К.Л.
2.1 Встреча «учитель – ученик» – ежемесячно"""
    rows = [one for stage in _read(text.encode()).stages for one in stage.activities]
    assert [(row.number, row.title, row.deadline.kind) for row in rows] == [
        ("1.1", "Сад – наш дом", "span"),
        ("1.2", "Полить", "up_to"),
        ("2.1", "Встреча «учитель – ученик»", "repeated"),
    ]


@pytest.mark.parametrize("text", ["Мы любим сад – он наш.", "Завтра: прогулка.\nПотом: обед."])
def test_prose_is_no_plan(text: str) -> None:
    with pytest.raises(Unreadable):
        read_paper(text.encode(), "a.txt")


@pytest.mark.parametrize("where", ["head", "cell", "under", "table"])
def test_nothing_personal_of_stamps_is_kept(where: str) -> None:
    secret = f"Исп.: секретарь, тел. {CANARIES[1]}, {CANARIES[0]}, ИНН {CANARIES[3]}"
    cell = f"директор, {CANARIES[0]}, {CANARIES[1]}, {CANARIES[2]}"
    document = Document()
    if where == "head":
        document.add_paragraph(secret)
    table = document.add_table(rows=0, cols=4)
    for row in (HEAD, [*ROWS[0][:3], cell if where == "cell" else "директор"], ROWS[1]):
        for one, text in zip(table.add_row().cells, row, strict=True):
            one.text = text
    if where == "under":
        document.add_paragraph(secret)
        document.add_paragraph(f"Директор школы А.Б. {CANARIES[4]}")
    if where == "table":
        signed = document.add_table(rows=1, cols=3)
        for one, text in zip(
            signed.rows[0].cells, ("Директор", "______", CANARIES[4]), strict=True
        ):
            one.text = text
    draft = _read(_saved(document))
    kept = str(draft.to_json())
    assert not [canary for canary in CANARIES if canary in kept]
    assert _shown(draft) == READ
