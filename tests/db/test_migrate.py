"""The schema's way up goes in a child process; what fails there is told here."""

import re
from pathlib import Path

import pytest

from db.migrate import MigrationFailed, run_child
from domain.failures import with_causes


async def test_a_migration_that_fails_says_why_without_a_value(tmp_path: Path) -> None:
    with pytest.raises(MigrationFailed) as failed:
        await run_child(f"sqlite:///{tmp_path / 'new.sqlite3'}", "nowhere")
    said = with_causes(failed.value)
    assert re.search(r"db/migrate.py:\d+ main\n(.+\n)*CommandError\n", said)
    assert "nowhere" not in said
