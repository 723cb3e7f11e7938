"""Views as hostile as people and papers can make them, one list of screens to draw."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from content.loader import Content
from db.models import (
    Activity,
    Consent,
    DeadlineChange,
    Evidence,
    Invitation,
    Meeting,
    Membership,
    Organisation,
    Person,
    Roadmap,
    Stage,
    Submission,
)
from domain.activities import ActivityState, ChangeState, EvidenceKind
from domain.consents import ConsentAnswer, ConsentWay
from domain.deadlines import Deadline, DeadlineKind, Recurrence, Window
from domain.errors import Rejected
from domain.meetings import MeetingKind, MeetingState, Outcome
from domain.pairs import Member, PairState, Side
from domain.people import Actor, Input, PersonState, Place, Role
from domain.questionnaires import QuestionKind, SubmissionState
from services.activity_views import ActivityView
from services.invitations import Invited
from services.meeting_work import MeetingView
from services.organisations import OrganisationView
from services.pairs import PairLine, PairView
from services.people import PeoplePage, PersonCard, PersonLine
from services.questionnaires import QuestionView
from services.registers import AnsweredQuestion, Entry
from services.responsibles import ResponsibleView
from services.roadmap import ActivityLine, RoadmapView, StageView
from services.status import MeetingLine, Status
from tests.contracts.roadmap_samples import activity_samples
from tests.contracts.roadmap_samples import samples as roadmap_samples
from ui.screen import Button, Screen
from ui.screens import (
    activities,
    activity_dates,
    common,
    meetings,
    organisations,
    pairs,
    people,
    questionnaires,
    responsibles,
    roadmap,
    start,
    status,
)
from ui.translator import Words

NOW = datetime(2027, 10, 4, 6, 0, tzinfo=UTC)
TODAY = date(2027, 10, 4)
BIG = 2**53 - 1
TOKEN = "A" * 22
Draw = Callable[[Words], Screen]


def hostile(limit: int, *, lines: bool = False) -> str:
    """A text of exactly ``limit`` characters: tags, quotes, right-to-left marks, emoji."""
    seed = "Иванова_<b>&\"' \u202eсрав\u202c <a href='x'>*[]()~`>#+-=|{}.! &amp; 👩‍🏫"
    seed += "\n" if lines else " "
    text = (seed * (limit // len(seed) + 1))[:limit]
    return text.strip().ljust(limit, "и")


NAME = 'Иванова_<b>&" ' + "\u202eАнна </b>" + " " + "И" * 95
EMOJI = "🎓" * 120
POST = hostile(160)


def person(id: int = BIG, state: PersonState = PersonState.JOINED, name: str = NAME) -> Person:
    return Person(
        id=id, organisation_id=1, account_id=1, name=name, post=POST, is_minor=True, state=state,
        created_at=NOW,
    )  # fmt: skip


def activity_row(
    state: ActivityState = ActivityState.OPEN, due_on: date | None = None
) -> Activity:
    return Activity(
        id=BIG, organisation_id=1, roadmap_id=1, stage_id=1, position=0, number="1.1",
        title=hostile(900), result=hostile(900), deadline={}, due_on=due_on, windows_done=0,
        state=state, done_at=NOW if state is ActivityState.DONE else None, version=10**6,
    )  # fmt: skip


def lines(count: int, due_on: date | None) -> tuple[ActivityLine, ...]:
    line = ActivityLine(
        activity=activity_row(due_on=due_on), responsibles=(hostile(300),),
        people=(person(), person()),
    )  # fmt: skip
    bare = ActivityLine(activity=activity_row(due_on=due_on), responsibles=(), people=())
    return (*((line,) * (count - 1)), bare)


def evidence(size: int) -> Evidence:
    return Evidence(
        id=1, organisation_id=1, activity_id=1, window=0, kind=EvidenceKind.FILE,
        text=hostile(size), file_id="file", added_by=1, added_at=NOW,
    )  # fmt: skip


def change(state: ChangeState, size: int) -> DeadlineChange:
    return DeadlineChange(
        id=BIG, organisation_id=1, activity_id=1, asked_by=1, old_deadline={}, old_due_on=None,
        new_due_on=date(2028, 2, 29), reason=hostile(size), state=state, asked_at=NOW,
    )  # fmt: skip


def activity_view(*, size: int = 100, **values: Any) -> ActivityView:
    plain: dict[str, Any] = {
        "id": BIG, "version": 10**6, "number": "1.1", "title": hostile(900),
        "result": hostile(900), "words": hostile(400), "due_on": TODAY - timedelta(days=3),
        "state": ActivityState.OPEN, "windows_done": 1, "windows": 12,
        "responsibles": (hostile(300),), "people": (person(),) * 12,
        "evidence": (evidence(size),) * 5,
        "changes": (*((change(ChangeState.ACCEPTED, size),) * 4), change(ChangeState.ASKED, size)),
        "is_curator": True, "is_mine": True, "can_undo": True,
    }  # fmt: skip
    return ActivityView(**{**plain, **values})


def member(side: Side, *, has_agreed: bool = False) -> Member:
    return Member(
        person_id=BIG, account_id=1, name=NAME, side=side, has_agreed=has_agreed,
        has_declined=False,
    )  # fmt: skip


def meeting_row(kind: MeetingKind, state: MeetingState) -> Meeting:
    return Meeting(
        id=BIG, organisation_id=1, pair_id=1, kind=kind, state=state, starts_at=NOW, minutes=60,
        place=hostile(80), proposed_by=1, is_disputed=False, version=1, created_at=NOW,
    )  # fmt: skip


def pair_view(state: PairState, *, is_curator: bool, kinds: tuple[MeetingKind, ...]) -> PairView:
    return PairView(
        id=BIG, version=10**6, state=state,
        members=(member(Side.MENTOR), member(Side.MENTEE)),
        meetings=tuple(meeting_row(kind, MeetingState.HELD) for kind in kinds * 3),
        held_kinds=kinds, is_curator=is_curator, my_side=None if is_curator else Side.MENTOR,
        my_answer_awaited=not is_curator and state is PairState.PROPOSED,
    )  # fmt: skip


def meeting_view(state: MeetingState, **values: Any) -> MeetingView:
    plain: dict[str, Any] = {
        "id": BIG, "version": 10**6, "pair_id": BIG, "kind": MeetingKind.REGULAR, "state": state,
        "starts_at": NOW, "place": hostile(80), "others": (NAME,), "is_mine_to_confirm": True,
        "my_side": Side.MENTOR, "my_outcome": None, "my_line": hostile(500), "is_curator": False,
        "is_disputed": False, "can_undo": True, "is_over": False,
        "is_from_paper": True, "paper_mentees": ((BIG, NAME), (BIG, NAME)),
    }  # fmt: skip
    return MeetingView(**{**plain, **values})


def submission(state: SubmissionState, code: str = "mentor") -> Submission:
    return Submission(
        id=BIG, organisation_id=1, person_id=1, code=code, version=1, state=state, position=1,
        created_at=NOW,
    )  # fmt: skip


def card(state: PersonState) -> PersonCard:
    roles = (Role.MENTOR, Role.MENTEE, Role.CURATOR, Role.RESPONSIBLE, Role.ADMINISTRATION)
    return PersonCard(
        person=person(state=state),
        memberships=tuple(
            Membership(id=1, organisation_id=1, person_id=1, role=role, created_at=NOW)
            for role in roles
        ),
        consents=tuple(
            Consent(id=1, organisation_id=1, person_id=1, kind="personal_data", version=1,
                    text_sha256="0" * 64, answer=answer, way=way, acted_by=1, answered_at=NOW)
            for answer in ConsentAnswer for way in ConsentWay
        ),
        submissions=(submission(SubmissionState.OPEN), submission(SubmissionState.SENT, "mentee")),
        link=Invitation(id=1), is_unreachable=True, pair_ids=(BIG, 1, 2),
    )  # fmt: skip


def actor(*roles: Role, is_owner: bool = False, schools: int = 1) -> Actor:
    places = tuple(
        Place(organisation_id=BIG - i, organisation_name=hostile(300), time_zone="Asia/Kamchatka",
              person_id=1, person_name=NAME, roles=frozenset(roles))
        for i in range(schools)
    )  # fmt: skip
    return Actor(
        telegram_id=1, account_id=1, is_owner=is_owner, places=places,
        place=places[0] if places else None,
    )  # fmt: skip


DEADLINES = (
    Deadline(words=hostile(300), kind=DeadlineKind.UNKNOWN),
    Deadline(words="", kind=DeadlineKind.OPEN),
    Deadline(words="x", kind=DeadlineKind.OPEN, windows=(Window(start=TODAY, end=None),)),
    Deadline(words="x", kind=DeadlineKind.UP_TO, windows=(Window(start=None, end=TODAY),)),
    Deadline(words="x", kind=DeadlineKind.SPAN,
             windows=(Window(start=TODAY, end=TODAY + timedelta(400)),) * 9),
    *(Deadline(words="x", kind=DeadlineKind.REPEATED, recurrence=again) for again in Recurrence),
)  # fmt: skip


def roadmap_view(stages: int) -> RoadmapView:
    made = tuple(
        StageView(
            stage=Stage(id=BIG, organisation_id=1, roadmap_id=1, position=i, number="1",
                        title=hostile(500) if i else "", goal=hostile(500)),
            lines=lines(9, TODAY - timedelta(days=1)), today=TODAY,
        )
        for i in range(stages)
    )  # fmt: skip
    return RoadmapView(
        roadmap=Roadmap(id=1, organisation_id=1, year=2027, title="", is_current=True,
                        accepted_at=NOW),
        stages=made, today=TODAY,
    )  # fmt: skip


def question_views(content: Content) -> Iterator[tuple[str, QuestionView]]:
    """Every question of every questionnaire, answered, part-answered, and the review."""
    for code, questionnaire in content.questionnaires.items():
        answers = {q.key: _answer(q) for q in questionnaire.questions}
        for position, question in enumerate((*questionnaire.questions, None)):
            for state in (SubmissionState.OPEN, SubmissionState.SENT):
                typed = questionnaire.questions[0].key
                for known in ({}, answers):
                    name = f"{code}-{position}-{state}-{len(known)}"
                    yield name, QuestionView(
                        submission_id=BIG, questionnaire=questionnaire, position=position,
                        answers=known, state=state, paper_name=NAME,
                        typed=typed if known else "",
                        saved_length=4096 if question and question.takes_text and known else 0,
                    )  # fmt: skip


def _answer(question: Any) -> Any:
    choice = {"chosen": list(range(len(question.options))), "other": hostile(200)}
    return {
        QuestionKind.SINGLE: choice, QuestionKind.MULTI: choice, QuestionKind.SCALE: 10,
        QuestionKind.TEXT: hostile(20_000, lines=True), QuestionKind.NUMBER: 999_999_999,
        QuestionKind.DATE: "2028-02-29", QuestionKind.YES_NO: True,
    }[question.kind]  # fmt: skip


def samples(content: Content) -> Iterator[tuple[str, Draw]]:
    """Every screen, by the name of its function and of the case."""
    yield from _start(content)
    yield from _people(content)
    yield from _pairs_and_meetings(content)
    yield from _roadmap(content)
    yield from roadmap_samples(roadmap_view)
    yield from activity_samples(activity_view, activity_row)
    for name, view in question_views(content):
        yield (
            f"questionnaires.show {name}",
            lambda w, v=view: questionnaires.show(w, v, note="x"),
        )
        yield f"questionnaires.review {name}", lambda w, v=view: questionnaires.review(w, v)
        yield f"questionnaires.sent {name}", lambda w, v=view: questionnaires.sent(w, v)
        if view.question is not None:
            yield (
                f"questionnaires.ask_other {name}",
                lambda w, v=view: questionnaires.ask_other(w, v),
            )


def _start(content: Content) -> Iterator[tuple[str, Draw]]:
    everyone = (Role.CURATOR, Role.ADMINISTRATION, Role.MENTOR, Role.MENTEE, Role.RESPONSIBLE)
    yield "start.owner_confirm", lambda w: start.owner_confirm(w, TOKEN)
    for is_minor in (False, True):
        for roles in ((), everyone[:1], everyone):
            yield (
                f"start.invitation {is_minor} {len(roles)}",
                lambda w, m=is_minor, r=roles: start.invitation(
                    w, TOKEN, name=NAME, school=hostile(300), roles=r, is_minor=m
                ),
            )
    yield "start.said", lambda w: start.said(w, "error-link-used")
    text = content.consents["personal_data"].text(
        name=NAME, organisation=hostile(300), address=hostile(300)
    )
    yield "start.consent", lambda w: start.consent(w, text, BIG)
    facts = start.MenuFacts(
        unsent=submission(SubmissionState.OPEN), activities=99, overdue=99, has_roadmap=True,
        has_import=True, letters=9,
        pairs=tuple((BIG, state, NAME, True) for state in PairState),
    )  # fmt: skip
    for name, who in {
        "owner": Actor(telegram_id=1, account_id=1, is_owner=True),
        "everybody": actor(*everyone, is_owner=True, schools=3),
        "mentee": actor(Role.MENTEE),
        "head": actor(Role.ADMINISTRATION),
        "curator": actor(Role.CURATOR),
    }.items():
        yield f"start.menu {name}", lambda w, a=who: start.menu(w, a, facts)
        yield f"start.menu {name} idle", lambda w, a=who: start.menu(w, a, start.MenuFacts())
        yield f"start.help_screen {name}", lambda w, a=who: start.help_screen(w, a)
        yield f"start.schools {name}", lambda w, a=who: start.schools(w, a)
    schools = [
        Organisation(id=BIG, name=hostile(300), address=hostile(300), time_zone="Asia/Omsk")
    ] * 20
    yield "start.owner_home", lambda w: start.owner_home(w, schools)
    yield "start.owner_home none", lambda w: start.owner_home(w, [])
    yield "start.ask_letter", start.ask_letter
    yield "start.letter_sent", lambda w: start.letter_sent(w, 0, is_part=True)
    yield "start.letters none", lambda w: start.letters(w, ())
    yield "start.letters", lambda w: start.letters(w, ((BIG, NAME, hostile(1000)),) * 2)
    yield (
        "common.refusal",
        lambda w: common.refusal(
            w, Rejected("error-name-incomplete", line=hostile(60)), Input(kind="x")
        ),
    )
    yield "common.apology", lambda w: common.apology(w, BIG)
    yield "common.too_fast", common.too_fast
    yield "common.private_only", common.private_only
    yield "common.stranger", common.stranger
    row = (Button("x", "go:menu:0:0"),)
    for what in ("text", "voice", "photo", "file", "other"):
        yield f"common.unexpected {what}", lambda w, x=what: common.unexpected(w, x, (row,))
    for what in ("voice", "input"):
        yield (
            f"common.still_awaited {what}",
            lambda w, x=what: common.still_awaited(w, x, Input(kind="x")),
        )


def _people(content: Content) -> Iterator[tuple[str, Draw]]:
    for zone in organisations.ZONES:
        view = OrganisationView(
            id=BIG, name=hostile(300), address=hostile(300), time_zone=zone,
            curators=tuple((NAME, state) for state in PersonState),
        )  # fmt: skip
        yield f"organisations.school {zone}", lambda w, v=view: organisations.school(w, v)
    yield "organisations.ask_zone", lambda w: organisations.ask_zone(w, {})
    yield "people.choose_role", people.choose_role
    for role in (Role.MENTOR, Role.MENTEE, Role.CURATOR, Role.RESPONSIBLE, Role.ADMINISTRATION):
        yield (
            f"people.ask_names {role}",
            lambda w, r=role: people.ask_names(w, r, {}, common.Go(to="menu")),
        )
    invited = (
        Invited(person_id=BIG, name=NAME, token=TOKEN),
        Invited(person_id=1, name=NAME, token=""),
    )
    yield "people.links", lambda w: people.links(w, "b" * 32, invited * 10, common.menu_button(w))
    for only in people.FILTERS:
        for number, total in ((0, 0), (0, 8), (3, 99)):
            page = PeoplePage(
                lines=tuple(
                    PersonLine(id=BIG, name=NAME, state=state, roles=frozenset(Role))
                    for state in (*PersonState, *PersonState)
                )[: min(total, 8)],
                total=total, only=only,
            )  # fmt: skip
            yield (
                f"people.people {only} {total}",
                lambda w, p=page, n=number: people.people(w, p, n),
            )
    for state in PersonState:
        yield f"people.card {state}", lambda w, s=state: people.card(w, card(s))
        yield f"people.me {state}", lambda w, s=state: people.me(w, card(s), (), hostile(300))
        yield f"people.add_role {state}", lambda w, s=state: people.add_role(w, card(s))
    yield "people.confirm_paper", lambda w: people.confirm_paper(w, NAME, BIG)
    yield "people.confirm_remove", lambda w: people.confirm_remove(w, NAME, BIG)
    questions = content.questionnaires["mentor"].questions
    answered = tuple(AnsweredQuestion(question=q, value=_answer(q)) for q in questions)
    yield "people.me_owner", people.me_owner
    yield "people.me", lambda w: people.me(w, card(PersonState.JOINED), answered, hostile(300))
    yield "people.answers", lambda w: people.answers(w, BIG, NAME, answered)
    yield "people.answers none", lambda w: people.answers(w, BIG, EMOJI, ())
    yield "people.registers", lambda w: people.registers(w, 0, 999)
    for role in (Role.MENTOR, Role.MENTEE):
        entries = tuple(
            Entry(
                person=person(i), is_paired=bool(i % 2),
                membership=Membership(id=1, organisation_id=1, person_id=1, role=role,
                                      registered_at=NOW, created_at=NOW),
            )
            for i in range(1, 30)
        )  # fmt: skip
        for page in (0, 1, 3, 99):
            yield (
                f"people.register {role} {page}",
                lambda w, r=role, e=entries, p=page: people.register(w, r, e, p),
            )
            yield (
                f"pairs.choose {role} {page}",
                lambda w, r=role, e=entries, p=page: pairs.choose(w, r, e, p, BIG),
            )
        yield f"pairs.choose {role} none", lambda w, r=role: pairs.choose(w, r, (), 0)
        yield f"people.register {role} none", lambda w, r=role: people.register(w, r, (), 0)


def _pairs_and_meetings(content: Content) -> Iterator[tuple[str, Draw]]:  # noqa: C901
    for is_curator in (False, True):
        for state in PairState:
            for kinds in ((), tuple(MeetingKind)):
                view = pair_view(state, is_curator=is_curator, kinds=kinds)
                name = f"{state} {is_curator} {len(kinds)}"
                yield f"pairs.show {name}", lambda w, v=view: pairs.show(w, v, "x")
                yield f"pairs.confirm_stop {name}", lambda w, v=view: pairs.confirm_stop(w, v)
        found = tuple(
            PairLine(id=BIG, state=s, mentors=(NAME,), mentees=(NAME, NAME), held=99)
            for s in (*PairState, PairState.WORKING, PairState.AGREED)
        )
        yield (
            f"pairs.listing {is_curator}",
            lambda w, c=is_curator, f=found: pairs.listing(w, f, 99, 2, is_curator=c),
        )
        yield (
            f"pairs.listing none {is_curator}",
            lambda w, c=is_curator: pairs.listing(w, (), 0, 0, is_curator=c),
        )
    for number in range(len(MeetingKind)):
        for timing in (
            meetings.Timing(pair_id=BIG, kind=number),
            meetings.Timing(pair_id=BIG, kind=number, meeting_id=BIG, version=10**6),
        ):
            name = f"{number} {timing.meeting_id > 0}"
            yield (
                f"meetings.ask_day {name}",
                lambda w, t=timing: meetings.ask_day(w, content.calendar, t, "x"),
            )
            yield f"meetings.ask_time {name}", lambda w, t=timing: meetings.ask_time(w, TODAY, t)
    for state in MeetingState:
        for is_over in (False, True):
            for side in (*Side, None):
                view = meeting_view(
                    state, is_over=is_over, my_side=side, is_curator=side is None,
                    is_disputed=is_over, my_outcome=None if is_over else Outcome.HELD,
                )  # fmt: skip
                name = f"{state} {is_over} {side}"
                yield f"meetings.show {name}", lambda w, v=view: meetings.show(w, v, "x")
                yield (
                    f"meetings.after_report {name}",
                    lambda w, v=view: meetings.after_report(w, v),
                )


def _roadmap(content: Content) -> Iterator[tuple[str, Draw]]:
    for is_curator in (False, True):
        for state in ActivityState:
            for due_on in (None, TODAY, TODAY + timedelta(days=400)):
                view = activity_view(state=state, due_on=due_on, is_curator=is_curator)
                name = f"{state} {due_on} {is_curator}"
                yield f"activities.card {name}", lambda w, v=view: activities.card(w, v)
        bare = activity_view(
            is_curator=is_curator, people=(), responsibles=(), evidence=(), changes=(), words="",
            result="", windows=0, can_undo=False,
        )  # fmt: skip
        named = activity_view(is_curator=is_curator, people=(), evidence=(), changes=())
        yield f"activities.card bare {is_curator}", lambda w, v=bare: activities.card(w, v)
        yield f"activities.card named {is_curator}", lambda w, v=named: activities.card(w, v)
        yield f"roadmap.none {is_curator}", lambda w, c=is_curator: roadmap.none(w, is_curator=c)
        for page in (0, 1):
            yield (
                f"roadmap.show {page} {is_curator}",
                lambda w, p=page, c=is_curator: roadmap.show(
                    w, roadmap_view(9), is_curator=c, is_reader=c, page=p
                ),
            )
        for page in (0, 1, 2):
            yield (
                f"roadmap.overdue {page} {is_curator}",
                lambda w, p=page, c=is_curator: roadmap.overdue(
                    w, lines(20, TODAY - timedelta(days=400)), p, is_curator=c
                ),
            )
        yield (
            f"roadmap.overdue none {is_curator}",
            lambda w, c=is_curator: roadmap.overdue(w, (), 0, is_curator=c),
        )
        for current in (None, roadmap_view(2)):
            shown = Status(
                organisation=hostile(300), roadmap=current, due_this_week=9, unbound=9, blocked=9,
                people=99, consents=9, questionnaires=9, pairs=9, finished_pairs=9, unpaired=9,
                meetings_held=9, meetings_agreed=99, without_questionnaire=9, all_pairs=99,
            )  # fmt: skip
            yield (
                f"status.show {is_curator} {current is None}",
                lambda w, s=shown, c=is_curator: status.show(w, s, is_curator=c),
            )
    view = activity_view()
    yield "activities.ask_evidence", lambda w: activities.ask_evidence(w, view)
    yield "activity_dates.ask_date", lambda w: activity_dates.ask_date(w, view)
    yield "activity_dates.ask_reason", lambda w: activity_dates.ask_reason(w, view, TODAY)
    held = MeetingLine(starts_at=NOW, state=MeetingState.HELD, who=NAME, pair_id=BIG)
    yield "status.meetings", lambda w: status.meetings(w, (held,) * 20, 1)
    yield "roadmap.unbound", lambda w: roadmap.unbound(w, lines(20, TODAY), 0)
    for page in (0, 2):
        soon = lines(20, TODAY + timedelta(days=2))
        yield (
            f"roadmap.stage {page}",
            lambda w, p=page: roadmap.stage(w, roadmap_view(2).stages[1], p),
        )
        yield f"roadmap.mine {page}", lambda w, p=page, s=soon: roadmap.mine(w, s, p)
        yield f"roadmap.week {page}", lambda w, p=page, s=soon: roadmap.week(w, s, p)
        bound = ResponsibleView(
            id=BIG, text=hostile(900), people=(person(1),) * 9,
            candidates=tuple(person(i) for i in range(30)),
        )  # fmt: skip
        free = ResponsibleView(id=1, text="x", people=())
        yield (
            f"responsibles.responsibles {page}",
            lambda w, p=page, b=bound, f=free: responsibles.responsibles(w, (f, b) * 12, p),
        )
        yield (
            f"responsibles.responsible {page}",
            lambda w, p=page, b=bound: responsibles.responsible(w, b, p),
        )
        yield (
            f"responsibles.responsible nobody {page}",
            lambda w, p=page, f=free: responsibles.responsible(w, f, p),
        )
    yield "roadmap.mine none", lambda w: roadmap.mine(w, (), 0)
