"""Words by which a roadmap paper is recognised: the one table of the paper reader."""

from enum import StrEnum


class Role(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    STAGE = "stage"
    ACTIVITY = "activity"
    CONTENT = "content"
    DEADLINE = "deadline"
    DEADLINE_START = "deadline_start"
    DEADLINE_END = "deadline_end"
    RESPONSIBLE = "responsible"
    RESULT = "result"
    NOTES = "notes"
    MONTH = "month"
    DEADLINE_AND_RESPONSIBLE = "deadline_and_responsible"


STAGE_LEADS = ("этап", "раздел", "направление", "блок", "модуль", "часть", "шаг")
STAGE_ENDS = ("этап", "этап.")
GOAL_LEADS = ("задача", "задачи", "цель", "цели")

NOTE_LEADS = ("*", "примечани", "прим.", "итого", "всего", "с учетом", "план составил")
"""Beginnings of a note under a table."""
APPENDIX_LEADS = ("приложение", "таблица", "продолжение", "окончание", "форма", "утвержд", "г. ")
SHEET_NAMES = ("лист", "sheet", "страница", "table")
"""Beginnings of sheets' names that say nothing."""
TITLE_STEMS = ("дорожная карта", "план мероприятий", "план работы", "план реализации", "план")
"""What a paper calls itself, the surest first."""

APPROVAL_STEMS = (
    "утвержд", "рассмотрен", "принят", "согласован", "протокол", "приказ", "директор ",
    "председател", "заведующ", "педагогическ", "совет", "решени", "приложение", "и.о.", "от «",
    "от \"", "введен", "заместитель", "начальник", "руководитель ",
)  # fmt: skip
"""Beginnings of lines of approval stamps in the paper's head."""

APPROVAL_PATTERN = (
    r"\W*(?:утверждаю|(?:утвержд|согласован|рассмотрен|принят)(?:ено|ена|о|а)?)(?!\w)"
)
"""The first word of an approval stamp; «утверждение …» is work."""

FURNITURE_STEMS = (
    "подписан электронн", "подписано электронн", "подписан простой", "подписан усиленн",
    "электронной подписью", "подлинность документа", "криптоарм", "криптопро", "статус подписи",
    "подпись верна", "казначейств", "время создания эп", "простая электронная",
    "усиленная квалиф", "сертификат ключа",
)  # fmt: skip
"""Anywhere in a line they tell a stamp."""

FURNITURE_STARTS = (
    "сертификат:", "сертификат №", "действителен", "владелец", "издатель", "снилс", "инн ", "инн:",
    "огрн", "кпп", "страница ", "стр. ", "хэш", "экземпляр", "срок действия", "подпись", "м.п",
    "исполнитель:", "исп.", "дата:", "расшифровка", "тел.", "телефон", "e-mail", "сайт:", "адрес:",
    "составил", "ознакомлен", "с планом ознакомлен", "лист ",
)  # fmt: skip
STAMP_PATTERN = r"\s*документ\s+подписан[а-я]*\s+(?:[а-я]+\s+){0,3}?электронной\s+подписью\.?\s*"
SIGNER_HEADS = (
    "директор", "зам", "и.о", "и. о", "врио", "завед", "куратор", "составитель", "председатель",
    "руководитель", "начальник", "методист", "секретарь", "ответственный",
)  # fmt: skip
"""A line that begins so and ends with a person's name is a signature."""

ORGANISATION_WORDS = (
    "школа", "гимназия", "лицей", "колледж", "техникум", "детский сад", "учреждение", "интернат",
    "комитет по образованию", "управление образования", "департамент образования",
    "отдел образования", "центр образования", "дом детского творчества",
)  # fmt: skip
ORGANISATION_PATTERN = (
    r"(?:[А-ЯЁ]{1,5}ОУ|[А-ЯЁ]{0,4}ДОУ|[А-ЯЁ]{0,4}ПОУ|[А-ЯЁ]{0,3}УДО)\b[^«\"„№\n]{0,60}?"
    r"(?:[«\"„][^»\"“\n]{2,90}[»\"“](?:\s+г\.\s?[А-ЯЁ][а-яё-]+)?"
    r"|№\s?\d+(?:\s*[«\"„][^»\"“\n]{2,60}[»\"“])?)"
    r"|\b(?:[А-ЯЁ]{1,5}ОУ)\s+[А-ЯЁ][^\n,«»№]{2,60}?(?=\s+на\s+(?:\d|период)|\s*$|\s*\n)"
)
"""«МБОУ «Школа № 1»», «МАОУ СОШ № 2», with the town when it follows the type."""

ABBREVIATION_PATTERN = r"\b[А-ЯЁ]{1,6}ОУ\b"
SCHOOL_YEAR_PATTERN = r"(20\d\d)\s*[-–—/]\s*(20)?(\d\d)\s*(?:-?\s?(?:й|ого|ый)\s)?\s*уч"
YEARS_PATTERN = r"(20\d\d)\s*[-–—/]\s*(20\d\d)"
PERIOD_PATTERN = r"с\s+([^\n]{3,30}?\d{4}[^\n]{0,6}?)\s+(?:по|до)\s+([^\n]{3,30}?\d{4})"
YEAR_PATTERN = r"на\s+(20\d\d)\s*г"

JOINING = ("до", "по", "с", "и", "не", "позднее", "в", "течение", "к")
CASE_ENDINGS = "ауыеойямию"
LONG_E = str.maketrans("ё", "е")

_COMPOUND = (
    "педагог", "учитель", "учителя", "учителям", "психолого", "социально", "нормативно", "мастер",
    "организационно", "информационно", "учебно", "научно", "воспитательно", "культурно", "онлайн",
    "программно", "педагоги", "педагога", "педагогом", "консультационно", "просветительско",
)  # fmt: skip
"""Before a hyphen they are a half of a word, not a broken one."""
HYPHENATED_PATTERN = "".join(rf"(?<!\b{half})" for half in _COMPOUND) + r"(?<=[а-яё])-\n(?=[а-яё])"
WRAPPED_HYPHEN_PATTERN = r"(?<=[а-яё])-\n(?=[а-яё])"
QUARTER_PATTERN = r"(?:[1-4]|i{1,3}|iv)\s*кв"
INSTITUTION = "учреждение"
_LEADS = "|".join(STAGE_LEADS)
STAGE_LEAD_PATTERN = rf"(?:\d{{1,2}}\s*(?:-?й)?\s*)?(?:{_LEADS})\b"
STRICT_STAGE_PATTERN = rf"(?:{_LEADS})\s*№?\s*(?:\d|[ivx]+\b)|(?:[ivx]+|\d)[ -]+этап"
GOAL_PATTERN = rf"\s*\b(?:{'|'.join(GOAL_LEADS)})\b(?:\s+этапа|[^–—:-]{{0,40}}[–—:-])\s*[–—:-]?\s*"
STAGE_NUMBER_PATTERN = (
    rf"(\d{{1,2}}|[IVX]{{1,4}})\s*(?:-?\s?[йя]|-?ый|-?ий)?\s+(?:{_LEADS})\b\s*[.:–—-]*\s*(?=\S)|"
    rf"(?:(?:{_LEADS})\s*№?\s*)?(\d{{1,2}}|[IVX]{{1,4}})\s*[.):–—-]*\s+"
    rf"|(?:{_LEADS})\s*№?\s*(\d{{1,2}}|[IVX]{{1,4}})\s*[.):]?\s*"
)
