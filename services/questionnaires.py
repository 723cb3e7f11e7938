"""Questionnaires: one question at a time, each answer saved at once."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from content.loader import Content
from db.filled import Filling, Given
from db.unit_of_work import UnitOfWork
from domain.calendar import local
from domain.errors import NotFound, Rejected, Stale
from domain.people import Actor, Role
from domain.questionnaires import (
    CONTINUES_FROM,
    Question,
    QuestionKind,
    Questionnaire,
    SubmissionState,
    choose,
    is_answered,
    read_typed,
    with_other,
)
from services.access import ensure_place, ensure_self_or_curator

STALE = "error-question-gone"
PARTS_WITHIN = timedelta(minutes=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """A question on screen, or the review when ``question`` is absent."""

    submission_id: int
    questionnaire: Questionnaire
    position: int
    answers: dict[str, Any]
    state: SubmissionState
    paper_name: str = ""
    saved_length: int = 0
    typed: str = ""

    @property
    def question(self) -> Question | None:
        """The question asked now."""
        questions = self.questionnaire.questions
        return questions[self.position] if self.position < len(questions) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    """A submission with everything that a step of it needs."""

    submission: Filling
    questionnaire: Questionnaire
    paper_name: str  # whose answers a curator copies from paper

    def question(self) -> Question:
        """Give the question asked now; on the review there is none."""
        questions = self.questionnaire.questions
        if self.submission.position >= len(questions):
            raise Stale(STALE, subject="submission", subject_id=self.submission.id)
        return questions[self.submission.position]


async def _load(uow: UnitOfWork, actor: Actor, content: Content, submission_id: int) -> _Work:
    place = ensure_place(actor)
    submission = await uow.questionnaires.get(place.organisation_id, submission_id)
    paper_name = ""
    if ensure_self_or_curator(actor, submission.person_id):
        paper_name = (await uow.people.get(place.organisation_id, submission.person_id)).name
    questionnaire = content.questionnaires.get(submission.code)
    if questionnaire is None:
        raise NotFound
    return _Work(submission=submission, questionnaire=questionnaire, paper_name=paper_name)


def _ensure_unsent(work: _Work) -> None:
    if work.submission.state is SubmissionState.SENT:
        raise Stale("error-already-sent", subject="submission", subject_id=work.submission.id)


async def _view(
    uow: UnitOfWork, work: _Work, *, saved_length: int = 0, typed: str = ""
) -> QuestionView:
    rows = await uow.questionnaires.answers(work.submission.id)
    return QuestionView(
        submission_id=work.submission.id,
        questionnaire=work.questionnaire,
        position=work.submission.position,
        answers={key: row.value for key, row in rows.items()},
        state=work.submission.state,
        paper_name=work.paper_name,
        saved_length=saved_length,
        typed=typed,
    )


async def show(
    uow: UnitOfWork, actor: Actor, content: Content, submission_id: int
) -> QuestionView:
    """Show where a questionnaire stands; the first look opens it."""
    work = await _load(uow, actor, content, submission_id)
    if work.submission.state is SubmissionState.ASSIGNED:
        by = ensure_place(actor).person_id if work.paper_name else None
        uow.questionnaires.change(work.submission, state=SubmissionState.OPEN, from_paper_by=by)
    return await _view(uow, work)


async def find_unsent(uow: UnitOfWork, actor: Actor) -> Filling | None:
    """Find the actor's questionnaire that waits for answers, the one begun first."""
    place = ensure_place(actor)
    rows = await uow.questionnaires.list_of_person(place.organisation_id, place.person_id)
    unsent = [row for row in rows if row.state is not SubmissionState.SENT]
    begun = [row for row in unsent if row.state is SubmissionState.OPEN]
    return next(iter(begun or unsent), None)


async def press(
    uow: UnitOfWork, actor: Actor, content: Content, submission_id: int, question: int, option: int
) -> QuestionView:
    """Take a pressed option; a single choice goes on at once, a multi choice toggles."""
    work = await _load(uow, actor, content, submission_id)
    _ensure_unsent(work)
    asked = work.question()
    if work.submission.position != question:
        raise Stale(STALE, subject="submission", subject_id=submission_id)
    known = await uow.questionnaires.find_answer(submission_id, asked.key)
    value = choose(asked, known.value if known else None, option)
    await uow.questionnaires.save_answer(submission_id, asked.key, value, None)
    if asked.kind is not QuestionKind.MULTI:
        _go_on(uow, work)
    return await _view(uow, work)


async def finish_multi(
    uow: UnitOfWork, actor: Actor, content: Content, submission_id: int, question: int
) -> QuestionView:
    """Go on from a multi choice, or over an optional question."""
    work = await _load(uow, actor, content, submission_id)
    _ensure_unsent(work)
    asked = work.question()
    if work.submission.position != question:
        raise Stale(STALE, subject="submission", subject_id=submission_id)
    known = await uow.questionnaires.find_answer(submission_id, asked.key)
    if not asked.is_optional and not (known and is_answered(asked, known.value)):
        raise Rejected("error-choose-something")
    _go_on(uow, work)
    return await _view(uow, work)


