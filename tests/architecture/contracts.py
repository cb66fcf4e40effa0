"""Two walls that import-linter has no words for: plain states, and models of one's own."""

import sys
from abc import ABC, abstractmethod
from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, output

APPLICATIONS = ("storefront", "rx_portal")
OURS = frozenset({*APPLICATIONS, "shared_lib"})
PURE = frozenset({"states", "schemas", "events", "places"})


def _slice_of(module: str) -> str:
    return ".".join(module.split(".")[:2])


class _Found(Contract, ABC):
    """A contract whose breaches are a list of single imports."""

    @abstractmethod
    def breaches(self, graph: ImportGraph) -> list[tuple[str, str]]: ...

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        found = self.breaches(graph)
        return ContractCheck(kept=not found, metadata={"found": found})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, imported in check.metadata["found"]:
            output.print_error(f"{importer} imports {imported}", bold=False)


class PlainStates(_Found):
    """`states` modules import the standard library, and of ours only what is as plain as they are."""

    def breaches(self, graph: ImportGraph) -> list[tuple[str, str]]:
        return [
            (module, imported)
            for module in sorted(graph.modules)
            if module.startswith(APPLICATIONS) and module.endswith(".states")
            for imported in sorted(graph.find_modules_directly_imported_by(module))
            if not _plain(imported)
        ]


COMPOSERS = ("storefront.desk", "storefront.demo")
MAPPINGS = ("storefront.catalog.models",)


class OwnModels(_Found):
    """Only a slice imports its own `models`; others ask its queries, verbs and steps.

    The shop's desk and demo compose slices, and its mapping of the shared catalogue is no slice's own
    (decision 9).
    """

    def breaches(self, graph: ImportGraph) -> list[tuple[str, str]]:
        return [
            (importer, module)
            for module in sorted(graph.modules)
            if _private(module) and module not in MAPPINGS
            for importer in sorted(graph.find_modules_that_directly_import(module))
            if _slice_of(importer) not in (_slice_of(module), *COMPOSERS)
        ]


def _plain(imported: str) -> bool:
    first, last = imported.split(".", maxsplit=1)[0], imported.rsplit(".", maxsplit=1)[-1]
    if first in APPLICATIONS:
        return last in PURE
    return first in OURS or first in sys.stdlib_module_names


def _private(module: str) -> bool:
    parts: list[Any] = module.split(".")
    return parts[0] in APPLICATIONS and parts[2:3] == ["models"] and parts[1] != "kit"
