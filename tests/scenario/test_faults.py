"""Every fault is told at once: file, line, field, value, what is allowed, nearest name."""

import os
import time
from pathlib import Path

import pytest

from simul_agir.scenario import Scenario, ScenarioError

from .folders import ACTORS, TIES, TOML, faults_of, only_fault, written

FAULTY_TOML = [
    ("month = 3", "month", '"month"', "months"),
    ('months = "72"', "months", '"72"', None),
    ("months = true", "months", "true", None),
    ("months = 0", "months", "0", None),
    ("months = 601", "months", "601", None),
    ("months = 12.5", "months", "12.5", None),
    ("effort = nan", "effort", "nan", None),
    ("effort = inf", "effort", "inf", None),
    ("effort = -1", "effort", "-1", None),
    ("budget = false", "budget", "false", None),
    ("title = 3", "title", "3", None),
    ('name = "Not A Slug"', "name", '"Not A Slug"', None),
    ('contract = "CN06202"', "contract", '"CN06202"', "CN06202I"),
    ('domains = ["housing"]', "domains", "1", None),
    ('domains = ["housing", "housing"]', "domains", '"housing"', None),
    ('domains = ["Housing", "health"]', "domains[1]", '"Housing"', None),
    ('arms = ["residants"]', "arms[1]", '"residants"', "residents"),
    ('arms = ["none", "none"]', "arms", '"none"', None),
    ("arms = []", "arms", "0", None),
    ("[needs]\nhousin = 0.5", "needs.housin", '"housin"', "housing"),
    ("[needs]\nhousing = 1.5", "needs.housing", "1.5", None),
    ('[links]\nhousing = ["helth"]', "links.housing[1]", '"helth"', "health"),
    ("[parameters]\nned_trend = 0.01", "parameters", '"ned_trend"', "need_trend"),
    ("[parameters]\nneed_trend = 1000", "parameters.need_trend", "1000", None),
    ("[parameters]\nneed_trend = true", "parameters.need_trend", "true", None),
    ("[mechanisms]\nencounter = false", "mechanisms", '"encounter"', "encounters"),
    ("[mechanisms]\nencounters = 0", "mechanisms.encounters", "0", None),
    ("[[shocks]]\nmonth = 13\nsize = 0.1", "shocks[1].month", "13", None),
    ("[[shocks]]\nmonth = 3", "shocks[1].size", "", None),
    ('[[shocks]]\nmonth = 3\nsize = 0.1\ndomains = ["saftey"]', "shocks[1].domains[1]", '"saftey"', "safety"),
    ("[path]\ndiagnosis = 3", "path.diagnosis", "3", None),
    ("[path.diagnosis]\nstart = 12\nmonths = 1", "path.diagnosis.start", "12", None),
    ("[path.diagnosis]\nmonths = 1\nstart = 0\nstrat = 1", "path.diagnosis.strat", '"strat"', "start"),
    (
        "[path]\ndiagnosis = { start = 4, months = 2 }\nchoice = { start = 3, months = 1 }",
        "path.choice.start",
        "3",
        None,
    ),
    ("[path]\nrevisit = 12", "path.revisit", "12", None),
    ("[vision]\nneeds = 101", "vision.needs", "101", None),
    ('[vision]\nexcluded = ["mixt"]', "vision.excluded[1]", '"mixt"', "mixed"),
    ("[landscape]\nseed = -1", "landscape.seed", "-1", None),
    ("[kinds]\nasociation = { voice = 0.5 }", "kinds", '"asociation"', "association"),
    ('[kinds.library]\nlike = "shool"', "kinds.library.like", '"shool"', "school"),
    ("[kinds.school]\nvoise = 0.5", "kinds.school.voise", '"voise"', "voice"),
    ("[kinds.school]\nvoice = 1.5", "kinds.school.voice", "1.5", None),
    ("[kinds.school]\nvoice = { mean = 2 }", "kinds.school.voice.mean", "2", None),
    ("[kinds.school]\nvoice = { men = 0.5 }", "kinds.school.voice.men", '"men"', "mean"),
    ("[lead]\nvoice = -0.1", "lead.voice", "-0.1", None),
    ("[attributes]\nvoice = true", "attributes.voice", "true", None),
]


def toml_with(text: str) -> str:
    return text if text.startswith("months") else f"months = 12\n{text}"


