"""Papers as text: taken from a PDF, pasted from Word, separated by commas."""

import csv
import io
from random import Random

from tests.documents.generator.blocks import Block, Break, Grid, GridRow, Line
from tests.documents.generator.truth import Paper

LABELS = [
    ("Срок", "Ответственный", "Результат"),
    ("Сроки", "Ответственные", "Ожидаемый результат"),
    ("Срок исполнения", "Исполнитель", "Результат"),
]


def extracted(random: Random, blocks: list[Block]) -> bytes:
    """Rows of tabs, stages in <b>, lists in <ul>, a blank line around each page."""
    out: list[str] = []
    tags, joint = random.random() < 0.5, random.choice([" ", " ", " ", "<br>"])
    for block in blocks:
        if isinstance(block, Line):
            out += [f"**{block.text}**  " if block.bold and tags else block.text, ""]
        elif isinstance(block, Break):
            out += ["", *block.lines, ""]
        else:
            out += [_tabbed(row, joint, tags=tags) for row in block.rows]
            out.append("")
    return _encoded(random, "\n".join(out))


def _tabbed(row: GridRow, joint: str = " ", *, tags: bool) -> str:
    cells = [_flat(cell.text, joint, tags=tags) for cell in row.cells]
    if row.role == "stage" and tags:
        cells[0] = f"<b>{cells[0]}</b>"
    return "\t".join(cells)


def _flat(text: str, joint: str, *, tags: bool) -> str:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if tags and len(lines) > 2:
        lead = "" if lines[0][0] in "1-–•" else f"{lines.pop(0)} "
        return lead + "<ul> " + " ".join(f"<li>{line}</li>" for line in lines) + " </ul>"
    return joint.join(lines)


def _encoded(random: Random, text: str) -> bytes:
    encoding = random.choice(["utf-8", "utf-8", "utf-8-sig", "cp1251", "utf-16"])
    if encoding == "cp1251":
        try:
            return text.encode(encoding)
        except UnicodeEncodeError:
            encoding = "utf-8"
    return text.replace("\n", random.choice(["\n", "\r\n"])).encode(encoding)


def separated(random: Random, blocks: list[Block]) -> bytes:
    """A table of one's office program: any separator, any encoding."""
    stream = io.StringIO()
    mark = random.choice([";", ",", "\t", ";"])
    writer = csv.writer(stream, delimiter=mark, lineterminator=random.choice(["\n", "\r\n"]))
    width = max(
        len(row.cells) for block in blocks if isinstance(block, Grid) for row in block.rows
    )
    for block in blocks:
        if isinstance(block, Line):
            writer.writerow([block.text, *[""] * (width - 1)])
        elif isinstance(block, Grid):
            writer.writerows([cell.text for cell in row.cells] for row in block.rows)
    return _encoded(random, stream.getvalue())


def pasted(random: Random, blocks: list[Block]) -> bytes:
    """Pasted into a message: each cell on its own line, or rows of tabs."""
    cells = random.random() < 0.5
    out: list[str] = []
    for block in blocks:
        if isinstance(block, Line):
            out.append(block.text)
        elif isinstance(block, Grid):
            out += [_lines(row) if cells else _tabbed(row, tags=False) for row in block.rows]
            out.append("")
    return "\n".join(out).encode()


def _lines(row: GridRow) -> str:
    """As the office program gives a table: a tab before each cell, a blank line before a row."""
    cells = row.cells[:1] if row.role == "stage" else row.cells
    return "\n" + "\n".join(f"\t{cell.text}" for cell in cells)


def labelled(random: Random, paper: Paper, blocks: list[Block]) -> bytes:
    """Without a table: a numbered line, then «Срок: …» and «Ответственный: …» under it."""
    out = []
    for block in blocks:
        if not isinstance(block, Line):
            break
        out.append(block.text)
    due, who, result = random.choice(LABELS)
    for stage in paper.stages:
        if stage.title:
            number = f"Этап {stage.number}. " if stage.number else ""
            out += ["", number + stage.title]
        for row in stage.rows:
            out += ["", f"{row.number}. {row.title}", _label(due, row.due.words)]
            out += [_label(who, row.who_words)] * bool(row.who_words)
            out += [_label(result, row.result)] * bool(row.result)
    return "\n".join(out).encode()


def _label(name: str, words: str) -> str:
    return f"{name}: {' '.join(words.split())}".rstrip()
