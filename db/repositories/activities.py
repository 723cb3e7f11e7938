"""Activities, their evidence and moved deadlines."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import delete, select

from db.models import (
    Activity,
    ActivityDependency,
    ActivityResponsible,
    DeadlineChange,
    Evidence,
    Person,
    ResponsiblePerson,
    Roadmap,
)
from db.repositories.base import Repository
from domain.activities import ActivityState, ChangeState
from domain.errors import NotFound
from domain.people import ACTIVE_STATES


class Activities(Repository):
    """Rows of ``activities``, ``evidence`` and ``deadline_changes``."""

    async def get(self, organisation_id: int, activity_id: int) -> Activity:
        """Give an activity of this school; one that an accepted paper took away is gone."""
        try:
            return await self._of_school(Activity, organisation_id, activity_id)
        except NotFound:
            raise NotFound("error-activity-gone") from None

    async def is_current(self, activity: Activity) -> bool:
        """Whether an activity belongs to the roadmap in force."""
        query = select(Roadmap.is_current).where(Roadmap.id == activity.roadmap_id)
        return bool(await self._maybe(query))

    async def list_of_roadmap(self, organisation_id: int, roadmap_id: int) -> Sequence[Activity]:
        """List the activities of a roadmap in the paper's order."""
        query = select(Activity).where(Activity.organisation_id == organisation_id)
        return await self._all(
            query.where(Activity.roadmap_id == roadmap_id).order_by(Activity.position)
        )

    async def list_open_until(self, organisation_id: int, until: date) -> Sequence[Activity]:
        """List open activities of the current roadmap that are due up to a day."""
        return await self._all(
            select(Activity)
            .join(Roadmap, Roadmap.id == Activity.roadmap_id)
            .where(Activity.organisation_id == organisation_id)
            .where(Activity.state == ActivityState.OPEN)
            .where(Activity.due_on <= until)
            .where(Roadmap.is_current)
            .order_by(Activity.due_on, Activity.position)
        )

    async def list_of_person(self, organisation_id: int, person_id: int) -> Sequence[Activity]:
        """List open activities of the current roadmap a person answers for."""
        mine = (
            select(ActivityResponsible.activity_id)
            .join(
                ResponsiblePerson,
                ResponsiblePerson.responsible_id == ActivityResponsible.responsible_id,
            )
            .where(ResponsiblePerson.person_id == person_id)
        )
        return await self._all(
            select(Activity)
            .join(Roadmap, Roadmap.id == Activity.roadmap_id)
            .where(Activity.organisation_id == organisation_id)
            .where(Activity.state == ActivityState.OPEN)
            .where(Activity.id.in_(mine))
            .where(Roadmap.is_current)
            .order_by(Activity.due_on.is_(None), Activity.due_on, Activity.position)
        )

    async def people_of(
        self, organisation_id: int, activity_ids: Sequence[int]
    ) -> dict[int, set[int]]:
        """Give the ids of the people who answer for each activity."""
        query = (
            select(ActivityResponsible.activity_id, ResponsiblePerson.person_id)
            .join(
                ResponsiblePerson,
                ResponsiblePerson.responsible_id == ActivityResponsible.responsible_id,
            )
            .join(Activity, Activity.id == ActivityResponsible.activity_id)
            .where(Activity.organisation_id == organisation_id)
            .where(Activity.id.in_(activity_ids))
        )
        found: dict[int, set[int]] = {}
        for activity_id, person_id in await self._rows(query):
            found.setdefault(activity_id, set()).add(person_id)
        return found

    async def answering(self, organisation_id: int) -> dict[int, set[int]]:
        """Give the ids of the active people who answer for each activity now.

        For each responsible it is the people meant, or its deputies while none of them is there.
        """
        query = (
            select(
                ActivityResponsible.activity_id,
                ResponsiblePerson.responsible_id,
                ResponsiblePerson.person_id,
                ResponsiblePerson.is_deputy,
            )
            .join(
                ResponsiblePerson,
                ResponsiblePerson.responsible_id == ActivityResponsible.responsible_id,
            )
            .join(Person, Person.id == ResponsiblePerson.person_id)
            .where(Person.organisation_id == organisation_id)
            .where(Person.state.in_(ACTIVE_STATES))
        )
        rows = await self._rows(query)
        meant = {responsible_id for _, responsible_id, _, is_deputy in rows if not is_deputy}
        found: dict[int, set[int]] = {}
        for activity_id, responsible_id, person_id, is_deputy in rows:
            if not is_deputy or responsible_id not in meant:
                found.setdefault(activity_id, set()).add(person_id)
        return found

    async def list_dependencies(
        self, organisation_id: int, roadmap_id: int
    ) -> Sequence[tuple[int, int]]:
        """List (activity id, id of what it depends on) of a roadmap."""
        query = (
            select(ActivityDependency.activity_id, ActivityDependency.depends_on_id)
            .join(Activity, Activity.id == ActivityDependency.activity_id)
            .where(Activity.organisation_id == organisation_id)
            .where(Activity.roadmap_id == roadmap_id)
            .order_by(ActivityDependency.activity_id, ActivityDependency.depends_on_id)
        )
        return [(row[0], row[1]) for row in await self._rows(query)]

    async def drop_dependency(self, activity_id: int, on_id: int) -> None:
        """Let an activity no longer depend on another."""
        await self.session.execute(
            delete(ActivityDependency)
            .where(ActivityDependency.activity_id == activity_id)
            .where(ActivityDependency.depends_on_id == on_id)
        )

    async def list_evidence(self, organisation_id: int, activity_id: int) -> Sequence[Evidence]:
        """List what shows that an activity is done, oldest first."""
        query = select(Evidence).where(Evidence.organisation_id == organisation_id)
        return await self._all(
            query.where(Evidence.activity_id == activity_id).order_by(Evidence.id)
        )

    async def find_album(
        self, organisation_id: int, person_id: int, album: str
    ) -> Evidence | None:
        """Find the file that began an album of somebody's."""
        query = select(Evidence).where(Evidence.organisation_id == organisation_id)
        query = query.where(Evidence.album == album, Evidence.added_by == person_id)
        return await self._maybe(query.order_by(Evidence.id).limit(1))

    async def newest_evidence(self, organisation_id: int, roadmap_id: int) -> dict[int, Evidence]:
        """Give the newest evidence of each activity of a roadmap that has any."""
        rows = await self._all(
            select(Evidence)
            .join(Activity, Activity.id == Evidence.activity_id)
            .where(Evidence.organisation_id == organisation_id)
            .where(Activity.roadmap_id == roadmap_id)
            .order_by(Evidence.id)
        )
        return {row.activity_id: row for row in rows}

    async def list_changes(
        self, organisation_id: int, activity_id: int
    ) -> Sequence[DeadlineChange]:
        """List the moves of a deadline, oldest first."""
        query = select(DeadlineChange).where(DeadlineChange.organisation_id == organisation_id)
        return await self._all(
            query.where(DeadlineChange.activity_id == activity_id).order_by(DeadlineChange.id)
        )

    async def get_change(self, organisation_id: int, change_id: int) -> DeadlineChange:
        """Give a request to move a deadline."""
        return await self._of_school(DeadlineChange, organisation_id, change_id)

    async def find_asked_change(
        self, organisation_id: int, activity_id: int
    ) -> DeadlineChange | None:
        """Find the request about an activity that waits for a decision."""
        return await self._maybe(
            select(DeadlineChange)
            .where(DeadlineChange.organisation_id == organisation_id)
            .where(DeadlineChange.activity_id == activity_id)
            .where(DeadlineChange.state == ChangeState.ASKED)
            .limit(1)
        )

    async def list_changes_in(
        self, organisation_id: int, states: Sequence[ChangeState], since: date | None = None
    ) -> Sequence[tuple[DeadlineChange, Activity]]:
        """List requests in these states with their activities."""
        query = (
            select(DeadlineChange, Activity)
            .join(Activity, Activity.id == DeadlineChange.activity_id)
            .join(Roadmap, Roadmap.id == Activity.roadmap_id)
            .where(DeadlineChange.organisation_id == organisation_id)
            .where(DeadlineChange.state.in_(states))
            .where(Roadmap.is_current)
            .order_by(DeadlineChange.id)
        )
        return [(row[0], row[1]) for row in await self._rows(query)]