@pytest.mark.parametrize(
    ("text", "field", "value", "nearest"), FAULTY_TOML, ids=[each[0] for each in FAULTY_TOML]
)
def test_a_fault_of_the_scenario_is_told(
    tmp_path: Path, text: str, field: str, value: str, nearest: str | None
) -> None:
    toml = toml_with(text)
    fault = only_fault(
        written(tmp_path / "faulty", toml, "id,kind\na,intercommunality\nb,project_team\n", None)
    )
    assert (fault.field, fault.value, fault.nearest) == (field, value, nearest)
    assert fault.file.endswith("scenario.toml")
    assert fault.line is not None
    assert "month" in text or fault.line == toml.count("\n") + 1
    assert fault.allowed


FAULTY_ACTORS = [
    ("agglo,Agglo", "caf,Agglo", 4, "id", '"caf"', None),
    ("equipe,Équipe", ",Équipe", 3, "id", "", None),
    ("caf,CAF,social_security", "caf,CAF,", 4, "kind", "", None),
    ("caf,CAF,social_security", "caf,CAF,socialsecurity", 4, "kind", '"socialsecurity"', "social_security"),
    (",project_team,,,", ",projet_team,,,", 3, "role", '"projet_team"', "project_team"),
    (",project_team,,,", ",,,,", None, "role", "", None),
    ("0.6,0.9", "1.6,0.9", 2, "motivation", '"1.6"', None),
    ("0.6,0.9", "nan,0.9", 2, "motivation", '"nan"', None),
    ("0.6,0.9", "inf,0.9", 2, "motivation", '"inf"', None),
    ("0.6,0.9", "high,0.9", 2, "motivation", '"high"', None),
    ("0.6,0.9", "0x1,0.9", 2, "motivation", '"0x1"', None),
    ("0.6,0.9", "1_0,0.9", 2, "motivation", '"1_0"', None),
    ("0.6,0.9", "1e999,0.9", 2, "motivation", '"1e999"', None),
    ("0.5,1,3", "0.5,0,0", 2, "mandate", "0", None),
    ("0.5,1,3", "0.5,-1,3", 2, "mandate_housing", '"-1"', None),
    ("0.5,1,3", "0.5,1,3,4", 2, "", "10", None),
    ("motivation,voice", "motivaton,voice", 1, "column", '"motivaton"', "motivation"),
    ("motivation,voice", "voice,voice", 1, "voice", '"voice"', None),
    ("motivation,voice", ",voice", 1, "column 5", "", None),
    ("expertise_housing", "expertise_hosing", 1, "column", '"expertise_hosing"', "expertise_housing"),
]


FAULTY_TIES = [
    ("agglo,equipe", "agglo,equippe", 2, "target", '"equippe"', "equipe"),
    ("agglo,equipe", "agglo,agglo", 2, "target", '"agglo"', None),
    ("equipe,agglo", "agglo,equipe", 3, "source, target", '"agglo, equipe"', None),
    ("0.5,0.625", "0.5,1.625", 2, "trust", '"1.625"', None),
    ("0.5,0.625", "0.5;0.625", 2, "strength", '"0.5;0.625"', None),
    ("strength", "force", 1, "column", '"force"', "source"),
]


def test_all_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    folder = written(
        tmp_path / "faulty",
        TOML + "effort = -1\nmnths = 3\n[needs]\nhousing = 7\n[parameters]\nnope = 1\n",
        ACTORS.replace("0.6", "6").replace("social_security", "social"),
        TIES.replace("0.625", "62").replace("conseil,caf", "conseil,cafe"),
    )
    told = {(Path(fault.file).name, fault.field) for fault in faults_of(folder)}
    assert told == {
        ("scenario.toml", "effort"),
        ("scenario.toml", "mnths"),
        ("scenario.toml", "needs.housing"),
        ("scenario.toml", "parameters"),
        ("actors.csv", "motivation"),
        ("actors.csv", "kind"),
        ("ties.csv", "trust"),
        ("ties.csv", "target"),
    }


