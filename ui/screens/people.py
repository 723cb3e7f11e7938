"""Screens of people: invitations, the list, a card, registers, what the bot knows."""

from db.models import Consent
from domain.consents import ConsentAnswer, ConsentWay
from domain.people import ACTIVE_STATES, INVITED_ROLES, Input, PersonState, Role, short_name
from domain.questionnaires import SubmissionState
from services.invitations import Invited
from services.people import PeoplePage, PersonCard
from services.registers import AnsweredQuestion, Entry
from ui.callbacks import AnswerAct, Go, PersonAct
from ui.screen import Button, Keyboard, Row, Screen, button, rows
from ui.screens.common import PAGE, menu_button, pager, short, ways_back
from ui.screens.questionnaires import answer_text
from ui.translator import Words

FILTERS = ("", "no_consent", "mentor", "mentee", "responsible", "unpaired", "no_questionnaire")
MOST_ANSWERS = 20


def choose_role(words: Words) -> Screen:
    """Ask as whom people are invited."""
    keyboard: list[Row] = [
        (button(words.plain(f"role-{role}"), PersonAct(action="invite", value=number)),)
        for number, role in enumerate(INVITED_ROLES)
    ]
    keyboard.insert(2, (button(words.plain("role-pupil"), PersonAct(action="invite_minor")),))
    return Screen(text=words("invite-role"), keyboard=(*keyboard, (menu_button(words),)))


def ask_names(words: Words, role: Role, values: dict[str, str | int], back: Go) -> Screen:
    """Ask for names and posts, one person a line."""
    key = "invite-names-one" if role is Role.CURATOR else "invite-names"
    return Screen(
        text=words(key, role=role.value),
        keyboard=(ways_back(words, back),),
        awaits=Input(kind="invite", values=values),
    )


def links(words: Words, username: str, invited: tuple[Invited, ...], again: Button) -> Screen:
    """Show the new links, to be passed on by the curator."""
    lines = [
        words("invite-link", name=one.name, link=f"https://t.me/{username}?start={one.token}")
        if one.token
        else words("invite-joined", name=one.name)
        for one in invited
    ]
    return Screen(
        text="\n\n".join([words("invite-links", count=len(invited)), *lines]),
        keyboard=((again, menu_button(words)),),
    )


def people(words: Words, page: PeoplePage, number: int) -> Screen:
    """List people under a filter."""
    buttons = [
        button(
            words.plain("person-line", name=short_name(line.name), state=line.state.value),
            Go(to="person", id=line.id),
        )
        for line in page.lines
    ]
    index = FILTERS.index(page.only)
    filters = [
        button(words.plain(f"people-{name or 'all'}"), Go(to="people", id=i))
        for i, name in enumerate(FILTERS)
        if i != index
    ]
    return Screen(
        text=words(f"people-title-{page.only or 'all'}".replace("_", "-"), count=page.total),
        keyboard=(
            *rows(*buttons),
            *pager(words, number, page.total, "people", id=index),
            *rows(*filters, width=3),
            (menu_button(words),),
        ),
    )


def card(words: Words, view: PersonCard) -> Screen:
    """Show everything about a person to the curator."""
    person = view.person
    roles = ", ".join(words.plain(f"role-{role}") for role in sorted(view.roles))
    parts = [words("card", name=person.name, post=person.post or "—", roles=roles or "—")]
    parts.append(words("card-state", state=person.state.value))
    if person.is_minor:
        parts.append(words("card-minor"))
    if view.is_unreachable:
        parts.append(words("card-unreachable"))
    parts += [_submission(words, s.code, s.state) for s in view.submissions]
    return Screen(text="\n".join(parts), keyboard=_card_keyboard(words, view))


def _submission(words: Words, code: str, state: SubmissionState) -> str:
    return words("card-questionnaire", code=code, state=state.value)


def _card_keyboard(words: Words, view: PersonCard) -> Keyboard:
    person = view.person
    found: list[Row] = []

    def add(key: str, action: str) -> None:
        found.append((button(words.plain(key), PersonAct(action=action, id=person.id)),))

    if person.state in (PersonState.INVITED, PersonState.REFUSED):
        if not person.is_minor:
            add("button-new-link", "link")
        add("button-paper-consent", "paper")
    if person.state in ACTIVE_STATES:
        found += _paper_questionnaires(words, view)
        if view.submissions:
            add("button-answers", "answers")
        found += [
            (button(words.plain("button-open-pair"), Go(to="pair", id=pair_id)),)
            for pair_id in view.pair_ids
        ]
    if person.state is not PersonState.LEFT:
        add("button-add-role", "roles")
        add("button-remove", "remove")
    found.append(ways_back(words, Go(to="people")))
    return tuple(found)


