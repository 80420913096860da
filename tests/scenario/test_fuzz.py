"""Whatever stands in a folder, reading it gives a scenario or a ScenarioError."""

import shutil
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simul_agir.scenario import Scenario, new
from simul_agir.scenario.landscape import ATTRIBUTES
from simul_agir.scenario.toml.schema import Document

from .folders import outcome

FEW = settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

scalars = st.one_of(
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.just(10**400),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(["housing", "lead", "none", "CN06202I", "association"]),
    st.dates(),
)
keys = st.one_of(
    st.text(max_size=6),
    st.sampled_from(
        [
            *Document.model_fields,
            "diagnosis",
            "start",
            "months",
            "mean",
            "housing",
            "association",
            *ATTRIBUTES,
        ]
    ),
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=12,
)


def written(value: object) -> str:
    """A value in TOML."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, list):
        return "[" + ", ".join(written(each) for each in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{quoted(name)} = {written(each)}" for name, each in value.items()) + "}"
    return str(value)


def quoted(text: str) -> str:
    escaped = "".join(
        sign if sign.isascii() and sign.isprintable() and sign not in '"\\' else f"\\U{ord(sign):08x}"
        for sign in text
        if not 0xD800 <= ord(sign) <= 0xDFFF
    )
    return f'"{escaped}"'


def attempt(folder: Path) -> None:
    """Reads; every fault must have its two texts."""
    for fault in outcome(lambda: Scenario.load(folder)):
        assert fault.file
        assert fault.text("en") != fault.text("fr")
        assert fault.text("en").isprintable()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "fuzzed"


def renewed(folder: Path) -> Path:
    """The folder with the starter scenario in it, and nothing else."""
    shutil.rmtree(folder, ignore_errors=True)
    new.write(folder)
    return folder


@FEW
@given(content=st.dictionaries(keys, values, max_size=5))
def test_any_toml_is_read_or_refused(folder: Path, content: dict[str, object]) -> None:
    text = "\n".join(f"{quoted(name)} = {written(value)}" for name, value in content.items())
    tomllib.loads(text)
    (renewed(folder) / "scenario.toml").write_text(text, encoding="utf-8")
    attempt(folder)


@FEW
@given(name=st.sampled_from(["scenario.toml", "actors.csv", "ties.csv"]), content=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(folder: Path, name: str, content: bytes) -> None:
    (renewed(folder) / name).write_bytes(content)
    attempt(folder)


@FEW
@given(name=st.sampled_from(["scenario.toml", "actors.csv", "ties.csv"]), data=st.data())
def test_any_small_damage_is_read_or_refused(folder: Path, name: str, data: st.DataObject) -> None:
    whole = (renewed(folder) / name).read_bytes()
    start = data.draw(st.integers(0, len(whole)))
    length = data.draw(st.integers(0, 12))
    patch = data.draw(
        st.binary(max_size=6) | st.sampled_from([b'"', b";", b",", b"[", b"=", b"nan", b"1e999", b"\n"])
    )
    (folder / name).write_bytes(whole[:start] + patch + whole[start + length :])
    attempt(folder)


@FEW
@given(suffix=st.sampled_from([".xlsx", ".ods", ".graphml", ".gexf"]), content=st.binary(max_size=200))
def test_any_bytes_in_other_formats_are_read_or_refused(folder: Path, suffix: str, content: bytes) -> None:
    (renewed(folder) / "actors.csv").unlink()
    (folder / f"actors{suffix}").write_bytes(content)
    attempt(folder)


@FEW
@given(source=st.text(max_size=40))
def test_any_text_names_a_scenario_or_is_refused(source: str) -> None:
    assert all(fault.allowed for fault in outcome(lambda: Scenario.load(source)))


@FEW
@given(
    fields=st.dictionaries(st.sampled_from(list(Document.model_fields)), values, max_size=4),
    seed=scalars,
    code=scalars,
)
def test_any_fields_for_a_contract_are_taken_or_refused(
    fields: dict[str, object], seed: object, code: object
) -> None:
    fields.pop("contract", None)
    for each in ("CN04801N", code):
        faults = outcome(lambda each=each: Scenario.from_contract(each, seed, **fields))  # type: ignore[misc]
        assert all(fault.allowed for fault in faults)
