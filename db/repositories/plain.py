"""Rows that a commit writes by plain statements, past the mapped objects' flush.

The flush is a fifth of what an answer costs, and answers are most of what the bot is told.
"""

from typing import Any, cast

from sqlalchemy import Table, inspect
from sqlalchemy.orm import Session

from db.models import Answer, Submission
from db.repositories.writes import Insert, Update, Writes

TABLES = {one: cast("Table", one.__table__) for one in (Answer, Submission)}
NEW: dict[type, Insert] = {
    Answer: Insert(
        TABLES[Answer], ("submission_id", "question", "value", "message_id", "answered_at")
    )
}


def take(session: Session, writes: Writes) -> bool:
    """Let all that a session has to write wait with the others; not when there is more than this.

    The rows are no longer the session's then: it may only be committed.
    """
    new, changed = list(session.new), list(session.dirty)
    others = {*map(type, new)} - NEW.keys() | {*map(type, changed)} - TABLES.keys()
    if others or session.deleted:
        return False
    for row in new:
        statement = NEW[type(row)]
        writes.add(statement, [{name: getattr(row, name) for name in statement.names}])
    for row in changed:
        if values := _changed(row):
            names = tuple(values)
            values = {f"new_{name}": value for name, value in values.items()} | {"key": row.id}
            writes.add(Update(TABLES[type(row)], names), [values])
    for row in (*new, *changed):
        session.expunge(row)
    return True


def _changed(row: Any) -> dict[str, Any]:
    state = inspect(row)
    return {
        name: state.dict[name]
        for name, before in state.committed_state.items()
        if state.dict[name] != before
    }
