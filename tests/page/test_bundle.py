"""The page's modules as one script: in order, once each, the same bytes each time; unknown forms are refused."""

import shutil
import subprocess
from pathlib import Path

import pytest

from simul_agir.page.bundle import BundleError, bundled
from simul_agir.page.portable import ENTRY

NODE = shutil.which("node")


def written(folder: Path, **modules: str) -> Path:
    """The modules in files; the first is where one begins."""
    for name, text in modules.items():
        (folder / f"{name}.js").write_text(text, encoding="utf-8")
    return folder / f"{next(iter(modules))}.js"


def ran(script: str) -> str:
    assert NODE
    return subprocess.run([NODE, "-e", script], capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.skipif(NODE is None, reason="no node")
def test_modules_run_as_one_script_and_each_once(tmp_path: Path) -> None:
    entry = written(
        tmp_path,
        a="import { two as deux } from './b.js';\nimport { three } from './c.js';\nconsole.log(deux(), three);\n",
        b="import { three } from './c.js';\nexport function two() {\n  return three - 1;\n}\n",
        c="console.log('c');\nconst three = 3;\nexport { three };\n",
    )
    assert ran(bundled(entry)) == "c\n2 3"


@pytest.mark.skipif(NODE is None, reason="no node")
def test_modules_that_need_one_another_become_one(tmp_path: Path) -> None:
    entry = written(
        tmp_path,
        a="import { even } from './b.js';\nconsole.log(even(6));\n",
        b="import { odd } from './c.js';\nexport function even(n) {\n  return n === 0 || odd(n - 1);\n}\n",
        c="import { even } from './b.js';\nexport function odd(n) {\n  return n !== 0 && even(n - 1);\n}\n",
    )
    assert ran(bundled(entry)) == "true"


@pytest.mark.parametrize(
    ("modules", "says"),
    [
        ({"a": "export default 3;\n"}, "this form is not known here"),
        ({"a": "import * as b from './b.js';\n", "b": ""}, "this form is not known here"),
        ({"a": "import b from './b.js';\n", "b": ""}, "this form is not known here"),
        ({"a": "export let n = 1;\n"}, "this form is not known here"),
        ({"a": "const n = 1;\nexport { n as m };\n"}, "under another name"),
        ({"a": "import { b } from './b.js';\n"}, "b.js"),
        (
            {
                "a": "import { b } from './b.js';\nexport function a() {}\nfunction own() {}\n",
                "b": "import { a } from './a.js';\nexport function b() {}\nfunction own() {}\n",
            },
            "own stands twice",
        ),
    ],
)
def test_a_form_that_is_not_known_is_refused(tmp_path: Path, modules: dict[str, str], says: str) -> None:
    with pytest.raises(BundleError, match=says):
        bundled(written(tmp_path, **modules))


def test_the_page_itself_gives_the_same_bytes_each_time_and_ends_no_element() -> None:
    first = bundled(ENTRY)
    assert first == bundled(ENTRY)
    assert "\nimport " not in first
    assert "\nexport " not in first
    assert "</script" not in first
