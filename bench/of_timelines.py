"""Made-up timelines of a given size, the same at every run."""

from datetime import date, timedelta
from random import Random

from domain.timeline import Bar, Line, Mark, Timeline, months_between

TITLES = (
    "Приказ о запуске программы и назначении куратора",
    "Анкетирование молодых педагогов о затруднениях в работе с классом и с родителями",
    "Родительские собрания",
    "Отбор наставников из числа педагогов, готовых вести пару не меньше одного учебного года",
    "Три занятия с психологом",
    "Первая встреча пар",
    "Итоговая конференция и благодарности наставникам",
)
NOTES = {Mark.DONE: "✓ выполнено", Mark.LATE: "! просрочено на 12 дней", Mark.OPEN: "до 10 мая"}
TODAY = date(2025, 11, 27)
MONTHS = ["сен", "окт", "ноя", "дек", "янв", "фев", "мар", "апр", "май", "июн"]


def timeline(rows: int, *, seed: int = 7) -> Timeline:
    """Give so many activities in stages of nine, with bars of every form."""
    chance = Random(seed)
    lines: list[Line] = []
    for at in range(rows):
        if at % 9 == 0:
            title = f"{at // 9 + 1}. Подготовка и первые шаги"
            lines.append(Line(title=title, note="3 из 9", mark=Mark.OPEN, is_stage=True))
        bars = _bars(chance)
        mark = bars[0].mark if bars else Mark.OPEN
        lines.append(
            Line(
                title=f"{at // 9 + 1}.{at % 9 + 1} {TITLES[at % len(TITLES)]}",
                note=NOTES[mark] if bars else "без срока",
                mark=mark,
                bars=bars,
            )
        )
    first, last = date(2025, 9, 1), date(2026, 6, 30)
    assert len(months_between(first, last)) == len(MONTHS)
    return Timeline(
        title="Дорожная карта 2025/26", summary="На 27 ноября выполнено 11 из 25, просрочено 2",
        first=first, last=last, today=TODAY, today_words="сегодня, 27 ноября",
        months=tuple(MONTHS), lines=tuple(lines),
        legend=((Mark.DONE, "выполнено"), (Mark.OPEN, "впереди"), (Mark.LATE, "просрочено")),
    )  # fmt: skip


def _bars(chance: Random) -> tuple[Bar, ...]:
    start = date(2025, 9, 1) + timedelta(days=chance.randrange(250))
    end = start + timedelta(days=chance.choice((0, 5, 30, 90)))
    mark = Mark.LATE if end < TODAY else Mark.OPEN
    forms = (
        (),
        (Bar(start=None, end=None, mark=Mark.OPEN),),
        (Bar(start=None, end=end, mark=mark),),
        (Bar(start=start, end=end, mark=Mark.DONE),),
        (Bar(start=start, end=end, mark=mark),),
        (Bar(start=start, end=end, mark=mark), Bar(start=end, end=None, mark=Mark.OPEN)),
    )
    return chance.choice(forms)
