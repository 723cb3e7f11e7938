"""The product's own sources, read once as syntax trees."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = (
    "bot", "content", "db", "documents", "domain", "handlers", "sandbox", "scheduler",
    "services", "ui",
)  # fmt: skip
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Source:
    """One Python file of the product."""

    path: str
    text: str
    tree: ast.Module

    @property
    def package(self) -> str:
        """The top folder."""
        return self.path.partition("/")[0]

    def functions(self) -> Iterator[Function]:
        """Every function of the file, nested ones too."""
        return (n for n in ast.walk(self.tree) if isinstance(n, Function))

    def calls(self) -> Iterator[ast.Call]:
        """Every call of the file."""
        return (n for n in ast.walk(self.tree) if isinstance(n, ast.Call))

    def imported(self) -> dict[str, str]:
        """Names of the file that are imported, with where they come from."""
        found: dict[str, str] = {}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.ImportFrom):
                found |= {a.asname or a.name: f"{node.module}.{a.name}" for a in node.names}
            elif isinstance(node, ast.Import):
                found |= {(a.asname or a.name).partition(".")[0]: a.name for a in node.names}
        return found


@lru_cache(maxsize=1)
def sources() -> tuple[Source, ...]:
    """Every Python file of the product's packages."""
    found = []
    for package in PACKAGES:
        for file in sorted((ROOT / package).rglob("*.py")):
            text = file.read_text(encoding="utf-8")
            path = file.relative_to(ROOT).as_posix()
            found.append(Source(path, text, ast.parse(text)))
    return tuple(found)


def of(*packages: str) -> tuple[Source, ...]:
    """The files of some packages."""
    return tuple(source for source in sources() if source.package in packages)


def called(call: ast.Call) -> str:
    """The last name of what is called: ``plain`` of ``words.plain(…)``."""
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def texts(node: ast.AST | None) -> set[str]:
    """The texts an expression may give, as far as they are written out in it."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return {node.value}
    if isinstance(node, ast.IfExp):
        return texts(node.body) | texts(node.orelse)
    return set()
