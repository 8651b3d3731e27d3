"""A bundle comes from a stranger: whatever it is, it is refused in words, and nothing is written or waited for."""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
from pathlib import Path

import msgspec
import pytest
import zstandard
from bundle_tools import anew, contents, laid, signed_by, with_members

from prony.bundles import archive
from prony.bundles.lay_out import lay_out
from prony.bundles.manifest import HEAD, blob_name, commitments_name, events_name
from prony.bundles.opened import open_bundle
from prony.bundles.verify import verify
from prony.errors import BundleError, JournalError
from prony.journal.events import GENESIS, line_hash


@pytest.fixture
def target(tmp_path):
    return tmp_path / "hostile.tar"


@pytest.mark.parametrize(
    "name",
    [
        "/etc/passwd",
        "../up",
        "runs/../../up",
        "runs/small/../x",
        "runs/small/begun.mac",
        "runs/small/run.toml",
        "runs/.x/events.jsonl",
        "runs/other/events.jsonl",
        "blobs/x.zst",
        "blobs/" + "A" * 64 + ".zst",
        "key.pem",
        "\x1b]0;x\x07",
        "a\nb",
        "",
    ],
)
def test_a_name_that_no_bundle_holds_is_refused_although_it_was_signed(small, key, target, verified, name):
    with pytest.raises(BundleError) as told:
        verified(anew(key, small, target, **{name: b"x"}))
    assert told.value.code == "E156"
    assert told.value.hint


def test_a_member_twice_is_refused_although_it_was_signed(small, key, target, verified):
    files = {name: data for name, data in contents(small.path).items() if name not in HEAD}
    manifest = with_members(small.manifest, files)
    twice = msgspec.structs.replace(manifest, members=(*manifest.members, manifest.members[0]))
    with pytest.raises(BundleError, match="twice"):
        verified(signed_by(key, twice, files, target))


@pytest.mark.parametrize("size", [-1, 2**33, 2**63, 10**30])
def test_an_impossible_size_is_refused_before_anything_is_read(small, key, target, verified, size):
    document = msgspec.json.decode(msgspec.json.encode(small.manifest))
    document["members"][0]["bytes"] = size
    with pytest.raises(BundleError) as told:
        verified(signed_by(key, small.manifest, {}, target, told=msgspec.json.encode(document)))
    assert told.value.code == "E156"


def test_a_huge_size_that_is_not_there_is_an_end_too_early(small, key, target, verified):
    document = msgspec.json.decode(msgspec.json.encode(small.manifest))
    document["members"][0]["bytes"] = 2**32
    found = verified(signed_by(key, small.manifest, {}, target, told=msgspec.json.encode(document)))
    assert "ends here" in found.faults[0].what


@pytest.mark.parametrize(
    "manifest",
    [
        b" ",
        b"{}",
        b"[" * 200_000,
        b'{"schema":"prony.bundle/2"}',
        b"\xff",
        b"null",
        b'{"schema":"prony.bundle/1","runs":[]}',
    ],
)
def test_a_manifest_that_is_none_is_refused_although_it_was_signed(small, key, target, verified, manifest):
    with pytest.raises(BundleError) as told:
        verified(signed_by(key, small.manifest, {}, target, told=manifest))
    assert told.value.code == "E156"


def test_members_that_changed_places_are_named(small, target, verified):
    data = small.path.read_bytes()
    first, second = small.manifest.members[:2]
    at = data.index(archive.header(first.name, first.bytes))
    one, two = archive.whole_size(first.bytes), archive.whole_size(second.bytes)
    swapped = data[at + one : at + one + two] + data[at : at + one]
    target.write_bytes(data[:at] + swapped + data[at + one + two :])
    (fault, *_) = verified(target).faults
    assert fault.member == first.name
    assert second.name in fault.what or "header" in fault.what


