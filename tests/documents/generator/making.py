"""One made-up document: its file's name, its bytes and its truth."""

import json
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from tests.documents.generator import plan, recipe
from tests.documents.generator.blocks import Block
from tests.documents.generator.layout import blocks_of
from tests.documents.generator.pdf_files import pdf_of
from tests.documents.generator.recipe import Recipe
from tests.documents.generator.sheet_files import xlsx_of
from tests.documents.generator.text_files import extracted, labelled, pasted, separated
from tests.documents.generator.truth import Paper
from tests.documents.generator.word_files import docx_of

ENDINGS = {"pasted": "txt"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A document and what it says."""

    name: str
    content: bytes
    truth: dict[str, Any]


def made(seed: int, index: int) -> Made:
    """The document of this place in the seed's set."""
    random = Random(f"{seed}:{index}")
    agreed = recipe.chosen(random, index)
    paper = plan.paper_of(random, agreed)
    blocks = blocks_of(random, agreed, paper)
    name = f"{index:03}-{agreed.format}.{ENDINGS.get(agreed.format, agreed.format)}"
    content = _written(random, agreed, paper, blocks)
    return Made(name=name, content=content, truth=paper.to_json(name))


def _written(random: Random, agreed: Recipe, paper: Paper, blocks: list[Block]) -> bytes:
    match agreed.format:
        case "docx":
            return docx_of(random, blocks)
        case "xlsx":
            return xlsx_of(random, blocks)
        case "pdf":
            return pdf_of(random, blocks, agreed.columns)
        case "csv":
            return separated(random, blocks)
        case "pasted":
            return _pasted(random, agreed, paper, blocks)
        case _:
            return extracted(random, blocks)


def _pasted(random: Random, agreed: Recipe, paper: Paper, blocks: list[Block]) -> bytes:
    """As a table, or without one where each row has its number."""
    is_plain = agreed.stages not in {"items", "column"}
    if is_plain and all(row.number for row in paper.rows) and random.random() < 0.5:
        paper.traits.append("labelled")
        return labelled(random, paper, blocks)
    return pasted(random, blocks)


def write_all(seed: int, count: int, folder: Path) -> list[Path]:
    """Writes the documents, each with NAME.truth.json beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for index in range(count):
        one = made(seed, index)
        path = folder / one.name
        path.write_bytes(one.content)
        truth = json.dumps(one.truth, ensure_ascii=False, indent=1)
        path.with_name(f"{path.name}.truth.json").write_text(truth, encoding="utf-8")
        paths.append(path)
    return paths
