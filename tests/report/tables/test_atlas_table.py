"""Tests of `report.tables.atlas_table`: what the contracts of a collection say together."""

import pytest
from tests.report.files.test_atlas_files import small_pictures  # noqa: F401

from atlases import atlas, failing
from simul_agir.locale import words
from simul_agir.report.tables.atlas_table import as_text


@pytest.mark.parametrize("width", [60, 140])
def test_the_text_names_every_stance_and_says_what_it_is_not(lang: str, width: int) -> None:
    told = " ".join(as_text(atlas(), lang, width).split())
    for stance in atlas().stances:
        assert words(lang).name("stance", stance) in told
    assert {"en": "not a prediction", "fr": "non une prédiction"}[lang] in told
    assert max(map(len, as_text(atlas(), lang, width).splitlines())) <= width


def test_the_text_says_why_a_contract_failed(lang: str) -> None:
    told = " ".join(as_text(failing(), lang).split())
    assert "CN06904M" in told
    assert {"en": "found 60", "fr": "trouvé 60"}[lang] in told
