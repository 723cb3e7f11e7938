"""Whether anything was changed since a moment, without writing what was changed before it."""

from collections.abc import Callable
from typing import Any, cast

from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session, attributes


class Watched(Session):
    """A session with its changes; what listens does so for all of them, once."""

    changes: "Changes"
    write_first: Callable[["Watched"], None]  # what waits outside of it, before a statement


class Changes:
    """Watches a session; a batch's earlier updates stay unwritten while a later one runs."""

    def __init__(self, session: Watched) -> None:
        session.changes = self
        self._session = session
        self._before: dict[Any, dict[str, Any]] = {}
        self._is_certain = False
        self._written: set[type] = set()

    def start(self) -> None:
        """Count changes from here."""
        self._is_certain = False
        self._before = self._pending()

    def has_any(self) -> bool:
        """Whether a row was added, changed or deleted, or a changing statement was sent."""
        return self._is_certain or self._pending() != self._before

    def has_touched(self, *models: type) -> bool:
        """Whether a row of these models was changed in the whole transaction."""
        return any(issubclass(one, models) for one in self._written | self._models())

    def _models(self) -> set[type]:
        session = self._session
        return {
            type(row) for rows in (session.dirty, session.new, session.deleted) for row in rows
        }

    def _pending(self) -> dict[Any, dict[str, Any]]:
        """Give the unwritten rows with the values they would be written with."""
        session = self._session
        found = {row: _values(row) for row in session.dirty}
        found |= {row: {} for row in session.new}
        return found | {row: {"deleted": True} for row in session.deleted}

    def note_flush(self) -> None:
        """Everything that waits is about to be written."""
        self._is_certain = self.has_any()
        self._written |= self._models()
        self._before = {}

    def note_statement(self, state: ORMExecuteState) -> None:
        """A statement is about to be sent."""
        if not state.is_select:
            self._is_certain = True
            if state.bind_mapper is not None:
                self._written.add(state.bind_mapper.class_)


@event.listens_for(Watched, "before_flush")
def _before_flush(session: Watched, context: Any, instances: Any) -> None:
    session.changes.note_flush()


@event.listens_for(Watched, "do_orm_execute")
def _on_execute(state: ORMExecuteState) -> None:
    session = cast("Watched", state.session)
    session.changes.note_statement(state)
    session.write_first(session)


def _values(row: Any) -> dict[str, Any]:
    state = attributes.instance_state(row)
    return {name: state.dict.get(name) for name in state.committed_state}
