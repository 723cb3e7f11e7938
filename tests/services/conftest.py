"""What the use cases of the roadmap share."""

import pytest

from db.models import Activity
from domain.people import Role
from tests.world import World


@pytest.fixture
async def rows(world: World) -> dict[str, Activity]:
    """A roadmap; Орлова answers for 1 and 4."""
    made = await world.load_roadmap()
    await world.join("orlova", Role.RESPONSIBLE, "Орлова Нина Павловна")
    return made
