"""A made-up school for tests, built by the use cases themselves."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import select

from content.loader import Content
from db.models import Activity, OutboxMessage
from db.unit_of_work import Database, UnitOfWork
from documents.reading import read_paper
from domain.meetings import MeetingKind, Outcome
from domain.people import Actor, NewPerson, Role
from domain.roadmap_reading import read_roadmap
from services import (
    consents,
    invitations,
    meeting_reports,
    meetings,
    organisations,
    pairs,
    questionnaires,
    roadmap_import,
)
from services.meeting_work import MeetingView
from services.pairs import PairView
from services.roadmap_papers import ImportView
from tests.clock import SetClock

ZONE = "Asia/Omsk"
YEAR = 2027
PAPER = """План мероприятий школы «Маяк» на 2027-2028 учебный год
№\tМероприятие\tСроки\tОтветственный
1\tПриказ о запуске\tдо 10 октября 2027\tОрлова Н.П.
2\tАнкеты\t15 октября 2027\tРуководители МО
3\tРабота пар\tв течение года\tНаставники
4\tВстречи\tМай 2027, Май 2028\tОрлова Н.П.
"""
ANSWERS = {
    "mentor": [12, {"chosen": [0]}, {"chosen": [0]}, True, 8, {"chosen": [0]}, "2027-10-05", "Да"],
    "mentee": [2, {"chosen": [0]}, {"chosen": [0]}, 5, False, "2027-10-05", "Научиться"],
}


@dataclass(slots=True)
class World:
    """An owner, schools, people; ``actors`` by a short name."""

    database: Database
    clock: SetClock
    content: Content
    school_id: int = 0
    people: dict[str, int] = field(default_factory=dict)
    telegram: dict[str, int] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)

    @asynccontextmanager
    async def uow(self) -> AsyncIterator[UnitOfWork]:
        """Open a transaction that is committed at its end."""
        async with self.database.begin() as uow:
            yield uow
            await uow.commit()

    def telegram_id(self, who: str) -> int:
        """Give somebody's number in the messenger."""
        return self.telegram.setdefault(who, 5_000_000_001 + len(self.telegram))

    async def actor(self, uow: UnitOfWork, who: str) -> Actor:
        """Give somebody as the actor of an update."""
        await uow.session.flush()
        found = await uow.accounts.find_actor(self.telegram_id(who))
        return found or Actor(telegram_id=self.telegram_id(who))

    async def found(self) -> None:
        """Make the owner, a school and its curator."""
        async with self.uow() as uow:
            token = await organisations.new_owner_link(uow)
            await uow.session.flush()
            await organisations.become_owner(uow, await self.actor(uow, "owner"), token)
        self.school_id = await self.school("Школа «Маяк»")
        await self.join("curator", Role.CURATOR, "Лебедева Ирина Олеговна")

    async def school(self, name: str) -> int:
        """Make one more school; give its id."""
        async with self.uow() as uow:
            made = await organisations.create_organisation(
                uow,
                await self.actor(uow, "owner"),
                name=name,
                address="г. Приморск, ул. Садовая, д. 1",
                time_zone=ZONE,
            )
            return made.id

    async def invite(
        self, who: str, role: Role, name: str, *, school_id: int = 0, by: str = ""
    ) -> str:
        """Invite somebody; give the token of the link."""
        async with self.uow() as uow:
            inviting = by or ("owner" if role is Role.CURATOR else "curator")
            (invited,) = await invitations.invite(
                uow,
                await self.actor(uow, inviting),
                organisation_id=school_id or self.school_id,
                role=role,
                people=(NewPerson(name=name, post="учитель"),),
            )
        self.people[who] = invited.person_id
        self.tokens[who] = invited.token
        return invited.token

    async def join(
        self, who: str, role: Role, name: str, *, school_id: int = 0, by: str = ""
    ) -> int:
        """Invite somebody who confirms and gives consent; give the person's id."""
        token = await self.invite(who, role, name, school_id=school_id, by=by)
        async with self.uow() as uow:
            actor = await self.actor(uow, who)
            invitation = await invitations.confirm(uow, actor, token)
            await uow.session.flush()
            await consents.answer(
                uow, actor, self.content, invitation_id=invitation.id, is_given=True
            )
        return self.people[who]

    async def register(self, who: str, role: Role, name: str) -> int:
        """Let somebody join and send the questionnaire of the role."""
        person_id = await self.join(who, role, name)
        async with self.uow() as uow:
            actor = await self.actor(uow, who)
            submission = await questionnaires.find_unsent(uow, actor)
            assert submission is not None
            view = await questionnaires.show(uow, actor, self.content, submission.id)
            for question, value in zip(
                view.questionnaire.questions, ANSWERS[role.value], strict=False
            ):
                await uow.questionnaires.save_answer(submission.id, question.key, value, None)
            await uow.session.flush()
            await questionnaires.send(uow, actor, self.content, submission.id)
        return person_id

    async def pair(self, *, is_agreed: bool = True) -> PairView:
        """Make a pair of a mentor and a mentee, agreed by both."""
        await self.register("mentor", Role.MENTOR, "Петрова Анна Ивановна")
        await self.register("mentee", Role.MENTEE, "Котова Марина Сергеевна")
        async with self.uow() as uow:
            view = await pairs.propose(
                uow,
                await self.actor(uow, "curator"),
                mentor_id=self.people["mentor"],
                mentee_id=self.people["mentee"],
            )
            for who in ("mentor", "mentee") if is_agreed else ():
                view = await pairs.answer(
                    uow,
                    await self.actor(uow, who),
                    pair_id=view.id,
                    version=view.version,
                    is_agreed=True,
                )
        return view

    async def meeting(
        self, pair_id: int, starts_at: datetime, *, is_confirmed: bool = True
    ) -> MeetingView:
        """Let the mentor propose a meeting and the mentee confirm it."""
        async with self.uow() as uow:
            view = await meetings.propose(
                uow, await self.actor(uow, "mentor"), pair_id=pair_id, starts_at=starts_at
            )
            if is_confirmed:
                view = await meetings.confirm(
                    uow, await self.actor(uow, "mentee"), meeting_id=view.id, version=view.version
                )
        return view

    async def hold(self, pair_id: int, kind: MeetingKind | None = None) -> MeetingView:
        """Hold the pair's next meeting tomorrow; the clock goes past it."""
        starts_at = self.clock.now().replace(hour=9, minute=0, second=0)
        self.clock.set(starts_at)
        self.clock.move(hours=1)
        async with self.uow() as uow:
            mentor, mentee = await self.actor(uow, "mentor"), await self.actor(uow, "mentee")
            at = self.clock.now().astimezone(UTC)
            at = at.replace(hour=at.hour + 1)
            view = await meetings.propose(uow, mentor, pair_id=pair_id, starts_at=at, kind=kind)
            view = await meetings.confirm(uow, mentee, meeting_id=view.id, version=view.version)
        self.clock.move(days=1)
        async with self.uow() as uow:
            mentor = await self.actor(uow, "mentor")
            return await meeting_reports.report(
                uow, mentor, meeting_id=view.id, version=view.version, outcome=Outcome.HELD
            )

    async def preview(self, paper: str = PAPER, *, year: int = YEAR) -> ImportView:
        """Let the curator send a paper and have it read; nothing is accepted yet."""
        draft = read_roadmap(read_paper(paper.encode(), "paper.txt"), year=year)
        async with self.uow() as uow:
            curator = await self.actor(uow, "curator")
            view = await roadmap_import.begin_text(uow, curator, paper)
            view = await roadmap_import.read(
                uow, curator, import_id=view.id, version=view.version, year=year, chat_id=0
            )
            await uow.session.flush()
            shown = await roadmap_import.finish_reading(uow, self.school_id, view.id, draft)
            assert shown is not None
            await uow.jobs.drop_all()
            return shown

    async def load_roadmap(self, paper: str = PAPER) -> dict[str, Activity]:
        """Import and accept a paper; give its activities by number."""
        view = await self.preview(paper)
        async with self.uow() as uow:
            curator = await self.actor(uow, "curator")
            made = await roadmap_import.accept(
                uow, curator, import_id=view.id, version=view.version
            )
            rows = await uow.activities.list_of_roadmap(self.school_id, made.id)
        return {row.number or str(row.position + 1): row for row in rows}

    async def outbox(self, who: str = "") -> list[OutboxMessage]:
        """Give what waits to be said, to one person or to all."""
        async with self.database.reading() as uow:
            query = select(OutboxMessage).order_by(OutboxMessage.id)
            if who:
                query = query.where(OutboxMessage.chat_id == self.telegram_id(who))
            return list((await uow.session.scalars(query)).all())

    async def clear_outbox(self) -> None:
        """Forget what waits to be said."""
        async with self.uow() as uow:
            await uow.outbox.drop_all()