HIDDEN = [  # a fault of form, and what it must not hide
    ("[[shocks]]\nmonth = 40\nsize = 2", {"shocks[1].month", "shocks[1].size"}),
    (
        '[[shocks]]\nmonth = 40\nsize = 0.1\ndomains = ["x"]\n[[shocks]]\nmonth = 0\nsize = 0.1\ndomains = ["y"]',
        {"shocks[1].month", "shocks[1].domains[1]", "shocks[2].month", "shocks[2].domains[1]"},
    ),
    (
        "[path]\ndiagnosis = { start = 6, months = 2 }\nchoice = { start = 3, months = 1, end = 4 }\nrevisit = 12",
        {"path.choice.end", "path.choice.start", "path.revisit"},
    ),
    (
        "[path]\ntraining = { start = 90, months = 700 }",
        {"path.training.start", "path.training.months"},
    ),
    ('arms = ["none", 3, "residants", "none"]', {"arms[2]", "arms[3]", "arms"}),
    ("[needs]\nhousin = 1.5\nhealth = 2", {"needs.housin", "needs.health"}),
    (
        '[links]\nhousin = "health"\nhealth = ["helth", 3]',
        {"links.housin", "links.health[1]", "links.health[2]"},
    ),
    (
        "[kinds.asociation]\nvoice = { mean = 2, spread = -1, men = 1 }\ncore = [3, 'helth']",
        {
            "kinds",
            "kinds.asociation.voice.mean",
            "kinds.asociation.voice.spread",
            "kinds.asociation.voice.men",
            "kinds.asociation.core[1]",
            "kinds.asociation.core[2]",
        },
    ),
    (
        '[vision]\nsubsidiarity = 102\nexcluded = ["mixt"]',
        {"vision.subsidiarity", "vision.excluded[1]"},
    ),
    ("domains = [3]", {"domains", "domains[1]"}),
    (
        'contract = "CN06202"\nnames = 3\n[landscape]\nactors = 1\nsed = 3',
        {"contract", "names", "landscape.actors", "landscape.sed"},
    ),
]


def test_broken_toml_does_not_hide_the_faults_of_the_tables(tmp_path: Path) -> None:
    actors = ACTORS.replace("0.6", "6").replace("conseil,Conseil", "caf,Conseil")
    actors = actors.replace("social_security", "").replace(
        "equipe,Équipe,project_team,project_team", "e,É,x,lead"
    )
    ties = TIES.replace("0.625", "62").replace("conseil,caf", "ghost,ghost") + "centre,conseil,,\n"
    folder = written(tmp_path / "broken", "months = = 3\n", actors, ties)
    told = {(Path(fault.file).name, fault.line, fault.field) for fault in faults_of(folder)}
    assert told == {
        ("scenario.toml", 1, ""),
        ("actors.csv", 2, "motivation"),
        ("actors.csv", 4, "kind"),
        ("actors.csv", 6, "id"),
        ("actors.csv", None, "role"),  # two leads; but a project team may come with a contract
        ("ties.csv", 2, "trust"),
        ("ties.csv", 5, "target"),  # a tie to oneself; but a contract may bring an actor of this id
        ("ties.csv", 6, "source, target"),
    }


FOUR = '["residents", "ordinary_resources", "conditional_aid", "resilience"]'


BROKEN = [
    ("scenario.toml", b"", None),
    ("scenario.toml", b" \n\t", None),
    ("scenario.toml", b"months = ", 1),
    ("scenario.toml", b"months = 72\nmonths = 73", 2),
    ("scenario.toml", b"a = 1\nb = [1, 2\n", 3),
    ("scenario.toml", b"\x00\x01\x02", 1),
    ("scenario.toml", b"PK\x03\x04rest", 1),
    ("scenario.toml", b"[" * 20_000, None),
    ("scenario.toml", b"x = " + b"[" * 20_000, None),
    ("scenario.toml", b"months = " + b"9" * 5_000, None),
    ("scenario.toml", b"# remark\n" * 200_000, None),
    ("actors.csv", b"", None),
    ("actors.csv", b"\n\n", None),
    ("actors.csv", b"id,kind\n", None),
    ("actors.csv", b'id,kind\n"a,commune\nb,commune\n', 2),
    ("actors.csv", b"id,kind\na\x00,commune\n", 2),
    ("actors.csv", b"\x89PNG\r\n\x1a\n\x00", 2),
    ("actors.csv", b"id,kind\n" + b"a" * 200_000 + b",commune", 2),
]


@pytest.mark.parametrize(
    ("name", "content", "line"), BROKEN, ids=[f"{name}-{content[:20]!r}" for name, content, _ in BROKEN]
)
def test_a_broken_file_is_refused_with_its_line(
    tmp_path: Path, name: str, content: bytes, line: int | None
) -> None:
    folder = written(tmp_path / "broken", ties=None)
    (folder / name).write_bytes(content)
    fault = only_fault(folder)
    assert fault.file.endswith(name)
    if line is not None:
        assert fault.line == line


def crowd(size: int) -> str:
    return "id,kind\n" + "".join(f"a{each},c\n" for each in range(size))


