"""Fills `wheelhouse/PLATFORM` with all that a machine without a network needs: `wheelhouse.py linux|windows|macos`.

With `--check` fetches nothing, and says which pin has no wheel for the platform.
"""

import argparse
import email
import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections import defaultdict
from pathlib import Path

from licences import canonical, closure, needed
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
OLDEST_GLIBC, NEWEST_GLIBC = 17, 40
TAGS = {
    "linux": [f"manylinux_2_{minor}_x86_64" for minor in range(NEWEST_GLIBC, OLDEST_GLIBC - 1, -1)]
    + ["manylinux2014_x86_64"],
    "windows": ["win_amd64"],
    "macos": ["macosx_14_0_arm64"],
}
MARKERS = {
    "linux": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "platform_machine": "x86_64"},
    "windows": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"},
    "macos": {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix", "platform_machine": "arm64"},
}
PYTHON = {"python_version": "3.11", "python_full_version": "3.11.0", "implementation_name": "cpython"}

INSTALL_SH = """#!/bin/sh
# Installs Evidence Triage from this folder, without a network: sh install.sh [WHERE]
set -eu
cd "$(dirname "$0")"
to=${1:-$HOME/evidence-triage}
${PYTHON:-python3.11} -m venv --without-pip "$to"
pip=$(echo wheels/pip-*.whl)
"$to/bin/python" "$pip/pip" install --quiet --no-index --find-links wheels --require-hashes -r hashes.txt
echo "Installed. Start the window with $to/bin/evidence-triage-desktop, the command line with $to/bin/evidence-triage."
"""
INSTALL_CMD = """@echo off
rem Installs Evidence Triage from this folder, without a network: install.cmd [WHERE]
cd /d "%~dp0"
set "to=%~1"
if "%to%"=="" set "to=%LOCALAPPDATA%\\EvidenceTriage"
py -3.11 -m venv --without-pip "%to%" || exit /b 1
for %%p in (wheels\\pip-*.whl) do "%to%\\Scripts\\python" "%%p\\pip" install --quiet --no-index --find-links wheels ^
  --require-hashes -r hashes.txt || exit /b 1
echo Installed. Start the window with "%to%\\Scripts\\evidence-triage-desktop.exe".
"""


def main() -> int:
    """Fills or checks the folder of one platform; 1 where something cannot be had."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("platform", choices=sorted(TAGS))
    parser.add_argument("--check", action="store_true", help="fetch nothing")
    parser.add_argument("--into", type=Path, default=ROOT / "wheelhouse")
    asked = parser.parse_args()
    if asked.check:
        return _checked(asked.platform)
    return _filled(asked.platform, asked.into / asked.platform)


def pins() -> dict[str, str]:
    """The pinned line of every package by its canonical name."""
    lines = (ROOT / "constraints.txt").read_text("utf-8").split()
    return {canonical(line.partition("==")[0]): line for line in lines}


def _checked(platform: str) -> int:
    """Asks the index for every pin at once; a pin without a wheel stops it, and is named."""
    known = pins()
    names = sorted(needed("evidence-triage") & known.keys())
    with tempfile.TemporaryDirectory() as nowhere:
        told = _pip(
            "install", "--dry-run", "--ignore-installed", "--target", nowhere, *_for(platform), *map(known.get, names)
        )
    print(told.stderr.strip().splitlines()[-1] if told.returncode else f"{len(names)} pins have wheels for {platform}.")
    return told.returncode


def _filled(platform: str, folder: Path) -> int:
    """Fetches from the application outwards: what a wheel's own metadata asks for on that platform comes next."""
    wheels = folder / "wheels"
    shutil.rmtree(folder, ignore_errors=True)
    wheels.mkdir(parents=True)
    _must(_pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(wheels), str(ROOT)))
    _must(_pip("download", "--no-deps", "--dest", str(wheels), "pip"))
    done: set[str] = {"pip", "evidence-triage"}
    while waiting := closure("evidence-triage", _asked(wheels).__getitem__, PYTHON | MARKERS[platform]) - done:
        print(f"fetching {len(waiting)}: {', '.join(sorted(waiting))}", file=sys.stderr)
        _fetch(waiting, platform, wheels)
        done |= waiting
    gpu = [wheel.name for wheel in wheels.iterdir() if wheel.name.lower().startswith("nvidia")]
    if gpu:
        sys.exit(f"stop: {gpu[0]} came in; use an index that gives the CPU build of torch (README, Installing)")
    _write_installers(folder, wheels)
    size = sum(wheel.stat().st_size for wheel in wheels.iterdir())
    print(
        f"{folder}: {len(list(wheels.iterdir()))} wheels, {size / 2**20:.0f} MB. Take it across whole; there: install.sh or install.cmd."
    )
    return 0


def _fetch(names: set[str], platform: str, wheels: Path) -> None:
    known = pins()
    unpinned = sorted(names - known.keys())
    if unpinned:
        sys.exit(f"stop: not pinned in constraints.txt, but needed on {platform}: {', '.join(unpinned)}")
    _must(_pip("download", "--dest", str(wheels), *_for(platform), *(known[name] for name in sorted(names))))


def _for(platform: str) -> list[str]:
    tags = [word for tag in TAGS[platform] for word in ("--platform", tag)]
    return ["--only-binary=:all:", "--no-deps", "--python-version", "3.11", *tags]


def _asked(wheels: Path) -> defaultdict[str, list[Requirement]]:
    """What each package of the folder asks for, by its canonical name."""
    asked: defaultdict[str, list[Requirement]] = defaultdict(list)
    for wheel in wheels.glob("*.whl"):
        with zipfile.ZipFile(wheel) as package:
            name = next(each for each in package.namelist() if re.fullmatch(r"[^/]+\.dist-info/METADATA", each))
            told = email.message_from_bytes(package.read(name))
        asked[canonical(told["Name"])] = [Requirement(line) for line in told.get_all("Requires-Dist") or []]
    return asked


def _write_installers(folder: Path, wheels: Path) -> None:
    lines = []
    for wheel in sorted(wheels.iterdir()):
        name, version, *_ = wheel.name.split("-")
        if name != "pip":
            digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
            lines.append(f"{canonical(name)}=={version} --hash=sha256:{digest}\n")
    (folder / "hashes.txt").write_text("".join(lines), "utf-8")
    (folder / "install.sh").write_text(INSTALL_SH, "utf-8")
    (folder / "install.cmd").write_text(INSTALL_CMD, "utf-8", newline="\r\n")


def _pip(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pip", arguments[0], "--quiet", *arguments[1:]]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def _must(ended: subprocess.CompletedProcess[str]) -> None:
    if ended.returncode != 0:
        sys.exit(f"stop: {ended.stderr.strip().splitlines()[-1]}")


if __name__ == "__main__":
    sys.exit(main())
