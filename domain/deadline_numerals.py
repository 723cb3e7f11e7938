"""Roman numerals of a deadline: quarters typed with Cyrillic letters, months of «12.IX.2025»."""

from domain.deadline_sorts import Sort
from domain.deadline_tokens import Token, full_year
from domain.deadline_words import CYRILLIC_NUMERALS, FIVE, ROMAN, ROMAN_TWINS

_COUNTED = {
    Sort.WEEK, Sort.DECADE, Sort.QUARTER, Sort.TERM, Sort.TRIMESTER, Sort.SEMESTER, Sort.HALF,
    Sort.HALF_PART, Sort.PLACE, Sort.WEEKDAY,
}  # fmt: skip
_BETWEEN = {Sort.ORD, Sort.NUM, Sort.AND, Sort.SCHOOL}
_BESIDE_MONTHS = {
    Sort.ORD, Sort.AND, Sort.FROM, Sort.BY, Sort.UP_TO, Sort.YEAR, Sort.YEARS, Sort.YEAR_UNIT,
    Sort.SCHOOL, Sort.MARK,
}  # fmt: skip
_LAST_QUARTER, _LONGEST_MONTH = 4, 31


def with_numerals(tokens: list[Token]) -> list[Token]:
    """«П полугодие» is the second, «12.IX» is a day of September."""
    for token in tokens:
        is_roman = token.sort is Sort.ORD and _is_roman(token)
        if is_roman or token.text in CYRILLIC_NUMERALS:
            return _with_months(_with_numbers(tokens))
    return tokens


def _is_roman(token: Token) -> bool:
    return token.sort is Sort.ORD and token.text.translate(ROMAN_TWINS) in ROMAN


def _with_numbers(tokens: list[Token]) -> list[Token]:
    """Cyrillic letters that stand for a numeral before a quarter, a half-year, a week."""
    done: list[Token] = []
    for at, token in enumerate(tokens):
        value = CYRILLIC_NUMERALS.get(token.text)
        if value is None or not _is_counting(tokens, at + 1):
            done.append(token)
        elif value == FIVE and done and done[-1].value == 1:
            done[-1] = Token(Sort.ORD, FIVE - 1, token.text)
        else:
            done.append(Token(Sort.ORD, value, token.text))
    return done


def _is_counting(tokens: list[Token], at: int) -> bool:
    for token in tokens[at : at + 8]:
        if token.sort in _COUNTED:
            return True
        if token.sort is Sort.MARK and token.value in {"-", ",", "."}:
            continue
        if token.sort not in _BETWEEN and token.text not in CYRILLIC_NUMERALS:
            return False
    return False


def _with_months(tokens: list[Token]) -> list[Token]:
    romans = [token for token in tokens if _is_roman(token)]
    are_all = all(token.sort in _BESIDE_MONTHS for token in tokens) and any(
        isinstance(token.value, int) and token.value > _LAST_QUARTER for token in romans
    )
    done: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if not _is_roman(token) or _is_counting(tokens, at + 1):
            done.append(token)
            at += 1
            continue
        at = _put_month(tokens, at, done, are_all=are_all)
    return done


def _put_month(tokens: list[Token], at: int, done: list[Token], *, are_all: bool) -> int:
    """Append the numeral as a month or as part of a date; the place after what was used."""
    token, month = tokens[at], ROMAN[tokens[at].text.translate(ROMAN_TWINS)]
    year, after = _year(tokens, at + 1)
    day, size = _day(done)
    if day:
        del done[-size:]
        done.append(Token(Sort.DATE, (day, month, year) if year else (day, month), token.text))
        return after
    if year and (are_all or after > at + 2):
        done.append(Token(Sort.MONTH_YEAR, (month, year), token.text))
        return after
    done.append(Token(Sort.MONTH, month, token.text) if are_all else token)
    return at + 1


def _day(done: list[Token]) -> tuple[int, int]:
    """The day that stands just before a month's numeral, and how many tokens it takes."""
    size = 2 if done and done[-1].value in {".", "/"} else 1
    if len(done) < size or done[-size].sort is not Sort.NUM:
        return 0, 0
    value = done[-size].value
    return (value, size) if isinstance(value, int) and value <= _LONGEST_MONTH else (0, 0)


def _year(tokens: list[Token], at: int) -> tuple[int, int]:
    """A year after a month's numeral and the place after it; (0, at) when none is there."""
    after = at + 1 if at < len(tokens) and tokens[at].value in {".", "/"} else at
    if after >= len(tokens):
        return 0, at
    token = tokens[after]
    if token.sort is Sort.YEAR and isinstance(token.value, int):
        return token.value, after + 1
    is_short = after > at and token.sort is Sort.NUM and len(token.text) == 2
    return (full_year(int(token.text)), after + 1) if is_short else (0, at)
