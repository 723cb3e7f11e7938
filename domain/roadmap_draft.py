"""What a reader understood of a school's roadmap paper, before the curator accepts it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from domain.deadlines import Deadline, Doubt, Window
from domain.measures import Measure


class ResponsibleKind(StrEnum):
    """Who answers for an activity, as the paper names them."""

    PERSON = "person"
    POST = "post"
    GROUP = "group"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponsibleDraft:
    """One responsible in the paper's own words, not bound to anybody yet."""

    kind: ResponsibleKind
    text: str

    def to_json(self) -> dict[str, Any]:
        """`{"kind", "text"}`."""
        return {"kind": self.kind.value, "text": self.text}

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Self:
        """The reverse of `to_json`."""
        return cls(kind=ResponsibleKind(plain["kind"]), text=plain["text"])


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityDraft:
    """One activity; `number` is the paper's own («1.1») or empty.

    `doubts` holds every doubt of the row, those of its deadline included; `measure` is what
    its result counts, if anything. `origins` say how papers had it (`domain.roadmap_memory`):
    none of a row that no paper had, None where it is not known. `follows` are the activities
    of the year before that it was made of, by id.
    """

    number: str
    title: str
    deadline: Deadline
    responsibles: tuple[ResponsibleDraft, ...] = ()
    result: str = ""
    doubts: tuple[Doubt, ...] = ()
    measure: Measure | None = None
    origins: tuple[str, ...] | None = None
    follows: tuple[int, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Plain values, for a JSON column or a pipe."""
        return {
            "number": self.number,
            "title": self.title,
            "deadline": self.deadline.to_json(),
            "responsibles": [one.to_json() for one in self.responsibles],
            "result": self.result,
            "doubts": [doubt.to_json() for doubt in self.doubts],
            "measure": self.measure.to_json() if self.measure else None,
            "origins": None if self.origins is None else list(self.origins),
            "follows": list(self.follows),
        }

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Self:
        """The reverse of `to_json`; what a draft kept long ago lacks is not known."""
        measure, origins = plain.get("measure"), plain.get("origins")
        return cls(
            number=plain["number"],
            title=plain["title"],
            deadline=Deadline.from_json(plain["deadline"]),
            responsibles=tuple(map(ResponsibleDraft.from_json, plain["responsibles"])),
            result=plain["result"],
            doubts=tuple(map(Doubt.from_json, plain["doubts"])),
            measure=Measure.from_json(measure) if measure else None,
            origins=None if origins is None else tuple(origins),
            follows=tuple(plain.get("follows", ())),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class StageDraft:
    """One stage; a paper without stages has one with an empty title."""

    number: str
    title: str
    goal: str = ""
    activities: tuple[ActivityDraft, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Plain values, for a JSON column or a pipe."""
        return {
            "number": self.number,
            "title": self.title,
            "goal": self.goal,
            "activities": [activity.to_json() for activity in self.activities],
        }

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Self:
        """The reverse of `to_json`."""
        return cls(
            number=plain["number"],
            title=plain["title"],
            goal=plain["goal"],
            activities=tuple(map(ActivityDraft.from_json, plain["activities"])),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadmapDraft:
    """The whole understanding of a paper.

    `not_understood` holds the rows that became neither activity nor stage, in the paper's
    words; `dropped_furniture` counts stamps, signatures and repeated headings that were
    dropped unkept.
    """

    title: str = ""
    organisation: str = ""
    period: Window | None = None
    stages: tuple[StageDraft, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    not_understood: tuple[str, ...] = ()
    dropped_furniture: int = 0

    def to_json(self) -> dict[str, Any]:
        """Plain values, for a JSON column or a pipe."""
        return {
            "title": self.title,
            "organisation": self.organisation,
            "period": self.period.to_json() if self.period else None,
            "stages": [stage.to_json() for stage in self.stages],
            "doubts": [doubt.to_json() for doubt in self.doubts],
            "not_understood": list(self.not_understood),
            "dropped_furniture": self.dropped_furniture,
        }

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Self:
        """The reverse of `to_json`."""
        return cls(
            title=plain["title"],
            organisation=plain["organisation"],
            period=Window.from_json(plain["period"]) if plain["period"] else None,
            stages=tuple(map(StageDraft.from_json, plain["stages"])),
            doubts=tuple(map(Doubt.from_json, plain["doubts"])),
            not_understood=tuple(plain["not_understood"]),
            dropped_furniture=plain["dropped_furniture"],
        )