def test_a_million_actors_are_refused_quickly(tmp_path: Path) -> None:
    folder = written(
        tmp_path / "crowd", actors="id,kind\n" + "".join(f"a{each},c\n" for each in range(1_000_000))
    )
    start = time.process_time()
    fault = only_fault(folder)
    assert time.process_time() - start < 20  # of the processor: seconds where it grows with the square
    assert (fault.line, fault.allowed) == (10_002, "at most 10000 rows")


def test_many_faults_are_counted_not_all_told(tmp_path: Path) -> None:
    rows = "".join("a" + "b" * (each % 60) + f"{each},association\n" for each in range(1_000))
    folder = written(tmp_path / "many", actors="id,kind\n" + rows + rows, ties=None)
    faults = faults_of(folder)
    assert len(faults) == 501
    assert faults[-1].value == "1002"  # and the roles of lead and project team


def test_what_is_wrong_on_every_line_is_told_once(tmp_path: Path) -> None:
    folder = written(tmp_path / "same", actors=crowd(2_000), ties=None)
    fault = only_fault(folder)
    assert (fault.line, fault.field, fault.value) == (2, "kind", '"c"')
    assert fault.also == tuple(range(3, 2_002))
    assert fault.text().endswith("The same on lines 3, 4, 5, 6, 7, 8, 9, 10 and 1991 more.")
    assert fault.text("fr").endswith("De même aux lignes 3, 4, 5, 6, 7, 8, 9, 10 et 1991 autres.")


def test_a_column_on_another_scale_is_told_once_with_some_of_its_values(tmp_path: Path) -> None:
    rows = "".join(f"a{each},association,{10 + each}\n" for each in range(40))
    heads = "x,intercommunality,0.5\ny,project_team,0.5\n"
    folder = written(tmp_path / "same", actors="id,kind,motivation\n" + heads + rows, ties=None)
    fault = only_fault(folder)
    assert fault.value == '"10", "11", "12", "13", "14", "15", "16", "17", ...'
    assert len(fault.also) == 39


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read anything")
@pytest.mark.parametrize("name", ["scenario.toml", "actors.csv", "ties.csv", "."])
def test_what_may_not_be_read_is_refused(tmp_path: Path, name: str) -> None:
    folder = written(tmp_path / "secret")
    (folder / name).chmod(0)
    try:
        assert "may be read" in only_fault(folder).allowed
    finally:
        (folder / name).chmod(0o700)


def test_a_folder_in_place_of_the_scenario_hides_no_fault_of_the_tables(tmp_path: Path) -> None:
    folder = written(tmp_path / "odd", actors=ACTORS.replace("0.6", "6"), ties=None)
    (folder / "scenario.toml").unlink()
    (folder / "scenario.toml").mkdir()
    told = {(Path(fault.file).name, fault.allowed) for fault in faults_of(folder)}
    assert told == {("scenario.toml", "an ordinary file"), ("actors.csv", "a number from 0 to 1")}


def test_among_thousands_of_names_only_the_first_misspelt_ones_are_given_the_nearest(tmp_path: Path) -> None:
    actors = "id,kind\na,intercommunality\nb,project_team\n"
    actors += "".join(f"actor-{each},association\n" for each in range(5_000))
    ties = "source,target\n" + "".join(f"a,actr-{each}\n" for each in range(200))
    told = faults_of(written(tmp_path / "crowd", actors=actors, ties=ties))
    assert sum(1 + len(fault.also) for fault in told) == 200
    assert told[0].nearest == "actor-0"
    assert 1 < sum(fault.nearest is not None for fault in told) < 50


def test_a_title_stands_on_one_line_and_may_hold_french_spaces(tmp_path: Path) -> None:
    folder = written(tmp_path / "town", 'title = "Ici\u00a0: là"\n')
    assert Scenario.load(folder).title == "Ici\u00a0: là"
    for sign in ("\\n", "\\u0000", "\\u001b", "\\u202e"):
        (folder / "scenario.toml").write_text(f'title = "a{sign}b"\n', encoding="utf-8")
        assert only_fault(folder).field == "title"


def test_a_name_may_hold_french_spaces(tmp_path: Path) -> None:
    actors = ACTORS.replace("« Les Œillets »", "«\u00a0Les\u202fŒillets\u00a0»")
    scenario = Scenario.load(written(tmp_path / "town", actors=actors))
    assert "Centre «\u00a0Les\u202fŒillets\u00a0»" in scenario.landscape.names


def test_an_error_survives_a_pickle(tmp_path: Path) -> None:
    import pickle

    with pytest.raises(ScenarioError) as refused:
        Scenario.load("nowhere")
    assert pickle.loads(pickle.dumps(refused.value)).faults == refused.value.faults
