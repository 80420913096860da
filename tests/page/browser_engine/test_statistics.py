"""The page's statistics give what Python's give, to more digits than are ever shown; counts, ranks and verdicts alike."""

import json
import math
from pathlib import Path
from typing import Any

import pytest
from tests.page.browser_engine.in_node import NODE, asked_of_node
from tests.page.browser_engine.vectors import FILE, made

DIGITS = 1e-9  # relative, or absolute where a number is small
SINGLE = 1e-6  # the same for blocks, which travel in single precision


def differences(found: Any, wanted: Any, where: str = "") -> list[str]:
    """Where two answers differ; numbers by more than DIGITS, all else at all."""
    if isinstance(wanted, dict):
        missing = sorted(set(wanted) - set(found))
        parts = [
            differences(found[key], each, f"{where}.{key}") for key, each in wanted.items() if key in found
        ]
        return [f"{where}.{key} is missing" for key in missing] + [each for part in parts for each in part]
    if isinstance(wanted, list) and isinstance(found, list):
        if len(found) != len(wanted):
            return [f"{where}: {len(found)} for {len(wanted)}"]
        pairs = enumerate(zip(found, wanted, strict=True))
        return [
            each for place, (one, other) in pairs for each in differences(one, other, f"{where}[{place}]")
        ]
    if isinstance(wanted, float) and isinstance(found, int | float):
        digits = SINGLE if ".blocks." in where else DIGITS
        alike = math.isclose(found, wanted, rel_tol=digits, abs_tol=digits)
        return [] if alike else [f"{where}: {found} for {wanted}"]
    return [] if found == wanted else [f"{where}: {found!r} for {wanted!r}"]


@pytest.fixture(scope="module")
def vectors() -> dict[str, Any]:
    return dict(json.loads(FILE.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def found(vectors: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    if NODE is None:
        pytest.skip("no node")
    script = Path(__file__).with_name("statistics.mjs")
    return dict(asked_of_node(script, vectors, tmp_path_factory.mktemp("node")))


def test_the_committed_vectors_are_what_python_gives(vectors: dict[str, Any]) -> None:
    assert differences(json.loads(json.dumps(made())), vectors) == []


def test_fans_pairs_and_verdicts_are_those_of_python(vectors: dict[str, Any], found: dict[str, Any]) -> None:
    for answer, told in zip(found["compared"], vectors["compared"], strict=True):
        head = {
            key: each for key, each in told["head"].items() if key not in ("call", "settings", "rest", "full")
        }
        named = {key: told[key] for key in ("blocks", "interval", "p", "holm", "above", "best", "verdict")}
        assert differences(answer, {"head": head, **named}) == []
        counts = {name: math.prod(shape) for name, shape in answer["shapes"].items()}
        assert counts == {name: len(block) for name, block in told["blocks"].items()}


def test_profiles_are_those_of_python(vectors: dict[str, Any], found: dict[str, Any]) -> None:
    for answer, told in zip(found["profiles"], vectors["profiles"], strict=True):
        head = {key: each for key, each in told["head"].items() if key != "call"}
        assert differences(answer, {"head": head, "blocks": told["blocks"]}) == []


def test_outcomes_are_read_off_the_lines_as_python_reads_them(
    vectors: dict[str, Any], found: dict[str, Any]
) -> None:
    told = vectors["read"]
    assert differences(found["read"], {"outcomes": told["outcomes"], "judged": told["judged"]}) == []


def test_the_laws_and_the_numbers_of_chance_are_those_of_python(
    vectors: dict[str, Any], found: dict[str, Any]
) -> None:
    wanted = {name: vectors["laws"][name] for name in ("below", "quantiles", "student")}
    assert differences(found["laws"], wanted) == []
    for tail, told in zip(found["laws"]["below"], vectors["laws"]["below"], strict=True):
        assert math.isclose(tail, told, rel_tol=1e-13)  # of small ones, too
    for answer, told in zip(found["chance"], vectors["chance"], strict=True):
        assert differences(answer, {name: told[name] for name in ("integers", "signs", "exponentials")}) == []


def test_the_vectors_hold_every_sort_of_verdict(vectors: dict[str, Any]) -> None:
    verdicts = [each["verdict"] for each in vectors["compared"]]
    assert any(each["below"] for each in verdicts)
    assert any(each["too_small"] for each in verdicts)
    assert any(each["not_separable"] for each in verdicts)
    leads = [
        cell["leads"] for each in vectors["profiles"] for row in each["head"]["rows"] for cell in row["cells"]
    ]
    assert len(set(leads)) == 2
