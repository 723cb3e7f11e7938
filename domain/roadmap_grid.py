"""month_words: what a cell of a calendar grid («сентябрь», «I квартал») says of the deadline."""

from domain.deadline_reading import is_deadline
from domain.deadline_sorts import Sort
from domain.deadline_words import WORDS
from domain.roadmap_heading_words import BLANKS, CROSSES, OF_MONTHS
from domain.roadmap_headings import plain_heading


def month_words(name: str, cell: str) -> list[str]:
    """A cross stands for the column's name, «до 15» for a part of it."""
    text = cell.strip().lower()
    if not text or text in BLANKS:
        return []
    if text in CROSSES:
        return [name]
    sort, month = WORDS.get(plain_heading(name), (Sort.WORD, 0))
    within = f"{cell.strip()} {OF_MONTHS[int(month or 0) - 1]}" if sort is Sort.MONTH else ""
    if within and is_deadline(within):
        return [within]
    return [cell if is_deadline(cell) else f"{name}: {cell}"]
