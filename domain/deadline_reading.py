"""read_deadline: the words of a deadline cell → what they mean, by the field's conventions."""

from datetime import date
from functools import lru_cache

from domain.deadline_explained import explained, without_named_twins
from domain.deadline_grammar import Item, Parsed, parse
from domain.deadline_mending import tokens_of
from domain.deadline_noise import without_noise
from domain.deadline_refs import Part, Ref, Unit
from domain.deadline_remarks import relative_at, remarks, unknown, without_dates
from domain.deadline_repeats import carried, joined_without_dash, repeated_days
from domain.deadline_rhythm import Rhythm, take_rhythm
from domain.deadline_sorts import Sort
from domain.deadline_text_words import LINES_OF_BLANKS
from domain.deadline_tidying import tidy
from domain.deadline_tokens import Token
from domain.deadline_windows import Placed, place
from domain.deadline_words import INCLUDING
from domain.deadline_years import Frame, fill_pending, share_years
from domain.deadlines import Deadline, DeadlineKind, Doubt, Window

_WHOLE_YEARS = {Unit.SCHOOL_YEAR, Unit.YEAR}
_ALWAYS_STRAY = {Unit.PENDING, Unit.DAY_OF_MONTH}
_OF_A_MONTH = {Unit.WEEK, Unit.DECADE, Unit.HALF_MONTH}
_NOTHING = " \n-_.,;:/\\()[]{}«»\"'“”„?!*+=|№#"


def read_deadline(
    words: str, *, year: int, period: Window | None = None, at_start: bool = False
) -> Deadline:
    """Read a deadline of the school year `year` (1 September `year` – 31 August next).

    `period` is the paper's own period and bounds unwritten years; `at_start` says that the
    words stand at the very start of a roadmap, where August is the month before. Never
    raises: what is not understood is `UNKNOWN` with a doubt that names why.
    """
    if not 1900 <= year <= 9000:
        return unknown(words, "not_understood")
    return _read(words, Frame(year, period, at_start))


@lru_cache(maxsize=4096)
def _read(words: str, frame: Frame) -> Deadline:
    text, doubts = tidy(words)
    if text.strip(".") in LINES_OF_BLANKS or not text.strip(_NOTHING):
        return unknown(words, "missing_deadline")
    rhythm = take_rhythm(without_noise(tokens_of(text)))
    parsed = parse(rhythm.rest)
    items = carried(fill_pending(joined_without_dash(parsed.items)))
    items, rhythm = repeated_days(share_years(items), rhythm)
    firm = [item for item in items if not _is_loose(item, rhythm.rest)]
    if rhythm.times is not None:
        items = firm = [item for item in firm if not _is_whole_year(item)]
    left_over = parsed.left_over + len(items) - len(firm)
    if rhythm.times is not None:
        frame = frame._replace(at_start=False)
    parsed = Parsed(
        explained(firm), left_over, parsed.lengths, parsed.bare_years, doubts + parsed.doubts
    )
    relative = relative_at(rhythm.rest)
    is_late = bool(firm) and (relative is None or relative >= firm[0].at + 2)
    if not is_late or _is_bare_year(parsed, rhythm.rest):
        return without_dates(words, rhythm, parsed, is_relative=relative is not None)
    return _dated(words, rhythm, parsed, frame)


def _is_bare_year(parsed: Parsed, tokens: list[Token]) -> bool:
    """«September 2025», «___ 2025 г.»: a year among words that are not understood."""
    for item in parsed.items:
        if item.first.unit is not Unit.YEAR or item.last:
            return False
    is_form = any(token.sort is Sort.BLANK for token in tokens)
    return is_form or bool(parsed.left_over and parsed.bare_years)


def _is_loose(item: Item, tokens: list[Token]) -> bool:
    """A number that found no month, a week of no month, what stands after «после»."""
    if _is_stray(item.first) or (item.last is not None and _is_stray(item.last)):
        return True
    return item.at > 2 and tokens[item.at - 1].sort is Sort.RELATIVE


def _is_whole_year(item: Item) -> bool:
    """«ежемесячно в течение года»: the year adds nothing to the rhythm."""
    ref = item.first
    return ref.unit in _WHOLE_YEARS and ref.part is Part.WHOLE and item.bound is None


