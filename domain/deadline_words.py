"""Words in which Russian schools write deadlines: the one table of the deadline reader."""

from itertools import product

from domain.deadline_sorts import Sort

Entry = tuple[Sort, int]

WHY_CODES = ("by_schedule", "by_plan", "as_needed", "accordance")

_LONG_MONTHS = (
    "январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август",
    "сентябр", "октябр", "ноябр", "декабр",
)  # fmt: skip
_MONTH_ENDINGS = {3: " а у е ом", 8: " а у е ом", 5: "й я ю е ем"}
_SHORT_MONTHS = (
    "янв", "фев февр", "мар", "апр", "", "июн", "июл", "авг", "сен сент", "окт",
    "ноя нояб", "дек",
)  # fmt: skip

_ORDINALS = (
    "перв", "втор", "", "четверт", "пят", "шест", "седьм", "восьм", "девят", "десят",
    "одиннадцат", "двенадцат", "тринадцат", "четырнадцат", "пятнадцат", "шестнадцат",
    "семнадцат", "восемнадцат", "девятнадцат", "двадцат",
)  # fmt: skip
_ORDINAL_ENDINGS = ["ый", "ой", "ая", "ое", "ую", "ого", "ому", "ом", "ые", "ых", "ым", "ыми"]
_THIRD = [
    "третий",
    *("треть" + ending for ending in ("я", "е", "ю", "его", "ему", "ем", "ей", "и")),
]
_THIRD.append("третьих")
_LAST = ["ий", "яя", "ее", "юю", "его", "ему", "ем", "ей", "ие", "их", "им"]

_APPROXIMATE = (
    "примерно ориентировочно ориентировочный ориентировочная ориентировочные предварительно "
    "предположительно планируемый плановый около"
)
_SORTS: dict[Sort, str] = {
    Sort.DAY_UNIT: "день дня дне днем дни дней дням днях сутки суток дневный дневного дневной дн",
    Sort.WEEK: "неделя недели неделе неделю неделей недель неделях нед",
    Sort.DECADE: "декада декады декаде декаду декадой декад декадах",
    Sort.MONTH_UNIT: "месяц месяца месяцу месяце месяцем месяцы месяцев месяцах мес",
    Sort.QUARTER: "квартал квартала квартале кварталу кварталом кварталы кварталов кварталах кв",
    Sort.TERM: "четверть четверти четвертью четвертей четвертях четв",
    Sort.TRIMESTER: "триместр триместра триместре триместру триместром триместры триместров",
    Sort.SEMESTER: "семестр семестра семестре семестру семестром семестры семестров",
    Sort.HALF: "полугодие полугодия полугодии полугодию полугодием полугодий полугодиях "
    "полгода полугода полуг полугод п/г",
    Sort.HALF_PART: "половина половины половине половину половиной половинах",
    Sort.YEAR_UNIT: "год года году годом годе годы годов лет г гг",
    Sort.TIME_UNIT: "час часа часов часам часу ч минут минуты минута мин",
    Sort.BETWEEN: "между",
    Sort.STREET: "ул улица улице улицы проспект проспекте переулок площадь площади бульвар пер пр",
    Sort.LENGTH: "недельный двухнедельный трехнедельный месячный двухмесячный "
    "двухдневный трехдневный пятидневный семидневный десятидневный однодневный",
    Sort.NUMBER: "число числа числу числе числом числам числах чисел",
    Sort.SCHOOL: "учебный учебного учебном учебному учебным учебные учебных учебное учебная "
    "учебную уч учеб",
    Sort.CALENDAR: "календарный календарного календарном финансового финансовый",
    Sort.HOLIDAY: "каникулы каникул каникулах каникулам каникулами каникулярный каникулярное "
    "каникулярного каникулярном",
    Sort.FROM: "с со начиная",
    Sort.UP_TO: "до",
    Sort.BY: "по",
    Sort.TOWARD: "к ко",
    Sort.NOT: "не",
    Sort.LATER: "позднее позже",
    Sort.EARLIER: "ранее раньше",
    Sort.IN: "в во",
    Sort.WITHIN: "течение течении теч протяжении втечение втечении",
    Sort.AND: "и",
    Sort.EVERY: "каждый каждого каждому каждом каждая каждой каждую каждое каждые каждых",
    Sort.TIMES: "раз раза р разов разу",
    Sort.CONTINUOUS: "круглогодично постоянно постоянной постоянная постоянный непрерывно "
    "регулярно "
    "систематически бессрочно непрерывный беспрерывно повседневно этапах",
    Sort.ALL: "весь всего всей всех всю все всем целый круглый",
    Sort.PERIOD: "период периода периоде периоду периодом срок срока сроке действия реализации "
    "программы программе программ внедрения работы времени время ходе проекта проектов модели "
    "целевой дорожной карты наставничества цикла системы этапа цмн рцсм деятельности",
    Sort.RELATIVE: "после через спустя момента окончании завершении завершению окончанию итогам "
    "результатам мере накануне отчетным следующий перед предшествующий "
    "непосредственно незамедлительно",
    Sort.BEFORE: "за",
    Sort.NEXT: "следующего следующем следующему будущего будущем",
    Sort.REPORTED: "отчетным",
    Sort.PLACE: "кабинет кабинете каб ауд аудитория дом д школа школы пункт п пп "
    "класс класса классы классов классах кл человек чел корпус стр курс курса курсы группа "
    "тел этаж зал урок урока уроке уроки уроков",
    Sort.SKIPPED: "рабочих рабочие рабочего рабочий календарных календарные текущего текущий "
    "текущем нынешнего нынешнем этого настоящего соответствующего т",
    Sort.DOCUMENT: "приказ приказа приказу приказом распоряжение распоряжения распоряжению "
    "протокол протокола протоколу письмо письма постановление постановления",
    Sort.ASIDE: "а также срока дата даты сроки включительно вкл вплоть реже менее чаще минимум "
    "более либо или на тот же том числе чем отдельному отдельным отдельный данный данного "
    "указанный ежегодной далее потом затем проведения исполнения выполнения онлайн очно заочно "
    "дистанционно актовый спортивный " + _APPROXIMATE,
}  # fmt: skip

