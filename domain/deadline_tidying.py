"""Raw words of a deadline → clean text: mark-up, damage and look-alikes put right."""

import re
from functools import partial
from html import unescape
from typing import NamedTuple

from domain.deadline_text_words import (
    ABBREVIATIONS,
    AFTER_MONTH,
    AFTER_POINT,
    DIGIT_TWINS,
    FULL_MONTH,
    LATIN_ENDINGS,
    LETTERS,
    MONTH_START,
    NAMED_DAYS,
    NAMED_DAYS_LIKE,
    NOMINATIVE_MONTH,
    ONTO_THE_END,
    SHORT_MONTH,
    TEN,
    TWIN_LETTERS,
    YEAR_SIGN,
)
from domain.deadline_words import LONG_E, LOOK_ALIKE, WORDS

LONGEST_PHRASE = 500
"""Characters of a cell that are read; a longer one is prose, not a deadline."""
NAMED = "\ue000"
"""Stands before the number of a named day in tidy text, and nowhere else."""


class Tidied(NamedTuple):
    """Clean text and the codes of what had to be supposed."""

    text: str
    doubts: tuple[str, ...] = ()


_MARK_UP = re.compile(r"<[^<>]{0,200}>|\[[a-z]+:[^\]]*\]|\*\*")
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\ufe58\uff0d~\u2192\u0336\u00f7"
_NOTHING = f"\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff{NAMED}"
_BLANKS = "\t\r\f\v\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_CLEAN = (
    LONG_E
    | dict.fromkeys(map(ord, "\u2028\u2029\u0085"), "\n")
    | dict.fromkeys(map(ord, _DASHES), "-")
    | dict.fromkeys(map(ord, _NOTHING))
    | dict.fromkeys(map(ord, _BLANKS), " ")
)
_UNCLEAN = re.compile(f"[{re.escape(''.join(map(chr, _CLEAN)))}]")
_DASH = re.compile("--+")
_DOTS = re.compile(r"(?<=\w)\.? ?(?:\.{3,}|\u2026) ?(?=\w)")
_BROKEN_LINE = re.compile(r"([^\W\d]+)-\s*\n\s*([^\W\d]+)")
_BLANK = re.compile("  +")
_LONE_DIGITS = re.compile(r"[0-3](?<!\d\d) \d")
_DIGIT = re.compile(r"\d")
_TWIN = rf"[\d{TWIN_LETTERS}]"
_NEARLY_DATE = re.compile(rf"(?<!\w){_TWIN}{{1,2}}\.{_TWIN}{{1,2}}(?:\.{_TWIN}{{2,4}})?(?!\w)")
_MIXED = re.compile(rf"[{TWIN_LETTERS}](?:\d|(?<=\d.))")
_SPLIT_YEAR = re.compile(rf"(?<=[.{AFTER_MONTH}])( ?)20 (\d\d)(?= ?{YEAR_SIGN}|$|[ ,;)-])")
_SPLIT_DAY = re.compile(rf"(?<![\d.,-])(?<!\d )([0-3]) (\d)(?= ?(?:{MONTH_START})|\.\d\d(?:\.|$))")
_SHORT_YEAR = re.compile(
    rf"(?<!\w)({SHORT_MONTH})[.-]((?:2|3)\d)(?!\d| ?[-.,:] ?\d| ?(?:{MONTH_START}))"
)
_ENDING = re.compile(rf"(?<=\d)- ?[{LATIN_ENDINGS}{LETTERS}]{{1,3}}(?!\w)")
_LONE_TEN = re.compile(rf"(?<=\d\.){TEN}(?=[. ]|$)")
_AFTER_LETTER = re.compile(r"[.-][23]\d(?<=[^\W\d].\d\d)")
_DASHED_DAY = re.compile(
    rf"(?<!\w)(\d{{1,2}})[-.]({SHORT_MONTH}|{FULL_MONTH})[-.](?:20)?(\d\d)(?!\d)"
)
_ISO_INTERVAL = re.compile(r"(\d{4}-\d\d-\d\d) ?(?:/|\.\.) ?(?=\d{4}-\d\d-\d\d)")
_MONTHS_OF_YEARS = re.compile(
    rf"(?<![\d.:])([01]?\d)\.(2\d) ?((?:{YEAR_SIGN}\.? ?)?(?:-|{ONTO_THE_END}) ?)([01]?\d)\.(2\d)"
    rf"(?![\d.:])( ?{YEAR_SIGN})?"
)
_MONTHS_WITH_YEARS = re.compile(
    rf"(?<!\w)(?<!\d )({NOMINATIVE_MONTH}) (2\d) ?- ?({NOMINATIVE_MONTH}) (2\d)"
    r"(?!\w| ?[.:]\d)"
)
_NAMED_DAYS = [
    (re.compile(rf"(?<!\w)(?:{words})(?!\w)"), at) for at, (words, _) in enumerate(NAMED_DAYS)
]
_MAYBE_NAMED = re.compile(NAMED_DAYS_LIKE)
_ANY_NAMED_DAY = re.compile("|".join(words for words, _ in NAMED_DAYS))


