"""Answers for a few contracts, for tests of what is said and shown about them."""

from functools import cache

from simul_agir.scenario.collection import Collection
from simul_agir.study.compare.atlas import Atlas
from simul_agir.study.compare.contracts_compared import compare_contracts

CODES = ("CN04801N", "CN06202I", "CN06904M")


def few() -> Collection:
    """Three contracts, small, middling and large."""
    return Collection.load("france").among(CODES).lasting(8)


@cache
def atlas(runs: int = 6) -> Atlas:
    """Three contracts under the five stances, so many runs of each."""
    return compare_contracts(few(), runs=runs, seed=5)


@cache
def failing() -> Atlas:
    """The same where the largest contract cannot be drawn."""
    return compare_contracts(too_small(), runs=2, seed=5)


def too_small() -> Collection:
    """Three contracts cut to so few actors that the largest cannot be drawn."""
    collection = few()
    return Collection(
        collection.name, collection.codes, "A few", fields={**collection.fields, "landscape": {"actors": 60}}
    )
