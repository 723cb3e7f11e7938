"""What stands around a roadmap and must never be kept: approvals, stamps, signatures."""

from random import Random

from tests.documents.generator import invented
from tests.documents.generator.blocks import Block, Line
from tests.documents.generator.pen import OF
from tests.documents.generator.recipe import Recipe
from tests.documents.generator.truth import Paper


def head_of(random: Random, recipe: Recipe, paper: Paper) -> list[Block]:
    """Organisation, approval, title with the period."""
    lines: list[Block] = []
    if random.random() < 0.5:
        lines.append(Line(paper.organisation))
    if "approval" in recipe.damage:
        lines += _approval(random, paper)
    lines.append(Line(paper.title, bold=True))
    lines.append(Line(_period(random, recipe, paper.year), bold=True))
    return lines


def _period(random: Random, recipe: Recipe, year: int) -> str:
    end = year + recipe.years
    if recipe.years > 1:
        return f"на период с 01.09.{year} г. по 31.08.{end} г."
    return random.choice(
        [
            f"на {year}-{end} учебный год",
            f"на {year}/{end} учебный год",
            f"на {year} – {end} уч. год",
            f"(на период с 01.09.{year} по 31.08.{end})",
        ]
    )


def _approval(random: Random, paper: Paper) -> list[Block]:
    signer = random.choice(invented.SIGNERS)
    day, month = random.randint(20, 31), random.choice([7, 7, 7])
    order = f"Приказ № {random.randint(10, 99)}-о от «{day}» {OF[month]} {paper.year} г."
    paper.canaries.append(signer)
    return [Line("УТВЕРЖДАЮ"), Line(f"Директор ______ {signer} В.К."), Line(order)]


def stamps(random: Random, recipe: Recipe) -> tuple[str, ...]:
    """What is printed at the end of a page."""
    page = random.choice([str(random.randint(2, 9)), "Страница 2 из 5", "- 3 -"])
    stamp = "Документ подписан электронной подписью."
    shown = [text for text in (stamp, page) if random.random() < 0.6]
    return tuple(shown) if "stamps" in recipe.damage else tuple(shown[1:])


def tail_of(random: Random, recipe: Recipe, paper: Paper) -> list[Block]:
    """The signature's block, the executor's telephone, the address."""
    lines: list[Block] = []
    figures = "".join(random.choice("123456789") for _ in range(12))
    if "stamps" in recipe.damage:
        serial = "".join(random.choice("0123456789ABCDEF") for _ in range(34))
        mail = f"school{random.randint(100, 999)}@nowhere.example"
        signer = random.choice(invented.SIGNERS)
        paper.canaries += [serial, figures, mail, signer]
        lines += [
            Line("ДОКУМЕНТ ПОДПИСАН ЭЛЕКТРОННОЙ ПОДПИСЬЮ"),
            Line(f"Сертификат: {serial}"),
            Line(f"Владелец: {signer} Виктор Кузьмич, {mail}, ИНН {figures}"),
            Line(f"Действителен с 01.02.{paper.year} по 01.05.{paper.year + 1}"),
        ]
    if random.random() < 0.4:
        phone = f"8 (900) {figures[:3]}-{figures[3:5]}-{figures[5:7]}"
        paper.canaries.append(f"{figures[:3]}-{figures[3:5]}-{figures[5:7]}")
        lines.append(Line(f"Исп.: секретарь, тел. {phone}"))
    if random.random() < 0.3:
        signer = random.choice(invented.SIGNERS)
        paper.canaries.append(signer)
        lines.append(Line(f"Директор _____________ / {signer} В.К./"))
    return lines
