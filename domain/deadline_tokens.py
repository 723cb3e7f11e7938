"""Characters of a deadline → tokens, with what PDFs and typists broke put together again."""

import re
from html import unescape
from typing import NamedTuple

from domain.deadline_words import (
    LONG_E,
    LOOK_ALIKE,
    ORDINAL_ENDING,
    ROMAN,
    SHORT_PIECES,
    WORDS,
    YEAR_ENDING,
    Sort,
)

Value = int | str | tuple[int, ...]

LONGEST_PHRASE = 600
"""Characters of a cell that are read; a longer one is prose, not a deadline."""


class Token(NamedTuple):
    """One token; `text` is what stood there."""

    sort: Sort
    value: Value
    text: str


_DROP = re.compile(r"<[^<>]{0,200}>|\[[a-z]+:[^\]]*\]|[\u00ad\u200b-\u200f\u2060\ufeff]|\*\*")
_DASH = re.compile(r"[\u2010-\u2015\u2212\u2043\ufe58\uff0d~\u2192\u0336]|--+")
_BROKEN_LINE = re.compile(r"(?<=[^\W\d])-\s*\n\s*(?=[^\W\d])")
_BLANK = re.compile(r"[^\S\n]+")
_LEXEME = re.compile(
    rf"""
    (?P<iso>\d{{4}}-\d{{1,2}}-\d{{1,2}}(?!\d))
    |(?P<date>\d{{1,2}}[ ]?(?P<mark>[./-])\.?\s?\d{{1,2}}[ ]?(?P=mark)\.?\s?\d{{4}}(?!\d)
      |\d{{1,2}}[ ]?[./][ ]?\d{{1,2}}[ ]?[./][ ]?\d{{2}}(?!\d|[./]\d))
    |(?P<time>\d{{1,2}}:\d\d)
    |(?P<month_year>\d{{1,2}}[./]\d{{4}}(?!\d))
    |(?P<years>(?:19|20)\d\d(?:[ ]?[-/][ ]?(?:19|20)\d\d|[-/]\d\d)(?![.\d]))
    |(?P<day_month>\d{{1,2}}\.\d{{1,2}}(?!\d))
    |(?P<ord>\d{{1,2}}(?:-[ ]?)?(?:{ORDINAL_ENDING})(?!\w))
    |(?P<roman>[ivxі]{{1,4}}-(?:{ORDINAL_ENDING})(?!\w))
    |(?P<num>(?:19|20)\d\d-?(?:{YEAR_ENDING})(?!\w)|\d+)
    |(?P<word>[^\W\d_]+)
    |(?P<mark_>[-,;/().:\n№+&])
    """,
    re.VERBOSE,
)
_NUMBERS = re.compile(r"\d+")


def tidy(words: str) -> str:
    """Lower case, one kind of dash and blank, no mark-up, no soft hyphens."""
    text = words[:LONGEST_PHRASE]
    if "<" in text or "&" in text or "[" in text or "*" in text:
        text = unescape(_DROP.sub(" ", text))
    text = _DROP.sub("", text) if not text.isascii() else text
    text = _DASH.sub("-", text.lower().translate(LONG_E))
    return _BLANK.sub(" ", _BROKEN_LINE.sub("", text)).strip()


def tokens_of(text: str) -> list[Token]:
    """Tokens of a tidy phrase; characters that are no part of any are skipped."""
    found: list[Token] = []
    for match in _LEXEME.finditer(text):
        found.extend(_token(match.lastgroup or "", match.group()))
    if any(token.sort is Sort.WORD for token in found):
        found = _mend(found)
    return found


def _token(group: str, text: str) -> list[Token]:
    if group == "word":
        return [_word(text)]
    if group == "mark_":
        return [Token(Sort.MARK, text, text)]
    if group == "ord":
        return [Token(Sort.ORD, int(_NUMBERS.findall(text)[0]), text)]
    if group == "roman" and (roman := ROMAN.get(text.partition("-")[0])):
        return [Token(Sort.ORD, roman, text)]
    if group == "roman":
        return [_word(part) for part in text.split("-")]
    if group == "time":
        return [Token(Sort.TIME, 0, text)]
    return _numeric(group, text, [int(number) for number in _NUMBERS.findall(text)])


def _numeric(group: str, text: str, numbers: list[int]) -> list[Token]:
    if group == "iso":
        return [Token(Sort.DATE, (numbers[2], numbers[1], numbers[0]), text)]
    if group == "date":
        day, month, year = numbers
        return [Token(Sort.DATE, (day, month, full_year(year)), text)]
    if group == "day_month":
        return [Token(Sort.DATE, (numbers[0], numbers[1]), text)]
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
    if len(text) == 4 and 1900 <= number <= 2100:
        return Token(Sort.YEAR, number, text)
    return Token(Sort.NUM, number if len(text) < 6 else 99999, text)


def full_year(year: int) -> int:
    """Two-digit years are of this century."""
    return year + 2000 if year < 100 else year


def _word(text: str) -> Token:
    known = WORDS.get(text)
    if known is None:
        roman = ROMAN.get(text)
        if roman is not None:
            return Token(Sort.ORD, roman, text)
        text = text.translate(LOOK_ALIKE)
        known = WORDS.get(text, (Sort.WORD, 0))
    return Token(known[0], known[1], text)


def _mend(tokens: list[Token]) -> list[Token]:
    """Join the pieces of broken words, split words glued together."""
    mended: list[Token] = []
    at = 0
    while at < len(tokens):
        whole, after = _joined(tokens, at)
        if whole is None:
            mended.extend(_split(tokens[at]))
        else:
            mended.append(whole)
        at = after
    return mended


def _joined(tokens: list[Token], start: int) -> tuple[Token | None, int]:
    text, broken, found, after = "", False, None, start + 1
    for at in range(start, min(start + 20, len(tokens))):
        token = tokens[at]
        if token.sort is Sort.MARK and token.value in {"-", "\n"}:
            continue
        if not token.text.isalpha():
            break
        text += token.text
        broken = broken or token.sort is Sort.WORD
        if at > start and broken and text in WORDS:
            sort, value = WORDS[text]
            found, after = Token(sort, value, text), at + 1
    return found, after


def _split(token: Token) -> list[Token]:
    if token.sort is not Sort.WORD or not 5 <= len(token.text) <= 40:
        return [token]
    pieces: dict[int, list[str]] = {0: []}
    for end in range(1, len(token.text) + 1):
        for start in range(max(0, end - 12), end):
            piece = token.text[start:end]
            if start in pieces and end not in pieces and _whole(piece):
                pieces[end] = [*pieces[start], piece]
    whole = pieces.get(len(token.text))
    return [_word(piece) for piece in whole] if whole else [token]


def _whole(piece: str) -> bool:
    return piece in WORDS and (len(piece) > 3 or piece in SHORT_PIECES)
