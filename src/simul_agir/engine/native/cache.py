"""The machine code of the rules: built by other processes, cached in one file, loaded without the compiler.

The file is in a folder named by a fingerprint of every rule, the versions and the processor: any change gives another
file, so code is never stale. It is written under a temporary name and renamed, so that it is complete or absent.
Processes that find none take turns; the second one finds what the first has built.
"""

import atexit
import ctypes
import hashlib
import json
import os
import platform
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any, Final

from simul_agir.engine.native import trusted
from simul_agir.processors import processors

locks: Any
try:
    import fcntl as locks
except ImportError:  # on Windows
    locks = None

RULES: Final = "simul_agir.model.schedule"  # the module whose entries Python calls in the machine code
PARTS: Final = ("engine", "model")  # parts of the package that the machine code is made from
# Type of each parameter of an entry, in order: integers, doubles, and C-contiguous arrays. The first is the
# table of a batch, with three dimensions for territories with the usual number of domains, two for others. The rules are
# compiled for each kind at its first use, and FILES names the file of each.
ENTRIES: Final = {
    "live": "i8[{}] i8 f8[:,:] f8[:,:,:] f8 f8[:,:] i8 i8 i8 i8 i8 f8[:,:,:] f8[:,:,:] i8[:,:] i8[:] i8[:] f8[:,:,:] f8[:]",
    "decide": "i8[{}] i8 f8[:,:] f8[:,:,:] i8 i8 i8 i8 i8 i8[:] i8[:] f8[:,:,:] f8[:]",
    "set_calendar": "i8[{}] i8 f8[:,:] f8 i8[:] i8 f8[:,:] i8 f8[:] f8[:,:] f8[:,:,:]",
    "examine": "i8[{}] i8 f8[:,:] b1[:,:,:] f8[:,:]",
    "observe": "i8[{}] i8 f8[:,:] i8 i8 i8 f8[:] f8[:,:,:] f8[:,:,:]",
}
USUAL: Final = 3
FILES: Final = {USUAL: "rules-usual.bin", 2: "rules.bin"}
HASHES: Final = Path(__file__).with_name(
    "hashes.py"
)  # hashes of the shipped files, which contain the digest of all others
MOST_PARTS: Final = 2  # processes that share the work; a third would repeat too much work of the others
SETTINGS: Final = ("NUMBA_CPU_NAME", "NUMBA_CPU_FEATURES", "NUMBA_OPT", "NUMBA_BOUNDSCHECK")

_loading = threading.Lock()
_states: dict[int, dict[str, Any]] = {table: {} for table in FILES}
# By dimensions of the table: code: addresses by entry; failure: why there is none; build: the build under way.


class BuildError(Exception):
    """The code could not be built or loaded; the message says why."""


def kinds(entry: str, table: int) -> list[tuple[str, int]]:
    """Type and number of dimensions (0: a number) of each argument of an entry, for this kind of table."""
    line = ENTRIES[entry].format(",".join(":" * table))
    return [(word.partition("[")[0], word.count(":")) for word in line.split()]


def function(entry: str, table: int) -> Callable[[bytes], int]:
    """The machine code of an entry: it takes the arguments' words and returns 0 or an error number. Raises BuildError."""
    prototype = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_char_p)
    found: Callable[[bytes], int] = prototype(ready(table)[entry])
    return found


def ready(table: int = USUAL) -> dict[str, int]:
    """The address of each entry in memory. At the first call the code is loaded or built. Raises BuildError, at every
    call.
    """
    with _loading:
        state = _states[table]
        if "failure" in state:
            raise state["failure"]
        if "code" not in state:
            try:
                state["code"] = _load(table)
            except BuildError as failure:
                state["failure"] = failure
                raise
    code: dict[str, int] = state["code"]
    return code


def is_warm(table: int = USUAL) -> bool:
    """Whether the code exists and need not be built."""
    return "code" in _states[table] or (folder() / FILES[table]).is_file()


def prepare(table: int = USUAL) -> None:
    """Start to build the code in other processes, unless it exists or another process builds it."""
    with _loading:
        if not {"build", "failure"} & _states[table].keys() and not is_warm(table):
            _states[table]["build"] = _Build(folder(), table)


