"""A collection: many contracts, each simulated separately under the same stances."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from simul_agir.scenario.toml.document import read_document
from simul_agir.scenario.toml.form import Text
from simul_agir.scenario.toml.schema import Document

from .contracts import Contract, contracts, search
from .faults import Fault, Faults, ScenarioError, nearest
from .model import Scenario
from .reading import from_contract, parse
from .shipped import COLLECTION, collection_folder, collections
from .territory import actors_of

ALL = "all"
RUNS = 100  # runs of each contract, by default


@dataclass(frozen=True)
class Collection:
    """Contracts by code, in order, and the keys of scenario.toml that apply to each of them."""

    name: str
    codes: tuple[str, ...]
    title: str = ""
    title_fr: str = ""
    description: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def load(cls, source: str | Path) -> Collection:
        """The collection in a folder, or shipped under that name. Raises ScenarioError with every fault."""
        folder = collection_folder(source)
        if folder is None:
            faults = Faults()
            faults.add(str(source)[:200], None, "", None, "collection", nearest(str(source), collections()))
            raise ScenarioError(faults.found)
        return _read(folder)

    def titled(self, lang: str) -> str:
        """The title in a language, or the name."""
        return (self.title_fr if lang == "fr" else "") or self.title or self.name

    def among(self, words: Sequence[str]) -> Collection:
        """The contracts that have one of these codes, or whose names contain all words of one of these texts."""
        found = {code for text in words for code in codes_of(text)}
        return replace(self, codes=tuple(code for code in self.codes if code in found))

    def lasting(self, months: int) -> Collection:
        """The same collection with another number of months."""
        return replace(self, fields={**self.fields, "months": months})

    def scenario(self, code: str) -> Scenario:
        """One of the contracts as a scenario. Raises ScenarioError if the common keys are impossible for it."""
        return from_contract(code, 1, self.fields)

    def examine(self) -> None:
        """Draw every contract. Raises ScenarioError with everything that is impossible for one of them."""
        faults: list[Fault] = []
        for code in self.codes:
            try:
                self.scenario(code)
            except ScenarioError as error:
                faults += [replace(fault, file=f"{self.name}, {code}") for fault in error.faults]
        if faults:
            raise ScenarioError(faults)

    def actors(self, code: str) -> int:
        """Number of actors of a contract, without drawing them."""
        most = self.fields.get("landscape", {}).get("actors")
        return len(actors_of(self.contract(code), most)[0])

    @staticmethod
    def contract(code: str) -> Contract:
        """The published data of a contract."""
        return contracts()[code]

    @property
    def arms(self) -> tuple[str | Mapping[str, Any], ...]:
        """Arms to compare: stances by name, or tables."""
        return tuple(self.fields.get("arms", Document().arms))

    @property
    def months(self) -> int:
        """Months simulated under each arm."""
        return int(self.fields.get("months", Document().months))


def is_collection(source: str | Path) -> bool:
    """Whether this name leads to a collection, not to a scenario."""
    return collection_folder(source) is not None


def _read(folder: Path) -> Collection:
    """The collection in a folder. All faults of its document are reported, as for a scenario."""
    faults, path = Faults(), folder / COLLECTION
    parsed = parse(path, str(path), faults)
    faults.raise_any()
    assert parsed is not None
    content, text = parsed
    codes = _chosen(content.pop("contracts", ALL), text, faults)
    if "contract" in content:
        faults.add(text.label, text.line(("contract",)), "contract", content.pop("contract"), "contracts")
    read_document({**content, "contract": next(iter(contracts()))}, text, faults)
    faults.raise_any()
    about = {name: content.pop(name) for name in ("title", "title_fr", "description") if name in content}
    name = content.pop("name", folder.resolve().name)
    return Collection(name=name, codes=codes, fields=content, **about)


def _chosen(asked: Any, text: Text, faults: Faults) -> tuple[str, ...]:
    """The codes that a document selects, each once, in order."""
    if asked == ALL:
        return tuple(contracts())
    wanted = [asked] if isinstance(asked, str) else asked
    if not isinstance(wanted, list) or not wanted:
        faults.add(text.label, text.line(("contracts",)), "contracts", asked, "contracts")
        return ()
    found: set[str] = set()
    for number, each in enumerate(wanted):
        codes = codes_of(each) if isinstance(each, str) else ()
        if not codes:
            where = f"contracts[{number + 1}]" if isinstance(asked, list) else "contracts"
            hint = nearest(each, contracts()) if isinstance(each, str) else None
            faults.add(text.label, text.line(("contracts", number)), where, each, "contracts", hint)
        found.update(codes)
    return tuple(code for code in contracts() if code in found)


def codes_of(text: str) -> tuple[str, ...]:
    """A contract's code, or the codes of all contracts whose names contain every word."""
    code = text.strip().upper()
    if code in contracts():
        return (code,)
    return tuple(found.code for found in search(text)) if text.strip() else ()
