"""News: what is said unasked, put into words when it is sent."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from domain.notifications import (
    BotWasDown,
    CuratorReminds,
    Digest,
    FileFailed,
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
from ui.callbacks import Go, MeetingAct
from ui.digest_items import BUTTONS, item_buttons, item_text
from ui.screen import Button, Row, Screen, button
from ui.screens.common import menu_button
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


def file_failed(words: Words, v: Values) -> Screen:
    """A file that was asked for cannot be sent; a picture has a twin in words."""
    in_words = button(words.plain("button-timeline-text"), Go(to="timeline_text"))
    return Screen(
        text=words("news-file-failed", kind=v["kind"]),
        keyboard=(*(((in_words,),) if v["kind"] == "photo" else ()), (menu_button(words),)),
    )


def owner_note(words: Words, v: Values) -> Screen:
    """Failures the owner must see."""
    since = words.moment(datetime.fromisoformat(v["since"]))
    return Screen(
        text=words(
            "news-owner", what=v["what"], number=str(v["number"]), count=v["count"], since=since
        ),
        keyboard=((menu_button(words),),),
    )


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
        (FileFailed, file_failed),
        (OwnerNote, owner_note),
    )
}

__all__ = ["BUTTONS", "SCREENS", "Button", "Notification", "render"]
