"""The page of parameters says what the model uses, and nothing of it without unit, range and source."""

import csv
import importlib.util
import json
import math
import re
import tomllib
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from simul_agir.model.parameters import PARAMETERS, SWITCHES, Parameter
from simul_agir.study.claims import claim_names, run_claims, select_claims
from simul_agir.validation.matching_design import MatchingDesign
from simul_agir.verification import Verification

ROOT = Path(__file__).parents[2]
PUBLICATION = re.compile(
    r"([A-Z]\w+)(?: (?:et al\.|and [A-Z]\w+))? ((?:19|20)\d\d)"
)  # Saks and Belcourt 2006
MOVED_BARS = 4  # of a line in the table of defaults that moved; the other tables have more columns, or fewer


def tables() -> ModuleType:
    return script("tables")


def script(name: str) -> ModuleType:
    specification = importlib.util.spec_from_file_location(name, ROOT / "docs" / f"{name}.py")
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("name", "lang"), [("parameters.md", "en"), ("parameters.fr.md", "fr")])
def test_the_page_of_parameters_is_what_its_generator_prints(name: str, lang: str) -> None:
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == tables().page(lang)


def test_every_parameter_is_told_in_french() -> None:
    assert tables().untranslated() == []


@pytest.mark.parametrize("parameter", PARAMETERS.values(), ids=lambda parameter: parameter.name)
def test_a_parameter_has_a_unit_a_range_and_a_source_or_is_called_assumed(parameter: Parameter) -> None:
    assert tables().lacks(parameter) == []


@pytest.mark.parametrize(
    ("change", "lacking"),
    [
        ({"meaning": " "}, "meaning"),
        ({"unit": ""}, "unit"),
        ({"low": 2.0, "high": 2.0}, "range"),
        ({"low": 0.5, "high": 1.0, "default": 2.0}, "range"),
        ({"high": math.inf}, "range"),
        ({"low": math.nan}, "range"),
        ({"source": ""}, "source or 'assumed'"),
        ({"source": "common sense"}, "source or 'assumed'"),
        ({"source": "unassumed"}, "source or 'assumed'"),
    ],
)
def test_what_a_parameter_lacks_is_found(change: dict[str, Any], lacking: str) -> None:
    assert tables().lacks(replace(PARAMETERS["failure_weight"], **change)) == [lacking]


def test_every_publication_and_fact_beside_a_parameter_stands_among_the_sources_of_the_model() -> None:
    page = (ROOT / "docs" / "model.md").read_text(encoding="utf-8").replace("ø", "o")
    page = page.split("## 13. Sources")[1].split("\n## ")[0]
    for parameter in PARAMETERS.values():
        for author, year in PUBLICATION.findall(parameter.source):
            assert re.search(rf"{author}\b[^|;]*\b{year}", page), f"{parameter.name}: {author} {year}"
        for fact in re.findall(r"\b(?:pov|cc|bud|loos)\d\b", parameter.source):
            assert re.search(rf"\b{fact}\b", page), f"{parameter.name}: {fact}"


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_parameter_and_mechanism_has_one_line(lang: str) -> None:
    lines = tables().page(lang).splitlines()
    for name in (*PARAMETERS, *SWITCHES):
        assert (
            sum(line.startswith(f"| `{name}` |") and line.count("|") != MOVED_BARS for line in lines) == 1
        ), name


def test_every_default_that_moved_is_told_with_what_it_was() -> None:
    module = tables()
    first, rows = module.first_numbers(), module.moved().splitlines()
    assert first["meeting_share"] == 0.1
    for name, parameter in PARAMETERS.items():
        told = [line for line in rows if line.startswith(f"| `{name}` |")]
        if name not in first:
            assert told == [f"| `{name}` | none | {module.shown(parameter.default)} |"]
        elif math.isclose(first[name], parameter.default, rel_tol=1e-5):
            assert told == []
        else:
            assert told == [f"| `{name}` | {module.shown(first[name])} | {module.shown(parameter.default)} |"]


def test_a_group_has_one_table() -> None:
    titles = [line for line in tables().page().splitlines() if line.startswith("## ")]
    assert len(titles) == len(set(titles)) == len({parameter.group for parameter in PARAMETERS.values()}) + 2


def test_a_cell_cannot_break_its_table() -> None:
    assert tables().row(["a|b", "c\nd"]) == "| a\\|b | c d |"


