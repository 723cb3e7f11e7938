"""Processes that ended in their first batch are counted, whenever they end."""

from pathlib import Path
from threading import Event, Thread

from bot.starts import Starts


def test_after_three_ends_in_a_first_batch_updates_run_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "starts"
    assert [Starts(path).is_suspicious() for _ in range(5)] == [False, False, False, True, True]
    fifth = Starts(path)
    assert fifth.is_suspicious()
    fifth.productive()
    assert not fifth.is_suspicious()
    assert not Starts(path).is_suspicious()


def test_the_count_is_never_seen_half_written(tmp_path: Path) -> None:
    """What a reader sees in between is what a process killed there would leave."""
    path, seen, is_over = tmp_path / "starts", set[str](), Event()
    Starts(path).is_suspicious()

    def look() -> None:
        while not is_over.is_set():
            seen.add(path.read_text(encoding="ascii"))

    looking = Thread(target=look, daemon=True)
    looking.start()
    for _ in range(3000):
        Starts(path).is_suspicious()
    is_over.set()
    looking.join()
    assert "" not in seen
    assert path.read_text(encoding="ascii") == "3001"
