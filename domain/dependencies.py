"""What depends on what: no circles, and whose predecessor is late."""

from collections.abc import Iterable


def makes_circle(edges: Iterable[tuple[int, int]], activity: int, on: int) -> bool:
    """Whether letting ``activity`` depend on ``on`` would make it wait for itself.

    ``edges`` are pairs (activity, what it depends on).
    """
    waits: dict[int, list[int]] = {}
    for one, other in edges:
        waits.setdefault(one, []).append(other)
    found, open_ = {on}, [on]
    while open_:
        for further in waits.get(open_.pop(), ()):
            if further not in found:
                found.add(further)
                open_.append(further)
    return activity in found