@pytest.mark.parametrize("kind", [b"1", b"2", b"3", b"4", b"5", b"6"])
@pytest.mark.parametrize("name", ["../out", "/tmp/out", "runs/small/events.jsonl"])
def test_links_devices_and_folders_in_an_archive_are_bytes_that_stand_wrong(small, target, verified, kind, name):
    data = small.path.read_bytes()
    at = data.index(archive.header(small.manifest.members[0].name, small.manifest.members[0].bytes))
    odd = tarfile.TarInfo(name)
    odd.type, odd.linkname = kind, "/etc/passwd"
    target.write_bytes(data[:at] + odd.tobuf(tarfile.USTAR_FORMAT) + data[at:])
    found = verified(target)
    assert not found.holds
    assert found.faults[0].first == at
    header_only = data[at : at + 156] + kind + data[at + 157 :]
    target.write_bytes(data[:at] + header_only)
    assert not verified(target).holds


def test_any_other_archive_is_no_bundle(tmp_path, verified):
    path = tmp_path / "other.tar"
    with tarfile.open(path, "w") as tar:
        for name in ("../../etc/passwd", "x"):
            member = tarfile.TarInfo(name)
            member.size = 3
            tar.addfile(member, io.BytesIO(b"abc"))
    with pytest.raises(BundleError, match="no bundle"):
        verified(path)


@pytest.mark.parametrize("what", ["missing", "pipe", "device", "empty folder"])
def test_what_is_no_file_is_no_bundle_and_is_not_waited_for(tmp_path, verified, what):
    path = tmp_path / "odd"
    if what == "pipe":
        os.mkfifo(path)
    elif what == "device":
        path = Path("/dev/zero")
    elif what == "empty folder":
        path.mkdir()
    with pytest.raises(BundleError) as told:
        verified(path)
    assert told.value.code == "E150"


# --- what was signed, and is no sound record -------------------------------------------------------------------------


def packed(data: bytes) -> bytes:
    return zstandard.ZstdCompressor().compress(data)


def test_a_blob_that_is_not_what_its_name_says_is_named(small, key, target, verified):
    name = blob_name("0" * 64)
    found = verified(anew(key, small, target, **{name: packed(b"something else")}))
    assert [(fault.code, fault.member) for fault in found.faults] == [("E159", name)]


@pytest.mark.parametrize("data", [b"", b"no frame", packed(b"x" * 1000)[:-3]])
def test_a_blob_that_cannot_be_unpacked_is_named(small, key, target, verified, data):
    name = blob_name("0" * 64)
    (fault,) = verified(anew(key, small, target, **{name: data})).faults
    assert (fault.code, fault.member) == ("E159", name)


def test_a_blob_that_unpacks_to_more_than_any_blob_is_refused(small, key, target, verified):
    data = bytes((64 << 20) + 1)
    name = blob_name(hashlib.sha256(data).hexdigest())
    (fault,) = verified(anew(key, small, target, **{name: packed(data)})).faults
    assert (fault.code, fault.member) == ("E155", name)


def test_many_small_blobs_that_unpack_to_very_much_are_refused(small, key, target, verified, monkeypatch):
    from prony.bundles import verify as room

    monkeypatch.setattr(room, "SPARE_BYTES", 8 << 20)
    files = {}
    for number in range(40):
        data = bytes(1 << 20) + b"%d" % number
        files[blob_name(hashlib.sha256(data).hexdigest())] = packed(data)
    found = verified(anew(key, small, target, **files))
    assert {fault.code for fault in found.faults} == {"E155"}


def lines_of(made) -> list[bytes]:
    return contents(made.path)[events_name("small")].splitlines()


def rechained(lines: list[bytes]) -> bytes:
    prev, out = GENESIS, []
    for number, line in enumerate(lines):
        document = msgspec.json.decode(line)
        document |= {"seq": number, "prev": prev}
        fresh = msgspec.json.encode(document)
        out.append(fresh)
        prev = line_hash(fresh)
    return b"".join(line + b"\n" for line in out)


