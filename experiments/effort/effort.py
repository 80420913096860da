"""The profile against effort, from a quarter of the usual to ten times: `python experiments/effort/effort.py [SCENARIO]`.

Writes effort.json beside itself, and docs/images/effort.png and effort.fr.png.
"""

import json
import sys
from pathlib import Path

from simul_agir import Scenario
from simul_agir.report.figures.effort_figure import draw_effort
from simul_agir.report.files.comparison_files import save_png
from simul_agir.study.profile.effort import effort_axis

HERE = Path(__file__).parent
IMAGES = HERE.parents[1] / "docs" / "images"
RUNS = 120  # one for each accepted point
ARMS = ("none", "residents", "ordinary_resources", "conditional_aid", "resilience", "mixed", "animation")


def main() -> int:
    """All multiples, then the figures."""
    scenario = Scenario.load(sys.argv[1] if len(sys.argv) > 1 else "loos-en-gohelle")
    found = effort_axis(scenario, ARMS, runs=RUNS)
    told = [
        {
            "times": times,
            "arms": {each.arm: {"value": each.value, "share": each.share} for each in profile.standings},
            "gains": [
                {
                    "arm": each.arm,
                    "outcome": each.outcome,
                    "mean": each.mean,
                    "low": each.low,
                    "high": each.high,
                }
                for each in profile.gains
            ],
        }
        for times, profile in zip(found.multiples, found.profiles, strict=True)
    ]
    (HERE / "effort.json").write_text(json.dumps(told) + "\n", encoding="utf-8")
    for lang, name in (("en", "effort.png"), ("fr", "effort.fr.png")):
        save_png(draw_effort(found, lang), IMAGES / name)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
