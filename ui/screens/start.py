"""The first screens: owner link, invitation, consent, and the menu of each role."""

from dataclasses import dataclass
from datetime import datetime
from html import escape

from db.filled import Filling
from db.models import Organisation
from domain.consents import ConsentText
from domain.pairs import PairState
from domain.people import PAIRED_ROLES, Actor, Input, Role, address_name, short_name
from ui.callbacks import ConsentAct, Go, OwnerAct, TokenAct
from ui.screen import Button, Keyboard, Screen, button, rows
from ui.screens.common import asks, menu_button, short
from ui.translator import Words

SHOWN_LETTERS = 5
LETTER_LENGTH = 600
FOLD = 3500  # characters of a consent that fit into one message beside the buttons


def owner_confirm(words: Words, token: str) -> Screen:
    """Ask before anybody becomes an owner: a link never acts on being opened."""
    return Screen(
        text=words("owner-confirm"),
        keyboard=rows(
            button(words.plain("button-become-owner"), TokenAct(action="own", token=token)),
            button(words.plain("button-cancel"), Go(to="menu")),
        ),
    )


def invitation(
    words: Words, token: str, *, name: str, school: str, roles: tuple[Role, ...], is_minor: bool
) -> Screen:
    """Show who is invited where; nothing is stored before a button."""
    if is_minor:
        return Screen(text=words("invitation-minor", name=address_name(name), school=school))
    role = next((r for r in roles if r in PAIRED_ROLES), roles[0] if roles else Role.RESPONSIBLE)
    has_age = any(r in PAIRED_ROLES for r in roles)
    yes = button(words.plain("button-its-me"), TokenAct(action="me", token=token))
    no = button(words.plain("button-not-me"), TokenAct(action="not_me", token=token))
    minor = button(words.plain("button-minor"), TokenAct(action="minor", token=token))
    return Screen(
        text=words(
            "invitation", name=address_name(name), school=school, role=role.value,
            next="questionnaire" if has_age else "consent",
        ),
        keyboard=((yes, no), (minor,)) if has_age else ((yes, no),),
    )  # fmt: skip


def said(words: Words, key: str, **args: str) -> Screen:
    """A last word on the road of an invitation: nothing more is asked."""
    return Screen(text=words(key, **args))


