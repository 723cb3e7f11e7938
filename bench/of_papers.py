"""Made-up papers of a size for the benchmark of documents."""

from domain.roadmap_paper import Paper, TableRow, TextLine
from tests.documents.office_files import docx_of, pdf_of

HEADING = TableRow(cells=("№", "Мероприятие", "Срок", "Ответственный", "Результат"))
WIDTHS = (6, 60, 30, 40, 30)
WHEN = ("до 15 ноября 2027 г.", "сентябрь – октябрь", "последняя неделя мая", "12.01.2028")
WHO = ("Ветрова К.Л.", "классные руководители", "зам. директора по УВР, педагог-психолог")


def docx_of_rows(rows: int) -> bytes:
    """One table."""
    return docx_of(_paper(rows))


def pdf_of_pages(pages: int, rows: int) -> bytes:
    """Ruled pages of so many rows each."""
    return pdf_of(_paper(pages * rows), WIDTHS)


def pasted_rows(rows: int) -> str:
    """The same, copied from a table."""
    blocks = _paper(rows).blocks
    return "\n".join(
        block.text if isinstance(block, TextLine) else "\t".join(block.cells) for block in blocks
    )


def _paper(rows: int) -> Paper:
    made = [
        TableRow(
            cells=(
                f"{at + 1}",
                f"Посадить и полить сад номер {at + 1}, собрать и разобрать урожай",
                WHEN[at % len(WHEN)],
                WHO[at % len(WHO)],
                "Приказ",
            )
        )
        for at in range(rows)
    ]
    return Paper(blocks=(TextLine(text="Дорожная карта"), HEADING, *made))
