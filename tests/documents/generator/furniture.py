"""What stands around a roadmap and must never be kept: approvals, stamps, signatures."""

from random import Random

from tests.documents.generator import invented
from tests.documents.generator.blocks import Block, Cell, Grid, GridRow, Line
from tests.documents.generator.pen import OF
from tests.documents.generator.recipe import MERGES, Recipe
from tests.documents.generator.truth import Paper


def head_of(random: Random, recipe: Recipe, paper: Paper) -> list[Block]:
    """Organisation, approval, title with the period, a preface."""
    lines: list[Block] = []
    if "crumbs" in recipe.damage and recipe.format in {"txt", "pasted"}:
        lines.append(Line(f"[bookmark: _GoBack]{paper.organisation}&nbsp;"))
    elif random.random() < 0.5:
        lines.append(Line(paper.organisation))
    if "approval" in recipe.damage:
        lines += _approval(random, recipe, paper)
    lines.append(Line(paper.title, bold=True))
    lines.append(Line(_period(random, recipe, paper.year), bold=True))
    if "preface" in recipe.damage:
        lines += [Line(text) for text in random.choice(invented.PREFACES)]
    return lines


def _period(random: Random, recipe: Recipe, year: int) -> str:
    end = year + recipe.years
    if not recipe.years:
        whole = f"на период с 01.01.{year} г. по 31.12.{year} г."
        return random.choice([f"на {year} год", whole])
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


def _approval(random: Random, recipe: Recipe, paper: Paper) -> list[Block]:
    """Above the title on the right, or as a table of two signatures."""
    signer, other = random.sample(invented.SIGNERS, 2)
    order = f"Приказ № {random.randint(10, 99)}-о от «{random.randint(20, 31)}» {OF[7]}"
    order += f" {paper.year} г."
    paper.canaries += [signer]
    if recipe.format in MERGES and random.random() < 0.5:
        paper.canaries += [other]
        left = f"СОГЛАСОВАНО\nПредседатель профкома\n{other} А.Ю.\n{order}"
        right = f"УТВЕРЖДАЮ\nДиректор\n______ {signer} В.К.\n{order}"
        return [Grid(rows=[GridRow(cells=[Cell(text=left), Cell(text=right)])])]
    return [Line("УТВЕРЖДАЮ"), Line(f"Директор ______ {signer} В.К."), Line(order)]


def stamps(random: Random, recipe: Recipe) -> tuple[str, ...]:
    """What is printed at the end of a page."""
    page = random.choice([str(random.randint(2, 9)), "Страница 2 из 5", "- 3 -"])
    stamp = "Документ подписан электронной подписью."
    shown = [text for text in (stamp, page) if random.random() < 0.6]
    return tuple(shown) if "stamps" in recipe.damage else tuple(shown[1:])


def tail_of(random: Random, recipe: Recipe, paper: Paper) -> list[Block]:
    """A footnote, the signature's block, the executor's telephone, who has read the paper."""
    lines: list[Block] = []
    figures = "".join(random.choice("123456789") for _ in range(12))
    if "footnote" in recipe.damage:
        lines.append(Line("* Сроки могут быть изменены приказом директора."))
    if "stamps" in recipe.damage:
        lines += _signature(random, paper, figures)
    if random.random() < 0.4:
        phone = f"8 (900) {figures[:3]}-{figures[3:5]}-{figures[5:7]}"
        paper.canaries.append(f"{figures[:3]}-{figures[3:5]}-{figures[5:7]}")
        lines.append(Line(f"Исп.: секретарь, тел. {phone}"))
    if random.random() < 0.3:
        signer = random.choice(invented.SIGNERS)
        paper.canaries.append(signer)
        lines.append(Line(f"Директор _____________ / {signer} В.К./"))
    if "acquainted" in recipe.damage and recipe.format in MERGES:
        lines += _acquainted(random, paper)
    return lines


def _signature(random: Random, paper: Paper, figures: str) -> list[Block]:
    serial = "".join(random.choice("0123456789ABCDEF") for _ in range(34))
    mail = f"school{random.randint(100, 999)}@nowhere.example"
    signer, street = random.choice(invented.SIGNERS), f"ул. Пристанская, д. {figures[:2]}"
    paper.canaries += [serial, figures, mail, signer, street]
    return [
        Line("ДОКУМЕНТ ПОДПИСАН ЭЛЕКТРОННОЙ ПОДПИСЬЮ"),
        Line(f"Сертификат: {serial}"),
        Line(f"Владелец: {signer} Виктор Кузьмич, {mail}, ИНН {figures}, {street}"),
        Line(f"Действителен с 01.02.{paper.year} по 01.05.{paper.year + 1}"),
    ]


def _acquainted(random: Random, paper: Paper) -> list[Block]:
    """A table of signatures under the roadmap."""
    signer, other = random.sample(invented.SIGNERS, 2)
    paper.canaries += [signer, other]
    texts = [["С планом ознакомлены", "Дата", "Подпись"], [f"{signer} В.К.", "", ""]]
    texts.append([f"{other} А.Ю.", "", ""])
    return [Line("Лист ознакомления"), Grid(rows=[_plain(row) for row in texts])]


def _plain(texts: list[str]) -> GridRow:
    return GridRow(cells=[Cell(text=text) for text in texts])
