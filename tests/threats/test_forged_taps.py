"""T1, T2: a button acts for whom it was made and nowhere else, whatever a client sends."""

import logging
import random
from collections.abc import Iterator
from typing import Any

import pytest

from content.loader import Content
from db.unit_of_work import Database
from domain.pairs import ALIVE
from handlers.meetings import OUTCOMES
from services import pairs, people, roadmap_import
from tests.contracts.test_callbacks import CLASSES, actions
from tests.threats.attack import Attack, Case
from tests.threats.canaries import OWNERS
from tests.threats.conftest import Explored
from tests.threats.offers import Offers, kind_of, tap
from tests.threats.town import Town

# Buttons that no played story shows; they are made by hand and sent all the same.
NEVER_SEEN = {
    ("go", "timeline_text"): "under a picture that a job has made",
    ("go", "blocked"): "in a digest on the day after somebody has blocked the bot",
    ("ac", "files"): "where a file was attached as evidence",
    ("ac", "accept_off"): "where a request names a day off",
    ("im", "put"): "where a line was not understood in a paper of several stages",
    ("im", "due"): "behind a chosen month, deeper than the story goes",
    ("pa", "mentors"): "where more than eight mentors wait",
    ("pa", "mentees"): "where more than eight mentees wait",
}
SHORT = (
    "a.deputy", "a.responsible", "a.mentee", "a.newcomer", "a.former", "owner", "stranger",
    "b.curator",
)  # fmt: skip
JUNK = ("-1", " 5 ", "1_0", "9" * 23)
GROUP_CHAT = {"id": -1001234567890, "type": "supergroup", "title": "Школа"}


def by_hand() -> Iterator[str]:
    """A button of every registered class and action, about the first of everything."""
    for cls in CLASSES:
        for action in sorted(actions(cls.__name__)):
            names = [name for name in cls.model_fields if name not in ("action", "to")]
            values = {name: "A" * 22 if name == "token" else 1 for name in names}
            head = {"to" if "to" in cls.model_fields else "action": action}
            yield cls(**head, **values).pack()


def one_of_each(offers: Offers, most: int) -> dict[tuple[str, ...], list[tuple[str, str]]]:
    """Some buttons of every kind with whom they were offered to, drawn the same each time."""
    found: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for who, taps in offers.taps.items():
        for data in sorted(taps):
            found.setdefault(kind_of(data), []).append((who, data))
    draw = random.Random(5)
    return {kind: draw.sample(all_, min(most, len(all_))) for kind, all_ in found.items()}


def test_every_registered_button_is_played_or_named_with_a_reason(explored: Explored) -> None:
    played = {kind_of(data) for taps in explored.offers.taps.values() for data in taps}
    known = {(cls.__prefix__, one) for cls in CLASSES for one in actions(cls.__name__)}
    assert known - played <= NEVER_SEEN.keys()
    assert len(played) > 90


def _others(explored: Explored, people: Iterator[str] | tuple[str, ...], most: int) -> list[Case]:
    """Buttons sent by those to whom the bot never offered anything about their subject."""
    alike = one_of_each(explored.offers, most).values()
    chosen = dict.fromkeys(data for offered in alike for _, data in offered)
    return [
        Case(who, tap(explored.town.numbers[who], data), data)
        for who in people
        for data in chosen | dict.fromkeys(by_hand())
        if not explored.offers.may(who, data)
        and data.split(":")[-1] not in explored.town.links.values()  # opens for whoever has it
    ]


async def _replay(
    explored: Explored, attack: Attack, people: tuple[str, ...], most: int
) -> list[str]:
    cases = _others(explored, people, most)
    foreign = [case for case in cases if _has_rights(case.who)]
    own = [case for case in cases if not _has_rights(case.who)]
    found = await attack.culprits(own) + await attack.culprits(foreign, foreign=True)
    assert len(attack.toasts) >= len(own) + len(foreign)  # each tap is answered, so none hangs
    assert attack.leaks() <= OWNERS
    print(f"{len(cases)} taps of {len(people)} people;", *found, sep="\n")
    return found


def _has_rights(who: str) -> bool:
    """Those of the other school have rights there, and a curator has all rights in their own."""
    return who.startswith("b.") or who == "a.curator"


async def test_a_button_does_nothing_for_those_to_whom_it_was_not_offered(
    explored: Explored, town_database: Database, content: Content, caplog: pytest.LogCaptureFixture
) -> None:
    attack = Attack(town_database, explored.town, content)
    with caplog.at_level(logging.INFO, "audit"):
        assert await _replay(explored, attack, SHORT, 1) == []
    lines = [record.getMessage() for record in caplog.records if record.name == "audit"]
    assert len(lines) > 500
    assert not any(str(number) in line for line in lines for number in _numbers(explored))


def _numbers(explored: Explored) -> list[int]:
    return list(explored.town.numbers.values())


@pytest.mark.nightly
async def test_no_button_at_all_does_anything_for_anybody_else(
    explored: Explored, town_database: Database, content: Content
) -> None:
    attack = Attack(town_database, explored.town, content)
    people = tuple(who for who in explored.town.numbers if not who.startswith(("c.", "d.")))
    assert await _replay(explored, attack, people, 1000) == []


def _spoilt(data: str) -> Iterator[str]:
    """The same button with every number made what no button of ours carries."""
    parts = data.split(":")
    for place in range(2, len(parts)):
        for junk in JUNK:
            yield ":".join([*parts[:place], junk, *parts[place + 1 :]])
    yield "zz:" + data.partition(":")[2]
    yield data + ":1"
    yield parts[0].upper() + data[2:]


