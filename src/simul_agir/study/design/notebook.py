"""Where the faults of a study are taken down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simul_agir.scenario.faults import Fault, Faults, Guess, printable, shown
from simul_agir.scenario.toml.form import Text, field_name
from simul_agir.scenario.toml.places import Path
from simul_agir.scenario.toml.written import Written


@dataclass(frozen=True)
class Notebook:
    """The parsed content, the line of each key, and the list of faults."""

    text: Text
    faults: Faults
    written: Written

    def fault(
        self, path: Path, value: object, rule: str, near: Guess | str | None = None, **blanks: object
    ) -> None:
        """Notes a fault at a path of study.toml."""
        self.faults.add(self.text.label, self.text.line(path), field_name(path), value, rule, near, **blanks)

    def of_scenario(
        self,
        fault: Fault,
        where: Path,
        settings: Mapping[Path, object],
        place: tuple[str, int | None] | None = None,
    ) -> None:
        """Notes that settings make a faulty scenario: at the key `where` of study.toml, or at a `place` in another file."""
        name = field_name(where)
        own = next((path for path in settings if _is_in(fault.field, field_name(path))), None)
        if own is None:  # something else is faulty because of them
            said = ", ".join(f"{field_name(path)} = {shown(value)}" for path, value in settings.items())
            field = f"{name} ({said[:120]}): {fault.field}" if name else f"{said[:120]}: {fault.field}"
        elif where[1 : 1 + len(own)] != own:  # a table of several settings: a point, the fixed keys
            where = (*where, *own)
            field = ".".join(filter(None, (name, fault.field)))
        elif field_name(own).startswith(f"{fault.field}."):  # the key itself is unknown
            field = field_name(where[: 1 + len(own)])
        else:
            field = name + fault.field.removeprefix(field_name(own))
        label, line = place or (self.text.label, self.text.line(where))
        data = printable(field)
        self.faults.take(
            Fault(label, line, data, fault.value, fault.allowed, fault.nearest, fault.allowed_fr)
        )


def _is_in(field: str, name: str) -> bool:
    """Whether a fault lies in a key, in what it holds, or in a table that holds it."""
    return field == name or field.startswith((f"{name}.", f"{name}[")) or name.startswith(f"{field}.")
