"""What a made-up paper says, as values, and the same as JSON beside the paper.

The JSON has the form of `read-roadmap`. Beside it: `must`, generic names of the doubts that must
appear on the row or in the paper's own list; `may`, those that may; `free`, fields about which two
careful people may differ; `also`, other kinds that fit a responsible; `may_be_not_understood`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Window = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A deadline: the words of the cell and what they mean."""

    words: str
    kind: str
    windows: Sequence[Window] = ()
    recurrence: str | None = None
    must: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    free: tuple[str, ...] = ()
    style: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """One responsible; `also` are other kinds a careful person could name."""

    kind: str
    text: str
    also: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True)
class Row:
    """One activity.

    `title_words` is the title as the paper breaks it; `cells` are texts of columns that are not
    fields; `shares` means that the deadline and the responsibles stand in a cell merged with the
    row above.
    """

    title: str
    due: Due
    number: str | None = None
    title_words: str = ""
    lead: str | None = None
    who_words: str = ""
    who: tuple[Who, ...] = ()
    may_who: tuple[str, ...] = ()
    result: str = ""
    must: list[str] = field(default_factory=list)
    may: list[str] = field(default_factory=list)
    free: list[str] = field(default_factory=list)
    may_be_not_understood: bool = False
    cells: dict[str, str] = field(default_factory=dict)
    shares: bool = False

    def to_json(self) -> dict[str, Any]:
        """The activity of `read-roadmap` with what may differ."""
        due = self.due
        return {
            "number": self.number,
            "title": self.title,
            "words": due.words,
            "kind": due.kind,
            "windows": [[day and day.isoformat() for day in pair] for pair in due.windows],
            "recurrence": due.recurrence,
            "responsibles": [
                {"kind": one.kind, "text": one.text, "also": list(one.also)} for one in self.who
            ],
            "result": self.result or None,
            "doubts": [{"code": code, "text": ""} for code in self._codes(self.must, due.must)],
            "may": self._codes(self.may, due.may),
            "free": self._codes(self.free, due.free),
            "title_or": self.lead,
            "may_who": list(self.may_who),
            "may_be_not_understood": self.may_be_not_understood,
            "style": due.style,
        }

    @staticmethod
    def _codes(own: Sequence[str], dues: Sequence[str]) -> list[str]:
        return sorted({*own, *dues})


@dataclass(slots=True, kw_only=True)
class Stage:
    """A stage; without a title it is the one stage of a paper without stages."""

    rows: list[Row]
    number: str | None = None
    title: str | None = None
    goal: str = ""


@dataclass(slots=True, kw_only=True)
class Paper:
    """A whole paper."""

    year: int
    title: str
    organisation: str
    period: Window
    stages: list[Stage]
    must: list[str] = field(default_factory=list)
    may: list[str] = field(default_factory=list)
    free: list[str] = field(default_factory=list)
    canaries: list[str] = field(default_factory=list)
    traits: list[str] = field(default_factory=list)

    @property
    def rows(self) -> list[Row]:
        """All activities in order."""
        return [row for stage in self.stages for row in stage.rows]

    def to_json(self, file: str) -> dict[str, Any]:
        """The understanding of `read-roadmap` with `year`, `file` and what may differ."""
        return {
            "file": file,
            "year": self.year,
            "title": self.title,
            "organisation": self.organisation,
            "period": [day and day.isoformat() for day in self.period],
            "stages": [
                {
                    "number": stage.number,
                    "title": stage.title,
                    "activities": [row.to_json() for row in stage.rows],
                }
                for stage in self.stages
            ],
            "doubts": [{"code": code, "text": ""} for code in self.must],
            "may": self.may,
            "free": self.free,
            "not_understood": [],
            "canaries": self.canaries,
            "traits": self.traits,
        }
