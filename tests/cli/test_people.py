"""The commands on people and on keeping a case, run as programs of their own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

JO = {"EVIDENCE_TRIAGE_PERSON": "Jo Bloggs", "EVIDENCE_TRIAGE_PASSPHRASE": "correct horse"}
DI = {"EVIDENCE_TRIAGE_PERSON": "Di Tective", "EVIDENCE_TRIAGE_PASSPHRASE": "battery"}


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    def json(self) -> object:
        return json.loads(self.out)


def run(*words: object, **environment: str) -> Ended:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("EVIDENCE_TRIAGE_P")}
    command = [sys.executable, "-m", "evidence_triage", *map(str, words)]
    done = subprocess.run(command, env=kept | environment, capture_output=True, text=True, check=False, timeout=60)
    assert "Traceback" not in done.stderr + done.stdout
    return Ended(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of two people."""
    folder = tmp_path_factory.mktemp("cli") / "case"
    named = ("--title", "T", "--person", "Jo Bloggs", "--role", "supervisor")
    assert run("new", folder, *named, EVIDENCE_TRIAGE_PASSPHRASE="correct horse").code == 0
    added = run(
        "person", folder, "add", "Di Tective", "--role", "detective", **JO, EVIDENCE_TRIAGE_NEW_PASSPHRASE="battery"
    )
    assert added.code == 0, added.err
    return folder


@pytest.mark.parametrize(
    ("words", "environment", "code", "says"),
    [
        (("new", "CASE", "--title", "T", "--person", "X", "--role", "officer"), JO, 1, "not empty"),
        (("log", "CASE"), {"EVIDENCE_TRIAGE_PASSPHRASE": "battery"}, 2, "EVIDENCE_TRIAGE_PERSON"),
        (("log", "CASE"), {**JO, "EVIDENCE_TRIAGE_PASSPHRASE": "wrong"}, 1, "do not open"),
        (("log", "CASE"), {"EVIDENCE_TRIAGE_PERSON": "Jo Bloggs"}, 1, "passphrase is needed"),
        (("log", "/nonexistent"), JO, 1, "not a case folder"),
        (
            ("person", "CASE", "add", "X", "--role", "detective"),
            {**DI, "EVIDENCE_TRIAGE_NEW_PASSPHRASE": "x"},
            1,
            "does not permit",
        ),
        (("person", "CASE", "add", "X", "--role", "wizard"), JO, 2, "wizard"),
        (("person", "CASE", "role", "Nobody", "officer"), JO, 1, "nobody of this name"),
        (("person", "CASE", "admit", "Di Tective", "--fingerprint", "00"), JO, 1, "waits to be admitted"),
        (("verify", "CASE", "--head", f"1:{'0' * 64}"), JO, 1, "NOT intact"),
        (("verify", "CASE", "--fingerprint", "0" * 40), JO, 1, "another key"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    case: Path, words: tuple[str, ...], environment: dict[str, str], code: int, says: str
) -> None:
    ended = run(*(case if word == "CASE" else word for word in words), **environment)
    assert ended.code == code
    assert says in ended.err
    assert code == 2 or len(ended.err.strip().splitlines()) == 1


def test_people_are_listed(case: Path) -> None:
    listed = run("person", case, "list", "--json", **DI).json()
    assert isinstance(listed, list)
    assert [(each["name"], each["roles"]) for each in listed] == [
        ("Jo Bloggs", ["supervisor"]),
        ("Di Tective", ["detective"]),
    ]


def test_a_detective_reads_of_their_own_acts_alone(case: Path) -> None:
    everything, own = run("log", case, "--json", **JO).json(), run("log", case, "--json", **DI).json()
    assert isinstance(everything, list)
    assert isinstance(own, list)
    assert {each["person"] for each in own} == {"Di Tective"}
    assert {each["act"] for each in everything} > {"create", "add-person", "sign-in", "read-log"}


def test_verify_is_never_a_bare_ok(case: Path) -> None:
    said = run("verify", case, **JO)
    assert said.code == 0
    assert "Jo Bloggs claims" in said.out
    assert "was not compared" in said.out


def test_invited_accepted_admitted(case: Path) -> None:
    invited = run("person", case, "invite", "In Vited", "--role", "officer", "--json", **JO).json()
    assert isinstance(invited, dict)
    own = {"EVIDENCE_TRIAGE_PERSON": "In Vited", "EVIDENCE_TRIAGE_NEW_PASSPHRASE": "mine"}
    accepted = run("person", case, "accept", "--json", **own, EVIDENCE_TRIAGE_PASSPHRASE=invited["passphrase"]).json()
    assert isinstance(accepted, dict)
    assert run("person", case, "admit", "In Vited", "--fingerprint", accepted["fingerprint"], **JO).code == 0
    assert run("log", case, EVIDENCE_TRIAGE_PERSON="In Vited", EVIDENCE_TRIAGE_PASSPHRASE="mine").code == 0
    assert run("person", case, "role", "In Vited", "deputy", **JO).code == 0
    revoked = run("person", case, "revoke", "In Vited", "--json", **JO).json()
    assert revoked == {"name": "In Vited", "rotated": True}


def test_a_backup_and_a_changed_passphrase(case: Path, tmp_path: Path) -> None:
    assert run("backup", case, tmp_path / "copy", **JO).code == 0
    assert run("backup", case, tmp_path / "copy", **JO).code == 1
    assert run("person", case, "passphrase", "--nobody-knows", **DI, EVIDENCE_TRIAGE_NEW_PASSPHRASE="new").code == 0
    assert run("log", case, **DI).code == 1
    assert (
        run(
            "person",
            case,
            "passphrase",
            "--nobody-knows",
            EVIDENCE_TRIAGE_PERSON="Di Tective",
            EVIDENCE_TRIAGE_PASSPHRASE="new",
            EVIDENCE_TRIAGE_NEW_PASSPHRASE="battery",
        ).code
        == 0
    )
    behind = run("log", tmp_path / "copy", **JO)
    assert (behind.code, "--accept-gap" in behind.err) == (1, True)
    assert run("verify", tmp_path / "copy", "--accept-gap", "the disk broke", **JO).code == 0


def test_recovery_from_a_file(tmp_path: Path) -> None:
    assert run("recovery-keys", tmp_path / "keys").code == 0
    folder, keys = tmp_path / "case", tmp_path / "keys"
    named = (
        "--title",
        "T",
        "--person",
        "Jo Bloggs",
        "--role",
        "supervisor",
        "--recovery-key",
        keys / "recovery-public.txt",
    )
    assert run("new", folder, *named, EVIDENCE_TRIAGE_PASSPHRASE="forgotten").code == 0
    recovering = ("recover", folder, "--person", "Jo Bloggs", "--key")
    assert run(*recovering, keys / "privilege-private.txt", EVIDENCE_TRIAGE_NEW_PASSPHRASE="x").code == 2
    assert run(*recovering, keys / "recovery-private.txt", EVIDENCE_TRIAGE_NEW_PASSPHRASE="correct horse").code == 0
    verified = run("verify", folder, **JO)
    assert verified.code == 0, verified.err
    reviewer = ("--role", "privilege-reviewer", "--privilege-key", keys / "privilege-private.txt")
    assert run("person", folder, "add", "Rev", *reviewer, **JO, EVIDENCE_TRIAGE_NEW_PASSPHRASE="r").code == 0
