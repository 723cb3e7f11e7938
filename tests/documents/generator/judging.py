"""Compares what a reader understood with the truth, row by row.

A row is *understood* when nothing differs and its doubts are there; *doubted* when each
difference is covered by a doubt of the reader's own or the row is in `not_understood`; else it
is *silently wrong*: a difference, a lost row, or a doubt that should have been. A row of the
reader's own invention is silently wrong unless it carries any doubt.
"""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from difflib import SequenceMatcher
from typing import Any

Plain = dict[str, Any]
LIKE = str.maketrans("aceopxykhmtbё", "асеорхукнмтве")
PEOPLE = {"missing_responsible", "two_spellings"}
ROWS = {"torn_row_joined", "duplicate_row", "columns_guessed"}
PAPER = {"furniture_dropped", "period_of_other_year"}
DEADLINE = {
    "missing_deadline", "by_schedule", "by_plan", "as_needed", "accordance", "relative",
    "duration_without_start", "not_understood", "partly_understood", "no_such_date",
    "reversed_interval", "year_outside", "year_assumed", "calendar_assumed", "part_assumed",
    "bound_assumed", "dash_assumed", "other_rhythm", "cell_not_understood",
    "deadline_not_understood", "columns_conflict",
}  # fmt: skip
GENERIC = {
    "no_deadline": {"missing_deadline", "no_deadline", "not_understood"},
    "no_responsible": {"missing_responsible", "no_responsible"},
    "year_outside": {"year_outside"},
    "day_off": {"day_off"},
    "order": {"order_against_neighbours"},
    "calendar_assumed": {"calendar_assumed"},
    "two_spellings": {"two_spellings"},
    "torn_row_joined": {"torn_row_joined"},
    "duplicate_row": {"duplicate_row"},
    "deadline": DEADLINE,
}
GENERIC["any"] = set().union(*GENERIC.values(), {"missing_title", "no_title", "empty_title"})
WIDE = {"order", "duplicate_row", "no_deadline", "no_responsible"}
DEADLINE_FIELDS = {"kind", "windows", "recurrence"}


@dataclass(slots=True, kw_only=True)
class Verdict:
    """One document."""

    file: str
    rows: int = 0
    understood: int = 0
    doubted: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    needless: list[str] = field(default_factory=list)
    head: list[str] = field(default_factory=list)
    leaks: list[str] = field(default_factory=list)


def normal(text: str | None) -> str:
    """Letters and figures only, look-alikes brought to one alphabet."""
    return re.sub(r"[\W_]", "", (text or "").lower().translate(LIKE))


def judge(truth: Plain, read: Plain | None) -> Verdict:
    """The verdict; `read` is None when the reader refused the file."""
    verdict = Verdict(file=truth["file"])
    rows = _rows(truth)
    verdict.rows = len(rows)
    if read is None:
        verdict.doubted = [f"{row['title']}: the file was refused" for row in rows]
        return verdict
    found = _rows(read)
    pairs = _paired(rows, found)
    for row in rows:
        _judge_row(verdict, row, pairs.get(id(row)), truth, read)
    taken = {id(one) for one in pairs.values()}
    extra = [one for one in found if id(one) not in taken]
    verdict.extra = [one["title"] for one in extra]
    verdict.silent += [f"invented: {one['title']}" for one in extra if not one["codes"]]
    _judge_head(verdict, truth, read)
    whole = str(read)
    verdict.leaks = [canary for canary in truth["canaries"] if canary in whole]
    return verdict


def _rows(paper: Plain) -> list[Plain]:
    """Activities with their stage and their neighbours' codes."""
    rows = [row | {"stage": stage} for stage in paper["stages"] for row in stage["activities"]]
    for at, row in enumerate(rows):
        row["codes"] = {doubt["code"] for doubt in row["doubts"]}
        near = rows[max(at - 2, 0) : at + 3]
        row["near"] = {doubt["code"] for one in near for doubt in one["doubts"]}
    return rows


def _paired(rows: list[Plain], found: list[Plain]) -> dict[int, Plain]:
    """By the same title and number, then the same title, then the likest."""
    pairs: dict[int, Plain] = {}
    left = list(found)
    for closeness in (_same_both, _same_title, _like):
        for row in rows:
            if id(row) in pairs:
                continue
            best = max(left, key=lambda one: closeness(row, one), default=None)
            if best is not None and closeness(row, best) >= 0.6:
                pairs[id(row)] = best
                left = [one for one in left if one is not best]
    return pairs


def _same_both(row: Plain, one: Plain) -> float:
    return _same_title(row, one) * (normal(row["number"]) == normal(one["number"]))


def _same_title(row: Plain, one: Plain) -> float:
    return float(normal(one["title"]) in _titles(row))


def _titles(row: Plain) -> set[str]:
    return {normal(row["title"]), normal(row["title_or"] or row["title"])}


def _like(row: Plain, one: Plain) -> float:
    return SequenceMatcher(None, normal(row["title"]), normal(one["title"])).ratio()


