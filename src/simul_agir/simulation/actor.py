"""An actor as a Mesa agent: a view of one row of the territory's arrays. It stores no data of its own."""

from collections.abc import Iterable
from difflib import get_close_matches
from enum import IntEnum
from typing import TYPE_CHECKING, Any, overload

import mesa
import numpy as np
from numpy.typing import ArrayLike, NDArray

from simul_agir.model import fields as at
from simul_agir.model.ladder import CRITERIA, FIRST_CRITERION, TOP
from simul_agir.model.parameters import TRUST_PRIOR, WORKING_COMFORT
from simul_agir.simulation.start import sets_of, trust_from
from simul_agir.simulation.working_network import ties_of

if TYPE_CHECKING:
    from simul_agir.simulation.territory import Territory

Floats = NDArray[np.float64]
_SUM_ERROR = 1e-9  # tolerance for shares that must sum to 1


_MESAS = ("model", "unique_id", "pos", "position", "cell")  # attributes of the agent object itself


class ActorError(RuntimeError):
    """An operation of Mesa's agents that actors of a territory do not allow."""


class Stage(IntEnum):
    """The five stages of collective intelligence."""

    latency = 0
    belonging = 1
    team = 2
    team_action = 3
    excellence = 4


class Cell:
    """One number of an actor, read from the arrays and written back after a check of its range."""

    def __init__(self, column: int, high: float = 1.0) -> None:
        self.column, self.high = column, high

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, actor: None, owner: type) -> "Cell": ...
    @overload
    def __get__(self, actor: "Actor", owner: type) -> float: ...
    def __get__(self, actor: "Actor | None", owner: type) -> "float | Cell":
        return self if actor is None else float(actor.row[self.column])

    def __set__(self, actor: "Actor", value: float) -> None:
        actor.row[self.column] = self.checked(value)

    def checked(self, value: float) -> float:
        """The value, if it is within the range. Raises ValueError otherwise."""
        if not 0.0 <= value <= self.high:
            raise ValueError(f"{self.name} = {value} is outside 0 to {self.high:g}")
        return float(value)


class Voice(Cell):
    """How likely an actor is invited and heard. A change to or from zero changes the number of actors with voice."""

    def __set__(self, actor: "Actor", value: float) -> None:
        super().__set__(actor, value)
        state = actor.model.batch.state
        state.territory[0, at.VOICES] = np.count_nonzero(state.actors[0, :, at.VOICE] > 0)


class Turnover(Cell):
    """Probability that the actor's person leaves within a year. The arrays hold the monthly probability."""

    @overload
    def __get__(self, actor: None, owner: type) -> "Cell": ...
    @overload
    def __get__(self, actor: "Actor", owner: type) -> float: ...
    def __get__(self, actor: "Actor | None", owner: type) -> "float | Cell":
        return self if actor is None else 1.0 - (1.0 - float(actor.row[self.column])) ** 12

    def __set__(self, actor: "Actor", value: float) -> None:
        actor.row[self.column] = at.monthly(self.checked(value))


class Profile:
    """An actor's numbers by domain, (K,), in [0, 1]. Reading gives a read-only copy; writing replaces the whole array."""

    def __init__(self, line: int) -> None:
        self.line = line

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, actor: None, owner: type) -> "Profile": ...
    @overload
    def __get__(self, actor: "Actor", owner: type) -> Floats: ...
    def __get__(self, actor: "Actor | None", owner: type) -> "Floats | Profile":
        if actor is None:
            return self
        values: Floats = actor.model.batch.state.profiles[0, actor.position, self.line].copy()
        values.flags.writeable = False
        return values

    def __set__(self, actor: "Actor", values: ArrayLike) -> None:
        profiles = actor.model.batch.state.profiles[0, actor.position]
        profiles[self.line] = self.checked(np.asarray(values, np.float64), profiles)
        actor.take_stock()

    def checked(self, values: Floats, profiles: Floats) -> Floats:
        """The values, checked. Raises ValueError for a wrong shape, for a value outside [0, 1], and for comfort below
        expertise.
        """
        if values.shape != profiles[self.line].shape or not ((values >= 0) & (values <= 1)).all():
            raise ValueError(f"{self.name} must hold {profiles.shape[1]} numbers in 0 to 1")
        if self.line == at.COMFORT and (values < profiles[at.EXPERTISE]).any():
            raise ValueError("comfort cannot be narrower than expertise")
        return values


