"""Content files read once at start: questionnaires, consents, reminder rules, calendar."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from domain.calendar import Calendar
from domain.consents import ConsentText
from domain.questionnaires import Question, QuestionKind, Questionnaire
from domain.reminders import Rule
from domain.roadmap_templates import RoadmapTemplate, TemplateRow, TemplateStage

ROOT = Path(__file__).parent


class BrokenContent(ValueError):
    """A content file cannot be used; the message names the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentTemplate:
    """A consent before the operator's and the person's names are filled in."""

    kind: str
    version: int
    dated: str
    title: str
    body: str

    def text(self, *, name: str, organisation: str, address: str) -> ConsentText:
        """Give the text exactly as it is shown."""
        body = self.body.strip()
        for key, value in (("name", name), ("organisation", organisation), ("address", address)):
            body = body.replace("{" + key + "}", value)
        return ConsentText(
            kind=self.kind, version=self.version, dated=self.dated, title=self.title, body=body
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Everything that varies as data."""

    questionnaires: dict[str, Questionnaire]
    consents: dict[str, ConsentTemplate]
    rules: tuple[Rule, ...]
    calendar: Calendar
    roadmaps: tuple[RoadmapTemplate, ...] = ()

    def for_role(self, role: str) -> tuple[Questionnaire, ...]:
        """Give the questionnaires a role answers when it joins."""
        return tuple(q for q in self.questionnaires.values() if q.role == role)


def load(root: Path = ROOT) -> Content:
    """Read every content file; a broken one is refused at start with its name."""
    questionnaires = [_questionnaire(file) for file in sorted(root.glob("questionnaires/*.toml"))]
    consents = [_consent(file) for file in sorted(root.glob("consents/*.toml"))]
    return Content(
        questionnaires={q.code: q for q in questionnaires},
        consents={c.kind: c for c in consents},
        rules=_rules(root / "reminders.toml"),
        calendar=load_calendar(root),
        roadmaps=tuple(_roadmap(file) for file in sorted(root.glob("roadmaps/*.toml"))),
    )


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BrokenContent(f"{file.name}: {error}") from error


def _questionnaire(file: Path) -> Questionnaire:
    plain = _read(file)
    try:
        return Questionnaire(
            code=plain["code"],
            version=plain["version"],
            role=plain["role"],
            title=plain["title"],
            questions=tuple(_question(one) for one in plain["question"]),
        )
    except (KeyError, ValueError) as error:
        raise BrokenContent(f"{file.name}: {error}") from error


def _question(plain: dict[str, Any]) -> Question:
    return Question(
        key=plain["key"],
        kind=QuestionKind(plain["kind"]),
        text=plain["text"],
        options=tuple(plain.get("options", ())),
        has_other=plain.get("other", False),
        is_optional=plain.get("optional", False),
        low=plain.get("low", 1),
        high=plain.get("high", 10),
    )


def _consent(file: Path) -> ConsentTemplate:
    try:
        return ConsentTemplate(**_read(file))
    except TypeError as error:
        raise BrokenContent(f"{file.name}: {error}") from error


def _rules(file: Path) -> tuple[Rule, ...]:
    try:
        return tuple(
            Rule(
                code=plain["code"],
                kind=plain["kind"],
                to=plain["to"],
                steps=tuple(sorted(plain["steps"])),
                grace=plain.get("grace", 30),
                words=plain.get("words", plain["code"]),
                is_urgent=plain.get("urgent", False),
            )
            for plain in _read(file)["rule"]
        )
    except KeyError as error:
        raise BrokenContent(f"{file.name}: {error}") from error


def _roadmap(file: Path) -> RoadmapTemplate:
    plain = _read(file)
    try:
        stages = tuple(
            TemplateStage(
                title=stage["title"],
                goal=stage.get("goal", ""),
                rows=tuple(TemplateRow(**row) for row in stage["activity"]),
            )
            for stage in plain.pop("stage")
        )
        return RoadmapTemplate(**plain, stages=stages)
    except (KeyError, TypeError) as error:
        raise BrokenContent(f"{file.name}: {error}") from error


def load_calendar(root: Path = ROOT) -> Calendar:
    """Read the days off alone."""
    return _calendar(root / "calendars" / "ru.toml")


def _calendar(file: Path) -> Calendar:
    plain = _read(file)
    return Calendar(
        yearly=frozenset((month, day) for month, day in plain["yearly"]),
        off=frozenset(plain["off"]),
        working=frozenset(plain["working"]),
    )