def _malformed(explored: Explored, most: int) -> Iterator[Case]:
    draw = random.Random(6)
    for alike in one_of_each(explored.offers, most).values():
        for who, data in alike:
            user = explored.town.numbers[who]
            for spoilt in _spoilt(data):
                yield Case(who, tap(user, spoilt), spoilt)
            noise = draw.randbytes(64).decode("latin-1")
            for junk in (noise, "", ":", "\x00", None):
                yield Case(who, tap(user, junk), repr(junk))


async def test_a_malformed_button_does_nothing_even_for_its_owner(
    explored: Explored, town_database: Database, content: Content
) -> None:
    attack = Attack(town_database, explored.town, content)
    cases = list(_malformed(explored, 1))
    assert len(cases) > 900
    assert await attack.culprits(cases) == []
    assert len(attack.toasts) == len(cases)


def _elsewhere(explored: Explored, most: int) -> Iterator[Case]:
    """A good button, pressed in a group, a channel, or a chat of two others."""
    other = {"id": explored.town.numbers["b.mentor"], "type": "private", "first_name": "Чужой"}
    chats = (GROUP_CHAT, {"id": -5, "type": "channel", "title": "Канал"}, other)
    for alike in one_of_each(explored.offers, most).values():
        for who, data in alike:
            user = explored.town.numbers[who]
            for chat in chats:
                place = {"message_id": 1, "date": 1, "text": "…", "chat": chat}
                gone = {"message_id": 1, "date": 0, "chat": chat}
                yield Case(who, tap(user, data, message=place), f"{data} in {chat['id']}")
                yield Case(who, tap(user, data, message=gone), f"{data}, gone, in {chat['id']}")


async def test_a_button_does_nothing_in_a_group_or_in_another_chat(
    explored: Explored, town_database: Database, content: Content
) -> None:
    attack = Attack(town_database, explored.town, content)
    assert await attack.culprits(list(_elsewhere(explored, 1))) == []
    assert {row.payload.get("text") for row in attack.said} == set()


def _neighbours(explored: Explored, most: int) -> Iterator[Case]:
    """A good button with every number moved to its neighbours, which are of another school."""
    for alike in one_of_each(explored.offers, most).values():
        for who, data in alike:
            parts = data.split(":")
            for place, part in enumerate(parts):
                for by in (-1, 1) if part.isdecimal() else ():
                    moved = str(max(0, int(part) + by))
                    forged = ":".join([*parts[:place], moved, *parts[place + 1 :]])
                    yield Case(who, tap(explored.town.numbers[who], forged), forged)


async def test_numbers_beside_ones_own_never_reach_another_school(
    explored: Explored, town_database: Database, content: Content
) -> None:
    attack = Attack(town_database, explored.town, content)
    cases = [case for case in _neighbours(explored, 1) if case.who.startswith("a.")]
    assert await attack.culprits(cases, foreign=True) == []
    assert attack.leaks() == set()


async def test_a_tap_whose_message_is_gone_is_answered_like_any_other(
    explored: Explored, town_database: Database, content: Content
) -> None:
    attack = Attack(town_database, explored.town, content)
    steps = []
    for alike in one_of_each(explored.offers, 1).values():
        for who, data in alike:
            user = explored.town.numbers[who]
            gone: dict[str, Any] = {
                "message_id": 1, "date": 0, "chat": {"id": user, "type": "private"},
            }  # fmt: skip
            steps.append(tap(user, data, message=gone))
            steps.append(tap(user, data, message=None))
            steps.append(tap(user, data, message=None, inline_message_id="AAAA"))
    await attack.send(steps)
    assert len({toast.query_id for toast in attack.toasts}) == len(steps)
    async with town_database.reading() as uow:
        assert await uow.updates.count_dead() == 0


async def _end(database: Database, town: Town) -> None:
    """Stop every pair, give the paper up, take everybody but the curator off the programme."""
    school = town.world.school_id
    async with database.begin() as uow:
        curator = await uow.accounts.find_actor(town.numbers["a.curator"])
        assert curator is not None
        for pair in await uow.pairs.list_page(school, offset=0, limit=100):
            if pair.state in ALIVE:
                await pairs.stop(uow, curator, pair_id=pair.id, version=pair.version)
        paper = await roadmap_import.find_alive(uow, curator)
        assert paper is not None
        await roadmap_import.cancel(uow, curator, import_id=paper.id, version=paper.version)
        for who, person_id in town.world.people.items():
            if who != "curator":
                await people.remove(uow, curator, person_id)
        await uow.outbox.drop_all()
        await uow.commit()


async def test_after_the_end_no_old_button_does_anything(
    explored: Explored, town_database: Database, content: Content
) -> None:
    await _end(town_database, explored.town)
    attack = Attack(town_database, explored.town, content)
    ended = ("pa:", "me:", "im:", "an:", "co:")
    # What took place before the end of its pair is written down by the curator, and settled.
    reports = (*OUTCOMES, "paper", "paper_not", "undo", "settle")
    written = {("me", action) for action in reports}
    cases = [
        Case(who, tap(explored.town.numbers[who], data), data)
        for who, taps in explored.offers.taps.items()
        for kind in {kind_of(data) for data in taps}
        for data in sorted(one for one in taps if kind_of(one) == kind)[:2]
        if who.startswith("a.")
        and (who != "a.curator" or (data.startswith(ended) and kind_of(data) not in written))
    ]
    assert len(cases) > 150
    found = await attack.culprits(cases)
    assert found == []
