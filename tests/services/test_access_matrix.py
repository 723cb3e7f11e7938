"""Every use case against everybody who may not: found by introspection, so none is forgotten."""

import importlib
import inspect
import pkgutil
from collections.abc import Awaitable, Callable, Iterator
from datetime import date, timedelta
from types import ModuleType
from typing import Any

import pytest

import services
from domain.activities import EvidenceGiven, EvidenceKind
from domain.errors import DomainError, Forbidden, NotFound, Rejected
from domain.meetings import Outcome
from domain.people import NewPerson, Role
from services import (
    activities,
    activity_dates,
    invitations,
    people,
    responsibles,
    roadmap_import,
)
from services.files import FileKind
from tests.world import PAPER, World

# What is not in one's own school is as if it were not there.
SAYS_NOTHING = {"error-forbidden", "error-not-registered"}
UseCase = Callable[..., Awaitable[Any]]
MODULES = tuple(
    importlib.import_module(f"services.{one.name}")
    for one in pkgutil.iter_modules(services.__path__)
)
# What use cases are made of; handlers do not call them.
PARTS = {
    "access.ensure_responsible", "activity_views.view_of", "meeting_work.load",
    "meeting_work.view_of", "roadmap_papers.open_row",
}  # fmt: skip
# Doors for people who are nobody yet: what opens them is a one-time token, never an id.
DOORS = {
    "organisations.become_owner", "invitations.confirm", "invitations.is_own",
    "invitations.waiting", "consents.answer",
}  # fmt: skip
# They name no object: everybody acts in their own school.
OWN = {
    "activities.follow", "activities.mine", "files.ask_timeline", "files.ask_paper", "people.me",
    "people.list_page", "people.write_letter", "people.open_letters", "pairs.mine",
    "questionnaires.find_unsent", "registers.list_entries",
    "responsibles.list_responsibles", "roadmap.find", "roadmap_import.begin_file",
    "roadmap_import.begin_text", "roadmap_import.find_alive", "roadmap_import.replaced",
    "roadmap_starts.open_work", "roadmap_starts.begin_template", "roadmap_starts.begin_next_year",
    "status.month", "status.view",
}  # fmt: skip
# An edited message is looked up among the actor's own answers.
OWN_MESSAGES = {"questionnaires.correct"}


def _public(module: ModuleType) -> Iterator[tuple[str, UseCase]]:
    area = module.__name__.rpartition(".")[2]
    for name, function in inspect.getmembers(module, inspect.iscoroutinefunction):
        is_own = function.__module__ == module.__name__ and not name.startswith("_")
        if is_own and "actor" in inspect.signature(function).parameters:
            yield f"{area}.{name}", function


USE_CASES = {
    name: case for module in MODULES for name, case in _public(module) if name not in PARTS
}


async def furnish(world: World) -> dict[str, Any]:
    """One of everything in the first school; give the arguments that name it."""
    view = await world.pair()
    rows = await world.load_roadmap()
    await world.join("former", Role.RESPONSIBLE, "Орлова Нина Павловна")
    await world.invite("invited", Role.MENTEE, "Серов Иван Петрович")
    met = await world.meeting(view.id, world.clock.now() + timedelta(days=1))
    async with world.uow() as uow:
        curator = await world.actor(uow, "curator")
        former = await world.actor(uow, "former")
        asked = await activity_dates.ask_or_move(
            uow, former, activity_id=rows["1"].id, version=1, to=date(2027, 12, 1), reason=""
        )
        assert asked.asked is not None
        draft = await roadmap_import.begin_text(uow, curator, PAPER)
        named = await responsibles.list_responsibles(uow, curator)
        await people.write_letter(uow, await world.actor(uow, "mentee"), world.content, "Помогите")
        letters = await people.open_letters(uow, curator)
        card = await people.card(uow, curator, world.people["mentor"])
        change_id = asked.asked.id
        await people.remove(uow, curator, world.people["former"])
    return {
        "activity_id": rows["2"].id, "version": 1, "evidence": activities.confirmed(),
        "to": date(2027, 12, 1), "reason": "", "change_id": change_id, "is_accepted": True,
        "content": world.content, "invitation_id": 1, "is_given": True,
        "person_id": world.people["invited"], "organisation_id": world.school_id,
        "role": Role.MENTOR, "people": (NewPerson(name="Котов Пётр", post=""),),
        "token": world.tokens["mentor"], "meeting_id": met.id, "pair_id": view.id,
        "starts_at": world.clock.now() + timedelta(days=2), "outcome": Outcome.HELD,
        "line": "Обсудили план", "is_held": True, "name": "Школа № 7", "address": "ул. Лесная, 5",
        "time_zone": "Asia/Omsk", "mentor_id": world.people["mentor"],
        "mentee_id": world.people["mentee"], "is_agreed": True, "letter_id": letters[0][0],
        "text": "Здравствуйте", "submission_id": card.submissions[0].id, "question": 0,
        "option": 0, "message_id": 1, "position": 0, "responsible_id": named[0].id,
        "file_id": "file", "size": 1, "import_id": draft.id, "year": 2027, "chat_id": 1,
        "edit": lambda work: work, "key": 0, "keys": frozenset(), "kind": FileKind.DOCX,
        "template": world.content.roadmaps[0], "on_id": rows["1"].id,
    }  # fmt: skip


