"""The settings of a scenario that can be changed, their bounds, and the scenario with changed settings."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from simul_agir.locale import LocalisedError
from simul_agir.model.parameters import PARAMETERS
from simul_agir.scenario import Scenario
from simul_agir.scenario.model import Shock, Step

DRAWER = ("own_share", "accompaniment", "action_impact", "tolerance", "training_gain", "relief")
_LONGEST_DIAGNOSIS = 24  # months


class SettingsError(LocalisedError):
    """A value that a slider does not have."""

    group = "page_fault"


@dataclass(frozen=True)
class Slider:
    """One thing that may be moved.

    key: its name in a link. low, high, step, start: in `unit` (a key of the catalogue's page.unit). why_not: why it cannot
    be moved here (a key of page.why_not), "" where it can. month: the month it happens in, where it has one.
    """

    key: str
    unit: str
    low: float
    high: float
    step: float
    start: float
    why_not: str = ""
    month: int | None = None

    @property
    def digits(self) -> int:
        """Decimals of its values."""
        return max(0, -math.floor(math.log10(self.step) + 1e-9))


def _diagnosis(scenario: Scenario) -> Slider:
    """The length of the diagnosis, where there is one."""
    months = scenario.path.diagnosis.months
    walks = scenario.effort > 0 and months > 0
    low, high = 1.0 if walks else 0.0, float(max(_LONGEST_DIAGNOSIS, months))
    return Slider("diagnosis", "months", low, high, 1.0, float(months), "" if walks else "no_diagnosis")


def sliders_of(scenario: Scenario) -> tuple[Slider, ...]:
    """Everything that may be moved of a scenario: five settings of the territory, then assumptions of the model."""
    strike = strike_month(scenario)
    low, high, step = _around(scenario.effort)
    settings = (
        Slider("effort", "fte", low, high, step, scenario.effort),
        Slider("turnover", "times", 0.0, 3.0, 0.1, _turnover(scenario), _turnover_off(scenario)),
        Slider("money", "times", 0.0, 2.0, 0.05, 1.0, "" if scenario.budget > 0 else "no_money"),
        Slider("crisis", "percent", 0.0, 50.0, 5.0, 0.0, month=strike),
        _diagnosis(scenario),
    )
    return settings + tuple(_assumption(scenario, name) for name in DRAWER if name in PARAMETERS)


def moved(scenario: Scenario, values: Mapping[str, float]) -> Scenario:
    """The scenario with these sliders elsewhere. Raises SettingsError for a slider or a value that there is not."""
    known = {slider.key: slider for slider in sliders_of(scenario)}
    found = scenario
    for key, value in sorted(values.items()):
        slider = known.get(key)
        if slider is None:
            raise SettingsError("no_slider", found=str(key)[:40])
        if slider.why_not and value != slider.start:
            raise SettingsError("not_here", slider=key)
        if not (math.isfinite(value) and slider.low - 1e-9 <= value <= slider.high + 1e-9):
            raise SettingsError("outside", slider=key, low=slider.low, high=slider.high)
        if value != slider.start:
            found = _MOVES.get(key, _assume(key))(found, value)
    return found


def strike_month(scenario: Scenario) -> int:
    """The month in which the crisis of the slider strikes: the middle of the contract."""
    return max(1, scenario.months // 2)


def _around(start: float) -> tuple[float, float, float]:
    """Bounds and step of a quantity around where it starts."""
    if start <= 0:
        return 0.0, 2.0, 0.1
    step = 10.0 ** math.floor(math.log10(start) - 0.5)
    low, high = max(step, _near(start / 4, step)), _near(2.7 * start, step)
    return low, high, step if step >= 0.1 else 0.01


def _near(value: float, step: float) -> float:
    """The multiple of a step that is next to a value."""
    return round(round(value / step) * step, 6)


def _turnover(scenario: Scenario) -> float:
    return float(scenario.parameters.get("turnover_scale", 1.0))


def _turnover_off(scenario: Scenario) -> str:
    return "" if scenario.mechanisms.get("turnover", True) else "no_turnover"


def _assumption(scenario: Scenario, name: str) -> Slider:
    """A parameter of the model as a slider over its documented range."""
    known = PARAMETERS[name]
    span = known.high - known.low
    step = 10.0 ** math.floor(math.log10(span / 20)) if span > 0 else 1.0
    start = float(scenario.parameters.get(name, known.default))
    return Slider(name, "none", min(known.low, start), max(known.high, start), step, start)


def _with_effort(scenario: Scenario, value: float) -> Scenario:
    return replace(scenario, effort=value)


def _with_turnover(scenario: Scenario, value: float) -> Scenario:
    return replace(scenario, parameters={**scenario.parameters, "turnover_scale": value})


def _with_money(scenario: Scenario, value: float) -> Scenario:
    return replace(scenario, budget=scenario.budget * value)


def _with_crisis(scenario: Scenario, value: float) -> Scenario:
    blow = Shock(strike_month(scenario), value / 100.0, (), value / 100.0)
    return replace(scenario, shocks=(*scenario.shocks, blow))


def _with_diagnosis(scenario: Scenario, value: float) -> Scenario:
    """A longer or shorter diagnosis; the later steps of the path begin as much later or earlier."""
    path, months = scenario.path, round(value)
    shift = months - path.diagnosis.months
    choice, training, scheme = (
        Step(step.start + shift, step.months) for step in (path.choice, path.training, path.scheme)
    )
    longer = replace(path, diagnosis=Step(path.diagnosis.start, months))
    return replace(scenario, path=replace(longer, choice=choice, training=training, scheme=scheme))


def _assume(name: str) -> Callable[[Scenario, float], Scenario]:
    return lambda scenario, value: replace(scenario, parameters={**scenario.parameters, name: value})


_MOVES: dict[str, Callable[[Scenario, float], Scenario]] = {
    "effort": _with_effort,
    "turnover": _with_turnover,
    "money": _with_money,
    "crisis": _with_crisis,
    "diagnosis": _with_diagnosis,
}
