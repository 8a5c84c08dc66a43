"""Writes the figures of `benchmarks/results.json` into README.md, between its two markers."""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
BEGIN, END = "<!-- figures -->", "<!-- /figures -->"


def table(results: dict) -> str:
    """The figures as a Markdown table, with the machine and the day under it."""
    rows = ["| measured | is | must be |", "| --- | --- | --- |"]
    for figures in results["figures"].values():
        rows += [
            f"| {each['what']} | {each['value']:,.4g} {each['unit']} | {each.get('must', '')} |" for each in figures
        ]
    return "\n".join([*rows, "", f"On: {results['machine']}. {results['date']}, by `make bench`."])


def with_figures(readme: str, results: dict) -> str:
    """The README with the table between its markers.

    Raises:
        ValueError: a marker is missing.
    """
    before, _, rest = readme.partition(BEGIN)
    _, found, after = rest.partition(END)
    if not found:
        raise ValueError(f"README.md needs the markers {BEGIN} and {END}")
    return f"{before}{BEGIN}\n{table(results)}\n{END}{after}"


if __name__ == "__main__":
    readme = ROOT / "README.md"
    results = json.loads((ROOT / "benchmarks" / "results.json").read_text("utf-8"))
    readme.write_text(with_figures(readme.read_text("utf-8"), results), "utf-8")
    sys.exit(0)
