"""The content of a stage's cell → its activities: numbered items, else bullets, else one."""

import re
from typing import NamedTuple

_NUMBERED = {
    ")": re.compile(r"(?:^|(?<=[\s;:.]))(\d{1,2})\)\s*(?=\S)"),
    ".": re.compile(r"(?:^|(?<=[\s;:.]))(\d{1,2})\.\s*(?=[^\W\d_]|[«\"])"),
}
_BULLET = re.compile(r"(?:^|\n|(?<=[;:.])\s)\s*[–—•·▪●○*-]\s*(?=[^\W_])")


_MARK = re.compile(r"\s*([–—•·▪●○*-])\s")


class Part(NamedTuple):
    """One activity of a cell; `number` is the item's own or empty."""

    number: str
    text: str


def items_of(content: str) -> list[Part]:
    """Activities of a stage's cell; a lead-in ending with «:» is the prefix of each bullet."""
    numbered = _numbered(content)
    if numbered:
        return numbered
    pieces = _BULLET.split(_on_lines(content))
    lead, bullets = pieces[0].strip(), [_trim(piece) for piece in pieces[1:]]
    bullets = [bullet for bullet in bullets if bullet]
    if not bullets or (lead and not lead.endswith(":") and len(bullets) < 2):
        return [Part("", _trim(" ".join(content.split())))] if content.strip() else []
    if lead.endswith(":"):
        return [Part("", f"{_flat(lead)} {bullet}") for bullet in bullets]
    return [Part("", text) for text in ([_trim(lead)] if lead else []) + bullets]


def _on_lines(content: str) -> str:
    """Bullets set in one line, «• посадить • полить», each on a line of its own."""
    mark = _MARK.match(content) or _MARK.match(content.partition(":")[2])
    if not mark:
        return content
    first = re.escape(mark.group(1))
    follows = r"(?=\S)" if mark.group(1) not in "–—-" else r"(?=[^\W\d_a-zа-яё])"
    return re.sub(rf"\s+{first}\s+{follows}", f"\n{mark.group(1)} ", content)


def _numbered(content: str) -> list[Part]:
    """Items numbered 1, 2, 3 … in one style; the style that stands first wins."""
    found = [cuts for pattern in _NUMBERED.values() if (cuts := _cuts(pattern, content))]
    if not found:
        return []
    cuts = min(found, key=lambda matches: matches[0].start())
    ends = [match.start() for match in cuts[1:]] + [len(content)]
    lead = content[: cuts[0].start()].strip()
    prefix = f"{_flat(lead)} " if lead.endswith(":") else ""
    parts = [
        Part(match.group(1), prefix + _trim(content[match.end() : end]))
        for match, end in zip(cuts, ends, strict=True)
    ]
    extra = [] if not lead or prefix else [Part("", _trim(lead))]
    return extra + parts


def _cuts(pattern: re.Pattern[str], content: str) -> list[re.Match[str]]:
    """Matches that count 1, 2, 3 … without a gap; a list may go on from the cell above."""
    cuts: list[re.Match[str]] = []
    for match in pattern.finditer(content):
        is_begun = match.start() == 0 and not cuts
        if is_begun or int(match.group(1)) == (int(cuts[-1].group(1)) if cuts else 0) + 1:
            cuts.append(match)
    return cuts


def _flat(text: str) -> str:
    return " ".join(text.split())


def _trim(text: str) -> str:
    return _flat(text).rstrip(" ;")
