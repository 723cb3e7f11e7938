"""Filling in a questionnaire."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from content.loader import Content
from db.unit_of_work import UnitOfWork
from domain.errors import Rejected
from domain.people import Actor
from domain.questionnaires import SubmissionState
from handlers.filters import Awaits, HasText, number
from services import command_menus, questionnaires
from ui.callbacks import AnswerAct, Go
from ui.screen import Reply
from ui.screens import questionnaires as screens
from ui.translator import Words

router = Router(name="questionnaires")


@router.callback_query(AnswerAct.filter(F.action == "press"))
async def press(
    query: CallbackQuery,
    callback_data: AnswerAct,
    uow: UnitOfWork,
    actor: Actor,
    words: Words,
    content: Content,
) -> Reply:
    """Take a pressed option."""
    view = await questionnaires.press(
        uow, actor, content, callback_data.id, callback_data.question, callback_data.value
    )
    return Reply(screen=screens.show(words, view))


@router.callback_query(AnswerAct.filter(F.action == "next"))
async def go_on(
    query: CallbackQuery,
    callback_data: AnswerAct,
    uow: UnitOfWork,
    actor: Actor,
    words: Words,
    content: Content,
) -> Reply:
    """Go on from a multi choice, a finished long text, or an optional question."""
    view = await questionnaires.finish_multi(
        uow, actor, content, callback_data.id, callback_data.question
    )
    return Reply(screen=screens.show(words, view))


@router.callback_query(Go.filter(F.to == "fill"))
async def fill(
    query: CallbackQuery,
    callback_data: Go,
    uow: UnitOfWork,
    actor: Actor,
    words: Words,
    content: Content,
) -> Reply:
    """Open a questionnaire where it was left."""
    view = await questionnaires.show(uow, actor, content, callback_data.id)
    return Reply(screen=screens.show(words, view))


@router.callback_query(AnswerAct.filter(F.action == "open"))
async def open_one(
    query: CallbackQuery,
    callback_data: AnswerAct,
    uow: UnitOfWork,
    actor: Actor,
    words: Words,
    content: Content,
) -> Reply:
    """Open a questionnaire from a person's card."""
    view = await questionnaires.show(uow, actor, content, callback_data.id)
    return Reply(screen=screens.show(words, view))


@router.callback_query(AnswerAct.filter(F.action == "goto"))
async def go_to(
    query: CallbackQuery,
    callback_data: AnswerAct,
    uow: UnitOfWork,
    actor: Actor,
    words: Words,
    content: Content,
) -> Reply:
    """Go back to a question."""
    view = await questionnaires.go_to(uow, actor, content, callback_data.id, callback_data.value)
    return Reply(screen=screens.show(words, view))


@router.callback_query(AnswerAct.filter(F.action == "other"))
async def other(
    query: CallbackQuery,
    callback_data: AnswerAct,
    uow: UnitOfWork,
    actor: Actor,
    words: Words,
    content: Content,
) -> Reply:
    """Ask for the person's own variant."""
    view = await questionnaires.go_to(
        uow, actor, content, callback_data.id, callback_data.question
    )
    if view.question is None or not view.question.has_other:
        return Reply(screen=screens.show(words, view))
    return Reply(screen=screens.ask_other(words, view))


@router.callback_query(AnswerAct.filter(F.action == "send"))
async def send(
    query: CallbackQuery,
    callback_data: AnswerAct,
    uow: UnitOfWork,
    actor: Actor,
    words: Words,
    content: Content,
) -> Reply:
    """Send the reviewed answers."""
    view = await questionnaires.send(uow, actor, content, callback_data.id)
    await command_menus.refresh(uow, actor.telegram_id)
    return Reply(screen=screens.show(words, view))


@router.message(Awaits("answer", "other"), HasText())
async def typed(
    message: Message, uow: UnitOfWork, actor: Actor, words: Words, content: Content
) -> Reply:
    """Take a typed answer."""
    is_other = actor.input is not None and actor.input.kind == "other"
    return await _typed(
        message, uow, actor, words, content, number(actor, "submission"), is_other=is_other
    )


async def _typed(
    message: Message,
    uow: UnitOfWork,
    actor: Actor,
    words: Words,
    content: Content,
    submission_id: int,
    *,
    is_other: bool = False,
) -> Reply:
    try:
        view = await questionnaires.type_answer(
            uow,
            actor,
            content,
            submission_id,
            message.text or "",
            message.message_id,
            is_other=is_other,
        )
    except Rejected as error:  # the question and its buttons come again below the refusal
        view = await questionnaires.show(uow, actor, content, submission_id)
        return Reply(screen=screens.show(words, view, note=words(error.key, **error.args_)))
    return Reply(screen=screens.show(words, view))


async def answer_open_question(
    message: Message, uow: UnitOfWork, actor: Actor, words: Words, content: Content
) -> Reply | None:
    """Take a text nothing else awaits as the answer to an open questionnaire's question."""
    if actor.place is None:
        return None
    unsent = await questionnaires.find_unsent(uow, actor)
    if unsent is None:
        return None
    view = await questionnaires.show(uow, actor, content, unsent.id)
    if view.question is None or not view.question.takes_text:
        return None
    return await _typed(message, uow, actor, words, content, unsent.id)


async def repeat_open_question(
    uow: UnitOfWork, actor: Actor, words: Words, content: Content, note: str
) -> Reply | None:
    """Ask an open questionnaire's question again when something else than an answer came."""
    if actor.place is None:
        return None
    unsent = await questionnaires.find_unsent(uow, actor)
    if unsent is None or unsent.state is not SubmissionState.OPEN:
        return None
    view = await questionnaires.show(uow, actor, content, unsent.id)
    return Reply(screen=screens.show(words, view, note=note)) if view.question else None


@router.edited_message(F.text)
async def edited(
    message: Message, uow: UnitOfWork, actor: Actor, words: Words, content: Content
) -> Reply:
    """Correct the answer that an edited message was."""
    if actor.place is None:
        return Reply()
    view = await questionnaires.correct(
        uow, actor, content, message.text or "", message.message_id
    )
    if view is None:
        return Reply()
    return Reply(screen=screens.show(words, view, note=words("question-corrected")))
