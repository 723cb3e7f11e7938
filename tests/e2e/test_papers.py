"""The five seeds, or their made-up twins, are imported through the bot by a curator.

The numbers were counted by hand from the papers by the rules of domain.md §2.
"""

import sqlite3
from pathlib import Path

import pytest

from content.loader import Content
from tests.documents.papers import YEARS, seed, twin
from tests.e2e.town import Bot, Phone
from tests.e2e.year_town import Town
from tests.nightly.killing import school

COUNTED = {  # stages, activities, windows of their deadlines
    "000": (7, 20, 20),
    "001": (7, 25, 25),
    "002": (7, 13, 13),
    "003": (1, 32, 41),
    "004": (5, 20, 12),
}
WRONG = {
    "empty.docx": b"",
    "old.doc": bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600,
    "program.docx": b"MZ\x90\0" + b"\0" * 600,
    "letter.txt": "Добрый день! Высылаю вам поздравление.".encode(),
    "scan.pdf": b"%PDF-1.4\n%%EOF\n",
}


async def test_five_papers_and_five_wrong_files_through_the_bot(
    tmp_path: Path, content: Content
) -> None:
    async with school(tmp_path, content) as (sandbox, world, nursery):
        bot = await nursery.start()
        await bot.ready()
        curator = Phone(sandbox, world.telegram["curator"], "curator")
        town = Town(sandbox, Bot(sandbox, tmp_path))
        for name, expected in COUNTED.items():
            path = seed(name) if seed(name).exists() else twin(name)
            await curator.send_file("карта.txt", path.read_bytes())
            await curator.tap("Другой год")
            await curator.tap(f"{YEARS[name]}/{(YEARS[name] + 1) % 100:02}")
            shown = await town.read_paper(curator)
            stages, activities, _ = expected
            if "уже действует" in shown:  # of the same school year as the paper before
                accepted = await curator.tap("Принять все")
            else:
                assert shown.startswith("Вот что получилось"), shown
                assert f": {stages} этап" in shown, name
                assert f", {activities} мероприят" in shown, name
                accepted = await curator.tap("Принять карту")
            for sure in ("Заменить карту", "Принять как есть"):
                if sure in await curator.buttons():
                    accepted = await curator.tap(sure)
            assert "Выполнено 0 из" in accepted
            assert in_force(tmp_path) == expected, name
        for name, data in WRONG.items():
            await curator.send_file(name, data)
            if "учебный год" in await curator.last():
                await curator.tap((await curator.buttons())[1])
            said = await town.read_paper(curator)
            assert "Вот что получилось" not in said, name
            assert len(said) < 200, said
            assert any(verb in said for verb in ("Пришлите", "пришлите", "Сохраните")), said


def in_force(folder: Path) -> tuple[int, int, int]:
    """Count the roadmap in force in the database itself."""
    database = sqlite3.connect(folder / "data" / "bot.sqlite3")
    (roadmap,) = database.execute("SELECT id FROM roadmaps WHERE is_current").fetchone()

    def count(query: str) -> int:
        return int(database.execute(query, (roadmap,)).fetchone()[0])

    return (
        count("SELECT count(*) FROM stages WHERE roadmap_id = ?"),
        count("SELECT count(*) FROM activities WHERE roadmap_id = ?"),
        count(
            "SELECT sum(json_array_length(deadline, '$.windows')) FROM activities "
            "WHERE roadmap_id = ?"
        ),
    )


@pytest.mark.parametrize("name", YEARS)
def test_a_twin_stands_in_for_each_paper(name: str) -> None:
    assert twin(name).exists()
