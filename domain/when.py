"""A date and time typed by a person: «завтра в 15:30», «пятница 14.00, кабинет 12»."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from domain import when_words as words
from domain.errors import Rejected

CLOCK = re.compile(r"(?<![\d.])([01]?\d|2[0-3])[:.\s-]([0-5]\d)(?!\d|[.]\d)")
NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[./-](\d{1,2})(?:[./-](\d{4}|\d{2}))?(?!\d)")
FAR = timedelta(days=400)
MAX_PLACE = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """What was typed: a day, a time of day, and where; each may be missing."""

    day: date | None = None
    at: time | None = None
    place: str = ""


def example_of(today: date) -> str:
    """Give a day two weeks ahead as it may be typed: an example is never in the past."""
    return (today + timedelta(weeks=2)).strftime("%d.%m.%Y")


def read_when(text: str, *, today: date) -> When:
    """Read a typed date and time relative to ``today`` on the school's wall clock.

    Raises ``Rejected`` when a date does not exist; what is not there is ``None``.
    """
    parts = text.strip().split(",")
    when = When()
    for count in range(1, len(parts) + 1):
        when = _read(" ".join(parts[:count]), today)
        if when.day and when.at:
            place = " ".join(",".join(parts[count:]).split()) or _tail(parts[count - 1])
            return When(day=when.day, at=when.at, place=place[:MAX_PLACE])
    return when


def _tail(text: str) -> str:
    """Give what stands behind the time: «15:30 каб. 214»."""
    matches = list(CLOCK.finditer(text))
    tail = text[matches[-1].end() :].strip(" .;") if matches else ""
    return tail if tail and _read_day(tail.casefold(), date.min)[0] is None else ""


def _read(text: str, today: date) -> When:
    day, rest = _read_day(text.casefold().replace("ё", "е"), today)
    return When(day=day, at=_read_time(rest))


def read_day(text: str, *, today: date) -> date | None:
    """Read a typed date; ``None`` when there is none in the text."""
    return _read_day(text.casefold().replace("ё", "е"), today)[0]


def _read_day(text: str, today: date) -> tuple[date | None, str]:
    for word, shift in words.NEAR:
        if re.search(rf"\b{word}\b", text):
            return today + timedelta(days=shift), text.replace(word, " ", 1)
    for reader in (_named_month, _numeric, _weekday, _in_days):
        found = reader(text, today)
        if found is not None:
            return found
    return None, text


def _in_days(text: str, today: date) -> tuple[date, str] | None:
    match = re.search(words.IN_DAYS, text)
    if match is None:
        return None
    count = int(match[1]) if match[1] else 1
    days = count * (7 if match[2].startswith(words.WEEK) else 1)
    if days > FAR.days:
        return None
    return today + timedelta(days=days), text.replace(match[0], " ", 1)


def _named_month(text: str, today: date) -> tuple[date, str] | None:
    for match in re.finditer(r"(?<!\d)(\d{1,2})\s*([а-я]{3,})\.?\s*(\d{4})?", text):
        month = words.month_number(match[2])
        if month:
            return (
                _future(int(match[1]), month, match[3], today),
                text.replace(match[0], " ", 1),
            )
    return None


def _numeric(text: str, today: date) -> tuple[date, str] | None:
    for match in NUMERIC.finditer(text):
        day, month = int(match[1]), int(match[2])
        is_clock = match[3] is None and (month == 0 or month > 12 or _is_time_beside(text, match))
        if not is_clock:
            return _future(day, month, match[3], today), text.replace(match[0], " ", 1)
    return None


def _is_time_beside(text: str, match: re.Match[str]) -> bool:
    """Whether «12.10» is a time: a weekday says the day, and no other time is written."""
    has_weekday = any(re.search(rf"\b({pattern})\b", text) for pattern in words.WEEKDAYS)
    others = [one for one in CLOCK.finditer(text) if one.start() != match.start()]
    return has_weekday and int(match[1]) <= 23 and not others


def _weekday(text: str, today: date) -> tuple[date, str] | None:
    for number, pattern in enumerate(words.WEEKDAYS):
        match = re.search(rf"\b({pattern})\b", text)
        if match:
            ahead = (number - today.weekday() - 1) % 7 + 1
            return today + timedelta(days=ahead), text.replace(match[0], " ", 1)
    return None


def _future(day: int, month: int, year: str | None, today: date) -> date:
    years = [today.year + ahead for ahead in range(5)]
    if year:
        years = [int(year) + (2000 if len(year) == 2 else 0)]
    for candidate in years:
        try:
            found = date(candidate, month, day)
        except ValueError:
            continue  # 29 February waits for its year
        if found >= today or year:
            return found
    raise Rejected("error-no-such-date", words=f"{day:02}.{month:02}")


def _read_time(text: str) -> time | None:
    match = CLOCK.search(text)
    if match:
        return time(int(match[1]), int(match[2]))
    for pattern in words.HOURS:
        match = re.search(pattern, text)
        if match and int(match[1]) <= 23:
            return time(_hour(int(match[1]), match[2] or ""), 0)
    return None


def _hour(hour: int, part: str) -> int:
    is_early = hour < 8 if part == words.DAY else hour < 7 and not part  # «в 3» is after lunch
    is_afternoon = part.startswith(words.EVENING) or is_early
    return hour + 12 if is_afternoon and hour < 12 else hour


def ensure_future(moment: datetime, now: datetime) -> None:
    """Refuse a moment that has passed, or one more than a year ahead."""
    if moment <= now:
        raise Rejected("error-time-past")
    if moment - now > FAR:
        raise Rejected("error-time-far")
