"""A territory as a Gymnasium environment: an agent sets its effort each month from what an operator could observe.

    import gymnasium
    import simul_agir.simulation.environment  # registers simul_agir/Territory-v0

    env = gymnasium.make("simul_agir/Territory-v0", scenario="classroom")
    seen, info = env.reset(seed=1)

Needs the extra `search`.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simul_agir.model import fields as at
from simul_agir.model.indicators import INDICATORS
from simul_agir.model.instruments import BURN, INSTRUMENTS, STANCE_NAMES
from simul_agir.scenario import Scenario
from simul_agir.simulation.batch import Batch
from simul_agir.simulation.calendars import briefing_of
from simul_agir.simulation.diagnosis import diagnose
from simul_agir.simulation.run_numbers import MOST_SEED
from simul_agir.stances import Briefing, Calendar, Diagnosis, Stance

try:
    import gymnasium
    from gymnasium import spaces
except ImportError as error:
    raise ImportError('This needs gymnasium: pip install "simul-agir[search]"') from error

Floats = NDArray[np.float64]
ID = "simul_agir/Territory-v0"
DOSED = tuple(name for name in INSTRUMENTS if name != "burn")
PUBLIC = (  # what any operator can count in a month: meetings, actions, calls for help, and attendance
    "encounters",
    "convened",
    "actions",
    "solo_actions",
    "obliged_actions",
    "successes",
    "help_asked",
    "help_given",
)
SHARES = ("engaged", "awake")  # of the actors with voice: attendance
_INDEX = INDICATORS.index("index")


class Steered(Stance):
    """A stance whose doses are set from outside, month by month. It follows the reference path."""

    name = "steered"
    source = "a Gymnasium environment"

    def calendar(self, briefing: Briefing) -> Calendar:
        """All effort on the instrument without effect, (months, 12), until doses are set."""
        calendar = np.zeros((briefing.months, len(INSTRUMENTS)))
        calendar[:, BURN] = briefing.hours
        return calendar


class TerritoryEnv(gymnasium.Env[NDArray[np.float32], NDArray[np.float32]]):
    """One territory over the months of its contract. An episode is one run.

    Action, (12,) in [0, 1]: first the pace, then a weight for each instrument of DOSED. Let h be the unspent hours
    divided by the months left. The month spends h x 2 x pace (at most all unspent hours), divided among the instruments
    by weight. If all weights are zero, nothing is dosed and the hours are kept. The last month spends all hours that are
    left, with effect or without. Every episode therefore costs what every stance costs.

    Observation, in [0, 1], named in `names`: the calendar; counts of the month per actor with voice, c / (1 + c);
    attendance; and what a diagnosis made now would observe, with an error that decreases with the hours of `inform`.
    Trust, beliefs and the ladder are not observed.

    Reward: the rise of the ladder's index in the month, which the operator does not observe. Over an episode it sums to
    the final index less that at month 0. The episode ends with the contract (terminated, not truncated).

    `reset(seed=s)` draws the random numbers of the episode from s. `options={"luck": (seed, run)}` uses those of run
    `run` of `simulate(scenario, seed=seed)`.
    """

    metadata: dict[str, Any] = {"render_modes": []}  # noqa: RUF012, as Gymnasium has it

    def __init__(self, scenario: str | Scenario = "classroom", render_mode: str | None = None) -> None:
        self.scenario = Scenario.load(scenario) if isinstance(scenario, str) else scenario
        self.render_mode = render_mode
        briefing = briefing_of(self.scenario)
        self.months, self.hours = briefing.months, briefing.hours * briefing.months
        self.names = _names(self.scenario)
        self.action_space = spaces.Box(0.0, 1.0, (1 + len(DOSED),), np.float32)
        self.observation_space = spaces.Box(0.0, 1.0, (len(self.names),), np.float32)
        self._batch: Batch | None = None
        self._spent = 0.0

    def reset(
        self, *, seed: int | None = None, options: dict[str, Any] | None = None
    ) -> tuple[NDArray[np.float32], dict[str, Any]]:
        """Start an episode at month 0, after the warm-up that all arms share.

        Raises ValueError for options other than `luck`, and if `luck` is not a pair of integers in 0..2**32-1.
        """
        super().reset(seed=seed)
        drawn = int(self.np_random.integers(MOST_SEED + 1))
        luck, run = _luck_of(options or {}, drawn)
        self._batch = Batch.begin(self.scenario, Steered(), 1, luck, run).run_until(0)
        self._spent = 0.0
        return self._see(), self._info(luck, run)

    def step(
        self, action: NDArray[np.float32]
    ) -> tuple[NDArray[np.float32], float, bool, bool, dict[str, Any]]:
        """Run one month with these doses. Numbers outside [0, 1] are clipped.

        Raises RuntimeError before `reset` and after the end, ValueError for an action of a wrong shape or with a value
        that is not a number.
        """
        batch = self._batch
        if batch is None or batch.month >= self.months:
            raise RuntimeError("reset() begins an episode; this one is over or was never begun")
        before = batch.month
        doses = self.doses(action)
        batch.calendars[0, before + 1] = doses
        batch.run_until(before + 1)
        self._spent += float(doses.sum())
        rise = float(batch.indicators[0, before + 1, _INDEX] - batch.indicators[0, before, _INDEX])
        return self._see(), rise, batch.month >= self.months, False, self._info(batch.seed, batch.first)

    def doses(self, action: NDArray[np.float32]) -> Floats:
        """The hours of each instrument, (12,), that an action gives in this month."""
        assert self._batch is not None
        given = np.asarray(action, np.float64)
        if given.shape != self.action_space.shape or np.isnan(given).any():
            raise ValueError(f"an action is {1 + len(DOSED)} numbers from 0 to 1; found: {action!r}")
        pace, *weights = np.clip(given, 0.0, 1.0)
        left, months = max(0.0, self.hours - self._spent), self.months - self._batch.month
        hours = left if months == 1 else min(left, 2.0 * pace * left / months)
        doses, total = np.zeros(len(INSTRUMENTS)), float(sum(weights))
        if total > 0:
            doses[: len(DOSED)] = hours * np.array(weights) / total
        elif months == 1:
            doses[BURN] = left
        return doses

    def _see(self) -> NDArray[np.float32]:
        """What an operator observes at the end of the last month, in the order of `names`."""
        batch = self._batch
        assert batch is not None
        line = dict(zip(INDICATORS, batch.indicators[0, batch.month], strict=True))
        voices = max(1.0, float(batch.state.territory[0, at.VOICES]))
        counts = [line[name] / voices for name in PUBLIC]
        month = batch.month + self.scenario.warm_up
        seen = diagnose(batch.state, 0, self.scenario.vector(), batch.seed, batch.first, month)
        values = [
            batch.month / self.months,
            1.0 - self._spent / self.hours if self.hours > 0 else 0.0,
            *(count / (1.0 + count) for count in counts),
            *(line[name] for name in SHARES),
            *_diagnosis(seen),
        ]
        return np.asarray(np.clip(np.array(values), 0.0, 1.0), np.float32)

    def _info(self, luck: int, run: int) -> dict[str, Any]:
        """Further information: month, hours spent, the index (for evaluation, not for the operator), and the random
        numbers' key.
        """
        assert self._batch is not None
        index = float(self._batch.indicators[0, self._batch.month, _INDEX])
        return {"month": self._batch.month, "spent": self._spent, "index": index, "luck": (luck, run)}


def _luck_of(options: dict[str, Any], drawn: int) -> tuple[int, int]:
    """The luck that options name, (seed, run), or the first run of the one drawn."""
    luck: Any = options.get("luck", (drawn, 0))
    if set(options) - {"luck"} or not isinstance(luck, tuple | list) or len(luck) != 2:
        raise ValueError(f'options: {{"luck": (seed, run)}} or none; found: {options!r}')
    return luck[0], luck[1]


def _names(scenario: Scenario) -> tuple[str, ...]:
    """What each number of an observation is."""
    return (
        *("month", "hours_left"),
        *PUBLIC,
        *SHARES,
        *("error", "motivation", "skill", "untied_complementary", "frictions", "shared_understanding"),
        *(f"change_gap_{stance}" for stance in STANCE_NAMES),
        *(f"need_{domain}" for domain in scenario.domains),
    )


def _diagnosis(seen: Diagnosis) -> list[float]:
    """The part of a diagnosis that fits into an observation."""
    return [
        seen.error,
        float(seen.motivation.mean()),
        float(seen.skill.mean()),
        seen.untied_complementary,
        seen.frictions,
        seen.shared_understanding,
        *seen.change_gap.tolist(),
        *seen.needs.tolist(),
    ]


if ID not in gymnasium.registry:
    gymnasium.register(id=ID, entry_point="simul_agir.simulation.environment:TerritoryEnv")
