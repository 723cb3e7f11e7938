"""Morning digests: facts of a school, the rules that apply, one message a person."""

from collections.abc import Iterable, Sequence
from datetime import date, time, timedelta
from typing import Any

from content.loader import Content
from db.models import Account, Organisation, Person
from db.outgoing import Addressee
from db.unit_of_work import UnitOfWork
from domain.calendar import instant, is_quiet, local, next_digest
from domain.notifications import BotWasDown, Digest
from domain.people import Role
from domain.reminders import MOST, Due, due
from services.fact_gathering import Recipients
from services.facts import facts_of
from services.organisations import school_of

DOWN = timedelta(hours=24, minutes=30)  # the messenger keeps messages for a day
GROUPED = "consent-missing"
CHUNK = 50  # people whose digests are written in one transaction


async def send_digests(uow: UnitOfWork, content: Content) -> int:
    """Write the digests that are due now; give how many accounts were looked at."""
    accounts = await uow.accounts.list_due_for_digest(CHUNK)
    people = await _people_of(uow, accounts)
    schools = {o.id: o for o in await uow.organisations.list_all()} if accounts else {}
    for organisation_id in sorted({person.organisation_id for person, _ in people}):
        mine = [pair for pair in people if pair[0].organisation_id == organisation_id]
        await _send_school(uow, content, schools[organisation_id], mine)
    zones = {account.id: schools[person.organisation_id].time_zone for person, account in people}
    for account in accounts:
        zone = zones.get(account.id)
        account.digest_at = next_digest(uow.now, zone, content.calendar) if zone else None
    return len(accounts)


async def _people_of(uow: UnitOfWork, accounts: Sequence[Account]) -> list[tuple[Person, Account]]:
    by_id = {account.id: account for account in accounts}
    people = await uow.people.list_of_accounts(list(by_id))
    return [(person, by_id[person.account_id]) for person in people if person.account_id]


async def _send_school(
    uow: UnitOfWork,
    content: Content,
    organisation: Organisation,
    people: Sequence[tuple[Person, Account]],
) -> None:
    wall = local(uow.now, organisation.time_zone)
    if not content.calendar.is_working_day(wall.date()) or is_quiet(wall.time()):
        return  # after downtime: what is due is said the next working morning
    roles = await uow.people.roles_of(organisation.id)
    recipients = Recipients(roles=roles, person_ids=frozenset(p.id for p, _ in people))
    facts = await facts_of(uow, organisation, recipients)
    said = await uow.reminders.said([person.id for person, _ in people])
    for person, account in people:
        own = [fact for fact in facts if fact.person_id == person.id]
        matters = due(content.rules, own, wall.date(), said)
        if matters and account.unreachable_at is None:
            items, told, more = _items(matters)
            await uow.reminders.remember((one.key, one.step) for one in told)
            _write(uow, organisation, person, account, items, _reason(told), more, wall.date())


def _items(matters: Sequence[Due]) -> tuple[list[dict[str, Any]], list[Due], int]:
    """Give the items of a digest, the matters they tell, and how many wait for the next one.

    Several unopened invitations are one line; what does not fit is told another morning.
    """
    grouped = [one for one in matters if one.rule.words == GROUPED]
    single = [one for one in matters if one not in grouped]
    if len(grouped) <= 1:
        grouped, single = [], list(matters)
    shown = single[:MOST]
    items = [_item(one) for one in shown]
    if grouped:
        values = {"count": len(grouped)}
        items.append({**_item(grouped[0]), "code": f"{GROUPED}-many", "values": values})
    return items, [*shown, *grouped], len(single) - len(shown)


def _write(
    uow: UnitOfWork,
    organisation: Organisation,
    person: Person,
    account: Account,
    items: Sequence[dict[str, Any]],
    role: str,
    more: int,
    today: date,
) -> None:
    until = instant(today + timedelta(days=1), time(0, 0), organisation.time_zone)
    uow.outbox.notify(
        account,
        Digest(
            name=person.name,
            role=role,
            items=tuple(items),
            more=more,
            person_id=person.id,
            said_at=uow.now.isoformat(),
            valid_until=until.isoformat(),
        ),
        school=school_of(organisation),
    )


def _reason(matters: Iterable[Due]) -> str:
    """Give the role for which most of a digest came, as its explanation."""
    order = ("curator", "administration", "responsible", "asker", "mentor", "member", "person")
    told = {one.fact.to for one in matters}
    return next(to for to in order if to in told)


def _item(one: Due) -> dict[str, Any]:
    return {
        "code": one.rule.words,
        "subject_id": one.fact.subject_id,
        "version": one.fact.version,
        "anchor_on": one.fact.anchor_on.isoformat(),
        "values": one.fact.values,
    }


async def note_alive(uow: UnitOfWork) -> None:
    """Note that the bot runs; after more than a day of silence tell the curators and owners."""
    for organisation in await uow.organisations.list_all():
        since = organisation.alive_at
        organisation.alive_at = uow.now
        if uow.now - since > DOWN:
            await _tell_down(uow, organisation, since.isoformat())


async def _tell_down(uow: UnitOfWork, organisation: Organisation, since: str) -> None:
    curators = await uow.people.list_with_role(organisation.id, Role.CURATOR)
    accounts: dict[int, Account | Addressee] = {
        account.id: account
        for _, account in await uow.accounts.list_of_people([person.id for person in curators])
    }
    for owner in await uow.accounts.list_owners():
        accounts.setdefault(owner.id, owner)
    for account in accounts.values():
        uow.outbox.notify(
            account,
            BotWasDown(since=since, until=uow.now.isoformat()),
            school=school_of(organisation),
        )
