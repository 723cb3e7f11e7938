"""People of the school: the list, a card, roles, letters to the curators, what is known."""

from collections.abc import Sequence
from dataclasses import dataclass

from content.loader import Content
from db.filled import Filling
from db.models import Consent, Invitation, Letter, Membership, Person
from db.unit_of_work import UnitOfWork
from domain.errors import Rejected, Stale
from domain.notifications import LetterCame
from domain.pairs import ALIVE
from domain.people import Actor, PersonState, Role, short_name
from services import invitations
from services.access import ensure_curator, ensure_place, ensure_reader

PAGE = 8
MAX_LETTER = 4096  # characters: one message
IN_ONE = 3500  # characters of a letter shown in one message beside its head


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """A person in a list."""

    id: int
    name: str
    state: PersonState
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePage:
    """A page of people under a filter."""

    lines: tuple[PersonLine, ...]
    total: int
    only: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonCard:
    """Everything about one person on one screen."""

    person: Person
    memberships: tuple[Membership, ...]
    consents: tuple[Consent, ...]
    submissions: tuple[Filling, ...]
    link: Invitation | None
    is_unreachable: bool
    pair_ids: tuple[int, ...]

    @property
    def roles(self) -> frozenset[Role]:
        """The person's roles."""
        return frozenset(membership.role for membership in self.memberships)


async def list_page(
    uow: UnitOfWork, actor: Actor, *, only: str = "", offset: int = 0, limit: int = PAGE
) -> PeoplePage:
    """List the school's people; ``only`` is a role, ``no_consent``, ``unpaired`` or empty."""
    place = ensure_reader(actor)
    if only == "unpaired":
        from services import pairs

        found: Sequence[Person] = await pairs.unpaired(uow, place.organisation_id)
        total, people = len(found), found[offset : offset + limit]
    else:
        total = await uow.people.count(place.organisation_id, only=only)
        people = await uow.people.list_page(
            place.organisation_id, only=only, offset=offset, limit=limit
        )
    roles = await uow.people.roles_of(place.organisation_id)
    lines = tuple(
        PersonLine(id=p.id, name=p.name, state=p.state, roles=frozenset(roles.get(p.id, ())))
        for p in people
    )
    return PeoplePage(lines=lines, total=total, only=only)


async def card(uow: UnitOfWork, actor: Actor, person_id: int) -> PersonCard:
    """Show a person to a curator of the school."""
    place = ensure_curator(actor)
    return await _card(uow, await uow.people.get(place.organisation_id, person_id))


async def me(uow: UnitOfWork, actor: Actor) -> PersonCard:
    """Show everything the bot keeps about the actor in the current school."""
    place = ensure_place(actor)
    return await _card(uow, await uow.people.get(place.organisation_id, place.person_id))


async def _card(uow: UnitOfWork, person: Person) -> PersonCard:
    organisation_id = person.organisation_id
    links = await uow.invitations.list_of_person(organisation_id, person.id)
    account = await uow.accounts.get(person.account_id) if person.account_id else None
    pairs = await uow.pairs.list_of_person(organisation_id, person.id)
    return PersonCard(
        person=person,
        memberships=tuple(await uow.people.list_memberships(organisation_id, person.id)),
        consents=tuple(await uow.people.list_consents(organisation_id, person.id)),
        submissions=tuple(await uow.questionnaires.list_of_person(organisation_id, person.id)),
        link=links[0] if links else None,
        is_unreachable=account is not None and account.unreachable_at is not None,
        pair_ids=tuple(pair.id for pair in pairs),
    )


async def add_role(uow: UnitOfWork, actor: Actor, person_id: int, role: Role) -> Person:
    """Give a person of the school one more role."""
    place = ensure_curator(actor)
    person = await uow.people.get(place.organisation_id, person_id)
    if person.state is PersonState.LEFT or role is Role.OWNER:
        raise Stale("error-person-left", subject="people")
    await invitations.add_role(uow, person, role)
    return person


async def remove(uow: UnitOfWork, actor: Actor, person_id: int) -> None:
    """Take a person off the programme; one who is in a living pair must leave it first."""
    place = ensure_curator(actor)
    person = await uow.people.get(place.organisation_id, person_id)
    if person.id == place.person_id:
        raise Rejected("error-remove-self")
    living = await uow.pairs.list_of_person(place.organisation_id, person_id)
    if any(pair.state in ALIVE for pair in living):
        raise Rejected("error-remove-paired")
    account_id, person.account_id = person.account_id, None
    person.state = PersonState.LEFT
    await uow.invitations.revoke_all(person.id)
    await uow.people.drop_memberships(person.id)
    await uow.session.flush()
    if account_id is not None:
        await uow.accounts.forget(account_id)


async def write_letter(uow: UnitOfWork, actor: Actor, content: Content, text: str) -> int:
    """Write a line to the school's curators; give how many of them get it now.

    They are told at once because the rule of letters is named urgent (reminders.toml).
    """
    place = ensure_place(actor)
    text = text.strip()
    if not text or len(text) > MAX_LETTER:
        raise Rejected("error-line-long", limit=MAX_LETTER)
    letter = await _add_letter(uow, place.organisation_id, place.person_id, text)
    if not any(rule.kind == "letter" and rule.is_urgent for rule in content.rules):
        return 0
    curators = await uow.people.list_with_role(place.organisation_id, Role.CURATOR)
    me = await uow.people.get(place.organisation_id, place.person_id)
    reached = await uow.accounts.list_of_people([p.id for p in curators if p.id != me.id])
    parts = [text[start : start + IN_ONE] for start in range(0, len(text), IN_ONE)]
    for _, account in reached:
        for part in parts:
            uow.outbox.notify(
                account,
                LetterCame(letter_id=letter.id, who=short_name(me.name), post=me.post, text=part),
                school=place.school,
                is_urgent=True,
            )
    return len(reached)


async def _add_letter(uow: UnitOfWork, organisation_id: int, person_id: int, text: str) -> Letter:
    return await uow.people.added(
        Letter(
            organisation_id=organisation_id,
            person_id=person_id,
            text=text,
            created_at=uow.now,
        )
    )


async def open_letters(uow: UnitOfWork, actor: Actor) -> tuple[tuple[int, str, str], ...]:
    """List (id, who, text) of the letters nobody has closed, for the curators."""
    place = ensure_curator(actor)
    found = await uow.people.list_letters(place.organisation_id)
    return tuple((letter.id, person.name, letter.text) for letter, person in found)


async def close_letter(uow: UnitOfWork, actor: Actor, letter_id: int) -> Letter:
    """Say that a letter is dealt with; its text is kept no longer."""
    place = ensure_curator(actor)
    letter = await uow.people.get_letter(place.organisation_id, letter_id)
    if letter.closed_at is not None:
        raise Stale("error-letter-closed", subject="menu")
    letter.closed_at = uow.now
    letter.text = ""
    return letter
