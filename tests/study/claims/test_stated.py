"""The claims that are shipped: complete, sound, on contracts held out where they must be; and files that state none."""

import pytest

from simul_agir.model.parameters import PARAMETERS
from simul_agir.stances import get
from simul_agir.study.claims import ClaimError, claim_names, load_claim, select_claims
from simul_agir.study.claims.held_out import held_out
from simul_agir.study.claims.stored_runs import PATHWISE, measure_of
from simul_agir.study.outcomes import OUTCOMES

LEVELS = [
    name for name in PARAMETERS if name.endswith("_level") and name not in ("giant_level", "synergy_level")
]
SPANS = {  # assumptions on which a conclusion may hang, and values that must lie within what is sampled
    "failure_weight": (1, 3),
    "skill_erosion": (0, 0.12),
    "identification_erosion": (0.05, 0.12),
    "comfort_erosion": (0, 0.08),
    "tie_fading": (0, 0.16),
    "mandate_pull": (0, 0.05),
    "curvature": (0.5, 2),
    "weight_coverage": (0, 6),
    "weight_coordination": (0, 6),
    "own_share": (0.4, 0.9),
    "turnover_scale": (0, 2),
    "wake_threshold": (0.6, 1.5),
    **{
        f"{name}_cost": (PARAMETERS[f"{name}_cost"].default / 2, PARAMETERS[f"{name}_cost"].default * 2)
        for name in ("convene", "train", "inform", "orient", "regulate", "amplify", "match", "pool", "aid")
    },
}

NEW = (  # of the third edition: sampled over the whole of their priors
    *(
        "trust_prior",
        "prior_weight",
        "meeting_record",
        "reliability_mean",
        "reliability_spread",
        "doing_gain",
    ),
    *(
        "doing_surprise",
        "saturation",
        "consequence",
        "idle_talk",
        "sleep_hazard",
        "hour_choice",
        "invitation_share",
    ),
    *("delivery", "synergy_gain", "micro_scale", "match_pull", "voice_gain", "pool_share", "pool_delay"),
    *("join_ceiling", "crowding_out", "paid_success", "readiness", "alliance", "plan_share", "goal_pull"),
)


def prior(name: str) -> tuple[float, float]:
    """The range of a parameter."""
    return PARAMETERS[name].low, PARAMETERS[name].high


def test_there_are_nine() -> None:
    assert claim_names() == tuple(f"C{number}" for number in range(1, 10))


@pytest.mark.parametrize("name", claim_names())
def test_a_claim_says_in_both_languages_what_is_measured_and_what_would_refute_it(name: str) -> None:
    claim = load_claim(name)
    assert claim.name == name
    assert claim.central in {part.name for part in claim.parts}
    for lang in ("en", "fr"):
        assert all(
            len(claim.said(what, lang)) > 40 for what in ("sentence", "measured", "refuted", "controls")
        )
        assert all(part.words[lang] for part in (*claim.parts, *claim.readings))
    assert all(part.smallest is not None for part in claim.parts)
    assert all(part.smallest is None for part in claim.readings)


@pytest.mark.parametrize("name", claim_names())
def test_everything_a_claim_measures_is_lived_and_kept(name: str) -> None:
    selected = select_claims([name])[0]
    arms = {get(stance).name for stance in selected.study.stances}
    assert "sham" in arms
    for part in (*selected.claim.parts, *selected.claim.readings):
        assert {arm for term in part.terms for arm in term.arms} | set(part.arms) <= arms
        kept = {*OUTCOMES, *selected.study.keep.trajectories}
        assert set(measure_of(part.measure).columns) <= kept
        timed = part.measure in PATHWISE or any(term.month is not None or term.months for term in part.terms)
        assert not timed or set(measure_of(part.measure).columns) <= set(selected.study.keep.trajectories)


def test_c3_is_lived_in_held_out_contracts_only() -> None:
    selected = select_claims(["C3"])[0]
    lived = {variant.settings[("contract",)] for variant in selected.claim.variants}
    assert len(lived) == len(selected.claim.variants) >= 40
    assert lived <= held_out()


def test_another_size_is_another_number_of_points() -> None:
    usual, larger, few = (
        select_claims(["C1"])[0],
        select_claims(["c1"], size=2)[0],
        select_claims(["C1"], points=7, runs=3)[0],
    )
    assert larger.points == 2 * usual.points
    assert (few.points, few.study.runs, len(few.study.points())) == (7, 3, 14)
    with pytest.raises(ClaimError, match="--size"):
        select_claims(size=0)
    with pytest.raises(ClaimError, match="--points"):
        select_claims(points=0)
    with pytest.raises(ClaimError, match="--runs"):
        select_claims(runs=1)
    with pytest.raises(ClaimError, match="C9"):
        select_claims(["C10"])
