"""What types of actors are called in a file to share."""

from __future__ import annotations

from collections.abc import Sequence

from simul_agir.locale import Words
from simul_agir.scenario.assumptions import kinds
from simul_agir.study.diagnosing.groups import FEWEST, grouped


def label(kind: str | None, translate: Words, *, alone: bool = False) -> str:
    """What a type is called; `alone`: there is no other group."""
    if kind is None:
        return translate("dossier.all_types" if alone else "dossier.other_types")
    known = kinds().get(kind)
    return kind.replace("_", " ") if known is None else (known.fr if translate.lang == "fr" else known.en)


def callers(names: Sequence[str], kinds_of_actors: Sequence[str], translate: Words) -> dict[str, str]:
    """What each actor is called in a file to share: its type, or another type."""
    called = dict.fromkeys(names, translate("dossier.another_type"))
    for group in grouped(kinds_of_actors):
        for place in group.members:
            called[names[place]] = (
                label(group.kind, translate) if group.kind else translate("dossier.another_type")
            )
    return called


__all__ = ["FEWEST", "callers", "grouped", "label"]
