"""Numbers that are no dates: item numbers, clock times, rooms, classes, orders."""

from domain.deadline_sorts import Sort
from domain.deadline_tokens import Token
from domain.deadline_words import DOCUMENT_DATE, END, NOMINATIVE_ENDS, POINTS, WHY_CODES

_BOUNDS = {Sort.IN, Sort.FROM, Sort.UP_TO, Sort.BY, Sort.TOWARD}
_DATED = {Sort.DATE, Sort.MONTH, Sort.MONTH_YEAR}
_NOISY = {
    Sort.NUM, Sort.ORD, Sort.DATE, Sort.TIME, Sort.MARK, Sort.SKIPPED, Sort.WORKING, Sort.PLACE,
    Sort.STREET, Sort.DOCUMENT,
}  # fmt: skip
_QUIET_MARKS = set("-,;/).:\n+&")
_DAYS = {Sort.NUM, Sort.DATE, Sort.ORD}
_LISTING = {"-", ","}
_COUNTED = {Sort.NUM, Sort.ORD}
_NUMERIC = {Sort.NUM, Sort.ORD, Sort.DATE, Sort.YEAR, Sort.MONTH_YEAR}


def without_noise(tokens: list[Token]) -> list[Token]:
    """The tokens that may speak of dates."""
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.sort not in _NOISY or token.text in _QUIET_MARKS:
            kept.append(_end_toward(token, kept) if token.sort is Sort.RELATIVE else token)
            at += 1
            continue
        after = _noise(tokens, at, kept)
        if after == at:
            kept.append(tokens[at])
            after = at + 1
        at = after
    return kept


def _end_toward(token: Token, kept: list[Token]) -> Token:
    """«к окончанию года» is toward its end, «по окончанию» is after it."""
    is_end = kept and kept[-1].sort is Sort.TOWARD
    return Token(Sort.PART, END, token.text) if is_end else token


def _noise(tokens: list[Token], at: int, kept: list[Token]) -> int:
    """The place after the noise that begins at `at`; `at` itself when none does."""
    sort = tokens[at].sort
    if sort in _DAYS and _is_item_number(tokens, at):
        kept.append(Token(Sort.MARK, ";", ";"))
        return at + 2
    if _is_time(tokens, at):
        if not _is_bound_of_date(tokens, at):
            _drop_bound(kept)
        return at + 1
    if sort is Sort.SKIPPED:
        return at + 1
    if sort is Sort.WORKING:
        return _after_working(tokens, at, kept)
    if sort in _COUNTED:
        return _after_counted(tokens, at, kept)
    return _named_noise(tokens, at, kept)


def _named_noise(tokens: list[Token], at: int, kept: list[Token]) -> int:
    """Noise that a word or a sign announces: a room, a street, an order, a repeated number."""
    sort, value = tokens[at].sort, tokens[at].value
    if sort is Sort.STREET:
        return _after_street(tokens, at + 1)
    if sort is Sort.DOCUMENT:
        if any(token.sort is Sort.BY for token in kept[-2:]):
            kept.append(Token(Sort.WHY, WHY_CODES.index("accordance"), tokens[at].text))
        return _after_document(tokens, at + 1)
    if value == "№":
        after = _after_document(tokens, at + 1)
        return after if after > at + 1 else at
    if sort is Sort.PLACE:
        return _after_numbers(tokens, at + 1)
    if value == "(" and _is_said_twice(tokens, at):
        return at + 3
    if value == "(" and _sort(tokens, at + 1) is Sort.WEEKDAY and _mark(tokens, at + 2) == ")":
        kept.append(tokens[at + 1])
        return at + 3
    return at


def _after_working(tokens: list[Token], at: int, kept: list[Token]) -> int:
    """«последний рабочий (день) сентября» is which one; elsewhere the word says nothing."""
    is_day = _sort(tokens, at + 1) is Sort.DAY_UNIT and _sort(tokens, at + 2) is Sort.MONTH
    if not is_day or not kept or kept[-1].sort is not Sort.ORD:
        return at + 1
    kept[-1] = Token(Sort.WORKDAY, kept[-1].value, tokens[at].text)
    return at + 2


def _is_said_twice(tokens: list[Token], at: int) -> bool:
    """«15 (пятнадцатого) сентября»"""
    if at == 0 or _mark(tokens, at + 2) != ")" or _sort(tokens, at + 1) is Sort.MARK:
        return False
    return tokens[at - 1].value == tokens[at + 1].value != 0


def _after_street(tokens: list[Token], at: int) -> int:
    """Past «Ленина, 8» and «8 Марта, д. 5»."""
    after = at + (_mark(tokens, at) == ".")
    while after < len(tokens) and _mark(tokens, after) in {None, "."}:
        after += 1
    if _mark(tokens, after) == "," and _sort(tokens, after + 1) is Sort.NUM:
        is_last = _mark(tokens, after + 2) in {")", ",", ";", "."} or after + 2 >= len(tokens)
        return after + 2 if is_last else after
    return after


