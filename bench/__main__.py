"""``python -m bench``: every benchmark in a process of its own, one after another."""

import pkgutil
import subprocess
import sys

import bench
from bench.figures import machine

NOT_BENCHMARKS = {"__main__", "figures"}


def main() -> int:
    """Run them all; give 1 when any misses a goal."""
    print(f"# Benchmarks · {machine()}", flush=True)
    names = [m.name for m in pkgutil.iter_modules(bench.__path__) if not m.ispkg]
    codes = [
        subprocess.run([sys.executable, "-m", f"bench.{name}"]).returncode
        for name in names
        if name not in NOT_BENCHMARKS and not name.startswith("of_")
    ]
    return int(any(codes))


if __name__ == "__main__":
    sys.exit(main())
