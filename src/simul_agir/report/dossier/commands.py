"""The command that makes a dossier again, as one types it."""

import shlex
from collections.abc import Mapping
from typing import Any

Record = Mapping[str, Any]


def command_of(asked: Record) -> str:
    """The command that makes a dossier again."""
    source = asked["source"]
    parts = [
        "simul-agir",
        asked["command"],
        typed(source["shipped"] or source["contract"] or source["name"]),
    ]
    if asked["command"] == "compare":
        for arm in asked["arms"]:
            parts += ["--arm", typed(arm_text(arm))]
    if asked["command"] == "what-if":
        parts += ["--stance", typed(arm_text(asked["arms"][0])), "--at", str(asked["at"])]
        parts += ["--then", typed(asked["then"])] if asked["then"] else []
        for key, value in asked["changes"].items():
            parts += ["--set", typed(f"{key}={_plain(value)}")]
        parts += [] if asked["why"] else ["--no-why"]
    if asked["command"] != "diagnose" and asked["sure"] is None:
        parts += ["--runs", str(asked["runs"])]
    if asked["command"] == "compare":
        parts += ["--months", str(asked["months"])]
    if asked["command"] == "diagnose":
        parts += ["--draws", str(asked["runs"])]
    if asked["sure"] is not None:
        parts += _sure(asked["sure"])
    parts += ["--assumptions", asked["assumptions"]] if asked["assumptions"] else []
    if asked["vision"] and asked["sure"] is None and asked["assumptions"] in ("", "default"):
        parts += [
            "--vision",
            typed(",".join(f"{name}={weight:.6g}" for name, weight in asked["vision"].items())),
        ]
    parts += ["--months-after", str(asked["months_after"])] if asked["months_after"] is not None else []
    parts += ["--seed", str(asked["seed"]), "--lang", asked["lang"]]
    parts += ["--include-actors"] if asked["names"] else []
    return " ".join([*parts, "--report", "dossier.html"])


def arm_text(arm: Record) -> str:
    """An arm as one types it."""
    from simul_agir.simulation import Arm

    found = Arm.of(dict(arm))
    return found.name if found.is_plain and found.name == found.stance else f"{found.name}: {found.text}"


def _sure(sure: Record) -> list[str]:
    found = ["--until-sure", f"{sure['probability']:g}", "--smallest-effect", f"{sure['smallest_effect']:g}"]
    found += ["--most-runs", str(sure["most_runs"])]
    return found if sure["goal"] is None else [*found, "--goal", f"{sure['goal']:g}"]


def _plain(value: Any) -> str:
    text = f"{value:g}" if isinstance(value, float) else str(value)
    return text.lower() if isinstance(value, bool) else text


def typed(text: str) -> str:
    """A word as a shell takes it."""
    return shlex.quote(str(text))
