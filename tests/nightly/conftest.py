"""Seeds: the same in every suite, new at night, always printed."""

import os
import random
import zlib

import pytest


@pytest.fixture
def seed(request: pytest.FixtureRequest) -> int:
    """Give the seed of this run; ``SEED`` repeats one."""
    is_nightly = request.node.get_closest_marker("nightly") is not None
    drawn = random.SystemRandom().randrange(2**32)
    own = drawn if is_nightly else zlib.crc32(request.node.name.encode())
    found = int(os.environ.get("SEED", own))
    print(f"\n{request.node.name}: SEED={found}")
    return found
