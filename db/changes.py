"""Whether anything was changed since a moment, without writing what was changed before it."""

from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session, attributes


class Changes:
    """Watches a session; a batch's earlier updates stay unwritten while a later one runs."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._before: dict[Any, dict[str, Any]] = {}
        self._is_certain = False
        self._written: set[type] = set()
        event.listen(session, "before_flush", self._before_flush)
        event.listen(session, "do_orm_execute", self._on_execute)

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

    def _before_flush(self, session: Session, context: Any, instances: Any) -> None:
        self._is_certain = self.has_any()
        self._written |= self._models()
        self._before = {}

    def _on_execute(self, state: ORMExecuteState) -> None:
        if not state.is_select:
            self._is_certain = True
            if state.bind_mapper is not None:
                self._written.add(state.bind_mapper.class_)


def _values(row: Any) -> dict[str, Any]:
    state = attributes.instance_state(row)
    return {name: state.dict.get(name) for name in state.committed_state}
