"""Who may do what: decided here from the actor, never from what a button carries."""

from db.unit_of_work import UnitOfWork
from domain.errors import Forbidden
from domain.people import Actor, Place, Role


def ensure_owner(actor: Actor) -> None:
    """Only the owner of the bot."""
    if not actor.is_owner:
        raise Forbidden


def ensure_place(actor: Actor) -> Place:
    """Only somebody who has joined a school; give that school."""
    if actor.place is None:
        raise Forbidden
    return actor.place


def is_curator(actor: Actor) -> bool:
    """Whether the actor runs the programme of the current school."""
    return actor.place is not None and Role.CURATOR in actor.place.roles


def is_reader(actor: Actor) -> bool:
    """Whether the actor is a curator or of the administration of the current school."""
    roles = actor.place.roles if actor.place else frozenset()
    return bool(roles & {Role.CURATOR, Role.ADMINISTRATION})


def ensure_curator(actor: Actor) -> Place:
    """Only a curator of the current school; give that school."""
    place = ensure_place(actor)
    if Role.CURATOR not in place.roles:
        raise Forbidden
    return place


def ensure_reader(actor: Actor) -> Place:
    """Only a curator or the administration of the current school; give that school."""
    place = ensure_place(actor)
    if not place.roles & {Role.CURATOR, Role.ADMINISTRATION}:
        raise Forbidden
    return place


def ensure_self_or_curator(actor: Actor, person_id: int) -> bool:
    """Only the person, or a curator acting from paper; say whether it is from paper."""
    place = ensure_place(actor)
    if place.person_id == person_id:
        return False
    if Role.CURATOR not in place.roles:
        raise Forbidden
    return True


async def ensure_responsible(uow: UnitOfWork, actor: Actor, activity_id: int) -> Place:
    """Only a person who answers for the activity, or a curator; give the school."""
    place = ensure_place(actor)
    if Role.CURATOR in place.roles:
        return place
    await uow.activities.get(place.organisation_id, activity_id)
    people = await uow.activities.people_of(place.organisation_id, [activity_id])
    if place.person_id not in people.get(activity_id, set()):
        raise Forbidden
    return place
