"""What a sound scenario holds, in a few lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from simul_agir.locale import Words, words
from simul_agir.scenario.landscape import ATTRIBUTES
from simul_agir.scenario.notes import in_language
from simul_agir.simulation.arm import Arm

if TYPE_CHECKING:
    from simul_agir.scenario import Scenario
    from simul_agir.scenario.collection import Collection


def summary(scenario: Scenario) -> dict[str, Any]:
    """The scenario in figures, as JSON holds it."""
    landscape = scenario.landscape
    return {
        "sound": True,
        "name": scenario.name,
        "title": scenario.title,
        "title_fr": scenario.title_fr,
        "contract": scenario.contract,
        "hash": scenario.hash,
        "actors": len(landscape.ids),
        "with_voice": int((landscape.attributes["voice"] > 0).sum()),
        "ties": len(landscape.sources),
        "domains": list(scenario.domains),
        "months": scenario.months,
        "warm_up": scenario.warm_up,
        "budget": float(scenario.budget),
        "effort": float(scenario.effort),
        "shocks": len(scenario.shocks),
        "arms": list(scenario.arms),
        "lead": landscape.names[landscape.lead],
        "project_team": landscape.names[landscape.project_team],
        "changed": sorted([*scenario.parameters, *scenario.mechanisms]),
        "given": dict(scenario.given),
        "drawn": drawn(scenario),
        "notes": list(scenario.notes),
        "imputed": list(scenario.imputed),
    }


OF_TIES = ("strength", "trust")  # what a tie that is given may leave to be drawn


def drawn(scenario: Scenario) -> dict[str, int]:
    """For how many actors each attribute was drawn, as `Scenario.given` counts those given; and how many ties were."""
    actors = len(scenario.landscape.ids)
    counts = {
        name: actors - scenario.given.get(name, 0) for name in (*ATTRIBUTES, "expertise", "mandate", "latent")
    }
    counts["ties"] = len(scenario.landscape.sources) - scenario.given.get("ties", 0)
    for what in OF_TIES:
        counts[what] = scenario.given.get("ties", 0) - scenario.given.get(what, 0)
    return {name: count for name, count in counts.items() if count > 0}


def _by_count(counts: dict[str, int], actors: int, key: str, translate: Words) -> str:
    """Names of attributes by the number of actors for whom they were given or drawn, then ties."""
    lines = []
    for count in sorted(
        {value for name, value in counts.items() if name not in ("ties", *OF_TIES)}, reverse=True
    ):
        names = [name for name, value in counts.items() if value == count and name not in ("ties", *OF_TIES)]
        whole = key == "drawn" and count == actors and len(names) == len(ATTRIBUTES) + 3
        lines.append(
            translate("check.drawn_all")
            if whole
            else translate(f"check.{key}_of", count=count, actors=actors, names=", ".join(names))
        )
    if counts.get("ties"):
        lines.append(translate("check.given_ties", count=translate.number(counts["ties"], 0)))
    parts = [
        translate(f"check.ties_{what}", count=translate.number(counts[what], 0))
        for what in OF_TIES
        if counts.get(what)
    ]
    return "\n".join([*lines, *parts])


def summary_text(scenario: Scenario, lang: str = "en") -> str:
    """The scenario in figures, one fact a line."""
    translate = words(lang)
    found = summary(scenario)
    facts = [
        (key, text)
        for key, text in (
            ("contract", found["contract"] or ""),
            ("actors", translate("check.with_voice", count=found["actors"], voice=found["with_voice"])),
            ("ties", translate.number(found["ties"], 0)),
            ("lead", found["lead"]),
            ("project_team", found["project_team"]),
            ("domains", ", ".join(translate.name("domain", domain) for domain in found["domains"])),
            ("months", translate("check.warm_up", months=found["months"], before=found["warm_up"])),
            ("budget", translate("check.euros", amount=translate.number(found["budget"], 0))),
            ("effort", translate("check.full_time", amount=translate.number(found["effort"], 2))),
            ("shocks", str(found["shocks"]) if found["shocks"] else ""),
            ("arms", ", ".join(arm_names(found["arms"]))),
            ("changed", ", ".join(found["changed"])),
            ("given", _by_count(found["given"], found["actors"], "given", translate)),
            ("drawn", _by_count(found["drawn"], found["actors"], "drawn", translate)),
            ("notes", "\n".join(in_language(remark, lang) for remark in scenario.notes)),
            ("imputed", "\n".join(in_language(remark, lang) for remark in scenario.imputed)),
            ("hash", found["hash"]),
        )
        if text
    ]
    return "\n".join([_head(scenario, translate), *_aligned(facts, translate)]) + "\n"


def collection_summary(collection: Collection) -> dict[str, Any]:
    """A collection in figures, as JSON holds it."""
    fields = collection.fields
    return {
        "sound": True,
        "name": collection.name,
        "title": collection.title,
        "contracts": len(collection.codes),
        "actors": sum(collection.actors(code) for code in collection.codes),
        "months": collection.months,
        "arms": list(collection.arms),
        "changed": sorted([*fields.get("parameters", ()), *fields.get("mechanisms", ())]),
    }


def collection_text(collection: Collection, lang: str = "en") -> str:
    """The collection in figures, one fact a line."""
    translate = words(lang)
    found = collection_summary(collection)
    facts = [
        ("contracts", translate.number(found["contracts"], 0)),
        ("actors", translate.number(found["actors"], 0)),
        ("months", str(found["months"])),
        ("arms", ", ".join(arm_names(found["arms"]))),
        ("changed", ", ".join(found["changed"])),
    ]
    known = [fact for fact in facts if fact[1]]
    return "\n".join([_head(collection, translate), *_aligned(known, translate)]) + "\n"


def arm_names(arms: Iterable[str | Mapping[str, Any]]) -> list[str]:
    """The arms by their names; one with a comma stands in quotes."""
    names = [each if isinstance(each, str) else Arm.of(each).name for each in arms]
    return [f'"{name}"' if "," in name else name for name in names]


def _head(found: Scenario | Collection, translate: Words) -> str:
    return translate("check.sound", name=found.titled(translate.lang))


def _aligned(facts: list[tuple[str, str]], translate: Words) -> list[str]:
    """Facts in two columns; one of several lines goes on below."""
    labels = [translate(f"check.{key}") for key, _ in facts]
    width = max(len(label) for label in labels) + 2
    below = "\n" + " " * (width + 2)
    return [
        f"  {label:<{width}}{text.replace(chr(10), below)}"
        for label, (_, text) in zip(labels, facts, strict=True)
    ]