def _is_bound_of_date(tokens: list[Token], at: int) -> bool:
    """«до 17.00 20 ноября», but not «с 14.00 до 17.00 20 ноября»."""
    is_until = _sort(tokens, at - 1) in _BOUNDS - {Sort.IN, Sort.FROM} or (
        _sort(tokens, at - 1) is Sort.LATER
    )
    is_span = any(token.sort is Sort.FROM for token in tokens[max(0, at - 3) : at])
    return is_until and not is_span and _sort(tokens, at + 1) in {Sort.NUM, Sort.DATE, Sort.ORD}


def _sort(tokens: list[Token], at: int) -> str | None:
    return tokens[at].sort if 0 <= at < len(tokens) else None


def _mark(tokens: list[Token], at: int) -> object:
    return tokens[at].value if _sort(tokens, at) is Sort.MARK else None


def _is_item_number(tokens: list[Token], at: int) -> bool:
    mark = _mark(tokens, at + 1)
    if mark == ")":
        return tokens[at].sort is Sort.NUM and not any(t.value == "(" for t in tokens[:at])
    is_first = at == 0 or tokens[at - 1].value in ("\n", ";")
    is_first = is_first or tokens[at - 1].sort in {Sort.WORD, Sort.PERIOD}
    if mark != "." or not is_first or at + 2 >= len(tokens):
        return False
    value = tokens[at].value
    if tokens[at].sort is Sort.DATE and isinstance(value, tuple) and max(value) > 9:
        return False
    following = tokens[at + 2]
    if following.sort is Sort.MONTH:
        return following.text.endswith(NOMINATIVE_ENDS)
    return following.sort in _NUMERIC - {Sort.YEAR, Sort.DATE} | _BOUNDS | {Sort.WITHIN} or (
        following.sort is Sort.DATE and len(tokens[at].text) < len(following.text)
    )


def _is_time(tokens: list[Token], at: int) -> bool:
    token = tokens[at]
    if token.sort is Sort.TIME:
        return True
    if token.sort is not Sort.DATE or not isinstance(token.value, tuple) or len(token.value) > 2:
        return False
    hour, minute = token.value
    if _sort(tokens, at + 1) is Sort.TIME_UNIT:
        return True
    is_hour = hour < 24 and minute < 60 and len(token.text.partition(".")[2].strip()) == 2
    is_at = _sort(tokens, at - 1) is Sort.IN and any(t.sort in _DATED for t in tokens[:at])
    return is_hour and (minute == 0 or minute > 12 or is_at)


def _drop_bound(kept: list[Token]) -> None:
    while kept and (kept[-1].sort in _BOUNDS or kept[-1].value == "-"):
        kept.pop()


def _after_numbers(tokens: list[Token], at: int) -> int:
    """Past the number of a room, house, class: «каб. 12», «д. 5-7»."""
    after = at
    while _mark(tokens, after) in {".", "№", "-"} or _sort(tokens, after) in {Sort.NUM, Sort.ORD}:
        if _sort(tokens, after + 1) is Sort.MONTH:
            break
        after += 1
    is_dotted = after == at + 1 and _mark(tokens, at) == "."
    is_point = tokens[at - 1].text in POINTS and after == at
    if _sort(tokens, after) is Sort.DATE and (is_dotted or is_point):
        value = tokens[after].value
        return after + 1 if isinstance(value, tuple) and len(value) == 2 else at
    return after


def _after_document(tokens: list[Token], at: int) -> int:
    """Past «№ 12 от 01.09.2023»."""
    after = _after_numbers(tokens, at)
    words = after
    while _sort(tokens, words) is Sort.WORD and words < after + 4:
        if tokens[words].text == DOCUMENT_DATE:
            after = words
            break
        words += 1
    if _sort(tokens, after) is Sort.WORD and tokens[after].text == DOCUMENT_DATE:
        after += 1
        while _sort(tokens, after) in _NUMERIC | {Sort.MONTH, Sort.YEAR_UNIT}:
            after += 1
    return after


def _after_counted(tokens: list[Token], at: int, kept: list[Token]) -> int:
    """Past «9 класс», «5-9 классы», «в 10 часов», «первая половина дня»."""
    after = at + 1
    while _mark(tokens, after) in _LISTING and _sort(tokens, after + 1) is Sort.NUM:
        after += 2
        if after > at + 20:
            return at
    counted = _sort(tokens, after)
    if counted is Sort.HALF_PART and _sort(tokens, after + 1) is Sort.DAY_UNIT:
        return after + 2
    if counted is Sort.PLACE:
        return after + 1
    is_dated = bool(kept) and (kept[-1].sort in _BOUNDS or any(t.sort in _DATED for t in kept))
    if counted is Sort.TIME_UNIT and is_dated:
        _drop_hours(kept)
        return after + 1
    return at


def _drop_hours(kept: list[Token]) -> None:
    """The beginning of «с 14 до 16 часов» goes with its end."""
    _drop_bound(kept)
    if len(kept) > 1 and kept[-1].sort is Sort.NUM and kept[-2].sort is Sort.FROM:
        del kept[-2:]
