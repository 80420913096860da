"""The command that a dossier gives can be typed, and asks for what the dossier holds."""

import shlex
from typing import Any

from simul_agir.report.dossier.commands import arm_text, command_of
from simul_agir.simulation import Arm

ASKED: dict[str, Any] = {
    "command": "compare",
    "source": {"shipped": "", "contract": "", "name": "L'Île aux 3 rues"},
    "arms": [Arm.of(name).to_dict() for name in ("none", "residents")],
    "assumptions": "",
    "vision": {"needs": 2.0, "ladder": 1.0},
    "months": 72,
    "months_after": None,
    "runs": 200,
    "sure": None,
    "seed": 4,
    "lang": "fr",
    "names": False,
}


def words(**changes: Any) -> list[str]:
    """The command as a shell would divide it."""
    return shlex.split(command_of({**ASKED, **changes}))


def test_a_shell_gives_back_every_name_and_number() -> None:
    typed = words()
    assert typed[:3] == ["simul-agir", "compare", "L'Île aux 3 rues"]
    assert typed[typed.index("--vision") + 1] == "needs=2,ladder=1"
    assert typed[typed.index("--runs") + 1] == "200"
    assert typed[-2:] == ["--report", "dossier.html"]


def test_sequential_selection_takes_the_place_of_runs() -> None:
    sure = {"probability": 0.95, "smallest_effect": 0.05, "most_runs": 5000, "goal": None}
    typed = words(sure=sure)
    assert "--runs" not in typed
    assert typed[typed.index("--until-sure") + 1] == "0.95"


def test_real_names_are_asked_for_only_where_they_stand() -> None:
    assert "--include-actors" not in words()
    assert "--include-actors" in words(names=True)


def test_an_arm_of_one_stance_is_its_name() -> None:
    assert arm_text(Arm.of("residents").to_dict()) == "residents"
