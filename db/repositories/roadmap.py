"""Roadmaps, their stages and responsibles, and papers being imported."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import delete, select, update

from db.models import (
    Activity,
    ActivityResponsible,
    Person,
    Responsible,
    ResponsiblePerson,
    Roadmap,
    RoadmapImport,
    Stage,
)
from db.repositories.base import Repository
from domain.people import ACTIVE_STATES
from domain.roadmap_import import ALIVE, ImportState

KEEP_PAPER = timedelta(days=1)


class Roadmaps(Repository):
    """Rows of ``roadmaps``, ``stages``, ``responsibles`` and ``roadmap_imports``."""

    async def find_current(self, organisation_id: int) -> Roadmap | None:
        """Find the roadmap in force."""
        query = select(Roadmap).where(Roadmap.organisation_id == organisation_id)
        return await self._maybe(
            query.where(Roadmap.is_current).order_by(Roadmap.id.desc()).limit(1)
        )

    async def retire_all(self, organisation_id: int) -> None:
        """Put every roadmap of the school into the archive."""
        await self.session.execute(
            update(Roadmap)
            .where(Roadmap.organisation_id == organisation_id)
            .values(is_current=False)
        )

    async def list_stages(self, organisation_id: int, roadmap_id: int) -> Sequence[Stage]:
        """List the stages in the paper's order."""
        query = select(Stage).where(Stage.organisation_id == organisation_id)
        return await self._all(
            query.where(Stage.roadmap_id == roadmap_id).order_by(Stage.position)
        )

    async def get_import(self, organisation_id: int, import_id: int) -> RoadmapImport:
        """Give an import of this school."""
        return await self._of_school(RoadmapImport, organisation_id, import_id)

    async def find_alive_import(
        self, organisation_id: int, person_id: int
    ) -> RoadmapImport | None:
        """Find a curator's import that is neither accepted nor given up."""
        return await self._maybe(
            select(RoadmapImport)
            .where(RoadmapImport.organisation_id == organisation_id)
            .where(RoadmapImport.person_id == person_id)
            .where(RoadmapImport.state.in_(ALIVE))
            .order_by(RoadmapImport.id.desc())
            .limit(1)
        )

    async def outdate_imports(self, organisation_id: int, *, besides: int) -> None:
        """Let buttons of papers be stale that were shown beside the roadmap before."""
        await self.session.execute(
            update(RoadmapImport)
            .where(RoadmapImport.organisation_id == organisation_id)
            .where(RoadmapImport.state == ImportState.PREVIEW)
            .where(RoadmapImport.id != besides)
            .values(version=RoadmapImport.version + 1, accepted=[])
        )

    async def purge_imports(self) -> None:
        """Empty papers nobody has accepted within a day: what was sent is not kept."""
        await self._purge(
            update(RoadmapImport)
            .where(RoadmapImport.state.in_(ALIVE))
            .where(RoadmapImport.created_at < self.now - KEEP_PAPER)
            .values(
                state=ImportState.CANCELLED,
                draft=None,
                text="",
                file_id=None,
                file_name="",
                held_text="",
                held_file_id=None,
                held_file_name="",
                steps=[],
            )
        )

    async def list_responsibles(
        self, organisation_id: int, roadmap_id: int
    ) -> Sequence[Responsible]:
        """List the responsibles a roadmap names, in its order."""
        query = select(Responsible).where(Responsible.organisation_id == organisation_id)
        return await self._all(
            query.where(Responsible.roadmap_id == roadmap_id).order_by(Responsible.id)
        )

    async def drop_idle_responsibles(self, roadmap_id: int) -> None:
        """Delete the responsibles of a roadmap whom no activity names any more."""
        named = select(ActivityResponsible.responsible_id)
        await self.session.execute(
            delete(Responsible)
            .where(Responsible.roadmap_id == roadmap_id)
            .where(Responsible.id.not_in(named))
        )

    async def unname(self, activity_id: int) -> None:
        """Take every responsible off an activity."""
        await self.session.execute(
            delete(ActivityResponsible).where(ActivityResponsible.activity_id == activity_id)
        )

    async def get_responsible(self, organisation_id: int, responsible_id: int) -> Responsible:
        """Give a responsible of this school."""
        return await self._of_school(Responsible, organisation_id, responsible_id)

    async def bound_people(self, organisation_id: int) -> dict[int, tuple[Person, ...]]:
        """Give the active people who answer now for each responsible, by responsible id.

        Deputies stand in where none of the people meant is there any more.
        """
        return await self._bound(organisation_id, is_deputy=True) | await self._bound(
            organisation_id, is_deputy=False
        )

    async def deputies(self, organisation_id: int) -> dict[int, tuple[Person, ...]]:
        """Give the active deputies of each responsible, by responsible id."""
        return await self._bound(organisation_id, is_deputy=True)

    async def _bound(
        self, organisation_id: int, *, is_deputy: bool
    ) -> dict[int, tuple[Person, ...]]:
        query = (
            select(ResponsiblePerson.responsible_id, Person)
            .join(Person, Person.id == ResponsiblePerson.person_id)
            .where(Person.organisation_id == organisation_id)
            .where(Person.state.in_(ACTIVE_STATES))
            .where(ResponsiblePerson.is_deputy == is_deputy)
            .order_by(Person.name)
        )
        found: dict[int, tuple[Person, ...]] = {}
        for responsible_id, person in await self._rows(query):
            found[responsible_id] = (*found.get(responsible_id, ()), person)
        return found

    async def bound_ids(self, responsible_id: int, *, is_deputy: bool = False) -> set[int]:
        """Give the ids of people bound to a responsible, active or not."""
        query = select(ResponsiblePerson.person_id).where(ResponsiblePerson.is_deputy == is_deputy)
        return set(
            await self._all(query.where(ResponsiblePerson.responsible_id == responsible_id))
        )

    async def list_bound_to(self, person_id: int) -> set[int]:
        """Give the ids of the responsibles that mean a person, not as a deputy."""
        query = select(ResponsiblePerson.responsible_id).where(~ResponsiblePerson.is_deputy)
        return set(await self._all(query.where(ResponsiblePerson.person_id == person_id)))

    async def bound_texts(
        self, organisation_id: int, *, is_deputy: bool = False
    ) -> dict[str, set[int]]:
        """Give whom the school's roadmaps mean by each responsible's words (case-folded)."""
        query = (
            select(Responsible.text, ResponsiblePerson.person_id)
            .join(ResponsiblePerson, ResponsiblePerson.responsible_id == Responsible.id)
            .where(Responsible.organisation_id == organisation_id)
            .where(ResponsiblePerson.is_deputy == is_deputy)
        )
        found: dict[str, set[int]] = {}
        for text, person_id in await self._rows(query):
            found.setdefault(text.casefold(), set()).add(person_id)
        return found

    async def unbind(self, responsible_id: int, person_id: int) -> None:
        """Take a person off a responsible."""
        await self.session.execute(
            delete(ResponsiblePerson)
            .where(ResponsiblePerson.responsible_id == responsible_id)
            .where(ResponsiblePerson.person_id == person_id)
        )

    async def responsibles_of(
        self, organisation_id: int, roadmap_id: int
    ) -> dict[int, tuple[Responsible, ...]]:
        """Give the responsibles of each activity of a roadmap."""
        query = (
            select(ActivityResponsible.activity_id, Responsible)
            .join(Responsible, Responsible.id == ActivityResponsible.responsible_id)
            .join(Activity, Activity.id == ActivityResponsible.activity_id)
            .where(Responsible.organisation_id == organisation_id)
            .where(Activity.roadmap_id == roadmap_id)
            .order_by(Responsible.id)
        )
        found: dict[int, tuple[Responsible, ...]] = {}
        for activity_id, responsible in await self._rows(query):
            found[activity_id] = (*found.get(activity_id, ()), responsible)
        return found