@cache
def fingerprint() -> str:
    """Sixteen hexadecimal digits that change with any rule, shipped file, version, setting or processor."""
    from llvmlite import binding as llvm

    digest = hashlib.sha256()
    shipped = sorted((Path(__file__).parent / "data").glob("*.bc.xz"))
    for name, file in (*sources(), *((file.name, file) for file in shipped)):
        digest.update(name.encode())
        digest.update(file.read_bytes())
    versions = [sys.version, *(metadata.version(name) for name in ("numba", "llvmlite", "numpy"))]
    settings = [os.environ.get(name) for name in SETTINGS]
    processor = (platform.machine(), llvm.get_host_cpu_name(), sorted(llvm.get_host_cpu_features().items()))
    digest.update(repr((versions, settings, processor)).encode())
    return digest.hexdigest()[:16]


def sources() -> list[tuple[str, Path]]:
    """Every module that the code of the rules depends on, with its name within the package."""
    root = Path(__file__).parents[2]
    found = sorted(file for part in PARTS for file in (root / part).rglob("*.py") if file != HASHES)
    return [(file.relative_to(root).as_posix(), file) for file in found]


@cache
def folder() -> Path:
    """Where the code is cached: below SIMUL_AGIR_CACHE or the user's cache; elsewhere, if others can write there.

    A folder that belongs to another user, or that others can write to, is never read: its code would be run.
    """
    root = trusted.chosen_root()
    found = None if root is None else trusted.made_private(root, "simul_agir", fingerprint())
    if found is None:
        fallback = f"simul_agir-{'user' if trusted.user() is None else trusted.user()}"
        found = trusted.made_private(Path(tempfile.gettempdir()), fallback, fingerprint())
    return found or Path(tempfile.mkdtemp(prefix="simul_agir-"))


def _load(table: int) -> dict[str, int]:
    """Addresses by entry, of cached code or of code built now."""
    file = folder() / FILES[table]
    objects = read(file)
    if objects is None:
        build = _states[table].pop("build", None) or _Build(folder(), table)
        try:
            build.wait_turn()
            objects = read(file)
            if objects is None:
                objects = build.objects()
                with suppress(OSError):  # a full disk, or a file held open: next time, then
                    write(file, objects)
        finally:
            build.stop()
    try:
        return _link(objects)
    except (RuntimeError, OSError, AttributeError) as error:
        raise BuildError(f"the code of the rules cannot be loaded: {error}") from error


def read(file: Path) -> list[bytes] | None:
    """The objects in a file, or None if there is no complete one."""
    content = trusted.read_private(file)
    whole = unpack(content) if content is not None else None
    return whole and whole[1]


def unpack(packed: bytes) -> tuple[dict[str, Any], list[bytes]] | None:
    """The facts given to `pack`, and the parts; None if they are incomplete."""
    head, _, body = packed.partition(b"\n")
    try:
        told = json.loads(head)
        if hashlib.sha256(body).hexdigest() != told["sha256"]:
            return None
    except (ValueError, KeyError, TypeError):
        return None
    ends = [sum(told["sizes"][: part + 1]) for part in range(len(told["sizes"]))]
    return told, [body[end - size : end] for end, size in zip(ends, told["sizes"], strict=True)]


def pack(parts: list[bytes], **told: Any) -> bytes:
    """Several parts as one, with facts about them and their hash."""
    body = b"".join(parts)
    told |= {"sizes": [len(each) for each in parts], "sha256": hashlib.sha256(body).hexdigest()}
    return json.dumps(told).encode() + b"\n" + body


def write(file: Path, objects: list[bytes]) -> None:
    """Write objects to a file at once: nobody ever sees an incomplete file."""
    number, name = tempfile.mkstemp(dir=file.parent, prefix=f"{file.name}-")
    try:
        with os.fdopen(number, "wb") as stream:
            stream.write(pack(objects))
        Path(name).replace(file)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def use(objects: list[bytes], named: Iterable[str] = ()) -> dict[str, int]:
    """Use this code of the usual rules from now on in this process: addresses of the entries and of other named symbols."""
    places = _link(objects, named)
    with _loading:
        _states[USUAL]["code"] = {entry: places[entry] for entry in ENTRIES}
    return places


