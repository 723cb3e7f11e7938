"""News: what is said unasked, put into words when it is sent."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from domain.notifications import (
    BotWasDown,
    CuratorReminds,
    Digest,
    LetterCame,
    MeetingAnswered,
    MeetingOver,
    MeetingProposed,
    MeetingTomorrow,
    Notification,
    OwnerNote,
)
from domain.pairs import Side
from domain.people import address_name
from ui.callbacks import ActivityAct, Go, MeetingAct, PairAct
from ui.screen import Button, Row, Screen, button
from ui.screens.common import menu_button, short
from ui.screens.meetings import outcome_rows
from ui.translator import Translator, Words

Values = dict[str, Any]


def render(translator: Translator, payload: Values, now: datetime) -> Values | None:
    """Give news as a screen's payload as of ``now``; ``None`` when it is no longer true."""
    words = Words(translator, language=payload["language"], zone=payload["zone"], now=now)
    screen = SCREENS[payload["name"]](words, payload["values"])
    text = screen.text
    if payload["school"]:
        text = words("news-school", school=payload["school"]) + "\n" + text
    return {**screen.payload(), "text": text}


def meeting_proposed(words: Words, v: Values) -> Screen:
    """A meeting proposed or moved by the other side."""
    key = "news-meeting-changed" if v["is_change"] else "news-meeting-proposed"
    return Screen(
        text=words(
            key,
            who=v["who"],
            kind=v["kind"],
            when=words.moment(datetime.fromisoformat(v["starts_at"])),
            place="yes" if v["place"] else "no",
            where=v["place"],
        ),
        keyboard=(
            (button(words.plain("button-suits"), _meeting(v, "confirm")),),
            (
                button(words.plain("button-other-time"), _meeting(v, "change")),
                button(words.plain("button-cannot"), _meeting(v, "decline")),
            ),
        ),
    )


def _meeting(v: Values, action: str) -> MeetingAct:
    return MeetingAct(action=action, id=v["meeting_id"], version=v["version"])


def _open_meeting(words: Words, v: Values) -> Row:
    return (button(words.plain("button-open-meeting"), Go(to="meeting", id=v["meeting_id"])),)


def meeting_answered(words: Words, v: Values) -> Screen:
    """The other side's answer to a proposal, or a cancelled meeting."""
    return Screen(
        text=words(
            "news-meeting-answered",
            answer=v["answer"],
            who=v["who"],
            when=words.moment(datetime.fromisoformat(v["starts_at"])),
        ),
        keyboard=(_open_meeting(words, v), (menu_button(words),)),
    )


def meeting_tomorrow(words: Words, v: Values) -> Screen:
    """The evening before a meeting."""
    is_asked = not v["is_confirmed"] and v["is_mine_to_confirm"]
    state = "confirmed" if v["is_confirmed"] else "asked" if is_asked else "waiting"
    suits = button(words.plain("button-suits"), _meeting(v, "confirm"))
    other = button(words.plain("button-other-time"), _meeting(v, "change"))
    cannot = button(words.plain("button-cannot"), _meeting(v, "decline"))
    return Screen(
        text=words(
            "news-meeting-tomorrow",
            state=state,
            who=v["who"],
            when=words.moment(datetime.fromisoformat(v["starts_at"])),
            place="yes" if v["place"] else "no",
            where=v["place"],
        ),
        keyboard=((suits,), (other, cannot)) if is_asked else ((other, cannot),),
    )


def meeting_over(words: Words, v: Values) -> Screen:
    """Half an hour after a meeting: did it take place?"""
    key = "news-meeting-over" if v["side"] == Side.MENTOR else "news-meeting-over-mentee"
    return Screen(
        text=words(
            key,
            who=v["who"],
            when=words.moment(datetime.fromisoformat(v["starts_at"])),
        ),
        keyboard=outcome_rows(words, v["meeting_id"], v["version"], Side(v["side"])),
    )


def digest(words: Words, v: Values) -> Screen:
    """Everything that waits for a person this morning."""
    items = v["items"]
    count = len(items) + v["more"]
    parts = [words("digest-head", name=address_name(v["name"]), count=count)]
    keyboard: list[Row] = []
    for number, item in enumerate(items, start=1):
        parts.append(words("digest-item", number=number, text=item_text(words, item)))
        keyboard.append(item_buttons(words, item, f"{number}: "))
    if v["more"]:
        parts.append(words("digest-more", count=v["more"]))
        keyboard.append((menu_button(words),))
    parts.append(words("digest-why", role=v["role"]))
    return Screen(text="\n".join(parts), keyboard=tuple(row for row in keyboard if row))


def item_text(words: Words, item: Values) -> str:
    """Give one matter as a sentence, true on the day it is read; already escaped later."""
    values = dict(item["values"])
    anchor = date.fromisoformat(item["anchor_on"])
    args: Values = {"day": words.day(anchor), "distance": words.distance(anchor)}
    for key, value in values.items():
        if key == "starts_at":
            args["when"] = words.moment(datetime.fromisoformat(value))
        elif key == "new_on":
            args["new"] = words.day(date.fromisoformat(value))
        elif isinstance(value, bool):
            args[key] = "yes" if value else "no"
        else:
            args[key] = short(value, 120) if isinstance(value, str) else value
            args[f"has_{key}"] = "yes" if value else "no"
    text = words.plain("digest-" + item["code"], **args)
    return text.replace("..", ".")  # «Анна П.» at the end of a sentence


