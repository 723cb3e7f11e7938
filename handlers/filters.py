"""Filters: what is awaited, and whether anybody is known."""

from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from domain.people import Actor


class Awaits(Filter):
    """Something from a person of whom this kind of input is awaited."""

    def __init__(self, *kinds: str) -> None:
        self.kinds = kinds

    async def __call__(self, event: Message | CallbackQuery, actor: Actor) -> bool:
        return actor.input is not None and actor.input.kind in self.kinds


class HasText(Filter):
    """A message that is plain text and no command."""

    async def __call__(self, message: Message) -> bool:
        return message.text is not None and not message.text.startswith("/")


class Unknown(Filter):
    """Somebody the bot does not know."""

    async def __call__(self, event: Message | CallbackQuery, actor: Actor) -> bool:
        return not actor.is_known


class InGroup(Filter):
    """An update of a group or channel, or of a chat that is not the sender's: nothing is done."""

    async def __call__(self, event: Message | CallbackQuery) -> bool:
        message = event if isinstance(event, Message) else event.message
        if message is None:
            return False
        is_own = event.from_user is not None and message.chat.id == event.from_user.id
        return message.chat.type != "private" or not is_own


def number(actor: Actor, key: str) -> int:
    """Give a number of the awaited input's known values."""
    return int(actor.input.values[key]) if actor.input else 0


def words_of(actor: Actor, key: str) -> str:
    """Give a text of the awaited input's known values."""
    return str(actor.input.values.get(key, "")) if actor.input else ""