_ABBREVIATIONS = [(re.compile(rf"(?<!\w){short}(?!\w)"), full) for short, full in ABBREVIATIONS]


def tidy(words: str) -> Tidied:
    """Lower case, one kind of dash and blank, no mark-up, no soft hyphens, whole dates."""
    whole = words.strip()
    text, doubts = whole[:LONGEST_PHRASE], []
    if len(whole) > LONGEST_PHRASE:
        doubts.append("partly_understood")
    text = _clean(text)
    for short, full in _ABBREVIATIONS if "/" in text or "-" in text else ():
        text = short.sub(full, text)
    if _MAYBE_NAMED.search(text):
        text = _with_named_days(text)
    if not _DIGIT.search(text):
        return Tidied(text, tuple(doubts))
    text = _with_whole_numbers(text)
    if _LONE_DIGITS.search(text) and (joined := _SPLIT_DAY.sub(r"\1\2", text)) != text:
        doubts.append("digits_joined")
        text = joined
    return Tidied(text, tuple(doubts))


def _clean(text: str) -> str:
    """One letter case, one kind of dash, blank and line end, nothing invisible, no mark-up."""
    if "<" in text or "&" in text or "[" in text or "*" in text:
        text = unescape(_MARK_UP.sub(" ", text))
    text = _UNCLEAN.sub(_cleaned, text.lower())
    if "--" in text:
        text = _DASH.sub("-", text)
    if "..." in text or "\u2026" in text:
        text = _DOTS.sub("-", text)
    if "\n" in text:
        text = _BROKEN_LINE.sub(_rejoined, text)
    return (_BLANK.sub(" ", text) if "  " in text else text).strip()


def _cleaned(match: re.Match[str]) -> str:
    """Few letters of a phrase are unclean: they are sought, not each letter looked up."""
    return match.group().translate(_CLEAN)


def _with_whole_numbers(text: str) -> str:
    """Letters typed for digits, years torn apart, years of two digits after a month."""
    if _MIXED.search(text):
        text = _NEARLY_DATE.sub(_with_digits, text)
    if "-" in text:
        text = _ENDING.sub(_with_letters, text)
    if AFTER_POINT in text:
        text = _LONE_TEN.sub("x", text)
    if "20 " in text:
        text = _SPLIT_YEAR.sub(r"\g<1>20\2", text)
    if "-" in text:
        text = _DASHED_DAY.sub(r"\1 \2 20\3", text)
        text = _ISO_INTERVAL.sub(r"\1 - ", text)
        text = _MONTHS_WITH_YEARS.sub(_with_years, text)
    if ".2" in text:
        text = _MONTHS_OF_YEARS.sub(_with_full_years, text)
    return _SHORT_YEAR.sub(r"\1 20\2", text) if _AFTER_LETTER.search(text) else text


def _with_full_years(match: re.Match[str]) -> str:
    """«09.25-05.26»: months of two years, which no clock could show in this order."""
    first, year, between, last, next_year, sign = match.groups()
    runs_back = int(next_year) == int(year) + 1 and int(last) <= int(first)
    if not sign and not runs_back:
        return match.group()
    return f"{first}.20{year} {between}{last}.20{next_year}{sign or ''}"


def _with_years(match: re.Match[str]) -> str:
    """«сентябрь 26 - май 27»: one year and the next are no days of these months."""
    first, year, last, next_year = match.groups()
    if int(next_year) - int(year) != 1:
        return match.group()
    return f"{first} 20{year} - {last} 20{next_year}"


def _rejoined(match: re.Match[str]) -> str:
    """A word torn at the end of a line is whole again; two words keep their dash."""
    first, second = match.groups()
    whole = first + second
    are_two = all(piece.translate(LOOK_ALIKE) in WORDS for piece in (first, second))
    return f"{first}-{second}" if are_two and whole.translate(LOOK_ALIKE) not in WORDS else whole


def _with_digits(match: re.Match[str]) -> str:
    """«15.О9.2025»: letters typed for digits."""
    text = match.group()
    return text.translate(DIGIT_TWINS) if _MIXED.search(text) else text


def _with_letters(match: re.Match[str]) -> str:
    """«20-гo»: an ending with a Latin letter."""
    return match.group().translate(LOOK_ALIKE)


def _with_named_days(text: str) -> str:
    if not _ANY_NAMED_DAY.search(text):
        return text
    for pattern, at in _NAMED_DAYS:
        text = pattern.sub(partial(_sign, at), text)
    return text


def _sign(at: int, match: re.Match[str]) -> str:
    return f" {NAMED}{at} "
