"""What a deadline says beside its dates: by whose plan, after what, how surely."""

from domain.deadline_grammar import Item, Parsed
from domain.deadline_refs import Unit
from domain.deadline_rhythm import Rhythm
from domain.deadline_sorts import Sort
from domain.deadline_tokens import Token
from domain.deadline_words import (
    APPROXIMATE,
    EITHER_WORDS,
    ONE_DAY,
    ONTO,
    SINCE,
    WHOLE_COURSE,
    WHY_CODES,
)
from domain.deadlines import Deadline, DeadlineKind, Doubt

_LENGTHS = {
    Sort.DAY_UNIT, Sort.WEEK, Sort.MONTH_UNIT, Sort.TIME_UNIT, Sort.QUARTER, Sort.LENGTH
}  # fmt: skip
_COUNTING = {Sort.RELATIVE, Sort.BEFORE, Sort.FROM}
_ENDING = {Unit.DAY, Unit.MONTH, Unit.WEEK, Unit.DECADE}
_AFTER_FOR = {Sort.NUM, Sort.COUNT, Sort.DAY_UNIT, Sort.WEEK, Sort.MONTH_UNIT}


def unknown(words: str, code: str) -> Deadline:
    """A deadline that is not known, and why."""
    return Deadline(
        words=words, kind=DeadlineKind.UNKNOWN, reason=code, doubts=(Doubt(code=code),)
    )


def relative_at(tokens: list[Token]) -> int | None:
    """Where the words begin to count from another event: «после», «со дня», «за неделю до»."""
    for at, token in enumerate(tokens):
        if token.sort not in _COUNTING:
            continue
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if token.sort is Sort.RELATIVE:
            return at
        if following is None:
            continue
        if token.sort is Sort.BEFORE and following.sort in _AFTER_FOR:
            return at
        is_day = following.sort is Sort.DAY_UNIT and following.text in ONE_DAY
        if token.sort is Sort.FROM and (is_day or following.text in SINCE):
            return at
    return None


def why(tokens: list[Token]) -> str:
    """The code of «по графику», «по плану», «по мере необходимости», «согласно …»."""
    codes = [token.value for token in tokens if token.sort is Sort.WHY]
    numbers = sorted(code for code in codes if isinstance(code, int))
    return WHY_CODES[numbers[0]] if numbers else ""


def remarks(rhythm: Rhythm, parsed: Parsed, *, are_several: bool, is_relative: bool) -> list[str]:
    """Codes of doubts that stand beside dates."""
    rest = rhythm.rest
    sorts = {token.sort for token in rest}
    codes = [*rhythm.doubts, *parsed.doubts]
    if Sort.WHY in sorts:
        codes.append(why(rest))
    if rhythm.times == 0:
        codes.append("other_rhythm")
    if is_relative:
        codes.append("relative")
    is_next = Sort.NEXT in sorts and rhythm.times is None and not parsed.items[0].first.last
    is_endless = Sort.CONTINUOUS in sorts and not all(map(_goes_on, parsed.items))
    if parsed.left_over or parsed.lengths or is_next or is_endless or Sort.BLANK in sorts:
        codes.append("partly_understood")
    return codes + _of_words(rest, are_several=are_several)


def _of_words(tokens: list[Token], *, are_several: bool) -> list[str]:
    codes = []
    for token in tokens:
        if token.is_mended:
            codes.append("spelling_assumed")
        elif token.text in APPROXIMATE:
            codes.append("approximate")
        elif are_several and token.text in EITHER_WORDS:
            codes.append("either_or")
    return codes


def _goes_on(item: Item) -> bool:
    """«с сентября», «в течение года»: no other end is named beside «постоянно»."""
    return item.bound is Sort.FROM or item.last is not None or item.first.unit not in _ENDING


def without_dates(words: str, rhythm: Rhythm, parsed: Parsed, *, is_relative: bool) -> Deadline:
    """A deadline whose words name no day, month or stretch of the year."""
    sorts = {token.sort for token in rhythm.rest}
    if rhythm.times is not None and not is_relative:
        return _repeated(words, rhythm)
    if Sort.BLANK in sorts:
        return unknown(words, "missing_deadline")
    if is_relative or (Sort.UP_TO in sorts and Sort.WORD in sorts):
        return unknown(words, "relative")
    is_length = sorts & _LENGTHS and Sort.WITHIN in sorts
    if parsed.lengths or is_length or Sort.LENGTH in sorts:
        return unknown(words, "duration_without_start")
    if by := why(rhythm.rest):
        return unknown(words, by)
    if Sort.CONTINUOUS in sorts or _is_whole_period(rhythm.rest, sorts):
        return Deadline(words=words, kind=DeadlineKind.OPEN, reason="continuous")
    return unknown(words, "not_understood")


def _is_whole_period(tokens: list[Token], sorts: set[str]) -> bool:
    """«весь период», «в течение реализации …»; «во время педсовета» is not."""
    if Sort.PERIOD not in sorts or sorts & _LENGTHS:
        return False
    if Sort.ALL in sorts:
        return True
    is_told = any(token.text in WHOLE_COURSE for token in tokens) or Sort.WORD not in sorts
    is_within = sorts & {Sort.WITHIN, Sort.IN} or tokens[0].text == ONTO
    return is_told and bool(is_within)


def _repeated(words: str, rhythm: Rhythm) -> Deadline:
    codes = [*rhythm.doubts, *(["other_rhythm"] if rhythm.times == 0 else [])]
    if by := why(rhythm.rest):
        codes.append(by)
    if any(token.sort in {Sort.NUM, Sort.NUMBER} for token in rhythm.rest):
        codes.append("partly_understood")
    codes = list(dict.fromkeys(codes))
    return Deadline(
        words=words,
        kind=DeadlineKind.REPEATED,
        recurrence=rhythm.recurrence,
        reason="rhythm",
        doubts=tuple(Doubt(code=code) for code in codes),
    )
