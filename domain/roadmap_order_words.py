"""Words by which steps of a mentoring programme are told, and what each of them comes after."""

BASE = (
    r"(?:формирован|создан|составлен|пополнен)\w*\s+(?:баз|банк|реестр|спис)\w*\s+(?:данных\s+)?"
)
STEPS = {
    "mentees": rf"{BASE}наставляем",
    "mentors": rf"{BASE}(?:потенциальных\s+)?наставник",
    "training": r"(?:обучени\w*|отбор\w*)\s+(?:\w+\s+)?наставник",
    "pairs": (
        r"(?:формирован|создан|закреплен|подбор)\w*\s+(?:наставническ\w+\s+)?(?:пар|групп)(?!о)"
    ),
    "work": (
        r"(?:перв|организационн|пробн)\w+[^.]{0,40}\s+встреч\w*\s+наставник"
        r"|организаци\w+\s+(?:и\s+осуществлени\w+\s+)?работы\s+(?:наставническ\w+\s+)?пар"
    ),
    "end": (
        r"заключительн\w+\s+встреч|завершени\w+\s+(?:персонализирован\w+\s+)?(?:программ|наставнич)"
        r"|награждени\w+\s+(?:лучш\w+\s+)?наставник"
    ),
}
"""Step → how titles name it."""

AFTER = {
    "training": ("mentors",),
    "pairs": ("mentees", "mentors"),
    "work": ("pairs",),
    "end": ("pairs",),
}
"""Step → the steps it depends on (the order of the target model of mentoring)."""

REFERENCE = (
    r"(?:после|по\s+итогам|по\s+результатам)\s+(?:выполнения\s+)?(?:п\.|пункта|мероприятия)\s*"
    r"(\d{1,2}(?:\.\d{1,2})+)"
)
