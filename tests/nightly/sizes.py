"""How much of it: a short form for `make test`, the full figure for `make nightly`.

``COUNT`` and ``SEED`` of the environment take the place of the full figure and of the seed.
"""

import os
from typing import Any

import pytest


def sizes(short: int, full: int) -> Any:
    """Give the short form to the suite and the full figure to the night."""
    full = int(os.environ.get("COUNT", full))
    return pytest.mark.parametrize(
        "count",
        [
            pytest.param(short, id="short"),
            pytest.param(full, id="full", marks=pytest.mark.nightly),
        ],
    )


def fewer(count: int, url: str) -> int:
    """Give PostgreSQL a third: the roads are the same, its share of the time is not."""
    return count // 3 if url.startswith("postgres") else count