def consent(words: Words, text: ConsentText, invitation_id: int) -> Screen:
    """Show the consent as its own document with two equal buttons."""
    body = escape(text.body, quote=False)
    yes = ConsentAct(action="give", id=invitation_id, version=text.version)
    no = ConsentAct(action="refuse", id=invitation_id, version=text.version)
    return Screen(
        text=words("consent-head", title=text.title, version=str(text.version), dated=text.dated)
        + f"\n<blockquote expandable>{body[:FOLD]}</blockquote>\n"
        + words("consent-foot"),
        keyboard=(
            (
                button(words.plain("button-consent"), yes),
                button(words.plain("button-no-consent"), no),
            ),
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuFacts:
    """What the menu shows beside its buttons."""

    unsent: Filling | None = None
    activities: int = 0
    pairs: tuple[tuple[int, PairState, str, bool], ...] = ()
    meetings: tuple[tuple[int, str, str, datetime], ...] = ()
    overdue: int = 0
    has_roadmap: bool = False
    has_import: bool = False
    letters: int = 0


def menu(words: Words, actor: Actor, facts: MenuFacts) -> Screen:
    """Show what this person can do now, the waiting things first."""
    place = actor.place
    if place is None:
        return Screen(text=words("menu-owner"), keyboard=_owner_rows(words))
    keyboard = [*_waiting(words, facts)]
    roles = place.roles
    if Role.CURATOR in roles:
        keyboard += _curator(words, facts)
    elif Role.ADMINISTRATION in roles:
        keyboard += _reader(words, facts)
    if facts.activities:
        keyboard.append(
            (button(words.plain("button-mine", count=facts.activities), Go(to="mine")),)
        )
    if Role.CURATOR not in roles:
        keyboard.append((button(words.plain("button-letter"), Go(to="letter")),))
    if actor.is_owner:
        keyboard += _owner_rows(words)
    if len(actor.places) > 1:
        keyboard.append((button(words.plain("button-schools"), Go(to="schools")),))
    keyboard.append((button(words.plain("button-me"), Go(to="me")),))
    key = "menu-idle" if len(keyboard) <= 2 else "menu"
    return Screen(
        text=words(key, name=address_name(place.person_name), school=place.organisation_name),
        keyboard=tuple(keyboard),
    )


def _waiting(words: Words, facts: MenuFacts) -> list[tuple[Button, ...]]:
    found: list[tuple[Button, ...]] = []
    if facts.unsent is not None:
        go = Go(to="fill", id=facts.unsent.id)
        key = "button-fill" if facts.unsent.position == 0 else "button-fill-on"
        found.append((button(words.plain(key), go),))
    for meeting_id, key, who, starts_at in facts.meetings:
        label = words.plain(key, who=who, when=words.moment(starts_at))
        found.append((button(label, Go(to="meeting", id=meeting_id)),))
    for pair_id, state, who, is_asked in facts.pairs:
        key = "button-pair-asked" if is_asked else "button-pair"
        if state is not PairState.PROPOSED or is_asked:
            found.append((button(words.plain(key, who=who), Go(to="pair", id=pair_id)),))
    return found


def _curator(words: Words, facts: MenuFacts) -> list[tuple[Button, ...]]:
    first: list[tuple[Button, ...]] = []
    if facts.has_import:
        first.append((button(words.plain("button-import"), Go(to="import")),))
    if not facts.has_roadmap and not facts.has_import:
        first.append((button(words.plain("button-upload"), Go(to="upload")),))
    if facts.letters:
        first.append(
            (button(words.plain("button-letters", count=facts.letters), Go(to="letters")),)
        )
    return [
        *first,
        *_reader(words, facts),
        (
            button(words.plain("button-invite"), Go(to="invite")),
            button(words.plain("button-registers"), Go(to="registers")),
        ),
    ]


def _reader(words: Words, facts: MenuFacts) -> list[tuple[Button, ...]]:
    found: list[tuple[Button, ...]] = [(button(words.plain("button-status"), Go(to="status")),)]
    if facts.overdue:
        found.append(
            (button(words.plain("button-overdue", count=facts.overdue), Go(to="overdue")),)
        )
    if facts.has_roadmap:
        found.append((button(words.plain("button-roadmap"), Go(to="roadmap")),))
    found.append(
        (
            button(words.plain("button-people"), Go(to="people")),
            button(words.plain("button-pairs"), Go(to="pairs")),
        )
    )
    return found


def _owner_rows(words: Words) -> Keyboard:
    return ((button(words.plain("button-owner"), Go(to="owner")),),)


def schools(words: Words, actor: Actor) -> Screen:
    """Let somebody of several schools choose where to work."""
    buttons = [
        button(place.organisation_name[:60], Go(to="school_of", id=place.organisation_id))
        for place in actor.places
    ]
    return Screen(text=words("choose-school"), keyboard=rows(*buttons, menu_button(words)))


def help_screen(words: Words, actor: Actor) -> Screen:
    """Say what the bot does for this person's roles."""
    order = (Role.OWNER, Role.CURATOR, Role.ADMINISTRATION, Role.RESPONSIBLE, Role.MENTOR,
             Role.MENTEE)  # fmt: skip
    parts = [words("help")] + [words(f"help-{role}") for role in order if role in actor.roles]
    return Screen(text="\n\n".join(parts), keyboard=((menu_button(words),),))


def owner_home(words: Words, schools: list[Organisation]) -> Screen:
    """List the owner's schools."""
    buttons = [button(s.name[:60], OwnerAct(action="school", id=s.id)) for s in schools]
    key = "owner-home" if schools else "owner-first"
    return Screen(
        text=words(key, count=len(schools)),
        keyboard=rows(
            *buttons,
            button(words.plain("button-create-school"), OwnerAct(action="create")),
            menu_button(words),
        ),
    )


def ask_letter(words: Words) -> Screen:
    """Ask for the line to the curators."""
    return asks(words, "letter-ask", Input(kind="letter"), Go(to="menu"))


def letter_sent(words: Words, count: int, *, is_part: bool) -> Screen:
    """Say that a line was passed on; after a long message more is awaited."""
    return Screen(
        text=words("letter-sent-part" if is_part else "letter-sent", count=count),
        keyboard=((menu_button(words),),),
        awaits=Input(kind="letter") if is_part else None,
    )


def letters(words: Words, found: tuple[tuple[int, str, str], ...]) -> Screen:
    """List the letters nobody has answered yet."""
    shown = found[:SHOWN_LETTERS]
    lines = [
        words("letter-line", who=short_name(who), text=short(text, LETTER_LENGTH))
        for _, who, text in shown
    ]
    buttons = [
        button(words.plain("button-letter-done", who=short_name(who)), Go(to="letter_done", id=i))
        for i, who, _ in shown
    ]
    key = "letters" if found else "letters-none"
    if len(found) > len(shown):
        lines.append(words("letters-more", count=len(found) - len(shown)))
    return Screen(
        text="\n\n".join([words(key), *lines]), keyboard=rows(*buttons, menu_button(words))
    )
