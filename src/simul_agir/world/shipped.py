"""The rules as they come with the package: written down for LLVM by Numba, and not yet made for any processor.

Typing the rules and writing them down takes Numba two thirds of the time of a first compilation, and gives the same on every
machine of a kind. What it gives lies in `data/`, one file for each kind of table, each with the parts that two processes
make machine code of (compiler.py). Where it fits, a new machine need only optimise it and make it machine code, as it does
with what it has written down itself. Where it does not, or where it is missing or damaged, the rules are compiled.

Whoever changes a rule makes the files again, or asks whether they are current:

    python -m simul_agir.world.shipped
    python -m simul_agir.world.shipped --check
"""

import argparse
import ast
import hashlib
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any, Final

from simul_agir.world import machine

FOLDER: Final = Path(__file__).parent / "data"
FILES: Final = {table: Path(name).with_suffix(".bc.xz").name for table, name in machine.FILES.items()}
_DOCUMENTED: Final = ast.Module | ast.ClassDef | ast.FunctionDef  # what may begin with a docstring


def parts(table: int) -> list[bytes]:
    """LLVM's bitcode of each part of the rules, as shipped; none where it does not fit this machine and these rules."""
    told, found = read(FOLDER / FILES[table])
    return found if found and fits(told) else []


def read(file: Path) -> tuple[dict[str, Any], list[bytes]]:
    """What the parts in a file were made from, and the parts; none of either where there is no file that is whole."""
    with suppress(ImportError, OSError, EOFError):  # some Pythons are built without lzma
        import lzma

        with suppress(lzma.LZMAError):
            return machine.unpack(lzma.decompress(file.read_bytes())) or ({}, [])
    return {}, []


def fits(told: dict[str, Any]) -> bool:
    """Whether code made from that is the code of these rules on this machine, and nobody asked for another.

    LLVM reads what older versions of it have written. Where a processor is named or an option set, the rules are compiled.
    """
    here = made_from()
    llvm_read = here.pop("llvm") >= told.get("llvm", [sys.maxsize])
    alike = all(told.get(name) == value for name, value in here.items())
    return llvm_read and alike and not any(name in os.environ for name in machine.SETTINGS)


def made_from() -> dict[str, Any]:
    """What the code hangs on: the rules, the version of LLVM, the kind of machine and how it lays out data."""
    from llvmlite import binding as llvm

    llvm.initialize_native_target()
    triple = llvm.get_process_triple()
    layout = str(llvm.Target.from_triple(triple).create_target_machine().target_data)
    return {"rules": digest(), "llvm": list(llvm.llvm_version_info), "triple": triple, "layout": layout}


def digest() -> str:
    """Changes with anything in the modules of this package but comments, docstrings and layout; alike for all Pythons."""
    whole = hashlib.sha256()
    for file in sorted(Path(__file__).parent.glob("*.py")):
        whole.update(f"{file.stem}:{_meaning(ast.parse(file.read_bytes()))}\n".encode())
    return whole.hexdigest()


def _meaning(node: Any) -> str:
    """A syntax tree as text. What is empty is left out: versions of Python differ in which empty fields there are."""
    if isinstance(node, list):
        return f"[{','.join(map(_meaning, node))}]"
    if not isinstance(node, ast.AST):
        return repr(node)
    inside = {name: getattr(node, name, None) for name in node._fields}
    if isinstance(node, _DOCUMENTED) and ast.get_docstring(node, clean=False) is not None:
        inside["body"] = node.body[1:]
    told = (f"{name}={_meaning(value)}" for name, value in inside.items() if value not in (None, []))
    return f"{type(node).__name__}({','.join(told)})"


def shrunk(whole: Any) -> bytes:
    """Bitcode of a module of LLVM's, simplified as far as holds on any processor, without names and unused code."""
    from llvmlite import binding as llvm
    from llvmlite.binding import newpassmanagers as passes

    target = llvm.Target.from_triple(whole.triple).create_target_machine()  # of no processor in particular
    builder = passes.create_pass_builder(target, passes.create_pipeline_tuning_options())
    manager = passes.create_new_module_pass_manager()
    manager.add_global_dead_code_eliminate_pass()
    manager.add_sroa_pass()
    manager.add_instruction_combine_pass()
    manager.add_simplify_cfg_pass()
    manager.add_global_dead_code_eliminate_pass()  # once more: addresses of Python's objects, which nothing uses now
    manager.add_strip_symbols_pass()
    manager.add_strip_dead_prototype_pass()
    manager.run(whole, builder)
    return bytes(whole.as_bitcode())


def make(folder: Path = FOLDER) -> None:
    """Write the files: every part by a process of its own, with none of Numba's settings."""
    import lzma

    folder.mkdir(exist_ok=True)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NUMBA_")}
    code = "import sys; sys.path[:] = {!r}; from simul_agir.world.compiler import main; main({}, {}, {}, to_ship=True)"
    commands = [
        [sys.executable, "-c", code.format(sys.path, table, part, machine.MOST_PARTS)]
        for table, part in product(FILES, range(machine.MOST_PARTS))
    ]
    run = partial(subprocess.run, env=environment, check=True, stdout=subprocess.PIPE)
    with ThreadPoolExecutor(machine.parts_here()) as workers:
        made = [each.stdout for each in workers.map(run, commands)]
    for place, file in enumerate(FILES.values()):
        first = place * machine.MOST_PARTS
        packed = machine.pack(made[first : first + machine.MOST_PARTS], **made_from())
        (folder / file).write_bytes(lzma.compress(packed, preset=6 | lzma.PRESET_EXTREME))


def stale() -> list[str]:
    """The files that are not made from the rules as they are, or are not whole."""
    now = digest()
    return [file for file in FILES.values() if read(FOLDER / file)[0].get("rules") != now]


def main(arguments: list[str] | None = None) -> int:
    """Make the files, or tell which are stale."""
    wish = argparse.ArgumentParser(prog="python -m simul_agir.world.shipped", description=__doc__)
    wish.add_argument("--check", action="store_true", help="only tell whether the files are current")
    if not wish.parse_args(arguments).check:
        make()
    found = stale()
    for file in found:
        print(f"{file} is not of these rules: run {wish.prog}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
