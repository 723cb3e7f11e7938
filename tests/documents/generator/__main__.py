"""`python -m tests.documents.generator --seed N --out DIR [--count 48]`."""

import argparse
from pathlib import Path

from tests.documents.generator.making import write_all


def main() -> None:
    """Write the documents and print the seed."""
    parser = argparse.ArgumentParser(prog="python -m tests.documents.generator")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--count", type=int, default=48)
    options = parser.parse_args()
    paths = write_all(options.seed, options.count, options.out)
    print(f"seed {options.seed}: {len(paths)} documents in {options.out}")


main()
