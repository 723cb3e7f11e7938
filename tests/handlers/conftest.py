"""What the conversations about papers share."""

import pytest

from tests.handlers.paper_talk import PaperTalk
from tests.world import World


@pytest.fixture
def talk(world: World) -> PaperTalk:
    """A curator at the beginning."""
    return PaperTalk.of(world)
