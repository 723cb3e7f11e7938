"""What is written down of deeds and refusals: internal numbers only, nobody's name or text."""

import logging
from datetime import time

from db.unit_of_work import UnitOfWork
from domain.audit import A_DAY, Deed
from domain.calendar import instant, local
from domain.errors import Rejected
from domain.people import Actor, Place

log = logging.getLogger("audit")


def refused(actor: Actor, data: str, why: str) -> None:
    """Note that somebody asked for what is not theirs; of a button, only what it would do."""
    what = ":".join(part for part in data.split(":")[:2] if part.isascii() and part.isidentifier())
    log.info("refused: account %s, %s, %s", actor.account_id or "none", what or "typed", why)


async def ensure_not_too_many(uow: UnitOfWork, place: Place, deed: Deed, error: str) -> None:
    """Refuse what somebody has done often enough since the school's midnight."""
    today = instant(local(uow.now, place.time_zone).date(), time.min, place.time_zone)
    limit = A_DAY[deed]
    if await uow.audit.count_since(place.organisation_id, place.person_id, deed, today) >= limit:
        raise Rejected(error, limit=limit)