def _paper_questionnaires(words: Words, view: PersonCard) -> list[Row]:
    return [
        (button(words.plain("button-paper-fill"), AnswerAct(action="open", id=submission.id)),)
        for submission in view.submissions
        if submission.state is not SubmissionState.SENT
    ]


def confirm_paper(words: Words, name: str, person_id: int) -> Screen:
    """Ask before a paper consent is recorded."""
    yes = PersonAct(action="paper_yes", id=person_id)
    return Screen(
        text=words("paper-confirm", name=name),
        keyboard=(
            (button(words.plain("button-paper-yes"), yes),),
            ways_back(words, Go(to="person", id=person_id)),
        ),
    )


def confirm_remove(words: Words, name: str, person_id: int) -> Screen:
    """Ask before a person is taken off the programme, with the consequence."""
    yes = PersonAct(action="remove_yes", id=person_id)
    return Screen(
        text=words("remove-confirm", name=name),
        keyboard=(
            (button(words.plain("button-remove"), yes),),
            ways_back(words, Go(to="person", id=person_id)),
        ),
    )


def add_role(words: Words, view: PersonCard) -> Screen:
    """Offer the roles a person does not have."""
    buttons = [
        button(
            words.plain(f"role-{role}"),
            PersonAct(action="role", id=view.person.id, value=number),
        )
        for number, role in enumerate(INVITED_ROLES)
        if role not in view.roles
    ]
    back = ways_back(words, Go(to="person", id=view.person.id))
    return Screen(text=words("add-role", name=view.person.name), keyboard=(*rows(*buttons), back))


def answers(
    words: Words, person_id: int, name: str, found: tuple[AnsweredQuestion, ...]
) -> Screen:
    """Show what a person answered, to the curator."""
    lines = [
        words(
            "answers-line",
            text=one.question.text[:120],
            answer=answer_text(words, one.question, one.value)[:250],
        )
        for one in found
    ]
    body = "\n".join(lines) if lines else words("answers-none")
    return Screen(
        text=words("answers-head", name=name) + "\n" + body,
        keyboard=(ways_back(words, Go(to="person", id=person_id)),),
    )


def registers(words: Words, mentors: int, mentees: int) -> Screen:
    """Offer the two registers."""
    return Screen(
        text=words("registers"),
        keyboard=(
            (button(words.plain("button-mentors", count=mentors), Go(to="register", id=0)),),
            (button(words.plain("button-mentees", count=mentees), Go(to="register", id=1)),),
            (menu_button(words),),
        ),
    )


def register(words: Words, role: Role, entries: tuple[Entry, ...], page: int) -> Screen:
    """Show a page of a register."""
    shown = entries[page * PAGE : (page + 1) * PAGE]
    lines = [
        words(
            "register-line",
            number=page * PAGE + i,
            name=short_name(entry.person.name),
            post=entry.person.post or "—",
            on=words.day(entry.membership.registered_at.date())
            if entry.membership.registered_at
            else "—",
            paired="yes" if entry.is_paired else "no",
        )
        for i, entry in enumerate(shown, start=1)
    ]
    cards = [
        button(str(page * PAGE + i), Go(to="person", id=entry.person.id))
        for i, entry in enumerate(shown, start=1)
    ]
    head = words(f"register-{role}", count=len(entries))
    return Screen(
        text="\n".join([head, *lines]),
        keyboard=(
            *rows(*cards, width=4),
            *pager(words, page, len(entries), "register", id=0 if role is Role.MENTOR else 1),
            ways_back(words, Go(to="registers")),
        ),
    )


def me_owner(words: Words) -> Screen:
    """Say what is kept about an owner who is nobody in any school."""
    return Screen(text=words("me-owner"), keyboard=((menu_button(words),),))


def me(
    words: Words, view: PersonCard, answers: tuple[AnsweredQuestion, ...], school_name: str
) -> Screen:
    """Show everything the bot keeps about the person who asks."""
    person = view.person
    roles = ", ".join(words.plain(f"role-{role}") for role in sorted(view.roles))
    parts = [
        words("me", school=school_name, name=person.name, post=person.post or "—", roles=roles)
    ]
    parts += [_consent(words, consent) for consent in view.consents]
    parts += [_submission(words, s.code, s.state) for s in view.submissions]
    parts += [
        words(
            "me-answer",
            text=short(one.question.text, 70),
            answer=short(answer_text(words, one.question, one.value), 100),
        )
        for one in answers[:MOST_ANSWERS]
    ]
    parts.append(words("me-foot", pairs=len(view.pair_ids)))
    return Screen(text="\n".join(parts), keyboard=((menu_button(words),),))


def _consent(words: Words, consent: Consent) -> str:
    return words(
        "me-consent",
        version=str(consent.version),
        on=words.day(consent.answered_at.date()),
        answer="given" if consent.answer is ConsentAnswer.GIVEN else "refused",
        way="paper" if consent.way is ConsentWay.PAPER else "self",
    )
