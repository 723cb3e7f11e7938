"""`python -m tests.documents.generator.compare DIR`: the reader against the truth of a folder.

Prints each document and the total; exit code 1 when fewer than 99 % of the rows are understood,
or a row is silently wrong, or something personal of the paper's furniture was kept.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from tests.documents.generator.judging import Verdict, judge

Reader = Callable[[Path, int], dict[str, Any] | None]
SHARE = 0.99


def by_command(path: Path, year: int) -> dict[str, Any] | None:
    """What `python -m bot read-roadmap` prints; None when it refuses."""
    command = [sys.executable, "-m", "bot", "read-roadmap", str(path), "--year", str(year)]
    done = subprocess.run(command, capture_output=True, check=False)
    return json.loads(done.stdout) if done.returncode == 0 else None


def compared(folder: Path, read: Reader = by_command) -> list[Verdict]:
    """A verdict for each document that has its truth beside it."""
    verdicts = []
    for beside in sorted(folder.glob("*.truth.json")):
        truth = json.loads(beside.read_text(encoding="utf-8"))
        verdicts.append(judge(truth, read(folder / truth["file"], truth["year"])))
    return verdicts


def is_good(verdicts: Iterable[Verdict]) -> bool:
    """At least 99 % understood, nothing silently wrong, nothing personal kept."""
    all_of = list(verdicts)
    rows = sum(one.rows for one in all_of)
    understood = sum(one.understood for one in all_of)
    return understood >= SHARE * rows and not any(one.silent or one.leaks for one in all_of)


def _told(one: Verdict, *, fully: bool) -> None:
    counts = f"{one.understood}/{one.rows} understood, {len(one.doubted)} doubted"
    tail = (
        f"{len(one.silent)} silently wrong, {len(one.extra)} extra, {len(one.needless)} needless"
    )
    print(f"{one.file}: {counts}, {tail}")
    shown = {"SILENT": one.silent, "LEAK": one.leaks, "extra": one.extra, "head": one.head}
    if fully:
        shown |= {"doubted": one.doubted, "needless": one.needless}
    for label, texts in shown.items():
        for text in texts:
            print(f"    {label} {text}")


def _total(verdicts: list[Verdict]) -> Verdict:
    total = Verdict(file=f"total of {len(verdicts)}")
    for one in verdicts:
        total.rows += one.rows
        total.understood += one.understood
        total.doubted += one.doubted
        total.silent += one.silent
        total.extra += one.extra
        total.needless += one.needless
    return total


def main() -> int:
    """Compare and say."""
    parser = argparse.ArgumentParser(prog="python -m tests.documents.generator.compare")
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--fully", action="store_true", help="doubted and needless ones too")
    options = parser.parse_args()
    verdicts = compared(options.folder)
    for one in verdicts:
        _told(one, fully=options.fully)
    total = _total(verdicts)
    share = total.understood / max(total.rows, 1)
    print(
        f"{total.file}: {total.understood}/{total.rows} understood ({share:.1%}), "
        f"{len(total.doubted)} doubted, {len(total.silent)} silently wrong, "
        f"{len(total.extra)} extra, {len(total.needless)} needless doubts, "
        f"{sum(len(one.leaks) for one in verdicts)} leaks, "
        f"{sum(len(one.head) for one in verdicts)} differences in heads"
    )
    return 0 if is_good(verdicts) else 1


if __name__ == "__main__":
    sys.exit(main())
