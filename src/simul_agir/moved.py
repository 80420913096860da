"""Old names of modules, for one release: to import one warns and gives the module under its new name."""

import sys
import warnings
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any, Final

# Where modules went that kept their names: (old package, new package), and the modules.
KEPT_NAMES: Final = {
    ("report", "report.tables"): (
        "atlas_table claims_table diagnosis_table discovery_table fitting levers_table profile_table scenario_summary "
        "search_table sensitivity_table sets_table study_summary sure_table what_if_table"
    ),
    ("report", "report.figures"): (
        "atlas_figure bottlenecks claims_figure differences discovery_figure effort_figure needs overview patterns_figure "
        "policy_figure profile_figure search_figure sensitivity_figure sets_figure stages style verification_figure "
        "what_if_figure"
    ),
    ("report", "report.files"): (
        "atlas_files claims_files diagnosis_files discovery_files folder search_files sensitivity_files what_if_files"
    ),
    ("report", "report.words"): "findings patterns_words",
    ("study", "report.words"): (
        "atlas_sentence cost_sentence discovery_sentence event_words optimisation_sentence sensitivity_sentence "
        "sets_sentence sure_sentence"
    ),
    ("scenario", "scenario.tables"): "answers programs rows set_tables sources",
    (
        "scenario",
        "scenario.toml",
    ): "document form json_schema places schema syntax text toml_text words written",
    ("study", "study.compare"): "arm_words atlas comparison costs over_sets scale verdict",
    ("study", "study.discovery"): "boxes ema ema_case",
    ("study", "study.search"): "optimisation screening sure",
    ("study", "study.sensitivity"): "indices",
    ("study", "study.sweep"): "sample",
    ("study.sweeping", "study.sweep"): "enough executors session work",
    ("study", "validation"): "mokken",
    ("study.life", "study.story"): "followed passages people place story turning",
    ("confrontation", "validation"): (
        "answer emulator graphs identifiability item_analysis looking matched_tables matching matching_design "
        "measures networks regimes sample statements targets"
    ),
}
# Modules that have another name today.
RENAMED: Final = {
    "page.asked": "page.query",
    "page.spoken": "page.page_texts",
    "page.tellings": "page.answers",
    "report.claims": "report.tables.claims_text",
    "report.life_figure": "report.figures.story_figure",
    "report.life_files": "report.files.story_files",
    "report.life_text": "report.tables.story_text",
    "report.patterns": "report.tables.patterns_table",
    "report.table": "report.tables.comparison_table",
    "report.verification": "report.tables.verification_table",
    "confrontation": "validation",
    "confrontation.living": "validation.contract_calendar",
    "report.dossier.again": "report.dossier.recomputation",
    "report.dossier.asked": "report.dossier.dossier_request",
    "report.dossier.kept": "report.dossier.stored_answer",
    "report.dossier.life": "report.dossier.run_record",
    "report.dossier.telling": "report.dossier.sentences",
    "report.dossier.telling_today": "report.dossier.diagnosis_sentences",
    "report.dossier.territory": "report.dossier.territory_record",
    "report.words.story_telling": "report.words.story_sentences",
    "scenario.importing.actors": "scenario.importing.actor_rows",
    "scenario.importing.reading": "scenario.importing.tables_read",
    "sheets.form": "sheets.book",
    "simulation.alike": "simulation.shared_prefix",
    "simulation.kept": "simulation.histogram_file",
    "simulation.labour": "simulation.tasks",
    "simulation.living": "simulation.single_arm",
    "simulation.once": "simulation.memo",
    "simulation.room": "simulation.buffers",
    "simulation.web": "simulation.working_network",
    "study.asked_arms": "study.compare.arm_selection",
    "study.branching.answer": "study.branching.futures",
    "study.branching.asking": "study.branching.run_what_if",
    "study.branching.partings": "study.branching.divergence",
    "study.branching.sentence": "report.words.what_if_sentence",
    "study.claims.answer": "study.claims.judged",
    "study.claims.asked": "study.claims.selection",
    "study.claims.lives": "study.claims.stored_runs",
    "study.compare.asked_arms": "study.compare.arm_selection",
    "study.contracts": "study.compare.contracts_compared",
    "study.design.new": "study.design.template",
    "study.design.reading": "study.design.study_file",
    "study.diagnosing.asking": "study.diagnosing.run_diagnosis",
    "study.diagnosing.answer": "study.diagnosing.diagnosis_answer",
    "study.exploring.doubts": "study.exploring.robustness",
    "study.exploring.levers": "study.exploring.extremes",
    "study.exploring.scents": "study.exploring.slider_effects",
    "study.exploring.tales": "study.exploring.narrative",
    "study.levers": "study.compare.lever_checks",
    "study.life": "study.story",
    "study.life.lived": "study.story.recorded_run",
    "study.life.telling": "report.words.story_sentences",
    "study.profile.answer": "study.profile.gains",
    "study.profile.asking": "study.profile.profiling",
    "study.profile.reading": "study.profile.readings",
    "study.same_luck": "study.compare.common_random_numbers",
    "study.sentence": "report.words.verdict_sentence",
    "study.sweeping.live": "study.sweep.point_runs",
    "study.sweeping.keeper": "study.sweep.result_writer",
    "study.sweeping": "study.sweep",
}


