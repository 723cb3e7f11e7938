"""Numbers and bullets that Word draws by itself, written back into the text."""

from typing import Any

from documents.readers.docx_text import W, is_bold, text_of

_BULLETS = {"bullet", "none"}


class Lists:
    """The lists of one document; each numbered paragraph counts on."""

    def __init__(self, document: Any) -> None:
        self.formats = _formats(document)
        self.styles = _styles(document)
        self.counts: dict[tuple[str, int], int] = {}

    def text(self, paragraph: Any) -> str:
        """The paragraph's words with its list mark before them; bold ones as `<b>`."""
        text = text_of(paragraph)
        key, level = self._list_of(paragraph)
        if key == "0":
            is_marked = text.strip() and "<" not in text and is_bold(paragraph)
            return f"<b>{text}</b>" if is_marked else text.strip(" ")
        mark = self._mark(key, level, is_alone=not text.strip())
        return mark + text if text.strip() else mark.strip()

    def _list_of(self, paragraph: Any) -> tuple[str, int]:
        """The list's id and level, said by the paragraph or by its style; «0» for none."""
        number = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
        if number is not None:
            level = paragraph.find(f"{W}pPr/{W}numPr/{W}ilvl")
            value = level.get(f"{W}val", "0") if level is not None else "0"
            return str(number.get(f"{W}val", "0")), int(value) if value.isdecimal() else 0
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        key = self.styles.get(style.get(f"{W}val"), "0") if style is not None else "0"
        return key, 0

    def _mark(self, key: str, level: int, *, is_alone: bool) -> str:
        """«• », «3) », or the number written out where it stands alone in its cell."""
        levels = self.formats.get(key, {})
        kind, shape = levels.get(level, ("bullet", ""))
        if kind in _BULLETS:
            return "" if is_alone else "• "
        self.counts[key, level] = self.counts.get((key, level), 0) + 1
        for below in range(level + 1, 9):
            self.counts.pop((key, below), None)
        if is_alone or shape.count("%") > 1:
            return self._shaped(key, level, shape) + " "
        return f"{self.counts[key, level]}) "

    def _shaped(self, key: str, level: int, shape: str) -> str:
        """«%1.%2.» with the counts of the levels."""
        shape = shape or f"%{level + 1}"
        for one in range(level + 1):
            shape = shape.replace(f"%{one + 1}", str(self.counts.get((key, one), 1)))
        return shape


def _styles(document: Any) -> dict[str, str]:
    """The list of each paragraph style that has one, by the style's id."""
    found = {}
    for style in document.styles.element.iterchildren(f"{W}style"):
        number = style.find(f"{W}pPr/{W}numPr/{W}numId")
        if number is not None:
            found[style.get(f"{W}styleId")] = number.get(f"{W}val", "0")
    return found


def _formats(document: Any) -> dict[str, dict[int, tuple[str, str]]]:
    """Format and shape of each level of each list of the document, by its id."""
    try:
        numbering = document.part.numbering_part.element
    except (KeyError, NotImplementedError, AttributeError):
        return {}
    by_abstract = {
        abstract.get(f"{W}abstractNumId"): dict(map(_level, abstract.iterchildren(f"{W}lvl")))
        for abstract in numbering.iterchildren(f"{W}abstractNum")
    }
    found = {}
    for one in numbering.iterchildren(f"{W}num"):
        link = one.find(f"{W}abstractNumId")
        if link is not None:
            found[one.get(f"{W}numId")] = by_abstract.get(link.get(f"{W}val"), {})
    return found


def _level(level: Any) -> tuple[int, tuple[str, str]]:
    at = level.get(f"{W}ilvl", "0")
    kind, shape = level.find(f"{W}numFmt"), level.find(f"{W}lvlText")
    return int(at) if at.isdecimal() else 0, (
        kind.get(f"{W}val", "decimal") if kind is not None else "decimal",
        shape.get(f"{W}val", "") if shape is not None else "",
    )
