"""The rules as WebAssembly: the bitcode that the package ships, made for browsers by LLVM, linked by `wasm-ld`.

Nothing but a memory is imported: rules allocate nothing, and bring their own arithmetic (engine/arithmetic.py). Processors
differ in what they have at hand to vectorise; browsers get scalar code, which rounds alike.
"""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from simul_agir.engine.native import cache as code_cache

TRIPLE: Final = "wasm32-unknown-unknown"
_FEATURES: Final = "+bulk-memory,+nontrapping-fptoint,+sign-ext"
_STACK: Final = (
    1 << 20
)  # bytes; it comes first in memory, so that one that is too small traps and overwrites nothing
_NATIVE: Final = re.compile(r'"(?:target-cpu|target-features|tune-cpu)"="[^"]*"')
_LAYOUT: Final = re.compile(r"^target datalayout = .*$", re.MULTILINE)
_TARGET: Final = re.compile(r"^target triple = .*$", re.MULTILINE)


class LinkError(Exception):
    """`wasm-ld` is not there, or would not link; the message says why."""


def together(parts: Iterable[bytes]) -> Any:
    """The parts of the rules, as shipped, in one module of LLVM's."""
    from llvmlite import binding as llvm

    whole, *others = map(llvm.parse_bitcode, parts)
    for other in others:
        whole.link_in(other)
    return whole


def made_for(whole: Any, triple: str, features: str = "", vectors: bool = False) -> tuple[Any, Any]:
    """A module made ready for another machine and optimised, and what writes its code. Only the doors can be called."""
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
        if not function.is_declaration and function.name not in code_cache.DOORS:
            function.linkage = "internal"
    module.verify()
    tuning = llvm.create_pipeline_tuning_options(speed_level=3)
    tuning.loop_vectorization = tuning.slp_vectorization = vectors
    passes = llvm.create_pass_builder(machine, tuning)
    passes.getModulePassManager().run(module, passes)
    return module, machine


def called_from_outside(module: Any) -> set[str]:
    """Names of the functions that a module calls and does not hold, but for LLVM's own operations."""
    return {
        each.name for each in module.functions if each.is_declaration and not each.name.startswith("llvm.")
    }


def linked(parts: Iterable[bytes]) -> bytes:
    """WebAssembly that imports a memory (`env.memory`) and exports the doors. Raises LinkError."""
    linker = shutil.which("wasm-ld")
    if linker is None:
        raise LinkError("wasm-ld is not installed; Debian has it in the package lld")
    module, machine = made_for(together(parts), TRIPLE, _FEATURES)
    with tempfile.TemporaryDirectory() as folder:
        made, file = Path(folder) / "rules.o", Path(folder) / "rules.wasm"
        made.write_bytes(machine.emit_object(module))
        options = [
            "--no-entry",
            "--import-memory",
            "--stack-first",
            "-z",
            f"stack-size={_STACK}",
            "--strip-all",
        ]
        exports = [f"--export={door}" for door in code_cache.DOORS] + ["--export=__heap_base"]
        command = [linker, *options, *exports, str(made), "-o", str(file)]
        told = subprocess.run(command, capture_output=True, text=True, check=False)
        if told.returncode != 0:
            raise LinkError(f"wasm-ld failed: {told.stderr.strip()}")
        return file.read_bytes()
