"""The rules as WebAssembly: the shipped bitcode, compiled for browsers by LLVM and linked by `wasm-ld`.

The module imports only a memory: rules allocate nothing, and bring their own arithmetic (engine/arithmetic.py). Vectors
of eight are computed two doubles at a time (simd128), in the same order of sums as everywhere else.

`python -m benchmarks.ship` makes the files and needs `wasm-ld`; reading them needs neither that nor a compiler.
"""

import gzip
import hashlib
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from simul_agir.engine.native import bitcode, lane_masks
from simul_agir.engine.native import cache as code_cache
from simul_agir.engine.native.hashes import WEBASSEMBLY

FILES: Final = {table: Path(name).with_suffix(".wasm.gz").name for table, name in code_cache.FILES.items()}
TRIPLE: Final = "wasm32-unknown-unknown"
SCALAR: Final = "+bulk-memory,+nontrapping-fptoint,+sign-ext"
VECTORS: Final = f"{SCALAR},+simd128"
_STACK: Final = (
    1 << 20
)  # bytes; the stack comes first in memory, so that an overflow traps and overwrites nothing
_NATIVE: Final = re.compile(r'"(?:target-cpu|target-features|tune-cpu)"="[^"]*"')
_LAYOUT: Final = re.compile(r"^target datalayout = .*$", re.MULTILINE)
_TARGET: Final = re.compile(r"^target triple = .*$", re.MULTILINE)


class LinkError(Exception):
    """`wasm-ld` is missing or failed; the message says why."""


class StaleError(Exception):
    """The shipped WebAssembly is incomplete, or belongs to other rules than the installed ones."""


def shipped(table: int) -> bytes:
    """The rules as WebAssembly, for the territories of a table (`handles.table_of`). Raises StaleError."""
    if FILES[table] in stale():
        raise StaleError(
            f"{FILES[table]} is not of the rules that are installed: run python -m benchmarks.ship"
        )
    return gzip.decompress((bitcode.FOLDER / FILES[table]).read_bytes())


def stale() -> list[str]:
    """The files that are incomplete or were not made from bitcode of the present rules."""
    old = bitcode.stale()
    return [file for table, file in FILES.items() if bitcode.FILES[table] in old or not _is_of(table, file)]


def _is_of(table: int, file: str) -> bool:
    """Whether a file has its listed hash and was made from the shipped bitcode."""
    noted = WEBASSEMBLY.get(file, {})
    return noted.get("sha256") == _hash_of(file) and noted.get("made_from") == _hash_of(bitcode.FILES[table])


def _hash_of(file: str) -> str:
    """SHA-256 of a file of `data/`; empty if there is none."""
    try:
        return hashlib.sha256((bitcode.FOLDER / file).read_bytes()).hexdigest()
    except OSError:
        return ""


def make() -> None:
    """Write the files from the shipped bitcode, and record what they were made from and with. Raises LinkError."""
    for table, file in FILES.items():
        _, parts = bitcode.read(bitcode.FOLDER / bitcode.FILES[table])
        (bitcode.FOLDER / file).write_bytes(gzip.compress(linked(parts), 9, mtime=0))
    head, _, _ = code_cache.HASHES.read_text(encoding="utf-8").partition("WEBASSEMBLY = {")
    found = {
        file: {"sha256": _hash_of(file), "made_from": _hash_of(bitcode.FILES[table]), **made_with()}
        for table, file in FILES.items()
    }
    lines = "".join(
        f'    "{file}": {{\n'
        + "".join(f'        "{name}": "{each}",\n' for name, each in noted.items())
        + "    },\n"
        for file, noted in found.items()
    )
    code_cache.HASHES.write_text(f"{head}WEBASSEMBLY = {{\n{lines}}}\n", encoding="utf-8")
    WEBASSEMBLY.clear()
    WEBASSEMBLY.update(found)


def made_with() -> dict[str, str]:
    """The versions of the tools that make WebAssembly here. Raises LinkError."""
    import llvmlite

    told = subprocess.run([_linker(), "--version"], capture_output=True, text=True, check=False)
    return {"llvmlite": llvmlite.__version__, "wasm-ld": told.stdout.strip()}


def _linker() -> str:
    linker = shutil.which("wasm-ld")
    if linker is None:
        raise LinkError("wasm-ld is not installed; Debian has it in the package lld")
    return linker


def together(parts: Iterable[bytes]) -> Any:
    """The shipped parts of the rules in one LLVM module."""
    from llvmlite import binding as llvm

    whole, *others = map(llvm.parse_bitcode, parts)
    for other in others:
        whole.link_in(other)
    return whole


def made_for(whole: Any, triple: str, features: str = "", vectors: bool = False) -> tuple[Any, Any]:
    """A module optimised for another machine, and its code generator. Only the entries can be called."""
    from llvmlite import binding as llvm

    llvm.initialize_all_targets()
    llvm.initialize_all_asmprinters()
    machine = llvm.Target.from_triple(triple).create_target_machine(
        features=features, opt=3, reloc="static", codemodel="default"
    )
    text = _NATIVE.sub("", str(whole))
    text = _LAYOUT.sub(f'target datalayout = "{machine.target_data}"', text)
    module = llvm.parse_assembly(_TARGET.sub(f'target triple = "{triple}"', text))
    for function in module.functions:
        if not function.is_declaration and function.name not in code_cache.ENTRIES:
            function.linkage = "internal"
    module.verify()
    tuning = llvm.create_pipeline_tuning_options(speed_level=3)
    tuning.loop_vectorization = tuning.slp_vectorization = vectors
    passes = llvm.create_pass_builder(machine, tuning)
    passes.getModulePassManager().run(module, passes)
    return module, machine


def called_from_outside(module: Any) -> set[str]:
    """Names of the functions that a module calls but does not contain, except LLVM's own operations."""
    return {
        each.name for each in module.functions if each.is_declaration and not each.name.startswith("llvm.")
    }


def linked(parts: Iterable[bytes], features: str = VECTORS) -> bytes:
    """WebAssembly that imports a memory (`env.memory`) and exports the entries. Raises LinkError."""
    linker = _linker()
    module, machine = made_for(together(parts), TRIPLE, features)
    if features == VECTORS:
        module = lane_masks.spelled_out(module)
    with tempfile.TemporaryDirectory() as folder:
        made, file = Path(folder) / "rules.o", Path(folder) / "rules.wasm"
        made.write_bytes(machine.emit_object(module))
        options = ["--no-entry", "--import-memory", "--stack-first", "-z", f"stack-size={_STACK}"]
        exports = [f"--export={entry}" for entry in code_cache.ENTRIES] + ["--export=__heap_base"]
        command = [linker, *options, "--strip-all", *exports, str(made), "-o", str(file)]
        told = subprocess.run(command, capture_output=True, text=True, check=False)
        if told.returncode != 0:
            raise LinkError(f"wasm-ld failed: {told.stderr.strip()}")
        return file.read_bytes()