def told_of(key, made, target, events: bytes, verified, count: int | None = None):
    lines = events.splitlines()
    run = msgspec.structs.replace(
        made.manifest.runs[0],
        head=line_hash(lines[-1]) if lines else GENESIS,
        events=len(lines) if count is None else count,
    )
    files = {name: data for name, data in contents(made.path).items() if name not in HEAD}
    files[events_name("small")] = events
    files[commitments_name("small")] = (b"0" * 64 + b"\n") * len(lines)
    return verified(signed_by(key, with_members(made.manifest, files, runs=(run,)), files, target))


def test_a_chain_that_its_maker_rewrote_is_sound(small, key, target, verified):
    assert told_of(key, small, target, rechained(lines_of(small)), verified).holds


@pytest.mark.parametrize(
    "change",
    [
        lambda lines: b"\n".join(lines),  # no newline at its end
        lambda lines: b"\n".join([*lines[:2], *lines[3:]]) + b"\n",  # one taken out, not chained anew
        lambda lines: rechained(lines[1:]),  # no plan
        lambda lines: rechained([lines[0], lines[0], *lines[1:]]),  # two
        lambda lines: rechained([lines[0].replace(b'"id":"small"', b'"id":"other"'), *lines[1:]]),
        lambda lines: rechained(lines) + b"[" * 100_000 + b"\n",
        lambda lines: rechained(lines) + b"\xff\xfe\n",
        lambda lines: rechained(lines) + b"\n",
        lambda lines: b"",
    ],
)
def test_a_record_that_does_not_hold_is_named_although_it_was_signed(small, key, target, verified, change):
    found = told_of(key, small, target, change(lines_of(small)), verified)
    assert {(fault.code, fault.member) for fault in found.faults} == {("E159", events_name("small"))}


def test_a_manifest_that_counts_otherwise_is_named(small, key, target, verified):
    found = told_of(key, small, target, rechained(lines_of(small)), verified, count=3)
    assert {fault.code for fault in found.faults} == {"E159"}


# --- taking it in ----------------------------------------------------------------------------------------------------


def test_a_run_that_is_there_is_not_replaced(small, tmp_path):
    mine = tmp_path / "home" / "runs" / "small"
    mine.mkdir(parents=True)
    (mine / "events.jsonl").write_text("mine")
    with pytest.raises(BundleError) as told:
        laid(small.path, tmp_path / "home")
    assert told.value.code == "E157"
    assert [path.name for path in mine.iterdir()] == ["events.jsonl"]
    assert (mine / "events.jsonl").read_text() == "mine"


def test_through_a_link_in_place_of_the_runs_nothing_is_written(small, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "runs").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(JournalError):
        laid(small.path, tmp_path / "home")
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_bundle_that_is_changed_between_two_looks_is_not_taken_in(small, tmp_path):
    bundle = open_bundle(small.path)
    found = verify(bundle)
    data = bytearray(small.path.read_bytes())
    at = bytes(data).index(b'"solved":true')
    data[at + 9 : at + 13] = b"fals"
    with open(small.path, "r+b") as file:
        file.write(data)
    with pytest.raises(BundleError, match="while it was read"):
        lay_out(bundle, found, tmp_path / "home2", "2026-11-30T00:00:00.000Z")
    assert list((tmp_path / "home2" / "runs").iterdir()) == []


# --- as a folder -----------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(small, tmp_path):
    path = tmp_path / "unpacked"
    with tarfile.open(small.path) as tar:
        tar.extraction_filter = getattr(tarfile, "data_filter", None)
        tar.extractall(path)
    return path


def test_the_folder_that_a_bundle_was_unpacked_into_holds(folder, verified):
    assert verified(folder).holds


