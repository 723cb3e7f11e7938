"""Invitations and consents: nothing before a button, once, and a dignified no."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from db.models import Account, Base, Consent, Invitation, Person
from db.unit_of_work import UnitOfWork
from domain.consents import ConsentAnswer, ConsentWay
from domain.errors import DomainError, Forbidden, Rejected, Stale
from domain.people import NewPerson, PersonState, Role
from domain.tokens import token_hash
from services import consents, invitations, organisations, people
from tests.world import World

NAME = "Серов Иван Петрович"


async def _counts(world: World) -> dict[str, int]:
    async with world.database.reading() as uow:
        return {
            table.name: int(await uow.session.scalar(select(func.count()).select_from(table)) or 0)
            for table in Base.metadata.sorted_tables
        }


async def _person(uow: UnitOfWork, world: World, who: str) -> Person:
    return await uow.people.get(world.school_id, world.people[who])


async def _consents(world: World, who: str) -> Sequence[Consent]:
    async with world.database.reading() as uow:
        return await uow.people.list_consents(world.school_id, world.people[who])


async def test_opening_a_link_stores_nothing_and_says_whom_it_invites(world: World) -> None:
    token = await world.invite("new", Role.MENTEE, NAME)
    before = await _counts(world)
    async with world.uow() as uow:
        shown = await invitations.open_link(uow, token)
        assert (shown.name, shown.roles, shown.is_minor) == (NAME, (Role.MENTEE,), False)
        assert not uow.is_dirty
    assert await _counts(world) == before


async def test_only_a_hash_of_the_token_is_kept(world: World) -> None:
    token = await world.invite("new", Role.MENTEE, NAME)
    async with world.database.reading() as uow:
        row = (
            await uow.session.scalars(select(Invitation).order_by(Invitation.id.desc()))
        ).first()
        assert row is not None
        assert row.token_hash == token_hash(token) != token


async def test_a_link_is_good_once(world: World) -> None:
    token = await world.invite("new", Role.MENTEE, NAME)
    async with world.uow() as uow:
        await invitations.confirm(uow, await world.actor(uow, "new"), token)
    for who in ("new", "thief"):
        async with world.uow() as uow:
            actor = await world.actor(uow, who)
            with pytest.raises(Rejected, match="error-link-used"):
                await invitations.confirm(uow, actor, token)
            with pytest.raises(Rejected, match="error-link-used"):
                await invitations.open_link(uow, token)


@pytest.mark.parametrize(("hours", "is_good"), [(14 * 24 - 1, True), (14 * 24, False)])
async def test_a_link_lives_two_weeks(world: World, hours: int, is_good: bool) -> None:
    token = await world.invite("new", Role.MENTEE, NAME)
    world.clock.move(hours=hours)
    async with world.uow() as uow:
        if is_good:
            assert await invitations.open_link(uow, token)
            return
        with pytest.raises(Rejected, match="error-link-unknown"):
            await invitations.confirm(uow, await world.actor(uow, "new"), token)


async def test_a_new_link_makes_the_unused_old_one_worthless(world: World) -> None:
    old = await world.invite("new", Role.MENTEE, NAME)
    async with world.uow() as uow:
        curator = await world.actor(uow, "curator")
        fresh = await invitations.renew_link(uow, curator, world.people["new"])
        with pytest.raises(Rejected, match="error-link-unknown"):
            await invitations.open_link(uow, old)
        assert (await invitations.open_link(uow, fresh.token)).name == NAME


@pytest.mark.parametrize("token", ["", "A" * 22, "я" * 22])
async def test_an_unknown_link_does_nothing(world: World, token: str) -> None:
    before = await _counts(world)
    async with world.uow() as uow:
        actor = await world.actor(uow, "new")
        for step in (invitations.confirm(uow, actor, token), invitations.not_me(uow, token),
                     invitations.say_minor(uow, token)):  # fmt: skip
            with pytest.raises(Rejected, match="error-link-unknown"):
                await step
    assert await _counts(world) == before


async def test_not_me_kills_the_link_and_the_curator_can_see_it(world: World) -> None:
    token = await world.invite("new", Role.MENTEE, NAME)
    async with world.uow() as uow:
        await invitations.not_me(uow, token)
        with pytest.raises(Rejected):
            await invitations.confirm(uow, await world.actor(uow, "new"), token)
        card = await people.card(uow, await world.actor(uow, "curator"), world.people["new"])
        assert card.link is not None
        assert card.link.wrong_person_at == uow.now


async def test_under_eighteen_the_link_ends_and_paper_remains(world: World) -> None:
    token = await world.invite("new", Role.MENTEE, NAME)
    async with world.uow() as uow:
        await invitations.say_minor(uow, token)
        with pytest.raises(Rejected):
            await invitations.confirm(uow, await world.actor(uow, "new"), token)
        await consents.from_paper(
            uow, await world.actor(uow, "curator"), world.content, world.people["new"]
        )
        person = await _person(uow, world, "new")
        assert (person.is_minor, person.state) == (True, PersonState.PAPER)


async def test_before_the_consent_only_the_invitation_knows_the_user(world: World) -> None:
    token = await world.invite("new", Role.MENTEE, NAME)
    before = await _counts(world)
    async with world.uow() as uow:
        await invitations.confirm(uow, await world.actor(uow, "new"), token)
    assert await _counts(world) == before
    async with world.database.reading() as uow:
        assert await uow.accounts.find(world.telegram_id("new")) is None
        person = await _person(uow, world, "new")
        assert (person.state, person.account_id) == (PersonState.INVITED, None)


async def _answer(world: World, who: str, *, is_given: bool) -> None:
    async with world.uow() as uow:
        actor = await world.actor(uow, who)
        waits = await invitations.waiting(uow, actor)
        assert waits is not None
        await consents.answer(
            uow, actor, world.content, invitation_id=waits[0].id, is_given=is_given
        )


async def test_a_refusal_leaves_no_account_and_the_paper_way_open(world: World) -> None:
    token = await world.invite("new", Role.MENTEE, NAME)
    async with world.uow() as uow:
        await invitations.confirm(uow, await world.actor(uow, "new"), token)
    await _answer(world, "new", is_given=False)
    async with world.uow() as uow:
        assert await uow.accounts.find(world.telegram_id("new")) is None
        kept = select(Invitation).where(Invitation.telegram_id == world.telegram_id("new"))
        assert (await uow.session.scalars(kept)).all() == []
        assert (await _person(uow, world, "new")).state is PersonState.REFUSED
        curator = await world.actor(uow, "curator")
        await consents.from_paper(uow, curator, world.content, world.people["new"])
        with pytest.raises(Stale):
            await consents.from_paper(uow, curator, world.content, world.people["new"])
    said = [(one.answer, one.way) for one in await _consents(world, "new")]
    assert said == [
        (ConsentAnswer.REFUSED, ConsentWay.SELF), (ConsentAnswer.GIVEN, ConsentWay.PAPER),
    ]  # fmt: skip


async def test_a_consent_records_the_very_text_that_was_shown(world: World) -> None:
    await world.join("new", Role.MENTEE, NAME)
    async with world.database.reading() as uow:
        person = await _person(uow, world, "new")
        school = await uow.organisations.get(world.school_id)
        shown = consents.text_for(world.content, person, school)
    (consent,) = await _consents(world, "new")
    assert consent.text_sha256 == shown.sha256
    assert (consent.version, consent.acted_by) == (shown.version, person.id)
    assert NAME in shown.body
    assert school.address in shown.body


async def test_a_consent_is_answered_once(world: World) -> None:
    await world.join("new", Role.MENTEE, NAME)
    async with world.uow() as uow:
        actor = await world.actor(uow, "new")
        for is_given in (True, False):
            with pytest.raises(Stale, match="error-consent-answered"):
                await consents.answer(
                    uow, actor, world.content, invitation_id=1, is_given=is_given
                )
    assert len(await _consents(world, "new")) == 1


async def test_nobody_answers_anothers_consent(world: World) -> None:
    token = await world.invite("new", Role.MENTEE, NAME)
    async with world.uow() as uow:
        invitation = await invitations.confirm(uow, await world.actor(uow, "new"), token)
        await uow.session.flush()
        thief = await world.actor(uow, "thief")
        with pytest.raises(Stale):
            await consents.answer(
                uow, thief, world.content, invitation_id=invitation.id, is_given=True
            )


async def test_somebody_of_the_school_does_not_enter_as_another(world: World) -> None:
    token = await world.invite("new", Role.MENTEE, NAME)
    async with world.uow() as uow:
        with pytest.raises(Rejected, match="error-somebody-else"):
            await invitations.confirm(uow, await world.actor(uow, "curator"), token)
        assert not uow.is_dirty


async def test_one_account_may_take_part_in_two_schools(world: World) -> None:
    other = await world.school("Школа «Парус»")
    await world.join("curator", Role.CURATOR, "Лебедева Ирина Олеговна", school_id=other)
    async with world.uow() as uow:
        actor = await world.actor(uow, "curator")
        assert {place.organisation_id for place in actor.places} == {world.school_id, other}
        assert actor.place is not None
        assert actor.place.organisation_id == other
        await organisations.choose_organisation(uow, actor, world.school_id)
        await uow.session.flush()
        again = await world.actor(uow, "curator")
        assert again.place is not None
        assert again.place.organisation_id == world.school_id


async def test_inviting_somebody_who_joined_adds_the_role_without_a_link(world: World) -> None:
    await world.join("new", Role.MENTEE, NAME)
    assert await world.invite("new", Role.MENTOR, NAME) == ""
    async with world.database.reading() as uow:
        actor = await world.actor(uow, "new")
        assert actor.roles == {Role.MENTEE, Role.MENTOR}


async def test_an_owner_link_works_once_and_for_fifteen_minutes(world: World) -> None:
    async with world.uow() as uow:
        early = await organisations.new_owner_link(uow)
        await uow.session.flush()
        token = await organisations.new_owner_link(uow)
        await uow.session.flush()
        with pytest.raises(Rejected):
            await organisations.become_owner(uow, await world.actor(uow, "second"), early)
        await organisations.become_owner(uow, await world.actor(uow, "second"), token)
        assert (await world.actor(uow, "second")).is_owner
        with pytest.raises(Rejected):
            await organisations.become_owner(uow, await world.actor(uow, "third"), token)
        late = await organisations.new_owner_link(uow)
    world.clock.move(minutes=15)
    async with world.uow() as uow:
        with pytest.raises(Rejected):
            await organisations.become_owner(uow, await world.actor(uow, "third"), late)


async def test_a_person_taken_off_loses_roles_account_and_links(world: World) -> None:
    await world.join("new", Role.MENTEE, NAME)
    async with world.uow() as uow:
        curator = await world.actor(uow, "curator")
        await people.remove(uow, curator, world.people["new"])
    async with world.uow() as uow:
        query = select(Account).where(Account.telegram_id == world.telegram_id("new"))
        assert (await uow.session.scalars(query)).first() is None
        assert await uow.people.list_memberships(world.school_id, world.people["new"]) == []
        curator = await world.actor(uow, "curator")
        listed = await people.list_page(uow, curator)
        assert world.people["new"] not in {line.id for line in listed.lines}
        with pytest.raises(Rejected, match="error-remove-self"):
            await people.remove(uow, curator, world.people["curator"])


async def test_somebody_in_a_living_pair_is_not_taken_off(world: World) -> None:
    await world.pair()
    async with world.uow() as uow:
        with pytest.raises(Rejected, match="error-remove-paired"):
            await people.remove(uow, await world.actor(uow, "curator"), world.people["mentor"])
        assert not uow.is_dirty


async def test_a_curator_invites_into_the_own_school_only(world: World) -> None:
    other = await world.school("Школа «Парус»")
    async with world.uow() as uow:
        for role in (Role.CURATOR, Role.MENTOR, Role.OWNER):
            with pytest.raises(Forbidden):
                await invitations.invite(
                    uow, await world.actor(uow, "curator"), organisation_id=other, role=role,
                    people=(NewPerson(name=NAME, post=""),),
                )  # fmt: skip
        assert not uow.is_dirty


async def test_a_letter_reaches_the_curators_and_is_closed_once(world: World) -> None:
    await world.join("new", Role.MENTEE, NAME)
    async with world.uow() as uow:
        writer = await world.actor(uow, "new")
        for text in ("", "   ", "и" * 4097):
            with pytest.raises(Rejected, match="error-line-long"):
                await people.write_letter(uow, writer, world.content, text)
        assert await people.write_letter(uow, writer, world.content, " Мне нужна помощь ") == 1
    assert [m.payload["name"] for m in await world.outbox("curator")] == ["LetterCame"]
    async with world.uow() as uow:
        curator = await world.actor(uow, "curator")
        ((letter_id, who, text),) = await people.open_letters(uow, curator)
        assert (who, text) == (NAME, "Мне нужна помощь")
        assert (await people.close_letter(uow, curator, letter_id)).text == ""
        await uow.session.flush()
        assert await people.open_letters(uow, curator) == ()
        with pytest.raises(DomainError):
            await people.close_letter(uow, curator, letter_id)


async def test_times_of_a_consent_are_aware_and_in_utc(world: World) -> None:
    await world.join("new", Role.MENTEE, NAME)
    (consent,) = await _consents(world, "new")
    assert consent.answered_at == world.clock.now()
    assert consent.answered_at.utcoffset() == timedelta(0)
