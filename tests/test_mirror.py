"""The tests mirror the source: the tests of `package/module.py` stand in `tests/package/test_module.py`."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "simul_agir"
LEAST_SHARE = 0.97


def test_nearly_every_module_has_a_test_file_of_its_name() -> None:
    modules = [
        path.relative_to(PACKAGE)
        for path in PACKAGE.rglob("*.py")
        if path.stem not in ("__init__", "__main__")
    ]
    missing = sorted(
        path.as_posix()
        for path in modules
        if not (ROOT / "tests" / path.parent / f"test_{path.stem}.py").exists()
    )
    assert len(missing) <= (1 - LEAST_SHARE) * len(modules), "\n".join(missing)


def test_no_test_file_is_without_a_test() -> None:
    empty = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "tests").rglob("test_*.py")
        if "def test_" not in path.read_text(encoding="utf-8")
    ]
    assert empty == []
