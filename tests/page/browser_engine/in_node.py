"""The page's modules in Node: a script in the folder of the test, over a copy that Node takes for modules."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from simul_agir.page import server

STATIC = Path(server.__file__).with_name("static") / "js"
NODE = shutil.which("node")


def asked_of_node(script: Path, told: Any, folder: Path) -> Any:
    """What a script answers to `told`: it reads the name of a JSON file, and writes JSON."""
    shutil.copytree(STATIC, folder / "js", dirs_exist_ok=True)
    (folder / "package.json").write_text('{"type": "module"}')
    for each in (*script.parent.glob("*.mjs"), *script.parent.glob("*.js")):
        shutil.copy(each, folder / each.name)
    (folder / "told.json").write_text(json.dumps(told))
    assert NODE
    found = subprocess.run(
        [NODE, str(folder / script.name), str(folder / "told.json")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stderr
    return json.loads(found.stdout)
