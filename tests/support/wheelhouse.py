"""A package registry of a folder: wheels made on the spot, and installers that look nowhere else."""

from __future__ import annotations

import base64
import hashlib
import random
import zipfile
from pathlib import Path

import pytest

from prony.fetch import WheelPart

CONTENT = random.Random(3).randbytes(300_000)


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def build_wheel(folder: Path, distribution: str, member: str, data: bytes) -> WheelPart:
    """A wheel with `data` at `member`, as a package registry would hold it."""
    folder.mkdir(exist_ok=True)
    name = distribution.replace("-", "_")
    info = f"{name}-1.0.dist-info"
    files = {
        member: data,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.0\n".encode(),
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(
        f"{path},sha256={base64.urlsafe_b64encode(hashlib.sha256(body).digest()).rstrip(b'=').decode()},{len(body)}\n"
        for path, body in files.items()
    )
    with zipfile.ZipFile(folder / f"{name}-1.0-py3-none-any.whl", "w", zipfile.ZIP_DEFLATED) as archive:
        for path, body in files.items():
            archive.writestr(path, body)
        archive.writestr(f"{info}/RECORD", record + f"{info}/RECORD,,\n")
    return WheelPart(distribution=distribution, version="1.0", member=member, size_bytes=len(data), sha256=sha256(data))


def look_only_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make `folder`, and make every installer take it for the package registry."""
    folder.mkdir()
    for name, value in {
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(folder),
        "UV_NO_INDEX": "1",
        "UV_FIND_LINKS": str(folder),
        "UV_OFFLINE": "1",
    }.items():
        monkeypatch.setenv(name, value)
    return folder
