"""Figures do not hang on the user's surroundings, and one that fails takes nothing with it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from simul_agir.report.figures.style import figure_of, new_axes, styled
from simul_agir.report.files.comparison_files import save_figure, write_text
from simul_agir.report.files.folder import FiguresStopped, FigureWarning, write_folder


def figure() -> object:
    return figure_of(new_axes(2.0, 1.0))


def broken() -> object:
    raise RuntimeError("no\nsuch font")


def test_numbers_are_there_before_any_figure_is_drawn(tmp_path: Path) -> None:
    seen: list[list[str]] = []

    def watched() -> object:
        seen.append(sorted(path.name for path in tmp_path.iterdir() if path.name[0] != "."))
        return figure()

    write_folder(
        tmp_path,
        [
            lambda folder: save_figure(watched, folder / "a"),
            lambda folder: write_text(folder / "n.csv", "1\n"),
        ],
    )
    assert seen == [["n.csv"]]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.png", "a.svg", "n.csv"]


def test_one_figure_that_fails_fails_alone(tmp_path: Path) -> None:
    writers = [
        lambda folder, name=name, made=made: save_figure(made, folder / name)
        for name, made in (("bad", broken), ("good", figure))
    ]
    with pytest.warns(FigureWarning) as told:
        write_folder(tmp_path, [*writers, lambda folder: write_text(folder / "n.csv", "1\n")])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["good.png", "good.svg", "n.csv"]
    (warning,) = told
    assert "bad" in warning.message.text("fr")
    assert "no such font" in str(warning.message)


def test_an_interruption_while_figures_are_drawn_leaves_the_numbers(tmp_path: Path) -> None:
    def interrupted() -> object:
        raise KeyboardInterrupt

    with pytest.raises(FiguresStopped):
        write_folder(
            tmp_path,
            [
                lambda folder: write_text(folder / "n.csv", "1\n"),
                lambda folder: save_figure(interrupted, folder / "a"),
            ],
        )
    assert [path.name for path in tmp_path.iterdir()] == ["n.csv"]


def test_a_slide_is_sixteen_to_nine(tmp_path: Path) -> None:
    from simul_agir.report.files import comparison_files as files

    token = files._size.set(files.SLIDE)
    try:
        save_figure(figure, tmp_path / "a")
    finally:
        files._size.reset(token)
    header = (tmp_path / "a.png").read_bytes()[16:24]
    assert (int.from_bytes(header[:4], "big"), int.from_bytes(header[4:], "big")) == (1920, 1080)


def test_nothing_of_a_users_settings_is_left(tmp_path: Path) -> None:
    import matplotlib as mpl

    with mpl.rc_context({"text.usetex": True, "font.size": 40, "axes.grid": True}):
        with styled():
            assert not mpl.rcParams["text.usetex"]
            assert mpl.rcParams["font.size"] == 9.5
            assert not mpl.rcParams["axes.grid"]
        assert mpl.rcParams["text.usetex"]


@pytest.mark.parametrize(
    "backend", ["module://matplotlib_inline.backend_inline", "module://no_such_module", "nonsense"]
)
def test_a_command_does_not_hang_on_the_backend_of_a_notebook(backend: str, tmp_path: Path) -> None:
    (tmp_path / "matplotlibrc").write_text("text.usetex: True\n")
    environment = {**os.environ, "MPLBACKEND": backend, "MATPLOTLIBRC": str(tmp_path)}
    command = [sys.executable, "-m", "simul_agir", "compare", "classroom", "--runs", "1", "--months", "12"]
    done = subprocess.run(
        [*command, "--out", str(tmp_path / "out")],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-500:]
    assert (tmp_path / "out" / "ladder.png").exists()
