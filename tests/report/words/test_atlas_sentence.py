"""What contracts say together is told in both languages, and never more than they say."""

from dataclasses import replace

import pytest

from atlases import atlas, failing
from simul_agir.locale import words
from simul_agir.report.words.atlas_sentence import leader
from simul_agir.study.compare.atlas import Atlas, Whole


def leading(found: Atlas, **counts: int) -> Atlas:
    """The same answer, with other counts for its second stance and none for the others."""
    wholes = [replace(whole, highest=0, alone=0) for whole in found.wholes]
    wholes[1] = replace(wholes[1], **counts)
    copy = replace(found)
    copy.__dict__["wholes"] = tuple(wholes)
    return copy


def test_it_says_who_ends_highest_where_and_what_it_is_not(lang: str) -> None:
    told = leading(atlas(), highest=3, alone=2, leading=3).sentence(lang)
    assert words(lang)("list.quoted", text=words(lang).name("stance", "residents")) in told
    assert {"en": "highest in 3 contracts; in 2", "fr": "plus haut dans 3 contrats ; dans 2"}[
        lang
    ] in told.replace("\u00a0", " ").replace("\u202f", " ")
    assert told.endswith(words(lang)("verdict.purpose"))


def test_where_no_difference_matters_it_says_so(lang: str) -> None:
    told = leading(atlas(), highest=1, alone=0).sentence(lang)
    assert {"en": "nowhere by a difference that matters", "fr": "nulle part d’une différence qui compte"}[
        lang
    ] in told
    assert {"en": "1 contract,", "fr": "1 contrat,"}[lang] in told


def test_where_all_end_alike_it_says_so(lang: str) -> None:
    told = leading(atlas(), highest=0).sentence(lang)
    assert words(lang)("atlas.alike") in told
    assert leader(leading(atlas(), highest=0)) is None


def test_one_run_of_each_tells_no_effect_from_chance(lang: str) -> None:
    told = leading(atlas(1), highest=2).sentence(lang)
    assert {"en": "cannot separate chance from effect", "fr": "ne permet pas de distinguer"}[lang] in told


def test_what_failed_is_told(lang: str) -> None:
    assert words(lang)("atlas.failed", count=1) in failing().sentence(lang)
    nothing = replace(failing(), lines=())
    assert nothing.sentence(lang).startswith(words(lang)("atlas.failed", count=1))


@pytest.mark.parametrize("gains", [(0.2, 0.1), (0.1, 0.2)])
def test_of_two_that_lead_as_often_the_one_that_gains_more_is_named(gains: tuple[float, float]) -> None:
    found = leading(atlas(), highest=1)
    wholes: list[Whole] = list(found.wholes)
    for place, gain in zip((1, 2), gains, strict=True):
        estimate = wholes[place].gain
        assert estimate is not None
        wholes[place] = replace(wholes[place], highest=1, gain=replace(estimate, mean=gain))
    found.__dict__["wholes"] = tuple(wholes)
    best = leader(found)
    assert best is not None
    assert best.stance == ("residents" if gains[0] > gains[1] else "ordinary_resources")
