"""A bag: what it promises, checked by our verifier, by BagIt's own library, and by sha256sum (R26)."""

import ast
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import bagit
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from evidence_triage import verify
from evidence_triage.export.bag import close_bag, sign_bag

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()
SUBJECT = bytes(16)


def sign(domain: str, data: bytes) -> bytes:
    return KEY.sign(verify.signed_bytes(domain, SUBJECT, data))


@pytest.fixture
def bag(tmp_path: Path) -> Path:
    folder = tmp_path / "bundle"
    (folder / "data" / "natives").mkdir(parents=True)
    (folder / "data" / "bundle.pdf").write_bytes(b"%PDF-1.7 pages")
    (folder / "data" / "natives" / "ABC-1-1.eml").write_bytes(b"From: a\n\nb")
    close_bag(folder, {"Contact-Name": "Jo Bloggs\nForged: yes", "Bagging-Date": "2026-03-05"})
    sign_bag(folder, SUBJECT, PUBLIC, sign)
    return folder


def test_an_untouched_bag_is_intact_and_says_by_whose_key(bag: Path) -> None:
    report = verify.verify_bundle(bag)
    assert report.intact
    assert report.files == 6
    assert verify.fingerprint(PUBLIC) in report.words()
    assert "Jo Bloggs" in report.words()
    assert "not compared" in report.words()


def test_a_fingerprint_that_came_another_way_is_compared(bag: Path) -> None:
    given = verify.fingerprint(PUBLIC).upper().replace(" ", "")
    assert "was compared" in verify.verify_bundle(bag, given).words()
    assert verify.verify_bundle(bag, "0" * 40).fault == "it is signed by another key than the one given"


def test_common_tools_accept_it(bag: Path) -> None:
    bagit.Bag(str(bag)).validate()
    for listing in (verify.MANIFEST, verify.TAG_MANIFEST):
        subprocess.run(["sha256sum", "--check", "--strict", "--quiet", listing], cwd=bag, check=True)


def test_the_verifier_in_it_runs_alone(bag: Path, tmp_path: Path) -> None:
    elsewhere = shutil.copytree(bag, tmp_path / "other machine" / "bundle")
    command = [sys.executable, "-I", str(elsewhere / "verify.py")]
    ended = subprocess.run(command, capture_output=True, text=True, cwd="/", check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith("Intact: 6 files")
    (elsewhere / "data" / "bundle.pdf").write_bytes(b"%PDF-1.7 pagez")
    ended = subprocess.run([*command, "--fingerprint", "00"], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (1, "", "NOT intact: data/bundle.pdf was changed\n")


def test_the_verifier_needs_the_standard_library_and_cryptography_alone() -> None:
    tree = ast.parse(Path(verify.__file__).read_text())
    named = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    named |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in named} - set(sys.stdlib_module_names) == {"cryptography"}


def change(name: str) -> Callable[[Path], object]:
    return lambda bag: (bag / name).write_bytes((bag / name).read_bytes() + b"\n")


def drop(name: str) -> Callable[[Path], object]:
    return lambda bag: (bag / name).unlink()


def put(name: str, data: bytes = b"x") -> Callable[[Path], object]:
    return lambda bag: (bag / name).write_bytes(data)


def relist(bag: Path) -> None:
    """Somebody with the tools but without the key changes a file and makes every list anew."""
    (bag / "data" / "bundle.pdf").write_bytes(b"forged")
    close_bag(bag, {"Contact-Name": "Jo Bloggs"})


def link(bag: Path) -> None:
    target = bag / "data" / "bundle.pdf"
    shutil.copy(target, bag.parent / "outside.pdf")
    target.unlink()
    target.symlink_to(bag.parent / "outside.pdf")


def foreign(bag: Path) -> None:
    said = json.loads((bag / verify.SIGNATURE).read_text())
    said["public_key"] = Ed25519PrivateKey.generate().public_key().public_bytes_raw().hex()
    (bag / verify.SIGNATURE).write_text(json.dumps(said))


@pytest.mark.parametrize(
    ("tamper", "fault"),
    [
        (change("data/bundle.pdf"), "data/bundle.pdf was changed"),
        (change("data/natives/ABC-1-1.eml"), "data/natives/ABC-1-1.eml was changed"),
        (change("bag-info.txt"), "bag-info.txt was changed"),
        (change("bagit.txt"), "bagit.txt does not declare BagIt 1.0"),
        (change("verify.py"), "verify.py was changed"),
        (change("manifest-sha256.txt"), "manifest-sha256.txt was changed"),
        (change("tagmanifest-sha256.txt"), "the signature does not fit tagmanifest-sha256.txt"),
        (drop("data/bundle.pdf"), "data/bundle.pdf is missing"),
        (drop("signature.json"), "signature.json is missing"),
        (drop("bagit.txt"), "bagit.txt is missing"),
        (drop("tagmanifest-sha256.txt"), "tagmanifest-sha256.txt is missing"),
        (put("data/natives/more.eml"), "'data/natives/more.eml' does not belong to it"),
        (put("autorun.inf"), "'autorun.inf' does not belong to it"),
        (put("signature.json", b"{}"), "signature.json is not a signature"),
        (put("signature.json", b"[" * 100_000), "signature.json is not a signature"),
        (put("signature.json", b"\xff"), "signature.json is not a signature"),
        (relist, "the signature does not fit tagmanifest-sha256.txt"),
        (foreign, "the signature does not fit tagmanifest-sha256.txt"),
        (link, "data/bundle.pdf is not a plain file"),
    ],
)
def test_whatever_is_changed_is_named(bag: Path, tamper: Callable[[Path], object], fault: str) -> None:
    tamper(bag)
    report = verify.verify_bundle(bag)
    assert (report.intact, report.fault) == (False, fault)
    assert report.words() == f"NOT intact: {fault}"


@pytest.mark.parametrize(
    "name", ["../outside", "/etc/passwd", "data/../../x", "data\\x", "C:/x", "data//x", "data/./x", ""]
)
def test_no_list_leads_out_of_the_bag(bag: Path, name: str) -> None:
    listing = bag / verify.MANIFEST
    listing.write_text(f"{listing.read_text()}{'0' * 64}  {name}\n")
    tags = [
        f"{verify.hashlib.sha256((bag / each).read_bytes()).hexdigest()}  {each}\n" for each in sorted(verify.TAG_FILES)
    ]
    (bag / verify.TAG_MANIFEST).write_text("".join(tags))
    sign_bag(bag, SUBJECT, PUBLIC, sign)
    assert verify.verify_bundle(bag).fault == "manifest-sha256.txt, line 3 is not a hash and a plain name"


def test_what_a_bundle_claims_cannot_write_on_the_terminal(bag: Path) -> None:
    close_bag(bag, {"Contact-Name": "Jo\x1b[2J\x9b Bloggs"})
    sign_bag(bag, SUBJECT, PUBLIC, sign)
    assert "\x1b" not in verify.verify_bundle(bag).words()
    assert "\x9b" not in verify.verify_bundle(bag).words()


def test_a_folder_that_is_no_bundle_is_said_to_be_none(tmp_path: Path) -> None:
    assert verify.verify_bundle(tmp_path / "nothing").fault == "there is no such folder"
    assert verify.verify_bundle(tmp_path).fault == "tagmanifest-sha256.txt is missing"
