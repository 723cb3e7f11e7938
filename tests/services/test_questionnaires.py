"""Questionnaires: each answer saved at once, gone back to, corrected, sent once."""

import pytest

from db.unit_of_work import UnitOfWork
from domain.errors import Forbidden, Rejected, Stale
from domain.people import Actor, Role
from domain.questionnaires import QuestionKind, SubmissionState
from services import consents, questionnaires, registers
from services.questionnaires import QuestionView
from tests.world import World

TYPED = {QuestionKind.NUMBER: "12 лет", QuestionKind.DATE: "1 декабря", QuestionKind.TEXT: "Да"}


async def _begin(world: World, uow: UnitOfWork, who: str = "mentor") -> tuple[Actor, QuestionView]:
    actor = await world.actor(uow, who)
    unsent = await questionnaires.find_unsent(uow, actor)
    assert unsent is not None
    return actor, await questionnaires.show(uow, actor, world.content, unsent.id)


async def _answer(world: World, uow: UnitOfWork, actor: Actor, view: QuestionView) -> QuestionView:
    """Answer the question asked now in the way of its kind."""
    assert view.question is not None
    kind, content, sid = view.question.kind, world.content, view.submission_id
    if kind in TYPED:
        return await questionnaires.type_answer(
            uow, actor, content, sid, TYPED[kind], 100 + view.position
        )
    view = await questionnaires.press(uow, actor, content, sid, view.position, 0)
    if kind is QuestionKind.MULTI:
        return await questionnaires.finish_multi(uow, actor, content, sid, view.position)
    return view


async def _to(world: World, uow: UnitOfWork, actor: Actor, view: QuestionView, key: str):
    """Go to the question of a key."""
    keys = [question.key for question in view.questionnaire.questions]
    return await questionnaires.go_to(
        uow, actor, world.content, view.submission_id, keys.index(key)
    )


async def test_every_kind_is_answered_reviewed_sent_once_and_registered(world: World) -> None:
    await world.join("mentor", Role.MENTOR, "Петрова Анна Ивановна")
    async with world.uow() as uow:
        actor, view = await _begin(world, uow)
        asked = []
        while view.question is not None:
            asked.append(view.question.kind)
            view = await _answer(world, uow, actor, view)
        assert set(asked) == set(QuestionKind)
        back = await questionnaires.go_to(uow, actor, world.content, view.submission_id, 0)
        again = await _answer(world, uow, actor, back)
        assert again.question is None  # corrected from the review, back to the review
        assert (
            await registers.list_entries(uow, await world.actor(uow, "curator"), Role.MENTOR) == ()
        )
        sent = await questionnaires.send(uow, actor, world.content, view.submission_id)
        assert sent.state is SubmissionState.SENT
        for step in (
            questionnaires.send(uow, actor, world.content, view.submission_id),
            questionnaires.go_to(uow, actor, world.content, view.submission_id, 0),
            questionnaires.press(uow, actor, world.content, view.submission_id, 0, 0),
        ):
            with pytest.raises(Stale):
                await step
        await uow.session.flush()
        (entry,) = await registers.list_entries(
            uow, await world.actor(uow, "curator"), Role.MENTOR
        )
        assert entry.person.id == world.people["mentor"]


async def test_answers_survive_a_week_and_are_resumed_where_they_stopped(world: World) -> None:
    await world.join("mentor", Role.MENTOR, "Петрова Анна Ивановна")
    async with world.uow() as uow:
        actor, view = await _begin(world, uow)
        view = await _answer(world, uow, actor, view)
    world.clock.move(days=7)
    async with world.uow() as uow:
        _, later = await _begin(world, uow)
        assert (later.position, later.answers) == (1, {"experience": 12})
        back = await questionnaires.go_to(uow, actor, world.content, later.submission_id, 0)
        assert back.answers == {"experience": 12}
        for position in (-1, 99):
            with pytest.raises(Stale):
                await questionnaires.go_to(
                    uow, actor, world.content, later.submission_id, position
                )


async def test_an_old_button_of_another_question_answers_nothing(world: World) -> None:
    await world.join("mentor", Role.MENTOR, "Петрова Анна Ивановна")
    async with world.uow() as uow:
        actor, view = await _begin(world, uow)
        view = await _to(world, uow, actor, view, "form")
        pressed = await questionnaires.press(
            uow, actor, world.content, view.submission_id, view.position, 1
        )
        with pytest.raises(Stale, match="error-question-gone"):
            await questionnaires.press(
                uow, actor, world.content, view.submission_id, view.position, 1
            )
        assert pressed.answers["form"] == {"chosen": [1]}
        with pytest.raises(Rejected, match="error-answer-button"):
            await questionnaires.press(
                uow, actor, world.content, view.submission_id, pressed.position, 2
            )


