"""Tables of one's own, from a browser: bounded, understood in a process that can be ended, kept until the end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from simul_agir.page.query import QueryError
from simul_agir.scenario import Scenario, ScenarioError
from simul_agir.scenario.faults import printable
from simul_agir.scenario.importing import Question, import_tables

MOST_BYTES = 16 << 20  # of all files of one upload
MOST_FILES = 6
MOST_HEAD = 1 << 14  # bytes that say which files there are
MOST_TABLES = 20  # territories kept at once
MOST_SECONDS = 60  # to understand them
MOST_MEMORY = 2 << 30  # bytes of the process that does
MOST_LINES = 60  # lines
MOST_ANSWERS = 60
LONGEST = 300  # characters of a question's name, or of its answer
UNDERSTOOD, WRITTEN = "told.json", "own"
ASKED = "cell_kind"  # a cell to mend that a question settles as well
_CHILD = (
    "import sys; sys.path[:0] = sys.argv[3:]; from simul_agir.page.uploads import main; main(*sys.argv[1:3])"
)


class Refused(Exception):  # noqa: N818 - it is told, not raised through
    """What is to mend in the tables, line by line, in words; and what the tables leave open."""

    def __init__(self, faults: list[str], understood: Mapping[str, Any] | None = None) -> None:
        super().__init__(faults[0] if faults else "")
        self.faults = faults[:MOST_LINES]
        self.questions: tuple[dict[str, Any], ...] = tuple(understood["questions"]) if understood else ()
        self.lines: tuple[str, ...] = tuple(understood["lines"]) if understood else ()


@dataclass(frozen=True)
class Taken:
    """A territory that was understood; what was understood of each column, in words; what the tables leave open.

    questions: {"id", "text", "options": [[value, words]], "chosen"}, "chosen" "" where nothing is.
    """

    scenario: Scenario
    lines: tuple[str, ...]
    questions: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class Upload:
    """The files of an upload, the answers to what they left open, and the territory that it takes the place of."""

    files: list[tuple[str, bytes]]
    answers: dict[str, str]
    instead: str = ""


def plain_name(name: str) -> str:
    """What is kept of a file's name: its last part, without signs that command anything, and not long."""
    last = PurePath(name.replace("\\", "/")).name
    shown = "".join(sign for sign in last if sign.isprintable() and sign not in '<>:"|?*')
    return shown[-60:] or "table"


def upload_of(body: bytes, lang: str) -> Upload:
    """An upload: length of the head (32 bits, little-endian), the head in JSON, then the files.

    Head: {"files": [{"name", "size"}], "answers": {question: answer}, "instead": territory}; the last two may be left out.
    """
    length = int.from_bytes(body[:4], "little")
    fault = Refused([QueryError("not_read", name="upload").text(lang)])
    if not 2 <= length <= MOST_HEAD or len(body) < 4 + length:
        raise fault
    try:
        head = json.loads(body[4 : 4 + length])
        wanted = [(plain_name(str(each["name"])), int(each["size"])) for each in head["files"]]
        answers = {str(key)[:LONGEST]: str(value)[:LONGEST] for key, value in head.get("answers", {}).items()}
        instead = str(head.get("instead", ""))[:20]
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError) as error:
        raise fault from error
    sizes = [size for _, size in wanted]
    whole = sum(sizes) == len(body) - 4 - length and min(sizes, default=-1) >= 0
    if not whole or len(wanted) > MOST_FILES or len(answers) > MOST_ANSWERS:
        raise fault
    found, start = [], 4 + length
    for name, size in wanted:
        found.append((name, body[start : start + size]))
        start += size
    return Upload(found, answers, instead)


def territory_of(upload: Upload, lang: str) -> Taken:
    """The territory of some tables. Raises Refused with what is to mend.

    They are parsed in a process of limited time and memory, which writes plain tables; only those are read here.
    """
    shown = ", ".join(name for name, _ in upload.files)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        _hand_over(upload, home / "in")
        understood = _understand(home, shown, lang)
        if understood["faults"] or not understood["ready"]:
            raise Refused([str(line) for line in understood["faults"]], understood)
        try:
            scenario = Scenario.load(home / WRITTEN)
        except ScenarioError as error:
            raise Refused(error.text(lang).replace(f"{home}{os.sep}", "").splitlines()) from error
    return Taken(scenario, tuple(str(line) for line in understood["lines"]), tuple(understood["questions"]))


