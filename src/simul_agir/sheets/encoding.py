"""From bytes to text: UTF-8, UTF-16, or the code page of Windows, of a Mac or of DOS, told by what it makes of the bytes."""

from __future__ import annotations

import codecs
import math
import re

from simul_agir.sheets.book import Unreadable

from .french import log_likelihood

# How much likelier a code page is before its bytes are looked at.
CODE_PAGES = {"cp1252": 5.0, "mac_roman": 1.0, "cp850": 1.0, "cp437": 0.5}
ENCODINGS = ("utf-8", "utf-16", *CODE_PAGES)
HIGH = re.compile(rb"[\x80-\xff]")
MOST_LOOKED_AT = 20_000  # bytes above 127
FOREIGN = re.compile("[\u0250-\u1dff]")  # letters of no language that is written in these code pages
BINARY = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
LEAD = math.log(3.0)  # how much likelier the text must be than in any other code page
POOR = math.log(1e-4)  # mean of the logarithms below which a text is no words


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
        text, line = content.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        text, line = "", content.count(b"\n", 0, error.start) + 1
    if line is None and not FOREIGN.search(text):
        return text, "utf-8"
    page = _code_page(content)  # two bytes of a Mac's French may make a letter of Armenian
    if page is not None:
        return _decoded(content, page), page
    if line is None:
        return text, "utf-8"
    raise Unreadable("encoding", line)


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


def _code_page(content: bytes) -> str | None:
    """The code page that makes words of the bytes above 127, where one alone does."""
    scores: dict[str, float] = {}
    sample = _sample(content)
    count = max(1, len(HIGH.findall(sample)))
    for page, usual in CODE_PAGES.items():
        text = sample.decode(page, "replace")
        if not any(sample.decode(other, "replace") == text for other in scores):
            scores[page] = log_likelihood(text) + math.log(usual)
    best, *rest = sorted(scores, key=lambda page: -scores[page])
    if scores[best] / count < POOR or any(scores[page] > scores[best] - LEAD for page in rest):
        return None
    return best


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
