"""read_deadline: the words of a deadline cell → what they mean, by the field's conventions."""

from functools import lru_cache

from domain.deadline_grammar import Item, Parsed, parse
from domain.deadline_noise import without_noise
from domain.deadline_refs import Part, Ref, Unit
from domain.deadline_rhythm import RECURRENCES, Rhythm, take_rhythm
from domain.deadline_tokens import Token, tidy, tokens_of
from domain.deadline_windows import Placed, place
from domain.deadline_words import (
    BLANK_CELLS,
    MONTHLY,
    QUARTERLY,
    REPORTED,
    WHOLE_COURSE,
    WHY_CODES,
    Sort,
)
from domain.deadline_years import Frame, fill_pending, share_years
from domain.deadlines import Deadline, DeadlineKind, Doubt, Window

_SCHOOL_MONTHS = (9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8)
_WHOLE_YEARS = {Unit.SCHOOL_YEAR, Unit.YEAR}
_QUARTER_REPORTS = (10, 1, 4, 7)


def read_deadline(
    words: str, *, year: int, period: Window | None = None, at_start: bool = False
) -> Deadline:
    """Read a deadline of the school year `year` (1 September `year` – 31 August next).

    `period` is the paper's own period and bounds unwritten years; `at_start` says that the
    words stand at the very start of a roadmap, where August is the month before. Never
    raises: what is not understood is `UNKNOWN` with a doubt that names why.
    """
    if not 1900 <= year <= 9000:
        return _unknown(words, "not_understood")
    return _read(words, Frame(year, period, at_start))


@lru_cache(maxsize=4096)
def _read(words: str, frame: Frame) -> Deadline:
    text = tidy(words)
    if text in BLANK_CELLS or not any(char.isalnum() for char in text):
        return _unknown(words, "missing_deadline")
    rhythm = take_rhythm(without_noise(tokens_of(text)))
    parsed = parse(rhythm.rest)
    items = share_years(fill_pending(_joined_without_dash(parsed.items)))
    items, rhythm = _repeated_days(items, rhythm)
    firm = [item for item in items if not _is_loose(item)]
    if rhythm.times is not None:
        items = firm = [item for item in firm if not _is_whole_year(item)]
    parsed = parsed._replace(left_over=parsed.left_over + len(items) - len(firm))
    relative = _first(rhythm.rest, Sort.RELATIVE)
    if not firm or (relative is not None and relative < firm[0].at + 2):
        return _without_dates(words, rhythm, parsed)
    return _dated(words, firm, rhythm, parsed, frame)


def _unknown(words: str, code: str) -> Deadline:
    return Deadline(
        words=words, kind=DeadlineKind.UNKNOWN, reason=code, doubts=(Doubt(code=code),)
    )


def _first(tokens: list[Token], sort: Sort) -> int | None:
    """Where a sort first stands; «за» counts as relative when a length follows it."""
    for at, token in enumerate(tokens):
        if token.sort is sort:
            return at
        if sort is Sort.RELATIVE and token.sort is Sort.BEFORE and _is_length(tokens, at + 1):
            return at
    return None