def _hand_over(upload: Upload, inside: Path) -> None:
    """The files of an upload by number, and their names and the answers beside them, for the process apart."""
    inside.mkdir()
    for place, (_, content) in enumerate(upload.files):
        (inside / str(place)).write_bytes(content)
    head = {"names": [name for name, _ in upload.files], "answers": upload.answers}
    (inside / "head.json").write_text(json.dumps(head), encoding="utf-8")


def _understand(home: Path, shown: str, lang: str) -> dict[str, Any]:
    """What the process apart understood. Raises Refused where it ends badly or too late."""
    paths = [path for path in sys.path if path]
    command = [sys.executable, "-c", _CHILD, str(home), lang, *paths]
    try:
        done = subprocess.run(command, capture_output=True, timeout=MOST_SECONDS, check=False)
    except subprocess.TimeoutExpired as late:
        raise Refused([QueryError("too_long", name=shown, seconds=MOST_SECONDS).text(lang)]) from late
    if done.returncode != 0 or not (home / UNDERSTOOD).is_file():
        raise Refused([QueryError("not_read", name=shown).text(lang)])
    found: dict[str, Any] = json.loads((home / UNDERSTOOD).read_text(encoding="utf-8"))
    return found


def main(home: str, lang: str) -> None:
    """In the process apart: understand the tables, write the territory where nothing is to mend, say what was understood."""
    if os.name == "posix":
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    inside = Path(home) / "in"
    head = json.loads((inside / "head.json").read_text(encoding="utf-8"))
    files = [(name, (inside / str(place)).read_bytes()) for place, name in enumerate(head["names"])]
    understood: dict[str, Any] = {"lines": [], "faults": [], "questions": [], "ready": False}
    try:
        asked = import_tables(files)
        answers = _answers(asked.questions, head["answers"])
        found = import_tables(files, _choices(answers)) if answers else asked
        understood["questions"] = [_question(each, answers, lang) for each in asked.questions]
        understood["lines"] = found.text(lang, questions=False).splitlines()
        understood["ready"] = found.ready
        if found.ready:
            found.write(Path(home) / WRITTEN, lang)
        else:
            settled = {each.id for each in asked.questions}
            mends = [m for m in found.mends if m.why.key != ASKED or f"kinds.{m.value}" not in settled]
            understood["faults"] = [each.text(lang) for each in mends]
            understood["faults"] = understood["faults"] or ([] if asked.questions else understood["lines"])
    except ScenarioError as error:
        understood["faults"] = error.text(lang).splitlines()
    understood["faults"] = understood["faults"][:MOST_LINES]
    (Path(home) / UNDERSTOOD).write_text(json.dumps(understood, ensure_ascii=False), encoding="utf-8")


def _answers(questions: Sequence[Question], given: dict[str, str]) -> dict[str, str]:
    """The answers that are answers to these questions, by question."""
    return {each.id: given[each.id] for each in questions if given.get(each.id) in each.options}


def _choices(answers: dict[str, str]) -> dict[str, Any]:
    """The answers as `import_tables` takes choices: by table and key, or by name."""
    found: dict[str, Any] = {}
    for name, answer in answers.items():
        table, _, key = name.partition(".")
        if key:
            found.setdefault(table, {})[key] = answer
        else:
            found[table] = answer
    return found


def _question(question: Question, answers: dict[str, str], lang: str) -> dict[str, Any]:
    """A question as the page asks it: what may be answered, in words, and what is taken now."""
    options = [[each, question.named(each, lang)] for each in question.options]
    if question.id.startswith("kinds."):
        options.sort(key=lambda pair: pair[1].casefold())
    return {
        "id": question.id,
        "text": printable(question.about.text(lang)),
        "options": options,
        "chosen": answers.get(question.id, question.usual),
    }
