"""The backend `docker`: a slot is one container of a docker that runs on this machine. No image is pulled.

Docker starts nothing without an image, so one is made of a skeleton of folders, a few kilobytes, and kept by docker.
"""

from __future__ import annotations

import hashlib
import io
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path

from prony.config import cache_dir
from prony.keys import environment_without_signing_key
from prony.sandbox.backends.container import ContainerBackend, skeleton

ASK_S = 60.0


class Docker(ContainerBackend):
    """Containers of docker, of an image that is made here."""

    name = "docker"
    program = "docker"
    failures = (
        (
            r"cannot connect to the docker daemon|is the docker daemon running|no such host|connection refused",
            "the docker daemon does not run, or is not where DOCKER_HOST says",
            "sudo systemctl start docker",
        ),
        (
            r"permission denied while trying to connect|dial unix .*permission denied",
            "this user may not use docker",
            "sudo usermod -aG docker USER, and log in again: whoever may use docker is root on this machine; "
            "podman needs no such right",
        ),
        (
            r"no such image|unable to find image|pull access denied",
            "the image that PRONY_CONTAINER_IMAGE names is not here, and nothing is pulled",
            "docker pull it yourself, or leave the variable out: no image is needed",
        ),
        (
            r"bind source path does not exist|mounts denied|is not shared",
            "the docker daemon does not see this machine's folders: it runs in a virtual machine, or elsewhere",
            "run prony on the machine that docker runs on",
        ),
    )

    def root(self) -> tuple[str, ...]:
        """See `ContainerBackend`."""
        return (self._image or self._made(),)

    def _made(self) -> str:
        """The image of a skeleton; made where docker does not have it."""
        packed = _packed(skeleton(cache_dir() / "container-root"))
        name = f"prony-slot:{hashlib.sha256(packed).hexdigest()[:16]}"
        if self._asked("image", "inspect", name).returncode != 0:
            made = self._asked("import", "-", name, stdin=packed)
            if made.returncode != 0:
                raise self.explain((made.stderr or made.stdout).decode(errors="replace"))
        return name

    def _asked(self, *words: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [self._engine, *words],
            input=stdin,
            capture_output=True,
            check=False,
            timeout=ASK_S,
            env=environment_without_signing_key(),
        )

    def _flags(self, user: str, name: str) -> Iterator[str]:
        yield from super()._flags(user, name)
        yield from ("--cgroupns", "private")


BACKEND = Docker


def _packed(folder: Path) -> bytes:
    """A folder as an archive, the same bytes each time."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for path in sorted(folder.rglob("*")):
            entry = archive.gettarinfo(str(path), str(path.relative_to(folder)))
            entry.mtime = entry.uid = entry.gid = 0
            entry.uname = entry.gname = ""
            archive.addfile(entry)
    return buffer.getvalue()