def _is_length(tokens: list[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].sort in {
        Sort.NUM, Sort.COUNT, Sort.DAY_UNIT, Sort.WEEK, Sort.MONTH_UNIT
    }  # fmt: skip


def _is_loose(item: Item) -> bool:
    """A number that found no month, a week of no month, a middle without a year."""
    refs = [item.first] if item.last is None else [item.first, item.last]
    return any(ref.unit in {Unit.PENDING, Unit.DAY_OF_MONTH} or _is_stray(ref) for ref in refs)


def _is_whole_year(item: Item) -> bool:
    """«ежемесячно в течение года»: the year adds nothing to the rhythm."""
    ref = item.first
    return ref.unit in _WHOLE_YEARS and ref.part is Part.WHOLE and item.bound is None


def _is_stray(ref: Ref) -> bool:
    return ref.unit in {Unit.WEEK, Unit.DECADE, Unit.HALF_MONTH} and not ref.month


def _joined_without_dash(items: list[Item]) -> list[Item]:
    """«сентябрь октябрь», «1 октября 15 октября»: an interval whose dash was lost."""
    if len(items) != 2 or not items[1].glued:
        return items
    first, second = items
    alike = first.first.unit is second.first.unit and first.first.unit in {Unit.MONTH, Unit.DAY}
    if not alike or first.bound or second.bound or first.last or second.last:
        return items
    if first.first.has_year or first.first == second.first:
        return items
    return [first._replace(last=second.first, glued=True)]


def _repeated_days(items: list[Item], rhythm: Rhythm) -> tuple[list[Item], Rhythm]:
    """«до 5 числа каждого месяца» is a window in each month."""
    days = [item for item in items if item.first.unit in {Unit.DAY_OF_MONTH, Unit.PENDING}]
    days = [item for item in days if (item.last or item.first).unit is Unit.DAY_OF_MONTH]
    is_report = any(token.text == REPORTED for token in rhythm.rest)
    times = MONTHLY if is_report and rhythm.times is None else rhythm.times
    if not days or times not in {MONTHLY, QUARTERLY} or (times == QUARTERLY and not is_report):
        return items, rhythm
    rest = [token for token in rhythm.rest if token.sort is not Sort.RELATIVE]
    others = [item for item in items if item not in days]
    months = _months_of(others) if times == MONTHLY else _QUARTER_REPORTS
    spread = [_in_month(item, month) for month in months for item in days]
    return spread, Rhythm(times, rest)


def _months_of(items: list[Item]) -> tuple[int, ...]:
    """The months that «с сентября по май» leaves, else all of the school year."""
    for item in items:
        if item.last and item.first.unit is item.last.unit is Unit.MONTH:
            start = _SCHOOL_MONTHS.index(item.first.month)
            end = _SCHOOL_MONTHS.index(item.last.month)
            return _SCHOOL_MONTHS[start : end + 1]
    return _SCHOOL_MONTHS


def _in_month(item: Item, month: int) -> Item:
    def day(ref: Ref) -> Ref:
        length = 28 if month == 2 else 30 if month in {4, 6, 9, 11} else 31
        return Ref(Unit.DAY, min(ref.n, length) if ref.n <= 31 else ref.n, month=month)

    return item._replace(first=day(item.first), last=day(item.last) if item.last else None)


def _dated(
    words: str, items: list[Item], rhythm: Rhythm, parsed: Parsed, frame: Frame
) -> Deadline:
    try:
        placed = [place(one, frame) for item in items for one in _each_holiday(item)]
    except (ValueError, OverflowError) as wrong:
        reversed_ = "reversed" in wrong.args
        return _unknown(words, "reversed_interval" if reversed_ else "no_such_date")
    codes = [code for one in placed for code in one.doubts]
    codes += _doubts_of_rest(rhythm, parsed)
    if any(item.last and item.glued and item.bound is None for item in items[:1]):
        codes.append("dash_assumed")
    kind = DeadlineKind.REPEATED if rhythm.times is not None else _kind(placed)
    return Deadline(
        words=words,
        kind=kind,
        windows=tuple(dict.fromkeys(one.window for one in placed)),
        recurrence=RECURRENCES.get(rhythm.times) if rhythm.times else None,
        reason=items[0].first.unit.value,
        doubts=tuple(Doubt(code=code) for code in dict.fromkeys(codes)),
    )


def _each_holiday(item: Item) -> list[Item]:
    """«в каникулы» are those of autumn, winter and spring."""
    if item.first.unit is not Unit.HOLIDAY or item.first.n:
        return [item]
    return [item._replace(first=item.first._replace(n=n)) for n in (1, 2, 3)]


def _kind(placed: list[Placed]) -> DeadlineKind:
    windows = [one.window for one in placed]
    if all(window.start is None for window in windows):
        return DeadlineKind.UP_TO
    if all(window.end is None for window in windows):
        return DeadlineKind.OPEN
    if all(one.is_day and one.window.start and one.window.end for one in placed):
        return DeadlineKind.POINT
    return DeadlineKind.SPAN


def _doubts_of_rest(rhythm: Rhythm, parsed: Parsed) -> list[str]:
    """What the phrase says beside its dates."""
    codes = []
    why = _why(rhythm.rest)
    if why:
        codes.append(why)
    if rhythm.times == 0:
        codes.append("other_rhythm")
    if _first(rhythm.rest, Sort.RELATIVE) is not None:
        codes.append("relative")
    is_next = _first(rhythm.rest, Sort.NEXT) is not None and rhythm.times is None
    if parsed.left_over or parsed.lengths or is_next:
        codes.append("partly_understood")
    return codes


def _why(tokens: list[Token]) -> str:
    codes = [token.value for token in tokens if token.sort is Sort.WHY]
    numbers = sorted(code for code in codes if isinstance(code, int))
    return WHY_CODES[numbers[0]] if numbers else ""


def _without_dates(words: str, rhythm: Rhythm, parsed: Parsed) -> Deadline:
    sorts = {token.sort for token in rhythm.rest}
    is_relative = _first(rhythm.rest, Sort.RELATIVE) is not None
    if rhythm.times is not None and not is_relative:
        return _repeated(words, rhythm)
    if Sort.RELATIVE in sorts and _why(rhythm.rest) == "as_needed":
        return _unknown(words, "as_needed")
    if is_relative or (Sort.UP_TO in sorts and Sort.WORD in sorts):
        return _unknown(words, "relative")
    if parsed.lengths or (Sort.WITHIN in sorts and sorts & _LENGTH_SORTS):
        return _unknown(words, "duration_without_start")
    if why := _why(rhythm.rest):
        return _unknown(words, why)
    if Sort.CONTINUOUS in sorts or _is_whole_period(rhythm.rest):
        return Deadline(words=words, kind=DeadlineKind.OPEN, reason="continuous")
    return _unknown(words, "not_understood")


_LENGTH_SORTS = {Sort.DAY_UNIT, Sort.WEEK, Sort.MONTH_UNIT, Sort.TIME_UNIT, Sort.QUARTER}


def _is_whole_period(tokens: list[Token]) -> bool:
    """«весь период», «в течение реализации …»; «во время педсовета» is not."""
    sorts = {token.sort for token in tokens}
    if Sort.PERIOD not in sorts or Sort.ALL in sorts:
        return Sort.PERIOD in sorts
    is_told = any(token.text in WHOLE_COURSE for token in tokens) or Sort.WORD not in sorts
    return is_told and bool(sorts & {Sort.WITHIN, Sort.IN})


def _repeated(words: str, rhythm: Rhythm) -> Deadline:
    codes = ["other_rhythm"] if rhythm.times == 0 else []
    if why := _why(rhythm.rest):
        codes.append(why)
    if any(token.sort in {Sort.NUM, Sort.NUMBER} for token in rhythm.rest):
        codes.append("partly_understood")
    return Deadline(
        words=words,
        kind=DeadlineKind.REPEATED,
        recurrence=RECURRENCES.get(rhythm.times or 0),
        reason="rhythm",
        doubts=tuple(Doubt(code=code) for code in codes),
    )


def is_deadline(words: str) -> bool:
    """The words speak of time and nothing else: used to find a date column without a heading."""
    read = read_deadline(words, year=2000)
    codes = {doubt.code for doubt in read.doubts}
    return not codes & {"partly_understood", "not_understood", "missing_deadline", "accordance"}
