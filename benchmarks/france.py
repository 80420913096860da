"""All contracts in one table: a sample that tells how long they take, and all of them."""

from benchmarks.timing import both_clocks
from simul_agir import Collection, compare_contracts

RUNS = 100
SAMPLE = 12


def _actors(collection: Collection) -> int:
    return sum(collection.actors(code) for code in collection.codes)


def sample() -> None:
    """Twelve contracts from the smallest to the largest, and what all would take at their rate."""
    france = Collection.load("france")
    by_size = sorted(france.codes, key=lambda code: (france.actors(code), code))
    step = (len(by_size) - 1) / (SAMPLE - 1)
    some = france.among([by_size[round(place * step)] for place in range(SAMPLE)])
    compare_contracts(some.lasting(3), runs=2)
    wall, busy = both_clocks(lambda: compare_contracts(some, runs=RUNS))
    share = _actors(some) / _actors(france)
    print(f"{len(some.codes)} contracts of {len(france.codes)} x {len(france.arms)} arms x {RUNS} runs:")
    print(
        f"  {wall:.1f} s ({busy:.1f} s of processors); all, by actors: {wall / share:.0f} s ({busy / share:.0f})"
    )


def whole() -> None:
    """All of them."""
    france = Collection.load("france")
    compare_contracts(france.among(["lyon"]).lasting(3), runs=2)
    wall, busy = both_clocks(lambda: compare_contracts(france, runs=RUNS))
    print(
        f"All {len(france.codes)} contracts x {len(france.arms)} arms x {RUNS} runs x {france.months} months:"
    )
    print(f"  {wall:.1f} s ({busy:.1f} s of processors)")