@pytest.mark.parametrize("name", ["signature.txt", "key.pem", "manifest.json", "runs/small/events.jsonl"])
def test_a_file_of_a_folder_that_was_changed_is_named(folder, verified, name):
    data = bytearray((folder / name).read_bytes())
    data[len(data) // 2] ^= 1
    (folder / name).write_bytes(data)
    assert name in {fault.member for fault in verified(folder).faults}


def test_links_pipes_and_strangers_in_a_folder_are_named_and_not_followed(folder, verified, tmp_path):
    events = folder / "runs/small/events.jsonl"
    (tmp_path / "same").write_bytes(events.read_bytes())
    events.unlink()
    events.symlink_to(tmp_path / "same")
    os.mkfifo(folder / "pipe")
    (folder / "more").write_text("x")
    (folder / "loop").symlink_to(folder)
    named = {fault.member for fault in verified(folder).faults}
    assert named == {"runs/small/events.jsonl", "pipe", "more", "loop"}


@pytest.mark.parametrize(
    "claim",
    [
        {"suites": ()},
        {"suite": {"id": "another"}},
        {"suite": {"version": "9"}},
        {"suite": {"digest": "f" * 64}},
        {"created_at": "2001-01-01T00:00:00.000Z"},
        {"prony_version": "9.9.9"},
        {"graders": ("99",)},
        {"changed": 10**30},
    ],
    ids=str,
)
def test_what_the_manifest_says_of_a_run_is_what_its_events_say(small, key, target, verified, claim):
    files = {name: data for name, data in contents(small.path).items() if name not in HEAD}
    run = small.manifest.runs[0]
    fields = {name: value for name, value in claim.items() if name != "suite"}
    if "suite" in claim:
        fields["suites"] = (msgspec.structs.replace(run.suites[0], **claim["suite"]),)
    if "changed" in claim:
        files = {commitments_name(run.id): b"".join([b"0" * 64 + b"\n"] * run.events), **files}
    false = with_members(small.manifest, files, runs=(msgspec.structs.replace(run, **fields),))
    told = msgspec.json.encode(false) if "changed" not in claim else _with_changed(false, claim["changed"])
    found = verified(signed_by(key, false, files, target, told=told))
    assert [fault.code for fault in found.faults] == ["E159"]
    assert f"its {next(iter(fields))} of run" in found.faults[0].what


def _with_changed(manifest, count):
    document = json.loads(msgspec.json.encode(msgspec.structs.replace(manifest, runs=())))
    runs = [msgspec.structs.replace(run, changed=1) for run in manifest.runs]
    document["runs"] = [{**json.loads(msgspec.json.encode(run)), "changed": count} for run in runs]
    return json.dumps(document).encode()


@pytest.mark.parametrize("behind", [b"x", zstandard.compress(b""), b"\x50\x2a\x4d\x18\x01\x00\x00\x00x"])
@pytest.mark.parametrize("content", [b"", b"reply", bytes(range(256)) * 5])
def test_nothing_hides_behind_the_frame_of_a_blob(small, key, target, verified, behind, content):
    name = blob_name(hashlib.sha256(content).hexdigest())
    frame = zstandard.compress(content)
    assert verified(anew(key, small, target, **{name: frame})).holds
    found = verified(anew(key, small, target, **{name: frame + behind}))
    assert [fault.code for fault in found.faults] == ["E159"]
    assert "behind its frame" in found.faults[0].what


def test_a_frame_that_does_not_end_is_no_blob(small, key, target, verified):
    content = b"a reply that is written with a checksum"
    frame = zstandard.ZstdCompressor(write_checksum=True).compress(content)
    name = blob_name(hashlib.sha256(content).hexdigest())
    assert verified(anew(key, small, target, **{name: frame})).holds
    assert not verified(anew(key, small, target, **{name: frame[:-2]})).holds


@pytest.mark.parametrize("name", [b'"key"', b'"id"', b'"members"', b'"note"'])
def test_a_name_that_stands_twice_in_the_manifest_is_refused(small, key, target, verified, name):
    told = msgspec.json.encode(small.manifest).replace(b'"key":', b'"note":1,"key":', 1)
    at = told.index(name + b":") + len(name) + 1
    end = told.index(b",", at) if name != b'"members"' else told.index(b"]", at) + 1
    told = told[:end] + b"," + name + b":" + told[at:end] + told[end:]
    with pytest.raises(BundleError, match="cannot be read") as refused:
        verified(signed_by(key, small.manifest, {}, target, told=told))
    assert refused.value.code == "E156"
    assert "stands twice" in refused.value.cause
