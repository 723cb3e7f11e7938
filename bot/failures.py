"""What could not be handled: kept as a dead letter, said to the owner, never lost."""

import logging
from typing import Any

from db.unit_of_work import UnitOfWork
from domain.troubles import TroubleKind
from services import troubles

log = logging.getLogger(__name__)


async def bury(uow: UnitOfWork, bot_id: int, raw: dict[str, Any], reason: str) -> int:
    """Keep an update that cannot be handled and tell the owners; give the letter's number."""
    telegram_id = sender(raw)
    number = await uow.updates.bury(bot_id, raw["update_id"], telegram_id, raw, reason)
    log.error("dead letter %d: update %s\n%s", number, raw["update_id"], reason)
    await troubles.note(uow, TroubleKind.DEAD_LETTER, last=number)
    return number


def sender(raw: dict[str, Any]) -> int | None:
    """Give the private chat a raw update came from, as far as it can be read."""
    for kind in ("message", "edited_message", "callback_query", "my_chat_member"):
        user = (raw.get(kind) or {}).get("from") if isinstance(raw.get(kind), dict) else None
        if isinstance(user, dict) and isinstance(user.get("id"), int):
            return int(user["id"])
    return None
