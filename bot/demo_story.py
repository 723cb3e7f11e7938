"""What the demo's page tells: ``story.toml`` and the paper that its curator sends."""

import io
import json
import tomllib
from pathlib import Path

from docx import Document

from bot.demo_school import ROOT, DemoSchool

TABLE_STYLE = "Table Grid"


def write(school: DemoSchool, path: Path) -> None:
    """Write the story for the page, its years and people filled in, and its paper beside it."""
    text = _dated((ROOT / "story.toml").read_text(encoding="utf-8"), school.year)
    story = tomllib.loads(text) | {"people": school.telegram}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(story, ensure_ascii=False), encoding="utf-8")
    for name, source in story["files"].items():
        paper = _dated((ROOT / source).read_text(encoding="utf-8"), school.year)
        (path.parent / name).write_bytes(as_docx(paper))


def as_docx(text: str) -> bytes:
    """Make a Word paper of lines; lines with tabs become rows of one table."""
    paper = Document()
    lines = [line for line in text.splitlines() if line.strip()]
    rows = [line.split("\t") for line in lines if "\t" in line]
    for line in lines:
        if "\t" not in line:
            paper.add_paragraph(line)
    table = paper.add_table(rows=0, cols=max(map(len, rows)))
    table.style = TABLE_STYLE
    for row in rows:
        cells = table.add_row().cells
        if not any(row[1:]):
            cells[0].merge(cells[-1]).text = row[0]
            continue
        for cell, words in zip(cells, row, strict=False):
            cell.text = words
    made = io.BytesIO()
    paper.save(made)
    return made.getvalue()


def _dated(text: str, year: int) -> str:
    both = f"{year}/{(year + 1) % 100:02}"
    named = {"{year}": str(year), "{next}": str(year + 1), "{school_year}": both}
    for name, value in named.items():
        text = text.replace(name, value)
    return text
