"""What a person does at the command line, in the words of the work: `officer.searches(...)`, `officer.codes(...)`."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.cases import triage


@dataclass(frozen=True)
class Officer:
    """A disclosure officer with a case open before them; each verb is one command."""

    case: Path

    def searches(self, question: str, *, mode: str = "hybrid", limit: int = 50) -> list[dict[str, Any]]:
        return self._json("search", self.case, question, "--mode", mode, "--limit", limit)

    def sees(self, *items: int) -> list[dict[str, Any]]:
        return self._json("show", self.case, *items)

    def codes(self, *items: int, **fields: str) -> None:
        told = [word for name, value in fields.items() for word in (f"--{name.replace('_', '-')}", value)]
        triage("code", self.case, *items, *told)

    def undoes(self) -> None:
        triage("undo", self.case)

    def seals(self, *items: int) -> None:
        triage("seal", self.case, *items)

    def counts(self) -> dict[str, Any]:
        return self._json("status", self.case)

    def ledger(self) -> list[dict[str, Any]]:
        return self._json("ledger", self.case, "--all")

    def exports(self, query: str, into: Path, recipient: str = "prosecutor") -> Path:
        triage("export", self.case, "--query", query, "--out", into, "--recipient", recipient)
        return into

    def verifies(self, folder: Path, *, code: int = 0) -> str:
        return triage("verify", folder, code=code)

    def _json(self, *arguments: object) -> Any:
        return json.loads(triage(*arguments, "--json"))