def moved() -> Mapping[str, str]:
    """Old names and new ones, without the package's own name."""
    kept = {
        f"{old}.{name}": f"{new}.{name}" for (old, new), names in KEPT_NAMES.items() for name in names.split()
    }
    return {**kept, **RENAMED}


class OldNames(MetaPathFinder, Loader):
    """Finds new modules under their old names. `said`: what a warning names in place of the new module, by old name."""

    def __init__(self, names: Mapping[str, str], said: Mapping[str, str] | None = None) -> None:
        self.names = dict(names)
        self.said = {**self.names, **(said or {})}

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: Any = None) -> ModuleSpec | None:  # noqa: ARG002
        """A specification for an old name, and for nothing else."""
        return ModuleSpec(fullname, self) if fullname in self.names else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """The new module; `exec_module` puts back what it says of itself."""
        module = self.module(spec.name)
        spec.loader_state = module.__spec__, module.__loader__
        return module

    def exec_module(self, module: ModuleType) -> None:
        """Nothing: the module has been run under its new name."""
        spec = module.__spec__
        if spec is not None and spec.loader_state:
            module.__spec__, module.__loader__ = spec.loader_state

    def module(self, old: str) -> ModuleType:
        """Warns about an old name, and gives the new module."""
        warnings.warn(f"{old} has moved: import from {self.said[old]}", DeprecationWarning, stacklevel=3)
        return import_module(self.names[old])


def find_old_names(package: str) -> None:
    """From now on, an import of an old name warns and gives the new module."""
    names = {f"{package}.{old}": f"{package}.{new}" for old, new in moved().items()}
    sys.meta_path.insert(0, OldNames(names))


class _Callable(ModuleType):
    """A package that has the name of a function which stood in its place. A call works for one release, and warns."""

    def __call__(self, *given: Any, **named: Any) -> Any:
        """What the public function of that name gives."""
        root, name = self.__name__.split(".")[0], self.__name__.rpartition(".")[2]
        warnings.warn(f"{self.__name__} is a package: use {root}.{name}", DeprecationWarning, stacklevel=2)
        return getattr(import_module(root), name)(*given, **named)


def still_callable(package: str) -> None:
    """Let a package be called like the public function whose name it has taken."""
    sys.modules[package].__class__ = _Callable


def old_attributes(module: str, names: Mapping[str, str]) -> Callable[[str], Any]:
    """What a module gives as its `__getattr__`, so that old names of its functions work for one release, and warn."""

    def find(name: str) -> Any:
        if name not in names:
            raise AttributeError(f"module {module!r} has no attribute {name!r}")
        warnings.warn(f"{module}.{name} is now {names[name]}", DeprecationWarning, stacklevel=2)
        return getattr(sys.modules[module], names[name])

    return find


def old_member(old: str, new: str) -> property:
    """A property that gives the member `new` of an object under its old name, for one release, and warns."""

    def find(owner: Any) -> Any:
        warnings.warn(f"{type(owner).__name__}.{old} is now {new}", DeprecationWarning, stacklevel=2)
        return getattr(owner, new)

    return property(find)
