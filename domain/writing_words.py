"""Words of a roadmap that we write ourselves: each of them is read back by the reader."""

from domain.deadlines import Recurrence

HEADINGS = (
    "№ п/п",
    "Мероприятие",
    "Срок",
    "Ответственный",
    "Результат",
    "Отметка о выполнении",
)
STAGE = "Этап {number}. {title}"
UNTITLED_STAGE = "Этап {number}"
GOAL = "Задача этапа: {goal}"
TITLE = "Дорожная карта наставничества на {year}/{next} учебный год"
NOTE = "{year}/{next} учебный год · на {day}"
NOTHING = "—"
DONE = "Выполнено {day}"
LATE = "Просрочено"
PART = "Выполнено {done} из {count}"

UP_TO = "до {day}"
FROM = "с {day}"
BETWEEN = "{start} – {end}"
DAY = "{day} {month} {year} г."
MONTH = "{month} {year} г."
WHOLE_PERIOD = "в течение всего периода"
AGAIN = {
    Recurrence.WEEKLY: "еженедельно",
    Recurrence.MONTHLY: "ежемесячно",
    Recurrence.QUARTERLY: "ежеквартально",
    Recurrence.TWICE_A_YEAR: "два раза в год",
    Recurrence.YEARLY: "ежегодно",
}
OF_MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября",
    "октября", "ноября", "декабря",
)  # fmt: skip
MONTHS = (
    "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь",
    "октябрь", "ноябрь", "декабрь",
)  # fmt: skip
