"""The rules as LLVM bitcode that ships with the package: written by Numba, not yet compiled for any processor.

Numba spends two thirds of a first compilation on typing the rules and writing them for LLVM; the result is the same on
all machines of a kind. It is stored in `data/`, one file per kind of table, each with the parts that two processes
compile (build.py). If it fits, a new machine only optimises it and generates machine code. If it does not fit, is missing
or is damaged, the rules are compiled from the start.

After a change of a rule, make the files again; `--check` tells whether they are current:

    python -m benchmarks.ship
    python -m benchmarks.ship --check
"""

import ast
import ctypes
import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any, Final

from simul_agir.engine.native import cache as code_cache
from simul_agir.engine.native import profile_guided
from simul_agir.engine.native.hashes import SHA256

FOLDER: Final = Path(__file__).parent / "data"
FILES: Final = {table: Path(name).with_suffix(".bc.xz").name for table, name in code_cache.FILES.items()}
_DOCUMENTED: Final = ast.Module | ast.ClassDef | ast.FunctionDef  # nodes that may begin with a docstring


def parts(table: int) -> list[bytes]:
    """LLVM bitcode of each part of the rules, as shipped; empty if it does not fit this machine and these rules."""
    file = FOLDER / FILES[table]
    told, found = read(file) if is_ours(file) else ({}, [])
    return found if found and fits(told) else []


def is_ours(file: Path) -> bool:
    """Whether a file has the hash that the package's own code lists. No other file is compiled and run."""
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest() == SHA256.get(file.name)
    except OSError:
        return False


def read(file: Path) -> tuple[dict[str, Any], list[bytes]]:
    """Facts about the parts in a file, and the parts; both empty if there is no complete file."""
    with suppress(ImportError, OSError, EOFError):  # some Pythons are built without lzma
        import lzma

        with suppress(lzma.LZMAError):
            return code_cache.unpack(lzma.decompress(file.read_bytes())) or ({}, [])
    return {}, []


def fits(told: dict[str, Any]) -> bool:
    """Whether code with these facts is the code of these rules on this machine, and no option asks for another.

    LLVM reads bitcode of older versions. If a processor is named or an option is set, the rules are compiled.
    """
    here = made_from()
    llvm_read = here.pop("llvm") >= told.get("llvm", [sys.maxsize])
    alike = all(told.get(name) == value for name, value in here.items())
    return llvm_read and alike and not any(name in os.environ for name in code_cache.SETTINGS)


def made_from() -> dict[str, Any]:
    """What the code depends on: the rules, the version of LLVM, the kind of machine and its data layout."""
    from llvmlite import binding as llvm

    llvm.initialize_native_target()
    triple = llvm.get_process_triple()
    layout = str(llvm.Target.from_triple(triple).create_target_machine().target_data)
    return {"rules": digest(), "llvm": list(llvm.llvm_version_info), "triple": triple, "layout": layout}


def digest() -> str:
    """A hash of all modules of `model` and `engine` that ignores comments, docstrings and layout; the same in all Python
    versions.
    """
    whole = hashlib.sha256()
    for name, file in code_cache.sources():
        whole.update(f"{name}:{_meaning(ast.parse(file.read_bytes()))}\n".encode())
    return whole.hexdigest()


def _meaning(node: Any) -> str:
    """A syntax tree as text. Empty fields are left out, because Python versions differ in them."""
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
    """Bitcode of an LLVM module, simplified in ways that hold on any processor, without names and unused code."""
    from llvmlite import binding as llvm
    from llvmlite.binding import newpassmanagers as passes

    target = llvm.Target.from_triple(whole.triple).create_target_machine()  # for no particular processor
    builder = passes.create_pass_builder(target, passes.create_pipeline_tuning_options())
    manager = passes.create_new_module_pass_manager()
    manager.add_global_dead_code_eliminate_pass()
    manager.add_sroa_pass()
    manager.add_instruction_combine_pass()
    manager.add_simplify_cfg_pass()
    manager.add_global_dead_code_eliminate_pass()  # again: addresses of Python objects that are no longer used
    manager.add_strip_symbols_pass()
    manager.add_strip_dead_prototype_pass()
    manager.run(whole, builder)
    return bytes(whole.as_bitcode())


def make(lives: Callable[[], None], folder: Path = FOLDER) -> None:
    """Write the files. `lives`: a function that runs months while the branches of the usual rules are counted; this
    process must not have run any month before.
    """
    import lzma

    folder.mkdir(exist_ok=True)
    made = written(FILES)
    for place, (table, file) in enumerate(FILES.items()):
        first = place * code_cache.MOST_PARTS
        parts = made[first : first + code_cache.MOST_PARTS]
        packed = code_cache.pack(
            _weighed(parts, lives) if table == code_cache.USUAL else parts, **made_from()
        )
        (folder / file).write_bytes(lzma.compress(packed, preset=6 | lzma.PRESET_EXTREME))
    if folder == FOLDER:
        note_hashes()


def note_hashes() -> None:
    """Write the hashes of the shipped files into the package's code."""
    head, _, rest = code_cache.HASHES.read_text(encoding="utf-8").partition("SHA256 = {")
    found = {file: hashlib.sha256((FOLDER / file).read_bytes()).hexdigest() for file in FILES.values()}
    lines = "".join(f'    "{file}": "{digest}",\n' for file, digest in found.items())
    _, _, tail = rest.partition("}\n")
    code_cache.HASHES.write_text(f"{head}SHA256 = {{\n{lines}}}\n{tail}", encoding="utf-8")
    SHA256.clear()
    SHA256.update(found)


def written(tables: Iterable[int]) -> list[bytes]:
    """Every part of the rules for some tables, each from a process of its own, without Numba settings."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NUMBA_")}
    code = "import sys; sys.path[:] = {!r}; from simul_agir.engine.native.build import main; main({}, {}, {}, to_ship=True)"
    commands = [
        [sys.executable, "-c", code.format(sys.path, table, part, code_cache.MOST_PARTS)]
        for table, part in product(tables, range(code_cache.MOST_PARTS))
    ]
    run: Callable[..., Any] = partial(subprocess.run, env=environment, check=True, stdout=subprocess.PIPE)
    with ThreadPoolExecutor(code_cache.parts_here()) as workers:
        return [bytes(each.stdout) for each in workers.map(run, commands)]


def _weighed(parts: list[bytes], lives: Callable[[], None]) -> list[bytes]:
    """The parts, with branch frequencies counted while months run."""
    from llvmlite import binding as llvm

    from simul_agir.engine.native.build import finish

    texts = [str(llvm.parse_bitcode(part)) for part in parts]
    names = [f"counts.{part}" for part in range(len(parts))]
    instrumented = [profile_guided.counted(text, name) for text, name in zip(texts, names, strict=True)]
    objects = [finish([bytes(llvm.parse_assembly(text).as_bitcode())]) for text in instrumented]
    places = code_cache.use(objects, names)
    lives()
    counts = []
    for text, name in zip(texts, names, strict=True):
        number = sum(1 for _ in profile_guided.sites(text))
        table = (ctypes.c_int64 * (2 * number)).from_address(places[name])
        counts.append(list(zip(table[::2], table[1::2], strict=True)))
    told = profile_guided.weighed(texts, counts)
    return [bytes(llvm.parse_assembly(each).as_bitcode()) for each in told]


def stale() -> list[str]:
    """The files that are incomplete or were not made from the present rules."""
    now = digest()
    return [
        file
        for file in FILES.values()
        if not is_ours(FOLDER / file) or read(FOLDER / file)[0].get("rules") != now
    ]
