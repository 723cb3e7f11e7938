"""The reading child: `python -m documents.child NAME YEAR CALENDAR`.

Bytes in, one JSON object out. It reads other people's files, so it limits itself before it
imports a reader: 512 MB of memory and 10 s of processor time (POSIX only; elsewhere only the
parent's clock holds), no sockets, no programs. It answers `{"draft": …}` or
`{"unreadable": code}`.
"""

import json
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from domain.calendar import Calendar

MEMORY_BYTES = 512 * 1024 * 1024
CPU_SECONDS = 10
CLONE_NEWNET = 0x40000000


def limit_self() -> None:
    """Give up memory, time, network and programs for good."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _leave_network()
    sys.addaudithook(_refuse)


def _leave_network() -> None:
    """Best effort on Linux: a namespace of its own has no way out."""
    with suppress(Exception):
        import ctypes

        ctypes.CDLL(None).unshare(CLONE_NEWNET)


def _refuse(event: str, _args: tuple[object, ...]) -> None:
    if event.startswith("socket.") or event in {"subprocess.Popen", "os.system", "os.exec"}:
        raise PermissionError(event)


def answer(
    content: bytes, name: str, year: int, calendar: "Calendar | None" = None
) -> dict[str, object]:
    """The draft of the file, or the code that says why there is none."""
    from documents.reading import read_paper
    from documents.unreadable import Unreadable
    from domain.roadmap_reading import read_roadmap

    try:
        draft = read_roadmap(read_paper(content, name), year=year, calendar=calendar)
        if not any(stage.activities for stage in draft.stages):
            raise Unreadable("not_a_roadmap")
    except Unreadable as refused:
        return {"unreadable": refused.code}
    except MemoryError:
        return {"unreadable": "too_hard"}
    return {"draft": draft.to_json()}


def main() -> int:
    """Entry point; the file's bytes come on standard input."""
    name, year = sys.argv[1], int(sys.argv[2])
    content = sys.stdin.buffer.read()
    limit_self()
    from domain.calendar import Calendar

    calendar = Calendar.from_json(json.loads(sys.argv[3]))
    sys.stdout.buffer.write(json.dumps(answer(content, name, year, calendar)).encode("ascii"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
