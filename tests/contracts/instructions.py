"""docs/operating.md as data: its fenced blocks, its commands, its tables."""

import re
import shlex

from tests.contracts.sources import ROOT

OPERATING = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
PROGRAM = re.compile(r"(?:sudo mentoring-bot|python -m bot) (?P<rest>[a-z].*)")


def sh_lines() -> list[str]:
    """Every command line that a person is told to type."""
    blocks = re.findall(r"^```sh\n(.*?)^```", OPERATING, flags=re.M | re.S)
    return [line for block in blocks for line in block.splitlines() if line.strip()]


def words(line: str) -> list[str]:
    """The words of a command, without ``sudo`` and its quotes."""
    found = shlex.split(line)
    return found[1:] if found[0] == "sudo" else found


def program(line: str) -> list[str]:
    """The bot's own command and its arguments in a line; empty when it is another program."""
    found = PROGRAM.search(line)
    return shlex.split(found["rest"]) if found else []


def table(heading: str) -> dict[str, list[str]]:
    """The rows of the first table below a heading, by the first code word of each."""
    body = OPERATING.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    rows = [row.strip("|").split("|") for row in body.splitlines() if row.startswith("| `")]
    return {row[0].strip(" `"): [cell.strip() for cell in row] for row in rows}
