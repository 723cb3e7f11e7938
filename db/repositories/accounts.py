"""Accounts of the messenger, the actor behind an update, and what is awaited from it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Table, bindparam, delete, func, select, update
from sqlalchemy import cast as sql_cast

from db.models import Account, CurrentInput, Membership, Organisation, Person
from db.outgoing import Addressee
from db.repositories.base import Repository
from db.repositories.questionnaires import ANSWERS, FILLING, GIVEN, SUBMISSIONS
from db.repositories.writes import Insert
from domain.people import Actor, Input, PersonState, Place, Role

if TYPE_CHECKING:
    from db.unit_of_work import UnitOfWork

ACCOUNTS = cast("Table", Account.__table__)
INPUTS = cast("Table", CurrentInput.__table__)
ACTOR = (
    select(
        Account.id,
        Account.is_owner,
        Account.language,
        Account.organisation_id,
        Account.last_message_id,
        CurrentInput.kind,
        CurrentInput.values,
        Person.id,
        Person.name,
        Organisation.id,
        Organisation.name,
        Organisation.time_zone,
        Membership.role,
        Account.telegram_id,
    )
    .outerjoin(CurrentInput, CurrentInput.account_id == Account.id)
    .outerjoin(Person, (Person.account_id == Account.id) & (Person.state == PersonState.JOINED))
    .outerjoin(Organisation, Organisation.id == Person.organisation_id)
    .outerjoin(Membership, Membership.person_id == Person.id)
    .where(Account.telegram_id.in_(bindparam("telegram_ids", expanding=True)))
    .order_by(Person.id)
)

WHO = len(ACTOR.selected_columns)
AWAITED = INPUTS.c["values"]["submission"].as_string()
# Who acts, a row for each answer of the questionnaire that is awaited from them.
EXPECTED = (
    ACTOR.outerjoin(SUBMISSIONS, SUBMISSIONS.c.id == sql_cast(AWAITED, SUBMISSIONS.c.id.type))
    .outerjoin(ANSWERS, ANSWERS.c.submission_id == SUBMISSIONS.c.id)
    .add_columns(*FILLING, *GIVEN)
    .execution_options(by_itself=True)
)
REACHED = select(Person.id, *(ACCOUNTS.c[one.name] for one in fields(Addressee))).join(
    Account, Account.id == Person.account_id
)
WHO_ACTS = (Account, Organisation, Person, Membership)
SET_INPUT = Insert(INPUTS, ("account_id", "kind", "values", "created_at"), over=("account_id",))


def forget_input(dialect: str, prefix: str) -> Any:
    """Build what ends the waiting for an ``account``."""
    return delete(INPUTS).where(INPUTS.c.account_id == bindparam(f"{prefix}account"))


def note_message(dialect: str, prefix: str) -> Any:
    """Build what moves the newest ``message`` of a ``chat`` on."""
    message: Any = bindparam(f"{prefix}message")
    mine = update(ACCOUNTS).where(ACCOUNTS.c.telegram_id == bindparam(f"{prefix}chat"))
    return mine.where(ACCOUNTS.c.last_message_id < message).values(last_message_id=message)


class Accounts(Repository):
    """Rows of ``accounts`` and ``current_inputs``."""

    def __init__(self, uow: "UnitOfWork") -> None:
        super().__init__(uow)
        self._expected: dict[int, Actor | None] = {}
        self._awaited: dict[int, Input | None] = {}

    async def find_actor(self, telegram_id: int) -> Actor | None:
        """Give who acts, by the messenger's numeric id."""
        await self.uow.flush()
        rows = await self._core(ACTOR, {"telegram_ids": [telegram_id]})
        return _actors(rows, [telegram_id])[telegram_id]

    async def expect_actors(self, telegram_ids: Collection[int]) -> None:
        """Read everybody of a batch, and what they answer, in one statement."""
        rows = (await self._core(EXPECTED, {"telegram_ids": list(telegram_ids)})).all()
        self._expected = _actors(rows, telegram_ids)
        self.uow.questionnaires.hold(row[WHO:] for row in rows)

    async def take_actor(self, telegram_id: int) -> Actor | None:
        """Give an expected actor once, while nothing that makes an actor has been changed."""
        if telegram_id in self._expected and not self.uow.has_touched(*WHO_ACTS):
            return self._expected.pop(telegram_id)
        return await self.find_actor(telegram_id)

    async def find(self, telegram_id: int) -> Account | None:
        """Find an account by the messenger's numeric id."""
        return await self._maybe(select(Account).where(Account.telegram_id == telegram_id))

    async def get(self, account_id: int) -> Account:
        """Give an account by its own id."""
        return await self._one(select(Account).where(Account.id == account_id))

    async def ensure(self, telegram_id: int, language: str) -> Account:
        """Give the account of a user, made now when there is none."""
        found = await self.find(telegram_id)
        if found is not None:
            return found
        return await self.added(
            Account(telegram_id=telegram_id, language=language, created_at=self.now)
        )

    async def list_owners(self) -> Sequence[Account]:
        """List the accounts that own the bot."""
        return await self._all(select(Account).where(Account.is_owner))

    async def list_all(self) -> Sequence[Account]:
        """List every account that can be written to."""
        return await self._all(select(Account).where(Account.unreachable_at.is_(None)))

    async def list_of_people(self, person_ids: Sequence[int]) -> list[tuple[int, Addressee]]:
        """List (person id, account) of those people who are in the messenger."""
        rows = await self._rows(REACHED.where(Person.id.in_(person_ids)))
        return [(row[0], Addressee(*row[1:])) for row in rows]

    async def list_due_for_digest(self, limit: int) -> Sequence[Account]:
        """List accounts whose next digest is due, the longest waiting first."""
        query = select(Account).where(Account.digest_at <= self.now)
        return await self._all(query.order_by(Account.digest_at, Account.id).limit(limit))

    def set_input(self, account_id: int, awaited: Input | None) -> None:
        """Replace what is awaited from an account."""
        self._awaited[account_id] = awaited

    def write(self) -> None:
        """Let what is awaited now wait among the writes."""
        for account_id, awaited in sorted(self._awaited.items()):
            if awaited is None:
                self.uow.writes.add(forget_input, [{"account": account_id}])
                continue
            row = {"account_id": account_id, "kind": awaited.kind, "values": awaited.values,
                   "created_at": self.now}  # fmt: skip
            self.uow.writes.add(SET_INPUT, [row])
        self._awaited = {}

    def note_messages(self, last: Mapping[int, int]) -> None:
        """Remember, by the commit, the newest message of each chat (chat id → message id)."""
        rows = [{"chat": chat, "message": message} for chat, message in sorted(last.items())]
        self.uow.writes.add(note_message, rows)

    async def mark_unreachable(self, chat_id: int, at: datetime | None) -> None:
        """Note that a chat cannot (``at``) or can again (``None``) be written to."""
        await self.session.execute(
            update(Account).where(Account.telegram_id == chat_id).values(unreachable_at=at)
        )

    async def forget(self, account_id: int) -> None:
        """Delete an account that neither owns the bot nor is anybody in any school."""
        account = await self.get(account_id)
        people = select(func.count(Person.id)).where(Person.account_id == account_id)
        if not account.is_owner and await self._count(people) == 0:
            await self.session.delete(account)


def _actors(rows: Iterable[Any], telegram_ids: Collection[int]) -> dict[int, Actor | None]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row[WHO - 1], []).append(row)
    return {one: _actor(one, found[one]) if one in found else None for one in telegram_ids}


def _actor(telegram_id: int, rows: Sequence[Any]) -> Actor:
    account_id, is_owner, language, organisation_id, last, kind, values = rows[0][:7]
    places: dict[int, Place] = {}
    for person_id, person_name, place_id, name, zone, role in dict.fromkeys(r[7:13] for r in rows):
        if person_id is None:
            continue
        roles = places[place_id].roles if place_id in places else frozenset()
        places[place_id] = Place(
            organisation_id=place_id,
            organisation_name=name,
            time_zone=zone,
            person_id=person_id,
            person_name=person_name,
            roles=roles | ({Role(role)} if role else frozenset()),
        )
    chosen = places.get(organisation_id) or next(iter(places.values()), None)
    return Actor(
        telegram_id=telegram_id,
        language=language,
        account_id=account_id,
        is_owner=is_owner,
        places=tuple(places.values()),
        place=chosen,
        input=Input(kind=kind, values=values) if kind else None,
        last_message_id=last,
    )
