"""Profile-guided optimisation: gives LLVM the frequency of each branch of the rules, so that frequent paths run faster.

It works on the text of LLVM's code: first every branch, selection and function is counted while months run (`counted`),
then the counts are added to the code (`weighed`). The counts change the code, but no result.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

Counts = Sequence[tuple[int, int]]  # for each site in order: how often its condition was false, and true

_BRANCH: Final = re.compile(r"\s+br i1 ([^,]+), label ")
_CHOICE: Final = re.compile(r"\s+%\S+ = select i1 ([^,]+), ")
_FUNCTION: Final = "define "
_NUMBERED: Final = re.compile(r"^!(\d+) = ", re.MULTILINE)
_HERE: Final = re.compile(r"@(\d+)")
_CUTOFFS: Final = (
    *(10_000, 100_000, 200_000, 300_000, 400_000, 500_000, 600_000, 700_000),
    *(800_000, 900_000, 950_000, 990_000, 999_000, 999_900, 999_990, 999_999),
)  # percentiles in millionths: those that LLVM itself uses
_MOST: Final = 2**31 - 1  # a weight


def sites(text: str) -> Iterator[tuple[int, str]]:
    """Line and condition ("" for the beginning of a function) of everything counted, in order."""
    for number, line in enumerate(text.split("\n")):
        found = _BRANCH.match(line) or _CHOICE.match(line)
        if found:
            yield number, found[1]
        elif line.startswith(_FUNCTION):
            yield number, ""


def counted(text: str, name: str) -> str:
    """The code with a table of counts, (sites, 2) 64-bit integers, under this name."""
    lines, number = text.split("\n"), 0
    table = f"ptr @{name}, i64 0"
    for number, (line, condition) in enumerate(sites(text), 1):
        site, which = number - 1, f"%counted.which.{number - 1}" if condition else "0"
        steps = [
            f"  %counted.at.{site} = getelementptr [0 x [2 x i64]], {table}, i64 {site}, i64 {which}",
            f"  %counted.old.{site} = load i64, ptr %counted.at.{site}",
            f"  %counted.new.{site} = add i64 %counted.old.{site}, 1",
            f"  store i64 %counted.new.{site}, ptr %counted.at.{site}",
        ]
        if condition:
            steps = [f"  {which} = zext i1 {condition} to i64", *steps, lines[line]]
        else:
            steps = [lines[line], *steps]
        lines[line] = "\n".join(steps)
    return "\n".join(lines) + f"\n@{name} = global [{number} x [2 x i64]] zeroinitializer\n"


def weighed(texts: Sequence[str], counts: Sequence[Counts]) -> list[str]:
    """The code of all parts with frequencies of branches and functions, given the counts of each part.

    A branch that was never reached, or has weights already, stays unchanged. All parts get the same summary of all
    counts, so that they can be joined again.
    """
    together = [each for part in counts for each in part]
    calls = [
        no
        for text, part in zip(texts, counts, strict=True)
        for (_, condition), (no, _) in zip(sites(text), part, strict=True)
        if not condition
    ]
    summary = _summary(together, calls)
    scale = min(1.0, _MOST / max(1, *(max(each) for each in together)))
    return [_with_weights(text, part, scale, summary) for text, part in zip(texts, counts, strict=True)]


def _with_weights(text: str, counts: Counts, scale: float, summary: list[str]) -> str:
    if "!llvm.module.flags" in text:
        raise ValueError("the code has flags already")
    lines = text.split("\n")
    told: list[str] = []
    first = 1 + max((int(number) for number in _NUMBERED.findall(text)), default=-1)
    for (line, condition), (no, yes) in zip(sites(text), counts, strict=True):
        mark = f"!prof !{first + len(told)}"
        if not condition:
            lines[line] = re.sub(r" \{$", f" {mark} {{", lines[line])
            told.append(f'!{{!"function_entry_count", i64 {no}}}')
        elif no + yes and "!prof" not in lines[line]:
            true, false = (max(int(scale * each), int(each > 0)) for each in (yes, no))
            lines[line] += f", {mark}"
            told.append(f'!{{!"branch_weights", i32 {true}, i32 {false}}}')
    start = first + len(told)
    told += [_HERE.sub(lambda node: f"!{start + int(node[1])}", each) for each in summary]
    numbered = [f"!{first + place} = {node}" for place, node in enumerate(told)]
    return "\n".join([*lines, *numbered, f"!llvm.module.flags = !{{!{first + len(told) - 1}}}", ""])


def _summary(counts: Counts, calls: Sequence[int]) -> list[str]:
    """The summary of all counts that LLVM needs: their number, size, and how few make up most of them. Returned as
    metadata nodes that refer to each other by position (@0 is the first); the last is the flag that contains them.
    """
    sizes = sorted((each for pair in counts for each in pair if each), reverse=True) or [0]
    numbers = {
        "TotalCount": sum(sizes),
        "MaxCount": sizes[0],
        "MaxInternalCount": sizes[0],
        "MaxFunctionCount": max(calls, default=0),
        "NumCounts": len(sizes),
        "NumFunctions": len(calls),
    }
    told = ['!{!"ProfileFormat", !"InstrProf"}']
    told += [f'!{{!"{name}", i64 {value}}}' for name, value in numbers.items()]
    plain, reached, place = len(told), 0, 0
    for cutoff in _CUTOFFS:
        while place < len(sizes) and reached < sum(sizes) * cutoff / 1e6:
            reached, place = reached + sizes[place], place + 1
        told.append(f"!{{i32 {cutoff}, i64 {sizes[max(0, place - 1)]}, i32 {place}}}")
    told.append("!{" + ", ".join(f"@{node}" for node in range(plain, len(told))) + "}")
    told.append(f'!{{!"DetailedSummary", @{len(told) - 1}}}')
    told.append("!{" + ", ".join(f"@{node}" for node in (*range(plain), len(told) - 1)) + "}")
    told.append(f'!{{i32 1, !"ProfileSummary", @{len(told) - 1}}}')
    return told
