"""The words of a Word paragraph, without boxes, deleted words and hidden ones."""

from collections.abc import Iterator
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SKIPPED = {
    f"{W}txbxContent", f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}drawing", f"{W}pict",
    f"{W}object", "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent",
}  # fmt: skip
_OFF = {"0", "false", "none"}


def text_of(paragraph: Any) -> str:
    """The paragraph's own text; tabs are blanks, breaks are line ends."""
    return "".join(_pieces(paragraph))


def is_bold(paragraph: Any) -> bool:
    """Every run with words is set in bold."""
    runs = [run for run in paragraph.iter(f"{W}r") if "".join(_pieces(run)).strip()]
    return bool(runs) and all(_is_on(run.find(f"{W}rPr/{W}b")) for run in runs)


def _is_on(mark: Any) -> bool:
    return mark is not None and mark.get(f"{W}val", "1") not in _OFF


def _pieces(parent: Any) -> Iterator[str]:
    for node in parent.iterchildren():
        if node.tag == f"{W}t":
            yield node.text or ""
        elif node.tag == f"{W}tab":
            yield " "
        elif node.tag in {f"{W}br", f"{W}cr"}:
            yield "\n"
        elif node.tag == f"{W}noBreakHyphen":
            yield "-"
        elif node.tag not in _SKIPPED and not _is_hidden(node):
            yield from _pieces(node)


def _is_hidden(node: Any) -> bool:
    return node.tag == f"{W}r" and _is_on(node.find(f"{W}rPr/{W}vanish"))
