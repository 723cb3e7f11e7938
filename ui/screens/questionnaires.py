"""Screens of a questionnaire: a question, the review, the end."""

from datetime import date
from functools import lru_cache
from typing import Any

from domain.people import Input
from domain.questionnaires import (
    Question,
    QuestionKind,
    SubmissionState,
    in_words,
    is_answered,
)
from services.questionnaires import QuestionView
from ui.callbacks import AnswerAct, Go
from ui.screen import Button, Keyboard, Row, Screen, button
from ui.screens.common import menu_button, short
from ui.translator import Translator, Words

SLOT = "questionnaire"
SCALE_ROW = 5
IN_REVIEW = 90  # characters of an answer on the review
IN_RECORD = 200


def show(words: Words, view: QuestionView, *, note: str = "") -> Screen:
    """Show the question asked now, the review, or that all is sent."""
    if view.state is SubmissionState.SENT:
        return sent(words, view)
    if view.question is None:
        return review(words, view, note=note)
    return _question(words, view, view.question, note)


def _question(words: Words, view: QuestionView, question: Question, note: str) -> Screen:
    value = view.answers.get(question.key)
    count = len(view.questionnaire.questions)
    asked = _asked(words.translator, words.language, question, view.position + 1, count)
    parts = [note, _paper(words, view), asked]
    if question.kind is QuestionKind.MULTI and isinstance(value, dict):
        chosen = len(value["chosen"]) + bool(value.get("other"))
        if chosen:
            parts.append(words("question-chosen", count=chosen))
        if value.get("other"):
            parts.append(words("question-other", text=value["other"]))
    elif view.saved_length:
        parts.append(words("question-part", count=view.saved_length))
    elif value is not None:
        parts.append(words("question-now", answer=short(answer_text(words, question, value), 300)))
    return Screen(
        text="\n".join(part for part in parts if part),
        keyboard=_keyboard(words, view, question, value),
        slot=SLOT,
        record=_record(words, view),
        awaits=Input(kind="answer", values={"submission": view.submission_id}),
    )


@lru_cache(maxsize=1000)
def _asked(
    translator: Translator, language: str, question: Question, number: int, count: int
) -> str:
    """Give what is asked, the same to everybody."""
    head = translator.text(
        language,
        "question-head",
        number=number,
        count=count,
        kind=question.kind.value,
        optional="yes" if question.is_optional else "no",
    )
    return f"{head}\n{translator.text(language, 'question-text', text=question.text)}"


def _paper(words: Words, view: QuestionView) -> str:
    return words("question-paper", name=view.paper_name) if view.paper_name else ""


def _record(words: Words, view: QuestionView) -> str:
    """Give the line that the question becomes when its answer was typed below it."""
    for number, question in enumerate(view.questionnaire.questions, start=1):
        if question.key == view.typed and not view.saved_length:
            answer = answer_text(words, question, view.answers[question.key])
            return words(
                "question-record",
                number=number,
                text=question.text,
                answer=short(answer, IN_RECORD),
            )
    return ""


def answer_text(words: Words, question: Question, value: Any) -> str:
    """Give an answer in words."""
    if question.kind is QuestionKind.YES_NO:
        return words.plain("yes" if value else "no")
    if question.kind is QuestionKind.DATE:
        return words.day(date.fromisoformat(value))
    return ", ".join(in_words(question, value))


def _keyboard(words: Words, view: QuestionView, question: Question, value: Any) -> Keyboard:
    options = _options(words, view, question, value)
    rows: list[Row] = list(options)
    act = _act(view)
    last: list[Button] = []
    if question.kind is QuestionKind.MULTI or view.saved_length:
        last.append(button(words.plain("button-done"), act("next")))
    elif is_answered(question, value):
        last.append(button(words.plain("button-keep"), act("next")))
    elif question.is_optional:
        last.append(button(words.plain("button-skip"), act("next")))
    if view.position > 0:
        last.append(button(words.plain("button-back"), act("goto", view.position - 1)))
    last.append(menu_button(words))
    return (*rows, tuple(last))


def _act(view: QuestionView) -> Any:
    def act(action: str, value: int = 0) -> AnswerAct:
        return AnswerAct(action=action, id=view.submission_id, question=view.position, value=value)

    return act


def _options(words: Words, view: QuestionView, question: Question, value: Any) -> Keyboard:
    act = _act(view)
    if question.kind is QuestionKind.YES_NO:
        return (
            (
                button(words.plain("yes"), act("press", 0)),
                button(words.plain("no"), act("press", 1)),
            ),
        )
    if question.kind is QuestionKind.SCALE:
        numbers = range(question.low, question.high + 1)
        marks = [button(str(n), act("press", n - question.low)) for n in numbers]
        return tuple(tuple(marks[i : i + SCALE_ROW]) for i in range(0, len(marks), SCALE_ROW))
    chosen = value["chosen"] if isinstance(value, dict) else []
    rows = [
        (button(("✓ " if i in chosen else "") + text, act("press", i)),)
        for i, text in enumerate(question.options)
    ]
    if question.has_other:
        rows.append((button(words.plain("button-other"), act("other")),))
    return tuple(rows)


def ask_other(words: Words, view: QuestionView) -> Screen:
    """Ask for the person's own variant."""
    question = view.question
    assert question is not None
    back = AnswerAct(
        action="goto", id=view.submission_id, question=view.position, value=view.position
    )
    return Screen(
        text=words("question-other-ask", text=question.text),
        keyboard=((button(words.plain("button-back"), back), menu_button(words)),),
        slot=SLOT,
        awaits=Input(kind="other", values={"submission": view.submission_id}),
    )


def review(words: Words, view: QuestionView, *, note: str = "") -> Screen:
    """Show every answer before sending; a number leads back to its question."""
    lines = []
    for number, question in enumerate(view.questionnaire.questions, start=1):
        value = view.answers.get(question.key)
        answer = (
            short(answer_text(words, question, value), IN_REVIEW)
            if is_answered(question, value)
            else words.plain("answer-none")
        )
        lines.append(
            words("review-line", number=number, text=short(question.text, 70), answer=answer)
        )
    act = _act(view)
    edits = [
        button(str(number), act("goto", number - 1))
        for number in range(1, len(view.questionnaire.questions) + 1)
    ]
    keyboard: list[Row] = [(button(words.plain("button-send"), act("send")),)]
    keyboard += [tuple(edits[i : i + SCALE_ROW]) for i in range(0, len(edits), SCALE_ROW)]
    keyboard.append((menu_button(words),))
    head = words("review-head", title=view.questionnaire.title)
    parts = [note, _paper(words, view), head, *lines, words("review-foot")]
    return Screen(
        text="\n".join(part for part in parts if part),
        keyboard=tuple(keyboard),
        slot=SLOT,
        record=_record(words, view),
    )


def sent(words: Words, view: QuestionView) -> Screen:
    """Say that all is sent and what happens next."""
    key = "questionnaire-sent-paper" if view.paper_name else "questionnaire-sent"
    return Screen(
        text=words(key, title=view.questionnaire.title, name=view.paper_name),
        keyboard=((button(words.plain("button-menu"), Go(to="menu")),),),
        slot=SLOT,
    )