def _is_stray(ref: Ref) -> bool:
    return ref.unit in _ALWAYS_STRAY or (ref.unit in _OF_A_MONTH and not ref.month)


def _dated(words: str, rhythm: Rhythm, parsed: Parsed, frame: Frame) -> Deadline:
    items = parsed.items
    try:
        placed = [place(one, frame) for item in items for one in _each_holiday(item)]
    except (ValueError, OverflowError) as wrong:
        reversed_ = "reversed" in wrong.args
        return unknown(words, "reversed_interval" if reversed_ else "no_such_date")
    placed = without_named_twins(placed)
    codes = [code for one in placed for code in one.doubts]
    if "bound_assumed" in codes and any(t.text in INCLUDING for t in rhythm.rest):
        codes.remove("bound_assumed")
    is_relative = relative_at(rhythm.rest) is not None
    codes += remarks(rhythm, parsed, are_several=len(placed) > 1, is_relative=is_relative)
    codes += _of_form(items, placed, rhythm.rest)
    if "/" in words and any(_is_fraction(token) for token in rhythm.rest):
        codes.append("number_or_date")
    return Deadline(
        words=words,
        kind=DeadlineKind.REPEATED if rhythm.times is not None else _kind(placed),
        windows=tuple(dict.fromkeys(one.window for one in placed)),
        recurrence=rhythm.recurrence,
        reason=items[0].first.unit,
        doubts=tuple([Doubt(code=code) for code in dict.fromkeys(codes)]) if codes else (),
    )


def _of_form(items: list[Item], placed: list[Placed], tokens: list[Token]) -> list[str]:
    """Doubts from how the dates are written: a lost dash, another weekday, «3.1»."""
    codes = []
    if any(item.last and item.glued and item.bound is None for item in items[:1]):
        codes.append("dash_assumed")
    weekdays = [token.value for token in tokens if token.sort is Sort.WEEKDAY]
    if weekdays and len(days := _days_told(items, placed)) == len(weekdays):
        is_right = weekdays == [day.isoweekday() for day in days]
        codes += [] if is_right else ["weekday_mismatch"]
    is_short = len(tokens) <= 2 and len(tokens[0].text) == 3 and tokens[0].text[1] == "."
    if is_short:
        codes.append("number_or_date")
    return codes


def _days_told(items: list[Item], placed: list[Placed]) -> list[date]:
    """Days by number, in the order written; none when other stretches stand among them."""
    days: list[date | None] = []
    for item, one in zip(items, placed, strict=False):
        if {item.first.unit, (item.last or item.first).unit} != {Unit.DAY}:
            return []
        ends = [one.window.start, one.window.end] if item.last else [one.window.end]
        days += ends if one.window.end else [one.window.start]
    return [day for day in days if day]


def _is_fraction(token: Token) -> bool:
    """«20/11»"""
    numbers = token.value if token.sort is Sort.DATE else ()
    return isinstance(numbers, tuple) and len(numbers) == 2 and "/" in token.text


def _each_holiday(item: Item) -> list[Item]:
    """«в каникулы» are those of autumn, winter and spring."""
    if item.first.unit is not Unit.HOLIDAY or item.first.n:
        return [item]
    return [item._replace(first=item.first._replace(n=n)) for n in (1, 2, 3)]


def _kind(placed: list[Placed]) -> DeadlineKind:
    if len(placed) == 1:
        return _kind_of(placed[0])
    kinds = {_kind_of(one) for one in placed}
    return kinds.pop() if len(kinds) == 1 else DeadlineKind.SPAN


def _kind_of(one: Placed) -> DeadlineKind:
    if one.window.start is None:
        return DeadlineKind.UP_TO
    if one.window.end is None:
        return DeadlineKind.OPEN
    return DeadlineKind.POINT if one.is_day else DeadlineKind.SPAN


def is_deadline(words: str) -> bool:
    """The words speak of time and nothing else: used to find a date column without a heading."""
    read = read_deadline(words, year=2000)
    codes = {doubt.code for doubt in read.doubts}
    return not codes & {"partly_understood", "not_understood", "missing_deadline", "accordance"}
