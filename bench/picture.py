"""The roadmap's picture: 60 rows drawn in 150 ms and in 150 KB, a new process included apart."""

import asyncio
from functools import partial

from bench.figures import Figures, median_seconds, seconds
from bench.of_timelines import timeline
from documents.making import make
from documents.pictures.timeline import LARGEST, draw


def main() -> None:
    """Measure drawing, weight, and the whole way through the child."""
    figures = Figures("the roadmap's picture")
    for rows in (12, 60):
        made = timeline(rows)
        took = median_seconds(partial(draw, made), times=9)
        figures.hold(f"drawing {rows} rows", took * 1000, "ms", at_most=150)
        size = len(draw(made)) / 1000
        figures.hold(f"weight of {rows} rows", size, "KB", at_most=LARGEST / 1000)
    plain = timeline(60).to_json()
    whole = seconds(lambda: asyncio.run(make("timeline", plain)))
    figures.hold("60 rows through a child process", whole * 1000, "ms", at_most=3000)
    figures.end()


if __name__ == "__main__":
    main()
