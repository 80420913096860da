"""The rules call nothing from outside, multiply and add in two steps, and give the same doubles in a browser's engine."""

import gzip
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from simul_agir.engine.native import bitcode, webassembly
from simul_agir.engine.native import cache as code_cache
from simul_agir.engine.native.hashes import WEBASSEMBLY
from simul_agir.simulation import Batch
from simul_agir.simulation import batch as batches
from territories import scenario

ROOT = Path(__file__).parents[3]
PAGE = 65536
FIRST_FREE = 4 << 20  # beyond the stack and what the code holds
IN_TWO_STEPS = re.compile(r"\b(vfn?m(add|sub)|fn?m(add|sub|la|ls))\w*", re.IGNORECASE)
MAY_REORDER = re.compile(r"\bf(add|sub|mul|div|neg|cmp) (fast|reassoc|contract|nnan|ninf|nsz|arcp|afn)\b")
MACHINES = {
    "x86_64-unknown-linux-gnu": "+avx2,+fma,+avx512f,+avx512dq,+avx512vl",
    "aarch64-unknown-linux-gnu": "+neon",
}


def sections(code: bytes) -> dict[int, bytes]:
    """The sections of a WebAssembly file, by their number."""
    assert code[:8] == b"\0asm\1\0\0\0"
    found, at = {}, 8
    while at < len(code):
        number, length, shift, at = code[at], 0, 0, at + 1
        while True:
            length |= (code[at] & 0x7F) << shift
            shift, at = shift + 7, at + 1
            if code[at - 1] < 0x80:
                break
        found[number], at = code[at : at + length], at + length
    return found


def test_the_webassembly_that_is_shipped_is_of_these_rules() -> None:
    assert webassembly.stale() == []


@pytest.mark.parametrize("table", webassembly.FILES)
def test_the_webassembly_that_is_shipped_imports_a_memory_alone_and_exports_every_door(table: int) -> None:
    found = sections(webassembly.shipped(table))
    assert found[2].startswith(b"\1\3env\6memory\2")  # one import
    for entry in code_cache.ENTRIES:
        assert entry.encode() in found[7]


def test_webassembly_that_is_damaged_or_of_other_bitcode_is_stale_and_not_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for file in bitcode.FOLDER.iterdir():
        shutil.copy(file, tmp_path)
    monkeypatch.setattr(bitcode, "FOLDER", tmp_path)
    usual, other = (tmp_path / file for file in webassembly.FILES.values())
    usual.write_bytes(gzip.compress(gzip.decompress(usual.read_bytes()) + b"\0"))
    assert webassembly.stale() == [usual.name]
    with pytest.raises(webassembly.StaleError, match=r"rules-usual\.wasm\.gz is not of the rules"):
        webassembly.shipped(code_cache.USUAL)
    (tmp_path / bitcode.FILES[2]).write_bytes(b"other bitcode")
    assert webassembly.stale() == [usual.name, other.name]


def test_each_webassembly_says_what_made_it() -> None:
    pinned = re.search(r"^llvmlite==(\S+)$", (ROOT / "constraints.txt").read_text(), re.MULTILINE)
    assert pinned is not None
    for noted in WEBASSEMBLY.values():
        assert noted["llvmlite"] == pinned[1]
        assert "LLD" in noted["wasm-ld"]


@pytest.fixture(scope="module")
def parts() -> list[bytes]:
    """The usual rules as LLVM has them: what is shipped, or, where that is of other rules, made now."""
    return bitcode.parts(code_cache.USUAL) or bitcode.written([code_cache.USUAL])


@pytest.mark.slow
@pytest.mark.parametrize("triple", MACHINES)
def test_on_every_machine_the_rules_call_nothing_and_multiply_and_add_in_two_steps(
    parts: list[bytes], triple: str
) -> None:
    module, machine = webassembly.made_for(
        webassembly.together(parts), triple, MACHINES[triple], vectors=True
    )
    called = webassembly.called_from_outside(module)
    assert called <= {"memcpy", "memmove", "memset"}
    text = str(module)
    assert "llvm.fma" not in text
    assert "llvm.fmuladd" not in text
    assert not MAY_REORDER.search(text)
    code = machine.emit_assembly(module)
    assert code.count("mul") > 1000
    assert not IN_TWO_STEPS.search(code)


