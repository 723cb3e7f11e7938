"""Facts of people: who has not consented, cannot be reached, has written, owes answers."""

from domain.people import PersonState, short_name
from services.fact_gathering import Gathering


async def gather(g: Gathering) -> None:
    """Add what is to be told of people."""
    await _people(g)
    await _letters(g)
    await _questionnaires(g)


async def _people(g: Gathering) -> None:
    if not g.curators:
        return
    waiting = await g.uow.people.list_page(g.school, only="no_consent")
    newest = await g.uow.invitations.newest_of(g.school, [person.id for person in waiting])
    answered = await g.uow.people.last_consents(g.school, [person.id for person in waiting])
    for person in waiting:
        links = newest.get(person.id, ())
        who = short_name(person.name)
        if person.state is PersonState.REFUSED:
            at = answered.get(person.id, person.created_at)
            g.add("consent-refused", "curator", g.curators, person.id, g.day(at), who=who)
        elif links and links[0].wrong_person_at is not None:
            at = links[0].wrong_person_at
            g.add("wrong-person", "curator", g.curators, person.id, g.day(at), who=who)
        elif person.is_minor:
            at = links[0].revoked_at or links[0].created_at if links else person.created_at
            g.add("minor", "curator", g.curators, person.id, g.day(at), who=who)
        elif links:
            at = links[0].created_at
            g.add("consent-missing", "curator", g.curators, person.id, g.day(at), who=who,
                  is_opened=links[0].used_at is not None)  # fmt: skip
    for person, at in await g.uow.people.list_unreachable(g.school):
        g.add("unreachable", "curator", g.curators, person.id, g.day(at),
              who=short_name(person.name))  # fmt: skip


async def _letters(g: Gathering) -> None:
    for letter, person in await g.uow.people.list_letters(g.school):
        g.add("letter", "curator", g.curators, letter.id, g.day(letter.created_at),
              who=short_name(person.name), text=letter.text[:80])  # fmt: skip


async def _questionnaires(g: Gathering) -> None:
    for submission, person in await g.uow.questionnaires.list_unsent(g.school):
        mine = g.recipients.only([person.id])
        g.add("questionnaire", "person", mine, submission.id, g.day(submission.created_at),
              code=submission.code)  # fmt: skip
