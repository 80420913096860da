"""Tables and figures of a confrontation: every pattern named in both languages, nothing lost on a narrow terminal."""

import math
from pathlib import Path

import pytest

from simul_agir.locale import words
from simul_agir.report.tables.patterns_table import (
    FILES,
    against,
    as_data,
    as_markdown,
    as_text,
    write_patterns,
)
from simul_agir.validation.answer import Confrontation, Finding
from simul_agir.validation.contract_calendar import Model
from simul_agir.validation.statements import Pattern, patterns

BAND = Pattern("density_usual", "density_usual", 0.2, 0.6, "independent", "by hand")


def made(*values: float, name: str = "full") -> Confrontation:
    """A confrontation with the first patterns that have a measure, at these values."""
    stated = [each for each in patterns() if each.standing == "matched"][1 : 1 + len(values)]
    found = tuple(
        Finding(pattern, value, value - 0.1, value + 0.1, 0.5, (value, math.nan))
        for pattern, value in zip(stated, values, strict=True)
    )
    return Confrontation(Model(name), found, {}, ("CN00101I", "CN01002M"), 2, 1)


@pytest.mark.parametrize("width", [60, 200])
def test_every_pattern_has_its_line(lang: str, width: int) -> None:
    text = as_text([made(0.6, 0.9, math.nan)], lang, width).replace("\n", " ")
    for pattern in patterns():
        assert words(lang).has(f"pattern_name.{pattern.name}")
    for key in ("met", "not_met", "cannot"):
        assert words(lang)(f"pattern.{key}").split()[0] in text


def test_a_rival_is_told_by_what_it_alone_meets_and_misses() -> None:
    full, rival = made(0.6, 0.2, 0.5), made(0.9, 0.2, 0.5, name="no_trust")
    text = against(full, rival, words("en"))
    assert "no trust: 2 of the patterns are met, of the full model 3; 2 by both, 0 by neither" in text
    assert "Met only by the full model: usual effort: transitivity." in text
    assert "no trust loses 1 that the full model meets: usual effort: transitivity." in text
    assert "not needed" in against(full, made(0.6, 0.2, 0.5, name="no_trust"), words("en"))
    assert "Met only by full model: usual effort: transitivity." in against(rival, full, words("en"))


def test_markdown_of_several_models_has_a_column_for_each(lang: str) -> None:
    head = as_markdown([made(0.6), made(0.9, name="dealt")], lang).splitlines()[0]
    assert head.count("|") == 6
    assert words(lang)("pattern_model.dealt") in head


@pytest.mark.parametrize("several", [False, True])
def test_the_folder_holds_all_files(several: bool, lang: str, tmp_path: Path) -> None:
    found = [made(0.6, 0.3, math.nan), made(0.9, 0.3, math.nan, name="dealt")][: 1 + several]
    written = write_patterns(found, tmp_path / "answer", lang)
    assert sorted(path.name for path in written) == sorted(FILES)
    assert ("models" in as_data(found)) is several
