"""The owner and the schools."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import available_timezones

from db.models import Organisation, OwnerLink, Person
from db.unit_of_work import UnitOfWork
from domain.errors import Rejected
from domain.people import Actor, PersonState, Role, School
from domain.tokens import new_token, token_hash
from services.access import ensure_owner

OWNER_LINK_LIVES = timedelta(minutes=15)
MAX_NAME = 300
MAX_ADDRESS = 300


async def new_owner_link(uow: UnitOfWork) -> str:
    """Give the token of a new one-time owner link; earlier ones become worthless."""
    await uow.organisations.expire_owner_links()
    token = new_token()
    uow.organisations.add(
        OwnerLink(token_hash=token_hash(token), expires_at=uow.now + OWNER_LINK_LIVES)
    )
    return token


async def is_owner_link(uow: UnitOfWork, token: str) -> bool:
    """Whether a token is of an owner link at all, good or spent."""
    return await uow.organisations.find_owner_link(token_hash(token)) is not None


async def ensure_owner_link(uow: UnitOfWork, token: str) -> OwnerLink:
    """Give the owner link of a token; refuse a spent, late or unknown one."""
    link = await uow.organisations.find_owner_link(token_hash(token))
    if link is None or link.used_at is not None or link.expires_at <= uow.now:
        raise Rejected("error-owner-link")
    return link


async def become_owner(uow: UnitOfWork, actor: Actor, token: str) -> None:
    """Make the actor an owner of the bot by a one-time link from the console."""
    link = await ensure_owner_link(uow, token)
    link.used_at = uow.now
    account = await uow.accounts.ensure(actor.telegram_id, actor.language)
    account.is_owner = True


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationView:
    """A school as its owner sees it."""

    id: int
    name: str
    address: str
    time_zone: str
    curators: tuple[tuple[str, PersonState], ...]


async def list_organisations(uow: UnitOfWork, actor: Actor) -> Sequence[Organisation]:
    """List every school, for the owner."""
    ensure_owner(actor)
    return await uow.organisations.list_all()


async def view(uow: UnitOfWork, actor: Actor, organisation_id: int) -> OrganisationView:
    """Show a school to the owner: no answers, no people but its curators."""
    ensure_owner(actor)
    organisation = await uow.organisations.get(organisation_id)
    curators: Sequence[Person] = await uow.people.list_page(
        organisation_id, only=Role.CURATOR.value
    )
    return OrganisationView(
        id=organisation.id,
        name=organisation.name,
        address=organisation.address,
        time_zone=organisation.time_zone,
        curators=tuple((person.name, person.state) for person in curators),
    )


def school_of(organisation: Organisation) -> School:
    """Give an organisation as the school that news is about."""
    return School(id=organisation.id, name=organisation.name, time_zone=organisation.time_zone)


def check_name(text: str) -> str:
    """Give a school's full name, or refuse an empty or endless one."""
    name = " ".join(text.split())
    if len(name) < 3 or len(name) > MAX_NAME:
        raise Rejected("error-school-name", limit=MAX_NAME)
    return name


def check_address(text: str) -> str:
    """Give the address that stands in the consent."""
    address = " ".join(text.split())
    if len(address) < 5 or len(address) > MAX_ADDRESS:
        raise Rejected("error-school-address", limit=MAX_ADDRESS)
    return address


async def create_organisation(
    uow: UnitOfWork, actor: Actor, *, name: str, address: str, time_zone: str
) -> Organisation:
    """Create a school with its own IANA time zone."""
    ensure_owner(actor)
    if time_zone not in available_timezones():
        raise Rejected("error-forbidden")
    return await uow.organisations.added(
        Organisation(
            name=check_name(name),
            address=check_address(address),
            time_zone=time_zone,
            created_at=uow.now,
            alive_at=uow.now,
        )
    )


async def choose_organisation(uow: UnitOfWork, actor: Actor, organisation_id: int) -> None:
    """Work in another of one's schools from now on."""
    if actor.account_id is None or organisation_id not in {
        place.organisation_id for place in actor.places
    }:
        raise Rejected("error-forbidden")
    account = await uow.accounts.get(actor.account_id)
    account.organisation_id = organisation_id
