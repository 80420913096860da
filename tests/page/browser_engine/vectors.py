"""What Python's statistics give of made-up runs; `python -m tests.page.browser_engine.vectors` writes vectors.json again."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import numpy as np
from scipy.special import stdtrit

from simul_agir.model.indicators import INDICATORS, MEASURED
from simul_agir.page import answers
from simul_agir.scenario import Scenario, normal
from simul_agir.simulation import Arm, Ensemble
from simul_agir.simulation.aftermath import CRISIS_MONTH, CRISIS_YEAR, Aftermath
from simul_agir.study import statistics
from simul_agir.study.compare.verdict import decide
from simul_agir.study.exploring import Followed, PairedRuns, fans_of
from simul_agir.study.exploring.profiles import families_data
from simul_agir.study.mixture import accepted
from simul_agir.study.outcomes import OUTCOMES, SMALLEST_RELEVANT_EFFECT, outcomes_of
from simul_agir.study.profile.readings import READINGS, outcomes_read

FILE: Final = Path(__file__).with_name("vectors.json")
ARMS: Final = ("none", "first", "second", "third")
SEED: Final = 11
MONTHS: Final = 6  # lines of a ladder, month 0 included
END: Final = 4  # the last month of the contract


def made() -> dict[str, Any]:
    """Inputs and what Python makes of them, as JSON holds it."""
    return {
        "smallest": SMALLEST_RELEVANT_EFFECT,
        "seed": SEED,
        "outcomes": [{"name": name, "reading": MEASURED[name].outcome} for name in OUTCOMES],
        "indicators": list(INDICATORS),
        "told": families_data(),
        "compared": [compared(runs) for runs in (1, 2, 9, 40, 160)],
        "profiles": [profile(runs) for runs in (1, 8, 120)],
        "read": read(),
        "laws": laws(),
        "chance": chance(),
    }


def laws() -> dict[str, Any]:
    """The normal law over all ranges of its parts, and Student's."""
    values = [
        -40.0,
        -9.5,
        -6.1,
        -4.2,
        -3.0,
        -1.8,
        -1.3,
        -1.1,
        -0.5,
        -0.2,
        -1e-17,
        0.0,
        0.1,
        0.9,
        1.5,
        2.5,
        5.5,
        9.0,
        40.0,
    ]
    shares = [
        1e-300,
        1e-20,
        1e-12,
        0.0005,
        0.025,
        0.074,
        0.076,
        0.3,
        0.5,
        0.77,
        0.924,
        0.926,
        0.975,
        1.0 - 1e-12,
    ]
    asked = [
        (1, 0.975),
        (2, 0.975),
        (3, 0.75),
        (11, 0.975),
        (30, 0.51),
        (98, 0.975),
        (98, 0.9999),
        (1500, 0.975),
    ]
    return {
        "values": values,
        "below": normal.below(values).tolist(),
        "shares": shares,
        "quantiles": normal.quantile(shares).tolist(),
        "student": [[freedom, share, float(stdtrit(freedom, share))] for freedom, share in asked],
    }


def chance() -> list[dict[str, Any]]:
    """The first numbers of a few streams, and one of far on."""
    found = []
    for seed, purpose, bound in ((0, 1, 1), (SEED, 1, 7), (2**32 - 1, 2, 200), (SEED, 31, 2**31 + 5)):
        whole = statistics.generator(seed, purpose).integers(bound, size=50_000)
        signs = statistics._signs(statistics.generator(seed, purpose), 7, 9)
        deviates = statistics.generator(seed, purpose).standard_exponential(200_000)
        found.append(
            {
                "seed": seed,
                "purpose": purpose,
                "bound": bound,
                "integers": [*whole[:20].tolist(), int(whole[-1])],
                "signs": signs.astype(int).ravel().tolist(),
                "exponentials": [*deviates[:20].tolist(), float(deviates[-1]), float(deviates.max())],
            }
        )
    return found


def drawn(*shape: int, seed: int) -> Any:
    """Numbers of three decimals, some of them alike."""
    return np.round(np.random.default_rng(seed).normal(1.0, 0.4, shape), 3)


def short(values: Any) -> Any:
    """The same numbers with four digits."""
    return np.array([float(f"{each:.4g}") for each in values])


