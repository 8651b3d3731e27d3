"""A package's source comes by pip, and nothing of it runs before its digest is right."""

from __future__ import annotations

import hashlib
import io
import tarfile
from pathlib import Path

import pytest
from wheelhouse import look_only_in

from prony.errors import FetchError
from prony.fetch import InSdist, RemoteFile, fetch

BACKEND = """
from pathlib import Path

def prepare_metadata_for_build_wheel(folder, settings=None):
    Path({marker!r}).touch()
    info = Path(folder) / "tiny_source-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\\nName: tiny-source\\nVersion: 1.0\\n")
    return info.name

def build_wheel(folder, settings=None, metadata=None):
    raise SystemExit("nothing is to be built")
"""


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[RemoteFile, Path]:
    """A source distribution in a registry of a folder, and the file that its code makes when it runs."""
    marker = tmp_path / "ran"
    files = {
        "PKG-INFO": "Metadata-Version: 2.1\nName: tiny-source\nVersion: 1.0\n",
        "pyproject.toml": '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n',
        "backend.py": BACKEND.format(marker=str(marker)),
    }
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        for name, text in files.items():
            entry = tarfile.TarInfo(f"tiny_source-1.0/{name}")
            entry.size = len(text)
            archive.addfile(entry, io.BytesIO(text.encode()))
    data = packed.getvalue()
    registry = look_only_in(tmp_path / "registry", monkeypatch)
    (registry / "tiny_source-1.0.tar.gz").write_bytes(data)
    return remote(hashlib.sha256(data).hexdigest(), len(data)), marker


def remote(digest: str, size: int, version: str = "1.0") -> RemoteFile:
    return RemoteFile("tiny", "tiny.tar.gz", size, digest, (InSdist("tiny-source", version, digest),))


def test_the_source_of_a_package_is_fetched_as_it_is(source: tuple[RemoteFile, Path], tmp_path: Path) -> None:
    file, marker = source
    got = fetch(file, tmp_path / "into")
    assert hashlib.sha256(got.read_bytes()).hexdigest() == file.sha256
    assert marker.exists(), "pip ran nothing of it, so that the next claim says nothing"
    assert [path.name for path in got.parent.iterdir() if path.suffix != ".lock"] == ["tiny.tar.gz"]


def test_nothing_of_a_source_with_another_digest_runs(source: tuple[RemoteFile, Path], tmp_path: Path) -> None:
    file, marker = source
    with pytest.raises(FetchError) as raised:
        fetch(remote("0" * 64, file.size_bytes), tmp_path / "into")
    assert raised.value.code == "E711"
    assert not marker.exists()


def test_a_version_that_the_registry_lacks_is_a_coded_error(source: tuple[RemoteFile, Path], tmp_path: Path) -> None:
    file, _ = source
    with pytest.raises(FetchError) as raised:
        fetch(remote(file.sha256, file.size_bytes, "2.0"), tmp_path / "into")
    assert "tiny-source 2.0" in (raised.value.cause or "")
