"""From bytes to text: UTF-8, UTF-16, or the code page of Windows, of a Mac or of DOS, told by what it makes of the bytes."""

from __future__ import annotations

import codecs
import re
from functools import cache

from .form import Unreadable

# In this order where two make the same text of the bytes.
CODE_PAGES = ("cp1252", "mac_roman", "cp850", "cp437")
LETTERS = frozenset("éèêëàâäçîïôöûüùÿœæñáíóúãõåøß")
CAPITALS = frozenset("ÉÈÊËÀÂÄÇÎÏÔÖÛÜÙŸŒÆÑÁÍÓÚÃÕÅØ")
JOINING = frozenset("’ʼ")  # between letters
OPENING, CLOSING = frozenset("«“‘„"), frozenset("»”’")
MONEY = frozenset("€£")
ALONE = frozenset("–—…•·°²³½¼¾×±§™©®µ†‰¿¡")
SPACES = frozenset("\u00a0\u202f")
HIGH = re.compile(rb"[\x80-\xff]")
MOST_LOOKED_AT = 20_000  # bytes above 127
BINARY = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
SURE, LEAD = 0.9, 0.02  # share of plausible characters; how much more than of any other code page
ENCODINGS = ("utf-8", "utf-16", *CODE_PAGES)


def decode(content: bytes, asked: str = "") -> tuple[str, str]:
    """The text, line ends made plain, and its encoding. Unreadable for binary content and where no encoding is sure.

    asked: the encoding to use; by default the one recognised.
    """
    text, encoding = _as_asked(content, asked) if asked else _recognised(content)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    binary = BINARY.search(text)
    if binary:
        line = text.count("\n", 0, binary.start()) + 1
        raise Unreadable("plain", line, "", binary.group())
    return text, encoding


def _as_asked(content: bytes, asked: str) -> tuple[str, str]:
    try:
        return content.decode("utf-8-sig" if asked == "utf-8" else asked), asked
    except (UnicodeDecodeError, LookupError):
        raise Unreadable("encoding_asked", None, "", asked, encoding=asked) from None


def _recognised(content: bytes) -> tuple[str, str]:
    wide = _wide(content)
    if wide:
        try:
            return content.decode(wide), "utf-16"
        except UnicodeDecodeError:
            raise Unreadable("encoding", None) from None
    try:
        return content.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
    return _code_page(content, line)


def _wide(content: bytes) -> str:
    """The name of UTF-16, with a mark at the beginning or with every other byte nil; nothing where it is not that."""
    if content.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise Unreadable("encoding", None)
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    head = content[:2000]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if len(head) >= 4 and len(content) % 2 == 0 and max(even, odd) > 0.4 * len(head) / 2:
        return "utf-16-be" if even > odd else "utf-16-le"
    return ""


def _code_page(content: bytes, line: int) -> tuple[str, str]:
    """The text in the code page that makes words of the bytes above 127, where one alone does."""
    scores: dict[str, float] = {}
    sample = _sample(content)
    for page in CODE_PAGES:
        text = sample.decode(page, "replace")
        same = next((other for other in scores if sample.decode(other, "replace") == text), None)
        if same is None:
            scores[page] = _plausible(text)
    best = max(scores, key=lambda page: scores[page])
    rest = max((score for page, score in scores.items() if page != best), default=0.0)
    if scores[best] < SURE or scores[best] < rest + LEAD:
        raise Unreadable("encoding", line)
    return _decoded(content, best), best


def _decoded(content: bytes, page: str) -> str:
    try:
        return content.decode(page)
    except UnicodeDecodeError:
        return content.decode("latin-1")  # five bytes that the Windows page leaves open


def _sample(content: bytes) -> bytes:
    """The bytes as far as enough of them are above 127, to the end of that line."""
    places = [found.start() for _, found in zip(range(MOST_LOOKED_AT), HIGH.finditer(content), strict=False)]
    end = content.find(b"\n", places[-1])
    return content if end < 0 else content[:end]


def _plausible(text: str) -> float:
    """The share of characters above 127 that stand where French, or a neighbour's language, would have them."""
    places = [place for place, sign in enumerate(text) if sign > "\x7f"]
    if not places:
        return 1.0
    return sum(_fits(text, place) for place in places) / len(places)


def _fits(text: str, place: int) -> float:
    sign = text[place]
    before = text[place - 1] if place else "\n"
    after = text[place + 1] if place + 1 < len(text) else "\n"
    if sign in LETTERS:
        return _letter_fits(text, place, before, after)
    if sign in CAPITALS:
        return 1.0 if _capital_fits(before, after) else 0.0
    if sign in JOINING and _is_letter(before) and _is_letter(after):
        return 1.0
    return 1.0 if _sign_fits(sign, before, after) else 0.0


def _letter_fits(text: str, place: int, before: str, after: str) -> float:
    """A small letter stands beside small letters, or alone as a word."""
    if before.isupper() and after.isupper():
        return 0.0
    if _is_small(before) or _is_small(after) or before in "'’":
        return 1.0 if text[place] in _common() else 0.8
    alone = not _is_letter(before) and not _is_letter(after)
    return 1.0 if (alone and text[place] in "àùé") or (before.isupper() and not _is_letter(after)) else 0.0


@cache
def _common() -> frozenset[str]:
    """The accented letters of French."""
    return frozenset("éèêëàâçîïôöûüùÿœæä")


def _capital_fits(before: str, after: str) -> bool:
    """A capital begins a word or stands among capitals."""
    if before.isupper() and not _is_small(after):
        return True
    return not _is_letter(before) and _is_letter(after) and after not in CAPITALS


def _sign_fits(sign: str, before: str, after: str) -> bool:
    """A sign has its usual neighbours."""
    if sign in SPACES:
        return before in "«0123456789%€;,:\n" or after in "»:;!?%€0123456789" or before.isalnum()
    if sign in OPENING:
        return not _is_letter(before)
    if sign in CLOSING:
        return not _is_letter(after)
    if sign in MONEY:
        return not _is_letter(after) and (not _is_letter(before) or before in "kM")
    return sign in ALONE and not (_is_small(before) and _is_small(after))


def _is_letter(sign: str) -> bool:
    return sign.isalpha() and (sign < "\x80" or sign in LETTERS or sign in CAPITALS)


def _is_small(sign: str) -> bool:
    return "a" <= sign <= "z" or sign in LETTERS
