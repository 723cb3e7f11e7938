"""Words of papers without tables: labels inside a line, headings given to their parts."""

HEADINGS = ("№", "Мероприятие", "Срок", "Ответственный", "Результат")
INLINE_LABEL_PATTERN = (
    r"\s*[.;,(]\s*(срок(?:и)?(?:\s+(?:исполнения|реализации|проведения|выполнения))?"
    r"|ответственн\w+|отв\.|исполнител\w+|(?:ожидаемый\s+)?результат)\s*[:–—]\s*"
)
"""« (срок: сентябрь; отв.: директор)» within a line of work."""
