"""Bundles taken apart and put together again, as their maker or somebody hostile could."""

from __future__ import annotations

import hashlib
import tarfile
from pathlib import Path

import msgspec

from prony.bundles import archive
from prony.bundles.lay_out import lay_out
from prony.bundles.manifest import HEAD, BundleMember, Manifest
from prony.bundles.opened import open_bundle
from prony.bundles.signing import key_bytes
from prony.bundles.verify import verify


def contents(path: Path) -> dict[str, bytes]:
    with tarfile.open(path) as tar:
        return {one.name: tar.extractfile(one).read() for one in tar}


def signed_by(key, manifest: Manifest, files: dict[str, bytes], path: Path, told: bytes = b"") -> Path:
    """A bundle that its maker signed, whatever is in it."""
    told = told or msgspec.json.encode(manifest)
    parts = [("signature.txt", key.sign(told)), ("key.pem", key_bytes(key.public)), ("manifest.json", told)]
    parts += files.items()
    data = b"".join(archive.header(name[:100], len(body)) + body + archive.padding(len(body)) for name, body in parts)
    path.write_bytes(data + archive.END)
    return path


def anew(key, made, path: Path, **changed: bytes | None) -> Path:
    """The bundle with members changed, or left out, and signed anew as if nothing had been."""
    files = {name: data for name, data in contents(made.path).items() if name not in HEAD}
    for name, data in changed.items():
        files.pop(name, None)
        if data is not None:
            files[name] = data
    return signed_by(key, with_members(made.manifest, files), files, path)


def with_members(manifest: Manifest, files: dict[str, bytes], **fields) -> Manifest:
    members = tuple(
        BundleMember(name=name, bytes=len(data), sha256=hashlib.sha256(data).hexdigest())
        for name, data in files.items()
    )
    return msgspec.structs.replace(manifest, members=members, **fields)


def laid(path: Path, home: Path) -> list[Path]:
    bundle = open_bundle(path)
    try:
        return lay_out(bundle, verify(bundle), home, "2026-11-30T00:00:00.000Z")
    finally:
        bundle.close()