async def type_answer(
    uow: UnitOfWork,
    actor: Actor,
    content: Content,
    submission_id: int,
    text: str,
    message_id: int,
    *,
    is_other: bool = False,
) -> QuestionView:
    """Take a typed answer. A long message may be a part: its question stays open for more."""
    work = await _load(uow, actor, content, submission_id)
    _ensure_unsent(work)
    asked = work.question()
    known = await uow.questionnaires.find_answer(submission_id, asked.key)
    value = _typed_value(uow, actor, asked, known, text, is_other=is_other)
    is_joined = known is not None and asked.kind is QuestionKind.TEXT and value != text.strip()
    whole_message = None if is_joined else message_id
    await uow.questionnaires.save_answer(submission_id, asked.key, value, whole_message)
    is_part = asked.kind is QuestionKind.TEXT and len(text) >= CONTINUES_FROM
    if not is_part and asked.kind is not QuestionKind.MULTI:
        _go_on(uow, work)
    saved_length = len(value) if is_part else 0
    return await _view(uow, work, saved_length=saved_length, typed=asked.key)


def _typed_value(
    uow: UnitOfWork,
    actor: Actor,
    asked: Question,
    known: Given | None,
    text: str,
    *,
    is_other: bool,
) -> Any:
    today = local(uow.now, ensure_place(actor).time_zone).date()
    if asked.kind is QuestionKind.MULTI or is_other:
        typed = text.strip()
        names = [option.casefold() for option in asked.options]
        if typed.casefold() in names:
            return choose(asked, known.value if known else None, names.index(typed.casefold()))
        if not asked.has_other:
            raise Rejected("error-answer-button")
        return with_other(asked, known.value if known else None, typed)
    if asked.kind is QuestionKind.TEXT and known and _continues(uow, known):
        text = f"{known.value}\n{text}"
    return read_typed(asked, text, today=today)


def _continues(uow: UnitOfWork, known: Given) -> bool:
    """Whether a text is the next part of a long one sent just before."""
    is_long = isinstance(known.value, str) and len(known.value) >= CONTINUES_FROM
    return is_long and uow.now - known.answered_at <= PARTS_WITHIN


async def correct(
    uow: UnitOfWork, actor: Actor, content: Content, text: str, message_id: int
) -> QuestionView | None:
    """Take a message's edit as the correction of the answer it was; ``None`` when it was none."""
    place = ensure_place(actor)
    found = await uow.questionnaires.find_typed(place.person_id, message_id)
    if found is None:
        return None
    submission, answer = found
    work = await _load(uow, actor, content, submission.id)
    _ensure_unsent(work)
    asked = next((q for q in work.questionnaire.questions if q.key == answer.question), None)
    if asked is None:
        return None
    today = local(uow.now, place.time_zone).date()
    is_multi = asked.kind is QuestionKind.MULTI and asked.has_other
    value = (
        with_other(asked, answer.value, text.strip())
        if is_multi
        else read_typed(asked, text, today=today)
    )
    await uow.questionnaires.save_answer(submission.id, asked.key, value, message_id)
    return await _view(uow, work)


async def go_to(
    uow: UnitOfWork, actor: Actor, content: Content, submission_id: int, position: int
) -> QuestionView:
    """Go back to a question; one that is answered again leads to the review if it was shown."""
    work = await _load(uow, actor, content, submission_id)
    _ensure_unsent(work)
    last = len(work.questionnaire.questions)
    if not 0 <= position <= last:
        raise Stale(STALE, subject="submission", subject_id=submission_id)
    uow.questionnaires.change(work.submission, position=position)
    return await _view(uow, work)


async def send(
    uow: UnitOfWork, actor: Actor, content: Content, submission_id: int
) -> QuestionView:
    """Send the reviewed answers; the person enters the register of the role."""
    work = await _load(uow, actor, content, submission_id)
    _ensure_unsent(work)
    view = await _view(uow, work)
    for position, question in enumerate(work.questionnaire.questions):
        answered = is_answered(question, view.answers.get(question.key))
        if not answered and not question.is_optional:
            raise Rejected("error-answers-missing", number=position + 1)
    uow.questionnaires.change(work.submission, state=SubmissionState.SENT, sent_at=uow.now)
    await _register(uow, work, content)
    return await _view(uow, work)


async def _register(uow: UnitOfWork, work: _Work, content: Content) -> None:
    """Enter the person into the register once every questionnaire of the role is sent."""
    whose = (work.submission.organisation_id, work.submission.person_id)
    rows = await uow.questionnaires.list_of_person(*whose)
    sent = {row.code for row in rows if row.state is SubmissionState.SENT}
    role = Role(work.questionnaire.role)
    if not {one.code for one in content.for_role(role)} <= sent:
        return
    for membership in await uow.people.list_memberships(*whose):
        if membership.role is role:
            membership.registered_at = membership.registered_at or uow.now


def _go_on(uow: UnitOfWork, work: _Work) -> None:
    """Go to the next question, or back to the review when the answer was corrected from it."""
    last = len(work.questionnaire.questions)
    is_reviewing = work.submission.is_reviewing
    position = last if is_reviewing else min(work.submission.position + 1, last)
    changed: dict[str, Any] = {"position": position}
    if position == last and not is_reviewing:
        changed["is_reviewing"] = True
    uow.questionnaires.change(work.submission, **changed)
