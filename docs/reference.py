"""Writes docs/reference.md: every public name with its signature and what its docstring says.

python docs/reference.py            writes the page
python docs/reference.py --check    tells whether it is current
"""

import inspect
import sys
from pathlib import Path

import simul_agir
import simul_agir.report
import simul_agir.stances
from simul_agir.study.discovery import ema

PAGE = Path(__file__).with_name("reference.md")
HEAD = """# Reference

Every public name of `simul_agir`, with its signature. Written by `python docs/reference.py`; a test holds it current.
How the pieces go together is told in [From Python](python.md).
"""
OTHERS = {
    "simul_agir.stances": (simul_agir.stances, ("load_stance_module", "register", "get", "names")),
    "simul_agir.report": (simul_agir.report, ("plot", "sentence", "html")),
    "simul_agir.study.discovery.ema": (ema, ("ema_model", "sample_of_experiments")),
}


def page() -> str:
    """The page as a text."""
    names = [name for name in simul_agir.__all__ if name[0] != "_"]
    parts = [HEAD, *(told(f"simul_agir.{name}", getattr(simul_agir, name)) for name in sorted(names))]
    for home, (module, chosen) in OTHERS.items():
        parts += [told(f"{home}.{name}", getattr(module, name)) for name in chosen]
    return "\n".join(parts)


def told(name: str, thing: object) -> str:
    """One name: heading, signature, docstring, and of a class its own public methods and properties."""
    lines = [
        f"## {name}",
        "",
        "```text",
        signature(name.rpartition(".")[2], thing),
        "```",
        "",
        doc(thing),
        "",
    ]
    if inspect.isclass(thing) and not issubclass(thing, Exception):
        rows = [member(key, value) for key, value in sorted(vars(thing).items()) if key[0] != "_"]
        lines += [row for row in rows if row]
        lines.append("")
    return "\n".join(lines)


def member(name: str, thing: object) -> str:
    """A line on a method or property of a class; nothing for anything else."""
    if isinstance(thing, property) or type(thing).__name__ == "cached_property":
        return f"- `{name}`: {first_line(thing)}"
    function = getattr(thing, "__func__", thing)
    return f"- `{signature(name, function)}`: {first_line(function)}" if inspect.isfunction(function) else ""


def signature(name: str, thing: object) -> str:
    """The name with its parameters, without addresses of objects and without types that Python versions write apart."""
    try:
        found = inspect.signature(thing)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return name
    plain = [
        each.replace(annotation=inspect.Parameter.empty, default=default_of(each))
        for each in found.parameters.values()
        if each.name not in ("self", "cls") and each.name[0] != "_"
    ]
    return f"{name}{found.replace(parameters=plain, return_annotation=inspect.Signature.empty)}"


def default_of(parameter: inspect.Parameter) -> object:
    """A default that reads the same in every run; of anything else its kind."""
    found = parameter.default
    known = found is inspect.Parameter.empty or isinstance(found, str | int | float | tuple | None)
    return found if known else Kind()


class Kind:
    """A default that is no plain value: empty, or as the docstring says."""

    def __repr__(self) -> str:
        return "..."


def doc(thing: object) -> str:
    """The docstring, or a word that there is none."""
    found = inspect.getdoc(thing) or ""
    return "" if found.startswith(f"{getattr(thing, '__name__', '')}(") else found


def first_line(thing: object) -> str:
    """The first paragraph of the docstring, on one line."""
    return " ".join((inspect.getdoc(thing) or "").partition("\n\n")[0].split())


if __name__ == "__main__":
    if "--check" in sys.argv[1:]:
        sys.exit(PAGE.read_text(encoding="utf-8") != page())
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
