"""Who may what in their own school: a table by hand (domain.md §1), tried out role by role.

What is not in the table is the curators' alone, so a new use case begins closed.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from domain.people import Role
from services import meetings, responsibles
from tests.services.test_access_matrix import DOORS, USE_CASES, furnish, outcome
from tests.world import World

CURATOR, READERS = {"curator"}, {"curator", "head"}
BOUND = {"curator", "holder"}  # a curator, and who answers for the activity
SEES_ACTIVITY = BOUND | READERS
PAIR = {"mentor", "mentee"}
ALL = {"curator", "head", "holder", "mentor", "mentee", "other"}
ROLES = (*sorted(ALL), "owner")
MAY: dict[str, set[str]] = {
    "activities.view": SEES_ACTIVITY, "activity_dates.history": SEES_ACTIVITY,
    "activity_evidence.history": SEES_ACTIVITY, "activities.ensure_open": BOUND,
    "activities.mark_done": BOUND, "activities.undo_done": BOUND,
    "activity_dates.ask_or_move": BOUND, "activities.mine": ALL, "activities.follow": ALL,
    "files.ask_paper": READERS, "files.ask_timeline": SEES_ACTIVITY, "roadmap.find": SEES_ACTIVITY,
    "meetings.view": READERS | PAIR, "meetings.propose": CURATOR | PAIR,
    "meetings.change": CURATOR | PAIR, "meetings.decline": CURATOR | PAIR,
    "meetings.ensure_alive": CURATOR | PAIR, "meetings.confirm": {"mentee"},
    "meeting_reports.report": CURATOR | PAIR, "meeting_reports.undo": CURATOR | PAIR,
    "meeting_reports.add_line": PAIR, "pairs.view": READERS | PAIR, "pairs.answer": PAIR,
    "pairs.mine": ALL, "people.list_page": READERS, "people.me": ALL, "people.write_letter": ALL,
    "questionnaires.correct": ALL, "questionnaires.find_unsent": ALL,
    "questionnaires.finish_multi": {"curator", "mentor"},
    "questionnaires.go_to": {"curator", "mentor"}, "questionnaires.press": {"curator", "mentor"},
    "questionnaires.send": {"curator", "mentor"}, "questionnaires.show": {"curator", "mentor"},
    "questionnaires.type_answer": {"curator", "mentor"},
    "registers.answers_of": {"curator", "mentor"}, "registers.list_entries": READERS,
    "status.view": READERS, "status.month": READERS,
    "organisations.choose_organisation": ALL, "organisations.create_organisation": {"owner"},
    "organisations.list_organisations": {"owner"}, "organisations.view": {"owner"},
}  # fmt: skip
# Lists that may be empty, which looks like a refusal.
MAYBE_EMPTY = {
    "activities.follow", "activities.mine", "pairs.mine", "status.month", "activity_dates.history",
    "responsibles.left_behind",
}  # fmt: skip
# They look for one's own report first: who has none is told that the meeting has changed.
OWN_REPORT = {"meeting_reports.add_line": {"curator", "head"}, "meeting_reports.undo": {"head"}}


@dataclass(slots=True)
class Furnished:
    """A school with one of everything, and the arguments that name it, use case by use case."""

    plain: dict[str, Any]
    meeting_version: int
    draft_version: int
    mentor_id: int

    def of(self, name: str) -> dict[str, Any]:
        """The arguments with which whoever may gets as far as can be."""
        area = name.partition(".")[0]
        if area in ("meetings", "meeting_reports"):
            return self.plain | {"version": self.meeting_version}
        if area.startswith("roadmap"):
            return self.plain | {"version": self.draft_version}
        if area in ("registers", "responsibles"):
            return self.plain | {"person_id": self.mentor_id}
        return self.plain


async def _furnished(world: World) -> Furnished:
    plain = await furnish(world)
    await world.join("head", Role.ADMINISTRATION, "Тихонов Олег Ильич")
    await world.join("holder", Role.RESPONSIBLE, "Лукин Олег Ильич")
    await world.join("other", Role.MENTOR, "Громова Ольга Петровна")
    async with world.uow() as uow:
        curator = await world.actor(uow, "curator")
        activity = await uow.activities.get(world.school_id, plain["activity_id"])
        named = await uow.roadmap.responsibles_of(world.school_id, activity.roadmap_id)
        await responsibles.toggle_binding(
            uow, curator, responsible_id=named[activity.id][0].id,
            person_id=world.people["holder"],
        )  # fmt: skip
        mentor = await world.actor(uow, "mentor")
        soon = world.clock.now() + timedelta(days=2)
        await meetings.propose(uow, mentor, pair_id=plain["pair_id"], starts_at=soon)
        alive = await uow.meetings.find_alive(world.school_id, plain["pair_id"])
        assert alive is not None
        draft = await uow.roadmap.get_import(world.school_id, plain["import_id"])
        return Furnished(plain, alive.version, draft.version, world.people["mentor"])


async def test_in_their_own_school_everybody_may_what_the_table_says_and_no_more(
    world: World,
) -> None:
    furnished = await _furnished(world)
    wrong = []
    for name in sorted(set(USE_CASES) - DOORS):
        for who in ROLES:
            ended = await outcome(world, who, USE_CASES[name], furnished.of(name))
            may = who in MAY.get(name, CURATOR)
            is_let = ended != "refused" and who not in OWN_REPORT.get(name, ())
            if is_let != may and not (may and name in MAYBE_EMPTY):
                wrong.append(f"{who} {name}: {ended}")
    assert wrong == []


def test_the_table_names_no_use_case_that_is_gone() -> None:
    assert set(MAY) | set(OWN_REPORT) | MAYBE_EMPTY <= set(USE_CASES)
