"""Two hundred hostile files from a seed: whole ones cut, mixed, inflated, renamed and poisoned."""

import io
import random
import zipfile
from collections.abc import Callable, Iterator

from documents.writers.docx import write_docx
from documents.writers.xlsx import write_xlsx
from domain.roadmap_sheet import Sheet, SheetRow
from tests.documents import hostile_files as made

CANARY = "canary-of-a-local-file"
NAMES = (
    "../../etc/passwd", "..\\..\\x.docx", "/etc/shadow.pdf", "a\x00.docx", "CON", "б" * 300,
    "\u202egpj.exe", "🎓.xlsx", "", "--help", "a.csv", "a.docx", "a.pdf", "a.txt", "-c.csv",
)  # fmt: skip
ENTITY = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file://{file}">'
    '<!ENTITY % b SYSTEM "http://127.0.0.1:{port}/x.dtd"> %b;]>'
)
Wrong = Callable[[random.Random, bytes, bytes], bytes]


def whole() -> dict[str, bytes]:
    """A small roadmap in each format."""
    cells = ("1", "Посадить сад", "май 2028", "директор", "сад", "")
    heads = ("№", "Мероприятие", "Срок", "Ответственный", "Результат", "Отметка")
    sheet = Sheet(
        organisation="Школа", title="План на 2027-2028 учебный год", columns=heads,
        rows=(SheetRow(cells=cells),), note="",
    )  # fmt: skip
    text = "\t".join(heads[:3]) + "\n" + "\t".join(cells[:3]) + "\n"
    return {
        "docx": write_docx(sheet), "xlsx": write_xlsx(sheet), "pdf": made.with_actions(),
        "txt": text.encode(), "csv": text.replace("\t", ";").encode("cp1251"),
    }  # fmt: skip


def _cut(draw: random.Random, file: bytes, _: bytes) -> bytes:
    return file[: draw.randrange(len(file))]


def _flip(draw: random.Random, file: bytes, _: bytes) -> bytes:
    spoilt = bytearray(file)
    for _number in range(draw.randrange(1, 60)):
        spoilt[draw.randrange(len(spoilt))] = draw.randrange(256)
    return bytes(spoilt)


def _graft(draw: random.Random, file: bytes, other: bytes) -> bytes:
    at = draw.randrange(min(len(file), len(other)))
    return file[:at] + other[at:] if draw.random() < 0.5 else other + file


def _repeat(draw: random.Random, file: bytes, _: bytes) -> bytes:
    start = draw.randrange(len(file))
    return file[:start] + file[start : start + 400] * draw.randrange(10, 3000) + file[start:]


def _parts(file: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(file)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except zipfile.BadZipFile:
        return {"word/document.xml": b"<x/>"}


def _poison(draw: random.Random, file: bytes, _: bytes) -> bytes:
    """An entity of a local file and of an address in one part of an archive."""
    parts = _parts(file)
    name = draw.choice(sorted(parts))
    head = ENTITY.format(file="/etc/hostname", port=draw.randrange(1024, 65535)).encode()
    body = parts[name].partition(b"?>")[2] or parts[name]
    return made.zipped({**parts, name: head + body.replace(b"</w:t>", b"&a;</w:t>")})


def _inflate(draw: random.Random, file: bytes, _: bytes) -> bytes:
    """A part of an archive is blown up: by itself or by elements without end."""
    parts = _parts(file)
    name = draw.choice(sorted(parts))
    size = draw.randrange(1, 40) * 1_000_000
    blown = draw.choice((b"\x00" * size, b"<a>" * (size // 100), parts[name] + b" " * size))
    return made.zipped({**parts, name: blown})


def _slip(draw: random.Random, file: bytes, _: bytes) -> bytes:
    """Members of an archive that would leave it, a thousand times or inside one another."""
    parts = _parts(file)
    inner = made.zipped({"a": made.zipped({"b": b"\x00" * 2_000_000})})
    more = {f"../../{draw.randrange(10**6)}": b"x", "/etc/cron.d/x": b"x", "word/a.zip": inner}
    many = {f"xl/{number}.xml": b"" for number in range(draw.choice((0, 1500)))}
    return made.zipped({**parts, **more, **many})


def _far(draw: random.Random, _: bytes, __: bytes) -> bytes:
    row = draw.choice((3, 1_048_576))
    cells = "".join(made.cells(row + at, *["=1+1"] * draw.randrange(1, 600)) for at in range(3))
    return made.sheet(made.cells(1, "Мероприятие", "Срок") + cells)


def _noise(draw: random.Random, file: bytes, _: bytes) -> bytes:
    return file[:8] + draw.randbytes(draw.randrange(1, 100_000))


WRONGS: tuple[Wrong, ...] = (_cut, _flip, _graft, _repeat, _poison, _inflate, _slip, _far, _noise)


def hostile(seed: int, count: int) -> Iterator[tuple[str, str, bytes]]:
    """What was done, a file's name and its bytes; the same for the same seed."""
    draw = random.Random(seed)
    files = whole()
    for number in range(count):
        wrong = WRONGS[number % len(WRONGS)]
        kind, other = draw.choice(sorted(files)), draw.choice(sorted(files))
        name = draw.choice(NAMES) if draw.random() < 0.5 else f"a.{kind}"
        yield f"{number} {wrong.__name__} {kind}", name, wrong(draw, files[kind], files[other])