def item_buttons(words: Words, item: Values, prefix: str) -> Row:
    """Give the buttons that close a matter where it stands."""
    make = BUTTONS[item["code"]]
    return tuple(
        button(prefix + words.plain(key), act)
        for key, act in make(item["subject_id"], item["version"], item["values"])
    )


Act = ActivityAct | MeetingAct | PairAct | Go
Made = list[tuple[str, Act]]


def _activity(*keys: tuple[str, str]) -> Callable[[int, int, Values], Made]:
    def make(subject: int, version: int, values: Values) -> Made:
        return [
            (key, ActivityAct(action=action, id=subject, version=version)) for key, action in keys
        ]

    return make


def _open(key: str, to: str) -> Callable[[int, int, Values], Made]:
    return lambda subject, version, values: [(key, Go(to=to, id=subject))]


def _late_curator(subject: int, version: int, values: Values) -> Made:
    """«Напомнить», «Перенести срок», «Готово»; without a person, «Назначить»."""
    first: tuple[str, Act] = ("button-assign", Go(to="responsibles"))
    if values["who"]:
        remind = ActivityAct(action="remind", id=subject, version=version)
        first = ("button-remind", remind)
    return [first, *_activity(("button-move-to", "move"), ("button-mark-done", "done"))(
        subject, version, values
    )]  # fmt: skip


def _change(subject: int, version: int, values: Values) -> Made:
    return [
        ("button-accept-move", ActivityAct(action="accept", id=0, value=subject)),
        ("button-decline-move", ActivityAct(action="decline", id=0, value=subject)),
    ]


def _agree(subject: int, version: int, values: Values) -> Made:
    return [
        ("button-agree", PairAct(action="agree", id=subject, version=version)),
        ("button-decline", PairAct(action="decline", id=subject, version=version)),
    ]


def _report(subject: int, version: int, values: Values) -> Made:
    return [
        ("button-held", MeetingAct(action="held", id=subject, version=version)),
        ("button-moved", MeetingAct(action="moved", id=subject, version=version)),
        ("button-not-held", MeetingAct(action="not_held", id=subject, version=version)),
    ]


def _disputed(subject: int, version: int, values: Values) -> Made:
    return [
        ("button-was-held", MeetingAct(action="settle", id=subject, version=version, value=1)),
        ("button-was-not", MeetingAct(action="settle", id=subject, version=version, value=0)),
    ]


_OWN = _activity(("button-mark-done", "done"), ("button-move", "move"))

BUTTONS: dict[str, Callable[[int, int, Values], Made]] = {
    "activity-soon": _OWN,
    "activity-late": _OWN,
    "activity-reminded": _OWN,
    "activity-late-curator": _late_curator,
    "activity-late-head": _open("button-look", "activity"),
    "activity-unbound": lambda subject, version, values: [
        ("button-assign", Go(to="responsibles"))
    ],
    "change-asked": _change,
    "change-decided": lambda subject, version, values: [("button-my-activities", Go(to="mine"))],
    "pair-proposed": _agree,
    "pair-agreed": _open("button-look", "pair"),
    "pair-declined": _open("button-look", "pair"),
    "pair-quiet": _open("button-set-meeting", "pair"),
    "pair-quiet-curator": _open("button-look", "pair"),
    "pair-complete": _open("button-look", "pair"),
    "questionnaire": _open("button-fill-now", "fill"),
    "meeting-report": _report,
    "meeting-disputed": _disputed,
    "consent-missing": _open("button-card", "person"),
    "consent-missing-many": lambda subject, version, values: [
        ("button-look", Go(to="people", id=1))
    ],
    "minor": _open("button-card", "person"),
    "meeting-lapsed": _open("button-set-meeting", "pair"),
    "consent-refused": _open("button-card", "person"),
    "wrong-person": _open("button-card", "person"),
    "unreachable": _open("button-card", "person"),
    "letter": _open("button-letter-close", "letter_done"),
}


def curator_reminds(words: Words, v: Values) -> Screen:
    """A curator's own reminder about one matter."""
    item = v["item"]
    return Screen(
        text=words("news-curator-reminds", text=item_text(words, item)),
        keyboard=(item_buttons(words, item, ""), (menu_button(words),)),
    )


def letter_came(words: Words, v: Values) -> Screen:
    """A participant wrote to the curators."""
    return Screen(
        text=words(
            "news-letter",
            who=v["who"],
            post="yes" if v["post"] else "no",
            work=v["post"],
            text=v["text"],
        ),
        keyboard=(
            (button(words.plain("button-letter-close"), Go(to="letter_done", id=v["letter_id"])),),
        ),
    )


def bot_was_down(words: Words, v: Values) -> Screen:
    """For more than a day the bot did not run."""
    return Screen(
        text=words(
            "news-down",
            since=words.moment(datetime.fromisoformat(v["since"])),
            until=words.moment(datetime.fromisoformat(v["until"])),
        ),
        keyboard=((menu_button(words),),),
    )


def owner_note(words: Words, v: Values) -> Screen:
    """A failure the owner must see."""
    return Screen(text=words("news-owner", what=v["what"], number=str(v["number"])))


SCREENS: dict[str, Callable[[Words, Values], Screen]] = {
    cls.__name__: screen
    for cls, screen in (
        (MeetingProposed, meeting_proposed),
        (MeetingAnswered, meeting_answered),
        (MeetingTomorrow, meeting_tomorrow),
        (MeetingOver, meeting_over),
        (Digest, digest),
        (CuratorReminds, curator_reminds),
        (LetterCame, letter_came),
        (BotWasDown, bot_was_down),
        (OwnerNote, owner_note),
    )
}

__all__ = ["BUTTONS", "SCREENS", "Button", "Notification", "render"]
