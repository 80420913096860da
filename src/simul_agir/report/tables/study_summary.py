"""Summaries of a study, of a sweep and of a verified store, in a few lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from simul_agir.locale import Words, words

if TYPE_CHECKING:
    from simul_agir.study.design import Factor, Study
    from simul_agir.study.store import Store
    from simul_agir.study.store.verify import Verified

MOST_VALUES = 6


def study_summary(study: Study) -> dict[str, Any]:
    """A study in figures, as JSON holds it."""
    return {
        "sound": True,
        "name": study.name,
        "title": study.title,
        "title_fr": study.title_fr,
        "scenarios": [origin.source for origin in study.origins],
        "stances": list(study.stances),
        "vary": [factor.content() for factor in study.factors],
        "design": study.layout.content().get("kind"),
        "points": len(study.points()),
        "runs": study.runs if study.sure is None else None,
        "most_runs": None if study.sure is None else study.sure.most_runs,
        "seed": study.seed,
        "keep": ["ends", *_kept(study)],
    }


def _kept(study: Study) -> list[str]:
    keep = study.keep
    named = {"quantiles": keep.quantiles, "trajectories": keep.trajectories, "events": keep.events}
    return [name for name, chosen in named.items() if chosen]


def study_text(study: Study, lang: str = "en") -> str:
    """A study in figures, one fact a line."""
    translate = words(lang)
    found = study_summary(study)
    points = found["points"]
    if study.sure is None:
        runs = translate(
            "study.runs_of", runs=translate.number(study.runs, 0), all=_all(translate, study, study.runs)
        )
    else:
        runs = translate(
            "study.runs_until",
            most=translate.number(study.sure.most_runs, 0),
            share=translate.percent(study.sure.confidence),
        )
    facts = [
        ("scenarios", ", ".join(found["scenarios"])),
        ("stances", ", ".join(found["stances"])),
        *(
            ("varies", translate("typography.colon", head=factor.column, tail=_values(factor, translate)))
            for factor in study.factors[:20]
        ),
        *(
            [("varies", translate("study.more", count=len(study.factors) - 20))]
            if len(study.factors) > 20
            else []
        ),
        ("points", f"{translate.number(points, 0)} ({found['design']})"),
        ("runs", runs),
        ("kept", ", ".join(translate(f"study.table_{name}") for name in found["keep"])),
    ]
    return _listed(translate("study.sound", name=found["name"]), facts, translate)


def _all(translate: Words, study: Study, runs: int) -> str:
    return translate.number(runs * len(study.points()) * len(study.stances), 0)


def _listed(head: str, facts: Iterable[tuple[str, str]], translate: Words) -> str:
    lines = [(translate(f"study.{key}"), text) for key, text in facts]
    width = max(len(name) for name, _ in lines)
    return "\n".join([head, *(f"  {name:{width}}  {text}" for name, text in lines)]) + "\n"


def _values(factor: Factor, translate: Words) -> str:
    """What a factor takes."""
    if factor.ranges:
        key = "log_range" if factor.scale == "log" else "range"
        return translate(f"study.{key}", low=f"{factor.low:g}", high=f"{factor.high:g}")
    shown = [_shown(value) for value in factor.values[:MOST_VALUES]]
    rest = len(factor.values) - len(shown)
    return ", ".join(shown) + (f", {translate('study.more', count=rest)}" if rest else "")


def _shown(value: object) -> str:
    return (
        str(value).lower()
        if isinstance(value, bool)
        else f"{value:g}"
        if isinstance(value, float)
        else str(value)
    )


def sweep_text(store: Store, lang: str = "en") -> str:
    """What a store holds, and where."""
    translate = words(lang)
    found = store.to_dict()
    lines = [
        translate(
            "sweep.made",
            study=found["study"],
            points=translate.number(found["points"], 0),
            stances=len(found["stances"]),
            runs=translate.number(found["runs"], 0),
            seed=found["seed"],
        ),
        translate(
            "sweep.kept", folder=found["store"], rows=translate.number(found["rows"], 0), parts=found["parts"]
        ),
        translate("sweep.read", folder=found["store"]),
    ]
    return "\n".join(lines) + "\n"


def verified_text(store: Store, found: Verified, lang: str = "en") -> str:
    """What verifying a store came to."""
    translate = words(lang)
    fields = {
        "folder": store.folder,
        "parts": found.parts,
        "of": found.of,
        "rows": translate.number(found.rows, 0),
    }
    head = translate("store.sound" if found.sound else "store.unsound", **fields)
    lines = [head, *_findings(found, translate)]
    if found.parts < found.of:
        lines.append(translate("store.unfinished", missing=found.of - found.parts, waiting=found.waiting))
    failures: Sequence[Any] = store.failures
    if failures:
        lines.append(translate("store.failures", count=len(failures)))
    return "\n".join(lines) + "\n"


def _findings(found: Verified, translate: Words) -> list[str]:
    return [
        translate("typography.colon", head=finding.file, tail=translate(f"store.{finding.what}"))
        for finding in found.findings
    ]
