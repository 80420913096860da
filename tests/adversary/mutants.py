"""Sound files with something changed: a byte, a word, a line, a number, a mark of the format."""

import random
import re

from sheets.packed import packed

from .seeds import READERS, whole

WORDS = (
    "nan|inf|-1|1e999|0x10|1_000|9"
    + "9" * 30
    + "|true|vrai|60 %|1 250 €|1,5|1.250,5|=1+1|@x|'=a|é|\u202e|\x1b[31m|\x00|\ufeff|"
    "id|kind|lead|source|association|commune|housing|\u00a0|'|\"|;|,|\t|\r|\n|[|]|{|}|<|>|&|&amp;|&x;|<!--|-->|<![CDATA[|"
    '<?xml?>|<!DOCTYPE a>|/>|<a>|</a>|r="9"|t="e"|s="1"|number-rows-repeated="9"|directed|undirected|sep=;'
).split("|")
NUMBER = re.compile(rb"\d+(\.\d+)?")


def _flip(content: bytes, luck: random.Random) -> bytes:
    place = luck.randrange(len(content))
    return content[:place] + bytes([content[place] ^ (1 << luck.randrange(8))]) + content[place + 1 :]


def _cut(content: bytes, luck: random.Random) -> bytes:
    start = luck.randrange(len(content))
    return content[:start] + content[start + luck.randrange(1, 40) :]


def _end(content: bytes, luck: random.Random) -> bytes:
    return content[: luck.randrange(len(content))]


def _again(content: bytes, luck: random.Random) -> bytes:
    start = luck.randrange(len(content))
    piece = content[start : start + luck.randrange(1, 200)]
    return content[:start] + piece * luck.choice((2, 3, 50)) + content[start:]


def _word(content: bytes, luck: random.Random) -> bytes:
    place = luck.randrange(len(content) + 1)
    return content[:place] + luck.choice(WORDS).encode() + content[place:]


def _number(content: bytes, luck: random.Random) -> bytes:
    found = list(NUMBER.finditer(content))
    if not found:
        return _word(content, luck)
    one = luck.choice(found)
    return content[: one.start()] + luck.choice(WORDS[:14]).encode() + content[one.end() :]


def _lines(content: bytes, luck: random.Random) -> bytes:
    lines = content.split(b"\n" if content.count(b"\n") > 2 else b">")
    one, other = luck.randrange(len(lines)), luck.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return (b"\n" if content.count(b"\n") > 2 else b">").join(lines)


def _encoded(content: bytes, luck: random.Random) -> bytes:
    page = luck.choice(("utf-16", "utf-16-le", "mac_roman", "cp850", "cp1252", "utf-32", "utf-7"))
    return content.decode("utf-8", "replace").encode(page, "replace")


KINDS = {each.__name__[1:]: each for each in (_flip, _cut, _end, _again, _word, _number, _lines, _encoded)}


def mutant(reader: str, kind: str, number: int) -> bytes:
    """The file of a reader with one change, or several, of a kind; of a packed file, in one of its parts or in its bytes."""
    luck = random.Random(f"{reader} {kind} {number}")
    content = READERS[reader][2]
    times = luck.choice((1, 1, 1, 2, 5))
    if isinstance(content, bytes) or luck.random() < 0.2:
        return _changed(whole(content), kind, times, luck)
    name = luck.choice([*content, *(name for name in content if "sheet" in name)])
    changed = {**content, name: _changed(content[name].encode(), kind, times, luck)}
    return packed(changed)


def _changed(content: bytes, kind: str, times: int, luck: random.Random) -> bytes:
    for _ in range(times):
        content = KINDS[kind](content, luck) or b"x"
    return content
