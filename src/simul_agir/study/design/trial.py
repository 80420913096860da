"""Whether the points of a study make sound scenarios: tried before anything is simulated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from simul_agir.scenario.contracts import contracts
from simul_agir.scenario.faults import Fault, Faults, ScenarioError
from simul_agir.scenario.origin import Origin
from simul_agir.scenario.toml.document import read_document
from simul_agir.scenario.toml.form import Text, field_name
from simul_agir.scenario.toml.places import Path
from simul_agir.study.design.factors import SCENARIO, Factor
from simul_agir.study.design.layout import Laid
from simul_agir.study.design.notebook import Notebook
from simul_agir.study.design.points import Listed

ANY = Origin(
    "", "study", Text("contract"), {"contract": next(iter(contracts()))}
)  # where no scenario is sound
MOST_READ = 5_000  # documents that are read: some seconds
MOST_BUILT = 50  # territories that are drawn
# What no territory must be drawn for: whatever can be wrong with it, reading the document finds out.
PLAIN = ("parameters", "mechanisms", "months", "warm_up", "budget", "effort", "path", "vision", "shocks")


def try_settings(
    note: Notebook,
    origins: Sequence[Origin],
    fixed: Mapping[Path, Any],
    factors: Sequence[Factor],
    laid: Laid,
) -> None:
    """Notes the faults of the fixed keys, then of every value that a factor takes, or of every point that is listed.

    A fault that only a combination of factors causes is found when the point runs, and recorded as a failing point.
    """
    trial = _Trial(note, origins or [ANY])
    trial.attempt(("fixed",), fixed, ())
    if trial.faulty or not origins:
        trial.strict = True
    else:
        trial.fixed = fixed
    varied = [factor for factor in factors if factor.path != SCENARIO]
    for factor in varied:
        others = [other.path for other in varied if other is not factor]
        for number, value in enumerate(_met(factor)):
            where = ("vary", *factor.path, number) if factor.values else ("vary", *factor.path, _END[number])
            trial.attempt(where, {factor.path: value}, others)
    if isinstance(laid.layout, Listed) and (laid.lines or note.written.at("points")):
        _try_points(trial, laid)


_END = ("low", "high")


def _met(factor: Factor) -> Iterable[Any]:
    """The values that a factor takes: all of a list, both ends of a range."""
    return factor.values or (factor.at(0.0), factor.at(1.0))


def _try_points(trial: _Trial, laid: Laid) -> None:
    """Tries the points that are listed; crossed with several scenarios, they stand there once for each."""
    assert laid.layout is not None
    written = len(trial.note.written.at("points") or ()) or 1
    for number in range(len(laid.layout)):
        settings = laid.layout.settings(number)
        if laid.lines:
            trial.attempt((), settings, (), place=(laid.label, laid.lines[number]))
        else:
            trial.attempt(("points", number % written), settings, ())


class _Trial:
    """The scenarios of a study, tried with settings; `strict`: only faults in the settings themselves are reported.

    That is so where there is no sound scenario to try them on, for one fault is to hide no other.
    """

    def __init__(self, note: Notebook, origins: Sequence[Origin]) -> None:
        self.note, self.origins = note, origins
        self.fixed: Mapping[Path, Any] = {}
        self.faulty, self.strict, self._read, self._built = False, False, 0, 0
        self._reported: set[tuple[object, ...]] = set()

    def attempt(
        self,
        where: Path,
        settings: Mapping[Path, Any],
        others: Sequence[Path],
        place: tuple[str, int | None] | None = None,
    ) -> None:
        """Notes what settings make faulty, beside all that is fixed, but for what `others` set as well."""
        given = {path: value for path, value in settings.items() if path != SCENARIO}
        source = settings.get(SCENARIO)
        for origin in self.origins:
            if source in (None, origin.source):
                for fault in self._faults(origin, {**self.fixed, **given}, given):
                    own = any(
                        _under(fault.field, path) or _under(field_name(path), fault.field) for path in given
                    )
                    data = (where, place, fault.field, fault.value, fault.allowed)
                    if data in self._reported:
                        continue
                    if own or not (self.strict or any(_under(fault.field, other) for other in others)):
                        self._reported.add(data)
                        self.note.of_scenario(fault, where, given, place)
                        self.faulty = True

    def _faults(self, origin: Origin, settings: dict[Path, Any], given: Mapping[Path, Any]) -> list[Fault]:
        """What is wrong with one scenario in which these keys are set."""
        if self._read >= MOST_READ:
            return []
        self._read += 1
        faults = Faults()
        read_document(origin.content_with(settings), origin.text, faults)
        if not faults.found and self._built < MOST_BUILT and any(path[0] not in PLAIN for path in given):
            self._built += 1
            try:
                origin.scenario(settings)
            except ScenarioError as error:
                return error.faults
        return faults.found


def _under(field: str, path: Path | str) -> bool:
    """Whether a field is a key, or in what it holds."""
    name = path if isinstance(path, str) else field_name(path)
    return field == name or field.startswith((f"{name}.", f"{name}["))
