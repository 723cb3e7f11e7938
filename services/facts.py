"""Facts of one school that may have to be told: each names its recipient and its anchor."""

from db.models import Organisation
from db.unit_of_work import UnitOfWork
from domain.reminders import Fact
from services import activity_facts, pair_facts, people_facts
from services.fact_gathering import Gathering, Recipients


async def facts_of(
    uow: UnitOfWork, organisation: Organisation, recipients: Recipients
) -> tuple[Fact, ...]:
    """Gather everything of a school that a rule may tell these recipients.

    The number of statements does not grow with people, pairs or activities.
    """
    gathering = Gathering(uow, organisation, recipients)
    for area in (activity_facts, people_facts, pair_facts):
        await area.gather(gathering)
    return tuple(gathering.facts)
