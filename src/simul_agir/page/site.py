"""The page for a web server that runs nothing: one file with territories and the rules inside."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from html import escape
from pathlib import Path

from simul_agir.locale import RefusalError, words
from simul_agir.page.portable import Land, PortableError, check, land_of, parts_of, policy
from simul_agir.report.files.folder import write_whole
from simul_agir.scenario import Scenario, ScenarioError
from simul_agir.scenario.collection import is_collection
from simul_agir.scenario.shipped import shipped

FIRST = "loos-en-gohelle"
MOST_ACTORS = 300  # of a shipped territory that nobody named
FILE = "index.html"
MARK = '<title>simul_agir</title>\n</head>\n<body data-live="page">'


def write_site(folder: Path, named: Sequence[str] | None, lang: str, *, names: bool) -> tuple[Path, int, int]:
    """Writes the page into a folder: the file, its bytes, how many territories it holds. `named`: None for all that come
    with the package. Raises ScenarioError for a territory that cannot be read, PortableError for one that cannot be shown.
    """
    file = folder / FILE
    if folder.exists() and not folder.is_dir():
        raise PortableError("static_folder", found=str(folder)[:200])
    if file.exists() and not _is_ours(file):
        raise PortableError("static_foreign", found=str(file)[:200])
    lands = _named(named, names=names) if named else _shipped()
    text = site(lands, lang)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(file, text.encode())
    except OSError as error:
        raise PortableError(
            "static_unwritable", found=str(folder)[:200], why=RefusalError.of(error)
        ) from error
    return file, len(text.encode()), len(lands)


def _is_ours(file: Path) -> bool:
    """Whether an earlier call wrote this file."""
    with contextlib.suppress(OSError), file.open("rb") as opened:
        return MARK.encode() in opened.read(4096)
    return False


def _named(named: Sequence[str], *, names: bool) -> list[Land]:
    lands: list[Land] = []
    for each in dict.fromkeys(named):
        if is_collection(each):
            raise PortableError("static_collection", found=each[:200])
        land = land_of(Scenario.load(each))
        if land.real and not names:
            raise PortableError("static_real", found=each[:200])
        check(land.scenario, land.arms, names=True)
        lands.append(land)
    return lands


def _shipped() -> list[Land]:
    """Those that come with the package, the first one first; large ones only where somebody names them."""
    found = []
    for name in sorted(shipped(), key=lambda each: (each != FIRST, each)):
        with contextlib.suppress(ScenarioError):
            scenario = Scenario.load(name)
            if scenario.landscape.size <= MOST_ACTORS:
                found.append(land_of(scenario))
    return found


def site(lands: Sequence[Land], lang: str) -> str:
    """The page alone, for a server that runs nothing: one file with all these territories."""
    parts = parts_of(lands, lang, None)
    sentence = escape(words(lang)("live.needs"))
    return "".join(
        (
            f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{policy(parts.script, parts.style)}">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            '<meta name="referrer" content="no-referrer">\n',
            f"{MARK}\n",
            f'<section id="live"><p class="quiet">{sentence}</p></section>\n',
            parts.html(hidden=False),
            "</body>\n</html>\n",
        )
    )
