"""A dossier is one safe, small file, the same for the same answer, and names nobody unless it is asked to."""

import re
from collections.abc import Callable
from copy import copy
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

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


def test_a_file_to_share_holds_no_name(answer: Comparison, own: Comparison) -> None:
    for found in (answer, own):
        page = dossier_of(found, "fr", jobs=1)
        for name in found.scenario.landscape.names:
            assert name not in page
            assert name.partition(",")[0] not in page.replace(found.scenario.title_fr, "")
        for called in found.scenario.landscape.ids:
            assert not re.search(rf"[\"> ]{re.escape(called)}[\"<,]", page)


def test_it_has_all_parts_in_both_languages(answer: Comparison, lang: str) -> None:
    page = dossier_of(answer, lang, jobs=1)
    heads = re.findall(r"<h2>(.*?)</h2>", page)
    assert len(heads) == 12
    assert f'<html lang="{lang}">' in page
    assert page.count("<svg") > 8
    assert all("aria-label" in each or "aria-hidden" in each for each in re.findall(r"<svg[^>]*>", page))
    assert "simul-agir compare classroom --arm none" in page


def test_the_largest_comparison_fits(answer: Comparison) -> None:
    record = read_block(dossier_of(answer, "fr", jobs=1).encode())
    arms = record["answer"]["arms"]
    long = {**arms[0], "label": "x" * 80}
    record["answer"]["arms"] = [*arms, *({**long, "name": f"arm {k}"} for k in range(21))]
    cell = record["answer"]["gains"][0]["cells"][0]
    for row in record["answer"]["gains"]:
        row["cells"] = [{**cell, "arm": f"arm {k}"} for k in range(21)]
    assert len(render(record).encode()) < MOST_BYTES


def test_figures_have_colours_of_the_page_alone(page: str) -> None:
    figures = "".join(re.findall(r"<svg.*?</svg>", page))
    assert not re.search(r"#[0-9a-fA-F]{3,6}|rgb\(", figures)
    assert "font-size" not in figures


def test_it_names_no_folder_of_this_machine(page: str) -> None:
    assert str(Path.home()) not in page
    assert str(Path.cwd()) not in page


def test_a_profile_leads_where_there_is_one(answer: Comparison, lang: str) -> None:
    standings = [
        SimpleNamespace(
            arm=arm, standing=standing, share=share, clear_share=share / 2, regret=0.1, flip=None,
            lead=lead, low=lead - 0.01, high=lead + 0.01,
        )
        for arm, standing, share, lead in (
            ("residents", "level", 0.62, 0.0),
            ("resilience", "below", 0.38, 0.4),
            ("none", "below", 0.0, 0.9),
        )
    ]  # fmt: skip
    gains = [
        SimpleNamespace(
            arm=arm,
            outcome="worst_need",
            family="needs",
            mean=-0.2,
            low=-0.3,
            high=-0.1,
            units=1.0,
            clear=True,
        )
        for arm in ("residents", "resilience")
    ]
    profile = SimpleNamespace(
        vision=answer.profile.vision if answer.profile else {},
        top=("residents",),
        undecided=0.12,
        standings=standings,
        gains=gains,
    )
    found = copy(answer)
    object.__setattr__(found, "profile", profile)
    page = dossier_of(found, lang, jobs=1)
    head = page[page.index("<h1>") : page.index("</h1>")]
    assert "62\u00a0%" in head
    assert "▲ −0" in page
    assert render(read_block(page.encode())) == page


def test_the_reference_is_named_where_it_was_not_asked_for() -> None:
    found = compare(Scenario.load("classroom"), ("residents", "resilience"), runs=4, seed=1, jobs=1)
    page = dossier_of(found, "en", jobs=1)
    assert '<span class="key">' in page.split("no intervention</th>")[0].rpartition("<tr>")[2]
