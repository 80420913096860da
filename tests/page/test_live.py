"""The page in one file, opened from a disk with the network off, in the browsers that are installed."""

import contextlib
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from simul_agir import compare
from simul_agir.locale import words
from simul_agir.page.portable import (
    PortableError,
    check,
    land_compared,
    land_of,
    live_dossier,
    lively,
    plain,
    verified_file,
)
from simul_agir.page.site import site, write_site
from simul_agir.page.uploads import Upload, territory_of
from simul_agir.report.dossier import dossier_of
from simul_agir.scenario import Scenario
from simul_agir.study.exploring.portable import numbers_of

CHROMIUM, FIREFOX = shutil.which("chromium"), shutil.which("firefox-esr")
if not CHROMIUM and not os.environ.get("CI"):
    pytest.skip("no chromium on this machine: apt-get install chromium", allow_module_level=True)

from playwright.sync_api import Browser, Error, Page  # noqa: E402
from tests.page.firefox import firefox  # noqa: E402

LIMIT = 240_000  # milliseconds for anything
RUNS = 12
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def dossiers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A dossier in each language with its what-if inside, and a site of two territories."""
    folder = tmp_path_factory.mktemp("live")
    found = compare(Scenario.load("classroom"), ["none", "residents", "resilience"], RUNS, 3)
    files = {}
    for lang in ("en", "fr"):
        text = live_dossier(dossier_of(found, lang), found, lang)
        files[lang] = folder / f"{lang}.html"
        files[lang].write_text(text, encoding="utf-8")
    files["site"], _, _ = write_site(folder / "site", ["classroom", "small-contract"], "en", names=False)
    return files


@pytest.fixture
def open_file(browser: Browser) -> Iterator[Open]:
    """Opens a file without a network; whatever is asked for, and whatever fails in it, fails the test."""
    contexts, faults = [], []

    def open_(file: Path, **more: Any) -> Page:
        context = browser.new_context(offline=True, **more)
        contexts.append(context)
        context.set_default_timeout(LIMIT)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on(
            "console", lambda line: faults.append(line.text) if line.type in ("error", "warning") else None
        )
        page.on("request", lambda asked: _of_the_file(asked.url, faults))
        page.goto(file.as_uri())
        return page

    yield open_
    for context in contexts:
        context.close()
    assert faults == []


def _of_the_file(address: str, faults: list[str]) -> None:
    if not re.match(r"(file|blob|data):", address):
        faults.append(address)


def ends(page: Page) -> list[float]:
    """Where each arm ends, of the answer on screen."""
    return [end[0] for end in page.evaluate("page.app.answers.now.head.ends")]


def wait(page: Page, expression: str) -> None:
    """Waits until an expression is true; Playwright's own way is forbidden by the file's policy."""
    for _ in range(LIMIT // 100):
        with contextlib.suppress(Error):  # a page that is being loaded again
            if page.evaluate(f"Boolean({expression})"):
                return
        page.wait_for_timeout(100)
    raise AssertionError(expression)


def at_rest(page: Page) -> None:
    wait(page, "window.page?.app.answers.now?.head.full")


@pytest.mark.parametrize(
    ("lang", "says"), [("en", "Identical on this machine."), ("fr", "Identique sur cette machine.")]
)
def test_it_repeats_its_own_numbers(dossiers: dict[str, Path], open_file: Open, lang: str, says: str) -> None:
    page = open_file(dossiers[lang])
    page.wait_for_selector("#live-own[data-found]")
    assert page.locator("#live-own b").inner_text() == says
    assert f"{RUNS}" in page.locator("#live-own").inner_text()


def test_a_dossier_whose_numbers_were_changed_says_which_arms_differ(
    dossiers: dict[str, Path], open_file: Open, tmp_path: Path
) -> None:
    found = compare(Scenario.load("classroom"), ["none", "residents"], 4, 3)
    own = numbers_of(found)
    own["hashes"]["residents"][0] = "0" * 64
    file = tmp_path / "changed.html"
    whole = lively(dossier_of(found, "en"), land_compared(found), own, "en")
    file.write_text(whole, encoding="utf-8")
    page = open_file(file)
    page.wait_for_selector("#live-own[data-found]")
    told = page.locator("#live-own").inner_text()
    assert told.startswith("Not identical on this machine.")
    assert "residents first" in told
    assert "no intervention" not in told.lower()


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_slider_moves_and_the_fans_are_drawn_again(
    dossiers: dict[str, Path], open_file: Open, lang: str
) -> None:
    page = open_file(dossiers[lang])
    page.click("#live-open")
    at_rest(page)
    before, shape = ends(page), page.locator("svg.fan, .fanbox svg").first.inner_html()
    slider = page.locator("#sliders input[type=range]").first
    slider.focus()
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    wait(
        page, "Object.keys(page.app.answers.now.head.settings).length === 1 && page.app.answers.now.head.full"
    )
    assert ends(page) != before
    assert page.locator("svg.fan, .fanbox svg").first.inner_html() != shape
    page.click("#live-close")
    assert page.locator("main > .question, main .question").first.is_visible()
    assert not page.locator("#sliders").is_visible()


def test_the_screens_are_reached_by_keyboard_and_answer(dossiers: dict[str, Path], open_file: Open) -> None:
    page = open_file(dossiers["en"])
    page.locator("#live-open").focus()
    page.keyboard.press("Enter")
    at_rest(page)
    for name, selector in (
        ("branch", ".chooser"),
        ("profile", "table.profile"),
        ("story", ".storyview .verdict"),
        ("diagnose", "table.types"),
    ):
        page.locator(f".livenav [data-screen={name}]").focus()
        page.keyboard.press("Enter")
        page.wait_for_selector(selector)
        assert page.locator(f".livenav [data-screen={name}]").get_attribute("aria-pressed") == "true"
    page.keyboard.press("v")  # predictions need a room
    page.wait_for_selector("#notice:not(.hidden)")
    assert "simul-agir page" in page.locator("#notice").inner_text()
    assert page.evaluate("page.app.state.screen") == "diagnose"


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_an_answer_is_saved_as_a_file_that_reads_without_scripts_and_repeats_its_numbers(
    dossiers: dict[str, Path], open_file: Open, browser: Browser, tmp_path: Path, lang: str
) -> None:
    page = open_file(dossiers[lang], accept_downloads=True)
    page.click("#live-open")
    at_rest(page)
    page.locator("#sliders input[type=range]").first.focus()
    page.keyboard.press("ArrowRight")
    page.click("#live-save")
    page.wait_for_selector("#live-saved")
    with page.expect_download() as download:
        page.click("#live-saved")
    file = tmp_path / "saved.html"
    download.value.save_as(file)
    with pytest.raises(PortableError):
        verified_file(file.read_bytes())
    again = open_file(file)
    again.wait_for_selector("#live-own[data-found]")
    assert again.locator("#live-own").get_attribute("data-found") == "identical"
    again.click("#live-open")
    at_rest(again)
    assert len(again.evaluate("page.app.answers.now.head.settings")) == 1
    context = browser.new_context(java_script_enabled=False)
    read = context.new_page()
    read.goto(file.as_uri())
    assert read.locator("main.saved tbody tr").count() > 20
    assert read.locator("main.saved svg path").count() > 3
    context.close()


def test_a_branch_is_saved_with_both_futures_and_what_changes_with_it(
    dossiers: dict[str, Path], open_file: Open, tmp_path: Path
) -> None:
    page = open_file(dossiers["en"])
    page.goto("about:blank")
    page.goto(f"{dossiers['en'].as_uri()}#t=classroom&s=branch&b=residents.12.resilience.150.10")
    wait(page, "window.page?.app.answers.branch")
    page.click("#live-save")
    page.wait_for_selector("#live-saved")
    with page.expect_download() as download:
        page.click("#live-saved")
    file = tmp_path / "branch.html"
    download.value.save_as(file)
    again = open_file(file)
    again.wait_for_selector("#live-own[data-found]")
    assert again.locator("#live-own").get_attribute("data-found") == "identical"
    told = again.locator("main.saved").inner_text()
    assert "resilience from month 12 on" in told
    assert "× 1.5" in told
    assert "10 %" in told


def test_without_scripts_it_reads_as_before(dossiers: dict[str, Path], browser: Browser) -> None:
    text = dossiers["en"].read_text(encoding="utf-8")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(dossiers["en"].as_uri())
    seen = page.locator("body").inner_text()
    page.set_content(plain(text))
    before = page.locator("body").inner_text()
    context.close()
    sentence = words("en")("live.needs")
    assert seen.replace(sentence, "", 1).split() == before.split()


def test_where_webassembly_is_blocked_the_page_stays_and_says_so_in_one_sentence(
    dossiers: dict[str, Path], browser: Browser, tmp_path: Path
) -> None:
    file = tmp_path / "blocked.html"
    file.write_text(
        dossiers["en"].read_text(encoding="utf-8").replace(" 'wasm-unsafe-eval'", ""), encoding="utf-8"
    )
    page = browser.new_page()
    page.goto(file.as_uri())
    page.wait_for_timeout(1500)
    assert "in a browser that allows scripts and WebAssembly" in page.locator("#live").inner_text()
    assert not page.locator("#live-open").count()
    page.close()


def test_a_site_holds_its_territories_and_nothing_of_a_server(
    dossiers: dict[str, Path], open_file: Open
) -> None:
    page = open_file(dossiers["site"], locale="en-GB")
    at_rest(page)
    assert page.locator("#territory option").count() == 2
    page.select_option("#territory", "small-contract")
    wait(page, "window.page?.app.territory?.territory === 'small-contract' && page.app.answers.now")
    assert not re.search(r'(?:href|src|action)="(?:/|https?:)', dossiers["site"].read_text(encoding="utf-8"))


@pytest.mark.skipif(FIREFOX is None, reason="no firefox-esr")
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_in_firefox_it_repeats_its_numbers_and_its_sliders_move(dossiers: dict[str, Path], lang: str) -> None:
    assert FIREFOX
    with firefox(FIREFOX, lang) as window:
        window.size(1280, 800)
        window.go(dossiers[lang].as_uri())
        window.wait("document.querySelector('#live-own[data-found]')")
        assert window.value("document.getElementById('live-own').dataset.found") == "identical"
        window.value("document.getElementById('live-open').click()")
        window.wait("window.page?.app.answers.now?.head.full")
        before = window.value("JSON.stringify(page.app.answers.now.head.ends)")
        window.value("document.querySelector('#sliders input[type=range]').focus()")
        window.press(*["\ue014"] * 6)
        window.wait(
            "Object.keys(page.app.answers.now.head.settings).length === 1 && page.app.answers.now.head.full"
        )
        assert window.value("JSON.stringify(page.app.answers.now.head.ends)") != before
        assert [each for each in window.requests if not re.match(r"(file|blob|data):", each)] == []
        assert window.said == []


def test_a_live_dossier_is_verified_as_a_whole(dossiers: dict[str, Path]) -> None:
    content = dossiers["fr"].read_bytes()
    assert verified_file(content).what == "identical"
    assert len(content) < 3_000_000
    script = content.replace(b"'use strict';", b"'use strict'; ", 1)
    assert script != content
    assert verified_file(script).what == "different"
    assert verified_file(content.replace(b"hab", b"hob", 1)).what == "different"


def test_a_live_dossier_is_the_same_bytes_when_it_is_made_again(dossiers: dict[str, Path]) -> None:
    found = compare(Scenario.load("classroom"), ["none", "residents", "resilience"], RUNS, 3)
    assert live_dossier(dossier_of(found, "en"), found, "en").encode() == dossiers["en"].read_bytes()


def own_table() -> bytes:
    """A table of twenty actors, as somebody would type it."""
    kinds = ("commune", "project_team", "association", "residents_council", "tenants_group")
    rows = [
        f"a{n};Actor {n};{kinds[n % 5]};{'lead' if n == 0 else 'project_team' if n == 1 else ''}"
        for n in range(20)
    ]
    return "\n".join(("id;name;kind;role", *rows, "")).encode()


def test_real_actors_go_into_a_file_only_where_it_is_allowed_and_the_page_says_so(
    tmp_path: Path, open_file: Open
) -> None:
    real = territory_of(Upload([("actors.csv", own_table())], {}), "en").scenario
    assert real.landscape.size == 20
    with pytest.raises(PortableError) as refused:
        check(real, land_of(real).arms, names=False)
    assert "--include-actors" in refused.value.text("fr")
    file = tmp_path / "own.html"
    file.write_text(site([land_of(real)], "en"), encoding="utf-8")
    page = open_file(file, locale="en-GB")
    at_rest(page)
    assert "real actors" in page.locator("footer .real").inner_text()
