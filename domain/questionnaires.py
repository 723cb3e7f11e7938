"""Questionnaires: kinds of question and how an answer to each is read."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from domain.answer_words import NO, YES
from domain.errors import Rejected
from domain.when import example_of, read_day

MAX_TEXT = 20_000  # characters of a whole answer
CONTINUES_FROM = 3_500  # a message this long is taken for a part of a longer answer
MAX_OTHER = 200


class QuestionKind(StrEnum):
    """Kinds of question; each knows how it is answered."""

    SINGLE = "single"
    MULTI = "multi"
    SCALE = "scale"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes_no"


class SubmissionState(StrEnum):
    """A questionnaire is assigned, being filled in, or sent."""

    ASSIGNED = "assigned"
    OPEN = "open"
    SENT = "sent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question; ``low`` and ``high`` bound a scale, a number, or years back for a date."""

    key: str
    kind: QuestionKind
    text: str
    options: tuple[str, ...] = ()
    has_other: bool = False
    is_optional: bool = False
    low: int = 1
    high: int = 10

    @property
    def takes_text(self) -> bool:
        """Whether a typed answer is expected."""
        return self.kind in {QuestionKind.TEXT, QuestionKind.NUMBER, QuestionKind.DATE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Questionnaire:
    """A versioned set of questions for one role."""

    code: str
    version: int
    role: str
    title: str
    questions: tuple[Question, ...]


def read_typed(question: Question, text: str, *, today: date) -> Any:
    """Read a typed answer; raises ``Rejected`` with a sentence of the question's kind."""
    text = text.strip()
    if question.kind is QuestionKind.TEXT:
        return _read_text(text)
    if question.kind is QuestionKind.NUMBER:
        return _read_number(question, text)
    if question.kind is QuestionKind.DATE:
        return _read_date(text, today)
    return _read_choice(question, text)


def _read_text(text: str) -> str:
    if not text:
        raise Rejected("error-answer-empty")
    if len(text) > MAX_TEXT:
        raise Rejected("error-answer-long", limit=MAX_TEXT)
    return text


def _read_number(question: Question, text: str) -> int:
    match = re.fullmatch(r"[^\d−.,-]{0,20}(\d{1,9})[^\d.,-]{0,20}", text)
    if match is None:
        raise Rejected("error-answer-number")
    number = int(match[1])
    if not question.low <= number <= question.high:
        raise Rejected("error-answer-range", low=question.low, high=question.high)
    return number


def _read_date(text: str, today: date) -> str:
    found = read_day(text, today=today)
    if found is None:
        raise Rejected("error-answer-date", example=example_of(today))
    return found.isoformat()


def _read_choice(question: Question, text: str) -> Any:
    folded = text.casefold()
    names = [option.casefold() for option in question.options]
    if folded in names:
        return choose(question, None, names.index(folded))
    if question.kind is QuestionKind.YES_NO and folded in (*YES, *NO):
        return folded in YES
    if question.kind is QuestionKind.SCALE and folded.isdecimal():
        return choose(question, None, int(folded[:9]) - question.low)
    if question.has_other and text:
        return with_other(question, None, text)
    raise Rejected("error-answer-button")


def choose(question: Question, current: Any, index: int) -> Any:
    """Give the answer after the button ``index`` was pressed; a multi choice toggles."""
    count = question.high - question.low + 1 if question.kind is QuestionKind.SCALE else 2
    if question.kind in {QuestionKind.SINGLE, QuestionKind.MULTI}:
        count = len(question.options)
    if not 0 <= index < count:
        raise Rejected("error-answer-button")
    if question.kind is QuestionKind.SINGLE:
        return {"chosen": [index]}
    if question.kind is QuestionKind.SCALE:
        return question.low + index
    if question.kind is QuestionKind.YES_NO:
        return index == 0
    if question.kind is not QuestionKind.MULTI:
        raise Rejected("error-answer-button")
    answer = dict(current or {"chosen": []})
    answer["chosen"] = sorted(set(answer["chosen"]) ^ {index})
    return answer


def with_other(question: Question, current: Any, text: str) -> Any:
    """Give the answer with the person's own variant (at most ``MAX_OTHER`` characters)."""
    if len(text) > MAX_OTHER:
        raise Rejected("error-answer-long", limit=MAX_OTHER)
    chosen = current["chosen"] if question.kind is QuestionKind.MULTI and current else []
    return {"chosen": chosen, "other": text}


def is_answered(question: Question, value: Any) -> bool:
    """Whether a value answers the question (an empty multi choice does not)."""
    if isinstance(value, dict):
        return bool(value.get("chosen") or value.get("other"))
    return value is not None and value != ""


def in_words(question: Question, value: Any) -> tuple[str, ...]:
    """Give an answer as the words it was chosen by; yes/no and dates are left to the screen."""
    if isinstance(value, dict):
        chosen = [question.options[i] for i in value["chosen"] if i < len(question.options)]
        return (*chosen, *([value["other"]] if value.get("other") else []))
    return (str(value),)
