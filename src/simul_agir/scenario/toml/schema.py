"""The form of scenario.toml: what it may say, as pydantic models and as JSON Schema."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, ValidationError, create_model
from pydantic_core import PydanticCustomError, core_schema

from simul_agir.scenario.faults import bound
from simul_agir.scenario.landscape import ATTRIBUTES
from simul_agir.scenario.model import ARMS, DOMAINS
from simul_agir.scenario.soundness import (
    LONGEST_NAME,
    MOST_ACTORS,
    MOST_ARMS,
    MOST_DOMAINS,
    MOST_MONTHS,
    MOST_SHOCKS,
    SLUG,
)
from simul_agir.scenario.toml.text import is_plain
from simul_agir.scenario.vision import MOST_WEIGHT

LONGEST_TEXT = 20_000
STANCES = (
    "none",
    "animation",
    "residents",
    "ordinary_resources",
    "conditional_aid",
    "resilience",
    "mixed",
    "decree",
    "diagnosed",
    "diagnosed_by_trial",
    "sequenced",
    "money",
    "sham",
)
DOMAIN_NAME = r"[a-z][a-z0-9_]{0,39}"


class Told:
    """The form of one value; whatever is wrong with it is reported as one rule of words.WORDS."""

    def __init__(self, form: core_schema.CoreSchema, rule: str, **blanks: object) -> None:
        self.form = form
        self.rule = rule
        self.blanks = blanks

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_wrap_validator_function(self._check, self.form)

    def _check(self, value: Any, inner: Callable[[Any], Any]) -> Any:
        try:
            return inner(value)
        except (ValidationError, OverflowError):
            raise PydanticCustomError("told", "{rule}", {"rule": self.rule, **self.blanks}) from None


class Typical(Told):
    """A typical value: a number, or a table of mean and spread, whose own faults are reported one by one."""

    def __init__(self, low: float, high: float, table: type[BaseModel]) -> None:
        super().__init__(core_schema.any_schema(), "typical", low=bound(low), high=bound(high))
        self.table = table

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_wrap_validator_function(self._check, handler(source))

    def _check(self, value: Any, inner: Callable[[Any], Any]) -> Any:
        return self.table.model_validate(value) if isinstance(value, dict) else super()._check(value, inner)


def whole(low: int, high: int) -> Told:
    """A whole number within [low, high]."""
    return Told(core_schema.int_schema(ge=low, le=high, strict=True), "whole", low=low, high=high)


def number(low: float, high: float) -> Told:
    """A finite number within [low, high]."""
    form = core_schema.float_schema(ge=low, le=high, strict=True, allow_inf_nan=False)
    return Told(form, "number", low=bound(low), high=bound(high))


def text(most: int) -> Told:
    """A text of at most `most` characters."""
    return Told(core_schema.str_schema(max_length=most, strict=True), "text", most=most)


class Either(Told):
    """A text on one line, or a table whose own faults are reported one by one."""

    def __init__(self, most: int, table: type[BaseModel]) -> None:
        super().__init__(core_schema.any_schema(), "arm_or_table", most=most)
        self.table = table

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_wrap_validator_function(self._check, handler(source))

    def _check(self, value: Any, inner: Callable[[Any], Any]) -> Any:  # noqa: ARG002
        if isinstance(value, dict):
            return self.table.model_validate(value)
        if not isinstance(value, str) or not is_plain(value) or len(value) > self.blanks["most"]:  # type: ignore[operator]
            raise PydanticCustomError("told", "{rule}", {"rule": self.rule, **self.blanks})
        return value


class Line(Told):
    """The form of a text on one line."""

    def __init__(self, most: int) -> None:
        super().__init__(core_schema.str_schema(max_length=most, strict=True), "line", most=most)

    def _check(self, value: Any, inner: Callable[[Any], Any]) -> Any:
        if isinstance(value, str) and not is_plain(value):
            raise PydanticCustomError("told", "{rule}", {"rule": self.rule, **self.blanks})
        return super()._check(value, inner)


def like(pattern: str, rule: str, most: int) -> Told:
    """A text of this pattern."""
    return Told(
        core_schema.str_schema(pattern=f"^(?:{pattern})$", max_length=most, strict=True), rule, most=most
    )


Share = Annotated[float, number(0, 1)]
Weight = Annotated[float, number(0, MOST_WEIGHT)]
Truth = Annotated[bool, Told(core_schema.bool_schema(strict=True), "truth")]
Word = Annotated[str, Line(200)]
Month = Annotated[int, whole(1, MOST_MONTHS)]


class Table(BaseModel):
    """A table in which an unknown key is a fault, and a truth value is no number."""

    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)


class ShockTable(Table):
    """A blow that strikes the territory in one month."""

    month: Annotated[int, whole(1, MOST_MONTHS)] = Field(description="the month it strikes")
    size: Share = Field(description="share of what is still met that it takes away from each need struck")
    domains: list[Word] = Field(
        default=[], max_length=MOST_DOMAINS, description="needs struck; none named: all"
    )
    hardship: Share = Field(default=0.0, description="hardship it brings to a wholly exposed actor")
    closed: bool = Field(default=False, description="true: nobody may meet in that month")


class StepTable(Table):
    """A step of the reference path."""

    start: Annotated[int, whole(0, MOST_MONTHS)] = Field(description="first month")
    months: Annotated[int, whole(0, MOST_MONTHS)] = Field(description="length in months; 0: skipped")


class PathTable(Table):
    """The reference path: diagnosis, choice, training, scheme."""

    diagnosis: StepTable | None = Field(default=None, description="the actors take stock of their system")
    choice: StepTable | None = Field(default=None, description="a stance is chosen")
    training: StepTable | None = Field(default=None, description="the actors are trained by acting")
    scheme: StepTable | None = Field(default=None, description="axes, plan and governance are agreed")
    revisit: Annotated[int, whole(1, MOST_MONTHS)] | None = Field(
        default=None, description="month in which the path is taken up again"
    )


class VisionTable(Table):
    """The success vision: weights of families of outcomes; none given: all weigh the same."""

    ladder: Weight | None = Field(default=None, description="weight: how far the actors climb")
    needs: Weight | None = Field(default=None, description="weight: needs that are met")
    residents_lead: Weight | None = Field(
        default=None, description="weight: actions led by those close to residents"
    )
    complementarity: Weight | None = Field(
        default=None, description="weight: actions that join public power and residents"
    )
    solidarity: Weight | None = Field(
        default=None, description="weight: help that nobody paid for, groups awake"
    )
    holding_together: Weight | None = Field(
        default=None, description="weight: work kept up, nothing lost in a crisis, nobody isolated"
    )
    innovation: Weight | None = Field(default=None, description="weight: fields joined for the first time")
    inequality: Weight | None = Field(
        default=None, description="weight: equal places for those with little voice"
    )
    hours: Weight | None = Field(default=None, description="weight: hours that the actors are spared")
    subsidiarity: Weight | None = Field(default=None, description="older name of residents_lead")
    excluded: list[Word] = Field(
        default=[], max_length=MOST_ARMS, description="stances that the territory rules out"
    )


class ArmTable(BaseModel):
    """A stance with changes and switches. Any key that is neither of these is a change: `arm_form` examines it."""

    model_config = ConfigDict(extra="allow", strict=True, allow_inf_nan=False)
    name: Any = Field(default=None, description="what the table and the figures call it; by default its text")
    stance: Any = Field(default=None, description="the stance it begins with")
    then: Any = Field(
        default=None, description="switches: from the end of a month on, another stance or other values"
    )

    @property
    def said(self) -> dict[str, Any]:
        """The table as it was written."""
        return {name: value for name, value in self.model_dump().items() if value is not None}


class LandscapeTable(Table):
    """How the landscape is drawn."""

    seed: Annotated[int, whole(0, 2**32 - 1)] = Field(
        default=1, description="the same seed draws the same landscape"
    )
    population: Annotated[int, whole(1, 10_000_000)] | None = Field(
        default=None, description="inhabitants; a contract brings its own"
    )
    actors: Annotated[int, whole(2, MOST_ACTORS)] | None = Field(
        default=None, description="most actors drawn from a contract"
    )
    ties: Annotated[float, number(0, 32)] | None = Field(
        default=None, description="mean number of alters at first; 0: none drawn"
    )
    trust: Share | None = Field(default=None, description="mean trust of the ties drawn")
    same_field: Annotated[float, number(0.1, 1000)] | None = Field(
        default=None, description="odds of a tie between actors of one field"
    )
    same_place: Annotated[float, number(0.1, 1000)] | None = Field(
        default=None, description="odds of a tie between actors of one place"
    )
    fields: Annotated[int, whole(1, MOST_DOMAINS)] | None = Field(
        default=None, description="domains of high expertise an actor has"
    )
    other_expertise: Annotated[float, number(0, 0.5)] | None = Field(
        default=None, description="mean expertise outside the own fields"
    )


def _attribute_fields() -> dict[str, Any]:
    """Every attribute, as a mean or as a mean and a spread."""
    fields: dict[str, Any] = {}
    for name, each in ATTRIBUTES.items():
        plain: Any = Annotated[float, number(each.low, each.high)]
        spread: Any = create_model(
            f"Spread_{name}",
            __base__=Table,
            mean=(plain | None, None),
            spread=(Annotated[float, number(0, each.high)] | None, None),
        )
        either = Annotated[plain | spread, Typical(each.low, each.high, spread)]
        text = f"{each.meaning} ({each.unit}): a mean, or mean and spread"
        fields[name] = (either | None, Field(default=None, description=text))
    return fields


AttributesTable = create_model(
    "AttributesTable",
    __base__=Table,
    __doc__="What is typical of every kind of actor here.",
    **_attribute_fields(),
)


class KindTable(AttributesTable):  # type: ignore[valid-type,misc]
    """What is typical of one kind of actor here."""

    like: Word | None = Field(default=None, description="a new kind: the known kind that it resembles")
    en: Word | None = Field(default=None, description="its name in English")
    fr: Word | None = Field(default=None, description="its name in French")
    core: list[Word] | None = Field(default=None, description="domains of high expertise, always")
    pool: list[Word] | None = Field(default=None, description="domains of which more are drawn; empty: all")
    drawn: Annotated[int, whole(0, MOST_DOMAINS)] | None = Field(
        default=None, description="how many are drawn from the pool"
    )
    focus: Share | None = Field(default=None, description="share of the mandate on the own fields")
    reach: Annotated[float, number(0.01, 100)] | None = Field(
        default=None, description="odds of being tied at first, an association's being 1"
    )
    trust: Share | None = Field(default=None, description="its mean trust in others at first")
    latent: Truth | None = Field(default=None, description="may sleep and wake")
    asleep: Share | None = Field(default=None, description="share that starts asleep")


def _exact_fields() -> dict[str, Any]:
    """Every attribute, as one exact number."""
    return {
        name: (
            Annotated[float, number(each.low, each.high)] | None,
            Field(default=None, description=f"{each.meaning} ({each.unit})"),
        )
        for name, each in ATTRIBUTES.items()
    }


FixedTable = create_model(
    "FixedTable", __base__=Table, __doc__="Attributes of one actor, exactly.", **_exact_fields()
)


class Document(Table):
    """A scenario of simul_agir: a territory, its actors, its means and the stances to compare."""

    name: Annotated[str, like(SLUG.pattern, "slug", LONGEST_NAME)] | None = Field(
        default=None, description="short name; by default the folder's"
    )
    title: Word = Field(default="", description="title, for people")
    title_fr: Word = Field(default="", description="title in French; without it, title in both languages")
    description: Annotated[str, text(LONGEST_TEXT)] = Field(
        default="", description="what this is and where its numbers come from"
    )
    contract: Word | None = Field(
        default=None, description="code of a contrat de ville of which the landscape is drawn"
    )
    months: Annotated[int, whole(1, MOST_MONTHS)] = Field(
        default=72, description="months lived under each stance"
    )
    warm_up: Annotated[int, whole(0, MOST_MONTHS)] = Field(
        default=24, description="months lived before, under no stance"
    )
    domains: list[Annotated[str, like(DOMAIN_NAME, "domain_name", 40)]] = Field(
        default=list(DOMAINS),
        min_length=2,
        max_length=MOST_DOMAINS,
        description="the domains of need and expertise",
    )
    needs: dict[str, Share] = Field(default={}, description="unmet need in each domain at first")
    links: dict[str, list[Word]] = Field(
        default={}, description="for a need: the domains that must be acted on too"
    )
    budget: Annotated[float, number(0, 1e9)] | None = Field(
        default=None, description="action money, euros a month, the same in all arms"
    )
    effort: Annotated[float, number(0, 1e4)] | None = Field(
        default=None, description="engineering effort, full-time equivalents"
    )
    shocks: list[ShockTable] = Field(default=[], max_length=MOST_SHOCKS, description="blows known beforehand")
    path: PathTable = Field(default_factory=PathTable, description="the reference path")
    vision: VisionTable = Field(default_factory=VisionTable, description="the success vision")
    arms: list[Annotated[str | ArmTable, Either(200, ArmTable)]] = Field(
        default=list(ARMS),
        min_length=1,
        max_length=MOST_ARMS,
        description="arms to compare: stances by name, or tables of a stance with changes and switches",
    )
    parameters: dict[str, Any] = Field(default={}, description="parameters that differ from the defaults")
    mechanisms: dict[str, Any] = Field(default={}, description="mechanisms switched off (false) or on")
    landscape: LandscapeTable = Field(
        default_factory=LandscapeTable, description="how the landscape is drawn"
    )
    attributes: AttributesTable = Field(  # type: ignore[valid-type]
        default_factory=AttributesTable, description="typical attributes of every kind here"
    )
    kinds: dict[str, KindTable] = Field(default={}, description="typical attributes of one kind here")
    lead: FixedTable = Field(default_factory=FixedTable, description="attributes of the lead")  # type: ignore[valid-type]
    project_team: FixedTable = Field(  # type: ignore[valid-type]
        default_factory=FixedTable, description="attributes of the project team"
    )


def keys_at(path: tuple[str | int, ...]) -> tuple[str, ...]:
    """The keys a table of scenario.toml may have, by the table's path."""
    names = tuple(step for step in path if isinstance(step, str))
    tables: dict[tuple[str, ...], type[BaseModel]] = {
        (): Document,
        ("shocks",): ShockTable,
        ("path",): PathTable,
        ("vision",): VisionTable,
        ("landscape",): LandscapeTable,
        ("attributes",): AttributesTable,
        ("lead",): FixedTable,
        ("project_team",): FixedTable,
    }
    if names in tables:
        return tuple(tables[names].model_fields)
    if names[:1] == ("path",):
        return tuple(StepTable.model_fields)
    if names[:1] == ("kinds",) and len(names) == 2:
        return tuple(KindTable.model_fields)
    return ("mean", "spread")