@pytest.mark.slow
def test_in_webassembly_the_rules_need_nothing_but_a_memory(parts: list[bytes]) -> None:
    module, _ = webassembly.made_for(webassembly.together(parts), webassembly.TRIPLE)
    assert webassembly.called_from_outside(module) == set()


class Recorded:
    """One call of a door as a browser would make it: a picture of the memory before, and what is to be there after."""

    def __init__(self) -> None:
        self.blobs: list[tuple[int, bytes]] = []
        self.places: dict[int, tuple[int, int]] = {}  # by address: place in the memory, bytes
        self.end = FIRST_FREE

    def put(self, array: np.ndarray[Any, Any]) -> int:
        """A place in the memory for an array, the same one when it is asked for again."""
        address = array.__array_interface__["data"][0]
        if address not in self.places:
            self.places[address] = self.end, array.nbytes
            self.blobs.append((self.end, array.tobytes()))
            self.end += -(-max(array.nbytes, 8) // 64) * 64 + 64
        return self.places[address][0]

    def moved(self, address: int) -> int:
        """Where what lies at an address of this process lies in the memory."""
        for start, (place, length) in self.places.items():
            if start <= address < start + max(1, length):
                return place + address - start
        raise KeyError(address)

    def words(self, entry: str, arguments: tuple[Any, ...], arrays: Iterator[np.ndarray[Any, Any]]) -> int:
        """The words that the door takes; gives back where they stand."""
        for array in arrays:
            self.put(array)
        told: list[int] = []
        kinds = code_cache.kinds(entry, np.ndim(arguments[0]))
        for place, (value, (kind, ndim)) in enumerate(zip(arguments, kinds, strict=True)):
            if ndim:
                array = value
                if place == 0:
                    array = value.copy()
                    flat = array.reshape(-1, array.shape[-1]) if array.ndim == 3 else array.reshape(-1, 4)
                    flat[:, 0] = [self.moved(int(address)) for address in flat[:, 0]]
                told += [self.put(array), *array.shape]
            else:
                told.append(int(np.float64(value).view(np.int64)) if kind == "f8" else int(value))
        return self.put(np.array(told, np.int64))


@pytest.mark.slow
@pytest.mark.parametrize("features", [webassembly.VECTORS, webassembly.SCALAR])
@pytest.mark.skipif(not shutil.which("wasm-ld") or not shutil.which("node"), reason="no wasm-ld or no node")
def test_in_webassembly_every_double_is_the_native_one(
    parts: list[bytes], features: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, calls = batches.live, []

    def recording(*arguments: Any) -> None:
        call = Recorded()
        world = batch._handle[1]
        words = call.words("live", arguments, iter(world))
        image = bytearray(call.end - FIRST_FREE)
        for place, content in call.blobs:
            image[place - FIRST_FREE : place - FIRST_FREE + len(content)] = content
        file = tmp_path / f"{len(calls)}.before"
        file.write_bytes(image)
        real(*arguments)
        written = [array for array in (*world, *arguments[3:4], *arguments[11:13]) if array.nbytes]
        after = [(call.put(array), array.nbytes) for array in written]
        whole = b"".join(array.tobytes() for array in written)
        (tmp_path / f"{len(calls)}.after").write_bytes(whole)
        calls.append({"words": words, "base": FIRST_FREE, "pages": call.end // PAGE + 1, "after": after})

    monkeypatch.setattr(batches, "live", recording)
    for stance in ("none", "residents", "conditional_aid", "resilience", "diagnosed"):
        batch = Batch.begin(scenario(actors=19, domains=8, months=16, warm_up=4), stance, 3, seed=5)
        batch.run_until(16)
    (tmp_path / "rules.wasm").write_bytes(webassembly.linked(parts, features))
    (tmp_path / "calls.json").write_text(json.dumps(calls))
    script = Path(__file__).with_name("run_in_node.mjs")
    told = subprocess.run(["node", str(script), str(tmp_path)], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    answer = json.loads(told.stdout)
    assert answer["compared"] > 10_000
    assert answer["different"] == 0
    assert answer["imports"] == ["env.memory"]
