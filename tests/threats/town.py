"""Two schools in one database, made step by step together, so that the next id is foreign."""

from dataclasses import dataclass, field
from datetime import timedelta

from db.models import Meeting, MeetingReport
from db.unit_of_work import UnitOfWork
from domain.meetings import MeetingKind, MeetingState, Outcome
from domain.people import Actor, Role
from scheduler.ticks import Ticks
from services import (
    activity_dates,
    consents,
    invitations,
    meeting_reports,
    meetings,
    organisations,
    pairs,
    people,
    questionnaires,
)
from tests.world import ANSWERS, World

HEAD = """План мероприятий школы на 2027-2028 учебный год
№\tМероприятие\tСроки\tОтветственный\tРезультат
Этап 1. Подготовка\t\t\t\t
1\tПриказ о запуске\tдо 10 октября 2027\tОрлова Н.П.\tПриказ
2\tАнкеты участников\t15 октября 2027\tРуководители МО\tНе менее 20 анкет
Этап 2. Работа\t\t\t\t
3\tРабота пар\tв течение года\tНаставники\t
4\tВстречи\tМай 2027, Май 2028\tОрлова Н.П.\t
"""
DOUBTFUL = HEAD + "5\tСад\tкогда-нибудь потом\tКто-нибудь\tСад\nНечто без столбцов\n"
PAIRS = {"2": ("Громова Ольга Петровна", "Дроздов Илья Олегович"),
         "3": ("Ершов Павел Игоревич", "Агеева Вера Андреевна"),
         "4": ("Зимин Олег Павлович", "Иванцова Раиса Львовна")}  # fmt: skip


@dataclass(slots=True)
class School(World):
    """A world whose people have numbers of their own; ``first`` begins them."""

    first: int = 6_000_000_001

    def telegram_id(self, who: str) -> int:
        """Give somebody's number in the messenger."""
        return self.telegram.setdefault(who, self.first + len(self.telegram))


@dataclass(slots=True)
class Town:
    """Two furnished schools, one whose paper is compared, and one that has nothing.

    People are named `a.curator`, `b.mentor`; `stranger` and `claimant` are nobody yet.
    """

    schools: dict[str, School]
    numbers: dict[str, int] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)

    @property
    def world(self) -> School:
        """The first school."""
        return self.schools["a"]

    async def build(self) -> None:
        """Live both schools through the same steps, one step at a time."""
        for school in self.schools.values():
            await _found(school, self.world)
        twins = [self.schools["a"], self.schools["b"]]
        for step in (_people, _roadmap, _pairs, _first_meeting):
            for school in twins:
                await step(school)
        self.world.clock.move(days=1)
        for step in (_disputes, _open_matters, _newcomers):
            for school in twins:
                await step(school)
        await _roadmap(self.schools["c"])
        await self.schools["c"].preview(DOUBTFUL, year=2027)
        await self._visit()
        await self._morning()
        await self._claim()
        self._number()

    async def _visit(self) -> None:
        """Somebody takes part in two schools."""
        for school in (self.schools["a"], self.schools["c"]):
            school.telegram["visitor"] = 7_000_000_003
            await school.join("visitor", Role.RESPONSIBLE, "Юдина Инна Олеговна")

    async def _claim(self) -> None:
        async with self.world.uow() as uow:
            self.links["claimant"] = await organisations.new_owner_link(uow)
        for letter in "ab":
            for who in ("newcomer", "guest"):
                self.links[f"{letter}.{who}"] = self.schools[letter].tokens[who]

    async def _morning(self) -> None:
        """The next morning, nine in the schools' zone: everybody gets a digest."""
        moment = self.world.clock.now()
        self.world.clock.set(moment.replace(hour=3, minute=1) + timedelta(days=1))

        async def nothing() -> None:
            return None

        await Ticks(self.world.database, self.world.content, nothing).remind()

    def _number(self) -> None:
        self.numbers = {"stranger": 7_000_000_001, "claimant": 7_000_000_002}
        for letter, school in self.schools.items():
            for who, number in school.telegram.items():
                is_shared = who in ("owner", "visitor")
                self.numbers.setdefault(who if is_shared else f"{letter}.{who}", number)


async def _found(school: School, first: School) -> None:
    if school is first:
        await school.found()
        return
    school.telegram["owner"] = first.telegram_id("owner")
    school.school_id = await school.school("Школа «Парус»")
    await school.join("curator", Role.CURATOR, "Уварова Лидия Марковна")


async def _people(school: School) -> None:
    await school.join("deputy", Role.ADMINISTRATION, "Фомин Яков Ильич")
    await school.join("responsible", Role.RESPONSIBLE, "Орлова Нина Павловна")
    await school.join("former", Role.RESPONSIBLE, "Чернов Семён Юрьевич")


async def _roadmap(school: School) -> None:
    rows = await school.load_roadmap(HEAD)
    if "responsible" not in school.people:
        return
    async with school.uow() as uow:
        responsible = await school.actor(uow, "responsible")
        await activity_dates.ask_or_move(
            uow, responsible, activity_id=rows["1"].id, version=1,
            to=school.clock.now().date() + timedelta(days=60), reason="болела",
        )  # fmt: skip


async def _pairs(school: School) -> None:
    """An agreed pair, a proposed one, one with a mentee on paper, one that is complete."""
    await school.pair()
    for number, (mentor, mentee) in PAIRS.items():
        await school.register("mentor" + number, Role.MENTOR, mentor)
        if number == "3":
            await _register_on_paper(school, "mentee3", mentee)
        else:
            await school.register("mentee" + number, Role.MENTEE, mentee)
        await _propose(school, number)
    pair_id = await _pair_of(school, "mentor4")
    async with school.uow() as uow:
        for kind in MeetingKind:
            await _held(uow, school, pair_id, kind)


