"""Words of a typed date and time, as people write them in Russian."""

NEAR = (("послезавтра", 2), ("завтра", 1), ("сегодня", 0))
WEEKDAYS = (
    "понедельник|пн",
    "вторник|вт",
    "сред[ау]|ср",
    "четверг|чт",
    "пятниц[ау]|пт",
    "суббот[ау]|сб",
    "воскресенье|вс",
)
MONTHS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
HOURS = (
    r"(?:^|\s)[вк]\s+(\d{1,2})(?![\d.:])(?:\s*(?:ч\b|час\w*))?\s*(утра|дня|вечера)?",
    r"(?<!\d)(\d{1,2})\s*(?:ч\b|час\w*)\s*(утра|дня|вечера)?",
    r"(?<!\d)(\d{1,2})\s*(утра|дня|вечера)",
)
EVENING = "веч"
DAY = "дня"
WEEK = "нед"
IN_DAYS = r"через\s+(?:(\d{1,3})\s+)?(ден\w+|дн\w+|недел\w+)"


def month_number(word: str) -> int:
    """Give 1–12 for a month's name in any case, 0 for another word."""
    if word in {"май", "мая", "мае"}:
        return 5
    for number, stem in enumerate(MONTHS, start=1):
        if number != 5 and word.startswith(stem):
            return number
    return 0