async def test_a_multi_choice_toggles_takes_another_and_wants_something(world: World) -> None:
    await world.join("mentor", Role.MENTOR, "Петрова Анна Ивановна")
    async with world.uow() as uow:
        actor, view = await _begin(world, uow)
        view = await _to(world, uow, actor, view, "help_with")
        at, sid, content = view.position, view.submission_id, world.content
        with pytest.raises(Rejected, match="error-choose-something"):
            await questionnaires.finish_multi(uow, actor, content, sid, at)
        for option in (0, 2, 0):
            view = await questionnaires.press(uow, actor, content, sid, at, option)
        assert view.answers["help_with"] == {"chosen": [2]}
        view = await questionnaires.type_answer(uow, actor, content, sid, "Шахматы", 7)
        assert view.answers["help_with"] == {"chosen": [2], "other": "Шахматы"}
        with pytest.raises(Rejected, match="error-answer-long"):
            await questionnaires.type_answer(uow, actor, content, sid, "и" * 201, 8)
        view = await questionnaires.finish_multi(uow, actor, content, sid, at)
        assert view.position == at + 1


async def test_a_text_of_ten_thousand_characters_in_parts_is_one_answer(world: World) -> None:
    await world.join("mentor", Role.MENTOR, "Петрова Анна Ивановна")
    async with world.uow() as uow:
        actor, view = await _begin(world, uow)
        view = await _to(world, uow, actor, view, "strengths")
        parts, at = ("а" * 4096, "б" * 4096, "в" * 1808), view.position
        for number, part in enumerate(parts):
            assert view.position == at
            view = await questionnaires.type_answer(
                uow, actor, world.content, view.submission_id, part, number
            )
        assert view.position == at + 1
        assert view.answers["strengths"] == "\n".join(parts)
        view = await questionnaires.go_to(uow, actor, world.content, view.submission_id, at)
        with pytest.raises(Rejected, match="error-answer-long"):
            await questionnaires.type_answer(
                uow, actor, world.content, view.submission_id, "г" * 10_000, 9
            )
    async with world.database.reading() as uow:
        kept = await uow.questionnaires.answers(view.submission_id)
        assert kept["strengths"].value == "\n".join(parts)


async def test_an_edited_message_corrects_the_answer_it_was(world: World) -> None:
    await world.join("mentor", Role.MENTOR, "Петрова Анна Ивановна")
    async with world.uow() as uow:
        actor, view = await _begin(world, uow)
        content = world.content
        await questionnaires.type_answer(uow, actor, content, view.submission_id, "12", 55)
        fixed = await questionnaires.correct(uow, actor, content, "21", 55)
        assert fixed is not None
        assert (fixed.answers["experience"], fixed.position) == (21, 1)
        assert await questionnaires.correct(uow, actor, content, "30", 56) is None
        with pytest.raises(Rejected, match="error-answer-range"):
            await questionnaires.correct(uow, actor, content, "71", 55)
        await uow.session.flush()
        kept = await uow.questionnaires.answers(view.submission_id)
        assert kept["experience"].value == 21


async def test_an_unanswered_question_is_named_before_sending(world: World) -> None:
    await world.join("mentor", Role.MENTOR, "Петрова Анна Ивановна")
    async with world.uow() as uow:
        actor, view = await _begin(world, uow)
        await _answer(world, uow, actor, view)
        uow.mark_clean()
        with pytest.raises(Rejected) as refused:
            await questionnaires.send(uow, actor, world.content, view.submission_id)
        assert (refused.value.key, refused.value.args_) == ("error-answers-missing", {"number": 2})
        assert not uow.is_dirty


async def test_a_curator_fills_in_from_paper_and_another_mentor_does_not(world: World) -> None:
    await world.invite("paper", Role.MENTEE, "Бумажная Ольга Петровна")
    await world.join("mentor", Role.MENTOR, "Петрова Анна Ивановна")
    async with world.uow() as uow:
        curator = await world.actor(uow, "curator")
        await consents.from_paper(uow, curator, world.content, world.people["paper"])
        (submission,) = await uow.questionnaires.list_of_person(
            world.school_id, world.people["paper"]
        )
        with pytest.raises(Forbidden):
            await questionnaires.show(
                uow, await world.actor(uow, "mentor"), world.content, submission.id
            )
        view = await questionnaires.show(uow, curator, world.content, submission.id)
        assert view.paper_name == "Бумажная Ольга Петровна"
        assert submission.from_paper_by == world.people["curator"]
        while view.question is not None:
            view = await _answer(world, uow, curator, view)
        await questionnaires.send(uow, curator, world.content, submission.id)
        await uow.session.flush()
        (entry,) = await registers.list_entries(uow, curator, Role.MENTEE)
        assert entry.person.id == world.people["paper"]
