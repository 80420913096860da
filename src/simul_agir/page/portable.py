"""The page in one file: a dossier with its what-if inside, or a site for a server that runs nothing.

What is added to a dossier lies between two marks, and takes nothing away: without scripts it reads as before. Nothing is
asked of another machine; a hash in the content policy says which script may run.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from simul_agir.engine.native import webassembly
from simul_agir.locale import LocalisedError, words
from simul_agir.page import answers
from simul_agir.page.bundle import bundled
from simul_agir.page.page_texts import LANGUAGES, TEXT_GROUPS, page_texts
from simul_agir.report.dossier import Finding, is_real, recomputed_answer, request_in, verified
from simul_agir.report.dossier.groups import label
from simul_agir.scenario import Scenario
from simul_agir.scenario.assumption_sets import AssumptionSets
from simul_agir.simulation import Arm
from simul_agir.study import Comparison
from simul_agir.study.branching import WhatIf
from simul_agir.study.diagnosing import Subject
from simul_agir.study.exploring import arms_of, sliders_of
from simul_agir.study.exploring.portable import is_portable, numbers_of, portable, shared
from simul_agir.version import version

STATIC = Path(__file__).with_name("static")
STYLES = ("tokens.css", "parts.css", "screens.css", "live.css")
ENTRY = STATIC / "js" / "live.js"
GROUPS = (*TEXT_GROUPS, "live")
MOST_BYTES = 3_000_000  # of a file
MOST_HEAD = 10_000  # bytes within which a file says what wrote it
MOST_INSIDE = 32_000_000  # bytes of a part of it, as they were before they were made smaller
PLAIN_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
BY_BROWSER = b'<meta name="generator" content="simul_agir in a browser">'  # of a file that the page itself wrote (saved.js)
NOTICE = (
    "What follows is simul_agir, Copyright 2026 the simul_agir contributors, licensed under the Apache License, Version 2.0 "
    "(https://www.apache.org/licenses/LICENSE-2.0). Public data: INSEE, ANCT, Licence Ouverte 2.0. Nobody else's code."
)
BOX = (  # of the what-if in the dossier, while it is closed; paper does not compute
    "#live{margin:1.25rem 0 0;padding:.9rem 1rem;border:1px solid var(--edge);border-radius:.4rem}"
    "#live button{margin:.6rem 0;padding:.55rem 1.1rem;min-height:2.75rem;font:inherit;font-weight:650;color:var(--paper);"
    "background:var(--ink);border:0;border-radius:.4rem;cursor:pointer}"
    "#live button:focus-visible{outline:3px solid var(--ink);outline-offset:2px}@media print{#live{display:none}}"
)
_BEGIN, _END = "<!-- live -->\n", "<!-- /live -->\n"
_PLACE, _LAST = "<main>\n", "</body>\n"
_PARTS = re.compile(f"{re.escape(_BEGIN)}.*?{re.escape(_END)}", re.DOTALL)
_PACKED = re.compile(
    r'(<script type="application/[a-z]+\+gzip" id="[a-z0-9-]+">)([A-Za-z0-9+/=]*)(</script>)'
)
_STYLES = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
_POLICY = re.compile(r'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)(">)')


class PortableError(LocalisedError):
    """A file that cannot compute by itself."""

    group = "live_fault"


def live_dossier(text: str, found: Comparison | WhatIf, lang: str) -> str:
    """The dossier of an answer, with the what-if of its territory inside. Raises PortableError."""
    compared = found.comparison if isinstance(found, WhatIf) else found
    if compared.over_sets is not None:
        raise PortableError("sets")
    return lively(text, land_compared(compared), numbers_of(compared), lang)


def land_compared(found: Comparison) -> Land:
    """The territory of a comparison, with its arms and its seed."""
    real = is_real(found.scenario)
    return Land(found.scenario.name, found.scenario, arms_compared(found), found.seed, found.points > 1, real)


def check(scenario: Scenario, arms: Sequence[Arm], *, names: bool) -> None:
    """PortableError where a file of this territory could not compute, or would reveal names without permission."""
    if is_real(scenario) and not names:
        raise PortableError("needs_actors")
    for arm in arms:
        if not is_portable(arm):
            raise PortableError("arm", name=arm.called)


def arms_compared(found: Comparison) -> list[Arm]:
    """The arms of a comparison."""
    return [Arm.of(found.stance(name)) for name in found.ensembles]


@dataclass(frozen=True)
class Land:
    """A territory of a file: how it is called in links, its arms, and the seed of its runs.

    mixture: whether runs take the accepted sets of assumptions in turn. real: whether its actors are.
    """

    name: str
    scenario: Scenario
    arms: Sequence[Arm]
    seed: int = 1
    mixture: bool = True
    real: bool = False

    def told(self) -> dict[str, Any]:
        """As JSON holds it. Raises PortableError for an arm that only Python can live."""
        found = portable(self.scenario, self.arms)
        if found["why_not"]:
            raise PortableError("arm", name=found["why_not"])
        opened = answers.territory(self.name, self.scenario, sliders_of(self.scenario)).head
        opened["arms"] = [arm.called for arm in self.arms]
        more = {"seed": self.seed, "mixture": self.mixture, "real": self.real, "types": self._types()}
        return {**found, **more, "name": self.name, "open": opened}

    def _types(self) -> dict[str, Any]:
        """What types of actors are called, by language: each kind, several merged, and these without others."""
        kinds = sorted(set(self.scenario.landscape.kinds))
        return {
            lang: {
                "kinds": {kind: label(kind, words(lang)) for kind in kinds},
                "others": label(None, words(lang)),
                "all": label(None, words(lang), alone=True),
            }
            for lang in LANGUAGES
        }


def land_of(scenario: Scenario) -> Land:
    """A territory as the page of a server has it."""
    return Land(scenario.name, scenario, arms_of(scenario), real=is_real(scenario))


def lively(text: str, land: Land, own: Mapping[str, Any], lang: str) -> str:
    """A dossier with the what-if of its territory inside. `own`: what its numbers are (`numbers_of`).

    Raises PortableError where it cannot be, or would be too large.
    """
    parts = parts_of([land], lang, own)
    sentence = escape(words(lang)("live.needs"))
    place = (
        f'{_BEGIN}<style>{BOX}</style>\n<section id="live"><p class="quiet">{sentence}</p></section>\n{_END}'
    )
    allowed = policy(parts.script, *_STYLES.findall(text), BOX, parts.style)
    found = _POLICY.sub(lambda meta: f"{meta[1]}{allowed}{meta[3]}", text, count=1)
    found = found.replace(_PLACE, f"{_PLACE}{place}", 1)
    head, last, rest = found.rpartition(_LAST)
    whole = f"{head}{_BEGIN}{parts.html(hidden=True)}{_END}{last}{rest}"
    if len(whole.encode()) > MOST_BYTES:
        raise PortableError("too_large", size=len(whole.encode()) // 1000, most=MOST_BYTES // 1000)
    return whole


def plain(text: str) -> str:
    """A dossier without the what-if that was put inside, and with its own policy; any other text as it is."""
    if _BEGIN not in text:
        return text
    return _POLICY.sub(lambda meta: f"{meta[1]}{PLAIN_POLICY}{meta[3]}", _PARTS.sub("", text), count=1)


def verified_file(
    content: bytes,
    scenario: Scenario | Subject | None = None,
    jobs: int | None = None,
    sets: AssumptionSets | None = None,
) -> Finding:
    """Verifies the bytes of a dossier, including a what-if inside; as `report.dossier.verified`."""
    if len(content) > MOST_BYTES:
        raise PortableError("too_large_to_verify", most=MOST_BYTES // 1000)
    if BY_BROWSER in content[:MOST_HEAD]:
        raise PortableError("by_browser")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return verified(content, scenario, jobs, sets)
    without = plain(text)
    found = verified(without.encode(), scenario, jobs, sets)
    if without == text or not found.sound:
        return found
    asked, about = request_in(without.encode(), scenario)
    whole = live_dossier(without, recomputed_answer(asked, about, jobs, sets), asked.lang)
    (fresh, numbers), (told, own) = _inside(whole), _inside(text)
    # Where the page differs in last digits, as between two machines, so do the hashes of its numbers.
    sound = fresh == told and (numbers == own or found.what == "within")
    return found if sound else Finding("different", ("what-if",))


def _inside(text: str) -> tuple[list[Any], Any]:
    """What makes a file compute, and the numbers that it says are its own. What was made smaller is as it was: programs that
    make smaller give different bytes of the same.
    """
    inside = "".join([*(meta[2] for meta in _POLICY.finditer(text)), *_PARTS.findall(text)])
    parts: list[Any] = _PACKED.split(inside)
    own = None
    for place in range(2, len(parts), 4):  # a mark, the packed bytes, a mark, what follows
        try:
            parts[place] = _unpacked(parts[place])
            if 'id="live-data"' in parts[place - 1]:
                parts[place] = json.loads(parts[place])
                own = parts[place].pop("own")
        except (ValueError, zlib.error, RecursionError, AttributeError, KeyError):
            continue
    return parts, own


@dataclass(frozen=True)
class Parts:
    """What a file needs to compute: style, data, the compiled rules by kind of table, and the script."""

    style: str
    data: str
    rules: Mapping[int, str]
    script: str

    def html(self, *, hidden: bool) -> str:
        """The elements; `hidden`: the style waits until the what-if is opened."""
        media = ' media="not all"' if hidden else ""
        rules = "".join(
            f'<script type="application/wasm+gzip" id="live-rules-{table}">{code}</script>\n'
            for table, code in self.rules.items()
        )
        return (
            f"<!-- {NOTICE} -->\n"
            f'<style id="live-style"{media}>{self.style}</style>\n'
            f'<script type="application/json+gzip" id="live-data">{self.data}</script>\n'
            f"{rules}<script>{self.script}</script>\n"
        )


def parts_of(lands: Sequence[Land], lang: str, own: Mapping[str, Any] | None) -> Parts:
    told = [land.told() for land in lands]
    data = {
        "lang": lang,
        "shared": shared([arm for land in lands for arm in land.arms]),
        "territories": told,
        "words": {each: page_texts(each, GROUPS) for each in LANGUAGES},
        "version": version(),
        "own": own,
    }
    return Parts(
        style=_style(),
        data=_packed(json.dumps(data, ensure_ascii=False, allow_nan=False).encode()),
        rules=rules_of(told),
        script=bundled(ENTRY).replace("</", "<\\/"),
    )


def rules_of(told: Sequence[Mapping[str, Any]]) -> dict[int, str]:
    """The compiled rules that territories need, by the kind of their table. Raises PortableError where they are old."""
    tables = sorted({int(each["layout"]["table"]) for each in told})
    try:
        return {table: _packed(webassembly.shipped(table)) for table in tables}
    except webassembly.StaleError:
        raise PortableError("stale") from None


def _style() -> str:
    """The page's style in one piece, its picture inside."""
    icon = base64.b64encode((STATIC / "icon.svg").read_bytes()).decode("ascii")
    text = "".join((STATIC / "css" / name).read_text(encoding="utf-8") for name in STYLES)
    return text.replace("/static/icon.svg", f"data:image/svg+xml;base64,{icon}")


def _packed(content: bytes) -> str:
    """Bytes made smaller, in signs that end no element: the same for the same bytes."""
    return base64.b64encode(gzip.compress(content, 9, mtime=0)).decode("ascii")


def _unpacked(text: str) -> bytes:
    """The bytes that `_packed` made smaller. ValueError or zlib.error for anything else, and for what would be too large."""
    stream = zlib.decompressobj(wbits=31)
    found = stream.decompress(base64.b64decode(text), MOST_INSIDE)
    if not stream.eof:
        raise ValueError(text[:20])
    return found


def policy(script: str, *styles: str) -> str:
    """The content policy of a file that runs this script and has these styles, and no other."""
    hashes = " ".join(f"'sha256-{_hash(each)}'" for each in styles) or "'none'"
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'sha256-{_hash(script)}' 'wasm-unsafe-eval'",
            f"style-src {hashes}",
            "worker-src blob:",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")


__all__ = [
    "Land",
    "PortableError",
    "check",
    "land_compared",
    "land_of",
    "live_dossier",
    "lively",
    "plain",
    "verified_file",
]
