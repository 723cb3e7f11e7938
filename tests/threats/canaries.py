"""A word of its own planted in every text a school has; where it is seen, it has leaked."""

import re
from typing import Any

from sqlalchemy import JSON, String, Table, Text, update
from sqlalchemy.sql.type_api import TypeEngine

from db.models import Base
from db.models.base import Word
from db.unit_of_work import Database
from tests.threats.rows import named, owners, read_rows

CANARY = re.compile(r"CANARY-\w+-\w+")
RUSSIAN = re.compile("[а-яА-Я]{3}")
# The owner made the school and invited its curators, and sees nothing else of it.
OWNERS = {"CANARY-organisations-name", "CANARY-organisations-address", "CANARY-people-name"}
# Texts that are keys of the program and would break it; everything else is taken for personal.
KEYS = {
    "organisations.time_zone", "accounts.language", "accounts.menu", "invitations.token_hash",
    "consents.kind", "consents.text_sha256", "submissions.code", "answers.question",
    "responsibles.kind", "roadmap_imports.file_id", "evidence.file_id",
}  # fmt: skip


def _is_text(kind: TypeEngine[Any]) -> bool:
    return isinstance(kind, String | Text) and not isinstance(kind, Word)


def _planted(table: Table, row: dict[str, Any], said: str) -> dict[str, Any]:
    """The new values of a row's columns that hold texts."""
    new: dict[str, Any] = {}
    for column in table.columns:
        word = said or f"CANARY-{table.name}-{column.name}"
        value = row.get(column.name)
        if f"{table.name}.{column.name}" in KEYS or value is None:
            continue
        if _is_text(column.type):
            new[column.name] = f"{value} {word}"
        elif isinstance(column.type, JSON) or hasattr(column.type, "astext_type"):
            marked = _marked(value, word)
            new |= {column.name: marked} if marked != value else {}
    return new


def _marked(value: Any, word: str) -> Any:
    """The same JSON with the word behind every Russian text in it."""
    if isinstance(value, str):
        return f"{value} {word}" if RUSSIAN.search(value) else value
    if isinstance(value, dict):
        return {key: _marked(inner, word) for key, inner in value.items()}
    return [_marked(inner, word) for inner in value] if isinstance(value, list) else value


async def plant(database: Database, school_id: int, said: str = "") -> set[str]:
    """Plant the words, or what is ``said``, in every row of a school; give what was planted."""
    rows = await read_rows(database, besides=())
    whose = owners(rows)
    planted: set[str] = set()
    async with database.begin() as uow:
        for table in Base.metadata.sorted_tables:
            keys = [column.name for column in table.primary_key]
            for key, values in rows[table.name].items():
                row = named(table, values)
                new = _planted(table, row, said)
                if whose.get((table.name, key)) == school_id and new:
                    clause = [table.c[name] == part for name, part in zip(keys, key, strict=True)]
                    await uow.session.execute(update(table).where(*clause).values(new))
                    planted |= {f"CANARY-{table.name}-{name}" for name in new}
        await uow.commit()
    return planted


def seen(text: str) -> set[str]:
    """The words that stand in a text."""
    return set(CANARY.findall(text))
