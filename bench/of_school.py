"""A filled database for benchmarks: mentors who have agreed and wait with a questionnaire."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import content.loader
from bot.clock import SystemClock
from db.engine import create_engine
from db.migrate import ensure_schema
from db.models import RoadmapImport
from db.unit_of_work import Database, UnitOfWork
from domain.people import NewPerson, Role
from domain.roadmap_import import ImportState
from services import consents, invitations
from tests.world import World


async def fill(url: str, count: int) -> list[int]:
    """Migrate and fill a database; give the messenger numbers of the mentors."""
    engine = create_engine(url)
    await ensure_schema(engine, url)
    world = World(Database(engine, SystemClock()), SystemClock(), content.loader.load())  # type: ignore[arg-type]
    await world.found()
    people = [NewPerson(name=f"Мамонтова Вера {n}", post="учитель") for n in range(count)]
    async with world.uow() as uow:
        curator = await world.actor(uow, "curator")
        invited = await invitations.invite(
            uow, curator, organisation_id=world.school_id, role=Role.MENTOR, people=tuple(people)
        )
        for number, one in enumerate(invited):
            await _join(world, uow, f"mentor {number}", one.token)
        await uow.outbox.drop_all()
        await uow.commit()
    await engine.dispose()
    return [world.telegram_id(f"mentor {number}") for number in range(count)]


async def ask_to_read(url: str, paper: str, count: int) -> None:
    """Let so many pasted papers wait for their reading."""
    async with _school(url) as uow:
        (school,) = await uow.organisations.list_all()
        (person, *_) = await uow.people.list_with_role(school.id, Role.CURATOR)
        for _ in range(count):
            row = await uow.roadmap.added(
                RoadmapImport(
                    organisation_id=school.id, person_id=person.id, state=ImportState.READING,
                    year=2027, text=paper, dropped=[], created_at=uow.now,
                )
            )  # fmt: skip
            payload = {"import_id": row.id, "organisation_id": school.id, "chat_id": 0}
            uow.jobs.start("read_roadmap", payload)
        await uow.commit()


async def until_read(url: str) -> None:
    """Wait until no job is left."""
    while True:
        async with _school(url) as uow:
            if not await uow.jobs.list_pending(1):
                return
        await asyncio.sleep(1)


@asynccontextmanager
async def _school(url: str) -> AsyncIterator[UnitOfWork]:
    engine = create_engine(url)
    async with Database(engine, SystemClock()).begin() as uow:
        yield uow
    await engine.dispose()


async def _join(world: World, uow: UnitOfWork, who: str, token: str) -> None:
    actor = await world.actor(uow, who)
    invitation = await invitations.confirm(uow, actor, token)
    await uow.session.flush()
    await consents.answer(
        uow, await world.actor(uow, who), world.content, invitation_id=invitation.id, is_given=True
    )
    await uow.session.flush()


if __name__ == "__main__":
    print(len(asyncio.run(fill(sys.argv[1], int(sys.argv[2])))))
