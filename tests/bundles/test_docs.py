"""The claims of docs/bundles.md about the format, against what is written."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
from pathlib import Path

import second_verifier
from bundle_tools import contents

from prony.bundles import archive
from prony.bundles.codes import CODES
from prony.bundles.manifest import HEAD
from prony.bundles.signing import KEY_BYTES, SIGNATURE_BYTES

PAGE = (Path(__file__).parents[2] / "docs" / "bundles.md").read_text("utf-8")
SECOND = Path(second_verifier.__file__)


def test_the_second_verifier_shares_nothing_and_fits_into_a_hundred_lines():
    text = SECOND.read_text("utf-8")
    assert not re.search(r"^\s*(from|import) prony", text, re.MULTILINE)
    code = [line for line in text.splitlines() if line.strip()]
    assert len(code) <= 110


def test_the_second_verifier_agrees_from_the_command_line(small):
    done = subprocess.run([sys.executable, SECOND, small.path], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert small.manifest.key in done.stdout
    data = small.path.read_bytes()
    small.path.write_bytes(data[:-1] + b"x")
    done = subprocess.run([sys.executable, SECOND, small.path], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "does not hold" in done.stderr


def test_the_head_has_the_sizes_of_the_page(small):
    files = contents(small.path)
    assert [len(files[name]) for name in HEAD[:2]] == [SIGNATURE_BYTES, KEY_BYTES]
    assert f"four lines, {SIGNATURE_BYTES} bytes" in PAGE
    assert f"(SubjectPublicKeyInfo), {KEY_BYTES} bytes" in PAGE


def test_a_header_is_what_the_standard_library_writes_and_the_second_verifier_too():
    for name, size in (("key.pem", 113), ("blobs/" + "a" * 64 + ".zst", 8**10), ("runs/x/events.jsonl", 0)):
        info = tarfile.TarInfo(name)
        info.size, info.mode = size, 0o644
        assert archive.header(name, size) == second_verifier.header(name, size)
        theirs = bytearray(info.tobuf(tarfile.USTAR_FORMAT))
        ours = bytearray(archive.header(name, size))
        # The standard library leaves device numbers of plain files to be zero bytes in some versions.
        theirs[148:156] = ours[148:156] = bytes(8)
        theirs[329:345] = ours[329:345] = bytes(16)
        assert theirs == ours


def test_standard_tools_read_a_bundle(small, tmp_path):
    subprocess.run(["tar", "xf", small.path, "-C", tmp_path], check=True, capture_output=True)
    assert (tmp_path / "manifest.json").exists()


def test_every_field_of_the_manifest_is_on_the_page(small):
    import msgspec

    document = msgspec.json.decode(contents(small.path)["manifest.json"])
    fields = {*document, *document["runs"][0], *document["runs"][0]["suites"][0], *document["members"][0]}
    assert [field for field in sorted(fields) if f"`{field}`" not in PAGE] == []


def test_codes_on_the_page_are_this_rooms():
    assert set(re.findall(r"\bE\d{3}\b", PAGE)) <= set(CODES)