def _link(objects: list[bytes], named: Iterable[str] = ()) -> dict[str, int]:
    """Load objects into this process for the rest of its life. Returns addresses by entry and of other named symbols."""
    from llvmlite import binding as llvm
    from llvmlite.binding import orcjit

    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    jit = orcjit.create_lljit_compiler(use_jit_link=sys.platform != "win32")
    library = orcjit.JITLibraryBuilder().add_current_process()
    for each in objects:
        library.add_object_img(each)
    wanted = (*ENTRIES, *named)
    for name in wanted:
        library.export_symbol(name)
    linked = library.link(jit, "rules")
    addresses = {name: linked[name] for name in wanted}
    for each in (linked, jit):
        each.detach()  # never unloaded: at the end of the process, threads may still be in it
    return addresses


class _Build:
    """Code being built by child processes, after any other process that builds for the same folder."""

    def __init__(self, place: Path, table: int) -> None:
        self._table = table
        self._workers: list[subprocess.Popen[bytes]] = []
        self._lifeline = (
            os.pipe()
        )  # a pipe to the workers' stdin: they end when this end is closed, also when this process ends
        self._turn = _open_lock(place / f"{FILES[table]}.lock")
        self._ends = [*self._lifeline]
        atexit.register(self.stop)
        if self._take_turn(wait=False):
            self._start()

    def _take_turn(self, wait: bool) -> bool:
        """Whether this process may build. Always true if files cannot be locked: the work may then be done twice."""
        if self._turn is None:
            return True
        try:
            locks.flock(self._turn, locks.LOCK_EX | (0 if wait else locks.LOCK_NB))
        except BlockingIOError:
            return False
        except OSError:
            pass  # a file system without locks
        return True

    def _start(self) -> None:
        parts = parts_here()
        code = (
            "import sys; sys.path[:] = {!r}; from simul_agir.lifeline import end_with_stdin; end_with_stdin(); "
            "from simul_agir.engine.native.build import main; main({}, {}, {})"
        )
        with suppress(OSError, ValueError, TypeError):  # processes cannot be started here: `objects` raises
            for part in range(parts):
                command = [sys.executable, "-c", code.format(sys.path, self._table, part, parts)]
                worker = subprocess.Popen(
                    command,
                    stdin=self._lifeline[0],
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                    start_new_session=True,  # Ctrl-C is for us: `stop` ends them
                )
                self._workers.append(worker)

    def wait_turn(self) -> None:
        """Wait until no other process builds the same code."""
        if not self._workers:
            self._take_turn(wait=True)

    def objects(self) -> list[bytes]:
        """The objects that the processes made. Raises BuildError."""
        if not self._workers:
            self._start()
        if not self._workers:
            raise BuildError("no process can be started to compile the rules")
        made = []
        for worker in self._workers:
            out, told = worker.communicate()
            if worker.returncode != 0 or not out:
                lines = [line for line in told.decode(errors="replace").splitlines() if line.strip()]
                why = next((line for line in reversed(lines) if "Error" in line), "".join(lines[-1:]))
                raise BuildError(f"compiling the rules ended with {worker.returncode}: {why}")
            made.append(out)
        return made

    def stop(self) -> None:
        """End all processes and release the turn."""
        atexit.unregister(self.stop)
        for worker in self._workers:
            if worker.poll() is None:
                worker.kill()
            worker.communicate()
        self._workers.clear()
        while self._ends:
            os.close(self._ends.pop())
        if self._turn is not None:
            os.close(self._turn)
            self._turn = None


def _open_lock(place: Path) -> int | None:
    if locks is None:
        return None
    try:
        return os.open(place, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError:
        return None


def parts_here() -> int:
    """Number of processes to divide the work among: one per processor, at most MOST_PARTS."""
    return min(MOST_PARTS, processors())
