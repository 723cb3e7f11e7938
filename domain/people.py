"""Who takes part: roles, states, names, and the actor of an update."""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from domain.errors import Rejected

MAX_NAME = 120
MAX_POST = 160
MOST_AT_ONCE = 20  # their links fit into one message


class Role(StrEnum):
    """Roles of the field; one person may hold several (domain.md §1)."""

    OWNER = "owner"
    CURATOR = "curator"
    ADMINISTRATION = "administration"
    RESPONSIBLE = "responsible"
    MENTOR = "mentor"
    MENTEE = "mentee"


INVITED_ROLES = (
    Role.MENTOR,
    Role.MENTEE,
    Role.RESPONSIBLE,
    Role.ADMINISTRATION,
    Role.CURATOR,
)
PAIRED_ROLES = frozenset({Role.MENTOR, Role.MENTEE})


class PersonState(StrEnum):
    """Where a person stands on the road from invitation to leaving."""

    INVITED = "invited"
    JOINED = "joined"
    PAPER = "paper"
    REFUSED = "refused"
    LEFT = "left"


ACTIVE_STATES = frozenset({PersonState.JOINED, PersonState.PAPER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """What the bot awaits from a person: ``kind`` names the question, ``values`` what is known."""

    kind: str
    values: dict[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """The school that news is about."""

    id: int
    name: str
    time_zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One school of an account: the person it is there, and the roles."""

    organisation_id: int
    organisation_name: str
    time_zone: str
    person_id: int
    person_name: str
    roles: frozenset[Role]

    @property
    def school(self) -> School:
        """The school alone."""
        return School(
            id=self.organisation_id, name=self.organisation_name, time_zone=self.time_zone
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acts: the messenger's user, the account behind it, and the school it works in now."""

    telegram_id: int
    language: str = "ru"
    account_id: int | None = None
    is_owner: bool = False
    places: tuple[Place, ...] = ()
    place: Place | None = None
    input: Input | None = None
    last_message_id: int = 0

    @property
    def roles(self) -> frozenset[Role]:
        """Roles in the current school, and the owner's."""
        own = frozenset({Role.OWNER}) if self.is_owner else frozenset()
        return own | (self.place.roles if self.place else frozenset())

    @property
    def is_known(self) -> bool:
        """Whether the bot knows this user at all."""
        return self.account_id is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """A person of the school's list: full name and post."""

    name: str
    post: str


def short_name(name: str) -> str:
    """Give «Анна П.» for «Петрова Анна Ивановна»: what others may see (voice.md, rule 8)."""
    parts = name.split()
    if len(parts) < 2:
        return name
    return f"{parts[1]} {parts[0][0]}."


def address_name(name: str) -> str:
    """Give the first name and patronymic by which a person is spoken to."""
    parts = name.split()
    return " ".join(parts[1:3]) if len(parts) > 1 else name


def read_person(line: str) -> NewPerson:
    """Read «Петрова Анна Ивановна, учитель химии»; the post may be missing."""
    line = re.sub(r"^\s*\d{1,3}[.)]\s*", "", line)  # a list copied with its numbers
    name, _, post = line.strip().partition(",")
    name, post = " ".join(name.split()), " ".join(post.split())
    if name.isupper():
        name = name.title()
    if len(name.split()) < 2 or not re.search(r"\w\w", name) or re.search(r"\d", name):
        raise Rejected("error-name-incomplete", line=line.strip()[:60])
    if len(name) > MAX_NAME or len(post) > MAX_POST:
        raise Rejected("error-name-long")
    return NewPerson(name=name, post=post)


def read_people(text: str) -> tuple[NewPerson, ...]:
    """Read one person a line; a name that stands twice is refused."""
    people = tuple(read_person(line) for line in text.splitlines() if line.strip())
    if not people:
        raise Rejected("error-name-incomplete", line="")
    if len(people) > MOST_AT_ONCE:
        raise Rejected("error-names-many", limit=MOST_AT_ONCE)
    names = [person.name.casefold() for person in people]
    if len(set(names)) != len(names):
        raise Rejected("error-name-twice")
    return people
