"""Hostile updates through the real batch path; who of them has changed what."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from bot.conversation import Toast
from bot.transaction import Transactions
from db.models import OutboxMessage
from db.unit_of_work import Database
from tests.talk import BOT_ID
from tests.threats.canaries import seen
from tests.threats.offers import Step, conversation, numbered
from tests.threats.rows import Rows, changed, owners, read_rows
from tests.threats.town import Town

GROUP = 512  # cases between two looks at all the tables


@dataclass(frozen=True, slots=True)
class Case:
    """One hostile update: who sends it, and what it is."""

    who: str
    step: Step
    what: str


@dataclass(slots=True)
class Attack:
    """Sends cases and looks at every row before and after."""

    database: Database
    town: Town
    content: Any
    toasts: list[Toast] = field(default_factory=list)
    said: list[OutboxMessage] = field(default_factory=list)

    async def send(self, steps: Sequence[Step]) -> None:
        """Send updates as the receiver would, keep what is answered, forget what is to be said."""
        transactions = Transactions(self.database, conversation(self.content), BOT_ID)
        raws = [numbered(step) for step in steps]
        while raws:
            outcome = await transactions.run(raws)
            self.toasts.extend(outcome.toasts)
            raws = raws[outcome.handled :]
        async with self.database.begin() as uow:
            self.said.extend((await uow.session.scalars(select(OutboxMessage))).all())
            await uow.outbox.drop_all()
            await uow.commit()

    def leaks(self, letter: str = "b") -> set[str]:
        """The words of the second school that were said to anybody who is not of it."""
        theirs = set(self.town.schools[letter].telegram.values())
        said = [str(row.payload) for row in self.said if row.chat_id not in theirs]
        return seen(" ".join(said))

    async def culprits(self, cases: Sequence[Case], *, foreign: bool = False) -> list[str]:
        """Send all; name the cases that changed a row (``foreign``: of another school)."""
        found: list[str] = []
        for start in range(0, len(cases), GROUP):
            found += await self._culprits(cases[start : start + GROUP], foreign=foreign)
        return found

    async def _culprits(self, cases: Sequence[Case], *, foreign: bool) -> list[str]:
        before = await read_rows(self.database)
        await self.send([case.step for case in cases])
        after = await read_rows(self.database)
        touched = changed(before, after)
        if not touched or (foreign and not self._foreign(cases, touched, before, after)):
            return []
        if len(cases) == 1:
            return [f"{cases[0].who}: {cases[0].what} changed {sorted(touched, key=repr)[:3]}"]
        half = len(cases) // 2  # what was done is done: again, it must be refused or be found
        return [
            *await self._culprits(cases[:half], foreign=foreign),
            *await self._culprits(cases[half:], foreign=foreign),
        ] or [f"one of {[(case.who, case.what) for case in cases][:5]} changed {touched}"]

    def _foreign(
        self, cases: Sequence[Case], touched: set[tuple[str, Any]], before: Rows, after: Rows
    ) -> bool:
        """Whether rows of a school were touched of which none of the senders is."""
        whose = owners(before) | owners(after)
        theirs = {case.who.partition(".")[0] for case in cases}
        ids = {self.town.schools[letter].school_id for letter in theirs if len(letter) == 1}
        return any(whose.get(row) not in ids | {None} for row in touched)
