"""The making child: `python -m documents.maker KIND`, JSON in, the file's bytes out.

It keeps the limits of the reading child: what it draws and writes comes from people.
"""

import json
import sys
from typing import Any

from documents.child import limit_self


def timeline(plain: dict[str, Any]) -> bytes:
    """A timeline's picture."""
    from documents.pictures.timeline import draw
    from domain.timeline import Timeline

    return draw(Timeline.from_json(plain))


def docx(plain: dict[str, Any]) -> bytes:
    """A roadmap as a Word document."""
    from documents.writers.docx import write_docx
    from domain.roadmap_sheet import Export, sheet_of

    return write_docx(sheet_of(Export.from_json(plain)))


def xlsx(plain: dict[str, Any]) -> bytes:
    """A roadmap as a workbook."""
    from documents.writers.xlsx import write_xlsx
    from domain.roadmap_sheet import Export, sheet_of

    return write_xlsx(sheet_of(Export.from_json(plain)))


KINDS = {"timeline": timeline, "docx": docx, "xlsx": xlsx}


def main() -> int:
    """Entry point; the values come on standard input."""
    make = KINDS[sys.argv[1]]
    plain = json.loads(sys.stdin.buffer.read())
    limit_self()
    sys.stdout.buffer.write(make(plain))
    return 0


if __name__ == "__main__":
    sys.exit(main())