def _judge_row(verdict: Verdict, row: Plain, one: Plain | None, truth: Plain, read: Plain) -> None:
    name = f"{row['number'] or '-'} {row['title'][:60]}"
    if one is None:
        sign = normal(row["title"])[:25] or normal(row["words"])
        listed = sign in normal(" ".join(map(str, read["not_understood"])))
        if listed and row["may_be_not_understood"]:
            verdict.understood += 1
        else:
            (verdict.doubted if listed else verdict.silent).append(f"{name}: lost")
        return
    wrong = _differences(row, one, truth)
    missing = [code for code in _must(row) if not GENERIC[code] & _codes(code, one, read)]
    _needless(verdict, row, one, truth)
    told = [f"{field}: {_shown(row, field)} → {_shown(one, field)}" for field in wrong]
    told += [f"no doubt {code} ({row['words']!r})" for code in missing]
    if not told:
        verdict.understood += 1
        return
    listed = normal(" ".join(map(str, read["not_understood"])))
    is_covered = not missing and all(_covers(field, row, one, listed) for field in wrong)
    text = f"{name} [{row['style']}: {row['words']!r}]: " + "; ".join(told)
    (verdict.doubted if is_covered else verdict.silent).append(text)


def _must(row: Plain) -> list[str]:
    return [doubt["code"] for doubt in row["doubts"]]


def _codes(code: str, one: Plain, read: Plain) -> set[str]:
    """Where this doubt may stand: the row, for some its neighbours and the paper."""
    if code == "two_spellings":
        return {doubt["code"] for row in _rows(read) for doubt in row["doubts"]} | {
            doubt["code"] for doubt in read["doubts"]
        }
    if code not in WIDE:
        return set(one["codes"])
    return one["codes"] | one["near"] | {doubt["code"] for doubt in read["doubts"]}


def _covers(field: str, row: Plain, one: Plain, listed: str) -> bool:
    """Whether a doubt about this field tells the curator to look."""
    if field == "stage" and normal(row["stage"]["title"]) in listed:
        return True
    asked = set().union(*(GENERIC[code] for code in _must(row)), PAPER)
    own = one["codes"] - asked
    if field in DEADLINE_FIELDS:
        return bool((own - PEOPLE) or (one["codes"] & DEADLINE))
    return bool(own & (PEOPLE | ROWS) if field == "people" else own & ROWS)


def _needless(verdict: Verdict, row: Plain, one: Plain, truth: Plain) -> None:
    """Doubts that nobody asked for; one of two spellings stands on either row."""
    wide = {"two_spellings", "duplicate_row"} & {
        code for each in _rows(truth) for code in each["codes"]
    }
    names = {*_must(row), *row["may"], *wide}
    allowed = set().union(*(GENERIC.get(name, {name}) for name in names))
    for code in sorted(one["codes"] - allowed):
        verdict.needless.append(f"{code} on {row['words']!r} ({row['style']})")


def _differences(row: Plain, one: Plain, truth: Plain) -> list[str]:
    free = {*row["free"], *truth["free"]}
    checks = {
        "title": normal(one["title"]) in _titles(row),
        "number": normal(one["number"]) == normal(row["number"]),
        "kind": one["kind"] == row["kind"],
        "windows": _windows(row) == _windows(one) if "joined" not in free else _joined(row, one),
        "recurrence": one["recurrence"] == row["recurrence"],
        "people": people_agree(row, one["responsibles"]),
        "result": normal(one["result"]) == normal(row["result"]),
        "stage": normal(one["stage"]["title"]) == normal(row["stage"]["title"]),
    }
    return [name for name, is_right in checks.items() if not is_right and name not in free]


def _windows(row: Plain) -> list[tuple[str | None, ...]]:
    return [tuple(window) for window in row["windows"]]


def _joined(row: Plain, one: Plain) -> bool:
    """The same days, windows that touch being one."""
    return _days(row["windows"]) == _days(one["windows"])


def _days(windows: list[list[str | None]]) -> list[list[str]]:
    found: list[list[str]] = []
    for start, end in sorted((start or "", end or "") for start, end in windows):
        if found and start and _next(found[-1][1]) >= start:
            found[-1][1] = max(end, found[-1][1])
        else:
            found.append([start, end])
    return found


def _next(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat() if day else ""


def _shown(row: Plain, field: str) -> str:
    if field == "people":
        return str([(one["kind"], one["text"]) for one in row["responsibles"]])
    return str(row["stage"]["title"] if field == "stage" else row[field])


def people_agree(row: Plain, found: list[Plain]) -> bool:
    """Each named once, in any order; a post beside a person may be named too."""
    left = list(found)
    for who in row["responsibles"]:
        match = next((one for one in left if _is_same(who, one)), None)
        if match is None:
            return False
        left.remove(match)
    may = {normal(text) for text in row["may_who"]}
    return all(normal(one["text"]) in may for one in left)


def _is_same(who: Plain, one: Plain) -> bool:
    if one["kind"] not in {who["kind"], *who["also"]}:
        return False
    if who["kind"] != "person":
        return normal(who["text"]) == normal(one["text"])
    surname = max(re.findall(r"[\w-]+", who["text"].split(" ")[0] + " " + who["text"]), key=len)
    if " " in who["text"] and "." not in who["text"]:
        surname = who["text"].split(" ")[0]
    return normal(surname)[:-3] in normal(one["text"])


def _judge_head(verdict: Verdict, truth: Plain, read: Plain) -> None:
    wanted, got = normal(truth["title"]), normal(read["title"])
    if wanted[:30] not in got:
        verdict.head.append(f"title: {truth['title']!r} → {read['title']!r}")
    if normal(truth["organisation"]) not in normal(read["organisation"]):
        verdict.head.append(f"organisation: {truth['organisation']!r} → {read['organisation']!r}")
    if (read["period"] or [None])[0] != truth["period"][0]:
        verdict.head.append(f"period: {truth['period']} → {read['period']}")
