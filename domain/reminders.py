"""What is due to be said: a pure function of rules, facts and the day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

MOST = 8  # matters in one digest; the rest is one line


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Days from the anchor on which a kind of fact is told to a kind of recipient.

    ``words`` names the sentence and the buttons; a second ladder may share another rule's.
    """

    code: str
    kind: str
    to: str
    steps: tuple[int, ...]
    grace: int
    words: str
    is_urgent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that waits for a person: since or until ``anchor_on``."""

    kind: str
    to: str
    subject_id: int
    person_id: int
    anchor_on: date
    version: int = 0
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A step of a rule that is to be said now."""

    rule: Rule
    step: int
    fact: Fact

    @property
    def key(self) -> tuple[str, int, int, date]:
        """What makes a step said once: rule, subject, recipient, anchor date."""
        return (self.rule.code, self.fact.subject_id, self.fact.person_id, self.fact.anchor_on)


def due(
    rules: Iterable[Rule],
    facts: Iterable[Fact],
    today: date,
    said: Mapping[tuple[str, int, int, date], int],
) -> tuple[Due, ...]:
    """Give what is to be said on ``today``: of each rule's reached steps the latest unsaid.

    Steps missed by downtime or before the fact was known are not said one by one, and a
    step older than the rule's grace (days) is not said at all.
    """
    facts = tuple(facts)
    found = []
    for rule in rules:
        for fact in facts:
            if (fact.kind, fact.to) != (rule.kind, rule.to):
                continue
            step = _reached(rule, (today - fact.anchor_on).days)
            if step is None:
                continue
            one = Due(rule=rule, step=step, fact=fact)
            if said.get(one.key, step - 1) < step:
                found.append(one)
    return tuple(sorted(found, key=_order))


def _reached(rule: Rule, days: int) -> int | None:
    reached = [step for step in rule.steps if step <= days]
    if not reached or days - reached[-1] > rule.grace:
        return None
    return reached[-1]


def _order(one: Due) -> tuple[date, str, int]:
    return (one.fact.anchor_on, one.rule.code, one.fact.subject_id)