_WHY = (
    (
        "график графика графику графиком графикам графике расписание расписания расписанию "
        "расписанием расписаниям циклограмме циклограмма"
    ),
    "план плана плану планом планам планов плане планами программой",
    (
        "необходимости необходимо потребности запросу запросам требованию требованиям заявке "
        "заявкам обращению обращениям востребованности надобности необходимость запрос поступления"
    ),
    (
        "соответствии согласно положению положением согласованию согласованные согласования "
        "согласовано договоренности сроками срокам установленные установленный установленным "
        "назначению "
        "уточняется уточняются определяется определяются утвержденным утвержденному "
        "индивидуально индивидуальные рабочем порядке"
    ),
)

_PARTS = (
    "начало начала начале началу началом",
    "середина середины середине середину",
    "конец конца конце концу концом окончания окончание окончанием завершения",
)
_SEASONS = (
    "осень осени осенью осенний осенние осенних осенним осенними осеннем осенняя",
    "зима зимы зимой зиму зимний зимние зимних зимним зимними зимнем зимняя",
    "весна весны весной весну весенний весенние весенних весенним весенними весеннем весенняя",
    "лето лета летом летний летние летних летним летними летнем летняя",
)
_WEEKDAYS = (
    "понедельник понедельника понедельнику пн",
    "вторник вторника вторнику вт",
    "среда среду среды среде ср",
    "четверг четверга четвергу чт",
    "пятница пятницу пятницы пятнице пт",
    "суббота субботу субботы субботе сб",
    "воскресенье воскресенья воскресенью вс",
)
WEEKLY, MONTHLY, QUARTERLY, TWICE, YEARLY, OTHER_RHYTHM = 52, 12, 4, 2, 1, 0
_RHYTHMS = {
    WEEKLY: "еженедельно еженедельный еженедельная еженедельные понедельно неделям понедельникам "
    "вторникам средам четвергам пятницам субботам воскресеньям",
    MONTHLY: "ежемесячно ежемесячный ежемесячная ежемесячные помесячно месяцам",
    QUARTERLY: "ежеквартально ежеквартальный ежеквартальные поквартально кварталам четвертям",
    TWICE: "полугодиям",
    YEARLY: "ежегодно ежегодный ежегодная ежегодные",
    OTHER_RHYTHM: "ежедневно ежедневный",
}
_COUNTS = {
    1: "одному один одна одну одного одной однократно",
    2: "два две двух дважды",
    3: "три трех трижды",
    4: "четыре четырех",
    5: "пять пяти",
    6: "шесть шести",
    7: "семь семи",
    8: "восемь восьми",
    9: "девять девяти",
    10: "десять десяти",
    12: "двенадцать двенадцати",
    20: "двадцать",
    30: "тридцать",
}

_NUMERALS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
ROMAN = {numeral: value for value, numeral in enumerate(_NUMERALS, start=1)} | {
    "і": 1,
}