def _arguments(case: UseCase, plain: dict[str, Any]) -> dict[str, Any]:
    wanted = inspect.signature(case).parameters.values()
    return {
        one.name: plain[one.name]
        for one in wanted
        if one.name not in ("uow", "actor") and one.default is inspect.Parameter.empty
    }


async def outcome(world: World, who: str, case: UseCase, plain: dict[str, Any]) -> str:
    """Run a use case for somebody and roll back; say how it ended."""
    async with world.database.begin() as uow:
        actor = await world.actor(uow, who)
        uow.mark_clean()
        try:
            given = await case(uow, actor, **_arguments(case, plain))
        except (Forbidden, NotFound):
            return "changed before it refused" if uow.is_dirty else "refused"
        except Rejected as error:
            return "refused" if error.key in SAYS_NOTHING else f"rejected: {error.key}"
        except DomainError as error:
            return f"{type(error).__name__}: {error.key}"
    return "refused" if given == () else "allowed"


async def _all(world: World, who: str, names: set[str], plain: dict[str, Any]) -> dict[str, str]:
    ended = {name: await outcome(world, who, USE_CASES[name], plain) for name in sorted(names)}
    return {name: how for name, how in ended.items() if how != "refused"}


def test_introspection_sees_the_use_cases() -> None:
    assert len(USE_CASES) > 50
    assert set(USE_CASES) >= DOORS | OWN | OWN_MESSAGES


async def test_nobody_outside_the_school_may_do_anything_in_it(world: World) -> None:
    plain = await furnish(world)
    other = await world.school("Школа «Парус»")
    await world.join("rival", Role.CURATOR, "Чужой Пётр Ильич", school_id=other)
    closed = set(USE_CASES) - DOORS
    assert await _all(world, "stranger", closed, plain) == {}
    assert await _all(world, "former", closed, plain) == {}
    assert await _all(world, "rival", closed - OWN - OWN_MESSAGES, plain) == {}


async def test_the_owner_sees_no_answers_and_runs_no_programme(world: World) -> None:
    plain = await furnish(world)
    theirs = {name for name in USE_CASES if name.startswith("organisations.")}
    closed = set(USE_CASES) - DOORS - theirs - {"invitations.invite"}
    assert await _all(world, "owner", closed, plain) == {}
    assert await outcome(world, "owner", invitations.invite, plain) == "refused"
    as_curator = {**plain, "role": Role.CURATOR}
    assert await outcome(world, "owner", invitations.invite, as_curator) == "allowed"


async def test_evidence_of_a_foreign_activity_changes_nothing(world: World) -> None:
    rows = await world.load_roadmap()
    await world.join("mentor", Role.MENTOR, "Петрова Анна Ивановна")
    async with world.uow() as uow:
        with pytest.raises(Forbidden):
            await activities.mark_done(
                uow, await world.actor(uow, "mentor"), activity_id=rows["1"].id, version=1,
                evidence=EvidenceGiven(kind=EvidenceKind.TEXT, text="сделано"),
            )  # fmt: skip
    async with world.database.reading() as uow:
        row = await uow.activities.get(world.school_id, rows["1"].id)
        assert (row.version, row.windows_done) == (1, 0)
