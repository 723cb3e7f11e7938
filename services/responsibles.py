"""Responsibles of the roadmap: whom the paper's words mean, bound once."""

from dataclasses import dataclass

from db.models import Person, Responsible, ResponsiblePerson
from db.unit_of_work import UnitOfWork
from domain.errors import NotFound
from domain.people import ACTIVE_STATES, Actor, Place, Role
from services import invitations
from services.access import ensure_curator


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponsibleView:
    """A responsible of the paper and whom it means; candidates are marked when bound.

    The deputy stands in, and then is among ``people``, while none of those meant is there.
    """

    id: int
    text: str
    people: tuple[Person, ...]
    deputy: Person | None = None
    candidates: tuple[Person, ...] = ()


async def list_responsibles(uow: UnitOfWork, actor: Actor) -> tuple[ResponsibleView, ...]:
    """List the responsibles of the roadmap in force, the unbound ones first."""
    place = ensure_curator(actor)
    roadmap = await uow.roadmap.find_current(place.organisation_id)
    if roadmap is None:
        return ()
    bound = await uow.roadmap.bound_people(place.organisation_id)
    deputies = await uow.roadmap.deputies(place.organisation_id)
    views = [
        ResponsibleView(
            id=row.id,
            text=row.text,
            people=bound.get(row.id, ()),
            deputy=next(iter(deputies.get(row.id, ())), None),
        )
        for row in await uow.roadmap.list_responsibles(place.organisation_id, roadmap.id)
    ]
    return tuple(sorted(views, key=lambda view: bool(view.people)))


async def view_responsible(uow: UnitOfWork, actor: Actor, responsible_id: int) -> ResponsibleView:
    """Show a responsible with everybody it may be bound to."""
    place = ensure_curator(actor)
    row = await uow.roadmap.get_responsible(place.organisation_id, responsible_id)
    return await _view_responsible(uow, place, row)


async def _view_responsible(uow: UnitOfWork, place: Place, row: Responsible) -> ResponsibleView:
    bound = await uow.roadmap.bound_people(place.organisation_id)
    deputies = await uow.roadmap.deputies(place.organisation_id)
    everybody = await uow.people.list_page(place.organisation_id, only="active")
    return ResponsibleView(
        id=row.id,
        text=row.text,
        people=bound.get(row.id, ()),
        deputy=next(iter(deputies.get(row.id, ())), None),
        candidates=tuple(person for person in everybody if not person.is_minor),
    )


async def toggle_binding(
    uow: UnitOfWork, actor: Actor, *, responsible_id: int, person_id: int
) -> ResponsibleView:
    """Bind a person to a responsible, or take them off; whoever is bound gets the role."""
    place = ensure_curator(actor)
    row = await uow.roadmap.get_responsible(place.organisation_id, responsible_id)
    person = await uow.people.get(place.organisation_id, person_id)
    if person.state not in ACTIVE_STATES:
        raise NotFound
    is_bound = person_id in await uow.roadmap.bound_ids(responsible_id)
    await uow.roadmap.unbind(responsible_id, person_id)
    if not is_bound:
        await _bind(uow, row, person, is_deputy=False)
    await uow.session.flush()
    return await _view_responsible(uow, place, row)


async def set_deputy(
    uow: UnitOfWork, actor: Actor, *, responsible_id: int, person_id: int
) -> ResponsibleView:
    """Name the one deputy of a responsible, or take them off; who is meant is no deputy."""
    place = ensure_curator(actor)
    row = await uow.roadmap.get_responsible(place.organisation_id, responsible_id)
    person = await uow.people.get(place.organisation_id, person_id)
    is_meant = person_id in await uow.roadmap.bound_ids(responsible_id)
    if person.state not in ACTIVE_STATES or is_meant:
        raise NotFound
    before = await uow.roadmap.bound_ids(responsible_id, is_deputy=True)
    for one in before:
        await uow.roadmap.unbind(responsible_id, one)
    if person_id not in before:
        await _bind(uow, row, person, is_deputy=True)
    await uow.session.flush()
    return await _view_responsible(uow, place, row)


async def _bind(uow: UnitOfWork, row: Responsible, person: Person, *, is_deputy: bool) -> None:
    uow.roadmap.add(
        ResponsiblePerson(responsible_id=row.id, person_id=person.id, is_deputy=is_deputy)
    )
    await invitations.add_role(uow, person, Role.RESPONSIBLE)


async def left_behind(
    uow: UnitOfWork, actor: Actor, person_id: int
) -> tuple[ResponsibleView, ...]:
    """List the responsibles that meant somebody who has left, to be bound anew."""
    known = await list_responsibles(uow, actor)
    mine = await uow.roadmap.list_bound_to(person_id)
    return tuple(view for view in known if view.id in mine)


async def bind_by_name(uow: UnitOfWork, person: Person) -> None:
    """Bind somebody who joins to the responsibles that name them and nobody else yet."""
    roadmap = await uow.roadmap.find_current(person.organisation_id)
    if roadmap is None:
        return
    key = surname_key(person.name)
    for row in await uow.roadmap.list_responsibles(person.organisation_id, roadmap.id):
        is_named = row.kind == "person" and initials_key(row.text) == key
        if is_named and not await uow.roadmap.bound_ids(row.id):
            await _bind(uow, row, person, is_deputy=False)


async def meant_by(uow: UnitOfWork, organisation_id: int) -> dict[str, set[int]]:
    """Give whom the words of papers mean: as bound before, else by surname and initials."""
    meant: dict[str, set[int]] = {}
    for person in await uow.people.list_page(organisation_id, only="active"):
        meant.setdefault(surname_key(person.name), set()).add(person.id)
    return meant | await uow.roadmap.bound_texts(organisation_id)


def people_meant(meant: dict[str, set[int]], text: str) -> set[int]:
    """Give the people a responsible's words mean; initials that fit several mean nobody."""
    alike = meant.get(initials_key(text), set())
    return meant.get(text.casefold()) or (alike if len(alike) == 1 else set())


def surname_key(name: str) -> str:
    """Give «петрова а и» for «Петрова Анна Ивановна»."""
    parts = name.casefold().split()
    return " ".join([parts[0], *(part[0] for part in parts[1:3])])


def initials_key(text: str) -> str:
    """Give «петрова а и» for «Петрова А.И.» or «А.И. Петрова»."""
    parts = text.casefold().replace(".", " ").split()
    long = [part for part in parts if len(part) > 1]
    return " ".join([*long, *(part for part in parts if len(part) == 1)])