async def _held(uow: UnitOfWork, school: School, pair_id: int, kind: MeetingKind) -> None:
    """A meeting of long ago of which both have told."""
    sides = [school.people[who] for who in ("mentor4", "mentee4")]
    made = await uow.meetings.added(
        Meeting(
            organisation_id=school.school_id, pair_id=pair_id, kind=kind,
            state=MeetingState.HELD, starts_at=uow.now, outcome_at=uow.now,
            proposed_by=sides[0], created_at=uow.now,
        )
    )  # fmt: skip
    for person_id in sides:
        uow.meetings.add(
            MeetingReport(
                organisation_id=school.school_id, meeting_id=made.id, person_id=person_id,
                outcome=Outcome.HELD, reported_at=uow.now - timedelta(days=1),
            )
        )  # fmt: skip


async def _register_on_paper(school: School, who: str, name: str) -> None:
    await school.invite(who, Role.MENTEE, name)
    async with school.uow() as uow:
        curator = await school.actor(uow, "curator")
        await consents.from_paper(uow, curator, school.content, school.people[who])
        await uow.session.flush()
        (row,) = await uow.questionnaires.list_of_person(school.school_id, school.people[who])
        await _answer(uow, curator, school, row.id, Role.MENTEE)
        await questionnaires.send(uow, curator, school.content, row.id)


async def _answer(
    uow: UnitOfWork, actor: Actor, school: School, submission_id: int, role: Role
) -> None:
    view = await questionnaires.show(uow, actor, school.content, submission_id)
    for question, value in zip(view.questionnaire.questions, ANSWERS[role.value], strict=False):
        await uow.questionnaires.save_answer(submission_id, question.key, value, None)
    await uow.session.flush()


async def _propose(school: School, number: str) -> None:
    async with school.uow() as uow:
        curator = await school.actor(uow, "curator")
        people_ids = [school.people[side + number] for side in ("mentor", "mentee")]
        view = await pairs.propose(
            uow, curator, mentor_id=people_ids[0], mentee_id=people_ids[1]
        )  # fmt: skip
        for person_id in people_ids if number != "2" else ():
            view = await pairs.answer(
                uow, curator, pair_id=view.id, version=view.version, is_agreed=True,
                person_id=person_id,
            )  # fmt: skip


async def _pair_of(school: School, who: str) -> int:
    async with school.database.reading() as uow:
        (view,) = await pairs.mine(uow, await school.actor(uow, who))
        return view.id


async def _first_meeting(school: School) -> None:
    """Two pairs agree on a meeting that is over by the next day."""
    at = school.clock.now() + timedelta(hours=2)
    for mentor, confirming in (("mentor", "mentee"), ("mentor3", "curator")):
        pair_id = await _pair_of(school, mentor)
        async with school.uow() as uow:
            view = await meetings.propose(
                uow, await school.actor(uow, mentor), pair_id=pair_id, starts_at=at,
                place_name="кабинет 12",
            )  # fmt: skip
            other = await school.actor(uow, confirming)
            await meetings.confirm(uow, other, meeting_id=view.id, version=view.version)


async def _disputes(school: School) -> None:
    """The first pair says different things; the third has not said anything."""
    async with school.uow() as uow:
        (view,) = await pairs.mine(uow, await school.actor(uow, "mentor"))
        meeting = view.meetings[0]
        for who, outcome in (("mentor", Outcome.HELD), ("mentee", Outcome.NOT_HELD)):
            await meeting_reports.report(
                uow, await school.actor(uow, who), meeting_id=meeting.id,
                version=meeting.version, outcome=outcome,
            )  # fmt: skip


async def _open_matters(school: School) -> None:
    """A proposed meeting, a letter, a paper with doubts, somebody who left, one unreachable."""
    pair_id = await _pair_of(school, "mentor")
    await school.meeting(pair_id, school.clock.now() + timedelta(days=9), is_confirmed=False)
    async with school.uow() as uow:
        mentee = await school.actor(uow, "mentee")
        await people.write_letter(uow, mentee, school.content, "Не могу найти кабинет")
        await people.remove(uow, await school.actor(uow, "curator"), school.people["former"])
        await uow.accounts.mark_unreachable(school.telegram_id("mentee4"), uow.now)
    await school.preview(DOUBTFUL, year=2028)


async def _newcomers(school: School) -> None:
    """With a questionnaire, with an answered one, before the consent, before everything."""
    await school.join("beginner", Role.MENTOR, "Цветкова Алла Ивановна")
    await school.join("finisher", Role.MENTEE, "Яшин Роман Олегович")
    async with school.uow() as uow:
        finisher = await school.actor(uow, "finisher")
        row = await questionnaires.find_unsent(uow, finisher)
        assert row is not None
        await _answer(uow, finisher, school, row.id, Role.MENTEE)
        uow.questionnaires.change(row, position=len(ANSWERS["mentee"]))
    token = await school.invite("newcomer", Role.MENTOR, "Шилов Марк Олегович")
    await school.invite("guest", Role.MENTEE, "Абрамова Нелли Павловна")
    school.telegram_id("guest")
    async with school.uow() as uow:
        await invitations.confirm(uow, await school.actor(uow, "newcomer"), token)
