"""What could not be handled: kept as a dead letter, said to the owner, never lost."""

import logging
from typing import Any

from db.unit_of_work import UnitOfWork
from domain.notifications import OwnerNote

log = logging.getLogger(__name__)


async def bury(uow: UnitOfWork, bot_id: int, raw: dict[str, Any], reason: str) -> int:
    """Keep an update that cannot be handled and tell the owners; give the letter's number."""
    telegram_id = sender(raw)
    number = await uow.updates.bury(bot_id, raw["update_id"], telegram_id, raw, reason)
    log.error("dead letter %d: update %s\n%s", number, raw["update_id"], reason)
    await tell_owners(uow, "dead-letter", number)
    return number


async def tell_owners(uow: UnitOfWork, what: str, number: int) -> None:
    """Tell every owner of a failure."""
    for owner in await uow.accounts.list_owners():
        uow.outbox.notify(owner, OwnerNote(what=what, number=number), is_urgent=True)


def sender(raw: dict[str, Any]) -> int | None:
    """Give the private chat a raw update came from, as far as it can be read."""
    for kind in ("message", "edited_message", "callback_query", "my_chat_member"):
        user = (raw.get(kind) or {}).get("from") if isinstance(raw.get(kind), dict) else None
        if isinstance(user, dict) and isinstance(user.get("id"), int):
            return int(user["id"])
    return None
