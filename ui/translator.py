"""Sentences of the bot: Fluent files under ``locales/``, one folder a language."""

from datetime import date, datetime
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource

from domain.calendar import local

LOCALES = Path(__file__).parent.parent / "locales"
DEFAULT = "ru"


class MissingWords(LookupError):
    """A key, or an argument of it, is missing in a language."""


class Translator:
    """Gives sentences by key; a missing key or argument is an error, never a blank."""

    def __init__(self, bundles: dict[str, FluentBundle]) -> None:
        self.bundles = bundles
        self._plain: dict[tuple[str, str], str] = {}

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls, root: Path = LOCALES) -> "Translator":
        """Read every language's folder."""
        bundles = {}
        for folder in sorted(path for path in root.iterdir() if path.is_dir()):
            bundle = FluentBundle([folder.name], use_isolating=False)
            for file in sorted(folder.glob("*.ftl")):
                bundle.add_resource(FluentResource(file.read_text(encoding="utf-8")))
            bundles[folder.name] = bundle
        return cls(bundles)

    def text(self, language: str, key: str, **args: Any) -> str:
        """Give a sentence for a message: every argument is escaped for HTML."""
        safe = {
            name: escape(value, quote=False) if isinstance(value, str) else value
            for name, value in args.items()
        }
        return self.plain(language, key, **safe)

    def plain(self, language: str, key: str, **args: Any) -> str:
        """Give a sentence for a button or a toast: nothing is escaped."""
        if not args and (known := self._plain.get((language, key))) is not None:
            return known
        bundle = self.bundles.get(language) or self.bundles[DEFAULT]
        if not bundle.has_message(key):
            raise MissingWords(f"{language}: {key}")
        pattern = bundle.get_message(key).value
        if pattern is None:
            raise MissingWords(f"{language}: {key} is empty")
        found, errors = bundle.format_pattern(pattern, args)
        if errors:
            raise MissingWords(f"{language}: {key}: {errors[0]}")
        text = str(found)
        if not args:
            self._plain[(language, key)] = text
        return text


class Words:
    """The translator for one person now: language, school's zone, instant."""

    def __init__(self, translator: Translator, *, language: str, zone: str, now: datetime) -> None:
        self.translator = translator
        self.language = language
        self.zone = zone
        self.now = now

    def __call__(self, key: str, **args: Any) -> str:
        """Give a sentence for a message, arguments escaped."""
        return self.translator.text(self.language, key, **args)

    def plain(self, key: str, **args: Any) -> str:
        """Give words for a button or a toast."""
        return self.translator.plain(self.language, key, **args)

    @property
    def today(self) -> date:
        """Today on the school's wall clock."""
        return local(self.now, self.zone).date()

    def day(self, day: date) -> str:
        """Give «28 ноября»; the year only when it is another one."""
        key = "day" if day.year == self.today.year else "day-of-year"
        return self.plain(key, day=day.day, month=day.month, year=str(day.year))

    def weekday(self, day: date) -> str:
        """Give «пятница, 28 ноября»."""
        return self.plain("weekday", number=day.isoweekday(), day=self.day(day))

    def to_day(self, day: date) -> str:
        """Give «Перенести на пятницу, 28 ноября», for a button."""
        return self.plain("settle-to-day", number=day.isoweekday(), day=self.day(day))

    def near_day(self, day: date) -> str:
        """Give «завтра, 28 ноября» for a near day, else with its weekday."""
        ahead = (day - self.today).days
        names = {-1: "yesterday", 0: "today", 1: "tomorrow"}
        if ahead in names:
            return self.plain("near-day", name=self.plain(names[ahead]), day=self.day(day))
        return self.weekday(day)

    def moment(self, moment: datetime) -> str:
        """Give «пятница, 28 ноября, 15:30» on the school's wall clock."""
        wall = local(moment, self.zone)
        return self.plain("moment", day=self.near_day(wall.date()), time=f"{wall:%H:%M}")

    def distance(self, day: date) -> str:
        """Give «осталось 3 дня», «срок сегодня», «просрочено на 2 дня»."""
        days = (day - self.today).days
        key = "days-left" if days > 0 else "days-late" if days < 0 else "due-today"
        return self.plain(key, days=abs(days))
