"""What the pages say holds: links lead somewhere, code runs, both languages say the same."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from simul_agir import compare, simulate
from simul_agir.cli.app import COMMANDS, name_of
from simul_agir.model.instruments import INSTRUMENTS
from simul_agir.report.files.atlas_files import FILES
from simul_agir.report.words.profile import whole_sentence
from simul_agir.scenario import Scenario
from simul_agir.scenario.assumption_sets import AssumptionSets
from simul_agir.scenario.collection import Collection
from simul_agir.scenario.landscape import ATTRIBUTES
from simul_agir.scenario.tables.rows import PLAIN_COLUMNS, TIE_COLUMNS
from simul_agir.scenario.toml.schema import Document, LandscapeTable
from simul_agir.simulation.grids import AMOUNT, COUNT, DIFFERENCE, GRIDS, LADDER, RATIO, SHARE
from simul_agir.stances import load_stance_module
from simul_agir.stances.contract import StanceContract
from simul_agir.study.compare.atlas import columns_of
from simul_agir.study.design import Study
from simul_agir.study.design.form import KINDS, DesignTable, KeepTable, StudyDocument, SureTable
from simul_agir.study.outcomes import OUTCOMES
from simul_agir.study.request import check_arms
from simul_agir.study.search.sure import Worth

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
READMES = ("README.md", "README.fr.md")
PAGES_WITH_PYTHON = (
    *("python", "scenario", "import", "france", "histograms", "sure-verdicts", "assumptions"),
    *("studies", "sensitivity", "discovery", "policies-as-search", "patterns"),
)
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)")


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(name: str, language: str) -> list[str]:
    """The code blocks of a page in one language, in order."""
    return re.findall(rf"^```{language}\n(.*?)^```", text_of(name), re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_to_a_file(page: Path) -> None:
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("name", READMES)
def test_the_two_commands_stand_on_the_first_screen(name: str) -> None:
    first_screen = "\n".join(text_of(name).splitlines()[:30])
    assert "\npip install . && simul-agir compare scenarios/loos-en-gohelle\n" in first_screen
    assert '\npip install ".[test]" && pytest\n' in first_screen


@pytest.mark.parametrize("pattern", [r"^#+ ", r"^\| `", r"^```", r"^\s+\w+/ ", r"docs/\w+(?:\.fr)?\.md"])
def test_both_languages_say_the_same(pattern: str) -> None:
    english, french = (re.findall(pattern, text_of(name), re.MULTILINE) for name in READMES)
    assert english == [found.replace(".fr.md", ".md") for found in french]


@pytest.mark.parametrize("name", READMES)
def test_the_python_of_a_readme_runs(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = blocks(name, "python")
    exec(compile(code.replace("runs=100", "runs=3"), name, "exec"), {})
    assert capsys.readouterr().out.strip()


def test_both_languages_run_the_same_python() -> None:
    english, french = (re.sub(r' *#.*|"fr"', "", blocks(name, "python")[0]) for name in READMES)
    assert english == french


@pytest.mark.parametrize(
    ("page", "place"),
    [
        (page, place)
        for page in PAGES_WITH_PYTHON
        for place in range(len(blocks(f"docs/{page}.md", "python")))
    ],
)
def test_the_python_of_a_page_runs(
    page: str, place: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = blocks(f"docs/{page}.md", "python")[place]
    monkeypatch.chdir(tmp_path)
    exec(compile(code.replace("runs=50", "runs=3"), f"{page}.md", "exec"), {})


def test_the_examples_on_the_page_on_scenarios_are_sound(tmp_path: Path) -> None:
    shortest, longest, arms = blocks("docs/scenario.md", "toml")
    for number, text in enumerate((shortest, f"{shortest}\n{longest}", arms)):
        folder = tmp_path / f"example-{number}"
        folder.mkdir()
        (folder / "scenario.toml").write_text(text, encoding="utf-8")
        found = Scenario.load(folder)
        assert found.contract == "CN06202I"
        check_arms(found, str(folder))


def test_the_collection_on_the_page_on_france_is_sound(tmp_path: Path) -> None:
    (text,) = blocks("docs/france.md", "toml")
    (tmp_path / "collection.toml").write_text(text, encoding="utf-8")
    found = Collection.load(tmp_path)
    assert len(found.codes) > 10
    assert found.scenario(found.codes[0]).shocks[0].month == 12


def test_the_page_on_france_names_every_column_and_file() -> None:
    page = text_of("docs/france.md")
    columns = {re.sub(r"_(none|residents)$", "_<stance>", name) for name in columns_of(("none", "residents"))}
    assert {name for name in (*columns, *FILES) if f"`{name}`" not in page} == set()


def test_the_page_on_sure_verdicts_names_every_field_file_and_option() -> None:
    page = text_of("docs/sure-verdicts.md")
    told = {field.name for field in fields(Worth)} - {"stance"} | {"variance_of_difference", "enough_runs"}
    options = {"--until-sure", "--smallest-effect", "--most-runs", "--goal"}
    assert {name for name in told | {"sure.csv"} if f"`{name}`" not in page} == set()
    assert {option for option in options if f"| `{option} " not in page} == set()


def test_the_page_on_assumptions_names_every_field_of_the_json_and_its_own_sets_are_sound(
    tmp_path: Path,
) -> None:
    page = text_of("docs/assumptions.md")
    rows = [{"homophily": 1.0}, {"homophily": 2.0}]
    block = compare(Scenario.load("classroom"), ["none", "residents"], 2, assumptions=rows).to_dict()[
        "assumptions"
    ]
    fields = {*block, *block["differences"][0]} - {"a", "b"}
    assert {name for name in fields if f"`{name}`" not in page} == set()
    (text,) = blocks("docs/assumptions.md", "toml")
    (tmp_path / "mine.toml").write_text(text, encoding="utf-8")
    assert [each.name for each in AssumptionSets.load(tmp_path / "mine.toml")] == [
        "open",
        "closed, without shocks",
    ]


def test_the_studies_of_their_page_are_sound(tmp_path: Path) -> None:
    first, second = blocks("docs/studies.md", "toml")
    for text in (first, second):
        (tmp_path / "study.toml").write_text(text, encoding="utf-8")
        assert len(Study.load(tmp_path).points()) in (200, 3)


def test_the_page_on_studies_names_all_that_a_study_can_say() -> None:
    page = text_of("docs/studies.md")
    tables = (StudyDocument, DesignTable, KeepTable, SureTable)
    said = {name for table in tables for name in table.model_fields}
    plain = {"name", "title", "title_fr", "description"}
    assert {name for name in said - plain if not re.search(rf"\b{name}\b", page)} == set()
    assert [kind for kind in KINDS if f"| `{kind}`" not in page] == []
    assert [name for name in OUTCOMES if f"`{name}`" not in page] == []


def test_the_page_on_histograms_names_every_grid() -> None:
    page = text_of("docs/histograms.md")
    shares = {name for name, grid in GRIDS.items() if grid == SHARE}
    assert {name for name in GRIDS if name not in shares and f"`{name}`" not in page} == set()
    sizes = [grid.size for grid in (LADDER, SHARE, DIFFERENCE)]
    assert [size for size in sizes if f"| {size:,} of 1/256 |" not in page] == []
    for grid, top in ((RATIO, "2^24"), (COUNT, "2^21"), (AMOUNT, "2^40")):
        assert grid.high == 2 ** int(top[2:])
        assert f"0 to {top} |" in page


def test_the_page_on_scenarios_names_all_that_a_scenario_can_say() -> None:
    page = text_of("docs/scenario.md")
    columns = (*PLAIN_COLUMNS, *TIE_COLUMNS, *ATTRIBUTES)
    names = {*Document.model_fields, *LandscapeTable.model_fields, *columns}
    assert {name for name in names if f"`{name}`" not in page} == set()


@pytest.mark.parametrize("name", READMES)
def test_a_readme_lists_every_command_and_no_other(name: str) -> None:
    listed = re.findall(r"^\| `simul-agir ([\w-]+)", text_of(name), re.MULTILINE)
    assert sorted(listed) == sorted(name_of(command) for command in COMMANDS)


STANCES = blocks("docs/stances.md", "python")[:-1]


@pytest.mark.parametrize("code", STANCES, ids=range(len(STANCES)))
def test_the_stances_of_their_page_keep_the_contract_and_can_be_lived(code: str, tmp_path: Path) -> None:
    (tmp_path / "my_stances.py").write_text(code, encoding="utf-8")
    (name,) = load_stance_module(tmp_path / "my_stances.py").names
    contract = type("Contract", (StanceContract,), {"stance": name})()
    for fact in dir(contract):
        if fact.startswith("test_"):
            getattr(contract, fact)()
    lived = simulate(Scenario.load("classroom"), stance=name, runs=2, seed=1)
    assert lived.of("effort")[:, -1].min() > 0


def test_the_page_on_stances_names_every_instrument() -> None:
    page = text_of("docs/stances.md")
    assert [name for name in INSTRUMENTS if f"| `{name}` |" not in page] == []


@pytest.mark.slow
@pytest.mark.parametrize(("name", "lang"), [("README.md", "en"), ("README.fr.md", "fr")])
def test_the_answer_on_the_first_screen_is_that_of_the_present_model(name: str, lang: str) -> None:
    quoted = text_of(name).split("<!-- verdict -->")[1].split("<!-- -->")[0]
    told = re.sub(r"\s+", " ", quoted.replace(">", "")).strip()
    assert told == re.sub(
        r"\s+", " ", whole_sentence(compare(Scenario.load("loos-en-gohelle")), lang).replace(">", "")
    )