def test_the_check_tells_a_stale_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    module = tables()
    monkeypatch.setattr(module, "PAGE", tmp_path / "parameters.md")
    assert module.main(["--check"]) == 1
    assert "out of date" in capsys.readouterr().out
    assert module.main([]) == 0
    assert module.main(["--check"]) == 0
    (tmp_path / "parameters.fr.md").write_text("", encoding="utf-8")
    assert module.main(["--check"]) == 1


def test_the_table_of_the_page_on_verification_is_what_the_command_gives(found: Verification) -> None:
    page = script("verified").page_with(found)
    assert (ROOT / "docs" / "verification.md").read_text(encoding="utf-8") == page


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_results_on_the_page_of_claims_are_those_that_are_kept(lang: str) -> None:
    module = script("claimed")
    page = module.PAGES[lang].read_text(encoding="utf-8")
    assert module.page_with(module.told(), lang) == page
    for name in claim_names():
        assert (module.IMAGES / module.image(name, lang)).exists()
        assert f"<!-- {name} -->" in page
    verdicts = [found["verdict"] for found in module.told()["claims"]]
    assert {"en": "seven are refuted", "fr": "sept sont réfutées"}[lang] in evaluation(lang)
    assert verdicts.count("refuted") == 7
    assert verdicts.count("holds_when") == 2  # "of two every part holds, some under conditions only"


def evaluation(lang: str) -> str:
    name = "evaluation.md" if lang == "en" else "evaluation.fr.md"
    return " ".join((ROOT / "docs" / name).read_text(encoding="utf-8").split())


@pytest.mark.slow
@pytest.mark.parametrize("name", claim_names())
def test_the_command_gives_what_is_kept_of_a_claim(name: str) -> None:
    lived = run_claims(select_claims([name], size=script("claimed").SIZE)).to_dict()["claims"][0]
    kept = next(each for each in script("claimed").told()["claims"] if each["claim"] == name)
    assert lived["verdict"] == kept["verdict"]
    for part, other in zip(lived["parts"], kept["parts"], strict=True):
        assert part["verdict"] == other["verdict"]
        ends = [[each[end] for end in ("mean", "low", "high")] for each in (part, other)]
        assert ends[0] == pytest.approx(ends[1], abs=1e-3)
    means = [[each["mean"] for each in found["readings"]] for found in (lived, kept)]
    assert means[0] == pytest.approx(means[1], abs=1e-3)


def test_the_full_table_holds_every_case_of_the_full_sizes_and_all_its_lines_agree() -> None:
    folder = ROOT / "experiments" / "verification"
    found = json.loads((folder / "full" / "verification.json").read_text(encoding="utf-8"))
    cases = tomllib.loads((folder / "full.toml").read_text(encoding="utf-8"))
    assert found["full"]
    assert found["within"]
    for name, wanted in cases.items():
        lived = [line["settings"] for line in found["lines"] if line["limit"] == name]
        assert all(any(case.items() <= each.items() for each in lived) for case in wanted)


@pytest.mark.parametrize(("name", "lang"), [("assumptions.md", "en"), ("assumptions.fr.md", "fr")])
def test_the_tables_of_the_page_on_assumptions_are_those_of_the_calibration(name: str, lang: str) -> None:
    page = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert page == script("calibrated").page_with_tables(lang)


def test_the_calibration_was_held_against_the_patterns_as_they_stand() -> None:
    folder = ROOT / "experiments" / "calibration"
    with (folder / "targets.csv").open(encoding="utf-8", newline="") as file:
        kept = [(row["measure"], float(row["low"]), float(row["high"])) for row in csv.DictReader(file)]
    design = MatchingDesign.load(folder)
    assert kept == [(target.measure, target.low, target.high) for target in design.targets]


@pytest.mark.slow
def test_the_verdict_of_the_page_on_assumptions_is_that_of_the_present_model() -> None:
    module = script("calibrated")
    comparison = module.answer()
    for lang, name in module.PAGES.items():
        page = (ROOT / "docs" / name).read_text(encoding="utf-8")
        assert module.page_with_verdict(comparison, lang) == page


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_tables_of_the_page_on_patterns_are_what_was_kept_at_full_size(lang: str) -> None:
    module = script("patterned")
    assert module.PAGES[lang].read_text(encoding="utf-8") == module.page_with(lang, module.answers())
