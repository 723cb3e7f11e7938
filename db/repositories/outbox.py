"""What is to be told to the messenger, and where each screen stands."""

from collections.abc import Collection, Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import Table, bindparam, delete, func, select, update

from db.models import Account, OutboxMessage, Slot
from db.models.messages import OutboxState
from db.outgoing import Addressee, Outgoing
from db.repositories.base import Repository
from db.repositories.writes import Insert
from domain.notifications import Notification
from domain.people import School

INTERACTIVE, BROADCAST = 0, 1
OUTBOX = cast("Table", OutboxMessage.__table__)
PUT = tuple(one.name for one in fields(Outgoing) if one.name != "id")
SLOTS = cast("Table", Slot.__table__)
SAY = Insert(OUTBOX, (*PUT, "state", "failure", "created_at"), returning=OUTBOX.c.id)
STAND = Insert(
    SLOTS, ("chat_id", "name", "message_id", "kind", "has_keyboard"), over=("chat_id", "name")
)
KEEP_SENT = timedelta(days=90)
STANDING = (
    select(
        Account.telegram_id, Account.last_message_id, Slot.name, Slot.message_id, Slot.has_keyboard
    )
    .outerjoin(Slot, Slot.chat_id == Account.telegram_id)
    .where(Account.telegram_id.in_(bindparam("chats", expanding=True)))
)


def drop(dialect: str, prefix: str) -> Any:
    """Build what deletes a ``row``."""
    return delete(OUTBOX).where(OUTBOX.c.id == bindparam(f"{prefix}row"))


class Outbox(Repository):
    """Rows of ``outbox`` and ``slots``."""

    def put(self, row: Outgoing) -> None:
        """Put one thing to say; it leaves after the commit."""
        self.uow.said.append(row)

    def write(self, rows: Sequence[Outgoing]) -> None:
        """Insert, by the commit, what is to be said; it gives back the ids in this order."""
        fresh = {"state": OutboxState.PENDING, "failure": "", "created_at": self.now}
        values = [{name: getattr(row, name) for name in PUT} | fresh for row in rows]
        self.uow.writes.add(SAY, values)

    def notify(
        self,
        account: Account | Addressee,
        notification: Notification,
        *,
        school: School | None = None,
        is_urgent: bool = False,
    ) -> None:
        """Say something unasked; its school is named when the account works in another now."""
        until = notification.valid_until
        is_other = school is not None and account.organisation_id not in (None, school.id)
        self.put(
            Outgoing(
                account.telegram_id,
                "news",
                {
                    "name": type(notification).__name__,
                    "values": _plain(notification),
                    "language": account.language,
                    "zone": school.time_zone if school else "UTC",
                    "school": school.name if school and is_other else "",
                },
                account_id=account.id,
                lane=INTERACTIVE if is_urgent else BROADCAST,
                valid_until=datetime.fromisoformat(until) if until else None,
            )
        )

    async def list_pending(
        self, lane: int, *, known: Collection[int], limit: int
    ) -> Sequence[Outgoing]:
        """List rows of a lane that wait, in order, without those already ``known``."""
        query = (
            select(*(OUTBOX.c[name] for name in (*PUT, "id")))
            .where(OUTBOX.c.state == OutboxState.PENDING)
            .where(OUTBOX.c.lane == lane)
            .order_by(OUTBOX.c.id)
            .limit(limit)
        )
        if known:
            query = query.where(OUTBOX.c.id.not_in(known))
        return [Outgoing(**row._asdict()) for row in await self._rows(query)]

    async def list_standing(self, chat_ids: Sequence[int]) -> Sequence[Any]:
        """Give each chat's newest message with the name, message and keyboard of each slot."""
        return (await self.session.execute(STANDING, {"chats": chat_ids})).all()

    def set_slots(self, slots: Sequence[dict[str, Any]]) -> None:
        """Note, by the commit, which messages now hold screens; the last of a slot counts."""
        latest = {(slot["chat_id"], slot["name"]): slot for slot in slots}
        self.uow.writes.add(STAND, list(latest.values()))

    async def find_standing(self, chat_id: int, name: str) -> int | None:
        """Give a slot's message while it is the chat's newest and no other screen took it."""
        rows = await self.list_standing([chat_id])
        own = next((row.message_id for row in rows if row.name == name), 0)
        others = {row.message_id for row in rows if row.name != name}
        return own if own and own >= rows[0].last_message_id and own not in others else None

    async def mark_sent(self, row_ids: Sequence[int]) -> None:
        """Note the messenger's OK: what stays in the ledger stays without its payload."""
        if row_ids:
            await self._set(
                row_ids, state=OutboxState.SENT, payload={}, blob=None, sent_at=self.now
            )

    async def mark_dead(self, row_id: int, failure: str) -> None:
        """Give a row up; its payload is purged, the reason stays."""
        await self._set(
            [row_id],
            state=OutboxState.DEAD,
            payload={},
            blob=None,
            failure=failure[:200],
            sent_at=self.now,
        )

    async def note_attempt(self, row_id: int, attempts: int, failure: str) -> None:
        """Count a failed attempt."""
        await self._set([row_id], attempts=attempts, failure=failure[:200])

    async def _set(self, row_ids: Sequence[int], **values: Any) -> None:
        await self.session.execute(
            update(OutboxMessage).where(OutboxMessage.id.in_(row_ids)).values(**values)
        )

    def drop(self, row_ids: Sequence[int]) -> None:
        """Delete, by the commit, rows that nobody needs any more."""
        self.uow.writes.add(drop, [{"row": row_id} for row_id in row_ids])

    async def drop_all(self) -> None:
        """Delete everything that waits: the demo's past is not told."""
        self.uow.said.clear()
        await self.session.execute(delete(OutboxMessage))

    async def depth(self) -> int:
        """Count what waits to be sent."""
        query = select(func.count(OutboxMessage.id))
        return await self._count(query.where(OutboxMessage.state == OutboxState.PENDING))

    async def waiting(self) -> dict[int, tuple[int, float]]:
        """Give, by lane, how many rows wait and for how many seconds the oldest has."""
        query = select(
            OutboxMessage.lane, func.count(OutboxMessage.id), func.min(OutboxMessage.created_at)
        )
        query = query.where(OutboxMessage.state == OutboxState.PENDING)
        rows = await self._rows(query.group_by(OutboxMessage.lane))
        return {row[0]: (row[1], (self.now - row[2]).total_seconds()) for row in rows}

    async def purge(self) -> None:
        """Delete old rows of the ledger."""
        await self._purge(
            delete(OutboxMessage)
            .where(OutboxMessage.state != OutboxState.PENDING)
            .where(OutboxMessage.sent_at < self.now - KEEP_SENT)
        )


def _plain(notification: Notification) -> dict[str, Any]:
    """Its values by name; they are plain already, so nothing is copied."""
    return {name: getattr(notification, name) for name in notification.__dataclass_fields__}
