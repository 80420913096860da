"""The page in one file for a web server that runs nothing: what is written, replaced and refused."""

from pathlib import Path

import pytest

from simul_agir.page import site as module
from simul_agir.page.portable import PortableError
from simul_agir.page.site import FIRST, write_site
from simul_agir.scenario import ScenarioError


def key_of(folder: Path, *named: str, names: bool = False) -> str:
    with pytest.raises(PortableError) as refused:
        write_site(folder, named, "en", names=names)
    return refused.value.key


def test_one_file_holds_the_territories_and_may_replace_itself(tmp_path: Path, lang: str) -> None:
    for named in (["classroom"], ["classroom", "small-contract", "classroom"]):
        file, size, territories = write_site(tmp_path / "site", named, lang, names=False)
        assert [each.name for each in tmp_path.rglob("*")] == ["site", "index.html"]
        assert file.stat().st_size == size
        assert territories == len(set(named))
    text = file.read_text(encoding="utf-8")
    assert text.startswith(f'<!DOCTYPE html>\n<html lang="{lang}">')
    assert "src=" not in text.partition("<script>")[0]  # nothing is fetched


def test_somebody_else_s_file_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<title>My club</title>")
    assert key_of(tmp_path, "classroom") == "static_foreign"
    assert (tmp_path / "index.html").read_text() == "<title>My club</title>"


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "site").touch()
    assert key_of(tmp_path / "site", "classroom") == "static_folder"


def test_a_folder_that_cannot_be_made_is_told_with_its_reason(tmp_path: Path, lang: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(PortableError) as refused:
        write_site(tmp_path / "file" / "deep" / "site", ["classroom"], lang, names=False)
    assert {"en": "a file, not a folder", "fr": "un fichier, pas un dossier"}[lang] in refused.value.text(
        lang
    )


def test_a_collection_is_no_territory(tmp_path: Path) -> None:
    assert key_of(tmp_path, "france") == "static_collection"
    with pytest.raises(ScenarioError):
        write_site(tmp_path, ["nowhere"], "en", names=False)
    assert list(tmp_path.iterdir()) == []


def test_real_actors_are_told_only_where_that_is_allowed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    land = module.land_of(module.Scenario.load("classroom"))
    monkeypatch.setattr(
        module, "land_of", lambda _: module.Land(land.name, land.scenario, land.arms, real=True)
    )
    assert key_of(tmp_path, "classroom") == "static_real"
    write_site(tmp_path, ["classroom"], "en", names=True)


def test_those_of_the_package_begin_with_the_same_one_and_are_small_enough() -> None:
    found = module._shipped()
    assert found[0].name == FIRST
    assert max(each.scenario.landscape.size for each in found) <= module.MOST_ACTORS
    assert len({each.name for each in found}) == len(found) > 2
