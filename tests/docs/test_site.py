"""The documentation builds as a site in two languages, without a warning, and its pages ask nothing of any other host."""

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

ROOT = Path(__file__).parents[2]
ASKED = {"src", "srcset", "poster", "data", "action", "xlink:href"}  # attributes a browser follows by itself
FOLLOWED = {"alternate", "canonical", "next", "prev"}  # links in the head that it does not
ELSEWHERE = re.compile(r"^(?:https?:)?//", re.IGNORECASE)
IN_STYLES = re.compile(r"(?:url\(|@import)\s*['\"]?\s*((?:https?:)?//[^'\")]+)", re.IGNORECASE)


class Page(HTMLParser):
    """What one built page asks for when it is shown, where its links lead, and the places in it that links can name."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.links: list[str] = []
        self.places: set[str] = set()
        self.language = ""
        self.feed(file.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self.places.add(told.get("id", ""))
        self.asked += [value for name, value in told.items() if name in ASKED]
        self.asked += IN_STYLES.findall(told.get("style", ""))
        if tag == "html":
            self.language = told["lang"]
        elif tag == "link" and not FOLLOWED & set(told.get("rel", "").split()):
            self.asked.append(told["href"])
        elif tag == "a" and "href" in told:
            self.links.append(told["href"])


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as a reader builds it; a warning ends the build."""
    folder = tmp_path_factory.mktemp("site")
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    built = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    return folder


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Page]:
    """Every page of the site, by its file; the page for what is not found is served under any address, and left out."""
    return {
        file: Page(file)
        for file in sorted(site.rglob("*.html"))
        if file.name != "404.html"
        and file.parent.name != "live"  # a live dossier is a document that pages link to
    }


def test_every_page_stands_in_both_languages(site: Path, pages: dict[Path, Page]) -> None:
    names = {file.relative_to(site).as_posix() for file in pages}
    english = {name for name in names if not name.startswith("fr/")}
    written = {f"{file.stem}.html" for file in (ROOT / "docs").glob("*.md") if not file.stem.endswith(".fr")}
    assert english == written
    assert names - english == {f"fr/{name}" for name in english}
    assert {pages[site / name].language for name in english} == {"en"}
    assert {pages[site / name].language for name in names - english} == {"fr"}


def test_no_page_asks_another_host_for_anything(site: Path, pages: dict[Path, Page]) -> None:
    asked = {address for page in pages.values() for address in page.asked}
    assert [address for address in asked if ELSEWHERE.match(address)] == []
    styles = {file.name: IN_STYLES.findall(file.read_text(encoding="utf-8")) for file in site.rglob("*.css")}
    assert {name: found for name, found in styles.items() if found} == {}


def test_no_page_holds_what_the_themes_script_would_fetch_from_elsewhere(pages: dict[Path, Page]) -> None:
    for file in pages:
        text = file.read_text(encoding="utf-8")
        assert 'class="mermaid"' not in text
        assert 'data-md-component="source"' not in text  # asks a forge for its stars


def test_every_link_of_the_site_leads_to_a_place_in_it(site: Path, pages: dict[Path, Page]) -> None:
    lost = []
    for file, page in pages.items():
        for link in (*page.links, *page.asked):
            address = urlsplit(link)
            if address.scheme or address.netloc:
                continue
            target = (file.parent / unquote(address.path)).resolve() if address.path else file
            if not target.exists() or (
                address.fragment
                and target in pages
                and unquote(address.fragment) not in pages[target].places | {"__tabbed"}
            ):
                lost.append(f"{file.relative_to(site)}: {link}")
    assert lost == []


def test_every_page_is_in_the_navigation() -> None:
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    listed = re.findall(r"^ +- (?:[^:\n]+: )?([\w-]+\.md)$", settings, re.MULTILINE)
    written = {file.name for file in (ROOT / "docs").glob("*.md") if not file.stem.endswith(".fr")}
    assert sorted(listed) == sorted(written)


def test_every_title_of_the_navigation_has_french_words() -> None:
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    navigation = settings.split("\nnav:\n")[1].split("\n\n")[0]
    titles = re.findall(r"^ +- ([^:\n]+):", navigation, re.MULTILINE)
    french = settings.split("nav_translations:\n")[1].split("\n\n")[0]
    assert [
        title for title in titles if not re.search(rf"^ +{re.escape(title)}: \S", french, re.MULTILINE)
    ] == []


WRITTEN = [*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md", ROOT / "README.fr.md"]
MADE_BY = re.compile(r"`(?:python docs/|simul-agir )|```sh|\bcomman(?:d|ds|de)\b")


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.name)
def test_every_picture_says_under_it_what_made_it(page: Path) -> None:
    parts = page.read_text(encoding="utf-8").split("\n\n")
    silent = []
    for place, part in enumerate(parts):
        if part.lstrip().startswith("!["):
            under = [each for each in parts[place:] if not each.lstrip().startswith(("![", "<!--"))]
            silent += [part] * (not MADE_BY.search("\n\n".join(under[:2])))
    assert silent == []