class Shares(Profile):
    """An actor's shares by domain, (K,), which sum to 1."""

    def checked(self, values: Floats, profiles: Floats) -> Floats:
        """The values, checked. Raises ValueError unless they sum to 1."""
        values = super().checked(values, profiles)
        if abs(values.sum() - 1.0) > _SUM_ERROR:
            raise ValueError(f"{self.name} must sum to 1, not {values.sum():g}")
        return values


class Actor(mesa.Agent):
    """An actor of a `Territory`. Its attributes are read from the territory's arrays and written to them.

    Numbers are in [0, 1], except hours and euros per month; `turnover` is a probability per year. Values written are
    checked against their range (ValueError). Measured attributes (`stage`, `index`, `trust`...) are updated at the end of
    the next step. Arrays (`comfort`, `expertise`, `priorities`, `mandate`) are read-only copies: a data collector may
    keep them. To change one, assign a whole array: `actor.priorities = [...]`.

    `unique_id` is the actor's number in the landscape, from 1; `position` is the same number from 0.
    """

    model: "Territory"

    if TYPE_CHECKING:  # the numbers that model/fields.py shows: see below

        def __getattr__(self, name: str) -> Any: ...

    expertise = Profile(at.EXPERTISE)
    comfort = Profile(at.COMFORT)
    priorities = Shares(at.PRIORITIES)
    mandate = Shares(at.MANDATE)

    def __init__(self, model: "Territory", position: int) -> None:
        super().__init__(model)
        self.position = position

    def remove(self) -> None:
        """Always raises ActorError: the rules need every actor of the landscape. The message says what to do instead."""
        raise ActorError(
            f"{self.name} cannot be removed: the rules go on with every actor of the landscape. "
            "Write voice = 0.0 to leave it out, or make a scenario without it."
        )

    def __setattr__(self, name: str, value: Any) -> None:
        """Set an attribute of the actor. Raises AttributeError for any other name and suggests the nearest one."""
        if name[:1] != "_" and name not in _MESAS and not hasattr(type(self), name):
            known = [each for each in dir(type(self)) if each[:1] != "_"]
            near = get_close_matches(name, known, n=1, cutoff=0.5)
            nearest = f"; did you mean {near[0]!r}?" if near else ""
            raise AttributeError(f"an actor has no {name!r}{nearest}", name=name, obj=self)
        super().__setattr__(name, value)

    def __repr__(self) -> str:
        return f"<actor {self.name}: {self.stage.name}>"

    @property
    def row(self) -> Floats:
        """The actor's row of the state's array of actors, (ACTOR_COLUMNS,): a view."""
        row: Floats = self.model.batch.state.actors[0, self.position]
        return row

    @property
    def id(self) -> str:
        """The actor's id in the landscape."""
        return self.model.scenario.landscape.ids[self.position]

    @property
    def name(self) -> str:
        """The actor's name in the landscape."""
        return self.model.scenario.landscape.names[self.position]

    @property
    def kind(self) -> str:
        """The actor's kind, a label only: no rule uses it."""
        return self.model.scenario.landscape.kinds[self.position]

    @property
    def stage(self) -> Stage:
        """The actor's stage of the ladder, 0 to 4, with a name. It is latency for an actor that is asleep or has no
        voice.
        """
        return Stage(int(self.row[at.STAGE]))

    @property
    def index(self) -> float:
        """The actor's stage plus its progress to the next stage, in [0, 4]."""
        return float(self.row[at.INDEX])

    @property
    def trust(self) -> float:
        """Mean trust of the actor in those it has ties to, in [0, 1]."""
        return float(self.row[at.TRUST])

    @property
    def engaged(self) -> bool:
        """Whether the actor took part in something outside its own field this month."""
        return bool(self.row[at.ENGAGED])

    @property
    def awake(self) -> bool:
        """Whether the actor is awake. Only latent groups can be asleep."""
        return bool(self.row[at.AWAKE])

    @awake.setter
    def awake(self, value: bool) -> None:
        if not value and not self.row[at.LATENT]:
            raise ValueError(f"{self.name} is no latent group: it does not sleep")
        self.row[at.AWAKE], self.row[at.IDLE] = float(bool(value)), 0.0

    @property
    def understanding(self) -> dict[str, tuple[str, ...]]:
        """For each need, the domains that the actor believes must be acted on. These beliefs can be wrong."""
        domains = self.model.scenario.domains
        beliefs = self.model.batch.state.bitsets[0, self.position, at.BELIEFS :]
        return {
            need: tuple(domain for d, domain in enumerate(domains) if int(beliefs[k]) >> d & 1 and d != k)
            for k, need in enumerate(domains)
        }

    def alters(self) -> list["Actor"]:
        """The actors that this actor has ties to, whether or not it worked with them recently."""
        return self._actors(self.model.batch.state.tie_index[0, self.position, at.ALTER, : self._ties()])

    def partners(self) -> list["Actor"]:
        """The actors that this actor worked with in the last twelve months, each of the two having sought the other."""
        ties = ties_of(self.model.batch.state, 0, self.model.scenario.vector())
        return self._actors(ties.targets[ties.reciprocated & (ties.sources == self.position)])

    def trust_in(self, other: "Actor") -> float:
        """Trust of this actor in another one, in (0, 1). Without a tie it is the trust before any experience."""
        state = self.model.batch.state
        places = np.flatnonzero(state.tie_index[0, self.position, at.ALTER, : self._ties()] == other.position)
        p = self.model.scenario.vector()
        if not len(places):
            return float(p[TRUST_PRIOR])
        successes, failures = state.ties[0, self.position, [at.SUCCESSES, at.FAILURES], places[0]]
        return float(trust_from(successes, failures, p))

    def bottleneck(self) -> tuple[str, ...]:
        """The criteria that the actor does not meet for its next stage. Empty at the top stage, while asleep, and without
        voice.
        """
        if self.stage == TOP or not self.voice or not self.awake:
            return ()
        passes = self.model.passes()[self.position]
        following = range(FIRST_CRITERION[self.stage], FIRST_CRITERION[self.stage + 1])
        return tuple(CRITERIA[criterion] for criterion in following if not passes[criterion])

    def take_stock(self) -> None:
        """Recompute what depends on an actor's profiles: breadths, field, and the domains it is able to work in."""
        state = self.model.batch.state
        profiles, row = state.profiles[0, self.position], self.row
        profiles[at.COMFORT] = np.maximum(profiles[at.COMFORT], profiles[at.EXPERTISE])
        breadth = profiles[at.EXPERTISE].sum()
        row[at.EXPERTISE_BREADTH], row[at.FIELD] = breadth, profiles[at.MANDATE].argmax()
        row[at.COMFORT_RATIO] = profiles[at.COMFORT].sum() / breadth if breadth > 0 else 1.0
        able = profiles[at.COMFORT] >= self.model.scenario.vector()[WORKING_COMFORT]
        state.competence_mask[0, self.position] = sets_of(able)

    def _ties(self) -> int:
        return int(self.row[at.TIES])

    def _actors(self, positions: Iterable[Any]) -> list["Actor"]:
        return [self.model.actors[int(position)] for position in positions]


_CELLS = {at.VOICE: Voice, at.TURNOVER_CHANCE: Turnover}
for _field in at.ACTORS.values():
    if _field.shown:
        _cell = _CELLS.get(_field.column, Cell)(_field.column, _field.high)
        _cell.__set_name__(Actor, _field.shown)
        setattr(Actor, _field.shown, _cell)
