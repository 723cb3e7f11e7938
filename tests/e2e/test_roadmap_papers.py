"""A school's own files through the real bot and the sandbox: read, given out, sent again."""

import asyncio
from io import BytesIO
from pathlib import Path

import docx
from openpyxl import load_workbook

from content.loader import Content
from tests.e2e.test_roadmap_files import file_of
from tests.e2e.town import HANG, Phone, Sandbox
from tests.nightly.killing import school

ROWS = (
    ("№", "Мероприятие", "Срок исполнения", "Ответственный", "Ожидаемый результат"),
    ("Этап 1. Подготовка", "", "", "", ""),
    ("1.1", "Приказ о запуске", "до 10 сентября {y}", "Лебедева И.О.", "Приказ"),
    ("1.2", "Анкеты педагогов", "октябрь", "Завуч", "не менее 3 анкет"),
    ("Этап 2. Работа", "", "", "", ""),
    ("2.1", "Встречи пар", "ноябрь – май", "Наставники", "Отчёты пар"),
    ("2.2", "Итоги года", "последняя неделя мая", "Завуч", "Протокол"),
)


def paper(year: int) -> bytes:
    """A docx as schools make them: a head, then a table."""
    file = docx.Document()
    file.add_paragraph("Школа «Маяк»")
    file.add_paragraph(f"Дорожная карта наставничества на {year}-{year + 1} учебный год")
    table = file.add_table(rows=0, cols=5)
    for row in ROWS:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text.format(y=year)
    written = BytesIO()
    file.save(written)
    return written.getvalue()


async def send(curator: Phone, name: str, content: bytes, year: int) -> str:
    """Send a file and choose its year; give what the bot says when it has read it."""
    assert f"Получил «{name}»" in await curator.send_file(name, content)
    await curator.tap(f"{year}/{(year + 1) % 100:02}")
    return await said(curator, "Карта", "Вот что получилось")


async def said(phone: Phone, *beginnings: str) -> str:
    """Wait for a message that begins so."""
    async with asyncio.timeout(HANG):
        while not (text := await phone.last()).startswith(beginnings):
            await asyncio.sleep(0.05)
    return text


async def given(sandbox: Sandbox, phone: Phone, suffix: str) -> bytes:
    """Wait for the bot's own file of a kind."""
    async with asyncio.timeout(HANG):
        while True:
            message, content = await file_of(phone, "document")
            if message["from"] == "bot" and message["document"]["name"].endswith(suffix):
                return content
            await asyncio.sleep(0.05)


async def test_a_paper_is_read_given_out_and_sent_again_corrected(
    tmp_path: Path, content: Content
) -> None:
    async with school(tmp_path, content) as (sandbox, world, nursery):
        bot = await nursery.start()
        await bot.ready()
        curator = Phone(sandbox, world.telegram["curator"], "curator")
        now = await sandbox.now()
        year = now.year if now.month >= 6 else now.year - 1
        shown = await send(curator, "карта.docx", paper(year), year)
        assert "2 этапа, 4 мероприятия, все со сроками. Ответственных 3" in shown
        assert "Вопросов нет. Принять карту?" in shown
        assert "Выполнено 0 из 4" in await curator.tap("Принять карту")
        await curator.tap("Этап 1: 0 из 2")
        await curator.tap("1")
        await curator.tap("Готово")
        assert "Выполнено." in await curator.say("Приказ № 7")
        for kind, suffix in (("Word", "docx"), ("Excel", "xlsx")):
            await curator.say("/roadmap")
            await curator.tap("Скачать")
            await curator.tap(kind)
            export = await given(sandbox, curator, f".{suffix}")
            again = await send(curator, f"из бота.{suffix}", export, year)
            assert "отличий от неё нет: менять нечего" in again
        book = load_workbook(BytesIO(export))
        (cell,) = [c for row in book.active for c in row if c.value == "Анкеты педагогов"]
        cell.value = "Анкеты наставников"
        (gone,) = [c for row in book.active for c in row if c.value == "Приказ о запуске"]
        book.active.delete_rows(gone.row)
        corrected = BytesIO()
        book.save(corrected)
        shown = await send(curator, "исправленная.xlsx", corrected.getvalue(), year)
        assert "Отличий: 2 — новых строк 0, изменено 1, убрано 1." in shown
        page = await curator.tap("Отличия: 2")
        assert "Нет в новой карте: 1.1 Приказ о запуске — есть отметка или перенос" in page
        await curator.tap("Принять 1")
        assert "Выполнено 1 из 4" in await curator.tap("Применить выбранное: 1")
        stage = await curator.tap("Этап 1: 1 из 2")
        assert "✓ 1. Приказ о запуске — выполнено" in stage
        assert "Анкеты наставников" in stage
        await curator.tap("1")
        assert "Документ: Приказ № 7" in await curator.last()
