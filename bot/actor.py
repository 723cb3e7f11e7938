"""Who acts: the person, roles, school and language behind an update."""

from collections.abc import Collection

from aiogram.types import CallbackQuery, Chat, ChatMemberUpdated, Message, Update, User
from aiogram.types.update import UpdateTypeLookupError

from db.unit_of_work import UnitOfWork
from domain.people import Actor
from ui.translator import DEFAULT


def user_of(update: Update) -> User | None:
    """Give the user an update comes from; nobody speaks for a channel or an anonymous admin."""
    try:
        event = update.event
    except UpdateTypeLookupError:  # a kind of update that is younger than the library
        return None
    if isinstance(event, Message | CallbackQuery | ChatMemberUpdated):
        return event.from_user
    return None


def chat_of(update: Update) -> Chat | None:
    """Give the chat an update belongs to."""
    event = update.event
    if isinstance(event, CallbackQuery):
        return event.message.chat if event.message else None
    return getattr(event, "chat", None)


async def identify(uow: UnitOfWork, user: User, languages: Collection[str]) -> Actor:
    """Give who acts; an unknown user is an actor without an account."""
    known = await uow.accounts.take_actor(user.id)
    if known is not None:
        return known
    language = (user.language_code or DEFAULT)[:2]
    return Actor(telegram_id=user.id, language=language if language in languages else DEFAULT)
