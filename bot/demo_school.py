"""A made-up school lived up to the middle of its year, by the use cases themselves."""

import tomllib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

from content.loader import Content
from db.unit_of_work import Database, UnitOfWork
from documents.reading import read_paper
from domain.activities import read_evidence
from domain.calendar import instant, local
from domain.meetings import Outcome
from domain.people import Actor, NewPerson, Role
from domain.roadmap_reading import read_roadmap
from services import (
    activities,
    command_menus,
    consents,
    invitations,
    meeting_reports,
    meetings,
    organisations,
    pairs,
    questionnaires,
    responsibles,
    roadmap_import,
)

ROOT = Path(__file__).parent.parent / "content" / "demo"


class SetClock:
    """A clock that stands where the school's story is."""

    def __init__(self) -> None:
        self.moment = datetime.min.replace(tzinfo=UTC)

    def now(self) -> datetime:
        """Return the moment of the story."""
        return self.moment


class DemoSchool:
    """Lives a school's story from ``school.toml`` into an empty database."""

    def __init__(
        self, engine: AsyncEngine, content: Content, year: int, language: str = "ru"
    ) -> None:
        self.plan = tomllib.loads((ROOT / "school.toml").read_text(encoding="utf-8"))
        self.clock = SetClock()
        self.database = Database(engine, self.clock)
        self.content = content
        self.year = year
        self.language = language
        self.zone = str(self.plan["time_zone"])
        self.telegram: dict[str, int] = {}
        self.people: dict[str, int] = {}

    def day(self, month_day: str) -> date:
        """Give a day of the school year."""
        month, day = (int(part) for part in month_day.split("-"))
        return date(self.year if month >= 9 else self.year + 1, month, day)

    def moment(self, month_day: str, at: str = "12:00") -> datetime:
        """Give an instant of the school year on the school's wall clock."""
        return instant(self.day(month_day), time.fromisoformat(at), self.zone)

    @property
    def today(self) -> datetime:
        """When the demo begins: a working day, half a minute past nine, as digests go out."""
        moment = self.moment(self.plan["today"], "09:00") + timedelta(seconds=30)
        while not self.content.calendar.is_working_day(local(moment, self.zone).date()):
            moment -= timedelta(days=1)
        return moment

    @asynccontextmanager
    async def at(self, moment: datetime) -> AsyncIterator[UnitOfWork]:
        """Open a transaction at a moment of the story; what it would say is not said."""
        self.clock.moment = moment
        async with self.database.begin() as uow:
            yield uow
            await uow.outbox.drop_all()
            await uow.commit()

    async def actor(self, uow: UnitOfWork, key: str) -> Actor:
        """Give a person of the story as an actor."""
        await uow.session.flush()
        found = await uow.accounts.find_actor(self.telegram[key])
        return found or Actor(telegram_id=self.telegram[key], language=self.language)

    async def live(self, telegram: dict[str, int]) -> None:
        """Live the whole story; ``telegram`` gives everybody's number in the messenger."""
        self.telegram = telegram
        await self._found()
        for person in self.plan["person"]:
            if "owner" not in person["roles"]:
                await self._join(person)
        await self._load_roadmap()
        for pair in self.plan["pair"]:
            await self._pair(pair)
        async with self.at(self.today) as uow:
            school = (await uow.organisations.list_all())[0]
            school.alive_at = uow.now
        await self._hand_out_menus()

    async def _hand_out_menus(self) -> None:
        """Let the bot set everybody's commands: what the past would have set was not sent."""
        async with self.database.begin() as uow:
            for telegram_id in self.telegram.values():
                account = await uow.accounts.find(telegram_id)
                if account is not None:
                    account.menu = ""
                    await command_menus.refresh(uow, telegram_id)
            await uow.commit()

    async def _found(self) -> None:
        async with self.at(self.moment(self.plan["began"], "08:00")) as uow:
            token = await organisations.new_owner_link(uow)
            await uow.session.flush()
            await organisations.become_owner(uow, await self.actor(uow, "owner"), token)
            owner = await self.actor(uow, "owner")
            made = await organisations.create_organisation(
                uow,
                owner,
                name=self.plan["name"],
                address=self.plan["address"],
                time_zone=self.zone,
            )
            self.school_id = made.id

    async def _join(self, plan: dict[str, Any]) -> None:
        key, role = plan["key"], Role(plan["roles"][0])
        async with self.at(self.moment(self.plan["began"])) as uow:
            inviting = await self.actor(uow, "owner" if role is Role.CURATOR else "curator")
            (invited,) = await invitations.invite(
                uow,
                inviting,
                organisation_id=self.school_id,
                role=role,
                people=(NewPerson(name=plan["name"], post=plan["post"]),),
            )
            self.people[key] = invited.person_id
            if plan.get("invited"):
                return
            actor = await self.actor(uow, key)
            await uow.session.flush()
            invitation = await invitations.confirm(uow, actor, invited.token)
            await uow.session.flush()
            await consents.answer(
                uow, actor, self.content, invitation_id=invitation.id, is_given=True
            )
            await self._answer(uow, key, plan.get("answers", []))

    async def _answer(self, uow: UnitOfWork, key: str, answers: list[Any]) -> None:
        if not answers:
            return
        actor = await self.actor(uow, key)
        submission = await questionnaires.find_unsent(uow, actor)
        assert submission is not None
        view = await questionnaires.show(uow, actor, self.content, submission.id)
        for question, value in zip(view.questionnaire.questions, answers, strict=False):
            is_day = question.kind == "date"
            saved = self.day(value).isoformat() if is_day else value
            await uow.questionnaires.save_answer(submission.id, question.key, saved, None)
        await uow.session.flush()
        await questionnaires.send(uow, actor, self.content, submission.id)

    async def _load_roadmap(self) -> None:
        plan = self.plan["roadmap"]
        text = (ROOT / plan["paper"]).read_text(encoding="utf-8")
        text = text.replace("{year}", str(self.year)).replace("{next}", str(self.year + 1))
        draft = read_roadmap(read_paper(text.encode(), plan["paper"]), year=self.year)
        async with self.at(self.moment("09-02")) as uow:
            curator = await self.actor(uow, "curator")
            view = await roadmap_import.begin_text(uow, curator, text)
            view = await roadmap_import.read(
                uow, curator, import_id=view.id, version=view.version, year=self.year, chat_id=0
            )
            await uow.session.flush()
            await roadmap_import.finish_reading(uow, self.school_id, view.id, draft)
            view = await roadmap_import.view(uow, curator, view.id)
            await roadmap_import.accept(uow, curator, import_id=view.id, version=view.version)
            await uow.session.flush()
            await self._bind(uow, curator, plan["bind"])
            await uow.jobs.drop_all()
        for done in plan["done"]:
            await self._mark_done(done)

    async def _bind(self, uow: UnitOfWork, curator: Actor, plan: dict[str, list[str]]) -> None:
        for view in await responsibles.list_responsibles(uow, curator):
            bound = {person.id for person in view.people}
            for key in plan.get(view.text, []):
                if self.people[key] not in bound:
                    await responsibles.toggle_binding(
                        uow, curator, responsible_id=view.id, person_id=self.people[key]
                    )

    async def _mark_done(self, plan: dict[str, str]) -> None:
        async with self.at(self.moment(plan["on"])) as uow:
            curator = await self.actor(uow, "curator")
            found = await uow.roadmap.find_current(self.school_id)
            assert found is not None
            rows = await uow.activities.list_of_roadmap(self.school_id, found.id)
            row = next(row for row in rows if row.number == plan["number"])
            await activities.mark_done(
                uow,
                curator,
                activity_id=row.id,
                version=row.version,
                evidence=read_evidence(plan["text"]),
            )

    async def _pair(self, plan: dict[str, Any]) -> None:
        async with self.at(self.moment(plan["on"])) as uow:
            curator = await self.actor(uow, "curator")
            view = await pairs.propose(
                uow,
                curator,
                mentor_id=self.people[plan["mentor"]],
                mentee_id=self.people[plan["mentee"]],
            )
            for key in (plan["mentor"], plan["mentee"]):
                await pairs.answer(
                    uow,
                    await self.actor(uow, key),
                    pair_id=view.id,
                    version=view.version,
                    is_agreed=True,
                )
        for meeting in plan["meeting"]:
            await self._meeting(plan, meeting, view.id)

    async def _meeting(self, pair: dict[str, Any], plan: dict[str, Any], pair_id: int) -> None:
        starts_at = self.moment(plan["on"], plan["at"])
        while not self.content.calendar.is_working_day(local(starts_at, self.zone).date()):
            starts_at += timedelta(days=1)
        is_waiting = plan.get("waiting", False)
        proposed_at = self.today - timedelta(hours=16) if is_waiting else starts_at
        async with self.at(proposed_at - timedelta(days=2 * (not is_waiting))) as uow:
            mentor = await self.actor(uow, pair["mentor"])
            mentee = await self.actor(uow, pair["mentee"])
            view = await meetings.propose(
                uow, mentor, pair_id=pair_id, starts_at=starts_at, place_name=plan["place"]
            )
            if is_waiting:
                return
            view = await meetings.confirm(uow, mentee, meeting_id=view.id, version=view.version)
        async with self.at(starts_at + timedelta(hours=2)) as uow:
            for actor in (mentor, mentee):
                await meeting_reports.report(
                    uow, actor, meeting_id=view.id, version=view.version, outcome=Outcome.HELD
                )
            await meeting_reports.add_line(uow, mentor, meeting_id=view.id, line=plan["line"])
            row = await uow.meetings.get(self.school_id, view.id)
            row.check_at = None
