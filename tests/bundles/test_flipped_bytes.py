"""The claim that any flipped byte of a bundle is named: by its member, and by its place where that can be told."""

from __future__ import annotations

from pathlib import Path

import pytest
import second_verifier

from prony.bundles import archive
from prony.bundles.manifest import HEAD
from prony.errors import BundleError


def layout(made) -> list[tuple[str, int, int]]:
    """Every member with its first byte, header and padding included, and the first behind it."""
    data = made.path.read_bytes()
    spans, at = [], 0
    sizes = {member.name: member.bytes for member in made.manifest.members}
    for name in (*HEAD, *sizes):
        size = sizes.get(name) or archive.declared_size(data[at : at + 512])
        end = at + archive.whole_size(size)
        spans.append((name, at, end))
        at = end
    assert len(data) == at + len(archive.END)
    return spans


def flipped(path: Path, data: bytes, at: int, bit: int) -> Path:
    target = path.with_name("flipped.tar")
    target.write_bytes(data[:at] + bytes([data[at] ^ (1 << bit)]) + data[at + 1 :])
    return target


def test_a_bundle_that_nobody_touched_holds(small, verified):
    found = verified(small.path)
    assert found.holds, found.faults
    assert found.manifest == small.manifest
    assert second_verifier.verify(small.path.read_bytes()) == small.manifest.key


def named_faults(made, verified, places):
    data, spans = made.path.read_bytes(), layout(made)
    for at, bit in places:
        name = next((name for name, first, end in spans if first <= at < end), "")
        found = verified(flipped(made.path, data, at, bit))
        assert not found.holds, (at, bit, name)
        hit = [fault for fault in found.faults if fault.member == name]
        assert hit, (at, bit, name, found.faults)
        first = min(fault.first for fault in hit if fault.first is not None) if hit[0].first is not None else None
        if first is not None and not hit[0].in_member:
            assert first <= at <= max(fault.last or 0 for fault in hit), (at, name, hit)
        with pytest.raises((second_verifier.Bad, ValueError)):
            second_verifier.verify((made.path.parent / "flipped.tar").read_bytes())


def test_a_flipped_byte_of_each_kind_is_named(small, verified):
    data, spans = small.path.read_bytes(), layout(small)
    places = []
    for _name, first, end in spans:
        size = archive.declared_size(data[first : first + 512])
        own = first + archive.BLOCK
        fields = (first, first + 99, first + 103, first + 130, first + 140, first + 150, first + 156, first + 170)
        places += [(at, 0) for at in (*fields, first + 260, first + 300, first + 330, first + 400, first + 511)]
        places += [(at, 5) for at in {own, own + size // 2, own + size - 1}]
        places += [(at, 2) for at in {own + size, end - 1} if own + size < end]
    places += [(len(data) - 1024, 0), (len(data) - 1, 7)]
    named_faults(small, verified, places)


def test_every_byte_of_signature_and_key_is_named(small, verified):
    (_, _, end) = layout(small)[1]
    named_faults(small, verified, [(at, at % 8) for at in range(0, end, 3)])


@pytest.mark.slow
def test_every_byte_is_named(small, verified):
    named_faults(small, verified, [(at, at % 8) for at in range(small.path.stat().st_size)])


def test_a_changed_event_is_named_by_its_line(small, verified):
    data = small.path.read_bytes()
    at = data.index(b'"solved":true')
    found = verified(flipped(small.path, data, at + 10, 1))
    (fault,) = found.faults
    assert fault.member == "runs/small/events.jsonl"
    assert fault.in_member
    start = next(first for name, first, _ in layout(small) if name == fault.member) + archive.BLOCK
    assert fault.first <= at + 10 - start <= fault.last
    assert fault.last - fault.first < 4000
    assert "line" in fault.what


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 0.9999])
def test_a_bundle_that_is_cut_off_does_not_hold(small, verified, share):
    data = small.path.read_bytes()
    small.path.write_bytes(data[: int(len(data) * share)])
    faults = verified(small.path).faults
    assert any("cut off" in fault.what or "ends here" in fault.what for fault in faults), faults


@pytest.mark.parametrize("left", [0, 1, 400])
def test_a_file_that_does_not_begin_as_a_bundle_is_none(small, verified, left):
    small.path.write_bytes(small.path.read_bytes()[:left])
    with pytest.raises(BundleError, match="no bundle"):
        verified(small.path)


@pytest.mark.parametrize("more", [b"\0", bytes(512), bytes(10240), b"x" * 3])
def test_what_is_appended_is_named_by_its_first_byte(small, verified, more):
    data = small.path.read_bytes()
    small.path.write_bytes(data + more)
    (fault,) = verified(small.path).faults
    assert fault.first == len(data)
    assert "appended" in fault.what
