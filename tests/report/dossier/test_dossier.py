"""A dossier is one safe, small file, the same for the same answer, and names nobody unless it is asked to."""

import os
import re
import tempfile
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from simul_agir import compare
from simul_agir.report.dossier import dossier_of
from simul_agir.report.dossier.block import MOST_BYTES, read_block
from simul_agir.report.dossier.page import render
from simul_agir.scenario import Scenario
from simul_agir.study import Comparison

HOSTILE = '</script><script>alert(1)</script><img src=x onerror="alert(2)"> & «»'
Make = Callable[[str, bool], str]


@pytest.fixture(scope="session")
def answer() -> Comparison:
    """A small comparison of the classroom."""
    return compare(Scenario.load("classroom"), ("none", "residents", "resilience"), runs=8, seed=1, jobs=1)


@pytest.fixture(scope="session")
def own(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    """The classroom as somebody's own scenario, with a hostile name."""
    shipped = Scenario.load("classroom")
    names = (f"Amina Secret, {HOSTILE}", *shipped.landscape.names[1:])
    scenario = replace(
        shipped, name="my-town", title=HOSTILE, landscape=replace(shipped.landscape, names=names), months=12
    )
    return compare(scenario, ("none", "residents"), runs=6, seed=1, jobs=1)


@pytest.fixture(scope="session")
def page(answer: Comparison) -> str:
    return dossier_of(answer, "en", jobs=1)


class Elements(HTMLParser):
    """Every element with its attributes, and every text outside of scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_nothing_is_asked_of_anybody(page: str) -> None:
    elements = Elements(page).found
    assert not [tag for tag, _ in elements if tag in ("link", "img", "iframe", "object", "base", "form", "a")]
    assert [attributes.get("type") for tag, attributes in elements if tag == "script"] == ["application/json"]
    assert not re.findall(r"https?:|url\(|@import|\bsrc=|\bon[a-z]+=", page)
    assert "default-src 'none'" in page


@pytest.mark.parametrize("names", [False, True])
def test_names_do_nothing_but_stand_there(own: Comparison, lang: str, names: bool) -> None:
    page = dossier_of(own, lang, names=names, jobs=1)
    elements = [tag for tag, _ in Elements(page).found]
    assert elements.count("script") == 1
    assert "img" not in elements
    assert "<script>alert" not in page
    assert ("Amina Secret" in page) is names
    assert ('class="banner"' in page) is names


def test_the_largest_comparison_fits(answer: Comparison) -> None:
    record = read_block(dossier_of(answer, "fr", jobs=1).encode())
    arms = record["answer"]["arms"]
    long = {**arms[0], "label": "x" * 80}
    record["answer"]["arms"] = [*arms, *({**long, "name": f"arm {k}"} for k in range(21))]
    cell = record["answer"]["gains"][0]["cells"][0]
    for row in record["answer"]["gains"]:
        row["cells"] = [{**cell, "arm": f"arm {k}"} for k in range(21)]
    assert len(render(record).encode()) < MOST_BYTES


def test_it_names_no_folder_of_this_machine(page: str) -> None:
    folders = (os.environ.get("HOME", ""), tempfile.gettempdir(), str(Path.cwd()))
    assert not [each for each in folders if len(each) > 1 and each in page]


def test_the_reference_is_named_where_it_was_not_asked_for() -> None:
    found = compare(Scenario.load("classroom"), ("residents", "resilience"), runs=4, seed=1, jobs=1)
    page = dossier_of(found, "en", jobs=1)
    assert '<span class="key">' in page.split("no intervention</th>")[0].rpartition("<tr>")[2]
