"""Verifying tells a dossier that holds its answer from one that was altered, and opens nothing that it names."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from simul_agir import compare
from simul_agir.locale import LocalisedError
from simul_agir.report.dossier import DossierError, dossier_of, verified
from simul_agir.report.dossier.block import CLOSING, OPENING, block, read_block
from simul_agir.report.dossier.page import render
from simul_agir.report.dossier.verifying import differences
from simul_agir.scenario import Scenario
from simul_agir.study import Comparison
from simul_agir.study.exploring import moved


@pytest.fixture(scope="module")
def answer() -> Comparison:
    return compare(Scenario.load("classroom"), ("none", "residents"), runs=6, seed=1, jobs=1)


@pytest.fixture(scope="module")
def page(answer: Comparison) -> str:
    return dossier_of(answer, "fr", jobs=1)


def altered(page: str, change: Any) -> bytes:
    """The page of the record as `change` leaves it."""
    record = read_block(page.encode())
    change(record)
    return render(record).encode()


def test_an_untouched_dossier_is_identical(page: str) -> None:
    assert verified(page.encode(), jobs=1).what == "identical"


@pytest.mark.parametrize(("old", "new"), [("Limites", "Limitess"), ("</main>", "<p>Bravo</p></main>")])
def test_one_more_sign_of_the_page_is_a_difference(page: str, old: str, new: str) -> None:
    assert verified(page.replace(old, new, 1).encode(), jobs=1).what == "different"


def test_a_last_digit_is_within_tolerance(page: str) -> None:
    def change(record: Any) -> None:
        record["answer"]["arms"][0]["ladder"]["mean"] += 1e-6

    assert verified(altered(page, change), jobs=1).what == "within"


def test_a_last_digit_in_the_block_alone_is_a_difference(page: str) -> None:
    record = read_block(page.encode())
    before = str(block(record))
    record["answer"]["arms"][0]["ladder"]["mean"] += 0.5
    assert verified(page.replace(before, str(block(record))).encode(), jobs=1).what == "different"


def test_another_version_is_told_without_any_work(page: str) -> None:
    found = verified(altered(page, lambda record: record.update(version="9.9\x1b[2J")))
    assert (found.what, found.made_by) == ("other_version", "9.9?2J") or found.made_by.startswith("9.9?")


@pytest.mark.parametrize(
    "change",
    [
        lambda record: record["asked"].update(runs=10**9),
        lambda record: record["asked"].update(runs=True),
        lambda record: record["asked"].update(path="/etc/passwd"),
        lambda record: record["asked"].update(lang="de"),
        lambda record: record["asked"].update(months=0),
        lambda record: record["asked"].pop("seed"),
        lambda record: record.update(made="yesterday"),
        lambda record: record.update(provenance={"python": "<b>"}),
        lambda record: record.update(provenance=[]),
    ],
)
def test_a_faulty_request_is_refused(page: str, change: Any) -> None:
    record = read_block(page.encode())
    change(record)
    content = f"{OPENING}{block(record)}{CLOSING}".encode()
    with pytest.raises(DossierError) as told:
        verified(content, jobs=1)
    assert told.value.key == "damaged"


@pytest.mark.parametrize("name", ["../../etc", "/etc/passwd", "classroom/../classroom"])
def test_no_path_that_a_file_names_is_opened(
    page: str, name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened: list[str] = []
    real = Path.open

    def watched(self: Path, *arguments: Any, **named: Any) -> Any:
        opened.append(str(self))
        return real(self, *arguments, **named)

    monkeypatch.setattr(Path, "open", watched)
    monkeypatch.chdir(tmp_path)
    record = read_block(page.encode())
    record["asked"]["source"].update(shipped=name, name=name)
    with pytest.raises(DossierError) as told:
        verified(f"{OPENING}{block(record)}{CLOSING}".encode(), jobs=1)
    assert told.value.key == "needs_scenario"
    assert not [path for path in opened if "etc" in path or path.startswith(name)]


def test_ones_own_scenario_has_to_be_given(answer: Comparison) -> None:
    own = replace(answer.scenario, name="my-town", months=12)
    page = dossier_of(compare(own, ("none", "residents"), runs=3, seed=1, jobs=1), "en", jobs=1).encode()
    with pytest.raises(DossierError) as told:
        verified(page, jobs=1)
    assert told.value.key == "needs_scenario"
    assert verified(page, own, jobs=1).what == "identical"
    other = verified(page, replace(own, effort=own.effort * 2), jobs=1)
    assert other.what == "different"


def test_places_that_differ_are_named() -> None:
    assert differences({"a": [1, 2.0], "b": "1,23 x"}, {"a": [1, 2.5], "b": "1,24 x"}) == ["a[1]"]
    assert differences({"a": True}, {"a": 1}) == ["a"]
    assert differences({"a": "12 lives"}, {"a": "13 lives"}) == ["a"]
    assert differences(json.loads('{"x": 1}'), {}) == ["x"]


def test_sliders_of_the_page_are_part_of_the_request(answer: Comparison) -> None:
    base, settings = answer.scenario, {"effort": 0.6}
    found = compare(moved(base, settings), ("none", "residents"), runs=3, seed=1, jobs=1)
    page = dossier_of(found, "fr", jobs=1, base=base, settings=settings).encode()
    assert verified(page, jobs=1).what == "identical"
    assert read_block(page)["asked"]["source"]["shipped"] == "classroom"
    other = altered(page.decode(), lambda record: record["asked"]["settings"].update(effort=0.7))
    assert verified(other, jobs=1).what == "different"
    outside = altered(page.decode(), lambda record: record["asked"]["settings"].update(effort=1e9))
    with pytest.raises(LocalisedError):
        verified(outside, jobs=1)


def test_what_the_room_said_is_told_as_it_was_counted(answer: Comparison) -> None:
    told = {
        "votes": [{"choice": "residents", "votes": 4}, {"choice": "none_stands_out", "votes": 2}],
        "answers": {"before": {"alone": [1, 0, 2, 0, 3]}},
    }
    text = dossier_of(answer, "en", jobs=1, room=told)
    assert "None stands out" in text
    assert "3.7 (6)" in text  # (1 + 3 x 2 + 5 x 3) / 6
    assert verified(text.encode(), jobs=1).what == "identical"
    with pytest.raises(ValueError, match="votes"):
        dossier_of(answer, "en", jobs=1, room={"votes": [{"choice": "residents", "votes": -1}]})
