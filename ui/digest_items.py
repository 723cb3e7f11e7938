"""Matters of a digest: the sentence and the buttons of each."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from ui.callbacks import ActivityAct, Go, MeetingAct, PairAct
from ui.screen import Row, button
from ui.screens.common import short
from ui.translator import Words

Values = dict[str, Any]


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
    "activity-blocked": _open("button-look", "activity"),
    "activity-waits": _open("button-look", "activity"),
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
