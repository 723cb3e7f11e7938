"""The making child: `python -m documents.maker KIND`, JSON in, the file's bytes out.

It keeps the limits of the reading child: what it draws and writes comes from people.
"""

import json
import sys
from typing import Any

from documents.child import limit_self


def timeline(plain: dict[str, Any]) -> bytes:
    """A timeline's picture."""
    from documents.pictures.timeline import draw
    from domain.timeline import Timeline

    return draw(Timeline.from_json(plain))


KINDS = {"timeline": timeline}


def main() -> int:
    """Entry point; the values come on standard input."""
    make = KINDS[sys.argv[1]]
    plain = json.loads(sys.stdin.buffer.read())
    limit_self()
    sys.stdout.buffer.write(make(plain))
    return 0


if __name__ == "__main__":
    sys.exit(main())
