"""docx and xlsx of a roadmap: read back, never computed, laid out for printing."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from openpyxl import load_workbook

from documents.reading import read_paper
from documents.writers.docx import write_docx
from documents.writers.xlsx import write_xlsx
from domain.deadlines import Deadline, DeadlineKind
from domain.roadmap_draft import (
    ActivityDraft,
    ResponsibleDraft,
    ResponsibleKind,
    RoadmapDraft,
    StageDraft,
)
from domain.roadmap_reading import read_roadmap
from domain.roadmap_sheet import Export, Sheet, sheet_of
from domain.writing_words import HEADINGS
from tests.documents import made_up
from tests.documents.papers import YEARS, seed, twin
from tests.domain.test_roadmap_sheet import essence

WRITERS = {"docx": write_docx, "xlsx": write_xlsx}
ODD = ("=1+1", "+7 900", "-2", "@SUM(A1)", "＝1", "=cmd|' /C calc'!A0", "\x07звонок\ud800")


def sheet(draft: RoadmapDraft, year: int) -> Sheet:
    marks = ("Выполнено 05.10.2027", "", "Просрочено") * 30
    return sheet_of(Export(draft=draft, year=year, note="на 05.10.2027", marks=marks))


def read(content: bytes, name: str, year: int) -> RoadmapDraft:
    return read_roadmap(read_paper(content, name), year=year)


def papers() -> list[tuple[str, bytes, int]]:
    found = [
        (name, path(name).read_bytes(), year)
        for name, year in YEARS.items()
        for path in (twin, seed)
        if path(name).exists()
    ]
    return found + [(f"made up {n}", made_up.make(n).text.encode(), 2024) for n in range(12)]


@pytest.mark.parametrize("kind", WRITERS)
def test_every_paper_comes_back_out_of_the_file_it_is_written_to(kind: str) -> None:
    for name, content, year in papers():
        draft = read(content, "paper.txt", year)
        back = read(WRITERS[kind](sheet(draft, year)), f"back.{kind}", year)
        assert essence(back) == essence(draft), name


def odd_draft() -> RoadmapDraft:
    rows = tuple(
        ActivityDraft(
            number=str(at), title=text, result=text,
            deadline=Deadline(words=text, kind=DeadlineKind.UNKNOWN),
            responsibles=(ResponsibleDraft(kind=ResponsibleKind.GROUP, text=text),),
        )
        for at, text in enumerate(ODD)
    )  # fmt: skip
    stage = StageDraft(number="1", title="=2+2", goal="+3", activities=rows)
    return RoadmapDraft(title="=HYPERLINK(1)", organisation="@школа", stages=(stage,))


def test_nothing_in_a_workbook_is_a_formula() -> None:
    book = load_workbook(BytesIO(write_xlsx(sheet(odd_draft(), 2027))))
    cells = [cell for row in book.active.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    texts = {cell.value for cell in cells}
    assert {"=1+1", "+7 900", "@SUM(A1)", "＝1", "звонок"} <= texts
    assert all(cell.quotePrefix for cell in cells if cell.value[0] in "=+-@＝")


@pytest.mark.parametrize("kind", WRITERS)
def test_a_file_names_nobody_but_those_in_the_paper_and_runs_nothing(kind: str) -> None:
    with ZipFile(BytesIO(WRITERS[kind](sheet(odd_draft(), 2027)))) as archive:
        names = archive.namelist()
        core = archive.read("docProps/core.xml").decode()
    assert not [name for name in names if "vba" in name.lower() or "macro" in name.lower()]
    assert "python-docx" not in core
    assert "<f>" not in core


def test_a_word_document_has_its_headings_on_each_page_and_stages_over_the_width() -> None:
    draft = read(twin("001").read_bytes(), "paper.txt", YEARS["001"])
    document = Document(BytesIO(write_docx(sheet(draft, YEARS["001"]))))
    section = document.sections[0]
    assert section.page_width > section.page_height
    (table,) = document.tables
    assert tuple(cell.text for cell in table.rows[0].cells) == HEADINGS
    assert "tblHeader" in table.rows[0]._tr.xml
    stage = table.rows[1]
    assert len({cell._tc for cell in stage.cells}) == 1
    assert stage.cells[0].text.startswith("Этап 1.")
    assert "на 05.10.2027" in section.header.paragraphs[0].text


def test_a_workbook_prints_on_the_width_of_a_page_with_its_headings() -> None:
    draft = read(twin("001").read_bytes(), "paper.txt", YEARS["001"])
    page = load_workbook(BytesIO(write_xlsx(sheet(draft, YEARS["001"])))).active
    assert page.page_setup.orientation == "landscape"
    assert page.sheet_properties.pageSetUpPr.fitToPage
    head = int(page.print_title_rows.split(":")[0].strip("$"))
    assert tuple(cell.value for cell in page[head]) == HEADINGS
    assert page.freeze_panes == f"A{head + 1}"
