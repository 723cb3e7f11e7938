"""Schema history; ``HEAD`` is checked against Alembic by a test."""

HEAD = "0008"
