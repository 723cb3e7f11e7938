"""Tokens of a deadline with what PDFs and typists broke put together again."""

from domain.deadline_numerals import with_numerals
from domain.deadline_sorts import Sort
from domain.deadline_tokens import Token, lexed, word_token
from domain.deadline_words import MISSPELT, SHORT_PIECES, WORDS

_LONGEST_WORD, _SHORTEST_MISSPELT = 40, 6


def tokens_of(text: str) -> list[Token]:
    """Tokens of a tidy phrase: broken words joined, glued ones parted, numerals told apart."""
    found = lexed(text)
    for token in found:
        if token.sort is Sort.WORD:
            found = _mended(found)
            break
    return with_numerals(found)


def _mended(tokens: list[Token]) -> list[Token]:
    mended: list[Token] = []
    at = 0
    while at < len(tokens):
        whole, after = _joined(tokens, at)
        if whole is None:
            mended.extend(_split(tokens[at]))
        else:
            mended.append(whole)
        at = after
    return mended


def _joined(tokens: list[Token], start: int) -> tuple[Token | None, int]:
    text, broken, found, after = "", False, None, start + 1
    for at in range(start, min(start + 20, len(tokens))):
        token = tokens[at]
        if at > start and token.sort is Sort.MARK and token.value in {"-", "\n"}:
            continue
        if not token.text.isalpha():
            break
        text += token.text
        broken = broken or token.sort is Sort.WORD
        if at > start and broken and text in WORDS:
            sort, value = WORDS[text]
            found, after = Token(sort, value, text), at + 1
    return found, after


def _split(token: Token) -> list[Token]:
    if token.sort is not Sort.WORD or not 4 <= len(token.text) <= _LONGEST_WORD:
        return [token]
    pieces: dict[int, list[str]] = {0: []}
    for end in range(1, len(token.text) + 1):
        for start in range(max(0, end - 12), end):
            piece = token.text[start:end]
            if start in pieces and end not in pieces and _whole(piece):
                pieces[end] = [*pieces[start], piece]
    whole = pieces.get(len(token.text))
    return [word_token(piece) for piece in whole] if whole else [_respelt(token)]


def _whole(piece: str) -> bool:
    return piece in WORDS and (len(piece) > 3 or piece in SHORT_PIECES)


def _respelt(token: Token) -> Token:
    """A long word one letter away from a known one is that word, and said to be."""
    text = token.text
    if not _SHORTEST_MISSPELT <= len(text) <= _LONGEST_WORD:
        return token
    for shorter in _shorter(text):
        word = MISSPELT.get(shorter)
        if word is not None:
            return Token(*WORDS[word], word, is_mended=True)
    return token


def _shorter(text: str) -> list[str]:
    return [text, *(text[:at] + text[at + 1 :] for at in range(len(text)))]
