"""Tidy text of a deadline → tokens."""

import re
from typing import NamedTuple

from domain.deadline_sorts import Sort
from domain.deadline_text_words import IN_TIME, LETTERS, MONTH_START, SCHOOL_START
from domain.deadline_tidying import NAMED
from domain.deadline_words import (
    LOOK_ALIKE,
    ORDINAL_ENDING,
    ROMAN,
    ROMAN_TWINS,
    WORDS,
    YEAR_ENDING,
)

Value = int | str | tuple[int, ...]


class Token(NamedTuple):
    """One token; `text` is what stood there."""

    sort: str
    value: Value
    text: str
    is_mended: bool = False


_LEXEME = re.compile(
    rf"""
    (?P<word>[{LETTERS}]+(?![^\W\d_]))
    |(?P<iso>(?:19|2[01])\d\d(?P<iso_mark>[-./])\d{{1,2}}(?P=iso_mark)\d{{1,2}}(?!\d))
    |(?P<date>\d\d(?:,|[»"”“]?[ _])(?:0[1-9]|1[0-2])[,_ ](?:19|2[01])\d\d(?!\d)
      |\d{{1,2}}[ ]?(?P<mark>[./-])\.?\s?\d{{1,2}}[ ]?(?P=mark)\.?\s?\d{{4}}(?!\d)
      |\d{{1,2}}[ ]?[./][ ]?\d{{1,2}}[ ]?[./][ ]?\d{{2}}(?!\d|[./]\d|[ ]?(?:{MONTH_START})))
    |(?P<time>\d{{1,2}}:\d\d(?::\d\d)?|\d{{1,2}}-00(?!\d)
      |(?<={IN_TIME}[ ])\d{{1,2}}-[0-5]\d(?=[ ]?(?:$|[,;)(])))
    |(?P<iso_month>(?:19|2[01])\d\d[-/.](?:0[1-9]|1[0-2])
      (?![\d.]|[ ]?(?:{SCHOOL_START}|{MONTH_START})))
    |(?P<month_year>\d{{1,2}}[./]\d{{4}}(?!\d))
    |(?P<years>(?:19|2[01])\d\d(?:[ ]?[-/][ ]?(?:19|2[01])\d\d|[-/]\d\d)
      (?![.\d]|[ ]?(?:{MONTH_START})))
    |(?P<day_month>\d{{1,2}}\.\d{{1,2}}(?!\d)|\d{{1,2}}/(?:0[1-9]|1[0-2])(?![\d/]))
    |(?P<ord>\d{{1,2}}(?:-[ ]?)?(?:{ORDINAL_ENDING})(?!\w))
    |(?P<roman>[ivxі]{{1,4}}-(?:{ORDINAL_ENDING})(?!\w))
    |(?P<num>(?:19|2[01])\d\d-?(?:{YEAR_ENDING})(?!\w)|\d+)
    |{NAMED}(?P<named>\d+)
    |(?P<blank>_{{2,}})
    |(?P<other_word>[^\W\d_]+)
    |(?P<mark_>[-,;/().:\n№+&])
    """,
    re.VERBOSE,
)
_PLAIN = {"time": Sort.TIME, "blank": Sort.BLANK}
_SINGLE = {"ord": Sort.ORD, "named": Sort.NAMED_DAY}
_WORDS = {"word", "other_word"}
_MAYBE_READY = {*_WORDS, "num", "mark_"}
_READY = (
    {text: Token(sort, value, text) for text, (sort, value) in WORDS.items()}
    | {mark: Token(Sort.MARK, mark, mark) for mark in "-,;/().:\n№+&"}
    | {str(number): Token(Sort.NUM, number, str(number)) for number in range(100)}
    | {f"0{number}": Token(Sort.NUM, number, f"0{number}") for number in range(10)}
    | {str(year): Token(Sort.YEAR, year, str(year)) for year in range(2000, 2100)}
)
"""Tokens most phrases are made of."""
_NUMBERS = re.compile(r"\d+")


def lexed(phrase: str) -> list[Token]:
    """Tokens of a tidy phrase; characters that are no part of any are skipped."""
    found: list[Token] = []
    for match in _LEXEME.finditer(phrase):
        group, text = match.lastgroup or "", match.group()
        ready = _READY.get(text) if group in _MAYBE_READY else None
        if ready is not None:
            found.append(ready)
        elif group in _WORDS:
            found.append(word_token(text))
        else:
            found.extend(_token(group, text))
    return found


def _token(group: str, text: str) -> list[Token]:
    if group == "roman":
        roman = ROMAN.get(text.partition("-")[0])
        parts = [word_token(part) for part in text.split("-")]
        return [Token(Sort.ORD, roman, text)] if roman else parts
    if group in _PLAIN:
        return [Token(_PLAIN[group], 0, text)]
    return _numeric(group, text, [int(number) for number in _NUMBERS.findall(text)])


def _numeric(group: str, text: str, numbers: list[int]) -> list[Token]:
    if group in _SINGLE:
        return [Token(_SINGLE[group], numbers[0], text)]
    if group == "iso":
        return [Token(Sort.DATE, (numbers[2], numbers[1], numbers[0]), text)]
    if group == "date":
        day, month, year = numbers
        return [Token(Sort.DATE, (day, month, full_year(year)), text)]
    if group == "day_month":
        return [Token(Sort.DATE, (numbers[0], numbers[1]), text)]
    if group == "iso_month":
        return [Token(Sort.MONTH_YEAR, (numbers[1], numbers[0]), text)]
    if group == "month_year":
        return [Token(Sort.MONTH_YEAR, (numbers[0], numbers[1]), text)]
    if group == "years":
        return _years(text, numbers)
    return [_number(_NUMBERS.findall(text)[0], numbers[0])]


def _years(text: str, numbers: list[int]) -> list[Token]:
    first, last = numbers[0], full_year(numbers[1])
    if last > first:
        return [Token(Sort.YEARS, (first, last), text)]
    dash = Token(Sort.MARK, "-", "-")
    return [_number(text[:4], first), dash, _number(text[4:].strip(" -/"), numbers[1])]


def _number(text: str, number: int) -> Token:
    if len(text) == 4 and 1900 <= number < 2200:
        return Token(Sort.YEAR, number, text)
    return Token(Sort.NUM, number if len(text) < 6 else 99999, text)


def full_year(year: int) -> int:
    """Two-digit years are of this century."""
    return year + 2000 if year < 100 else year


def word_token(text: str) -> Token:
    """A word as the table knows it, in either alphabet."""
    known = WORDS.get(text)
    if known is None:
        roman = ROMAN.get(text) or (ROMAN.get(text.translate(ROMAN_TWINS)) if len(text) > 1 else 0)
        if roman:
            return Token(Sort.ORD, roman, text)
        text = text.translate(LOOK_ALIKE)
        known = WORDS.get(text, (Sort.WORD, 0))
    return Token(known[0], known[1], text)
