"""Tests of `report.dossier.territory_record`: the territory in a dossier's record."""

import re

from tests.report.dossier.test_dossier import answer, own, page  # noqa: F401

from simul_agir.report.dossier import dossier_of
from simul_agir.study import Comparison


def test_a_file_to_share_holds_no_name(answer: Comparison, own: Comparison) -> None:
    for found in (answer, own):
        page = dossier_of(found, "fr", jobs=1)
        for name in found.scenario.landscape.names:
            assert name not in page
            assert name.partition(",")[0] not in page.replace(found.scenario.title_fr, "")
        for called in found.scenario.landscape.ids:
            assert not re.search(rf"[\"> ]{re.escape(called)}[\"<,]", page)
