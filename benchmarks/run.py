"""`make bench`: runs every benchmark beside this file and keeps what they print in `benchmarks/results.json`.

A benchmark is a program that ends its stdout with one line of JSON: {"figures": [{"what", "value", "unit", "must"}]}.
Figures are ratios to a peer measured in the same run wherever there is a peer, since only these travel between machines.
"""

import json
import os
import platform
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
RESULTS = HERE / "results.json"
NOT_BENCHMARKS = {"run.py", "readme.py", "material.py"}


def main() -> int:
    """Runs all of them (or those named on the command line); 1 where one ended badly."""
    named = set(sys.argv[1:])
    programs = [path for path in sorted(HERE.glob("*.py")) if path.name not in NOT_BENCHMARKS]
    chosen = [path for path in programs if not named or path.stem in named]
    before = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    measured: dict[str, Any] = before.get("figures", {}) if named else {}
    failed = [path.stem for path in chosen if not _measure(path, measured)]
    results = {"machine": machine(), "date": f"{date.today():%Y-%m-%d}", "figures": measured}
    RESULTS.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", "utf-8")
    print(f"Kept in {RESULTS}." if not failed else f"Did not end well: {', '.join(failed)}.")
    return bool(failed)


def _measure(program: Path, measured: dict[str, Any]) -> bool:
    print(f"== {program.stem}", flush=True)
    ended = subprocess.run([sys.executable, str(program)], stdout=subprocess.PIPE, text=True, check=False)
    print(ended.stdout, end="", flush=True)
    if ended.returncode != 0:
        return False
    measured[program.stem] = json.loads(ended.stdout.strip().splitlines()[-1])["figures"]
    return True


def machine() -> str:
    """This machine in a few words: processor, cores, what of its vector instructions matters here, memory."""
    information = Path("/proc/cpuinfo")
    lines = information.read_text().splitlines() if information.exists() else []
    facts = dict(line.split("\t: ", 1) for line in lines if "\t: " in line)
    flags = facts.get("flags\t", facts.get("flags", "")).split()
    known = [
        name
        for flag, name in (("avx2", "AVX2"), ("avx512f", "AVX-512"), ("avx512_vnni", "VNNI"), ("amx_int8", "AMX"))
        if flag in flags
    ]
    model = facts.get("model name", platform.processor() or platform.machine())
    memory = (
        f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GB" if hasattr(os, "sysconf") else ""
    )
    return ", ".join(filter(None, (model, f"{os.cpu_count()} cores", " ".join(known), memory, platform.system())))


if __name__ == "__main__":
    sys.exit(main())
