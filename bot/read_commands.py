"""`read-deadline` and `read-roadmap`: the reader without a bot, a token or a database."""

import argparse
import asyncio
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from content.loader import load_calendar
from documents.isolated import read_isolated
from documents.unreadable import Unreadable
from domain.deadline_reading import read_deadline
from domain.deadlines import Deadline, Doubt
from domain.roadmap_draft import ActivityDraft, RoadmapDraft, StageDraft
from ui.translator import Translator

DONE, NOT_READABLE = 0, 4
FIRST_YEAR, LAST_YEAR = 1950, 2150
LANGUAGE = "ru"


def read_deadline_command(argv: list[str]) -> int:
    """Read phrases from standard input; print one JSON object a line for each, at once."""
    parser = _parser("read-deadline", "Read phrases from standard input, one a line.")
    year = parser.parse_args(argv).year
    while line := sys.stdin.buffer.readline():
        phrase = line.decode("utf-8", errors="replace").removesuffix("\n").removesuffix("\r")
        _print({"phrase": phrase} | _deadline(read_deadline(phrase, year=year)))
    return DONE


def read_roadmap_command(argv: list[str]) -> int:
    """Read a roadmap file; print the whole understanding as one JSON object.

    Exit codes: 0 read; 2 wrong argument; 4 not readable, with a sentence on standard error.
    """
    parser = _parser("read-roadmap", "Read a school's roadmap: docx, pdf, xlsx, csv or text.")
    parser.add_argument("file", type=Path, metavar="FILE")
    options = parser.parse_args(argv)
    try:
        content = options.file.read_bytes()
    except (OSError, ValueError):
        return _refuse("no_file")
    try:
        reading = read_isolated(content, options.file.name, options.year, calendar=load_calendar())
        draft = asyncio.run(reading)
    except Unreadable as refused:
        return _refuse(refused.code)
    _print(understanding(draft))
    return DONE


def _parser(command: str, description: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"python -m bot {command}", description=description)
    parser.add_argument(
        "--year", type=_year, required=True, help="first calendar year of the school year"
    )
    return parser


def _year(text: str) -> int:
    if not text.isdecimal() or not FIRST_YEAR <= int(text) <= LAST_YEAR:
        raise argparse.ArgumentTypeError(f"{text}: not a year")
    return int(text)


def _print(plain: dict[str, Any]) -> None:
    """One line of UTF-8, whatever the terminal's encoding is."""
    line = json.dumps(plain, ensure_ascii=False) + "\n"
    sys.stdout.buffer.write(line.encode("utf-8", errors="replace"))
    sys.stdout.buffer.flush()


def _refuse(code: str) -> int:
    sentence = Translator.load().plain(LANGUAGE, f"unreadable-{code.replace('_', '-')}")
    sys.stderr.buffer.write(f"{sentence}\n".encode())
    sys.stderr.buffer.flush()
    return NOT_READABLE


def _deadline(deadline: Deadline) -> dict[str, Any]:
    return {
        "kind": deadline.kind.value,
        "windows": [window.to_json() for window in deadline.windows],
        "recurrence": deadline.recurrence.value if deadline.recurrence else None,
        "doubts": [doubt.code for doubt in deadline.doubts],
    }


def understanding(draft: RoadmapDraft) -> dict[str, Any]:
    """The whole draft as `read-roadmap` prints it."""
    return {
        "title": draft.title,
        "organisation": draft.organisation,
        "period": draft.period.to_json() if draft.period else [None, None],
        "stages": [_stage(stage) for stage in draft.stages],
        "doubts": _doubts(draft.doubts),
        "not_understood": list(draft.not_understood),
    }


def _stage(stage: StageDraft) -> dict[str, Any]:
    return {
        "number": stage.number,
        "title": stage.title,
        "activities": [_activity(activity) for activity in stage.activities],
    }


def _activity(activity: ActivityDraft) -> dict[str, Any]:
    return {
        "number": activity.number,
        "title": activity.title,
        "words": activity.deadline.words,
        **_deadline(activity.deadline),
        "responsibles": [one.to_json() for one in activity.responsibles],
        "result": activity.result,
        "doubts": _doubts(activity.doubts),
    }


def _doubts(doubts: Iterable[Doubt]) -> list[dict[str, str]]:
    words = Translator.load()
    return [
        {
            "code": doubt.code,
            "text": words.plain(
                LANGUAGE, f"doubt-{doubt.code.replace('_', '-')}", **dict(doubt.args)
            ),
        }
        for doubt in doubts
    ]