def compared(runs: int) -> dict[str, Any]:
    """Fans and verdict of four arms, of which the last two are close and two runs end alike."""
    shift = np.array([0.0, 0.3, 0.6, 0.62])[:, None, None]
    ladders = np.abs(drawn(len(ARMS), runs, MONTHS, seed=runs) + shift)
    ladders[3, : runs // 3] = ladders[2, : runs // 3]
    if runs > 100:  # told apart, by too little to matter
        ladders[3] = np.round(ladders[2] + 0.02 * ladders[1], 3)
    scenario = replace(Scenario.load("classroom"), months=END)
    kept = {arm: [ladders[place]] for place, arm in enumerate(ARMS)}
    lives = PairedRuns(
        scenario, tuple(Arm(name, "none") for name in ARMS), SEED, MONTHS - 1 - END, kept, runs
    )
    answer = answers.fans(fans_of(lives, SMALLEST_RELEVANT_EFFECT), {}, rest=True, full=True)
    ends = ladders[:, :, END].T
    return {
        "ladders": {arm: ladders[place].ravel().tolist() for place, arm in enumerate(ARMS)},
        "shape": {"months": MONTHS, "end": END, "points": len(accepted())},
        "head": plain(answer.head),
        "blocks": {name: np.asarray(block).ravel().tolist() for name, block in answer.blocks.items()},
        **verdict(ends),
    }


def verdict(ends: Any) -> dict[str, Any]:
    """What sets four arms apart, from their ends (runs, arms)."""
    runs = len(ends)
    boot = statistics.bootstrap_means(ends, SEED)
    low, high = statistics.interval_of_mean(ends, boot)
    pairs = [(a, b) for a in range(len(ARMS)) for b in range(a + 1, len(ARMS))]
    gaps = np.stack([ends[:, b] - ends[:, a] for a, b in pairs], axis=1)
    p = statistics.sign_flip(gaps, SEED)
    adjusted = statistics.holm(p)
    chances = statistics.probability_best(boot)
    found = decide(
        ARMS,
        dict(zip(ARMS, ends.mean(axis=0).tolist(), strict=True)),
        {
            frozenset((ARMS[a], ARMS[b])): float(adjusted[n]) if runs > 1 else 1.0
            for n, (a, b) in enumerate(pairs)
        },
        dict(zip(ARMS, chances.tolist(), strict=True)) if runs > 1 else None,
    )
    return {
        "interval": [[None if np.isnan(each) else float(each) for each in ends] for ends in (low, high)],
        "p": p.tolist(),
        "holm": adjusted.tolist(),
        "above": statistics.probability_above(gaps).tolist(),
        "best": chances.tolist(),
        "verdict": {**vars(found)},
    }


def profile(runs: int) -> dict[str, Any]:
    """The profile of four arms."""
    names, spreads = list(READINGS), families_data()["spreads"]
    read = {
        arm: {
            name: short(
                drawn(runs, seed=100 * place + number + runs)
                * spreads.get(name, 1.0)
                * (1.0 + 0.4 * place * (number % 3))
            )
            for number, name in enumerate(names)
        }
        for place, arm in enumerate(ARMS)
    }
    followed = Followed(Scenario.load("classroom"), tuple(Arm.of(arm) for arm in ("none",)), SEED)
    followed._read = {arm: {name: [values] for name, values in own.items()} for arm, own in read.items()}
    followed.runs = runs
    answer = answers.profile(followed.families())
    return {
        "read": {arm: {name: values.tolist() for name, values in own.items()} for arm, own in read.items()},
        "head": plain(answer.head),
        "blocks": {name: np.asarray(block).ravel().tolist() for name, block in answer.blocks.items()},
    }


def read() -> dict[str, Any]:
    """Outcomes read off the lines of an arm, with months after the contract and a crisis."""
    scenario = Scenario.load("small-contract")
    runs, months, after, domains = 2, CRISIS_MONTH + CRISIS_YEAR, 3, len(scenario.domains)
    width = len(INDICATORS)
    values = np.zeros((runs, months + 1 + after, width))
    used = [INDICATORS.index(name) for name in dict.fromkeys((*READ_OFF, *OUTCOMES))]
    values[:, :, used] = drawn(runs, months + 1 + after, len(used), seed=5)
    needs = drawn(runs, months + 1, domains, seed=6)
    index = INDICATORS.index("index")
    crisis = drawn(runs, CRISIS_YEAR, seed=7)
    struck = np.zeros((runs, CRISIS_MONTH + CRISIS_YEAR, width))
    struck[:, CRISIS_MONTH:, index] = crisis
    ensemble = Ensemble(
        scenario, "none", SEED, values[:, : months + 1], needs, *(np.zeros(0) for _ in range(3))
    )
    lived = Aftermath(
        ensemble, values[:, months + 1 :], values[:, CRISIS_MONTH : CRISIS_MONTH + CRISIS_YEAR, index], crisis
    )
    voices = int(np.count_nonzero(np.asarray(scenario.landscape.attributes["voice"]) > 0))
    return {
        "shape": {
            "runs": runs,
            "months": months,
            "indicators": list(INDICATORS),
            "domains": domains,
            "voices": voices,
        },
        "used": used,
        "values": values[:, :, used].ravel().tolist(),
        "needs": needs.ravel().tolist(),
        "crisis": crisis.ravel().tolist(),
        "outcomes": {name: values.tolist() for name, values in outcomes_read(lived).items()},
        "judged": outcomes_of(ensemble).ravel().tolist(),
    }


READ_OFF: Final = (
    *("index", "need", "subsidiarity", "complementarity", "unpaid_help", "in_hardship", "groups_awake"),
    *("continuity", "fallen", "isolated", "innovation", "inequality", "hours"),
)


def plain(value: Any) -> Any:
    """What JSON holds of it."""
    return json.loads(json.dumps(value, default=float))


if __name__ == "__main__":
    FILE.write_text(json.dumps(made(), allow_nan=False) + "\n", encoding="utf-8")