ORDINAL_ENDING = "ого|ому|ыми|ьего|ья|ье|ью|ый|ий|ой|ая|ое|ую|ом|го|му|ми|ым|ых|й|я|е|ю|х|м"

LOOK_ALIKE = str.maketrans("aceopxykmthbniё", "асеорхукмтнвпіе")
"""Latin letters of a Russian word, as their Cyrillic twins; ё as е."""

WHOLE_COURSE = frozenset({"реализации", "действия", "внедрения"})
REPORTED = "отчетным"
DOCUMENT_DATE = "от"
TWICE_WORDS = frozenset({"дважды", "трижды"})
NOMINATIVE_ENDS = ("ь", "й", "т")
SHORT_PIECES = frozenset(["до", "по", "с", "в", "не", "год", "года", "раз", "май", "мая"])
YEAR_ENDING = "ого|го|ом|м|ый|й"
APPROXIMATE = frozenset(_APPROXIMATE.split())
EITHER_WORDS = frozenset({"или", "либо"})
SINCE = frozenset({"дня", "даты"})
MEASURE = "мере"
INCLUDING = frozenset({"включительно", "вкл"})
PLURAL_NUMBERS = frozenset({"числа", "числах", "чисел"})
PLURAL_ENDINGS = ("ые", "ых", "ие", "их", "-х", "-е")
ORDER_OF = "по"
FIVE = 5
CYRILLIC_NUMERALS = {"п": 2, "ш": 3, "у": FIVE}
"""Letters typed for «II», «III» and «V»; only before what is counted."""
ROMAN_TWINS = str.maketrans({"і": "i", "х": "x", "l": "i", "у": "v", "п": "ii", "ш": "iii"})
LONG_E = str.maketrans("ё", "е")
ONE_DAY = frozenset({"день", "дня", "дню", "днем", "дне"})
BLANK_CELLS = frozenset({"", "нет"})


def _months() -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for month, stem in enumerate(_LONG_MONTHS, start=1):
        for ending in _MONTH_ENDINGS.get(month, "ь я ю е ем").split(" "):
            found[stem + ending] = (Sort.MONTH, month)
    for month, words in enumerate(_SHORT_MONTHS, start=1):
        found |= dict.fromkeys(words.split(), (Sort.MONTH, month))
    return found


def _ordinals() -> dict[str, Entry]:
    stems = [(number, stem) for number, stem in enumerate(_ORDINALS, start=1) if stem]
    found = {
        stem + ending: (Sort.ORD, number)
        for (number, stem), ending in product([*stems, (30, "тридцат")], _ORDINAL_ENDINGS)
    }
    found |= dict.fromkeys(_THIRD, (Sort.ORD, 3))
    return found | {"последн" + ending: (Sort.ORD, -1) for ending in _LAST}


def _numbered(sort: Sort, groups: tuple[str, ...], first: int) -> dict[str, Entry]:
    return {
        word: (sort, number)
        for number, words in enumerate(groups, start=first)
        for word in words.split()
    }


def _valued(sort: Sort, groups: dict[int, str]) -> dict[str, Entry]:
    return {word: (sort, value) for value, words in groups.items() for word in words.split()}


WORDS: dict[str, Entry] = {
    **{word: (sort, 0) for sort, words in _SORTS.items() for word in words.split()},
    **_ordinals(),
    **_numbered(Sort.WHY, _WHY, 0),
    **_numbered(Sort.PART, _PARTS, 1),
    **_numbered(Sort.SEASON, _SEASONS, 1),
    **_numbered(Sort.WEEKDAY, _WEEKDAYS, 1),
    **_valued(Sort.RECUR, _RHYTHMS),
    **_valued(Sort.COUNT, _COUNTS),
    **_months(),
}
"""Every known word in lower case without «ё»."""


def _misspelt() -> dict[str, str]:
    """Each important long word without any one of its letters, or whole."""
    known = [word for word, (sort, _) in WORDS.items() if sort in _OFTEN_MISSPELT]
    found: dict[str, str] = {}
    for word in sorted(word for word in known if len(word) >= _LONG):
        for at in range(len(word)):
            found.setdefault(word[:at] + word[at + 1 :], word)
        found[word] = word
    return found


_LONG = 6
_OFTEN_MISSPELT = {Sort.MONTH, Sort.HALF, Sort.TERM, Sort.QUARTER, Sort.RECUR, Sort.HOLIDAY}
MISSPELT = _misspelt()
"""Word less a letter → the word, to read one letter too few, too many or wrong."""
